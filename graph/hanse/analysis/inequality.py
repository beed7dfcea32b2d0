"""How unevenly participation is spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hanse.analysis.measure import Indicator
from hanse.queries.rows import Rows

if TYPE_CHECKING:
    from hanse.analysis.panel import Panel

__all__ = ["INEQUALITY", "gini"]


def gini(values: Sequence[float]) -> float | None:
    """Gini's coefficient of values that are not negative: 0 where all are equal, (n−1)/n where one has all.

    >>> gini([1, 1, 1, 1]), gini([0, 0, 0, 4]), gini([])
    (0.0, 0.75, None)
    """
    total = sum(values)
    if not total:
        return None
    ranked = sum(place * value for place, value in enumerate(sorted(values), 1))
    return 2 * ranked / (len(values) * total) - (len(values) + 1) / len(values)


def _participation(whole: Panel, part: Panel, given: Mapping[str, object]) -> Rows:
    """A line for each wave and one for all of it."""
    lines: list[list[object]] = []
    for name, chosen in [*((str(wave), part.select(part.waves[wave])) for wave in part.waves), ("all", part)]:
        counts = [len(networks) for networks in chosen.networks_of.values()]
        once = sum(count == 1 for count in counts)
        lines.append([name, len(chosen.collaborations), len(counts), sum(counts), once, gini(counts)])
    return Rows.of(["wave", "networks", "participants", "participations", "once", "gini"], lines)


INEQUALITY = (
    Indicator(
        "participation",
        "Spread of participation",
        "How many take part how often in each wave, and how unevenly that is spread.",
        "G = 2 Σ_i i·x_(i) / (n Σ x) − (n + 1)/n, with x_(i) the participations of the n participants in rising order",
        "C. Gini, Variabilità e mutabilità, Bologna, 1912; A. Sen, On Economic Inequality, Oxford, 1973, p. 31",
        "0 where all take part equally often. Those who never took part are not in it, so it is a lower bound.",
        _participation,
    ),
)
