"""How closely they hold together: clustering, cores, communities."""

from __future__ import annotations

from math import sqrt

import networkx as nx

from hanse.analysis.communities import COMMUNITY, COMMUNITY_INDICES
from hanse.analysis.matrices import adjacency, two_steps
from hanse.analysis.measure import Figure, Index, Measure, Scores

__all__ = ["COHESION", "COHESION_INDICES", "core"]


def _clustering(network: nx.Graph, weight: str) -> Scores:
    ties = adjacency(network)
    degrees, triangles = ties.sum(axis=1), two_steps(ties, ties, ties)
    return {
        node: float(closed / (ends * (ends - 1))) if ends > 1 else 0
        for node, ends, closed in zip(network, degrees, triangles, strict=True)
    }


def _core(network: nx.Graph, weight: str) -> Scores:
    return dict(nx.core_number(network))


def core(network: nx.Graph) -> list[str]:
    """The core of the best division into a core, whose members are all tied, and a periphery, of whom none are.

    Of all divisions the one with the fewest errors: pairs of the core that are not tied, and pairs of the periphery
    that are. It is always made of the nodes of the highest degrees, so one pass over them finds it (S. Z. W. Lip, A
    fast algorithm for the discrete core/periphery bipartitioning problem, arXiv:1102.5511, 2011).

    >>> core(nx.star_graph(4))
    [0]
    """
    ranked = sorted(network, key=lambda node: (-network.degree(node), str(node)))
    inside: set[str] = set()
    errors = best = network.number_of_edges()  # an empty core: every tie is one of the periphery
    size = 0
    for place, node in enumerate(ranked, 1):
        tied = sum(other in inside for other in network[node])
        errors += len(inside) - tied  # those of the core that it is not tied to
        errors -= network.degree(node) - tied  # its ties to the periphery are none of the periphery any more
        inside.add(node)
        if errors < best:
            best, size = errors, place
    return ranked[:size]


def _in_core(network: nx.Graph, weight: str) -> Scores:
    inside = set(core(network))
    return {node: int(node in inside) for node in network}


def _core_fit(network: nx.Graph, weight: str) -> Figure:
    """The correlation of ties with the ideal, over pairs within the core and within the periphery."""
    size = len(inside := set(core(network)))
    rest = len(network) - size
    pairs, tied = size * (size - 1) // 2, network.subgraph(inside).number_of_edges()
    others = rest * (rest - 1) // 2
    among = network.subgraph([node for node in network if node not in inside]).number_of_edges()
    total, ties = pairs + others, tied + among
    spread = pairs * others * ties * (total - ties)
    return Figure((total * tied - pairs * ties) / sqrt(spread) if spread else None)


def _core_share(network: nx.Graph, weight: str) -> Figure:
    return Figure(len(core(network)) / len(network) if network else None)


COHESION = (
    Measure(
        "clustering",
        "Clustering",
        "Which share of its neighbours' pairs share a network too.",
        "C_i = 2 t_i / (k_i (k_i − 1)), with t_i triangles through i",
        "D. J. Watts, S. H. Strogatz, Collective dynamics of ‘small-world’ networks, Nature 393, 1998, 440–442",
        "1 for who is in one network alone: a network makes all its members neighbours. Low values are what tells.",
        _clustering,
    ),
    Measure(
        "core",
        "Core number",
        "The largest k for which it belongs to a part in which all have k neighbours or more.",
        "max k with i in the k-core",
        "S. B. Seidman, Network structure and minimum degree, Social Networks 5, 1983, 269–287",
        "A network of k members is a (k−1)-core by itself; compare with the largest network that it is in.",
        _core,
    ),
    Measure(
        "in-core",
        "In the core",
        "1 for members of the core: the division into those who are all tied and those who are not that fits best.",
        "the core that minimises |pairs of the core without a tie| + |ties within the periphery|",
        "S. P. Borgatti, M. G. Everett, Models of core/periphery structures, Social Networks 21, 2000, 375–395; "
        "S. Z. W. Lip, arXiv:1102.5511, 2011",
        "Tells little where core-fit is low: then there is no such division.",
        _in_core,
        usual=False,
    ),
    *COMMUNITY,
)

COHESION_INDICES = (
    Index(
        "core-fit",
        "Core–periphery fit",
        "How well the best division into a core and a periphery fits: 1 where it does without error.",
        "correlation of ties (1 or 0) with the ideal (1 in the core, 0 in the periphery), without ties between the two",
        "S. P. Borgatti, M. G. Everett, Models of core/periphery structures, Social Networks 21, 2000, 375–395",
        "Above 0.5 there is a core to speak of. A single large network of many partners can look like one.",
        _core_fit,
    ),
    Index(
        "core-share",
        "Size of the core",
        "The share of nodes that belong to the core.",
        "|core| / n",
        "S. P. Borgatti, M. G. Everett, Models of core/periphery structures, Social Networks 21, 2000, 375–395",
        "Read it with core-fit.",
        _core_share,
        usual=False,
    ),
    *COMMUNITY_INDICES,
)
