"""A check, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from hanse.checking.site import Site, Web
from hanse.errors import HanseError

__all__ = ["Check", "Figure", "Result", "carry_out"]

_KEPT = 20
"""Problems that a result tells one by one; the others are counted."""


class Figure(str):
    """Something measured that a check tells whether it passes or not: a count, a share."""


Findings: TypeAlias = Iterable["str | Figure"]
"""Problems, each a line that names its place, and figures; without a problem the check passes."""


@dataclass(frozen=True, slots=True)
class Check:
    """A promise of a site."""

    name: str  # for --only
    title: str  # what holds where it passes
    after: str  # the recommendation that asks for it
    mend: str  # what to do where it fails
    find: Callable[[Site], Findings]
    needs: str = ""  # "server": only one can fail it; "earlier": another release to compare with


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found."""

    check: Check
    problems: tuple[str, ...]  # the first of them
    count: int  # of all
    figures: tuple[str, ...]
    skipped: bool = False  # it needs what is not here

    @property
    def passed(self) -> bool:
        """Whether nothing was wrong."""
        return not self.count


def carry_out(check: Check, site: Site) -> Result:
    """What a check finds; what it can't read is a problem that it found."""
    if check.needs == "server" and not isinstance(site, Web):
        return Result(check, (), 0, ("needs the address of a server",), skipped=True)
    if check.needs == "earlier" and site.earlier is None:
        return Result(check, (), 0, ("needs an earlier release: --earlier SITE",), skipped=True)
    figures: list[str] = []
    problems: list[str] = []
    count = 0
    try:
        for found in check.find(site):
            if isinstance(found, Figure):
                figures.append(str(found))
                continue
            count += 1
            problems += islice([found], _KEPT - len(problems))
    except HanseError as error:
        problems, count = [*problems[: _KEPT - 1], str(error)], count + 1
    return Result(check, tuple(problems), count, tuple(figures))
