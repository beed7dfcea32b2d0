"""From a row's cells to names, terms and values, as a mapping's Cell says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from datetime import datetime
from functools import partial
from itertools import islice
from operator import itemgetter

from hanse.errors import InputError
from hanse.model import Value
from hanse.names import fold
from hanse.suggestions import meant
from hanse.tables.mapping import Cell
from hanse.tables.problems import Problems, shown
from hanse.tables.sheet import Line, Sheet

__all__ = [
    "DATES",
    "Read",
    "cells_of",
    "columns_of",
    "compile_cell",
    "compile_where",
    "is_address",
    "to_date",
    "to_value",
]

Read = Callable[[Line, Problems], tuple[str, ...]]
"""Gives the texts that a cell holds: none, one, or several where it is a list."""

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\W\d_]{2,}|^(?:\+|00)[\d\s()./-]{7,}$")  # of a person: e-mail, telephone
_LONGEST = 1000  # code points of a name or value


def columns_of(cell: Cell | None, sheet: Sheet) -> frozenset[int]:
    """The columns that a cell is read from."""
    if cell is None:
        return frozenset()
    names = cell.columns or tuple(_PLACEHOLDER.findall(cell.text))
    return frozenset(at for name in names if (at := sheet.index(name)) is not None)


def cells_of(columns: Sequence[int]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A function that gives some cells of a row.

    >>> cells_of([2])(("a", "b", "c")), cells_of([0, 2])(("a", "b", "c")), cells_of([])(("a",))
    (('c',), ('a', 'c'), ())
    """
    if len(columns) > 1:
        return itemgetter(*columns)
    return (lambda cells: (cells[columns[0]],)) if columns else (lambda cells: ())


def compile_cell(cell: Cell, sheet: Sheet, empty: frozenset[str] = frozenset()) -> Read:
    """A function that reads the cell from a row of the sheet."""
    raw = _raw(cell, sheet, empty)
    if not (cell.pattern or cell.drop or cell.values or cell.separator):
        return raw
    label = " or ".join(cell.columns) or "text"
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}

    def read(line: Line, problems: Problems) -> tuple[str, ...]:
        texts = raw(line, problems)
        meant = seen.get(texts)
        if meant is None:
            told = problems.count
            meant = _made(cell, texts, label, line.number, problems)
            if problems.count == told:  # what is wrong is told for each row
                if len(seen) == _REMEMBERED:
                    seen.clear()
                seen[texts] = meant
        return meant

    return read


_REMEMBERED = 10_000  # texts that rows repeat


def _made(cell: Cell, texts: tuple[str, ...], label: str, number: int, problems: Problems) -> tuple[str, ...]:
    """What a cell says of its texts."""
    if cell.separator:
        texts = tuple(part for text in texts for one in text.split(cell.separator) if (part := one.strip()))
    if cell.drop or cell.pattern:
        texts = tuple(part for text in texts if (part := _cut(cell, text)))
    if cell.values:
        texts = tuple(part for text in texts if (part := _meaning(cell, text, label, number, problems)))
    return texts


def _raw(cell: Cell, sheet: Sheet, empty: frozenset[str]) -> Read:
    """The text before anything is made of it."""
    if not cell.columns:
        return _template(cell.text, sheet)
    places = [at for name in cell.columns if (at := sheet.index(name)) is not None]

    def one(line: Line, problems: Problems, at: int) -> tuple[str, ...]:
        text = line.cells[at]
        if not text or text in empty or not _publishable(text, sheet.columns[at], line.number, problems):
            return ()
        return (text,)

    if len(places) == 1:
        return partial(one, at=places[0])

    def read(line: Line, problems: Problems) -> tuple[str, ...]:
        found = (text for at in places for text in one(line, problems, at))
        return tuple(found) if cell.every else tuple(islice(found, 1))

    return read


def _template(text: str, sheet: Sheet) -> Read:
    """A constant, or one with columns in it: nothing where one of them is empty."""
    names = _PLACEHOLDER.findall(text)
    if not names:
        constant = (text,) if text else ()
        return lambda line, problems: constant
    places = {name: sheet.index(name) for name in names}

    def read(line: Line, problems: Problems) -> tuple[str, ...]:
        found = {name: line.cells[at] if at is not None else "" for name, at in places.items()}
        return (_PLACEHOLDER.sub(lambda match: found[match[1]], text),) if all(found.values()) else ()

    return read


def _publishable(text: str, column: str, number: int, problems: Problems) -> bool:
    if len(text) > _LONGEST:
        problems.add(
            number, f"'{column}' too long", f"{column} has {len(text):,} characters: left out (allowed: {_LONGEST:,})"
        )
        return False
    if is_address(text):
        problems.add(
            number, f"'{column}' holds an address", f"{column} holds an e-mail address or telephone number: left out"
        )
        return False
    return True


def is_address(text: str) -> bool:
    """Whether a text holds an e-mail address or is a telephone number: neither is ever published.

    >>> is_address("Anna Kask, anna@example.org"), is_address("+372 555 1234"), is_address("ENERGY@SCHOOL")
    (True, True, False)
    """
    return ("@" in text or text[:1] in "+0") and _ADDRESS.search(text) is not None


def _cut(cell: Cell, text: str) -> str:
    if cell.drop:
        text = " ".join(cell.drop.sub(" ", text).split())
    if cell.pattern:
        match = cell.pattern.search(text)
        text = (match[1] if match.re.groups else match[0]) or "" if match else ""
    return text.strip(" ,;–-")


def _meaning(cell: Cell, text: str, label: str, number: int, problems: Problems) -> str:
    meaning = cell.values.get(fold(text) or text, cell.otherwise)
    if meaning is None:
        allowed = ", ".join(sorted(cell.values))
        problems.add(
            number,
            f"unknown {label}",
            f"{label} {shown(text)} is unknown{meant(text, cell.values)}; allowed: {allowed}",
        )
    return meaning or ""


def compile_where(where: Dict[str, frozenset[str]], sheet: Sheet, source: str) -> Callable[[Line], bool] | None:
    """Whether a row is one that a condition speaks of; None where there is no condition."""
    checks = []
    for column, texts in where.items():
        at = sheet.index(column)
        if at is None:
            raise InputError(f"no column {shown(column)} to check; found: {', '.join(sheet.columns)}", source=source)
        checks.append((at, frozenset(fold(text) for text in texts)))
    return (lambda line: all(fold(line.cells[at]) in texts for at, texts in checks)) if checks else None


_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ][\d:.Z+-]+)?$")
_EUROPEAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")


def to_date(text: str, formats: tuple[str, ...] = ()) -> Value | None:
    """A date in a table as an ISO one: by the formats given, else year first or with dots (31.12.2019).

    >>> to_date("2019/12/31").text, to_date("2019-12").type, to_date("2019"), to_date("12/31/2019")
    ('2019-12-31', 'gYearMonth', Value(text='2019', type='gYear', language=''), None)
    >>> to_date("12/31/2019", ("%m/%d/%Y",)).text
    '2019-12-31'
    """
    for form in formats:
        try:
            return _dated(datetime.strptime(text, form), "%d" in form, "%m" in form or "%b" in form or "%B" in form)
        except ValueError:
            continue
    if match := _ISO.match(text):
        year, month, day = match[1], match[2], match[3]
    elif match := _EUROPEAN.match(text):
        day, month, year = match[1], match[2], match[3]
    else:
        return None
    try:
        return _dated(datetime(int(year), int(month or 1), int(day or 1)), bool(day), bool(month))
    except ValueError:
        return None


def _dated(date: datetime, day: bool, month: bool) -> Value | None:
    if not 1000 <= date.year <= 2999:
        return None
    if day:
        return Value(date.strftime("%Y-%m-%d"), "date")
    return Value(date.strftime("%Y-%m"), "gYearMonth") if month else Value(date.strftime("%Y"), "gYear")


_TYPES = {
    "startDate": "date",
    "endDate": "date",
    "created": "date",
    "modified": "date",
    "population": "integer",
    "attendance": "integer",
    "source": "anyURI",
}
_WHOLE = re.compile(r"\d{1,3}(?:([ ,.'’\u00a0\u202f])\d{3})(?:\1\d{3})*$|\d+$")
DATES = "year first (2019-12-31, 2019/12, 2019), 31.12.2019, or a 'format' in the mapping"
_ALLOWED = {
    "date": DATES,
    "integer": "a whole number, such as 12500 or 12,500",
    "anyURI": "an address that starts with http:// or https://",
}


def to_value(predicate: str, text: str, formats: tuple[str, ...], number: int, problems: Problems) -> Value | None:
    """The literal that a text means as value of a property; None, and a problem, where it can't be one."""
    kind = _TYPES.get(predicate, "string")
    value: Value | None = Value(text)
    if kind == "date":
        value = to_date(text, formats)
    elif kind == "integer":
        value = Value(str(int(re.sub(r"\D", "", text))), "integer") if _WHOLE.match(text) else None
    elif kind == "anyURI":
        value = Value(text, "anyURI") if re.match(r'https?://[^\s<>"{}|\\^`]+$', text) else None
    if value is None:
        problems.add(
            number, f"{predicate} not a {kind}", f"{predicate} {shown(text)} is not readable; allowed: {_ALLOWED[kind]}"
        )
    return value
