"""All that can be computed, with what it means, for the terminal and the docs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hanse.analysis.indicating import INDICATORS
from hanse.analysis.measure import Definition, Indicator
from hanse.analysis.overall import INDICES
from hanse.analysis.ranking import MEASURES
from hanse.errors import HanseError, QueryError
from hanse.queries.questions import explained
from hanse.suggestions import unknown

__all__ = ["FAMILIES", "describe"]

FAMILIES: dict[str, Mapping[str, Definition]] = {
    "Measures, one value a node": MEASURES,
    "Indices, one value a network": INDICES,
    "Indicators, a table each": INDICATORS,
}
"""What there is, by what it gives."""


def describe(name: str = "") -> str:
    """What can be computed, with what it means; of one, by its name. QueryError where there is no such one."""
    known = {one: family for family in FAMILIES.values() for one in family}
    if name and name not in known:
        raise QueryError(unknown("measure, index or indicator", name, known))
    if name:
        return "\n".join([*_described(known[name][name]), ""])
    lines: list[str] = []
    for title, family in FAMILIES.items():
        lines += [title, ""]
        for one in family:
            lines += [*_listed(family, one), ""]
    return "\n".join(lines)


def _listed(family: Mapping[str, Definition], name: str) -> list[str]:
    try:
        return list(_described(family[name]))
    except HanseError as error:  # somebody else's, and no reason not to list the rest
        return [name, f"  {error}"]


def _described(one: Definition) -> Iterator[str]:
    yield one.name + ("" if getattr(one, "usual", True) else " (when asked for)")
    yield from (f"  {text}" for text in (one.definition, one.formula, one.reading, one.source))
    if isinstance(one, Indicator):
        yield from map(explained, one.parameters)
