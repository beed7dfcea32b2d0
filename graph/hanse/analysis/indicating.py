"""The policy indicators by name, and their tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hanse import extensions
from hanse.analysis.balance import BALANCE
from hanse.analysis.families import Family
from hanse.analysis.gravity import GRAVITY
from hanse.analysis.inequality import INEQUALITY
from hanse.analysis.measure import Indicator
from hanse.analysis.newcomers import NEWCOMERS
from hanse.analysis.panel import Panel, panel
from hanse.analysis.persistence import PERSISTENCE
from hanse.analysis.prospects import PROSPECTS
from hanse.analysis.repetition import REPETITION
from hanse.analysis.specialisation import SPECIALISATION
from hanse.errors import QueryError
from hanse.queries.questions import terms
from hanse.queries.rows import Rows, value_of
from hanse.suggestions import unknown

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["INDICATORS", "answer", "indicate"]

_OWN = (*INEQUALITY, *NEWCOMERS, *REPETITION, *PERSISTENCE, *BALANCE, *SPECIALISATION, *GRAVITY, *PROSPECTS)
INDICATORS: Family[Indicator] = Family(Indicator, _OWN, extensions.INDICATORS, Rows)
"""Every indicator, by its name."""


def indicate(
    graph: Graph, name: str, parameters: Mapping[str, object] | None = None, *, of: str = "", **filters: object
) -> Rows:
    """The table of an indicator; QueryError where there is no such one, or a parameter is wrong.

    ``of`` says whose participations are looked at; filters, those of `hanse.network.project`, choose the networks that
    are asked about. Networks outside them still count as what was before.

    >>> for row in indicate(graph, "participation"):
    ...     print(row.wave, row.participants, row.participations)
    URBACT IV Action Planning Network 2023 2 2
    URBACT IV Action Planning Network 2024 3 3
    all 3 5
    """
    if name not in INDICATORS:
        raise QueryError(unknown("indicator", name, INDICATORS))
    of = of or INDICATORS[name].of
    given = _read(INDICATORS[name], parameters or {}, graph)
    whole = panel(graph, of)
    part = panel(graph, of, **filters) if any(filters.values()) else whole
    return INDICATORS[name].compute(whole, part, given)


def answer(graph: Graph, name: str, whole: Panel, part: Panel, parameters: Mapping[str, object] | None = None) -> Rows:
    """The table of an indicator from panels of the graph that are there already: for who asks several."""
    return INDICATORS[name].compute(whole, part, _read(INDICATORS[name], parameters or {}, graph))


def _read(one: Indicator, given: Mapping[str, object], graph: Graph) -> dict[str, object]:
    """The parameters as values: text, whole numbers; of a name, the IRIs that it may mean."""
    found: dict[str, object] = {}
    bound = terms(one.name, one.parameters, given, lambda: graph.labels)
    for parameter in one.parameters:
        values = [value_of(term) for term in bound.get(parameter.name, ())]
        several = parameter.type in ("name", "country")
        found[parameter.name] = values if several else next(iter(values), None)
    return found
