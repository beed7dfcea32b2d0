"""What was wrong in a table, row by row, while the rest went on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hanse.names import printable

__all__ = ["Problem", "Problems", "shown"]

_EACH = 5  # rows named one by one for each kind of problem; the rest are counted


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a source that could not be used, and why.

    >>> str(Problem("partners.csv", 12, "role 'boss' is unknown; allowed: lead, partner"))
    "partners.csv, row 12: role 'boss' is unknown; allowed: lead, partner"
    """

    source: str  # the file, and the sheet in a workbook
    line: int | None  # the row, counted from 1 with the header row included
    reason: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, row {self.line}"
        return f"{place}: {self.reason}"


@dataclass(slots=True)
class Problems:
    """Gathers the problems of one sheet; a kind that occurs in many rows is told a few times, then counted."""

    source: str
    count: int = 0  # of all that were noted
    _found: list[tuple[Problem, str]] = field(default_factory=list)
    _rows: dict[str, int] = field(default_factory=dict)

    def add(self, line: int | None, kind: str, reason: str) -> None:
        """Note a problem; ``kind`` says which ones are alike."""
        self.count += 1
        self._rows[kind] = self._rows.get(kind, 0) + 1
        if self._rows[kind] <= _EACH:
            self._found.append((Problem(self.source, line, reason), kind))

    def copy(self) -> Problems:
        """The same, to be added to."""
        return Problems(self.source, self.count, list(self._found), dict(self._rows))

    @staticmethod
    def of(parts: Iterable[Problems]) -> tuple[Problem, ...]:
        """All that was found in parts of tables, told as if it had been found at once."""
        sums: dict[str, Problems] = {}
        for part in parts:
            total = sums.setdefault(part.source, Problems(part.source))
            left = {kind: _EACH - count for kind, count in total._rows.items()}
            for problem, kind in part._found:
                if left.setdefault(kind, _EACH) > 0:
                    left[kind] -= 1
                    total._found.append((problem, kind))
            for kind, count in part._rows.items():
                total._rows[kind] = total._rows.get(kind, 0) + count
        return tuple(problem for total in sums.values() for problem in total.take())

    def take(self) -> tuple[Problem, ...]:
        """All that was found, in the order of rows, the counted ones last; the count starts afresh."""
        more = [
            Problem(self.source, None, f"{count - _EACH:,} more rows like it: {kind}")
            for kind, count in self._rows.items()
            if count > _EACH
        ]
        rows = sorted((problem for problem, _ in self._found), key=lambda problem: problem.line or 0)
        found = (*rows, *more)
        self._found.clear()
        self._rows.clear()
        return found


def shown(text: str, longest: int = 60) -> str:
    r"""A cell's text as a message quotes it: short, on one line, without control characters.

    >>> shown("a\tb"), shown("x" * 100, 5)
    ("'a b'", "'xxxxx…'")
    """
    text = printable(text)
    return f"'{text[:longest]}…'" if len(text) > longest else f"'{text}'"
