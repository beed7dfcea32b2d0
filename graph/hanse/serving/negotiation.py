"""Which format a client gets, by what it says that it accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["GRAPHS", "PAGE", "RESOURCES", "ROWS", "Format", "accepted", "choose", "media_types"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name (of `hanse.queries.workers.FORMATS`, or a file's ending), and what media types ask for it."""

    name: str
    types: tuple[str, ...]  # the first is what it is sent as

    @property
    def sent_as(self) -> str:
        """The value of Content-Type."""
        return self.types[0] + ("; charset=utf-8" if self.types[0].startswith("text/") else "")


ROWS = (
    Format("json", ("application/sparql-results+json", "application/json")),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml")),
    Format("csv", ("text/csv",)),
    Format("tsv", ("text/tab-separated-values",)),
)
"""What tables of solutions, and yes or no, are sent as; the first where anything will do."""

GRAPHS = (
    Format("turtle", ("text/turtle", "application/x-turtle", "application/turtle", "text/n3")),
    Format("nt", ("application/n-triples", "text/plain", "application/n-quads")),
    Format("jsonld", ("application/ld+json", "application/json")),
    Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml")),
)
"""What triples are sent as."""

PAGE = Format("html", ("text/html", "application/xhtml+xml"))

RESOURCES = (PAGE, GRAPHS[0], Format("jsonld", GRAPHS[2].types))
"""What there is of each thing."""

_PART = re.compile(r"""(?:[^,"]|"(?:[^"\\]|\\.)*")+""")
_RANGE = re.compile(r"\s*(?P<type>[\w!#$&^.+*-]+)/(?P<subtype>[\w!#$&^.+*-]+)\s*(?P<rest>;.*|)", re.ASCII | re.DOTALL)
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_MOST = 100  # ranges that are read


def accepted(header: str) -> Iterator[tuple[str, float]]:
    """The media ranges of an Accept header with their qualities; what is no range is passed over.

    >>> list(accepted("text/turtle, application/*;q=0.5, nonsense, text/*;level=1;q=0"))
    [('text/turtle', 1.0), ('application/*', 0.5), ('text/*', 0.0)]
    """
    for part, _ in zip(_PART.findall(header), range(_MOST), strict=False):
        if found := _RANGE.fullmatch(part):
            quality = _QUALITY.search(found["rest"])
            yield f"{found['type']}/{found['subtype']}".lower(), float(quality[1]) if quality else 1.0


def choose(header: str, offered: Sequence[Format]) -> Format | None:
    """The format that is accepted best, of equals the one that is named more exactly, then the first; None if none is.

    >>> choose("text/csv;q=0.9, */*;q=0.1", ROWS).name
    'csv'
    >>> choose("image/png", ROWS)
    """
    ranges = list(accepted(header))
    if not header.strip():
        return offered[0]
    best = max(offered, key=lambda format: _liking(format, ranges))
    return best if _liking(best, ranges)[0] > 0 else None


def _liking(format: Format, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """How well a format is liked, and how exactly it is named: by ``*/*`` 1, by ``text/*`` 2, by an alias 3, else 4."""
    main = format.types[0]
    exactness = {"*/*": 1, main.partition("/")[0] + "/*": 2, **dict.fromkeys(format.types, 3), main: 4}
    judged = [(exactness[range], quality) for range, quality in ranges if range in exactness]
    most = max((exact for exact, _ in judged), default=0)
    return max((quality for exact, quality in judged if exact == most), default=0.0), most


def media_types(offered: Iterable[Format]) -> str:
    """The types that formats are sent as, for a message."""
    return ", ".join(format.types[0] for format in offered)
