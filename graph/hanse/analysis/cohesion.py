"""How closely they hold together: clustering, cores, communities."""

from __future__ import annotations

import networkx as nx

from hanse.analysis.measure import Measure, Scores

__all__ = ["COHESION"]

_SEED = 1356  # any would do, but it must not change: the first diet of the Hanse


def _clustering(network: nx.Graph, weight: str) -> Scores:
    return dict(nx.clustering(network))


def _core(network: nx.Graph, weight: str) -> Scores:
    return dict(nx.core_number(network))


def _community(network: nx.Graph, weight: str) -> Scores:
    """Communities numbered from the largest; of equal ones, by their first node."""
    if not network.number_of_edges():
        found = [{node} for node in network]
    else:
        found = nx.community.louvain_communities(network, weight=weight, seed=_SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    numbers = {node: number for number, members in enumerate(ordered, 1) for node in members}
    return {node: numbers[node] for node in network}


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
        "community",
        "Community",
        "The number of the group whose members are tied more among themselves than chance would have it; 1 is the "
        "largest.",
        "Louvain optimisation of modularity Q = 1/2m · Σ_ij (w_ij − s_i s_j/2m) δ(c_i, c_j), with a fixed seed",
        "V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, Fast unfolding of communities in large networks, "
        "Journal of Statistical Mechanics, 2008, P10008",
        "A number, not a rank. One of several good divisions: borders between similar groups are not sharp.",
        _community,
        lowest_first=True,
    ),
)
