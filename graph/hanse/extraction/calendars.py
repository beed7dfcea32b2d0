"""Events of one name on several days: a calendar's steering committees are not one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from hanse.extraction.scene import Mention, Scene
from hanse.model import Value
from hanse.names import fold

__all__ = ["days"]

_WEEK = 7  # days between two that are of one event: it may last, or be told of day by day
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def days(scene: Scene) -> dict[int, str]:
    """The day of each mention of an event whose name others have too, by the mention's ``id``; no other mention's.

    Where none is told of a mention, it goes with the one before it. A name that has a year in it is one event's.
    """
    told = _told(scene)
    if len(set(told.values())) < 2:
        return {}
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in scene.mentions.of("Event"):
        if not _YEAR.search(mention.name):
            named[fold(mention.name)].append(mention)
    return {key: day for mentions in named.values() for key, day in _apart(mentions, told)}


def _told(scene: Scene) -> dict[int, str]:
    """The day on which each mention's event begins, where it is known to the day."""
    found: dict[int, str] = {}
    for draft in scene.drafts:
        if draft.predicate == "startDate" and isinstance(draft.object, Value) and draft.object.type == "date":
            found.setdefault(id(draft.subject), draft.object.text)
    return found


def _apart(mentions: Iterable[Mention], told: dict[int, str]) -> Iterable[tuple[int, str]]:
    """Each mention with the first day of its event; nothing where all are of one."""
    ordered = sorted(mentions, key=lambda mention: mention.span)
    own = [told.get(id(mention), "") for mention in ordered]
    first = _firsts({day for day in own if day})
    if len(set(first.values())) > 1:
        day = next(filter(None, own))
        for mention, said in zip(ordered, own, strict=True):
            day = said or day
            yield id(mention), first[day]


def _firsts(found: set[str]) -> dict[str, str]:
    """For each day the first of those that are of the same event.

    >>> sorted(_firsts({"2024-05-12", "2024-05-13", "2024-06-14"}).items())
    [('2024-05-12', '2024-05-12'), ('2024-05-13', '2024-05-12'), ('2024-06-14', '2024-06-14')]
    """
    ordered = sorted(found)
    firsts = dict(zip(ordered[:1], ordered[:1], strict=True))
    for before, day in pairwise(ordered):
        near = (date.fromisoformat(day) - date.fromisoformat(before)).days <= _WEEK
        firsts[day] = firsts[before] if near else day
    return firsts
