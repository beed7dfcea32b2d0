"""The whole of which a part is drawn: a projection, all ties of a graph, or what a query gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from pyoxigraph import NamedNode, Triple

from hanse.errors import QueryError
from hanse.queries.filters import chosen
from hanse.queries.rows import Triples
from hanse.views.kinds import KINDS
from hanse.views.lookup import Lookup
from hanse.views.reading import Tie, bare, property_name
from hanse.views.request import Request
from hanse.views.selection import tied

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["gather"]


def gather(graph: Graph, lookup: Lookup, request: Request) -> nx.Graph[str]:
    """The network that is asked for: nodes with their ``kind``, edges with ``weight``, and ``ties`` where mixed.

    Raises QueryError where the query is no CONSTRUCT or DESCRIBE, or is wrong.
    """
    if request.query:
        whole = _answer(graph, lookup, request.query)
    elif request.mixed:
        whole = _mixed(graph, lookup, request)
    else:
        whole = nx.Graph(graph.network(of=request.of, **request.filters))
    whole.remove_nodes_from([iri for iri in whole if lookup.kind(iri) not in KINDS])
    nx.set_node_attributes(whole, {iri: lookup.kind(iri) for iri in whole}, "kind")
    return whole


def _mixed(graph: Graph, lookup: Lookup, request: Request) -> nx.Graph[str]:
    kinds = {iri: kind for iri, kind in lookup.labels.kinds.items() if kind in KINDS}
    if request.of == "two-mode":
        whole = tied(lookup.partnership.values(), kinds)
        whole.remove_nodes_from([iri for iri, ends in list(whole.degree()) if not ends])
    else:
        whole = tied(lookup.ties, kinds)
    if not request.filters:
        return whole
    counted = chosen(graph, request.filters)
    near = {iri for thing in whole if thing in counted for iri in (thing, *whole[thing])}
    return nx.Graph(whole.subgraph([iri for iri in whole if iri in near]))


def _answer(graph: Graph, lookup: Lookup, sparql: str) -> nx.Graph[str]:
    """The triples of an answer that tie one thing of the graph to another."""
    answer = graph.query(sparql)
    if not isinstance(answer, Triples):
        raise QueryError("a view draws triples: the query must be a CONSTRUCT or a DESCRIBE")
    things = {iri: kind for iri, kind in lookup.labels.kinds.items() if kind in KINDS}
    found = {tie for triple in answer if (tie := _tie(triple)) and tie[0] in things and tie[2] in things}
    ties = sorted(bare({tie for tie in found if tie[0] != tie[2]}))
    if not ties:
        raise QueryError(f"nothing to draw: none of the query's {len(answer)} triples ties one thing to another")
    return tied(ties, {iri: things[iri] for tie in ties for iri in (tie[0], tie[2])})


def _tie(triple: Triple) -> Tie | None:
    one, other = triple.subject, triple.object
    if isinstance(one, NamedNode) and isinstance(other, NamedNode):
        return one.value, property_name(triple.predicate.value), other.value
    return None
