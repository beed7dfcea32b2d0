"""Tables in slices of some thousand rows: cutting them is quick, and what each says is found by whoever has time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from hanse.files import File
from hanse.model import Extract
from hanse.tables.cells import compile_where
from hanse.tables.choice import builtin, check, choose
from hanse.tables.delimited import divided
from hanse.tables.mapping import Mapping, SheetRule
from hanse.tables.naming import Naming, Thing
from hanse.tables.problems import Problems
from hanse.tables.rows import Found, Reading, place
from hanse.tables.sheet import Line, Piece, Sheet, fitted, read_table

__all__ = ["ROWS", "Part", "Slice", "extract_slice", "slices"]

ROWS = 10_000
"""Of a slice."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Consecutive rows of a sheet, not read yet, with all that it takes to read them."""

    source: str  # how messages name the table
    mapping: str  # the name of the mapping
    rule: int  # which of its sheets it is
    sheet: str
    columns: tuple[str, ...]
    header: int  # the number of the row that names them
    piece: Piece
    known: tuple[tuple[str, Thing], ...] = ()  # what rows before these name, and these refer to
    problems: Problems = field(default_factory=lambda: Problems(""))  # of the bytes

    @property
    def digest(self) -> str:
        """Of all that what it says depends on, but for the mapping and the table's identifier."""
        parts = (self.source, self.mapping, self.rule, self.sheet, self.columns, self.header, self.piece, self.known)
        return sha256(repr((*parts, self.problems)).encode(errors="surrogatepass")).hexdigest()

    @property
    def named(self) -> str:
        """How messages name it."""
        return f"{place(self.source, self.sheet)}, rows from {self.piece.number:,} on"

    def lines(self, problems: Problems) -> Iterator[Line]:
        """Its rows."""
        number, text, delimiter, rows = self.piece
        found = divided(io.StringIO(text, newline="\n"), delimiter, number, problems) if text else rows
        return fitted(found, self.columns, self.header, problems)


class Part(NamedTuple):
    """What a slice says, and what was wrong with some of its rows; ``Problems.of`` sums those up."""

    extract: Extract
    problems: Problems


def slices(file: File | Path | str, mapping: Mapping | None = None, size: int = 0) -> Iterator[Slice]:
    """A table's rows in slices of that many (by default ``ROWS``), in the order in which they stand.

    Without a mapping a built-in one is chosen by the columns. Raises InputError where the file can't be read or no
    mapping fits.
    """
    sheets = read_table(file)
    chosen = check(mapping, sheets, str(file)) if mapping else choose(sheets, str(file))
    known: dict[str, Thing] = {}
    for rule, sheet in chosen.rules(sheets):
        joining = _Joining(rule, sheet, known) if chosen.joined else None
        problems = Problems(place(str(file), sheet.name))
        number = chosen.sheets.index(rule)
        for piece in sheet.pieces(size or ROWS, problems):
            one = Slice(str(file), chosen.name, number, sheet.name, sheet.columns, sheet.header, piece)
            refers = joining.read(one) if joining else ()
            yield replace(one, known=refers, problems=problems.copy())
            problems.take()


def extract_slice(one: Slice, identifier: str, mapping: Mapping | None = None) -> Part:
    """What a slice says: each of its entities and facts is complete in itself.

    That is a million small objects and no garbage among them: to look for some meanwhile takes a third of the time.

    ``mapping`` is needed where the slice was cut by one that is not built in.
    """
    mapping = mapping or builtin(one.mapping)
    problems, found = one.problems.copy(), Found()
    reading = _reading(one, mapping)
    for line in one.lines(problems):
        reading.read(line, found, problems)
    return Part(found.extract(identifier), problems)


class _Joining:
    """Notes what rows name under a key, and what they refer to."""

    def __init__(self, rule: SheetRule, sheet: Sheet, known: dict[str, Thing]) -> None:
        def ready(named: bool) -> list[Naming]:
            rules = (one for one in rule.entities if one.identity and (one.name is not None) == named)
            return [Naming(one, sheet, rule.empty, "", known) for one in rules]

        self.known, self.named, self.referred = known, ready(True), ready(False)
        self.wanted = compile_where(rule.where, sheet, "")

    def read(self, one: Slice) -> tuple[tuple[str, Thing], ...]:
        """What the rows of a slice refer to."""
        ignored = Problems("")
        if not self.named and not self.referred:
            return ()
        lines = [line for line in one.lines(ignored) if not self.wanted or self.wanted(line)]
        found = (thing for line in lines for naming in self.referred for thing in naming.read(line, ignored))
        refers = {thing.id: thing for thing in found}
        for line in lines:
            for naming in self.named:
                naming.read(line, ignored)
        return tuple(refers.items())


_ready: dict[str, tuple[Mapping, Reading]] = {}  # what the process has made ready, for the next slice of the table


def _reading(one: Slice, mapping: Mapping) -> Reading:
    def made(known: dict[str, Thing] | None) -> Reading:
        sheet = Sheet(one.sheet, one.columns, one.lines)
        return Reading(mapping, mapping.sheets[one.rule], sheet, place(one.source, one.sheet), known)

    if mapping.joined:
        return made(dict(one.known))
    key = repr((one.source, one.rule, one.sheet, one.columns))
    if key not in _ready or _ready[key][0] != mapping:
        _ready.clear()
        _ready[key] = mapping, made(None)
    return _ready[key][1]
