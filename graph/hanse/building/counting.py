"""What the report counts, counted on the sorted lines of a graph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hanse.vocabulary import CLASSES, PREFIXES, PROPERTIES, VALUES, term

__all__ = ["Counts", "count"]


def _iri(name: str) -> bytes:
    prefix, local = name.split(":")
    return f"<{PREFIXES[prefix]}{local}>".encode()


_TYPE, _SOURCE = _iri("rdf:type"), _iri("dcterms:source")
_LEADS, _PARTNER = (f"<{term(name)}>".encode() for name in ("leadPartner", "partner"))
_FACTS = frozenset(f"<{term(name)}>".encode() for name in (*PROPERTIES, *VALUES))
_CLASSES = {f"<{term(name)}>".encode(): name for name in CLASSES}
_PARTICIPATION, _DOCUMENT = b"/id/participation/", b"/id/document/"
_BESIDE = b"/evidence> .\n"
_SAID = re.compile(rb"/graph/(?!(?:gazetteer|ontology)>$|input/)(?:evidence>|.*(?<!/evidence>)$)")


@dataclass(slots=True)
class Counts:
    """Of a graph, or of a part of it that has its subjects whole."""

    quads: int = 0
    facts: int = 0  # distinct statements of documents and tables, but what follows from others
    things: Counter[str] = field(default_factory=Counter)  # that documents and tables name, by class

    def add(self, other: Counts) -> None:
        """Count what another part has, too."""
        self.quads += other.quads
        self.facts += other.facts
        self.things += other.things


def count(lines: Iterable[bytes]) -> Counts:
    r"""Count the sorted lines of N-Quads, each of which is there once.

    A partner is implied by whom it leads, and a document's first dcterms:source describes it: neither is a statement.

    >>> said = (b"leadPartner", b"d1"), (b"partner", b"d1"), (b"partner", b"d2"), (b"theme", b"d2")
    >>> lines = [b"<g/id/n> <https://w3id.org/hanse/ontology#%s> <g/id/c> <g/graph/%s> .\n" % pair for pair in said]
    >>> count(lines).facts
    2
    """
    counts = Counts()
    last = subject = b""
    led: set[bytes] = set()
    described = False
    for line in lines:
        counts.quads += 1
        if line.endswith(_BESIDE) and not line.endswith(b"/graph" + _BESIDE):
            continue
        triple, graph, _ = line.rsplit(b" ", 2)
        if triple == last or not _SAID.search(graph):
            continue
        last = triple
        one, predicate, target = triple.split(b" ", 2)
        if one != subject:
            subject, led, described = one, set(), False
        if predicate == _TYPE:
            if name := _CLASSES.get(target):
                counts.things[name] += 1
        elif predicate in _FACTS:
            if predicate == _LEADS:
                led.add(target)
            describing = predicate == _SOURCE and not described and _DOCUMENT in subject
            described = described or describing
            implied = (predicate == _PARTNER and target in led) or _PARTICIPATION in subject
            counts.facts += not (describing or implied)
    return counts
