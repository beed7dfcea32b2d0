"""E-mail addresses and telephone numbers in a text: what a graph about public roles has no business to publish."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["addresses"]

_EMAIL = re.compile(r"[\w.+-]+(?:@|\s?[\[(](?:at|@)[\])]\s?)[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
_TELEPHONE = re.compile(
    r"(?:(?<![\w+])\+[1-9]\d{0,2}|(?i:\b(?:tel|phone|telephone|mobile|fax|tél|telefon|teléfono|telefono|telemóvel)\b\.?:?))"
    r"[\s(]{0,2}(?:\d[\s()./-]{0,2}){6,13}\d"
)


def addresses(text: str) -> Iterator[str]:
    """Those that a text holds: numbers with the code of a country or a word before them, and all that has an @.

    >>> list(addresses("Ask Ana (ana.costero@aviles.example) or +34 985 122 100; 2019–2023, 742572 people"))
    ['ana.costero@aviles.example', '+34 985 122 100']
    """
    for pattern in (_EMAIL, _TELEPHONE):
        yield from (match.group() for match in pattern.finditer(text))
