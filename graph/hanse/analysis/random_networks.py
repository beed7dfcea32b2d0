"""What chance would give: networks with the same number of ties for each node, and otherwise random."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx

from hanse.analysis.measure import Figure

if TYPE_CHECKING:
    from numpy.random import Generator

__all__ = ["beside_chance", "rewired", "shuffled"]

_SEED = 1356
_NETWORKS = 30
_WORK = 500_000  # ties over all random networks, so that large networks are compared with fewer
_FEWEST = 3


def how_many(ties: int) -> int:
    """How many random networks there are to compare with."""
    return max(_FEWEST, min(_NETWORKS, _WORK // max(ties, 1)))


def rewired(network: nx.Graph) -> Iterator[nx.Graph]:
    """Random networks in which each node has as many ties as in the given one, or nearly.

    The erased configuration model: stubs are joined at random, and ties of a node to itself and double ones dropped
    (M. E. J. Newman, S. H. Strogatz, D. J. Watts, Random graphs with arbitrary degree distributions and their
    applications, Physical Review E 64, 2001, 026118).
    """
    import numpy as np

    chance = np.random.default_rng(_SEED)
    nodes = list(network)
    stubs = np.repeat(np.arange(len(nodes)), [degree for _, degree in network.degree()])
    for _ in range(how_many(network.number_of_edges())):
        chance.shuffle(stubs)
        ends = np.sort(stubs.reshape(-1, 2), axis=1)
        ends = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
        made = nx.empty_graph(len(nodes))
        made.add_edges_from(map(tuple, ends.tolist()))
        yield made


def shuffled(values: list[Any], times: int) -> Iterator[list[Any]]:
    """The same values in random orders."""
    import numpy as np

    chance: Generator = np.random.default_rng(_SEED)
    for _ in range(times):
        yield [values[place] for place in chance.permutation(len(values))]


def beside_chance(value: float | None, by_chance: Iterator[float] | list[float]) -> Figure:
    """A value with the mean and the middle 95 in 100 of what chance gives."""
    import numpy as np

    found = np.array([one for one in by_chance if one is not None], dtype=float)
    if value is None or not len(found):
        return Figure(value)
    low, high = np.quantile(found, [0.025, 0.975])
    return Figure(value, float(found.mean()), float(low), float(high))


def against(network: nx.Graph, compute: Callable[[nx.Graph], float | None]) -> Figure:
    """A figure of a network beside those of rewired ones."""
    return beside_chance(compute(network), [one for made in rewired(network) if (one := compute(made)) is not None])
