"""What chance would give: networks with the same number of ties for each node, and otherwise random."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx

from hanse.analysis.matrices import adjacency
from hanse.analysis.measure import Figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["against", "beside_chance", "how_many", "rewired", "shuffled"]

_SEED = 1356
_NETWORKS = 30
_WORK = 500_000  # ties over all random networks, so that large networks are compared with fewer
_FEWEST = 3


def how_many(ties: int) -> int:
    """How many random networks there are to compare with."""
    return max(_FEWEST, min(_NETWORKS, _WORK // max(ties, 1)))


def rewired(ties: Any) -> Iterator[Any]:
    """Random networks in which each node has as many ties as in the given one, or nearly, all as matrices.

    The erased configuration model: stubs are joined at random, and ties of a node to itself and double ones dropped
    (M. E. J. Newman, S. H. Strogatz, D. J. Watts, Random graphs with arbitrary degree distributions and their
    applications, Physical Review E 64, 2001, 026118).
    """
    import numpy as np
    from scipy.sparse import csr_array

    chance = np.random.default_rng(_SEED)
    stubs = np.repeat(np.arange(ties.shape[0]), ties.sum(axis=1).astype(int))
    for _ in range(how_many(ties.nnz // 2)):
        chance.shuffle(stubs)
        ends = np.sort(stubs.reshape(-1, 2), axis=1)
        one, other = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0).T
        both = np.concatenate([one, other]), np.concatenate([other, one])
        yield csr_array((np.ones(2 * len(one)), both), shape=ties.shape)


def shuffled(values: NDArray[Any], times: int) -> Iterator[NDArray[Any]]:
    """The same values in random orders."""
    import numpy as np

    chance = np.random.default_rng(_SEED)
    for _ in range(times):
        yield chance.permutation(values)


def beside_chance(value: float | None, by_chance: Iterable[float | None]) -> Figure:
    """A value with the mean and the middle 95 in 100 of what chance gives."""
    import numpy as np

    if value is None:
        return Figure(None)
    found = np.array([one for one in by_chance if one is not None], dtype=float)
    if not len(found):
        return Figure(value)
    low, high = np.quantile(found, [0.025, 0.975])
    return Figure(value, float(found.mean()), float(low), float(high))


def against(network: nx.Graph, compute: Callable[[Any], float | None]) -> Figure:
    """A figure of a network's matrix beside those of rewired ones."""
    ties = adjacency(network)
    return beside_chance(compute(ties), (compute(made) for made in rewired(ties)))
