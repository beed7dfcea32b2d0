"""What was chosen to be drawn → the scene: places, looks, and the statements behind it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

import networkx as nx

from hanse.views import features, geography, reading
from hanse.views.behind import Behind, Line, behind
from hanse.views.captions import note, title
from hanse.views.lookup import Lookup
from hanse.views.placing import FEW, place
from hanse.views.proofs import Proofs, prove, statements
from hanse.views.reading import Tie
from hanse.views.request import Request
from hanse.views.scene import Edge, Node, Scene, Source, Statement

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["Choice", "stage"]

_ABSENT = 5000  # names of things not drawn that search knows all the same


@dataclass(frozen=True, slots=True)
class Choice:
    """What is drawn of what: a part of the whole, with all its ties, and with those that are drawn."""

    whole: nx.Graph[str]
    part: nx.Graph[str]
    lines: nx.Graph[str]


def stage(graph: Graph, lookup: Lookup, request: Request, choice: Choice) -> Scene:
    """The scene of what was chosen."""
    whole, part, lines = choice.whole, choice.part, choice.lines
    drawn = sorted(part, key=lambda iri: (-whole.degree(iri), lookup.labels.of(iri), iri))
    community = features.communities(part)
    radii = _radii(whole, drawn)
    places = place(lines, radii, community)
    meant = behind(lookup, whole, request, lines.edges)
    proofs, told = _told(graph, lookup, drawn, meant.values())
    starts = reading.starts(graph)
    measures, values = features.measured(whole, lookup, request.by)
    spots = geography.spots(graph, lookup, drawn)
    years = features.since(lookup, starts, drawn)
    nodes = (
        replace(
            _node(lookup, request, iri),
            x=places.of[iri][0],
            y=places.of[iri][1],
            radius=radii[iri],
            community=community[iri],
            measures=tuple(round(float(scores.get(iri) or 0), 4) for scores in values),
            years=years[iri],
            spot=spots.get(iri),
        )
        for iri in drawn
    )
    return Scene(
        title=title(lookup, request),
        note=note(whole, part, lines, request, places.overview),
        nodes=tuple(nodes),
        edges=tuple(_edges(lines, meant, told, proofs, starts)),
        statements=tuple(told),
        sources=_sources(graph, told),
        names=_names(lookup, told),
        absent=lookup.names(iri for iri in whole if iri not in part)[:_ABSENT],
        measures=measures,
        communities=features.named(part, community, places.discs, lookup.labels.of),
        bundles=features.bundled(part, community),
        outline=geography.outline() if spots else (),
        overview=places.overview,
    )


def _radii(whole: nx.Graph[str], drawn: Sequence[str]) -> dict[str, float]:
    most = max(whole.degree(iri) for iri in drawn)
    return {iri: _radius(whole.degree(iri), most) * (1 if len(drawn) <= FEW else 0.6) for iri in drawn}


def _radius(ties: int, most: int) -> float:
    """Area by number of ties, within bounds at which a thing can be seen and clicked, and hides no other."""
    return round(6 + min(2.2 * sqrt(max(ties - 1, 0)), 13 * sqrt(ties / max(most, 1))), 1)


def _node(lookup: Lookup, request: Request, iri: str) -> Node:
    """What it is, before it has its place."""
    name, *also = lookup.labels.names.get(iri) or (lookup.labels.of(iri),)
    inherited = not request.mixed
    return Node(
        iri,
        lookup.kind(iri),
        name,
        also=tuple(also),
        country=lookup.names(lookup.countries(iri)),
        programme=lookup.names(lookup.labelled("programme", iri, inherited)),
        theme=lookup.names(lookup.labelled("theme", iri, inherited)),
    )


def _told(
    graph: Graph, lookup: Lookup, drawn: Sequence[str], meant: Iterable[Behind]
) -> tuple[Proofs, list[Statement]]:
    """What is said of the things drawn, and what lines stand for."""
    things = set(drawn)
    stood_for = {tie for one in meant for tie in one.ties}
    proofs = prove(graph, sorted(things | {tie[2] for tie in stood_for}))
    proofs = {tie: found for tie, found in proofs.items() if tie in stood_for or tie[0] in things or tie[2] in things}
    return proofs, statements(graph, proofs, stood_for | {t for t in lookup.ties if t[0] in things or t[2] in things})


def _edges(
    lines: nx.Graph[str],
    meant: Mapping[Line, Behind],
    told: Sequence[Statement],
    proofs: Proofs,
    starts: Mapping[str, Sequence[int]],
) -> Iterator[Edge]:
    number = {(said.subject, said.predicate, said.object): i for i, said in enumerate(told)}
    sure: dict[Tie, float] = {tie: found[0][0] for tie, found in proofs.items()}
    for one, other, weight in lines.edges(data="weight", default=1):
        line = meant[one, other]
        said = tuple(sorted(number[tie] for tie in line.ties if tie in number))
        years, confidence = line.years(starts), line.confidence(sure)
        yield Edge(one, other, line.label, float(weight), line.strong, said, years, confidence)


def _sources(graph: Graph, told: Iterable[Statement]) -> tuple[Source, ...]:
    cited = {quote.source for said in told for quote in said.quotes}
    return tuple(source for iri, source in reading.sources(graph).items() if iri in cited)


def _names(lookup: Lookup, told: Iterable[Statement]) -> tuple[tuple[str, str], ...]:
    mentioned = {iri for said in told for iri in (said.subject, said.object) if iri in lookup.labels.best}
    return tuple((iri, lookup.labels.of(iri)) for iri in sorted(mentioned))
