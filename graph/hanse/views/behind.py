"""What a line of a drawing stands for: the statements that tie its two ends, since when, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from hanse.views.lookup import Lookup, words
from hanse.views.reading import Tie
from hanse.views.request import Request

__all__ = ["Behind", "Line", "behind"]

_MOST = 60  # statements behind an edge

Line = tuple[str, str]
"""The IRIs of its ends."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a line stands for."""

    label: str
    groups: tuple[tuple[Tie, ...], ...]  # each of them enough for the line to be there; all of one group are needed
    strong: bool = False

    @property
    def ties(self) -> list[Tie]:
        """All of them, the first ones."""
        return [tie for group in self.groups for tie in group][:_MOST]

    def years(self, starts: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
        """The years since which it is so; ``starts`` are those of things.

        >>> tie = ("net", "partner", "riga")
        >>> Behind("", ((tie,),)).years({"net": [2018]})
        (2018,)
        """
        found = {max(years) for group in self.groups if (years := _starts(group, starts))}
        return tuple(sorted(found))

    def confidence(self, sure: Mapping[Tie, float]) -> float | None:
        """Of the surest group, that of its weakest statement; None where no evidence says.

        >>> one, other, third = ("n", "partner", "a"), ("n", "partner", "b"), ("m", "partner", "a")
        >>> Behind("", ((one, other), (third,))).confidence({one: 0.9, other: 0.6, third: 0.7})
        0.7
        """
        known = [min(sure[tie] for tie in group) for group in self.groups if all(tie in sure for tie in group)]
        return max(known, default=None)


def _starts(ties: Iterable[Tie], starts: Mapping[str, Sequence[int]]) -> list[int]:
    return [min(years) for tie in ties if (years := starts.get(tie[0]) or starts.get(tie[2]))]


def behind(lookup: Lookup, whole: nx.Graph[str], request: Request, lines: Iterable[Line]) -> dict[Line, Behind]:
    """What each line stands for."""
    told = _statement if request.mixed else _sharing
    return {line: told(lookup, whole, request.of, *line) for line in lines}


def _statement(lookup: Lookup, whole: nx.Graph[str], of: str, one: str, other: str) -> Behind:
    ties = whole[one][other]["ties"]
    names = dict.fromkeys(words(name) for _, name, _ in ties)
    strong = any(name == "leadPartner" for _, name, _ in ties)
    return Behind(", ".join(names), tuple((tie,) for tie in ties), strong)


def _sharing(lookup: Lookup, whole: nx.Graph[str], of: str, one: str, other: str) -> Behind:
    shared = lookup.shared(of, one, other)
    names = lookup.names(shared)
    rest = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return Behind(f"{len(shared)} shared: {', '.join(names[:3])}{rest}", tuple(shared.values()))
