"""Reading of Excel workbooks."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hanse.errors import InputError
from hanse.tables.problems import Problems
from hanse.tables.sheet import Sheet, headed

__all__ = ["is_workbook", "read_workbook"]

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def is_workbook(path: Path, head: bytes) -> bool:
    """Whether a file is to be read as a workbook, by its first bytes, else by its name."""
    return head.startswith((_ZIP, _OLE)) or path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook; formulas give the value that was last computed, merged cells their one value each."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise InputError(
            f"is not a workbook that can be read ({error}); allowed: .xlsx, .csv, .tsv", source=str(path)
        ) from error
    return tuple(_sheet(sheet, "" if len(sheets) == 1 else sheet.name) for sheet in sheets)


def _sheet(sheet: Any, name: str) -> Sheet:
    def rows(problems: Problems) -> Iterator[tuple[int, list[str]]]:
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
            yield number, [_text(cell) for cell in cells]

    return headed(name, rows)


def _text(cell: object) -> str:
    """A cell as text: whole numbers without ".0", dates in ISO form.

    >>> _text(103.0), _text(datetime.datetime(2016, 9, 1)), _text(2.5)
    ('103', '2016-09-01', '2.5')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.datetime | datetime.time):
        return cell.isoformat()
    return str(cell)
