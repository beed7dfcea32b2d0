"""Who is central: degree, strength, betweenness, closeness, eigenvector, PageRank."""

from __future__ import annotations

from collections.abc import Callable
from math import lcm
from typing import TYPE_CHECKING, Any

import networkx as nx

from hanse.analysis import sampling
from hanse.analysis.measure import Measure, Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CENTRALITY"]

_STEPS = 5000
_PRECISION = 1e-12


def _degree(network: nx.Graph, weight: str) -> Scores:
    return dict(network.degree())


def _strength(network: nx.Graph, weight: str) -> Scores:
    return dict(network.degree(weight=weight))


def _betweenness(network: nx.Graph, weight: str) -> Scores:
    if sampling.is_large(network):
        return sampling.betweenness(network)
    # In one thread: several would add up in an order that changes, and so would the last digits.
    return _compiled(network, "betweenness_centrality", parallel_threshold=len(network) + 1)


def _closeness(network: nx.Graph, weight: str) -> Scores:
    if sampling.is_large(network):
        return sampling.closeness(network)
    return _compiled(network, "closeness_centrality")


def _compiled(network: nx.Graph, measure: str, **options: int) -> Scores:
    """A measure of rustworkx, which gives networkx' values in a tenth of the time."""
    import rustworkx

    nodes = list(network)
    place = {node: number for number, node in enumerate(nodes)}
    copy: Any = rustworkx.PyGraph(multigraph=False)
    copy.add_nodes_from(nodes)
    copy.add_edges_from([(place[one], place[other], None) for one, other in network.edges])
    scores = getattr(rustworkx, measure)(copy, **options)
    return {node: float(scores[number]) for number, node in enumerate(nodes)}


def _far(network: nx.Graph, weight: str, *, exact: bool = True) -> Callable[[str, str, dict[str, Any]], float]:
    """The length of a tie, 1/weight; where ``exact``, times what makes whole numbers of it, if weights are whole.

    Ways that are equally long compare equal then: in floating point, 1/3 + 1/3 + 1/3 need not be 1/2 + 1/2.
    """
    weights = {value for *_, value in network.edges(data=weight, default=1)}
    if exact and all(float(value).is_integer() for value in weights):
        scale = lcm(*map(int, weights))
        return lambda one, other, edge: scale // int(edge.get(weight, 1))
    return lambda one, other, edge: 1 / edge.get(weight, 1)


def _weighted_betweenness(network: nx.Graph, weight: str) -> Scores:
    scores: Scores = nx.betweenness_centrality(network, weight=_far(network, weight))
    return scores


def _weighted_closeness(network: nx.Graph, weight: str) -> Scores:
    scores: Scores = nx.closeness_centrality(network, distance=_far(network, weight, exact=False))
    return scores


def _pagerank(network: nx.Graph, weight: str) -> Scores:
    return dict(nx.pagerank(network, alpha=0.85, weight=weight, max_iter=1000)) if network else {}


def _eigenvector(network: nx.Graph, weight: str) -> Scores:
    """The limit of repeated multiplication from a uniform start, which is one vector for disconnected networks too."""
    import numpy as np

    if not network.number_of_edges():
        return dict.fromkeys(network, 0.0)
    matrix = nx.to_scipy_sparse_array(network, weight=weight, dtype=float, format="csr")
    vector = np.full(len(network), 1 / np.sqrt(len(network)))
    for _ in range(_STEPS):
        following = matrix @ vector + vector  # the shift keeps two-mode networks from swinging between their halves
        following /= np.linalg.norm(following)
        if np.abs(following - vector).max() < _PRECISION:
            return _named(network, following)
        vector = following
    return _named(network, _principal(matrix, vector))


def _principal(matrix: Any, near: NDArray[Any]) -> NDArray[Any]:
    """The eigenvector of the largest eigenvalue, where repeated multiplication is too slow to tell it from the next."""
    import numpy as np
    from scipy.sparse.linalg import ArpackNoConvergence, eigsh

    try:
        if matrix.shape[0] < 1000:
            vectors = np.linalg.eigh(matrix.toarray())[1]
        else:
            vectors = eigsh(matrix, k=1, which="LA", v0=near)[1]
    except (ArpackNoConvergence, np.linalg.LinAlgError):
        return near
    found: NDArray[Any] = np.abs(vectors[:, -1])
    return found


def _named(network: nx.Graph, values: NDArray[Any]) -> Scores:
    return {node: float(value) if value > 1e-9 else 0.0 for node, value in zip(network, values, strict=True)}


CENTRALITY = (
    Measure(
        "degree",
        "Degree",
        "With how many others it shares at least one network.",
        "k_i = number of neighbours of i",
        "L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1, 1978, 215–239",
        "A single large network gives all its members a high degree; read it beside strength.",
        _degree,
    ),
    Measure(
        "strength",
        "Strength",
        "The weights of its ties added up: how often it meets others.",
        "s_i = Σ_j w_ij",
        "A. Barrat, M. Barthélemy, R. Pastor-Satorras, A. Vespignani, The architecture of complex weighted networks, "
        "PNAS 101, 2004, 3747–3752",
        "By Newman's weight it is the number of networks with others in them, so that large networks count no more.",
        _strength,
    ),
    Measure(
        "betweenness",
        "Betweenness",
        "How often it stands on the shortest ways between two others, each tie one step long.",
        "b_i = 2/((n−1)(n−2)) · Σ_{s<t} σ_st(i)/σ_st, with σ_st shortest ways from s to t, σ_st(i) of them through i",
        "L. C. Freeman, A set of measures of centrality based on betweenness, Sociometry 40, 1977, 35–41; "
        "U. Brandes, A faster algorithm for betweenness centrality, J. of Mathematical Sociology 25, 2001, 163–177",
        "High where it links groups that would meet nowhere else. 0 for who only meets those that meet each other. "
        "Where nodes times ties exceed two billion it is estimated from 512 sources (Brandes, Pich 2007).",
        _betweenness,
    ),
    Measure(
        "weighted-betweenness",
        "Betweenness (weighted)",
        "The same, with ties shorter the more they weigh: length 1/weight.",
        "as betweenness, the length of a tie being 1/w_ij",
        "T. Opsahl, F. Agneessens, J. Skvoretz, Node centrality in weighted networks, "
        "Social Networks 32, 2010, 245–251",
        "Prefers ways along partners who meet often. Slow on thousands of nodes.",
        _weighted_betweenness,
        usual=False,
    ),
    Measure(
        "closeness",
        "Closeness",
        "How few steps it takes to all that it can reach, scaled down where it can't reach all.",
        "c_i = (r−1)/(n−1) · (r−1)/Σ_j d_ij, over the r nodes of its component, itself included",
        "L. C. Freeman, Social Networks 1, 1978; for components: S. Wasserman, K. Faust, Social Network Analysis, "
        "1994, p. 201",
        "Compare within one component; values lie close together where most are two steps apart. Estimated in large "
        "networks, as betweenness is (Eppstein, Wang 2004).",
        _closeness,
    ),
    Measure(
        "weighted-closeness",
        "Closeness (weighted)",
        "The same, with ties shorter the more they weigh: length 1/weight.",
        "as closeness, the length of a tie being 1/w_ij",
        "M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 2001, 016132",
        "May exceed 1, for a tie of weight 2 is half a step long.",
        _weighted_closeness,
        usual=False,
    ),
    Measure(
        "eigenvector",
        "Eigenvector centrality",
        "High for who is tied, by weight, to those who are high themselves.",
        "λ x_i = Σ_j w_ij x_j for the largest λ, scaled to Σ x_i² = 1",
        "P. Bonacich, Factoring and weighting approaches to status scores and clique identification, "
        "Journal of Mathematical Sociology 2, 1972, 113–120",
        "Shows the densest core; outside the component that holds it, it is 0.",
        _eigenvector,
    ),
    Measure(
        "pagerank",
        "PageRank",
        "The share of time that somebody spends there who follows ties by their weight, and starts anew now and then.",
        "p_i = 0.15/n + 0.85 · Σ_j w_ij p_j / s_j",
        "S. Brin, L. Page, The anatomy of a large-scale hypertextual web search engine, Computer Networks 30, 1998, "
        "107–117",
        "Sums to 1. In undirected networks close to strength; it differs for who sits on small components.",
        _pagerank,
    ),
)
