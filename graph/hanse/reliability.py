"""How far to trust what was read, by what was read and how: the rates at which annotated documents bore it out.

A statement's confidence is the probability that it is right. It is estimated from how often the same reading (say,
partners off a list) was right in the documents of ``data/benchmark``. What was seen often speaks for itself; what was
seen seldom leans on the rate of its property, and that on the rate of all (a Beta prior worth `WEIGHT` observations:
A. Gelman et al., Bayesian Data Analysis, 3rd edition, section 5.1). One standard deviation is taken off, so that
little evidence gives little confidence.

``data/reliability.py`` counts, and writes ``reliability.toml``.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from hanse.vocabulary import CLASSES

__all__ = ["WEIGHT", "Rate", "Reliability", "confidence", "load"]

WEIGHT = 10
"""Observations that the rate above counts for."""


_MISSED = "missed"


class Rate(NamedTuple):
    """How often something was right and wrong."""

    right: int = 0
    wrong: int = 0

    @property
    def observed(self) -> int:
        """How often it was judged."""
        return self.right + self.wrong

    @property
    def share(self) -> float | None:
        """The share that was right; None where nothing was judged."""
        return self.right / self.observed if self.observed else None

    @property
    def least(self) -> float:
        """The share that it is at the least, 19 times in 20: the lower end of Wilson's interval.

        E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of the American
        Statistical Association 22, 1927, 209-212; one-sided.

        >>> round(Rate(90, 10).least, 3), Rate(0, 3).least, Rate().least
        (0.84, 0.0, 0.0)
        """
        if not self.right:
            return 0.0
        z, n, share = 1.645, self.observed, self.right / self.observed
        spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, (share + z * z / (2 * n) - spread) / (1 + z * z / n))

    def towards(self, share: float) -> float:
        """The share, leaning on one that is known from more."""
        return (self.right + WEIGHT * share) / (self.observed + WEIGHT)


def total(rates: Iterable[Rate]) -> Rate:
    """Several rates as one."""
    found = list(rates)
    return Rate(sum(rate.right for rate in found), sum(rate.wrong for rate in found))


@dataclass(frozen=True, slots=True)
class Reliability:
    """The rate of each reading, by the class or property that it states and the extractor that reads it."""

    readings: Mapping[tuple[str, str], Rate]
    missed: Mapping[str, int] = field(default_factory=dict)  # how often each class or property was not found

    def of(self, name: str) -> Rate:
        """The rate of a class or property, however it was read."""
        return total(rate for (own, _), rate in self.readings.items() if own == name)

    def recall(self, name: str) -> float | None:
        """The share of what documents say of a class or property that was found; None where it was never judged.

        >>> Reliability({("partner", "list"): Rate(90, 10)}, {"partner": 30}).recall("partner")
        0.75
        """
        found, missed = self.of(name).right, self.missed.get(name, 0)
        return found / (found + missed) if found + missed else None

    def confidence(self, name: str, extractor: str) -> float | None:
        """How probably a statement of a class or property that an extractor read is right; two digits, rounded down.

        None for an extractor that was never judged.

        >>> reliability = Reliability({("partner", "list"): Rate(90, 10), ("theme", "list"): Rate(1, 1)})
        >>> reliability.confidence("partner", "list"), reliability.confidence("theme", "list")
        (0.87, 0.64)
        >>> reliability.confidence("partner", "oracle")
        """
        if all(extractor != by for _, by in self.readings):
            return None
        alike = total(rate for (own, _), rate in self.readings.items() if (own in CLASSES) == (name in CLASSES))
        all_ = Rate(alike.right + 1, alike.wrong + 1)
        own = self.readings.get((name, extractor), Rate())
        mean = own.towards(self.of(name).towards(all_.right / all_.observed))
        deviation = math.sqrt(mean * (1 - mean) / (own.observed + WEIGHT + 1))
        return math.floor(100 * max(0.0, mean - deviation)) / 100

    def lines(self) -> Iterator[str]:
        """The rates as TOML: a table for each class and property, with right and wrong of each extractor."""
        for name in sorted({name for name, _ in self.readings}):
            yield f"\n[{name}]\n"
            for (own, extractor), rate in sorted(self.readings.items()):
                if own == name:
                    yield f'"{extractor}" = [{rate.right}, {rate.wrong}]\n'
        yield f"\n[{_MISSED}]\n"
        yield from (f"{name} = {count}\n" for name, count in sorted(self.missed.items()))


@cache
def load() -> Reliability:
    """The rates that were measured last."""
    raw = tomllib.loads((files("hanse") / "reliability.toml").read_text(encoding="utf-8"))
    missed = raw.pop(_MISSED, {})
    return Reliability({(name, by): Rate(*rate) for name, own in raw.items() for by, rate in own.items()}, missed)


@cache
def confidence(name: str, extractor: str) -> float | None:
    """`Reliability.confidence` by the rates that were measured last."""
    return load().confidence(name, extractor)
