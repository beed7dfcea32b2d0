"""What a network is like as a whole: density, components, mixing, and how much of it chance would give."""

from __future__ import annotations

import networkx as nx

from hanse.analysis.measure import Figure, Index

__all__ = ["STRUCTURE"]


def _density(network: nx.Graph, weight: str) -> Figure:
    return Figure(nx.density(network) if len(network) > 1 else None)


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
)
