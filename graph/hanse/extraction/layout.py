"""Finding one's way in a document's blocks: parents and children, the headings above, the text of each block alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from operator import attrgetter

from hanse.model import Block, BlockKind, Document, Span

__all__ = ["Layout", "Unit"]


_begin = attrgetter("span.start")
_ENUMERATOR = re.compile(r"\w{1,3}[.)]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is read as one: the text of a block without the blocks inside it."""

    block: int
    span: Span


class Layout:
    """The tree of a document's blocks."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blocks = document.blocks
        self.children: list[list[int]] = [[] for _ in self.blocks]
        self.roots: list[int] = []
        for index, block in enumerate(self.blocks):
            (self.roots if block.parent is None else self.children[block.parent]).append(index)
        self._headings: dict[int, tuple[int, ...]] = {}
        self._read_headings(self.roots, ())

    def _read_headings(self, siblings: list[int], above: tuple[int, ...]) -> None:
        waiting = [(siblings, above)]
        while waiting:
            siblings, above = waiting.pop()
            outer = len(above)
            for index in siblings:
                block = self.blocks[index]
                if block.kind is BlockKind.HEADING:
                    kept = [i for i in above[outer:] if self.blocks[i].level < block.level]
                    above = (*above[:outer], *kept)
                self._headings[index] = above
                if block.kind is BlockKind.HEADING:
                    above = (*above, index)
                waiting.append((self.children[index], above))

    def headings(self, index: int) -> tuple[int, ...]:
        """The headings above a block, outermost first."""
        return self._headings[index]

    def ancestors(self, index: int) -> Iterator[int]:
        """The blocks around a block, nearest first."""
        parent = self.blocks[index].parent
        while parent is not None:
            yield parent
            parent = self.blocks[parent].parent

    def within(self, index: int) -> Iterator[int]:
        """A block and all blocks inside it, in document order."""
        end = self.blocks[index].span.end
        yield index
        inside = {index}
        for inner in range(index + 1, len(self.blocks)):
            if self.blocks[inner].span.start >= end or self.blocks[inner].parent not in inside:
                return
            inside.add(inner)
            yield inner

    def siblings(self, index: int) -> list[int]:
        """The children of a block's parent, itself included."""
        parent = self.blocks[index].parent
        return self.roots if parent is None else self.children[parent]

    def before(self, index: int) -> int | None:
        """The block before this one under the same parent."""
        place = self._places[index]
        return self.siblings(index)[place - 1] if place else None

    def preceding(self, index: int, most: int) -> list[int]:
        """The blocks before this one under the same parent, so many at the most, nearest first."""
        place = self._places[index]
        return self.siblings(index)[max(0, place - most) : place][::-1]

    def following(self, index: int) -> Iterator[int]:
        """The blocks after this one under the same parent."""
        return islice(self.siblings(index), self._places[index] + 1, None)

    def section(self, heading: int) -> Iterator[int]:
        """The blocks that follow a heading, as far as the next one of any rank."""
        return takewhile(lambda index: self.block(index).kind is not BlockKind.HEADING, self.following(heading))

    @cached_property
    def _places(self) -> list[int]:
        """Of each block: its place among those of its parent."""
        found = [0] * len(self.blocks)
        for siblings in (self.roots, *self.children):
            for place, index in enumerate(siblings):
                found[index] = place
        return found

    def innermost(self, span: Span) -> int | None:
        """The innermost block that a stretch lies in."""
        index: int | None = bisect_right(self.blocks, span.start, key=_begin) - 1
        while index is not None and index >= 0 and span not in self.blocks[index].span:
            index = self.blocks[index].parent
        return None if index is None or index < 0 else index

    @cached_property
    def headlines(self) -> tuple[Span, ...]:
        """The title and the headings of the first level."""
        titles = [field.span for field in self.document.fields if field.name == "title"]
        return (*titles, *(b.span for b in self.blocks if b.kind is BlockKind.HEADING and b.level == 1))

    @cached_property
    def headline(self) -> Unit | None:
        """The first heading that is read."""
        return next((unit for unit in self.body if self.blocks[unit.block].kind is BlockKind.HEADING), None)

    def text(self, index: int) -> str:
        """All text of a block."""
        return self.blocks[index].span.of(self.document.text)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All stretches of text that are read as one, in document order."""
        found = (unit for index in range(len(self.blocks)) for unit in self._own(index))
        return tuple(sorted(found, key=lambda unit: (unit.span.start, unit.span.end, unit.block)))

    def _own(self, index: int) -> Iterator[Unit]:
        block = self.blocks[index]
        start = block.span.start
        for child in self.children[index]:
            inner = self.blocks[child].span
            yield from self._trimmed(index, start, inner.start)
            start = inner.end
        yield from self._trimmed(index, start, block.span.end)

    def _trimmed(self, index: int, start: int, end: int) -> Iterator[Unit]:
        text = self.document.text[start:end]
        body = text.strip(" \t\n\xa0•*·-–|")
        if body and any(c.isalnum() for c in body) and not _ENUMERATOR.fullmatch(body):
            offset = start + text.index(body)
            yield Unit(index, Span(offset, offset + len(body)))

    @cached_property
    def reading(self) -> tuple[Unit, ...]:
        """The units to read: those that are no menu, footer or the like."""
        return tuple(unit for unit in self.units if not self.boilerplate(unit.block))

    @cached_property
    def body(self) -> tuple[Unit, ...]:
        """The units to read but for the data of the page's head."""
        return tuple(unit for unit in self.reading if self.blocks[unit.block].kind is not BlockKind.META)

    def units_of(self, blocks: Iterable[int]) -> list[Unit]:
        """The units of some blocks, in document order."""
        return sorted(
            (unit for block in set(blocks) for unit in self._by_block.get(block, ())),
            key=lambda unit: (unit.span.start, unit.span.end, unit.block),
        )

    def own(self, index: int) -> Span | None:
        """The first stretch of a block's text that no block inside it has."""
        return next((unit.span for unit in self._by_block.get(index, ())), None)

    @cached_property
    def _by_block(self) -> dict[int, list[Unit]]:
        found: dict[int, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(unit.block, []).append(unit)
        return found

    def unit_at(self, span: Span) -> Unit | None:
        """The unit that a stretch lies in."""
        place = self.place_of(span)
        return None if place is None else self.units[place]

    def place_of(self, span: Span) -> int | None:
        """The place in ``units`` of the one that a stretch lies in."""
        place = bisect_right(self._starts, span.start) - 1
        return place if place >= 0 and span in self.units[place].span else None

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.span.start for unit in self.units]

    def boilerplate(self, index: int) -> bool:
        """Whether a block, or one around it, is a menu, footer or the like."""
        return self._boilerplate[index]

    @cached_property
    def _boilerplate(self) -> list[bool]:
        found: list[bool] = []
        for block in self.blocks:  # a parent stands before its children
            found.append(block.boilerplate or (block.parent is not None and found[block.parent]))
        return found

    def nearest(self, index: int, *kinds: BlockKind) -> int | None:
        """The nearest block around this one that has one of the kinds."""
        return next((i for i in self.ancestors(index) if self.blocks[i].kind in kinds), None)

    def block(self, index: int) -> Block:
        """The block at an index."""
        return self.blocks[index]
