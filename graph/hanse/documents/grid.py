"""Tables in plain text: lines whose cells are parted by bars, tabs, slashes, or lined up in columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hanse.documents.draft import Draft, Node
from hanse.documents.lines import Line
from hanse.model import BlockKind, Span

__all__ = ["MOST_ROWS", "Grid", "find_grid", "find_led", "is_led", "lay_grid", "may_be_row"]

Grid = list[list[tuple[int, Span]]]
"""Rows of cells, each with its column."""

_BAR, _TAB, _SLASH = re.compile(r"\s+\|\s*|\s*\|\s+"), re.compile(r"\s*\t\s*"), re.compile(r"\s+/\s+")
_ANY = re.compile(r"\||\t| / |\S[ \xa0]{2,}\S")
_LEADER = re.compile(r"[ \t\xa0]*(?:\.{4,}|(?:\. ){3,}\.|…{2,})[ \t\xa0]*")
_WIDE = re.compile(r"[ \xa0]{2,}|[ \xa0]?\t[ \xa0]*")
_MOST = 400

MOST_ROWS = 5000
"""The most lines that are looked at as one table."""


def may_be_row(line: str) -> bool:
    """Whether a line has anything that parts cells."""
    return len(line) < 5 * _MOST and bool(_ANY.search(line))


def find_grid(lines: Sequence[Line], text: str) -> tuple[Grid, int]:
    """The table that begins with the first line, and how many lines it takes; none where there is none."""
    for separator, fewest in ((_BAR, 2), (_TAB, 2), (_SLASH, 3)):
        count = _run(lines, separator, text)
        if count >= fewest:
            return [_cells(line, separator, text) for line in lines[:count] if not line.rule], count
    return _aligned(lines, text)


def is_led(line: Line) -> bool:
    """Whether dots lead from one cell of a line to another that is no number of a page: "Malta ..... Rabat"."""
    parts = [part.of(line.text) for part in _parts(line.text, _LEADER)] if len(line.text) < _MOST else []
    return len(parts) == 2 and not line.marker and all(any(c.isalpha() for c in part) for part in parts)


def find_led(lines: Sequence[Line], text: str) -> tuple[Grid, int]:
    """The table of such lines that begins with the first, and how many lines it takes; lines set in below one go on
    with its second cell.
    """
    grid: Grid = []
    for line in lines:
        if is_led(line):
            grid.append(_cells(line, _LEADER, text))
        elif grid and line.column > lines[0].column and not (line.after_blank or line.marker or line.rule):
            grid.append([(1, line.span)])
        else:
            break
    return (grid, len(grid)) if sum(map(len, grid)) > len(grid) + 1 else ([], 0)


def _run(lines: Sequence[Line], separator: re.Pattern[str], text: str) -> int:
    """How many lines have the same number of separators."""
    wanted = 0
    for place, line in enumerate(lines):
        if line.rule and wanted:
            continue
        source = line.span.of(text)
        found = len(separator.findall(source.strip("|"))) if len(source) < 5 * _MOST else 0
        if found == 0 or (wanted and found != wanted) or line.marker:
            return place
        wanted = found
    return len(lines)


def _cells(line: Line, separator: re.Pattern[str], text: str) -> list[tuple[int, Span]]:
    source = line.span.of(text)
    inner = source.strip("| \t\xa0")
    start = line.start + (source.find(inner) if inner else 0)
    parts = enumerate(_parts(inner, separator))
    return [(column, Span(start + part.start, start + part.end)) for column, part in parts if part.start < part.end]


def _parts(source: str, separator: re.Pattern[str]) -> list[Span]:
    starts = [0, *(found.end() for found in separator.finditer(source))]
    ends = [*(found.start() for found in separator.finditer(source)), len(source)]
    return [Span(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def _aligned(lines: Sequence[Line], text: str) -> tuple[Grid, int]:
    """Cells that begin at the same columns in line after line."""
    rows: list[list[Span]] = []
    for line in lines:
        source = line.span.of(text)
        parts = [part for part in _parts(source, _WIDE) if part.start < part.end] if len(source) < _MOST else []
        if len(parts) < 2 or line.marker or source[: parts[0].end].endswith(":"):
            break
        rows.append(parts)
    shared = _shared_columns(rows)
    count = next((i for i, row in enumerate(rows) if not _fits(row, shared)), len(rows))
    if len(shared) < 2 or count < 2 or (count < 3 and len(shared) < 3):
        return [], 0
    grid = []
    for line, row in zip(lines[:count], rows, strict=False):
        grid.append([(shared.index(p.start), Span(line.start + p.start, line.start + p.end)) for p in row])
    return grid, count


def _shared_columns(rows: list[list[Span]]) -> list[int]:
    counts = Counter(part.start for row in rows for part in row)
    return sorted(column for column, count in counts.items() if count >= max(2, len(rows) * 0.6))


def _fits(row: list[Span], shared: list[int]) -> bool:
    return all(part.start in shared for part in row)


def lay_grid(draft: Draft, grid: Grid, parent: Node | None, *, headed: bool = False, hanging: bool = False) -> None:
    """Put a table over its lines; rows may be empty. Into ``hanging`` ones without a first cell, that above reaches."""
    spans = [span for cells in grid for _, span in cells]
    if not spans:
        return
    table = draft.lay(BlockKind.TABLE, Span(spans[0].start, spans[-1].end), parent)
    first: Node | None = None
    for number, cells in enumerate(grid):
        if not cells:
            continue
        row = draft.lay(BlockKind.ROW, Span(cells[0][1].start, cells[-1][1].end), table)
        for column, span in cells:
            cell = draft.lay(BlockKind.CELL, span, row, level=column)
            cell.header = headed and number == 0
            first = first if column else cell
        if hanging and first and cells[0][0]:
            first.rows += 1
