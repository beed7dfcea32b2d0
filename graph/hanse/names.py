"""Names as keys: folding, slugs, control characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

__all__ = ["fold", "printable", "slug"]

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŀ": "l"}
)
_GAP = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """The form under which names are compared: no case, accents or punctuation; the script stays.

    >>> fold("Castilla y León"), fold("AS-FABRIK"), fold("ŁÓDŹ"), fold("Ελλάδα"), fold("'s-Hertogenbosch")
    ('castilla y leon', 'as fabrik', 'lodz', 'ελλαδα', 's hertogenbosch')
    """
    if name.isascii():
        return name.lower() if name.isalnum() else _GAP.sub(" ", name.lower()).strip()
    return _GAP.sub(" ", name.casefold().translate(_BARE)).strip()


class _Bare(dict[int, str]):
    """What each letter comes to without its accents, found out when it is first met; rare ones are not kept."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).translate(_LETTERS))
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        if code < _RARE:
            self[code] = bare
        return bare


_RARE = 0x10000  # beyond the basic plane: a hostile text may have a million of them


_BARE = _Bare()


def slug(name: str, longest: int = 80) -> str:
    """A readable path segment of ASCII letters, digits and hyphens, cut at a word; never empty.

    >>> slug("Avilés"), slug("Αθήνα"), slug("CO-CITY / Turin"), slug("…")
    ('aviles', 'athina', 'co-city-turin', 'x')
    """
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(unicodedata.normalize("NFC", name)).lower()).strip("-")
    if len(plain) > longest:
        plain = plain[:longest].rsplit("-", 1)[0]
    return plain or "x"


def printable(text: str) -> str:
    r"""Text made safe for a terminal or a label: control and direction-changing characters become visible escapes.

    >>> print(printable("Riga\x1b[31m \u202eAGIR"))
    Riga\x1b[31m \u202eAGIR
    """
    return "".join(_escaped(c) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"} else c for c in text)


def _escaped(character: str) -> str:
    if character in "\n\t\u200c\u200d\u00ad":
        return " " if character in "\n\t" else character
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
