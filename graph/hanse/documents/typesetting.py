"""Lines of pages → blocks: headings by size and weight, items by bullet, tables by aligned cells, and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hanse.documents.days import begins_with_day
from hanse.documents.draft import Draft, Node
from hanse.documents.pages import Line, read_page
from hanse.documents.pdf import Word
from hanse.model import BlockKind

__all__ = ["set_pages"]

_BULLET = re.compile(r"([•◦▪‣∙●○■□►➢➤✓·*–—-]|\d{1,3}[.)]|\(?[a-z]\))$")
_END = re.compile(r"[.!?:;…]\W?$")
_SOFT = "\u00ad"


def set_pages(draft: Draft, pages: Sequence[Sequence[Word]]) -> None:
    """Write the text of pages into a draft, block by block."""
    lines = [read_page(words) for words in pages]
    furniture = _furniture(lines)
    setter = _Setter(draft, _body_size(lines), _heading_sizes(lines))
    for number, page in enumerate(lines):
        body = [line for line in page if (number, line.base) not in furniture]
        setter.furniture += [line for line in page if (number, line.base) in furniture]
        setter.turn_page()
        here = 0
        while here < len(body):
            rows, count = _table(body[here : here + 400]) if here + 1 < len(body) else ([], 0)
            if count:
                setter.table(rows, body[here + count - 1])
            else:
                setter.line(body[here], body[here + 1] if here + 1 < len(body) else None)
            here += max(1, count)
    setter.end()


def _body_size(pages: list[list[Line]]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 10.0


def _heading_sizes(pages: list[list[Line]]) -> list[float]:
    """Type sizes clearly above the body's, the largest first."""
    body = _body_size(pages)
    sizes = sorted({line.size for page in pages for line in page if line.size > 1.12 * body}, reverse=True)
    kept: list[float] = []
    for size in sizes:
        if not kept or size < 0.93 * kept[-1]:
            kept.append(size)
    return kept


def _furniture(pages: list[list[Line]]) -> set[tuple[int, float]]:
    """Headers and footers: the outermost lines of pages that repeat but for their numbers, and page numbers."""
    places: dict[tuple[str, float], list[tuple[int, float]]] = {}
    for number, page in enumerate(pages):
        outer = sorted(page, key=lambda line: line.base)
        count = 2 if len(page) > 6 else 1
        for line in {id(line): line for line in (*outer[:count], *outer[-count:])}.values():
            text = re.sub(r"\d+", "0", line.text)
            places.setdefault((text, line.size), []).append((number, line.base))
    often = max(2, min(5, len(pages) // 3))
    found: set[tuple[int, float]] = set()
    for (text, _), where in places.items():
        if len({number for number, _ in where}) > often or (text in {"0", "- 0 -", "0 / 0"} and len(pages) > 1):
            found.update(where)
    return found


# tables


def _is_dated(words: Sequence[Word]) -> bool:
    """Whether a line begins with a day: "12. Mai 2025"."""
    return begins_with_day(" ".join(word.text for word in words[:4]))


Cells = dict[int, list[Word]]
"""The words of a table's row by column."""


def _table(lines: list[Line]) -> tuple[list[Cells], int]:
    """The rows of the table that begins with the first line, and how many lines they take."""
    best: tuple[list[Cells], int] = ([], 0)
    if _BULLET.match(lines[0].words[0].text) and not _is_dated(lines[0].words):
        return best
    for model in lines[:6]:
        starts = [cell[0].left for cell in model.cells]
        if len(starts) > 1:
            rows, count = _rows_at(lines, starts)
            if count > best[1] and len(rows[0]) > 1:
                best = rows, count
    return best


def _rows_at(lines: list[Line], starts: list[float]) -> tuple[list[Cells], int]:
    """Rows whose cells begin at the given places; a line without a first cell goes on with the row above."""
    rows: list[Cells] = []
    count = full = widest = 0
    for place, line in enumerate(lines):
        cells = _cells_at(line, starts)
        far = place > 0 and not 0 < lines[place - 1].base - line.base < 4 * line.size
        if (
            far
            or abs(line.size - lines[0].size) > 0.1 * line.size
            or not cells
            or (len(cells) < 2 and 0 in cells and _overruns(line, starts))
        ):
            break
        full += len(cells) > 1
        widest += len(cells) == len(starts)
        if 0 in cells or not rows:
            rows.append({})
        for column, words in cells.items():
            rows[-1].setdefault(column, []).extend(words)
        count = place + 1
    while count and len(rows[-1]) < 2 and 0 in rows[-1]:  # a line after the table
        rows.pop()
        count -= 1
    enough = full > 2 or (full > 1 and len(starts) > 2)
    return (rows, count) if enough and widest > 1 and full >= 0.4 * count else ([], 0)


def _cells_at(line: Line, starts: list[float]) -> Cells:
    """The words of a line by column; nothing if they don't fit the columns."""
    cells: Cells = {}
    column, reach = -1, -1e6
    for word in line.words:
        near = next((i for i, start in enumerate(starts) if abs(word.left - start) < 0.5 * word.size), -1)
        gap = word.left - reach
        if near > column and (gap > 0.3 * word.size or (gap > 0.1 * word.size and abs(word.left - starts[near]) < 1)):
            column = near
        elif gap > 1.2 * word.size:
            column = max(i for i, start in enumerate(starts) if start <= word.left + word.size or i == 0)
            if column in cells:
                return {}
        cells.setdefault(column, []).append(word)
        reach = word.right
    return {} if -1 in cells else cells


def _overruns(line: Line, starts: list[float]) -> bool:
    return line.right > starts[1] - 0.3 * line.size


# running text


@dataclass(slots=True)
class _Setter:
    """Opens and closes blocks as lines come in."""

    draft: Draft
    body: float
    headings: list[float]
    furniture: list[Line] = field(default_factory=list)
    block: Node | None = None
    last: Line | None = None
    lists: list[tuple[float, Node | None, Node | None]] = field(default_factory=list)  # left edge, list, item
    turned: bool = False
    broken: bool = False  # the last word goes on in the next line

    def turn_page(self) -> None:
        """What follows stands on a new page: distances to what came before say nothing."""
        self.turned = True

    def line(self, line: Line, following: Line | None) -> None:
        """Set a line: it goes on with the block before, or begins one."""
        level = self._heading_level(line, following)
        words = line.words
        if len(words) > 1 and _BULLET.match(words[0].text) and not level and not _is_dated(words):
            self._item(line)
        elif self._goes_on(line, level):
            self._write(words)
        else:
            self._close_block()
            if not self.lists or level or line.left <= self.lists[0][0] + 0.3 * line.size:
                self._close_lists()
            self._begin(BlockKind.HEADING if level else BlockKind.PARAGRAPH, level)
            self._write(words)
        self.last, self.turned = line, False

    def table(self, rows: list[Cells], last: Line) -> None:
        """Set the rows of a table."""
        self._close_block()
        self._close_lists()
        self._flush()
        headed = len(rows) > 2 and all(word.bold for cell in rows[0].values() for word in cell)
        with self.draft.block(BlockKind.TABLE):
            for number, row in enumerate(rows):
                self.broken = False
                with self.draft.block(BlockKind.ROW):
                    for column in sorted(row):
                        header = headed and number == 0
                        with self.draft.block(BlockKind.CELL, level=column, header=header):
                            self._write(row[column])
        self.last, self.turned = last, False

    def end(self) -> None:
        """All lines are set."""
        self._close_block()
        self._close_lists()
        self._flush()

    def _goes_on(self, line: Line, level: int) -> bool:
        """Whether a line continues the block before it: same type, close below, and the line before was full."""
        last, block = self.last, self.block
        if last is None or block is None or abs(last.size - line.size) > 0.08 * line.size:
            return False
        if level or block.kind is BlockKind.HEADING:
            near = 0 < last.base - line.base < 1.5 * line.size
            return block.kind is BlockKind.HEADING and block.level == level and near and last.bold == line.bold
        if not self.turned and not -0.5 * line.size < last.base - line.base < 1.9 * line.size:
            return self._is_broken(last, line) and last.base < line.base  # the next column
        full = last.right + _width_of_first(line) + 0.3 * line.size > last.edge
        return self._is_broken(last, line) or (
            full and not self.turned and abs(line.left - last.left) < 1.5 * line.size
        )

    def _is_broken(self, last: Line, line: Line) -> bool:
        """Whether a sentence, or a word, runs from one line into the next."""
        text = last.text
        return text.endswith(_SOFT) or (not _END.search(text) and line.text[0].islower())

    def _heading_level(self, line: Line, following: Line | None) -> int:
        if len(line.cells) > 1 or len(line.words) > 25 or not any(c.isalpha() for c in line.text):
            return 0
        for level, size in enumerate(self.headings, 1):
            if line.size >= 0.95 * size:
                return min(level, 5)
        short = len(line.words) <= 12 and not line.text.endswith((".", ",", ";", ":"))
        if not (line.bold and short and line.size >= 0.95 * self.body) or following is None or following.bold:
            return 0
        return min(len(self.headings) + 1, 6)

    def _begin(self, kind: BlockKind, level: int = 0) -> None:
        self._flush()
        self.block = self.draft.open(kind, level=level)

    def _item(self, line: Line) -> None:
        self._close_block()
        while self.lists and self.lists[-1][0] > line.left + 0.5 * line.size:
            self._close_list()
        if self.lists and abs(self.lists[-1][0] - line.left) <= 0.5 * line.size:
            left, listing, item = self.lists.pop()
            self.draft.close(item)
        else:
            left, listing = line.left, self.draft.open(BlockKind.LIST)
        item = self.draft.open(BlockKind.ITEM, level=len(self.lists))
        self.lists.append((left, listing, item))
        self.block = self.draft.open(BlockKind.PARAGRAPH)
        self._write(line.words[1:])

    def _write(self, words: Sequence[Word]) -> None:
        """Write words; one that a hyphen broke is put together again."""
        if not self.broken:
            self.draft.gap(" ")
        marks = None
        for word in words:
            if word.bold and marks is None:
                marks = self.draft.open_mark("strong")
            elif not word.bold and marks is not None:
                self.draft.close_mark(marks)
                marks = None
            self.draft.write(word.text)
            self.broken = word.text.endswith(_SOFT)
            if not self.broken:
                self.draft.gap(" ")
        if marks is not None:
            self.draft.close_mark(marks)

    def _close_block(self) -> None:
        self.broken = False
        self.draft.close(self.block)
        self.block = None

    def _close_list(self) -> None:
        _, listing, item = self.lists.pop()
        self.draft.close(item)
        self.draft.close(listing)

    def _close_lists(self) -> None:
        while self.lists:
            self._close_list()

    def _flush(self) -> None:
        """Headers and footers stand between blocks."""
        if self.lists:
            return
        for line in self.furniture:
            with self.draft.block(BlockKind.PARAGRAPH) as node:
                self._write(line.words)
            if node is not None:
                node.boilerplate = True
        self.furniture.clear()


def _width_of_first(line: Line) -> float:
    return line.words[0].right - line.words[0].left
