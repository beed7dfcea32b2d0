"""A graph → the scene of a page: which part of it is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import networkx as nx

from hanse.errors import QueryError
from hanse.names import printable
from hanse.queries.filters import chosen, worded
from hanse.views import reading
from hanse.views.captions import TIES
from hanse.views.lookup import Lookup
from hanse.views.material import gather
from hanse.views.placing import FEW
from hanse.views.request import OF, Request
from hanse.views.scene import Scene
from hanse.views.selection import around, backbone, foremost, nearest, strongest
from hanse.views.staging import Choice, stage

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["draw"]


def draw(graph: Graph, request: Request, lookup: Lookup | None = None) -> Scene:
    """The scene that is asked for; QueryError where a name means nothing or there is nothing to draw.

    ``lookup`` is that of the graph, where it has been made already.
    """
    lookup = lookup or Lookup.of(reading.ties(graph), graph.labels)
    if request.filters:
        lookup = lookup.within(chosen(graph, request.filters))
    whole = gather(graph, lookup, request)
    part = _in_order(_part(whole, lookup, request))
    if not part:
        which = f", of networks {worded(request.filters)}" if request.filters else ""
        raise QueryError(f"nothing to draw of {request.of!r}{which}: the graph holds no such things")
    tangle = len(part) > FEW or not request.mixed
    lines = _in_order(backbone(part, TIES), part) if tangle else part
    return stage(graph, lookup, request, Choice(whole, part, lines))


def _part(whole: nx.Graph[str], lookup: Lookup, request: Request) -> nx.Graph[str]:
    """What is drawn of the whole."""
    if request.around:
        centres = _centres(whole, lookup, request)
        return nearest(around(whole, centres, request.hops), centres, request.top)
    if request.by:
        return foremost(whole, lookup.labels.kinds, request.top, request.by)
    return strongest(whole, lookup.labels.kinds, request.top)


def _centres(whole: nx.Graph[str], lookup: Lookup, request: Request) -> list[str]:
    found = lookup.labels.find(request.around)
    centres = [str(iri) for iri in found if iri in whole]
    if not centres:
        kinds, name = ", ".join(sorted({lookup.kind(iri) for iri in found})), printable(request.around)
        if request.query:
            raise QueryError(f"{name!r} ({kinds}) is not in what the query gives")
        raise QueryError(f"{name!r} ({kinds}) is not in the view of {request.of!r}; there are: {', '.join(OF)}")
    return centres


def _in_order(part: nx.Graph[str], nodes: Iterable[str] = ()) -> nx.Graph[str]:
    """A copy whose nodes and edges come sorted: a view of a graph gives them as their hashes fall."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted({*part, *nodes}))
    ordered.add_edges_from(sorted((min(ends), max(ends), data) for *ends, data in part.edges(data=True)))
    return ordered
