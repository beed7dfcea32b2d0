"""A graph without what is not sure enough: statements of which the best evidence is below a confidence.

Works on the sorted lines of ``graph.nq``, and gives what a build would have written that left the same out
(``hanse build --min-confidence``). Each document is sifted by itself: what two say goes where neither is sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from hanse.vocabulary import HANSE, PREFIXES

__all__ = ["Quad", "by_subject", "parsed", "sift"]


def _iri(prefix: str, name: str) -> bytes:
    return f"<{PREFIXES[prefix]}{name}>".encode()


_TYPE = _iri("rdf", "type")
_PREFERRED = _iri("skos", "prefLabel")
_LABELS = frozenset((_iri("rdfs", "label"), _PREFERRED, _iri("skos", "altLabel")))
_CONFIDENCE = _iri("hanse", "confidence")
_PARTS = tuple(_iri("rdf", part) for part in ("subject", "predicate", "object"))
_SHARED = (_iri("oa", "hasSelector"), _iri("prov", "wasGeneratedBy"))
_ORGANISATION, _MEMBER, _ROLE = (_iri("org", name) for name in ("organization", "member", "role"))
_PARTNER, _LEADS = (f"<{HANSE}{name}>".encode() for name in ("partner", "leadPartner"))
_MEMBERS, _LEAD = (f"<{HANSE}{name}>".encode() for name in ("member", "lead"))
_BESIDE = b"/evidence>"
_ADDED = (b"/graph/gazetteer>", b"/graph/ontology>")  # of what sources name
_ONTOLOGY, _INPUT = b"/graph/ontology>", b"/graph/input/"

Quad = tuple[bytes, bytes, bytes, bytes]
"""Subject, predicate, object and graph, as N-Quads writes them."""


@dataclass(slots=True)
class _Doubts:
    """What is left out."""

    best: dict[Quad, float] = field(default_factory=dict)  # of each statement that has evidence
    gone: set[tuple[bytes, bytes]] = field(default_factory=set)  # evidence and its selectors, with their graph
    unnamed: set[tuple[bytes, bytes]] = field(default_factory=set)  # things whose class is unsure, with their graph
    unknown: set[bytes] = field(default_factory=set)  # those whose class nobody is sure of


def sift(quads: Path, least: float) -> Iterator[bytes]:
    """The lines of a file of sorted N-Quads that are at least as sure as ``least``, or need no evidence.

    A thing of which the class is not sure enough loses its names as well, and what the gazetteer and the ontology add.
    """
    with quads.open("rb") as lines:
        doubts = _doubts(lines, least)
    with quads.open("rb") as lines:
        for subject, group in by_subject(lines):
            kept = list(_kept(subject, group, doubts, least))
            languages = _languages(kept)
            yield from (b" ".join((*quad, b".\n")) for quad in kept if _is_called_for(quad, languages))


def _languages(quads: Iterable[Quad]) -> set[bytes]:
    """Those in which sources still name a thing, and those in which the ontology names whatever a source does."""
    own = (quad for quad in quads if quad[1] in _LABELS and not quad[3].endswith(_ADDED) and _INPUT not in quad[3])
    return {b"", b"@en", *(_tag(target) for _, _, target, _ in own)}


def _is_called_for(quad: Quad, languages: set[bytes]) -> bool:
    return quad[1] != _PREFERRED or not quad[3].endswith(_ONTOLOGY) or _tag(quad[2]) in languages


def _tag(literal: bytes) -> bytes:
    return literal.rpartition(b'"')[2]


def by_subject(lines: Iterable[bytes]) -> Iterator[tuple[bytes, list[Quad]]]:
    """The quads of sorted lines, those of a subject together."""
    quads = (parsed(line) for line in lines if line.strip())
    return ((subject, list(group)) for subject, group in groupby(quads, lambda quad: quad[0]))


def parsed(line: bytes) -> Quad:
    """The terms of a line of N-Quads; ValueError for a line that has no graph."""
    subject, predicate, rest = line.split(b" ", 2)
    target, graph, _ = rest.rsplit(b" ", 2)
    return subject, predicate, target, graph


def _doubts(lines: Iterable[bytes], least: float) -> _Doubts:
    doubts = _Doubts()
    used: dict[bool, set[tuple[bytes, bytes]]] = {True: set(), False: set()}
    for subject, group in by_subject(lines):
        if not any(predicate == _CONFIDENCE for _, predicate, _, _ in group):
            continue
        for graph in {quad[3] for quad in group}:
            said: dict[bytes, list[bytes]] = defaultdict(list)
            for _, predicate, target, where in group:
                if where == graph:
                    said[predicate].append(target)
            sure = max(map(_number, said[_CONFIDENCE]), default=1.0)
            statement = _statement(said, graph)
            doubts.best[statement] = max(sure, doubts.best.get(statement, 0.0))
            if sure < least:
                doubts.gone.add((subject, graph))
            used[sure >= least] |= {(one, graph) for name in _SHARED for one in said[name]}
    doubts.gone |= used[False] - used[True]
    types: dict[bool, set[tuple[bytes, bytes]]] = {True: set(), False: set()}
    for (subject, predicate, _, graph), sure in doubts.best.items():
        if predicate == _TYPE:
            types[sure >= least].add((subject, graph))
    doubts.unnamed = types[False] - types[True]
    doubts.unknown = {subject for subject, _ in types[False]} - {subject for subject, _ in types[True]}
    return doubts


def _number(literal: bytes) -> float:
    """The number that a literal gives; what is none counts as sure, for nothing is known against it.

    >>> _number(b'"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'), _number(b'"high"')
    (0.9, 1.0)
    """
    try:
        return float(literal.split(b'"')[1])
    except (IndexError, ValueError):
        return 1.0


def _statement(said: dict[bytes, list[bytes]], graph: bytes) -> Quad:
    subject, predicate, target = ((said[part] or [b""])[0] for part in _PARTS)
    return subject, predicate, target, graph.removesuffix(_BESIDE) + b">" if graph.endswith(_BESIDE) else graph


def _kept(subject: bytes, group: list[Quad], doubts: _Doubts, least: float) -> Iterator[Quad]:
    roles = _roles(group, doubts, least)
    for quad in group:
        _, predicate, target, graph = quad
        if (subject, graph) in doubts.gone or doubts.best.get(quad, 1.0) < least:
            continue
        if predicate in _LABELS and (subject, graph) in doubts.unnamed:
            continue
        if subject in doubts.unknown and graph.endswith(_ADDED):
            continue
        role = roles.get(graph, target)
        if role:
            yield subject, predicate, role if predicate == _ROLE else target, graph


def _roles(group: Iterable[Quad], doubts: _Doubts, least: float) -> dict[bytes, bytes]:
    """What role a participation still has in each graph, nothing where it is not sure; only where that is in doubt."""
    ends: dict[bytes, dict[bytes, bytes]] = defaultdict(dict)
    for _, predicate, target, graph in group:
        if predicate in (_ORGANISATION, _MEMBER, _ROLE):
            ends[graph][predicate] = target
    roles = {}
    for graph, end in ends.items():
        if len(end) == 3:
            ties = [(end[_ORGANISATION], name, end[_MEMBER], graph) for name in (_LEADS, _PARTNER)]
            leads, takes_part = (doubts.best.get(tie, 0.0) for tie in ties)
            if leads or takes_part:
                roles[graph] = _LEAD if leads >= least else _MEMBERS if takes_part >= least else b""
    return roles
