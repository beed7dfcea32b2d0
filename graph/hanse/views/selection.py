"""Which part of a graph is drawn: all of a small one, the strongest part of a large one, or what is around a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from hanse.views.kinds import CONTEXT
from hanse.views.reading import Tie

__all__ = ["around", "strongest", "tied"]


def tied(ties: Iterable[Tie], kinds: Mapping[str, str], only: Iterable[str] = ()) -> nx.Graph[str]:
    """Things and the ties between them, as one edge a pair with its ``ties``; of the kinds in ``only`` if given.

    >>> graph = tied([("net", "partner", "riga"), ("net", "leadPartner", "riga")], {"net": "Network", "riga": "City"})
    >>> [data["weight"] for *ends, data in graph.edges(data=True)]
    [2]
    """
    wanted = set(only)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(iri for iri, kind in kinds.items() if kind in wanted or not wanted))
    for tie in ties:
        one, _, other = tie
        if one in graph and other in graph:
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, ties=[], weight=0)
            graph[one][other]["ties"].append(tie)
            graph[one][other]["weight"] += 1
    return graph


def strongest(graph: nx.Graph[Any], kinds: Mapping[Any, str], most: int) -> nx.Graph[Any]:
    """The part of at most ``most`` things that hold together best.

    Things go in the order of their core number (Seidman 1983: the largest k such that all stay tied to k others of
    the part), then of their strength; what is then tied to nothing is left out. Where the graph is too large, what
    nearly everything shares (programmes, themes, countries) is left out first.

    >>> ring = nx.cycle_graph(5); ring.add_edges_from([(0, 10), (1, 11)])
    >>> sorted(strongest(ring, {}, 5))
    [0, 1, 2, 3, 4]
    """
    if len(graph) <= most:
        return graph
    own = graph.subgraph([node for node in graph if kinds.get(node) not in CONTEXT]) if len(graph) > most else graph
    own = own if own.number_of_edges() else graph
    if len(own) <= most:
        return own
    strength = dict(own.degree(weight="weight"))
    cores = nx.core_number(own)
    order = sorted(own, key=lambda node: (-cores[node], -strength[node], str(node)))
    part = own.subgraph(order[:most])
    return part.subgraph([node for node in part if part.degree(node)] or order[:most])


def around(graph: nx.Graph[Any], centres: Iterable[Any], hops: int) -> nx.Graph[Any]:
    """What is at most so many ties away from the centres; nothing is reached through a programme, theme or country."""
    reached = set(centres)
    edge = set(reached)
    for _ in range(hops):
        edge = {other for node in edge for other in graph[node]} - reached
        reached |= edge
        edge = {node for node in edge if graph.nodes[node].get("kind") not in CONTEXT}
    return graph.subgraph([node for node in graph if node in reached])
