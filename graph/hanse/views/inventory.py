"""What a graph holds and how far to trust it, in numbers, for its start page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode

from hanse import manifest
from hanse.queries.rows import value_of
from hanse.views import reading
from hanse.views.kinds import KINDS
from hanse.views.lookup import Lookup
from hanse.views.proofs import trust
from hanse.views.reading import Tie
from hanse.views.scene import Source
from hanse.vocabulary import PREFIXES, PROPERTIES, VALUES, term

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["BINS", "Inventory", "Ranked", "left_out", "take"]

BINS = 10
"""Of the distribution of confidence, from 0 to 1."""
_RANKED = 12
_MERGE = DefaultGraph()
_NAMES = (*PROPERTIES, *VALUES)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing and how much there is of it."""

    iri: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Inventory:
    """The numbers."""

    kinds: Mapping[str, int]  # things by class
    programmes: tuple[Ranked, ...]  # by networks, projects, …
    cities: tuple[Ranked, ...]  # by what they take part in
    countries: tuple[Ranked, ...]  # by partners
    themes: tuple[Ranked, ...]
    documents: tuple[tuple[Source, int], ...]  # with how many facts each says
    facts: int
    proved: int  # facts with at least one quote
    confidence: tuple[int, ...]  # facts by their best confidence, in BINS
    extractors: tuple[tuple[str, int], ...]  # facts by what read them
    skipped: tuple[tuple[str, str], ...]  # source, reason
    problems: tuple[str, ...]
    sources: int
    part: int = 0  # how many initiatives all but the numbers of things, facts and sources is of; 0: of the whole graph


def take(graph: Graph, lookup: Lookup) -> Inventory:
    """Count what is in a graph; what was skipped comes from its manifest, where it has one."""
    ties = lookup.ties
    facts = _facts(graph)
    best, told, by = _proofs(graph, facts)
    counted = Counter(graph.labels.kinds.values())
    skipped, problems = left_out(graph.directory)
    sources = reading.sources(graph)
    return Inventory(
        kinds={kind: counted[kind] for kind in KINDS if counted[kind]},
        programmes=_ranked(lookup, (tie[2] for tie in ties if tie[1] == "programme")),
        cities=_ranked(lookup, (partner for _, partner in lookup.partnership if lookup.kind(partner) == "City")),
        countries=_ranked(lookup, (place for partner in lookup.joined for place in lookup.countries(partner))),
        themes=_ranked(lookup, (tie[2] for tie in ties if tie[1] == "theme")),
        documents=tuple((source, told[iri]) for iri, source in sources.items()),
        facts=len(facts),
        proved=len(best),
        confidence=_spread(best.values()),
        extractors=tuple(sorted(by.items(), key=lambda pair: (-pair[1], pair[0]))),
        skipped=skipped,
        problems=problems,
        sources=len(sources),
    )


def _facts(graph: Graph) -> set[Tie]:
    """The distinct statements of the model's properties, whoever makes them, but those that others imply."""
    kinds = graph.labels.kinds
    things = {f"<{iri}>" for iri in kinds}
    documents = {f"<{iri}>" for iri, kind in kinds.items() if kind == "Document"}
    names = {term(name): name for name in _NAMES}
    said = (
        (str(quad.subject), names[quad.predicate.value], str(quad.object))
        for quad in graph.store.quads(None, [NamedNode(iri) for iri in names], None, _MERGE)
    )
    return reading.bare(
        {fact for fact in said if fact[0] in things and (fact[1] != "source" or fact[0] not in documents)}
    )


def _proofs(graph: Graph, facts: set[Tie]) -> tuple[dict[Tie, float], Counter[str], Counter[str]]:
    """The best confidence of each fact that has evidence, and facts by document and by extractor."""
    names = {term(name): name for name in _NAMES}
    best: dict[Tie, float] = {}
    told: dict[str, set[Tie]] = defaultdict(set)
    by: dict[str, set[Tie]] = defaultdict(set)
    called = _runs(graph)
    for piece in graph.evidence:
        fact = (str(piece.subject), names.get(piece.predicate.value, ""), str(piece.object))
        if fact in facts and None not in (piece.document, piece.confidence):
            best[fact] = max(best.get(fact, 0.0), trust(value_of(piece.confidence)) or 0.0)
            told[getattr(piece.document, "value", "")].add(fact)
            by[called.get(piece.run, "")].add(fact)
    return best, _sizes(told), _sizes(by)


def _runs(graph: Graph) -> dict[Any, str]:
    """What runs of extractors are called."""
    runs = list(dict.fromkeys(piece.run for piece in graph.evidence if piece.run is not None))
    said = graph.store.quads(runs, NamedNode(PREFIXES["rdfs"] + "label"), None, _MERGE)
    return {quad.subject: getattr(quad.object, "value", "") for quad in said}


def _sizes(groups: Mapping[str, set[Any]]) -> Counter[str]:
    return Counter({name: len(group) for name, group in groups.items() if name})


def _spread(confidences: Iterable[float]) -> tuple[int, ...]:
    bins = Counter(min(int(confidence * BINS), BINS - 1) for confidence in confidences)
    return tuple(bins[i] for i in range(BINS))


def _ranked(lookup: Lookup, iris: Iterable[str]) -> tuple[Ranked, ...]:
    counts = Counter(iris)
    order = sorted(counts, key=lambda iri: (-counts[iri], lookup.labels.of(iri)))
    return tuple(Ranked(iri, lookup.labels.of(iri), counts[iri]) for iri in order[:_RANKED])


def left_out(directory: Path | None) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """What the manifest says was skipped, with the reasons, and the problems of single rows."""
    said = manifest.read(directory)
    skipped = tuple((str(one.get("source", "")), str(one.get("reason", ""))) for one in said.get("skipped", ()))
    return skipped, tuple(str(problem) for problem in said.get("problems", ()))
