"""Where communities lie: discs side by side, the more ties between two, the nearer."""

from __future__ import annotations

from math import sqrt
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from hanse.views.packing import ASPECT, shelved
from hanse.views.selection import backbone
from hanse.views.stress import distances, stress

__all__ = ["layout"]

_Floats = NDArray[np.float64]

_AIR = 12.0  # pixels between discs
_EACH = 3  # ties of a community that decide where it lies
_MOST = 500  # communities that are laid out by all their distances
_TURN = 2.399963  # the golden angle


def layout(between: csr_matrix, size: _Floats) -> _Floats:
    """The middles of discs of the given radii, around the origin; ``between`` says how many ties each two share."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(size)))
    pairs = between.tocoo()
    graph.add_weighted_edges_from(
        (int(a), int(b), float(w)) for a, b, w in zip(pairs.row, pairs.col, pairs.data, strict=True) if a < b
    )
    parts = [sorted(part) for part in nx.connected_components(graph)]
    parts.sort(key=lambda part: (-float(np.square(size[part]).sum()), part[0]))
    placed = [_placed(graph.subgraph(part), part, size[part]) for part in parts]
    middles = np.zeros((len(size), 2))
    lows = [(points - size[part][:, None]).min(axis=0) - _AIR for points, part in zip(placed, parts, strict=True)]
    highs = [(points + size[part][:, None]).max(axis=0) + _AIR for points, part in zip(placed, parts, strict=True)]
    corners = shelved([high - low for low, high in zip(lows, highs, strict=True)])
    for points, part, low, corner in zip(placed, parts, lows, corners, strict=True):
        middles[part] = points - low + corner
    low, high = (middles - size[:, None]).min(axis=0), (middles + size[:, None]).max(axis=0)
    return np.asarray(middles - (low + high) / 2)


def _placed(graph: nx.Graph[Any], part: list[int], size: _Floats) -> _Floats:
    """The discs of one connected part."""
    if len(part) == 1:
        return np.zeros((1, 2))
    points = _spiral(size) if len(part) > _MOST else _by_ties(graph, part, size)
    return _apart(points, size + _AIR / 2)


def _spiral(size: _Floats) -> _Floats:
    """The larger the nearer to the middle."""
    order = np.argsort(-size, kind="stable")
    far = np.sqrt(np.cumsum(np.square(size[order])))
    points = np.empty((len(size), 2))
    turns = _TURN * np.arange(len(size))
    points[order] = np.stack([far * np.cos(turns), far * np.sin(turns)], axis=1)
    return points


def _by_ties(graph: nx.Graph[Any], part: list[int], size: _Floats) -> _Floats:
    strength = dict(graph.degree(weight="weight"))
    kept: nx.Graph[Any] = nx.Graph()
    kept.add_nodes_from(part)
    shares = [(a, b, w / sqrt(strength[a] * strength[b])) for a, b, w in sorted(graph.edges(data="weight"))]
    kept.add_weighted_edges_from(shares)
    strong = nx.Graph(backbone(kept, _EACH))
    strong.add_edges_from(nx.maximum_spanning_edges(kept, data=True))
    wanted = distances(strong, part)
    room = size[:, None] + size[None, :]
    points = stress(wanted / wanted.mean() * room.mean() + room / 2)
    points = points - points.mean(axis=0)
    width, height = np.maximum(np.ptp(points, axis=0), 1e-6)
    if height > width:
        points, width, height = points[:, ::-1], height, width
    area = float(np.square(size + _AIR / 2).sum()) * 4 * 1.15
    return np.asarray(points * sqrt(area * ASPECT / (width * height)) / [sqrt(ASPECT), sqrt(ASPECT)])


def _apart(points: _Floats, size: _Floats, rounds: int = 400) -> _Floats:
    """Pulls discs together and pushes them apart where they overlap, until none do."""
    need = size[:, None] + size[None, :]
    np.fill_diagonal(need, 0)
    points = points + np.random.default_rng(7).normal(scale=1e-3, size=points.shape)
    for turn in range(rounds):
        if turn < rounds // 2:
            points = points * 0.997
        away = points[:, None, :] - points[None, :, :]
        far = np.hypot(away[:, :, 0], away[:, :, 1])
        overlap = np.maximum(need - far, 0)
        if turn >= rounds // 2 and overlap.max() < 0.5:
            break
        points = points + (away * (overlap / np.maximum(far, 1e-6) * 0.3)[:, :, None]).sum(axis=1)
    return np.asarray(points)
