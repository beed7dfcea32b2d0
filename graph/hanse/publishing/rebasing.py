"""A graph under another base: every IRI that was minted under the old one is rewritten, and no letter of a text is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["rebased"]

_MINTED = rb"(?:id|graph)/"


def rebased(lines: Iterable[bytes], old: str, new: str) -> Iterator[bytes]:
    r"""Lines of N-Quads with each IRI ``{old}id/…`` and ``{old}graph/…`` under the base ``new``; literals as they are.

    >>> line = b'<http://a.eu/id/city/riga> <http://a.eu/ontology#is> "at <http://a.eu/id/x>" <http://a.eu/graph/d> .'
    >>> print(*rebased([line], "http://a.eu/", "http://b.eu/g/"))
    b'<http://b.eu/g/id/city/riga> <http://a.eu/ontology#is> "at <http://a.eu/id/x>" <http://b.eu/g/graph/d> .'
    """
    if old == new:
        yield from lines
        return
    text = rb'"(?:[^"\\]|\\.)*+"'
    found = re.compile(text + rb"|<" + re.escape(old.encode()) + rb"(?=" + _MINTED + rb")", re.DOTALL)
    start = b"<" + new.encode()
    for line in lines:
        yield found.sub(lambda match: match[0] if match[0].startswith(b'"') else start, line)
