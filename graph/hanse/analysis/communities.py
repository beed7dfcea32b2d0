"""Groups that are tied more among themselves than to others: Leiden's communities, and how far to trust them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import comb
from statistics import fmean

import networkx as nx

from hanse.analysis.measure import Figure, Index, Measure, Scores

__all__ = ["COMMUNITY", "COMMUNITY_INDICES", "agreement", "communities"]

_SEED = 1356  # any would do, but it must not change: the first diet of the Hanse
_RUNS = 20
_LARGE = 100_000  # ties from which fewer runs are made

Partition = Mapping[str, int]
"""The number of each node's community."""


def communities(network: nx.Graph, weight: str = "weight", seed: int = _SEED) -> Partition:
    """Communities by the Leiden algorithm, numbered from the largest, 1; of equal ones, by their first node.

    >>> two = nx.relabel_nodes(nx.barbell_graph(4, 0), str)
    >>> sorted(communities(two).items())
    [('0', 1), ('1', 1), ('2', 1), ('3', 1), ('4', 2), ('5', 2), ('6', 2), ('7', 2)]
    """
    from graspologic_native import leiden

    names = {node: str(place) for place, node in enumerate(sorted(network, key=str))}
    ties = sorted((names[one], names[other], float(w)) for one, other, w in network.edges(data=weight, default=1))
    found = leiden(edges=ties, resolution=1.0, randomness=0.001, iterations=4, seed=seed)[1] if ties else {}
    alone = {name: -1 - int(name) for name in names.values()}
    return _numbered({node: found.get(name, alone[name]) for node, name in names.items()}, network)


def _numbered(found: Mapping[str, int], network: nx.Graph) -> Partition:
    groups: dict[int, list[str]] = {}
    for node in found:  # sorted
        groups.setdefault(found[node], []).append(node)
    ordered = sorted(groups.values(), key=lambda members: -len(members))  # a stable sort: equal ones by first node
    numbers = {node: number for number, members in enumerate(ordered, 1) for node in members}
    return {node: numbers[node] for node in network}


def _repeated(network: nx.Graph, weight: str) -> list[Partition]:
    """The same with other seeds, which try nodes in another order."""
    runs = _RUNS if network.number_of_edges() < _LARGE else 5
    return [communities(network, weight, seed=_SEED + run) for run in range(1, runs + 1)]


def _community(network: nx.Graph, weight: str) -> Scores:
    return dict(communities(network, weight))


def _stability(network: nx.Graph, weight: str) -> Scores:
    """The mean Jaccard similarity of a node's community with the ones that repeated runs put it in."""
    first, runs = communities(network, weight), _repeated(network, weight)
    sums = dict.fromkeys(network, 0.0)
    for run in runs:
        sizes, others = Counter(first.values()), Counter(run.values())
        both = Counter((first[node], run[node]) for node in network)
        for node in network:
            common = both[first[node], run[node]]
            sums[node] += common / (sizes[first[node]] + others[run[node]] - common)
    return {node: value / len(runs) for node, value in sums.items()}


def agreement(one: Partition, other: Partition) -> float:
    """The adjusted Rand index of two partitions of the same nodes: 1 where they are the same, about 0 by chance.

    L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2, 1985, equation 5.

    >>> round(agreement({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 1, "c": 2, "d": 3}), 4)
    0.5714
    """
    pairs = [sum(comb(size, 2) for size in Counter(part.values()).values()) for part in (one, other)]
    same = sum(comb(size, 2) for size in Counter((one[node], other[node]) for node in one).values())
    total = comb(len(one), 2)
    chance = pairs[0] * pairs[1] / total if total else 0.0
    most = sum(pairs) / 2
    return 1.0 if most == chance else (same - chance) / (most - chance)


def _modularity(network: nx.Graph, weight: str) -> Figure:
    if not network.number_of_edges():
        return Figure(None)
    return Figure(_quality(network, weight))


def _quality(network: nx.Graph, weight: str) -> float:
    groups: dict[int, set[str]] = {}
    for node, number in communities(network, weight).items():
        groups.setdefault(number, set()).add(node)
    quality: float = nx.community.modularity(network, groups.values(), weight=weight)
    return quality


def _mean_agreement(network: nx.Graph, weight: str) -> Figure:
    if not network.number_of_edges():
        return Figure(None)
    first = communities(network, weight)
    found = sorted(agreement(first, run) for run in _repeated(network, weight))
    return Figure(fmean(found), low=found[0], high=found[-1])


COMMUNITY = (
    Measure(
        "community",
        "Community",
        "The number of the group whose members are tied more among themselves than chance would have it; 1 is the "
        "largest.",
        "Leiden optimisation of modularity Q = 1/2m · Σ_ij (w_ij − s_i s_j/2m) δ(c_i, c_j), with a fixed seed",
        "V. A. Traag, L. Waltman, N. J. van Eck, From Louvain to Leiden: guaranteeing well-connected communities, "
        "Scientific Reports 9, 2019, 5233",
        "A number, not a rank. One of several good divisions: see community-stability for who might sit elsewhere.",
        _community,
        lowest_first=True,
    ),
    Measure(
        "community-stability",
        "Stability of the community",
        "How much of its community comes out again when the search is repeated from other starts.",
        "mean over runs r of |C(i) ∩ C_r(i)| / |C(i) ∪ C_r(i)|, with C_r(i) the community of i in run r",
        "C. Hennig, Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis 52, 2007, "
        "258–271",
        "1 where every run finds the same group; below 0.6 the group is an accident of the run for this node.",
        _stability,
        usual=False,
    ),
)

COMMUNITY_INDICES = (
    Index(
        "modularity",
        "Modularity",
        "How far ties run within communities rather than between them, against what strengths alone would give.",
        "Q = 1/2m · Σ_ij (w_ij − s_i s_j/2m) δ(c_i, c_j), of the communities that Leiden finds",
        "M. E. J. Newman, M. Girvan, Finding and evaluating community structure in networks, Physical Review E 69, "
        "2004, 026113",
        "Above 0.3 there are groups to speak of; random networks give 0.2 to 0.4 too where ties are few.",
        _modularity,
    ),
    Index(
        "community-agreement",
        "Agreement of repeated runs",
        "How alike the communities are that the search finds from other starts; beside it the least and most alike.",
        "mean over runs of the adjusted Rand index with the first run",
        "L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2, 1985, 193–218",
        "Near 1 the communities can be named and told; below 0.7 tell only what most runs share.",
        _mean_agreement,
    ),
)
