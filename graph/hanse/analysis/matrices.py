"""Networks as sparse matrices, for what loops over nodes would be slow at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["adjacency", "blocks", "share", "two_steps"]

_BLOCK = 1024  # rows at a time: bounds memory where all have many neighbours


def adjacency(network: nx.Graph, weight: str | None = None) -> Any:
    """The symmetric matrix of a network's weights, n × n, in the order of its nodes; of ones without a weight."""
    from scipy.sparse import csr_array

    if not network:
        return csr_array((0, 0))
    return nx.to_scipy_sparse_array(network, weight=weight, dtype=float, format="csr")


def share(matrix: Any) -> Any:
    """Each row divided by its sum; rows of zeros stay."""
    import numpy as np

    sums = matrix.sum(axis=1)
    return matrix.multiply(1 / np.where(sums > 0, sums, 1)[:, np.newaxis]).tocsr()


def blocks(first: Any, second: Any) -> Iterator[tuple[slice, Any]]:
    """The rows of first · second, some at a time, each with their place."""
    for start in range(0, first.shape[0], _BLOCK):
        rows = slice(start, start + _BLOCK)
        yield rows, first[rows] @ second


def two_steps(first: Any, second: Any, where: Any) -> NDArray[Any]:
    """For each row i: Σ_j where_ij · (first · second)_ij, without keeping the product. Rows may be some of a network's.

    >>> triangle = adjacency(nx.complete_graph(3))
    >>> two_steps(triangle, triangle, triangle).tolist()
    [2.0, 2.0, 2.0]
    """
    import numpy as np

    found = np.zeros(first.shape[0])
    for rows, product in blocks(first, second):
        found[rows] = product.multiply(where[rows]).sum(axis=1)
    return found
