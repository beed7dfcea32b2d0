"""Plain text → Document: dumps of pages get their records, lists, headings and tables back from their indentation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from hanse.documents.boilerplate import is_boilerplate_line, is_prose, is_trail
from hanse.documents.decoding import decode
from hanse.documents.draft import Draft, Node
from hanse.documents.finishing import finish
from hanse.documents.grid import MOST_ROWS, Grid, find_grid, find_led, is_led, lay_grid, may_be_row
from hanse.documents.headings import heading_level
from hanse.documents.headlines import find_headline
from hanse.documents.lines import Line, is_wrapped, split_lines, wrapped_end
from hanse.documents.shaping import key_of
from hanse.model import BlockKind, Document, Span

__all__ = ["lay_out", "read", "read_into"]

_DEEPEST = 12
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")


def read(data: bytes, identifier: str, source: str) -> Document:
    """The document that a text file is; its text is kept as it stands."""
    return read_into(Draft(), decode(data, source), identifier, source)


def read_into(draft: Draft, text: str, identifier: str, source: str) -> Document:
    """The document that a text is, after what a draft holds of it already."""
    lay_out(draft, text.rstrip())
    return finish(draft, identifier, source, "txt")


def lay_out(draft: Draft, text: str) -> None:
    """Add a text as it stands, and lay blocks over it."""
    lines = split_lines(text, draft.append(text))
    _Layout(draft, lines).lay(0, len(lines), None)
    find_headline(draft)


@dataclass(slots=True)
class _Layout:
    """Goes through lines once per level of indentation, from the outside in."""

    draft: Draft
    lines: list[Line]

    def lay(self, first: int, last: int, parent: Node | None, depth: int = 0) -> None:
        """Lay blocks over lines."""
        here = first
        base = min((line.column for line in self.lines[first:last]), default=0)
        while here < last:
            line = self.lines[here]
            if line.rule:
                here += 1
            elif is_led(line) and (end := self._led(here, last, parent)):
                here = end
            elif line.marker and not self._is_numbered_heading(here, last):
                here = self._list(here, last, parent, depth)
            elif line.column > base and depth < _DEEPEST and not line.marker:
                end = self._extent(here, last, line.column)
                self._region(here, end, parent, depth)
                here = end
            elif depth < _DEEPEST and self._groups(here, last):
                here = self._entries(here, last, parent, depth)
            else:
                here = self._chunk(here, last, parent, depth)

    def _region(self, first: int, last: int, parent: Node | None, depth: int) -> None:
        """Lines that are indented: a list of short lines, or matter of its own."""
        lines = self.lines[first:last]
        if self._are_entries(lines):
            listing = self._open(BlockKind.LIST, lines, parent)
            for line in lines:
                self.draft.lay(BlockKind.ITEM, line.span, listing, level=_depth(listing))
        else:
            self.lay(first, last, parent, depth + 1)

    def _are_entries(self, lines: list[Line]) -> bool:
        if len(lines) < 2 or len({line.column for line in lines}) > 1 or is_wrapped(lines):
            return False
        blanks = any(line.after_blank for line in lines[1:])
        plain = not any(line.marker or line.rule or key_of(line.text) or is_prose(line.text) for line in lines)
        return plain and not blanks

    def _extent(self, first: int, last: int, column: int) -> int:
        """Where lines end that are indented at least so far."""
        return next((i for i in range(first, last) if self.lines[i].column < column), last)

    def _open(self, kind: BlockKind, lines: list[Line], parent: Node | None, level: int = 0) -> Node:
        return self.draft.lay(kind, Span(lines[0].start, lines[-1].end), parent, level=level)

    # lists with bullets

    def _list(self, first: int, last: int, parent: Node | None, depth: int) -> int:
        marker = self.lines[first].marker
        listing = self.draft.lay(BlockKind.LIST, self.lines[first].span, parent)
        items: list[tuple[int, int]] = []
        here, column = first, self.lines[first].column
        while here < last and self.lines[here].marker == marker and self.lines[here].column <= column:
            end, inner = self._item_extent(here, last)
            items.append((here, end))
            column = max(self.lines[here].column, inner - 1)
            here = end
        heads = {start for start, _ in items}
        for start, end in self._split_cards(items):
            if start in heads:
                self._item(start, end, listing, depth)
            else:
                item = self._open(BlockKind.ITEM, self.lines[start:end], listing, level=_depth(listing))
                self.lay(start, end, item, depth + 1)
        listing.end = self.lines[here - 1].end
        return here

    def _split_cards(self, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where cards end with the same line ("See more"), one in the middle of a card ends it too."""
        last = Counter(self.lines[end - 1].text for start, end in items if end > start + 2)
        closing = {text for text, count in last.items() if count > 1}
        pieces = []
        for start, end in items:
            cuts = [i + 1 for i in range(start + 2, end - 1) if self.lines[i].text in closing] if closing else []
            edges = [start, *cuts, end]
            pieces += list(pairwise(edges))
        return pieces

    def _item_extent(self, first: int, last: int) -> tuple[int, int]:
        """Where an item ends, and the column of what lies in it."""
        line = self.lines[first]
        following = self.lines[first + 1] if first + 1 < last else None
        if following is None or following.column <= line.column:
            return first + 1 + self._is_stray(first + 1, last), line.column + 1
        return self._extent(first + 1, last, following.column), following.column

    def _is_stray(self, here: int, last: int) -> bool:
        """A line without bullet, close between two with the same one, belongs to the first."""
        if here + 1 >= last:
            return False
        before, line, after = self.lines[here - 1 : here + 2]
        close = not line.after_blank and not after.after_blank and line.column == before.column
        return close and not line.marker and after.marker == before.marker and after.column == before.column

    def _item(self, first: int, last: int, listing: Node, depth: int) -> None:
        head = self._wrapped_until(first, last)
        lines = self.lines[first:last]
        item = self._open(BlockKind.ITEM, lines, listing, level=_depth(listing))
        if head == last or depth >= _DEEPEST:
            return
        inner = self.lines[head:last]
        column = min(line.column for line in inner)
        card = any(not line.marker for line in inner if line.column == column)
        kind = BlockKind.HEADING if card and not lines[0].text.endswith(":") else BlockKind.PARAGRAPH
        node = self.draft.lay(kind, Span(lines[0].start, self.lines[head - 1].end), item)
        node.level = min(6, 2 + depth) if kind is BlockKind.HEADING else 0
        if self.lines[head].after_blank:
            self.lay(head, last, item, depth + 1)
        else:
            self._region(head, last, item, depth)

    def _wrapped_until(self, first: int, last: int) -> int:
        """Where the text of an item's first line ends, if it was broken over several."""
        end, column = first + 1, self.lines[first].column
        while (
            end < last and self.lines[end].column > column and not self._ends_chunk(end, self.lines[first + 1].column)
        ):
            end += 1
        return wrapped_end(self.lines, first, end)

    def _is_numbered_heading(self, here: int, last: int) -> bool:
        """A number and a few words between blank lines, with text after them and not the next number."""
        line = self.lines[here]
        following = self.lines[here + 1] if here + 1 < last else None
        if line.marker != "1" or not line.after_blank or following is None or len(line.text.split()) > 12:
            return False
        apart = following.after_blank or is_prose(following.text)
        return apart and not following.marker and following.column == line.column

    # tables whose cells dots lead to

    def _led(self, here: int, last: int, parent: Node | None) -> int:
        """Lay the table that begins with a line, and say where it ends; 0 where there is none."""
        grid, count = find_led(self.lines[here : min(last, here + MOST_ROWS)], self.draft.text)
        lay_grid(self.draft, grid, parent, hanging=True)
        return here + count if count else 0

    # entries: a line, and indented below it what belongs to it

    def _groups(self, here: int, last: int) -> bool:
        """Whether entries begin here: at least two, or one whose content is a single line or key lines."""
        end = self._group_end(here, last)
        if end is None:
            return False
        inner = self.lines[here + 1 : end]
        if len(inner) == 1 or key_of(inner[0].text):
            return len(self.lines[here].text) < 120
        return self._group_end(end, last) is not None

    def _group_end(self, here: int, last: int) -> int | None:
        if here + 1 >= last:
            return None
        line, following = self.lines[here], self.lines[here + 1]
        apart = following.after_blank or following.column <= line.column or following.marker or following.rule
        if apart or line.marker or line.rule or line.text.endswith(":") or is_wrapped([line, following]):
            return None
        return self._extent(here + 1, last, line.column + 1)

    def _entries(self, first: int, last: int, parent: Node | None, depth: int) -> int:
        column, here = self.lines[first].column, first
        listing = self.draft.lay(BlockKind.LIST, self.lines[first].span, parent)
        while here < last and self.lines[here].column == column:
            end = self._group_end(here, last)
            if end is None:
                break
            self._entry(here, end, listing, depth)
            here = end
        listing.end = self.lines[here - 1].end
        return here

    def _entry(self, first: int, last: int, listing: Node, depth: int) -> None:
        head = self.lines[first]
        item = self._open(BlockKind.ITEM, self.lines[first:last], listing, level=_depth(listing))
        item.label = head.span if len(head.text.split()) <= 6 and not is_prose(head.text) else None
        self.draft.lay(BlockKind.HEADING, head.span, item, level=min(6, 3 + depth))
        self.lay(first + 1, last, item, depth + 1)

    # running text

    def _chunk(self, first: int, last: int, parent: Node | None, depth: int) -> int:
        """Lines of one indentation without a blank one between."""
        column, end = self.lines[first].column, first + 1
        while end < last and not self._ends_chunk(end, column):
            end += 1
        here = first
        while here < end:
            here = self._piece(here, end, last, parent, depth, first)
        return end

    def _ends_chunk(self, here: int, column: int) -> bool:
        line = self.lines[here]
        return line.after_blank or bool(line.marker) or line.column != column

    def _piece(self, here: int, end: int, last: int, parent: Node | None, depth: int, first: int) -> int:
        line = self.lines[here]
        if line.rule:
            return here + 1
        grid, count = self._grid(here, end)
        if count:
            headed = _is_headed(self.lines[here : here + count], [span.of(self.draft.text) for _, span in grid[0]])
            lay_grid(self.draft, grid, parent, headed=headed)
            return here + count
        stop = wrapped_end(self.lines, here, end)
        span = Span(line.start, self.lines[stop - 1].end)
        level = (
            heading_level(self.draft, self.lines, here, last, depth, parent)
            if stop == here + 1 and here == first
            else 0
        )
        hashes = _HASHES.match(line.text) if stop == here + 1 else None
        if hashes:
            level, span = len(hashes[1]), Span(line.start + hashes.end(), line.end)
        self.draft.lay(BlockKind.HEADING if level else BlockKind.PARAGRAPH, span, parent, level=level)
        return stop

    def _grid(self, here: int, end: int) -> tuple[Grid, int]:
        """The table that begins with a line, and how many lines it takes."""
        rows = self.lines[here : min(end, here + 2)]
        if len(rows) < 2 or not may_be_row(rows[0].text):
            return [], 0
        if any(is_boilerplate_line(row.text) or is_trail(row.text) for row in rows):
            return [], 0
        return find_grid(self.lines[here : min(end, here + MOST_ROWS)], self.draft.text)


def _is_headed(rows: list[Line], cells: list[str]) -> bool:
    if len(rows) > 1 and rows[1].rule:
        return True
    return len(rows) > 2 and all(len(cell.split()) <= 4 and not any(c.isdigit() for c in cell) for cell in cells)


def _depth(listing: Node) -> int:
    return sum(node.kind is BlockKind.ITEM for node in listing.ancestors())
