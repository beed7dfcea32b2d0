"""Reading of delimiter-separated text (RFC 4180, and what people make of it)."""

from __future__ import annotations

import codecs
import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from hanse.errors import InputError
from hanse.files import File
from hanse.tables.encoding import legacy_encoding
from hanse.tables.problems import Problems
from hanse.tables.sheet import Piece, Rows, Sheet, headed

__all__ = ["DELIMITERS", "divided", "read_delimited"]

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 50  # lines that tell the delimiter
_SAMPLE = 1 << 18  # bytes looked at to find encoding and delimiter
_LONGEST = 1 << 22  # bytes in one line; what is longer is no table row
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

_PRINTED = bytes([9, 10, 13, *range(32, 256)])


def read_delimited(file: File) -> tuple[Sheet]:
    """The one sheet of a text file; finds encoding (Unicode, else a Windows or ISO one) and delimiter by itself."""
    with file.open() as stream:
        sample = stream.read(_SAMPLE)
    encoding, skip = _encoding(sample, str(file))
    spare = _spare(sample) if encoding == "utf-8" else encoding
    top = sample[skip:].decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    delimiter = _delimiter(top[:-1] or top, Path(file.name).suffix)
    lone_returns = b"\r" in sample and b"\n" not in sample  # as old Macintosh programs end lines

    def texts(problems: Problems) -> Iterator[str]:
        with file.open() as stream:
            stream.read(skip)
            as_lines = encoding == "utf-8" and not lone_returns
            yield from _lines(stream, spare, problems) if as_lines else _wide(stream, encoding)

    def rows(problems: Problems) -> Rows:
        return divided(texts(problems), delimiter, 1, problems)

    def pieces(size: int, problems: Problems) -> Iterator[Piece]:
        return _pieces(texts(problems), delimiter, size)

    return (headed("", rows, pieces),)


def _pieces(lines: Iterator[str], delimiter: str, size: int) -> Iterator[Piece]:
    """The text, cut between rows: where those end takes a reader to know, for cells may have several lines."""
    taken: list[str] = []
    first, length = 1, 0

    def kept() -> Iterator[str]:
        nonlocal length
        for line in lines:
            taken.append(line)
            length += len(line)
            yield line

    for number, _ in divided(kept(), delimiter, 1, Problems("")):
        if number - first + 1 >= size or length > _LONGEST:
            yield Piece(first, "".join(taken), delimiter)
            taken.clear()
            first, length = number + 1, 0
    if taken:
        yield Piece(first, "".join(taken), delimiter)


def _encoding(sample: bytes, source: str) -> tuple[str, int]:
    """The encoding, and how many bytes its mark takes."""
    for mark, encoding in _MARKS.items():
        if sample.startswith(mark):
            return encoding, len(mark)
    if b"\0" not in sample:
        return "utf-8", 0
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 4 and min(even, odd) < len(sample) // 20 + 1:
        return ("utf-16-be" if even > odd else "utf-16-le"), 0
    if len(sample.translate(None, _PRINTED)) > len(sample) // 10:
        reason = "is not a text table (it has control bytes); allowed: .csv and .tsv text, .xlsx workbooks"
        raise InputError(reason, source=source)
    return "utf-8", 0


def _spare(sample: bytes) -> str:
    """The encoding of those lines that are not UTF-8."""
    return legacy_encoding(b"\n".join(line for line in sample.split(b"\n") if not _is_utf8(line)))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _lines(file: BinaryIO, spare: str, problems: Problems) -> Iterator[str]:
    """Decoded lines; each that is not UTF-8 is read in the spare encoding, and told."""
    number = 0
    while raw := file.readline(_LONGEST):
        number += 1
        if len(raw) == _LONGEST and not raw.endswith(b"\n"):
            _skip_line(file)
            problems.add(number, "line too long", f"line is longer than {_LONGEST:,} bytes: left out")
            raw = b"\n"
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError:
            problems.add(number, f"not UTF-8, read as {spare}", f"line is not UTF-8; read as {spare}")
            yield raw.decode(spare, errors="replace")


def _wide(file: BinaryIO, encoding: str) -> Iterator[str]:
    with io.TextIOWrapper(file, encoding, errors="replace", newline=None) as text:
        yield from text


def _skip_line(file: BinaryIO) -> None:
    while (rest := file.readline(_LONGEST)) and not rest.endswith(b"\n"):
        pass


def divided(lines: Iterable[str], delimiter: str, number: int, problems: Problems) -> Rows:
    """Rows, numbered from one on; one that csv can't read is told and left out."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            for cells in reader:
                yield number, cells
                number += 1
            return
        except csv.Error as error:
            number += 1
            problems.add(
                number - 1, "not readable", f"is not readable ({error}): row left out (is a quote not closed?)"
            )


def _delimiter(top: list[str], suffix: str) -> str:
    """The one that divides most rows into the same number of columns, two or more of them filled; tabs in a .tsv first.

    Unless another one divides two rows or more that come before those, and into more columns: a header, and what is
    like it. Rows below may be short, empty or full of other marks.

    >>> _delimiter(["a;b,c;d", "1;2,5;3"], ".csv")
    ';'
    >>> _delimiter(["a,b,c", "d,e,f", "x;y", "x;y", "x;y"], ".csv")
    ','
    """
    order = sorted(DELIMITERS, key=lambda mark: mark != "\t") if suffix == ".tsv" else DELIMITERS
    divided = {delimiter: _divided(top[:_LOOKED_AT], delimiter) for delimiter in order}

    def rows(delimiter: str) -> tuple[int, int, int]:
        """How many are of one width, that width, and where they begin; of equals, the wider ones, then the first."""
        return max(((len(lines), width, -lines[0]) for width, lines in divided[delimiter].items()), default=(0, 0, 0))

    best = max(order, key=rows)
    _, width, first = rows(best)
    return max(order, key=lambda delimiter: (_headed(divided[delimiter], -first, width), delimiter == best))


def _divided(top: list[str], delimiter: str) -> dict[int, list[int]]:
    """The rows with two filled cells or more, by their width: the lines where they begin."""
    reader = csv.reader(top, delimiter=delimiter)
    found: dict[int, list[int]] = defaultdict(list)
    line = 0
    with suppress(csv.Error):  # what comes after can't be read with this one
        for row in reader:
            if sum(bool(cell.strip()) for cell in row) > 1:
                found[len(row)].append(line)
            line = reader.line_num
    return found


def _headed(divided: dict[int, list[int]], first: int, width: int) -> int:
    """The width of two rows or more above the first of others, where they are wider than those; else 0."""
    above = (own for own, lines in divided.items() if own > width and sum(line < first for line in lines) > 1)
    return max(above, default=0)
