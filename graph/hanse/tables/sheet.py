"""A table as rows of text, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hanse.errors import InputError
from hanse.files import File, opened
from hanse.names import fold
from hanse.tables.problems import Problems, shown

__all__ = ["Line", "Piece", "Rows", "Sheet", "clean", "fitted", "headed", "read_table"]

_HEADER_WITHIN = 20  # rows above the header (titles, notes) that are looked past
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HIDDEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)  # soft hyphens, marks of direction


class Line(NamedTuple):
    """A row: its number (from 1, the header row included, RFC 7111) and its cells, as many as there are columns."""

    number: int
    cells: tuple[str, ...]


Rows = Iterable[tuple[int, list[str]]]
"""Cells as they stand in the file, by the number of their row."""


class Piece(NamedTuple):
    """Consecutive rows of a sheet, as text that is still to be divided, or divided."""

    number: int  # of the first row
    text: str = ""
    delimiter: str = ""
    rows: tuple[tuple[int, list[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with named columns; ``lines(problems)`` and ``pieces(size, problems)`` read its rows afresh each time."""

    name: str  # of the sheet; empty where the file has but one
    columns: tuple[str, ...]
    lines: Callable[[Problems], Iterator[Line]]
    header: int = 0  # the number of the row that names the columns
    pieces: Callable[[int, Problems], Iterator[Piece]] = lambda size, problems: iter(())

    def index(self, column: str) -> int | None:
        """Where a column stands; case, accents and punctuation of its name don't count.

        >>> Sheet("", ("Project start", "Town"), lambda problems: iter(())).index("project_start")
        0
        """
        return _places(self.columns).get(fold(column) or column)


@lru_cache(maxsize=32)
def _places(columns: tuple[str, ...]) -> dict[str, int]:
    return {fold(name) or name: at for at, name in reversed(list(enumerate(columns)))}


def read_table(file: File | Path | str) -> tuple[Sheet, ...]:
    """The sheets of a .csv, .tsv or .xlsx file (one for the first two); InputError where it can't be read."""
    from hanse.tables.delimited import read_delimited
    from hanse.tables.workbook import is_workbook, read_workbook

    file = opened(file)
    try:
        with file.open() as stream:
            head = stream.read(8)
        if not head:
            raise InputError("is empty: a table needs a header row")
        return read_workbook(file) if is_workbook(file.name, head) else read_delimited(file)
    except OSError as error:
        raise InputError(f"can't be opened: {error.strerror or error}", source=str(file)) from error
    except InputError as error:
        raise error if error.source else InputError(error.reason, source=str(file)) from error


def clean(text: str) -> str:
    r"""A cell without control characters and outer or doubled white space.

    >>> clean(" Riga\x00 \n(LV) ")
    'Riga (LV)'
    """
    if text.isascii() and text.isalnum():
        return text
    return _SPACE.sub(" ", _HIDDEN.sub("", text)).strip()


def headed(
    name: str,
    rows: Callable[[Problems], Rows],
    pieces: Callable[[int, Problems], Iterator[Piece]] | None = None,
) -> Sheet:
    """A sheet from its raw rows: finds the header row, names the columns, and keeps each row to their number."""
    number, columns = _header(rows(Problems("")))

    def lines(problems: Problems) -> Iterator[Line]:
        return fitted(rows(problems), columns, number, problems)

    def cut(size: int, problems: Problems) -> Iterator[Piece]:
        numbered = iter(rows(problems))
        while some := tuple(islice(numbered, size)):
            yield Piece(some[0][0], rows=some)

    return Sheet(name, columns, lines, number, pieces or cut)


def fitted(rows: Rows, columns: tuple[str, ...], header: int, problems: Problems) -> Iterator[Line]:
    """The rows below the header that are not empty, cleaned, with as many cells as there are columns."""
    width = len(columns)
    for number, cells in rows:
        if number == header:
            _tell_doubles(columns, number, problems)
        elif number > header and any(cells):
            if len(cells) == width and _is_clean(cells):
                yield Line(number, tuple(cells))
            else:
                yield from _fitted(number, cells, width, problems)


def _header(rows: Iterable[tuple[int, list[str]]]) -> tuple[int, tuple[str, ...]]:
    """The first row that fills at least half as many cells as the fullest one near the top."""
    top: list[tuple[int, list[str]]] = []
    for row in rows:
        top.append(row)
        if len(top) == _HEADER_WITHIN:
            break
    filled = [sum(map(bool, cells)) for _, cells in top]
    if not any(filled):
        return 0, ()
    at = next(at for at, count in enumerate(filled) if count * 2 >= max(filled) and count)
    return top[at][0], _named([clean(cell) for cell in top[at][1]])


def _named(cells: list[str]) -> tuple[str, ...]:
    """Column names: what has none is called by its number, what repeats gets its count."""
    while cells and not cells[-1]:
        cells.pop()
    names: list[str] = []
    seen: dict[str, int] = {}
    for at, cell in enumerate(cells, 1):
        name = cell or f"column {at}"
        seen[fold(name)] = count = seen.get(fold(name), 0) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    return tuple(names)


def _tell_doubles(columns: tuple[str, ...], number: int, problems: Problems) -> None:
    known = frozenset(columns)
    for name in columns:
        first, mark, count = name.rpartition(" (")
        if mark and count.rstrip(")").isdigit() and first in known:
            problems.add(number, "column", f"column {shown(first)} is there twice; the second is called {shown(name)}")


def _fitted(number: int, cells: list[str], width: int, problems: Problems) -> Iterator[Line]:
    """The row at the header's width; one with more is left out, for its cells have moved."""
    texts = [clean(cell) for cell in cells]
    if any(texts[width:]):
        problems.add(
            number,
            "more cells than the header names",
            f"has {len(texts)} cells where the header names {width}: row left out (is a separator or quote unescaped?)",
        )
        return
    if len(texts) < width:
        problems.add(
            number,
            "fewer cells than the header names",
            f"has {len(texts)} cells where the header names {width}: the rest count as empty",
        )
        texts += [""] * (width - len(texts))
    if any(texts):
        yield Line(number, tuple(texts[:width]))


def _is_clean(cells: list[str]) -> bool:
    """Whether there is nothing to clean in a row: most rows are so, and looking at all cells at once is ten times as
    quick as cleaning each.
    """
    row = _BETWEEN.join(cells)
    return (
        row.isprintable() and not ("  " in row or f" {_BETWEEN}" in row or f"{_BETWEEN} " in row) and row == row.strip()
    )


_BETWEEN = "␞"  # any sign that can be printed
