"""Which part of a graph is drawn: all of a small one, the strongest part of a large one, or what is around a thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush
from math import fsum, inf
from typing import Any

import networkx as nx

from hanse.analysis import MEASURES, measure
from hanse.views.kinds import CONTEXT
from hanse.views.reading import Tie

__all__ = ["around", "backbone", "foremost", "nearest", "strongest", "tied"]

_SCRAP = 4


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

    Where the graph is too large, what nearly everything shares (programmes, themes, countries) goes first. Then the
    thing with the weakest ties to what is left goes, again and again (M. Charikar, Greedy approximation algorithms
    for finding dense components, APPROX 2000). A tie between two of one kind counts by Newman's weight where it has
    one, so that a large network does not outweigh many small ones.

    >>> ring = nx.cycle_graph(5); ring.add_edges_from([(0, 10), (1, 11)])
    >>> sorted(strongest(ring, {}, 5))
    [0, 1, 2, 3, 4]
    """
    if len(graph) <= most:
        return graph
    own = _own(graph, kinds)
    return own.subgraph(_peeled(own, most))


def _own(graph: nx.Graph[Any], kinds: Mapping[Any, str]) -> nx.Graph[Any]:
    """Without what nearly everything shares, unless there is nothing else."""
    own = graph.subgraph([node for node in graph if kinds.get(node) not in CONTEXT])
    return own if own.number_of_edges() else graph


def foremost(graph: nx.Graph[Any], kinds: Mapping[Any, str], most: int, by: str) -> nx.Graph[Any]:
    """The part of at most ``most`` things that come first by a measure: a key of `hanse.analysis.MEASURES`.

    What nearly everything shares goes first, as in `strongest`. Of equals those with more ties stay.

    >>> sorted(foremost(nx.path_graph(5), {}, 3, "betweenness"))
    [1, 2, 3]
    """
    if len(graph) <= most:
        return graph
    own = _own(graph, kinds)
    scores, sign = measure(own, by), 1 if MEASURES[by].lowest_first else -1
    rank = {node: inf if score is None else round(sign * score, 12) for node, score in scores.items()}
    order = sorted(own, key=lambda node: (rank[node], -own.degree(node), str(node)))
    return own.subgraph(order[:most])


def _peeled(graph: nx.Graph[Any], most: int) -> list[Any]:
    """What is left after the weakest have gone, one by one; and without scraps that are then cut off."""
    ties = {node: {other: float(data.get("newman", 1)) for other, data in graph[node].items()} for node in graph}
    strength = {node: fsum(own.values()) for node, own in ties.items()}  # the same in any order
    whole = dict(strength)
    queue = [(strength[node], whole[node], str(node), node) for node in graph]
    heapify(queue)
    while len(strength) > most:
        value, _, _, node = heappop(queue)
        if node not in strength or value > strength[node]:
            continue  # gone, or in the queue again with less
        del strength[node]
        for other, weight in ties[node].items():
            if other in strength:
                strength[other] -= weight
                heappush(queue, (strength[other], whole[other], str(other), other))
    parts = nx.connected_components(graph.subgraph(strength))
    return [node for part in parts if len(part) >= min(_SCRAP, most) for node in part] or list(strength)


def backbone(graph: nx.Graph[Any], each: int) -> nx.Graph[Any]:
    """The graph with only the strongest ties of each thing, where all of them would be a tangle.

    Among equally strong ties a thing keeps those to the next in order, round the circle: so none of many equals, such
    as the partners of one network, becomes a hub by chance.

    >>> sorted(dict(backbone(nx.complete_graph(9), 2).degree()).values())
    [4, 4, 4, 4, 4, 4, 4, 4, 4]
    >>> backbone(nx.path_graph(9), 2).number_of_edges()
    8
    """
    if graph.number_of_edges() <= each * len(graph):
        return graph
    place = {node: i for i, node in enumerate(sorted(graph, key=str))}
    kept = set()
    for node in graph:
        ties = [
            (-data.get("newman", 1), -data.get("weight", 1), (place[other] - place[node]) % len(place), other)
            for other, data in graph[node].items()
        ]
        kept |= {frozenset((node, other)) for *_, other in sorted(ties, key=lambda tie: tie[:3])[:each]}
    return nx.Graph(graph.edge_subgraph([tuple(ends) for ends in kept]))


def around(graph: nx.Graph[Any], centres: Iterable[Any], hops: int) -> nx.Graph[Any]:
    """What is at most so many ties away from the centres; nothing is reached through a programme, theme or country."""
    reached = set(centres)
    edge = set(reached)
    for _ in range(hops):
        edge = {other for node in edge for other in graph[node]} - reached
        reached |= edge
        edge = {node for node in edge if graph.nodes[node].get("kind") not in CONTEXT}
    return graph.subgraph([node for node in graph if node in reached])


def nearest(graph: nx.Graph[Any], centres: Collection[Any], most: int) -> nx.Graph[Any]:
    """The part of at most ``most`` things that are fewest ties away from the centres; of equals, the best tied."""
    far = nx.multi_source_dijkstra_path_length(graph, set(centres), weight=None)
    order = sorted(graph, key=lambda node: (far.get(node, inf), -graph.degree(node), str(node)))
    return graph.subgraph(order[:most])
