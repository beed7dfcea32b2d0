"""A graph → the scene of a page: what is drawn, under what title, with which statements behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import networkx as nx

from hanse.errors import QueryError
from hanse.names import printable
from hanse.views import reading
from hanse.views.kinds import KINDS
from hanse.views.lookup import Lookup, words
from hanse.views.placing import place
from hanse.views.reading import Tie
from hanse.views.scene import Edge, Node, Scene, Statement
from hanse.views.selection import around, backbone, strongest, tied

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["MOST", "OF", "USUAL", "Request", "draw"]

OF = {
    "all": "Networks of cities, and all that is tied to them",
    "two-mode": "Networks and projects, and their partners",
    "city": "Cities that meet in networks and projects",
    "organisation": "Organisations that meet in networks and projects",
    "network": "Networks and projects that share partners",
    "country": "Countries whose cities and organisations meet",
}
"""What can be drawn, and the title that it gets."""

MOST = 500
"""Nodes that a drawing can have: beyond, pyvis' drawings are neither quick nor legible."""
USUAL = 150
"""Nodes that a drawing has unless more are asked for: as many as a laptop's screen shows with their names."""

_ABSENT = 5000  # names of things not drawn that search knows all the same
_TIES = 4  # of a thing, the strongest, where all would be a tangle
_BEHIND = 60  # statements behind an edge
_MIXED = ("all", "two-mode")


@dataclass(frozen=True, slots=True)
class Request:
    """What to draw: see ``hanse.views.view``."""

    of: str = "all"
    around: str = ""
    hops: int = 1
    top: int = USUAL
    programme: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if self.of not in OF:
            raise QueryError(f"no view of {printable(self.of)!r}; there are: {', '.join(OF)}")
        if not 1 <= self.top <= MOST:
            raise QueryError(f"a page can draw 1 to {MOST} things, not {self.top}")
        if self.hops < 1:
            raise QueryError(f"hops is 1 or more, not {self.hops}")


def draw(graph: Graph, request: Request, lookup: Lookup | None = None) -> Scene:
    """The scene that is asked for; QueryError where a name means nothing or there is nothing to draw.

    ``lookup`` is that of the graph, where it has been made already.
    """
    lookup = lookup or Lookup.of(reading.ties(graph), graph.labels)
    whole = _whole(graph, lookup, request)
    centres = _centres(whole, lookup, request)
    asked = around(whole, centres, request.hops) if centres else whole
    part = _nearest(asked, centres, request.top) if centres else strongest(asked, graph.labels.kinds, request.top)
    if request.of not in _MIXED:
        part = backbone(part, _TIES)
    if not part:
        under = f" under programme {printable(request.programme)!r}" if request.programme else ""
        raise QueryError(f"nothing to draw of {request.of!r}{under}: the graph holds no such things")
    return _scene(graph, lookup, request, whole, _in_order(part))


def _in_order(part: nx.Graph[str]) -> nx.Graph[str]:
    """A copy whose nodes and edges come sorted: a view of a graph gives them as their hashes fall."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(part.nodes(data=True), key=lambda node: node[0]))
    ordered.add_edges_from(sorted((min(ends), max(ends), data) for *ends, data in part.edges(data=True)))
    return ordered


def _whole(graph: Graph, lookup: Lookup, request: Request) -> nx.Graph[str]:
    """The graph of which a part is drawn."""
    if request.of in _MIXED:
        whole = _mixed(lookup, request)
    else:
        filters = {"programme": request.programme} if request.programme else {}
        whole = nx.Graph(graph.network(of=request.of, **filters))
    whole.remove_nodes_from([iri for iri in whole if lookup.kind(iri) not in KINDS])
    nx.set_node_attributes(whole, {iri: lookup.kind(iri) for iri in whole}, "kind")
    return whole


def _mixed(lookup: Lookup, request: Request) -> nx.Graph[str]:
    kinds = {iri: kind for iri, kind in lookup.labels.kinds.items() if kind in KINDS}
    if request.of == "two-mode":
        whole = tied(lookup.partnership.values(), kinds)
        whole.remove_nodes_from([iri for iri, ends in list(whole.degree()) if not ends])
    else:
        whole = tied(lookup.ties, kinds)
    if not request.programme:
        return whole
    programmes = set(lookup.labels.find(request.programme, ("Programme",)))
    under = [iri for iri in whole if programmes & lookup.objects["programme"].get(iri, set())]
    near = {iri for thing in under for iri in (thing, *whole[thing])}
    return nx.Graph(whole.subgraph([iri for iri in whole if iri in near]))


def _centres(whole: nx.Graph[str], lookup: Lookup, request: Request) -> list[str]:
    if not request.around:
        return []
    found = lookup.labels.find(request.around)
    centres = [str(iri) for iri in found if iri in whole]
    if not centres:
        kinds = ", ".join(sorted({lookup.kind(iri) for iri in found}))
        name = printable(request.around)
        raise QueryError(f"{name!r} ({kinds}) is not in the view of {request.of!r}; there are: {', '.join(OF)}")
    return centres


def _nearest(graph: nx.Graph[str], centres: Sequence[str], most: int) -> nx.Graph[str]:
    far = nx.multi_source_dijkstra_path_length(graph, set(centres), weight=None)
    order = sorted(graph, key=lambda iri: (far.get(iri, 99), -graph.degree(iri), iri))
    return graph.subgraph(order[:most])


def _scene(graph: Graph, lookup: Lookup, request: Request, whole: nx.Graph[str], part: nx.Graph[str]) -> Scene:
    labels = graph.labels
    drawn = sorted(part, key=lambda iri: (-whole.degree(iri), labels.of(iri), iri))
    lines = sorted((min(ends), max(ends), float(weight or 1)) for *ends, weight in part.edges(data="weight", default=1))
    most = max(whole.degree(iri) for iri in drawn)
    radii = {iri: _radius(whole.degree(iri), most) for iri in drawn}
    places = place(part, radii)
    behind = {(one, other): _behind(lookup, whole, request.of, one, other) for one, other, _ in lines}
    told = _told(graph, lookup, drawn, {tie for line in behind.values() for tie in line.ties})
    number = {(said.subject, said.predicate, said.object): i for i, said in enumerate(told)}
    cited = {quote.source for said in told for quote in said.quotes}
    mentioned = {iri for said in told for iri in (said.subject, said.object) if iri in labels.best}
    return Scene(
        title=_title(lookup, request),
        note=_note(whole, part, request),
        nodes=tuple(_node(lookup, iri, request.of, places[iri], radii[iri]) for iri in drawn),
        edges=tuple(_edge(one, other, weight, behind[one, other], number) for one, other, weight in lines),
        statements=tuple(told),
        sources=tuple(source for iri, source in reading.sources(graph).items() if iri in cited),
        names=tuple(sorted((iri, labels.of(iri)) for iri in mentioned)),
        absent=lookup.names(iri for iri in whole if iri not in part)[:_ABSENT],
    )


def _title(lookup: Lookup, request: Request) -> str:
    if request.title or not request.around:
        return request.title or OF[request.of]
    return f"Around {lookup.labels.of(lookup.labels.find(request.around)[0])}"


def _note(whole: nx.Graph[str], part: nx.Graph[str], request: Request) -> str:
    ties = whole.subgraph(part).number_of_edges()
    fewer = f" Of {ties:,} ties the {_TIES} strongest of each." if part.number_of_edges() < ties else ""
    if len(part) == len(whole):
        return f"All {len(whole):,} things" + (f".{fewer}" if fewer else f" and the {ties:,} ties between them.")
    what = f"at most {request.hops} ties away" if request.around else "those that hold together best"
    if request.around and request.hops == 1:
        what = "what is tied to it"
    return f"{len(part):,} of {len(whole):,} things: {what}.{fewer} For others: hanse view --around NAME, or --top N."


@dataclass(frozen=True, slots=True)
class _Behind:
    """What an edge stands for."""

    label: str
    ties: tuple[Tie, ...]
    strong: bool = False


def _behind(lookup: Lookup, whole: nx.Graph[str], of: str, one: str, other: str) -> _Behind:
    if of in _MIXED:
        ties = tuple(whole[one][other]["ties"])
        names = dict.fromkeys(words(name) for _, name, _ in ties)
        return _Behind(", ".join(names), ties, any(name == "leadPartner" for _, name, _ in ties))
    common, ties_of_both = lookup.shared(of, one, other)
    shared = lookup.names(common)
    rest = f" and {len(shared) - 3} more" if len(shared) > 3 else ""
    return _Behind(f"{len(common)} shared: {', '.join(shared[:3])}{rest}", tuple(ties_of_both[:_BEHIND]))


def _told(graph: Graph, lookup: Lookup, drawn: Sequence[str], behind: Set[Tie]) -> list[Statement]:
    """What is said of the things drawn, and what edges stand for."""
    things = set(drawn)
    wanted = behind | {tie for tie in lookup.ties if tie[0] in things or tie[2] in things}
    found = reading.statements(graph, sorted(things | {tie[2] for tie in behind}), wanted)
    return [
        said
        for said in found
        if said.subject in things or said.object in things or (said.subject, said.predicate, said.object) in behind
    ]


def _radius(ties: int, most: int) -> float:
    """Area by number of ties, within bounds at which a thing can be seen and clicked, and hides no other."""
    return round(6 + min(2.2 * sqrt(max(ties - 1, 0)), 13 * sqrt(ties / max(most, 1))), 1)


def _node(lookup: Lookup, iri: str, of: str, at: tuple[int, int], radius: float) -> Node:
    name, *also = lookup.labels.names.get(iri) or (lookup.labels.of(iri),)
    inherited = of not in _MIXED
    return Node(
        iri,
        lookup.kind(iri),
        name,
        also=tuple(also),
        country=lookup.names(lookup.countries(iri)),
        programme=lookup.names(lookup.labelled("programme", iri, inherited)),
        theme=lookup.names(lookup.labelled("theme", iri, inherited)),
        x=at[0],
        y=at[1],
        radius=radius,
    )


def _edge(one: str, other: str, weight: float, behind: _Behind, number: Mapping[Tie, int]) -> Edge:
    said = tuple(sorted(number[tie] for tie in behind.ties if tie in number))
    return Edge(one, other, behind.label, weight, behind.strong, said)
