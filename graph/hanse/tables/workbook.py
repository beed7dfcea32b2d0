"""Reading of Excel workbooks."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from hanse.errors import InputError
from hanse.files import File
from hanse.tables.problems import Problems
from hanse.tables.sheet import Sheet, headed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["is_workbook", "read_workbook"]

_Range = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, each as row and column from 0
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LARGEST = 1 << 30  # bytes, unpacked
_CELLS = 20_000_000  # in the rectangle that a sheet spans: the reader keeps it whole, empty cells too
_PLACE = re.compile(rb'\sr="([A-Z]{0,3})(\d{1,7})"')  # of a row or cell (ECMA-376, part 1, 18.3.1.4 and 18.3.1.73)


def is_workbook(name: str, head: bytes) -> bool:
    """Whether a file is to be read as a workbook, by its first bytes, else by its name."""
    return head.startswith((_ZIP, _OLE)) or Path(name).suffix.lower() in {".xlsx", ".xlsm"}


def read_workbook(file: File) -> tuple[Sheet, ...]:
    """The sheets of a workbook.

    A formula gives the value that was last computed, a cell merged over several rows its value in each of them.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with file.open() as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise InputError(f"has more than {_LARGEST >> 30} GiB: save its sheets as .csv")
        _check(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = [book.get_sheet_by_name(name) for name in book.sheet_names]
    except InputError as error:
        raise InputError(error.reason, source=str(file)) from error
    except (CalamineError, zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        reason = f"is not a workbook that can be read ({error}); allowed: .xlsx, or .csv and .tsv text"
        raise InputError(reason, source=str(file)) from error
    return tuple(_sheet(one, "" if len(found) == 1 else one.name) for one in found)


def _check(data: bytes) -> None:
    """Turns away what would fill the memory: archives that unpack to gigabytes, two cells in opposite corners.

    And old workbooks: of a damaged one the reader takes any number for a size, and ends the process.
    """
    if data.startswith(_OLE):
        raise InputError("is an old or password-protected workbook: save it as .xlsx without a password")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise InputError("is an archive, but not an .xlsx workbook; allowed: .xlsx, or .csv and .tsv text")
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            raise InputError(f"unpacks to more than {_LARGEST >> 30} GiB: save its sheets as .csv")
        for entry in archive.infolist():
            with archive.open(entry) as stream:  # read to its end, so that its size and checksum are found to be true
                _check_span(stream, entry.filename)


def _check_span(stream: IO[bytes], name: str) -> None:
    rows = columns = 0
    rest = b""
    while piece := stream.read(1 << 20):
        piece = rest + piece
        for letters, digits in set(_PLACE.findall(piece)):
            rows, columns = max(rows, int(digits)), max(columns, _column(letters))
        rest = piece[-20:]
    if rows * columns > _CELLS:
        raise InputError(
            f"{name} spans {rows:,} rows and {columns:,} columns, mostly empty: delete the cells far out "
            f"(allowed: {_CELLS:,} cells)"
        )


def _column(letters: bytes) -> int:
    """The number of a column: A is 1.

    >>> _column(b"A"), _column(b"Z"), _column(b"AA"), _column(b"")
    (1, 26, 27, 0)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(sheet: CalamineSheet, name: str) -> Sheet:
    def rows(problems: Problems) -> Iterator[tuple[int, list[str]]]:
        margin = [""] * (sheet.start[1] if sheet.start else 0)
        texts = (margin + [_text(cell) for cell in cells] for cells in (sheet.iter_rows() if sheet.start else ()))
        yield from _filled(texts, sheet.merged_cell_ranges or [])

    return headed(name, rows)


def _filled(rows: Iterable[list[str]], merged: list[_Range]) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows, where a cell merged over several of them has its text in each (in its first column).

    >>> list(_filled([["In4Green", "Avilés"], ["", "Cesena"]], [((0, 0), (1, 0))]))
    [(1, ['In4Green', 'Avilés']), (2, ['In4Green', 'Cesena'])]
    """
    upright: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in merged:
        if bottom > top:
            upright.setdefault(top, []).append((left, bottom))
    open_: dict[int, tuple[int, str]] = {}
    for at, texts in enumerate(rows):
        for column, (bottom, text) in list(open_.items()):
            if at > bottom:
                del open_[column]
            elif column < len(texts):
                texts[column] = text
        for column, bottom in upright.get(at, ()):
            open_[column] = (bottom, texts[column] if column < len(texts) else "")
        yield at + 1, texts


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
