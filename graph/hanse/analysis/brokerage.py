"""Who stands between others who don't meet: Burt's structural holes, Gould and Fernandez' roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hanse.analysis.matrices import adjacency, blocks, share, two_steps
from hanse.analysis.measure import Measure, Scores

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

__all__ = ["BROKERAGE"]


def _constraint(network: nx.Graph, weight: str) -> Scores:
    """In matrices: the values of networkx' loops, which are slow on thousands of nodes."""
    import numpy as np

    if not network.number_of_edges():
        return dict.fromkeys(network)
    ties = adjacency(network, weight)
    shares = share(ties)
    values = np.zeros(len(network))
    for rows, indirect in blocks(shares, shares):
        values[rows] = (shares[rows] + indirect).multiply(ties[rows] > 0).power(2).sum(axis=1)
    return _tied(network, ties, values)


def _effective_size(network: nx.Graph, weight: str) -> Scores:
    """Neighbours less what they repeat: Σ_j (1 − Σ_q p_iq m_jq)."""
    import numpy as np

    if not network.number_of_edges():
        return dict.fromkeys(network)
    ties = adjacency(network, weight)
    most = ties.max(axis=1).toarray().ravel()
    marginal = ties.multiply(1 / np.where(most > 0, most, 1)[:, np.newaxis]).tocsr()
    present = (ties > 0).astype(float)
    return _tied(network, ties, present.sum(axis=1) - two_steps(share(ties), marginal.T.tocsr(), present))


def _tied(network: nx.Graph, ties: Any, values: NDArray[Any]) -> Scores:
    """The values of those that have ties; None for the others."""
    strength = ties.sum(axis=1)
    return {node: float(values[place]) if strength[place] else None for place, node in enumerate(network)}


def _roles(network: nx.Graph) -> dict[str, NDArray[Any]]:
    """How many pairs of neighbours that are not tied to each other each node stands between, by countries.

    All pairs of neighbours of a kind, less those that are tied, which are triangles.
    """
    import numpy as np
    from scipy.sparse import csr_array

    ties = adjacency(network)
    lands = [network.nodes[node].get("country") or f"unknown {place}" for place, node in enumerate(network)]
    number = {land: place for place, land in enumerate(dict.fromkeys(lands))}
    own = np.array([number[land] for land in lands])
    member = csr_array((np.ones(len(own)), (np.arange(len(own)), own)), shape=(len(own), len(number)))
    counts = ties @ member  # neighbours by country
    home = counts.multiply(member).sum(axis=1)
    abroad = ties.sum(axis=1) - home
    fellow = ((counts.power(2) - counts).sum(axis=1) - home * (home - 1)) / 2  # both abroad, in one country
    coordinates = ties.tocoo()
    alike = own[coordinates.row] == own[coordinates.col]
    same = csr_array((coordinates.data * alike, (coordinates.row, coordinates.col)), shape=ties.shape)
    other = (ties - same).tocsr()
    return {
        "coordinator": home * (home - 1) / 2 - two_steps(same, same, same) / 2,
        "gatekeeper": home * abroad - two_steps(other, other, same),
        "itinerant": fellow - two_steps(other, same, other) / 2,
        "liaison": abroad * (abroad - 1) / 2 - fellow - two_steps(other, other, other) / 2,
    }


def _role(name: str) -> Any:
    def compute(network: nx.Graph, weight: str) -> Scores:
        if not network.number_of_edges():
            return dict.fromkeys(network)
        values = _roles(network)[name]
        known = network.nodes(data="country")
        return {node: round(float(values[i])) if land else None for i, (node, land) in enumerate(known)}

    return compute


_GOULD = (
    "R. V. Gould, R. M. Fernandez, Structures of mediation: a formal approach to brokerage in transaction networks, "
    "Sociological Methodology 19, 1989, 89–126"
)
_READING = "Counts pairs, so it grows with the number of neighbours; compare the four roles of one node."

BROKERAGE = (
    Measure(
        "constraint",
        "Constraint",
        "How far its ties, by weight, go to others who are tied to each other; low for brokers.",
        "C_i = Σ_{j ∈ N(i)} (p_ij + Σ_q p_iq p_qj)², with p_ij = w_ij / s_i",
        "R. S. Burt, Structural Holes: The Social Structure of Competition, Harvard University Press, 1992, p. 54",
        "Low is broad: many partners who don't meet each other. Undefined for who has no tie; may exceed 1 for who "
        "has one or two.",
        _constraint,
        lowest_first=True,
    ),
    Measure(
        "effective-size",
        "Effective size",
        "How many partners it has, less what they repeat because they are tied to each other.",
        "ES_i = Σ_{j ∈ N(i)} (1 − Σ_q p_iq m_jq), with p_iq = w_iq / s_i and m_jq = w_jq / max_k w_jk",
        "R. S. Burt, Structural Holes: The Social Structure of Competition, Harvard University Press, 1992, p. 52",
        "High where partners don't meet each other. Divided by degree it is efficiency: 1 where none of them do.",
        _effective_size,
        usual=False,
    ),
    Measure(
        "coordinator",
        "Coordinator",
        "How many pairs of its own country it stands between that have no tie of their own.",
        "number of pairs j, k tied to i, not to each other, with country(j) = country(i) = country(k)",
        _GOULD,
        _READING,
        _role("coordinator"),
        usual=False,
    ),
    Measure(
        "gatekeeper",
        "Gatekeeper or representative",
        "How many pairs it stands between of which one is of its own country and the other is not.",
        "number of pairs j, k tied to i, not to each other, with country(j) = country(i) ≠ country(k)",
        _GOULD + ". Ties here have no direction, so the two roles are one",
        "High for who links its country with others. " + _READING,
        _role("gatekeeper"),
        usual=False,
    ),
    Measure(
        "itinerant",
        "Itinerant broker",
        "How many pairs of one other country it stands between.",
        "number of pairs j, k tied to i, not to each other, with country(j) = country(k) ≠ country(i)",
        _GOULD,
        _READING,
        _role("itinerant"),
        usual=False,
    ),
    Measure(
        "liaison",
        "Liaison",
        "How many pairs it stands between where all three are of different countries.",
        "number of pairs j, k tied to i, not to each other, of three different countries",
        _GOULD,
        _READING,
        _role("liaison"),
        usual=False,
    ),
)
