"""Words on a page → lines in reading order: columns are found by the white gutters between them.

The method is the recursive X-Y cut (Nagy, Seth and Viswanathan, 1992), with one exception: a gutter between short
pieces that stand on the same lines is that of a table, and is left uncut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from hanse.documents.pdf import Word

__all__ = ["Line", "read_page"]

_DEEPEST = 12
_SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: its cells are the pieces that wide gaps part."""

    cells: tuple[tuple[Word, ...], ...]
    base: float
    size: float
    left: float
    right: float
    edge: float  # where its column ends on the right

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for cell in self.cells for word in cell)

    @property
    def text(self) -> str:
        """Its words with a space between; the soft hyphen that breaks a word at its end stays."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)


def read_page(words: Sequence[Word]) -> list[Line]:
    """The lines of a page in reading order."""
    waiting = [(list(words), 0)]
    lines: list[Line] = []
    while waiting:
        region, depth = waiting.pop()
        parts = _cut(region) if depth < _DEEPEST else None
        if parts:
            waiting.extend((part, depth + 1) for part in reversed(parts))
        elif region:
            lines += _lines(region)
    return lines


def _cut(words: list[Word]) -> list[list[Word]] | None:
    """Two parts of a region, the first to be read first: left and right of a gutter, or above and below a gap."""
    rows = _rows(words)
    if len(rows) < 4:
        return None
    gutter = _gutter(words, rows)
    if gutter is not None:
        return [[w for w in words if w.left < gutter], [w for w in words if w.left >= gutter]]
    if not any(_gutter_below(rows, place) for place in _gaps(rows)):
        return None
    place = next(place for place in _gaps(rows) if _gutter_below(rows, place))
    return [[w for row in rows[:place] for w in row], [w for row in rows[place:] for w in row]]


def _gaps(rows: list[list[Word]]) -> list[int]:
    """The places between rows, widest gap first; only the widest few are worth a try."""
    gap = {i: rows[i - 1][0].base - rows[i][0].base for i in range(1, len(rows))}
    return sorted(gap, key=lambda i: (-round(gap[i]), i))[:6]


def _gutter_below(rows: list[list[Word]], place: int) -> bool:
    """Whether a cut there leaves a part that has columns."""
    for part in (rows[:place], rows[place:]):
        words = [word for row in part for word in row]
        if len(part) >= 4 and _gutter(words, part) is not None:
            return True
    return False


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one line, across all columns, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-w.base, w.left)):
        if rows and rows[-1][0].base - word.base < 0.35 * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda w: w.left)
    return rows


def _gutter(words: list[Word], rows: list[list[Word]]) -> float | None:
    """The middle of the widest white stripe that parts columns of running text."""
    em = median(word.size for word in words)
    spans = sorted((word.left, word.right) for word in words)
    found, reach = [], spans[0][1]
    for left, right in spans[1:]:
        if left - reach > 0.6 * em:
            found.append((left - reach, (left + reach) / 2))
        reach = max(reach, right)
    width = reach - spans[0][0]
    for _, middle in sorted(found, reverse=True)[:4]:
        if _parts_columns(rows, middle, width):
            return middle
    return None


def _parts_columns(rows: list[list[Word]], middle: float, width: float) -> bool:
    sides = [[[w for w in row if (w.left < middle) is first] for row in rows] for first in (True, False)]
    pieces = [[row for row in side if row] for side in sides]
    if any(len(side) < 3 or _width(side) < 0.15 * width for side in pieces):
        return False
    shared = sum(bool(a and b) for a, b in zip(*sides, strict=True))
    if all(_is_running(side) for side in pieces):
        return True
    return shared < 0.3 * min(len(side) for side in pieces)


def _width(side: list[list[Word]]) -> float:
    return max(row[-1].right for row in side) - min(row[0].left for row in side)


def _is_running(side: list[list[Word]]) -> bool:
    """Whether lines fill their column and have some words, as running text does."""
    width = _width(side)
    full = sum(row[-1].right - row[0].left > 0.7 * width for row in side)
    return full >= 0.5 * len(side) and sum(map(len, side)) >= 3 * len(side)


def _lines(words: list[Word]) -> list[Line]:
    edge = max(word.right for word in words)
    return [_line(row, edge) for row in _rows(words)]


def _line(row: list[Word], edge: float) -> Line:
    cells: list[list[Word]] = [[row[0]]]
    gaps = [b.left - a.right for a, b in pairwise(row)]
    usual = median(gaps) if gaps else 0.0
    for gap, word in zip(gaps, row[1:], strict=True):
        if gap > 1.2 * word.size and (gap > 2.5 * usual or len(row) < 4):
            cells.append([word])
        else:
            cells[-1].append(word)
    size = max(word.size for word in row)
    return Line(tuple(map(tuple, cells)), row[0].base, size, row[0].left, row[-1].right, edge)
