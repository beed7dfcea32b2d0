"""What a report is made of: sections of exhibits, each a sentence, a plot, a table and where they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hanse.names import printable, slug
from hanse.reporting.wording import figure, share, whole

if TYPE_CHECKING:
    from hanse.analysis.measure import Definition
    from hanse.reporting.pictures import Picture
    from hanse.reporting.plots import Plot

__all__ = ["Column", "Exhibit", "Section", "Table", "amount", "count", "tabulate"]

_FORMS: dict[str, Callable[[Any], str]] = {"text": str, "count": whole, "share": share, "figure": figure}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    form: str = "text"  # how its values are written: "text", "count", "share" or "figure"

    @property
    def numeric(self) -> bool:
        """Whether numbers are in it, which stand to the right."""
        return self.form != "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Values with what they are called."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[Any, ...], ...]

    @property
    def cells(self) -> list[list[str]]:
        """The values as text that is safe to show."""
        return [
            [
                "" if value is None else printable(_FORMS[column.form](value))
                for column, value in zip(self.columns, line, strict=True)
            ]
            for line in self.lines
        ]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One thing that is shown."""

    title: str
    said: str  # what it shows, in a sentence or two
    table: Table
    plot: Plot | Picture | None = None
    about: Definition | None = None  # what the numbers mean, by whom
    told: str = ""  # what they mean, where no definition says so; or what else to know
    commands: tuple[str, ...] = ()  # that give the numbers
    queries: tuple[str, ...] = ()  # the questions behind them, by name
    key: bool = False  # whether its sentence stands at the head of the report

    @property
    def anchor(self) -> str:
        """Its address in the page."""
        return slug(self.title)


@dataclass(frozen=True, slots=True)
class Section:
    """Exhibits on one matter, and why some are left out."""

    title: str
    intro: str
    exhibits: tuple[Exhibit, ...] = ()
    absent: tuple[str, ...] = field(default=())

    @property
    def anchor(self) -> str:
        """Its address in the page."""
        return slug(self.title)


def count(row: Mapping[str, object], name: str) -> int:
    """A whole number of a row."""
    return int(str(row[name]))


def amount(row: Mapping[str, object], name: str) -> float:
    """A number of a row; 0 where there is none.

    >>> amount({"share": 0.5, "gini": None}, "gini"), count({"networks": 2}, "networks")
    (0.0, 2)
    """
    return float(str(row[name] or 0))


def tabulate(rows: Iterable[Mapping[str, Any] | Sequence[Any]], **columns: tuple[str, str] | str) -> Table:
    """A table of some columns of rows: label and form of each by name; plain lines have them all, in order.

    >>> from hanse.queries.rows import Rows
    >>> rows = Rows.of(["wave", "share", "n"], [["2019", 0.25, 4]])
    >>> tabulate(rows, wave="Wave", share=("New", "share")).cells
    [['2019', '25%']]
    """
    made = tuple(Column(*([one] if isinstance(one, str) else one)) for one in columns.values())
    return Table(
        made,
        tuple(tuple(row[name] for name in columns) if isinstance(row, Mapping) else tuple(row) for row in rows),
    )
