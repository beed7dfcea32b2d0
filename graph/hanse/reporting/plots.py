"""Plots with a line for each thing: bars, points and intervals along one axis.

Places along the axis are fractions of its length, so that a page can draw them at any width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, log10

from hanse.reporting.wording import whole

__all__ = ["Line", "Mark", "Plot", "bars", "beside_chance", "newness", "paired", "ranks"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar or an interval from ``at`` to ``to``, or a point ``at`` a place."""

    kind: str  # "bar", "range", "second range", "dot", "diamond" or "rule"
    at: float
    to: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A thing with what is drawn of it, and the same as text."""

    label: str
    marks: tuple[Mark, ...]
    shown: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines along one axis."""

    kind: str  # what sort of plot it is, for those who do not see it
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()  # what each kind of mark is

    @property
    def alternative(self) -> str:
        """What it shows, in words."""
        return f"{self.kind}. " + "; ".join(f"{line.label}: {line.shown}" for line in self.lines) + "."


def bars(rows: Iterable[tuple[str, float, str, str]], most: float = 0.0, rule: tuple[float, str] | None = None) -> Plot:
    """A bar for each label, value, text and note; as long as the axis where it is ``most``, or the largest.

    ``rule`` is a value to compare with, and what it is.
    """
    found = list(rows)
    longest = most or max((value for _, value, _, _ in found), default=0) or 1
    also = (Mark("rule", rule[0] / longest),) if rule else ()
    lines = tuple(
        Line(label, (Mark("bar", 0.0, min(value / longest, 1.0)), *also), shown, note)
        for label, value, shown, note in found
    )
    return Plot("Bar chart", lines, legend=(("rule", rule[1]),) if rule else ())


def newness(rows: Iterable[tuple[str, float, float | None, str, str]], first: str, second: str) -> Plot:
    """A bar for each label's share and, where there is one, a diamond at a second share; with text and note."""
    lines = tuple(
        Line(label, (Mark("bar", 0.0, value), *([] if other is None else [Mark("diamond", other)])), shown, note)
        for label, value, other, shown, note in rows
    )
    return Plot("Bar chart", lines, legend=(("bar", first), ("diamond", second)))


def paired(rows: Iterable[tuple[str, float, float, str]], first: str, second: str) -> Plot:
    """Two shares for each label, with the text: a point and a diamond, and what lies between."""
    found = list(rows)
    longest = max((max(one, other) for _, one, other, _ in found), default=0) or 1
    lines = tuple(
        Line(
            label,
            (
                Mark("range", min(one, other) / longest, max(one, other) / longest),
                Mark("dot", one / longest),
                Mark("diamond", other / longest),
            ),
            shown,
        )
        for label, one, other, shown in found
    )
    ticks = tuple((value / longest, f"{100 * value:.3g}%") for value in _even(longest))
    return Plot("Dot plot of two shares", lines, ticks, (("dot", first), ("diamond", second)))


def _even(longest: float) -> Sequence[float]:
    """A few round numbers from 0 up to the longest."""
    size = 10 ** int(log10(longest) - 1) if longest > 0 else 1
    step = next(size * n for n in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100) if longest / (size * n) <= 5)
    return [step * n for n in range(int(longest / step + 1e-9) + 1)]


def beside_chance(rows: Iterable[tuple[str, float, float, float, float, str]]) -> Plot:
    """A value for each label beside the mean, low and high that chance gives, with the text; each has its own scale."""
    lines = []
    for label, value, expected, low, high, shown in rows:
        least = min(0.0, value, low)
        room = max(value, high, 0.0) - least or 1.0
        marks = (
            Mark("range", (low - least) / room, (high - least) / room),
            Mark("rule", (expected - least) / room),
            Mark("dot", (value - least) / room),
        )
        lines.append(Line(label, marks, shown))
    legend = (("dot", "found"), ("range", "95 in 100 random networks"), ("rule", "their mean"))
    return Plot("Values beside chance, each on a scale of its own", tuple(lines), legend=legend)


def ranks(
    rows: Iterable[tuple[str, int, tuple[int, int] | None, tuple[int, int] | None, str, str]], second: str
) -> Plot:
    """The rank of each label, with the intervals in which it may lie by two doubts, text and note; small ranks left.

    The axis is logarithmic: from the first to the tenth is as far as from the tenth to the hundredth.
    """
    found = list(rows)
    last = max(
        (max(rank, *(bound for own in (a, b) if own for bound in own)) for _, rank, a, b, _, _ in found), default=2
    )
    far = log(max(last, 2))

    def at(rank: int) -> float:
        return log(rank) / far

    lines = []
    for label, rank, drawn, missed, shown, note in found:
        marks = [
            Mark(kind, at(own[0]), at(own[1])) for kind, own in (("range", drawn), ("second range", missed)) if own
        ]
        lines.append(Line(label, (*marks, Mark("dot", at(rank))), shown, note))
    ticks = tuple((at(n), whole(n)) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if n <= last)
    legend = [("dot", "rank"), ("range", "rank in nine of ten draws, networks drawn anew")]
    if any(missed for _, _, _, missed, _, _ in found):
        legend.append(("second range", second))
    return Plot("Ranks with the intervals in which they may lie", tuple(lines), ticks, tuple(legend))
