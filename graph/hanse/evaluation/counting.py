"""Counts of what was found, missed and too much, and the measures made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hanse.evaluation.matching import SORTS, Finding, Verdict

__all__ = ["ALL", "Count", "Score", "count", "scores"]

ALL = "all"


@dataclass(frozen=True, slots=True)
class Count:
    """Hits, misses and extras.

    >>> count = Count(hits=6, misses=2, extras=0)
    >>> count.precision, count.recall, round(count.f1, 2), Count().precision
    (1.0, 0.75, 0.86, None)
    """

    hits: int = 0
    misses: int = 0
    extras: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hits + other.hits, self.misses + other.misses, self.extras + other.extras)

    @property
    def precision(self) -> float | None:
        """How much of what the graph says is right; None where it says nothing."""
        return _share(self.hits, self.extras)

    @property
    def recall(self) -> float | None:
        """How much of what is there was found; None where there is nothing."""
        return _share(self.hits, self.misses)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is neither gold nor anything said."""
        return _share(2 * self.hits, self.misses + self.extras)


def _share(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None


@dataclass(frozen=True, slots=True)
class Score:
    """The count of a class, property or value, in a group of documents."""

    sort: str
    name: str  # or ALL
    group: str
    count: Count


def count(findings: Iterable[Finding]) -> Count:
    """The count of findings."""
    verdicts = [finding.verdict for finding in findings]
    return Count(*(verdicts.count(verdict) for verdict in Verdict))


def scores(
    findings: Iterable[Finding], group: Callable[[Finding], str] = lambda _: "", *, names: bool = True
) -> list[Score]:
    """Scores by sort, group, and (unless only sums are wanted) by name, each sort with its sum first."""
    found: dict[tuple[int, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        key = SORTS.index(finding.sort), group(finding)
        found[*key, ""].append(finding)
        if names:
            found[*key, finding.name].append(finding)
    return [
        Score(SORTS[sort], name or ALL, of, count(within)) for (sort, of, name), within in sorted(found.items())
    ]  # fmt: skip
