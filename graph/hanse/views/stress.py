"""Places for the nodes of a small drawing: path lengths become distances, and no two nodes or their names collide.

Each connected component is laid out by stress majorization, freed of overlaps, and packed beside the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import shortest_path

from hanse.views.packing import ASPECT, shelved

__all__ = ["distances", "spread", "stress"]

_Points = NDArray[np.float64]

ROOM = np.array([720.0, 520.0])
GAP = 36.0


def spread(graph: nx.Graph[Any], radii: Mapping[Any, float]) -> dict[Any, tuple[int, int]]:
    """A place for each node, in pixels at scale 1, y downwards, around the origin.

    Takes the radius of each node's shape. Edges may carry ``weight``: the heavier, the nearer.

    >>> places = spread(nx.path_graph(3), {0: 5, 1: 5, 2: 5})
    >>> len(set(places.values()))
    3
    """
    order = {node: number for number, node in enumerate(graph)}
    parts = [sorted(part, key=order.__getitem__) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), order[part[0]]))
    alone = [part[0] for part in parts if len(part) == 1]
    boxes = [(part, _laid_out(graph.subgraph(part), part, radii)) for part in parts if len(part) > 1]
    if alone:
        boxes.append((alone, _grid(len(alone))))
    return _packed(boxes)


def _laid_out(graph: nx.Graph[Any], nodes: list[Any], radii: Mapping[Any, float]) -> _Points:
    points = _turned(stress(distances(graph, nodes)))
    room = np.array([_room(radii[node]) for node in nodes])
    area = float(np.sum(room[:, 0] * room[:, 1])) * 1.5
    points = _scaled(points, area) if len(nodes) > 2 else points / np.ptp(points) * 110
    return _apart(points, room)


def _room(radius: float) -> tuple[float, float]:
    """Width and height to keep free around a node: its shape, and part of its name below."""
    return (2 * radius + 44, 2 * radius + 22)


def distances(graph: nx.Graph[Any], nodes: list[Any]) -> _Points:
    """Path lengths, an edge being the longer the fewer neighbours its ends share, so that hubs get room.

    Edge lengths: Gansner, Koren, North (2004), "Graph drawing by stress majorization", section 4.2.
    """
    number = {node: i for i, node in enumerate(nodes)}
    lengths = np.zeros((len(nodes), len(nodes)))
    for one, other, weight in graph.edges(data="weight", default=1):
        apart = max(len(set(graph[one]) ^ set(graph[other])), 1)
        length = sqrt(apart / sqrt(max(weight, 0.1)))
        lengths[number[one], number[other]] = lengths[number[other], number[one]] = length
    return np.asarray(shortest_path(csr_matrix(lengths), directed=False))


def stress(wanted: _Points, rounds: int = 120) -> _Points:
    """Points in the plane whose distances are near the wanted ones, near pairs counting most (weights 1/d²)."""
    count = len(wanted)
    weights = 1 / np.square(wanted + np.eye(count))
    np.fill_diagonal(weights, 0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.inv(laplacian + 1 / count) - 1 / count
    points = _scaling(wanted)
    for _ in range(rounds):
        ratio = -weights * wanted / np.maximum(_between(points), 1e-9)
        np.fill_diagonal(ratio, 0)
        np.fill_diagonal(ratio, -ratio.sum(axis=1))
        points = inverse @ (ratio @ points)
    return points


def _scaling(wanted: _Points) -> _Points:
    """Classical multidimensional scaling, with a fixed small displacement so that twins do not start as one."""
    count = len(wanted)
    centred = np.eye(count) - 1 / count
    values, vectors = np.linalg.eigh(-centred @ np.square(wanted) @ centred / 2)
    axes = vectors[:, -2:] * np.where(vectors[np.abs(vectors[:, -2:]).argmax(axis=0), [-2, -1]] < 0, -1, 1)
    points = axes * np.sqrt(np.maximum(values[-2:], 1e-6))
    return np.asarray(points + np.random.default_rng(7).normal(scale=float(wanted.mean()) / 20, size=points.shape))


def _between(points: _Points) -> _Points:
    return np.asarray(np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1)))


def _turned(points: _Points) -> _Points:
    """The long side horizontal."""
    centred = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes *= np.where(axes[:, :1] < 0, -1, 1)
    return np.asarray(centred @ axes.T)


def _scaled(points: _Points, area: float) -> _Points:
    """Stretched, by no more than 1.5, towards the aspect of a screen, and to the area."""
    width, height = np.maximum(np.ptp(points, axis=0), 1e-6)
    stretch = float(np.clip(sqrt(ASPECT * height / width), 1 / 1.5, 1.5))
    points = points * (stretch, 1 / stretch)
    width, height = np.maximum(np.ptp(points, axis=0), 1e-6)
    return np.asarray(points * sqrt(area / (width * max(height, width / 4))))


def _apart(points: _Points, room: _Points, rounds: int = 200) -> _Points:
    """Pushes overlapping boxes apart, along the side where less is needed, until none overlap."""
    need = (room[:, None, :] + room[None, :, :]) / 2
    points = points.copy()
    upper = np.triu(np.ones((len(points), len(points)), dtype=bool))[:, :, None]
    for _ in range(rounds):
        away = points[:, None, :] - points[None, :, :]
        overlap = np.maximum(need - np.abs(away), 0)
        overlap[~(overlap > 0).all(axis=2)] = 0
        np.einsum("iij->ij", overlap)[:] = 0
        if overlap.max() < 0.5:
            break
        across = overlap[:, :, 0] / need[:, :, 0] < overlap[:, :, 1] / need[:, :, 1]
        overlap[:, :, 0] *= across
        overlap[:, :, 1] *= ~across
        points += (np.where((away > 0) | ((away == 0) & upper), 1, -1) * overlap).sum(axis=1) * 0.3
    return points


def _grid(count: int) -> _Points:
    columns = ceil(sqrt(count * ASPECT / 2))
    return np.array([(i % columns * 120.0, i // columns * 54.0) for i in range(count)])


def _packed(boxes: list[tuple[list[Any], _Points]]) -> dict[Any, tuple[int, int]]:
    """Boxes side by side, in the order given."""
    corners = shelved([np.ptp(points, axis=0) + 2 * GAP for _, points in boxes])
    moved = [points - points.min(axis=0) + GAP + corner for (_, points), corner in zip(boxes, corners, strict=True)]
    places = {
        node: at
        for (nodes, _), points in zip(boxes, moved, strict=True)
        for node, at in zip(nodes, points.tolist(), strict=True)
    }
    return _centred(places)


def _centred(places: Mapping[Any, Sequence[float]]) -> dict[Any, tuple[int, int]]:
    """Around the origin, and a small drawing spread out to fill the room."""
    if not places:
        return {}
    points = np.array(list(places.values()))
    low, high = points.min(axis=0), points.max(axis=0)
    spread = min(2.2, max(1.0, min(ROOM / np.maximum(high - low, 1))))
    points = (points - (low + high) / 2) * spread
    return {node: (round(x), round(y)) for node, (x, y) in zip(places, points.tolist(), strict=True)}
