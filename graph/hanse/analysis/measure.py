"""What a measure is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Measure", "Scores"]

Scores: TypeAlias = Mapping[str, float | int | None]
"""A number for each node; None where the measure isn't defined for it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of nodes, with what a reader needs to know to use it."""

    name: str
    label: str
    definition: str
    formula: str
    source: str  # the paper that defines it
    reading: str  # how to read a value, and how not to
    compute: Callable[[nx.Graph, str], Scores]
    """Takes an undirected network and the name of the edge attribute that holds weights."""
    lowest_first: bool = False  # whether a small value is the remarkable one
    usual: bool = True  # whether it is computed unasked; the others are slow on large networks or variants
