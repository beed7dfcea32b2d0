"""Networks and their partners as they are, before any projection: two-mode measures."""

from __future__ import annotations

from itertools import combinations

import networkx as nx

from hanse.analysis.measure import Measure, Scores

__all__ = ["BIPARTITE"]


def _sides(network: nx.Graph) -> dict[str, int]:
    """How many nodes there are on the other side of each; empty where a network has no sides."""
    side = {node: where for node, where in network.nodes(data="bipartite") if where is not None}
    if len(side) < len(network):
        return {}
    counts = [sum(where == one for where in side.values()) for one in (0, 1)]
    return {node: counts[1 - where] for node, where in side.items()}


def _share(network: nx.Graph, weight: str) -> Scores:
    sides = _sides(network)
    return {node: network.degree(node) / sides[node] if sides.get(node) else None for node in network}


def _redundancy(network: nx.Graph, weight: str) -> Scores:
    if not _sides(network):
        return dict.fromkeys(network)
    return {node: _redundant(network, node) for node in network}


def _redundant(network: nx.Graph, node: str) -> float | None:
    neighbours = [set(network[other]) - {node} for other in network[node]]
    pairs = len(neighbours) * (len(neighbours) - 1) // 2
    return sum(not one.isdisjoint(other) for one, other in combinations(neighbours, 2)) / pairs if pairs else None


BIPARTITE = (
    Measure(
        "two-mode-degree",
        "Two-mode degree",
        "The share of the other side that it is tied to: of all networks, or of all partners.",
        "k_i / n_other",
        "S. P. Borgatti, M. G. Everett, Network analysis of 2-mode data, Social Networks 19, 1997, 243–269",
        "Only for --of two-mode. Compare cities with cities and networks with networks.",
        _share,
        usual=False,
    ),
    Measure(
        "two-mode-redundancy",
        "Redundancy",
        "The share of pairs of its partners (networks) that would meet without it.",
        "|{u, v} ⊆ N(i): some j ≠ i is tied to both| / (k_i (k_i − 1) / 2)",
        "M. Latapy, C. Magnien, N. Del Vecchio, Basic notions for the analysis of large two-mode networks, "
        "Social Networks 30, 2008, 31–48",
        "Only for --of two-mode. 0: all its partners meet through it alone. Undefined for who has one tie.",
        _redundancy,
        lowest_first=True,
        usual=False,
    ),
)
