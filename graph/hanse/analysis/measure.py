"""What can be computed of a network: measures of its nodes, indices of it as a whole, and indicators for policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

    from hanse.analysis.panel import Panel
    from hanse.queries.questions import Parameter
    from hanse.queries.rows import Rows

__all__ = ["Definition", "Figure", "Index", "Indicator", "Measure", "Scores"]

Scores: TypeAlias = Mapping[str, float | int | None]
"""A number for each node; None where the measure isn't defined for it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a reader needs to know to use a number."""

    name: str
    label: str
    definition: str
    formula: str
    source: str  # the paper that defines it
    reading: str  # how to read a value, and how not to


@dataclass(frozen=True, slots=True)
class Measure(Definition):
    """A measure of nodes."""

    compute: Callable[[nx.Graph, str], Scores]
    """Takes an undirected network and the name of the edge attribute that holds weights."""
    lowest_first: bool = False  # whether a small value is the remarkable one
    usual: bool = True  # whether it is computed unasked; the others are slow on large networks or variants


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an index; where chance alone gives a value too, what it gives."""

    value: float | int | None  # None where the index isn't defined for the network
    expected: float | None = None  # the mean over random networks
    low: float | None = None  # the bounds within which 95 in 100 of them lie
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Index(Definition):
    """A number that describes a whole network: a graph-level index."""

    compute: Callable[[nx.Graph, str], Figure]
    """Takes an undirected network and the name of the edge attribute that holds weights."""
    usual: bool = True


@dataclass(frozen=True, slots=True)
class Indicator(Definition):
    """A table for a question of policy, from who took part in what and when."""

    compute: Callable[[Panel, Panel, Mapping[str, object]], Rows]
    """Takes all that took part, the part that is asked about, and the parameters by name."""
    parameters: tuple[Parameter, ...] = ()
    of: str = "city"  # whose participations it looks at unless told: a key of hanse.network.PROJECTIONS
