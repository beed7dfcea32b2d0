"""The indices of whole networks by name, and tables of them."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from hanse import extensions
from hanse.analysis.cohesion import COHESION_INDICES
from hanse.analysis.families import Family
from hanse.analysis.measure import Figure, Index
from hanse.analysis.mixing import MIXING_INDICES
from hanse.analysis.ranking import simple
from hanse.analysis.structure import STRUCTURE
from hanse.errors import QueryError
from hanse.network import WEIGHTS
from hanse.queries.rows import Rows
from hanse.suggestions import unknown

__all__ = ["INDICES", "characterise", "summary"]

_OWN = (*STRUCTURE, *COHESION_INDICES, *MIXING_INDICES)
INDICES: Family[Index] = Family(Index, _OWN, extensions.INDICES, Figure)
"""Every index of a whole network, by its name."""


def characterise(network: nx.Graph, indices: Sequence[str] = (), *, weight: str = "weight") -> Rows:
    """A table of indices of a network, with what random networks give where that is known; the usual ones unasked.

    >>> for row in characterise(graph.network(of="city"), ["density"]):
    ...     print(row.index, row.value)
    density 1.0
    """
    if weight not in WEIGHTS:
        raise QueryError(unknown("weight", weight, WEIGHTS))
    for name in indices:
        if name not in INDICES:
            raise QueryError(unknown("index", name, INDICES))
    chosen = list(dict.fromkeys(indices)) or INDICES.usual
    plain = simple(network)
    lines = []
    for name in chosen:
        one = INDICES[name]
        found = one.compute(plain, weight)
        lines.append([name, found.value, found.expected, found.low, found.high, one.reading])
    return Rows.of(["index", "value", "expected", "low", "high", "reading"], lines)


def summary(network: nx.Graph) -> str:
    """A line about a network: nodes, ties, density, components.

    >>> print(summary(graph.network(of="city")))
    3 nodes, 3 ties, density 1.000, 1 component
    """
    components = nx.number_connected_components(network) if network else 0
    largest = max(map(len, nx.connected_components(network)), default=0)
    parts = f"{components} component{'s' * (components != 1)}"
    if components > 1:
        parts += f", the largest of {largest}"
    ties = network.number_of_edges()
    return f"{len(network)} nodes, {ties} ties, density {nx.density(network):.3f}, {parts}"
