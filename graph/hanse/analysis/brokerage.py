"""Who stands between others who don't meet: Burt's constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hanse.analysis.measure import Measure, Scores

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["BROKERAGE"]


def _constraint(network: nx.Graph, weight: str) -> Scores:
    """In matrices: the values of networkx' loops, which are slow on thousands of nodes."""
    import networkx as nx
    import numpy as np

    if not network.number_of_edges():
        return dict.fromkeys(network)
    ties = nx.to_scipy_sparse_array(network, weight=weight, dtype=float, format="csr")
    strength = ties.sum(axis=1)
    shares = ties.multiply(1 / np.where(strength > 0, strength, 1)[:, np.newaxis]).tocsr()
    invested = (shares + shares @ shares).multiply(ties > 0)
    values = invested.power(2).sum(axis=1)
    return {node: float(values[place]) if strength[place] else None for place, node in enumerate(network)}


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
)
