"""What a network is like as a whole: density, components, small worlds, hubs."""

from __future__ import annotations

from math import fsum, log
from statistics import fmean
from typing import Any

import networkx as nx

from hanse.analysis.matrices import adjacency, two_steps
from hanse.analysis.measure import Figure, Index
from hanse.analysis.random_networks import against, rewired
from hanse.analysis.sampling import sample, steps

__all__ = ["STRUCTURE", "clustering", "path_length", "tail"]

_SOURCES = 100  # nodes that paths are followed from in networks with more
_NODES = 2000  # nodes whose clustering is looked at in networks with more


def _density(network: nx.Graph, weight: str) -> Figure:
    return Figure(nx.density(network) if len(network) > 1 else None)


def _largest(network: nx.Graph) -> set[str]:
    return max(nx.connected_components(network), key=len, default=set())


def _connected(network: nx.Graph, weight: str) -> Figure:
    return Figure(len(_largest(network)) / len(network) if network else None)


def clustering(ties: Any) -> float | None:
    """The mean of the nodes' clustering, those with fewer than two neighbours counting 0; of a sample of 2,000 of more.

    >>> clustering(adjacency(nx.complete_graph(4))), clustering(adjacency(nx.path_graph(4)))
    (1.0, 0.0)
    """
    import numpy as np

    if not ties.nnz:
        return None
    rows = sample(ties.shape[0], _NODES)
    some = ties[rows]
    degrees = some.sum(axis=1)
    pairs = degrees * (degrees - 1)
    return float((two_steps(some, ties, some) / np.where(pairs > 0, pairs, 1)).mean())


def path_length(ties: Any) -> float | None:
    """The mean number of steps between two nodes of the largest component; from 100 nodes of it where it has more.

    >>> path_length(adjacency(nx.cycle_graph(5)))
    1.5
    """
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    if not ties.nnz:
        return None
    _, part = connected_components(ties, directed=False)
    largest = np.flatnonzero(part == np.bincount(part).argmax())
    sources = largest[sample(len(largest), _SOURCES)]
    far = steps(ties, sources)[largest]
    return float(far.sum() / (len(sources) * (len(largest) - 1)))


def _clustering(network: nx.Graph, weight: str) -> Figure:
    return against(network, clustering)


def _path_length(network: nx.Graph, weight: str) -> Figure:
    return against(network, path_length)


def _small_world(network: nx.Graph, weight: str) -> Figure:
    """Humphries and Gurney's S: clustering and path length, each beside chance."""
    ties = adjacency(network)
    close, far = clustering(ties), path_length(ties)
    if not close or not far:
        return Figure(None)
    chance = [(clustering(made), path_length(made)) for made in rewired(ties)]
    both = [(one, other) for one, other in chance if one and other]
    if not both:
        return Figure(None)
    return Figure((close / fmean(one for one, _ in both)) / (far / fmean(other for _, other in both)), expected=1.0)


def _centralisation(network: nx.Graph, weight: str) -> Figure:
    if len(network) < 3:
        return Figure(None)
    degrees = [degree for _, degree in network.degree()]
    return Figure(sum(max(degrees) - degree for degree in degrees) / ((len(network) - 1) * (len(network) - 2)))


def tail(degrees: list[int]) -> tuple[float, int] | None:
    """The exponent of the tail of a distribution of whole numbers, and from where the tail is taken.

    The start is the one at which the tail is nearest to a power law by Kolmogorov and Smirnov's distance; at least 10
    values lie in the tail. None where there are fewer.
    """
    values = sorted(degree for degree in degrees if degree > 0)
    best: tuple[float, float, int] | None = None
    for start in sorted(set(values)):
        beyond = [value for value in values if value >= start]
        if len(beyond) < 10 or beyond[0] == beyond[-1]:
            break
        exponent = 1 + len(beyond) / fsum(log(value / (start - 0.5)) for value in beyond)
        gap = _gap(beyond, start, exponent)
        if best is None or gap < best[0]:
            best = gap, exponent, start
    return None if best is None else (best[1], best[2])


def _gap(beyond: list[int], start: int, exponent: float) -> float:
    """The largest difference between the shares of values at least so large, found and by the power law."""
    worst = 0.0
    for place, value in enumerate(beyond):
        if not place or beyond[place - 1] != value:
            fitted = ((value - 0.5) / (start - 0.5)) ** (1 - exponent)
            worst = max(worst, abs((len(beyond) - place) / len(beyond) - fitted))
    return worst


def _tail(network: nx.Graph, weight: str) -> Figure:
    found = tail([degree for _, degree in network.degree()])
    return Figure(found[0] if found else None)


STRUCTURE = (
    Index(
        "density",
        "Density",
        "The share of all pairs that are tied.",
        "d = 2m / (n (n − 1)), with n nodes and m ties",
        "S. Wasserman, K. Faust, Social Network Analysis, Cambridge University Press, 1994, p. 101",
        "Falls as networks grow, so compare networks of like size only.",
        _density,
    ),
    Index(
        "connectedness",
        "Largest component",
        "The share of nodes that are tied, directly or over others, to most of the rest.",
        "|largest component| / n",
        "S. Wasserman, K. Faust, Social Network Analysis, Cambridge University Press, 1994, p. 109",
        "Near 1: nearly all can reach each other. The rest meets only among itself.",
        _connected,
    ),
    Index(
        "average-clustering",
        "Average clustering",
        "How often two neighbours of a node are tied too.",
        "C = 1/n · Σ_i 2 t_i / (k_i (k_i − 1)), beside networks with the same degrees and ties drawn at random",
        "D. J. Watts, S. H. Strogatz, Collective dynamics of ‘small-world’ networks, Nature 393, 1998, 440–442",
        "Far above chance in every projection, for a network makes all its members neighbours; compare projections.",
        _clustering,
    ),
    Index(
        "path-length",
        "Mean path length",
        "How many steps lie between two nodes of the largest component, on average.",
        "L = mean of d_ij; from 100 nodes drawn at random where there are more",
        "D. J. Watts, S. H. Strogatz, Collective dynamics of ‘small-world’ networks, Nature 393, 1998, 440–442",
        "Two to three in most partnership networks; much above chance means separate regions.",
        _path_length,
    ),
    Index(
        "small-world",
        "Small-world coefficient",
        "Clustering beside chance, divided by path length beside chance.",
        "S = (C / C_random) / (L / L_random)",
        "M. D. Humphries, K. Gurney, Network ‘small-world-ness’, PLoS ONE 3, 2008, e0002051",
        "Above 1: dense groups with short ways between them. Grows with n, so compare networks of like size only.",
        _small_world,
    ),
    Index(
        "centralisation",
        "Degree centralisation",
        "How far one node has more neighbours than the others: 1 for a star, 0 where all have as many.",
        "Σ_i (k_max − k_i) / ((n − 1)(n − 2))",
        "L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1, 1978, 215–239",
        "High where one node holds the network together.",
        _centralisation,
    ),
    Index(
        "degree-tail",
        "Exponent of the degree tail",
        "How fast the number of nodes falls with their degree, beyond the point where it falls like a power.",
        "α = 1 + n / Σ_i ln(k_i / (k_min − ½)), with the k_min at which the Kolmogorov–Smirnov distance is least",
        "A. Clauset, C. R. Shalizi, M. E. J. Newman, Power-law distributions in empirical data, SIAM Review 51, 2009, "
        "661–703, equation 3.7",
        "Between 2 and 3: few hubs hold most ties. Above, hubs are rarer. No proof that the tail is a power law.",
        _tail,
    ),
)
