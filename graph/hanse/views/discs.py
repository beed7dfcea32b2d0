"""Places for the nodes of a large drawing: each community fills a disc, and discs lie side by side.

So a drawing of thousands of nodes shows what hangs together where a tangle would show nothing. Within its disc, each
community is unfolded by pivot multidimensional scaling (U. Brandes, C. Pich, Eigensolver methods for progressive
multidimensional scaling of large data, Graph Drawing 2006), all communities at once, and turned so that ties to
others are short; then ties pull and overlaps push, until nothing lies upon another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags_array
from scipy.spatial import cKDTree

from hanse.views.overview import layout

__all__ = ["arrange"]

_Floats = NDArray[np.float64]
_Ints = NDArray[np.int64]

_GAP = 2.5  # pixels to keep free around a node
_FILLED = 0.5  # share of a disc that its nodes take
_PIVOTS = 12
_FAR = 40  # ties beyond which a distance is no longer counted
_ROUNDS = 60
_PULL = 0.08  # of the way to the middle of its neighbours, in each round
_SETTLING = 25  # last rounds, in which nothing pulls any more


def arrange(
    graph: nx.Graph[Any], radii: Mapping[Any, float], community: Mapping[Any, int]
) -> tuple[dict[Any, tuple[int, int]], dict[int, tuple[int, int, float]]]:
    """A place for each node, and middle and radius of each community's disc; nodes of community 0 share one too.

    >>> twins = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
    >>> places, discs = arrange(twins, dict.fromkeys(twins, 5.0), {node: 1 + node // 4 for node in twins})
    >>> len(set(places.values())), sorted(discs)
    (8, [1, 2])
    """
    nodes = sorted(graph, key=lambda node: (community[node], node))
    numbers, group = np.unique([community[node] for node in nodes], return_inverse=True)
    room = np.array([radii[node] for node in nodes]) + _GAP
    size = np.sqrt(_sums(room**2, group) / _FILLED) + _GAP
    ties = _ties(graph, nodes)
    middles = layout(_between(ties, group), size)
    crowd = _Crowd(group, ties, room, middles, size)
    points = crowd.settled()
    discs = zip(np.rint(middles).astype(int).tolist(), size.tolist(), strict=True)
    return (
        {node: (x, y) for node, (x, y) in zip(nodes, np.rint(points).astype(int).tolist(), strict=True)},
        {int(n): (x, y, round(radius, 1)) for n, ((x, y), radius) in zip(numbers, discs, strict=True)},
    )


def _sums(values: _Floats, group: _Ints) -> _Floats:
    return np.asarray(np.bincount(group, weights=values), dtype=np.float64)


def _ties(graph: nx.Graph[Any], nodes: list[Any]) -> csr_matrix:
    """The ties as a matrix of ones."""
    number = {node: i for i, node in enumerate(nodes)}
    ends = np.array([(number[one], number[other]) for one, other in graph.edges if one != other]).reshape(-1, 2)
    both = np.concatenate([ends, ends[:, ::-1]])
    return csr_matrix((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(len(nodes), len(nodes)))


def _between(ties: csr_matrix, group: _Ints) -> csr_matrix:
    """How many ties each two communities share."""
    count = int(group.max()) + 1
    member = csr_matrix((np.ones(len(group)), (np.arange(len(group)), group)), shape=(len(group), count))
    return csr_matrix(member.T @ ties @ member)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """Nodes, sorted by their community, each of which has a disc."""

    group: _Ints  # of each node, from 0 on
    ties: csr_matrix
    room: _Floats  # of each node: its radius and some air
    middles: _Floats
    size: _Floats  # radius of each disc

    def settled(self) -> _Floats:
        """Where the nodes come to rest."""
        home, inner = self.middles[self.group], self._inner()
        points = self._turned(self._rounded(_unfolded(inner, self.group)))
        ties = np.asarray(inner.sum(axis=1)).ravel()
        share = diags_array(1 / np.maximum(ties, 1)) @ inner
        lonely = ties == 0
        for turn in range(_ROUNDS):
            if turn < _ROUNDS - _SETTLING:
                pull = share @ points - points
                pull[lonely] = 0
                points = points + pull * _PULL
            elif turn == _ROUNDS - _SETTLING:
                points = (points + self._rounded(points)) / 2  # to the edge of the disc again
            points = self._held(points + self._pushed(points + home))
        return np.asarray(points + home)

    def _inner(self) -> csr_matrix:
        """The ties within communities."""
        all_ = self.ties.tocoo()
        kept = self.group[all_.row] == self.group[all_.col]
        return csr_matrix((all_.data[kept], (all_.row[kept], all_.col[kept])), shape=all_.shape)

    def _rounded(self, points: _Floats) -> _Floats:
        """Spread over the disc: the order of distances from its middle is kept, and each ring gets its share."""
        far = np.hypot(*points.T)
        order = np.lexsort((far, self.group))
        taken = np.cumsum(self.room[order] ** 2)
        starts = np.flatnonzero(np.diff(self.group[order], prepend=-1))
        before = np.concatenate([[0.0], taken])[starts]
        inside = np.empty(len(far))
        inside[order] = (taken - before[self.group[order]]) / _sums(self.room**2, self.group)[self.group[order]]
        reach = np.sqrt(inside) * (self.size[self.group] - self.room)
        return np.asarray(points * (reach / np.maximum(far, 1e-9))[:, None])

    def _turned(self, points: _Floats) -> _Floats:
        """Each disc turned, and mirrored if need be, so that who is tied to others elsewhere looks their way."""
        outer = self.ties - self._inner()
        home = self.middles[self.group]
        towards = outer @ home - np.asarray(outer.sum(axis=1)).reshape(-1, 1) * home
        aim = towards[:, 0] + 1j * towards[:, 1]
        here = points[:, 0] + 1j * points[:, 1]
        straight, mirrored = (_complex_sums(np.conj(one) * aim, self.group) for one in (here, np.conj(here)))
        here = np.where((np.abs(mirrored) > np.abs(straight))[self.group], np.conj(here), here)
        best = np.where(np.abs(mirrored) > np.abs(straight), mirrored, straight)
        turned = here * np.exp(1j * np.angle(best))[self.group]
        return np.stack([turned.real, turned.imag], axis=1)

    def _pushed(self, points: _Floats) -> _Floats:
        """By how much overlaps push each node."""
        pairs = cKDTree(points).query_pairs(2 * float(self.room.max()), output_type="ndarray")
        one, other = pairs[:, 0], pairs[:, 1]
        away = points[one] - points[other]
        far = np.hypot(*away.T)
        overlap = self.room[one] + self.room[other] - far
        near = overlap > 0
        one, other, away, far, overlap = one[near], other[near], away[near], far[near], overlap[near]
        push = away / np.maximum(far, 1e-6)[:, None] * (overlap * 0.5)[:, None]
        count = len(points)
        return (
            np.stack(
                [np.bincount(one, push[:, i], count) - np.bincount(other, push[:, i], count) for i in (0, 1)], axis=1
            )
            * 0.7
        )

    def _held(self, points: _Floats) -> _Floats:
        """Within the discs."""
        far = np.hypot(*points.T)
        most = self.size[self.group] - self.room
        return np.asarray(points * np.minimum(1, most / np.maximum(far, 1e-9))[:, None])


def _complex_sums(values: NDArray[np.complex128], group: _Ints) -> NDArray[np.complex128]:
    return _sums(values.real, group) + 1j * _sums(values.imag, group)


def _unfolded(ties: csr_matrix, group: _Ints) -> _Floats:
    """Pivot multidimensional scaling of each community around its own middle."""
    squares = np.square(_to_pivots(ties, group))
    sizes = np.bincount(group)[group][:, None]
    of_pivot = np.stack([_sums(column, group) for column in squares.T], axis=1)[group] / sizes
    centred = -(squares - of_pivot - squares.mean(axis=1, keepdims=True) + of_pivot.mean(axis=1, keepdims=True)) / 2
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    products = np.add.reduceat(centred[:, :, None] * centred[:, None, :], starts, axis=0)
    axes = np.linalg.eigh(products)[1][:, :, -2:]
    strongest = np.take_along_axis(axes, np.abs(axes).argmax(axis=1)[:, None, :], axis=1)
    points = np.einsum("np,npd->nd", centred, (axes * np.where(strongest < 0, -1, 1))[group])
    scale = np.sqrt(_sums(np.square(points).sum(axis=1), group) / np.bincount(group))[group][:, None]
    points = points / np.maximum(scale, 1e-9)
    return np.asarray(points + np.random.default_rng(7).normal(scale=0.05, size=points.shape))  # twins part


def _to_pivots(ties: csr_matrix, group: _Ints) -> _Floats:
    """How many ties away each node is from the pivots of its community: its hub, then always the farthest."""
    hubs = np.asarray(ties.sum(axis=1)).ravel()
    nearest = np.full(len(group), np.inf)
    found: list[_Floats] = []
    for _ in range(_PIVOTS):
        score = hubs if not found else nearest
        order = np.lexsort((np.arange(len(group)), -score, group))
        pivots = order[np.flatnonzero(np.diff(group[order], prepend=-1))]
        found.append(_steps(ties, pivots))
        nearest = np.minimum(nearest, found[-1])
    return np.stack(found, axis=1)


def _steps(ties: csr_matrix, sources: _Ints) -> _Floats:
    """Ties to the nearest source."""
    steps = np.full(ties.shape[0], float(_FAR))
    edge = np.zeros(ties.shape[0])
    edge[sources], steps[sources] = 1, 0
    for step in range(1, _FAR):
        edge = np.where((ties @ edge > 0) & (steps == _FAR), 1.0, 0.0)
        if not edge.any():
            break
        steps[edge > 0] = step
    return steps
