"""Shortest ways in networks that are too large to follow all of them: from nodes drawn at random, with a fixed seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from hanse.analysis.matrices import adjacency

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["betweenness", "closeness", "is_large", "sample", "steps"]

_SEED = 1356
_SOURCES = 512
_BATCH = 64  # sources followed at a time
_WORK = 2_000_000_000  # nodes times ties up to which all ways are followed


def is_large(network: nx.Graph) -> bool:
    """Whether following all shortest ways would take minutes."""
    return bool(len(network) * network.number_of_edges() > _WORK)


def sample(count: int, most: int) -> NDArray[Any]:
    """Places of so many at the most, drawn at random, in order.

    >>> sample(3, 5).tolist(), len(sample(500, 5))
    ([0, 1, 2], 5)
    """
    import numpy as np

    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(_SEED).choice(count, most, replace=False))


def steps(ties: Any, sources: NDArray[Any]) -> NDArray[Any]:
    """How many steps it is from each source (columns) to each node (rows); −1 where there is no way."""
    import numpy as np

    parts = [_levels(ties, sources[start : start + _BATCH])[0] for start in range(0, len(sources), _BATCH)]
    return np.concatenate(parts, axis=1)


def _levels(ties: Any, sources: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any], int]:
    """The steps from sources, the number of shortest ways, and one more than the largest number of steps."""
    import numpy as np

    columns = np.arange(len(sources))
    far = np.full((ties.shape[0], len(sources)), -1, dtype=np.int16)
    ways = np.zeros(far.shape)
    far[sources, columns], ways[sources, columns] = 0, 1.0
    frontier, level = ways.copy(), 0
    while frontier.any():
        level += 1
        frontier = ties @ frontier
        frontier[far >= 0] = 0.0
        far[frontier > 0] = level
        ways += frontier
    return far, ways, level


def betweenness(network: nx.Graph) -> dict[Any, float]:
    """Betweenness from a sample of 512 sources, scaled as if from all.

    U. Brandes, C. Pich, Centrality estimation in large networks, International Journal of Bifurcation and Chaos 17,
    2007, 2303–2318. With all nodes as sources it is exact:

    >>> betweenness(nx.path_graph(4))
    {0: 0.0, 1: 0.6666666666666666, 2: 0.6666666666666666, 3: 0.0}
    """
    import numpy as np

    n = len(network)
    if n < 3:
        return dict.fromkeys(network, 0.0)
    ties, sources = adjacency(network), sample(n, _SOURCES)
    passed = np.zeros(n)
    for start in range(0, len(sources), _BATCH):
        batch = sources[start : start + _BATCH]
        passed += _dependencies(ties, batch)
    scale = n / len(sources) / ((n - 1) * (n - 2))
    return {node: float(value * scale) for node, value in zip(network, passed, strict=True)}


def _dependencies(ties: Any, sources: NDArray[Any]) -> NDArray[Any]:
    """Brandes' accumulation for several sources at once, level by level: the sum over them for each node."""
    import numpy as np

    far, ways, level = _levels(ties, sources)
    above = np.zeros(far.shape)
    for step in range(level - 1, 0, -1):
        at = far == step
        above += np.where(far == step - 1, ways, 0.0) * (ties @ np.where(at, (1 + above) / np.where(at, ways, 1), 0.0))
    above[sources, np.arange(len(sources))] = 0.0
    found: NDArray[Any] = above.sum(axis=1)
    return found


def closeness(network: nx.Graph) -> dict[Any, float]:
    """Closeness from the steps to a sample of 512 nodes of each component.

    D. Eppstein, J. Wang, Fast approximation of centrality, Journal of Graph Algorithms and Applications 8, 2004, 39–45.
    """
    import numpy as np

    found: dict[Any, float] = dict.fromkeys(network, 0.0)
    for part in nx.connected_components(network):
        if len(part) < 2:
            continue
        nodes = [node for node in network if node in part]
        ties = nx.to_scipy_sparse_array(network, nodelist=nodes, weight=None, dtype=float, format="csr")
        sources = sample(len(nodes), _SOURCES)
        others = len(sources) - np.isin(np.arange(len(nodes)), sources)  # a source is no step away from itself
        mean = steps(ties, sources).sum(axis=1) / np.maximum(others, 1)
        reach = (len(nodes) - 1) / (len(network) - 1)
        found |= {node: float(reach / far) if far else 0.0 for node, far in zip(nodes, mean, strict=True)}
    return found
