"""Named graphs into one: each triple once, and one name for each thing.

Documents call a thing by many names: "Germany", "DE", "Alemania". In the graph of each document its name stands as
rdfs:label and skos:prefLabel. In the merge a thing keeps one rdfs:label, so that a query for it gives one row, however
many documents there are; every name stays as skos:prefLabel or skos:altLabel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from hanse.vocabulary import PREFIXES

__all__ = ["merge"]

_LABEL = f"<{PREFIXES['rdfs']}label>".encode()
_THING = b"/id/"
_GAZETTEER = b"/graph/gazetteer>"
_SURE = 1_000_000  # votes of the gazetteer, which writes names as one expects them


def merge(quads: Iterable[bytes]) -> Iterator[bytes]:
    r"""Sorted lines of N-Quads as lines of N-Triples; a triple may come more than once.

    Of several labels of one thing, the gazetteer's stays, or else that of most documents; then one that is not all in
    capitals, then the shortest.

    >>> lines = [b'<a/id/c/1> <http://www.w3.org/2000/01/rdf-schema#label> "%s" <g%d> .' % pair for pair in
    ...          ((b"DE", 1), (b"Germany", 2), (b"Germany", 3))]
    >>> list(merge(lines))
    [b'<a/id/c/1> <http://www.w3.org/2000/01/rdf-schema#label> "Germany" .\n']
    """
    for label_of, lines in groupby(filter(bytes.strip, quads), _labelled):
        if label_of:
            yield b" ".join((label_of, _LABEL, _best(lines), b".\n"))
        else:
            yield from (b" ".join((_parts(line)[0], b".\n")) for line in lines)


def _labelled(line: bytes) -> bytes:
    """The thing whose label a line gives; empty for any other line."""
    subject, predicate, _ = line.split(b" ", 2)
    return subject if predicate == _LABEL and _THING in subject else b""


def _parts(line: bytes) -> tuple[bytes, bytes]:
    """A line's triple and its graph."""
    triple, graph, _ = line.rsplit(b" ", 2)
    return triple, graph


def _best(lines: Iterable[bytes]) -> bytes:
    votes: Counter[bytes] = Counter()
    for line in lines:
        triple, graph = _parts(line)
        votes[triple.split(b" ", 2)[2]] += _SURE if graph.endswith(_GAZETTEER) else 1
    return min(votes, key=lambda name: (-votes[name], name.isupper(), len(name), name))
