"""Boxes side by side on a page."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

__all__ = ["ASPECT", "shelved"]

ASPECT = 1.25
"""Width by height of the room that a drawing gets on a laptop, legend and details beside it."""


def shelved(sizes: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """The upper left corners of boxes on shelves, in the order given, about as wide as a screen is.

    >>> shelved([np.array([20.0, 10.0]), np.array([8.0, 6.0]), np.array([8.0, 6.0])]).tolist()
    [[0.0, 0.0], [0.0, 10.0], [8.0, 10.0]]
    """
    if not len(sizes):
        return np.zeros((0, 2))
    width = max(max(float(size[0]) for size in sizes), sqrt(ASPECT * sum(float(size.prod()) for size in sizes)))
    corners: list[tuple[float, float]] = []
    left = top = tall = 0.0
    for size in sizes:
        if left and left + size[0] > width * 1.05:
            left, top, tall = 0.0, top + tall, 0.0
        corners.append((left, top))
        left, tall = left + float(size[0]), max(tall, float(size[1]))
    return np.array(corners)
