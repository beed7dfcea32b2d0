"""The names found in one document, in the order of the text, and what is asked of all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from hanse.extraction.words import Word
from hanse.model import Span

if TYPE_CHECKING:
    from hanse.gazetteer import Place

__all__ = ["INITIATIVES", "PLACES", "Mention", "Mentions"]

PLACES = ("City", "Region", "Country")
INITIATIVES = ("Network", "Project", "GoodPractice")

Made = TypeVar("Made")
_start = attrgetter("span.start")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names a thing."""

    span: Span
    kind: str
    name: str
    score: float = 0.9
    place: Place | None = None
    aliases: tuple[str, ...] = ()  # other forms that stand beside it: the acronym in brackets
    scope: str = ""
    by: str = ""  # the tagger that marked it; "" for the rules


class Mentions:
    """Mentions that never overlap. A question takes no longer in a long text than in a short one."""

    def __init__(self, found: Iterable[Mention] = ()) -> None:
        self.changes = 0
        self._all: list[Mention] = []
        self._starts: list[int] = []
        self._kinds: dict[str, list[Mention]] = {}
        self._names: Counter[tuple[str, str]] = Counter()
        self._changed: Counter[str] = Counter()
        self._views: dict[tuple[object, tuple[str, ...]], tuple[int, Any]] = {}
        for mention in found:
            self.add(mention)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all)

    def __reversed__(self) -> Iterator[Mention]:
        return reversed(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def add(self, mention: Mention) -> None:
        """Keep a mention where no other is."""
        index = bisect_left(self._starts, mention.span.start)
        self._all.insert(index, mention)
        self._starts.insert(index, mention.span.start)
        insort_left(self._kinds.setdefault(mention.kind, []), mention, key=_start)
        self._count(mention, 1)

    def remove(self, mention: Mention) -> None:
        """Forget a mention."""
        index = bisect_left(self._starts, mention.span.start)
        del self._all[index], self._starts[index]
        alike = self._kinds[mention.kind]
        del alike[bisect_left(alike, mention.span.start, key=_start)]
        self._count(mention, -1)

    def _count(self, mention: Mention, by: int) -> None:
        self._names[mention.kind, mention.name] += by
        self._changed[mention.kind] += 1
        self.changes += 1

    def touching(self, stretch: Span | Word) -> list[Mention]:
        """The mentions that overlap a stretch."""
        starts, start = self._starts, stretch.start
        last = bisect_left(starts, stretch.end)
        first = bisect_right(starts, start, 0, last)
        if first and self._all[first - 1].span.end > start:
            first -= 1
        return self._all[first:last]

    def free(self, stretch: Span | Word) -> bool:
        """Whether no mention overlaps a stretch."""
        last = bisect_left(self._starts, stretch.end)
        return not last or self._all[last - 1].span.end <= stretch.start

    def inside(self, span: Span, kinds: Sequence[str] = ()) -> list[Mention]:
        """The mentions within a stretch, of some kinds or of all."""
        starts, end = self._starts, span.end
        last = bisect_left(starts, end)
        if not last or starts[last - 1] < span.start:
            return []
        first = bisect_left(starts, span.start, 0, last)
        if self._all[last - 1].span.end > end:
            last -= 1
        found = self._all[first:last]
        return [m for m in found if m.kind in kinds] if kinds else found

    def of(self, kind: str) -> Sequence[Mention]:
        """All mentions of a kind."""
        return self._kinds.get(kind, ())

    def before(self, kind: str, position: int) -> Iterator[Mention]:
        """The mentions of a kind that end by a position, the nearest first."""
        alike = self.of(kind)
        for index in range(bisect_left(alike, position, key=_start) - 1, -1, -1):
            if alike[index].span.end <= position:
                yield alike[index]

    def starting(self, kind: str, first: int, last: int) -> Sequence[Mention]:
        """The mentions of a kind that begin at ``first`` or later and before ``last``."""
        alike = self.of(kind)
        return alike[bisect_left(alike, first, key=_start) : bisect_left(alike, last, key=_start)]

    def after(self, position: int) -> Mention | None:
        """The first mention that begins at a position or later."""
        index = bisect_left(self._starts, position)
        return self._all[index] if index < len(self._all) else None

    def named(self, kind: str, name: str) -> bool:
        """Whether anything of a kind is called so."""
        return self._names[kind, name] > 0

    def view(self, make: Callable[[list[Mention]], Made], *kinds: str) -> Made:
        """What a function makes of the mentions of some kinds, asked again only when one of these came or went.

        >>> found = Mentions([Mention(Span(0, 4), "City", "Riga"), Mention(Span(9, 14), "City", "Ghent")])
        >>> found.view(len, "City"), found.view(len, "City", "Region")
        (2, 2)
        """
        stamp = sum(self._changed[kind] for kind in kinds)
        when, made = self._views.get((make, kinds), (-1, None))
        if when != stamp:
            made = make(sorted((m for kind in kinds for m in self.of(kind)), key=_start))
            self._views[make, kinds] = stamp, made
        return made  # type: ignore[no-any-return]
