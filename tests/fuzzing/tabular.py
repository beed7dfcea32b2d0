"""Text tables in all dialects, with the columns of the built-in mappings and others."""

from __future__ import annotations

from functools import cache

from fragments import NAMES
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from texts import WORDS, encoded

__all__ = ["CELLS", "grids", "sheets"]


@cache
def headers() -> tuple[tuple[str, ...], ...]:
    """The columns of the built-in mappings' sheets."""
    from hanse.tables import MAPPINGS, builtin

    found = [tuple(names[0] for names in rule.columns) for name in MAPPINGS for rule in builtin(name).sheets]
    return (*found, ("Network", "City", "Country", "Role"), ("Name", "Name", "", "Start date"), ("Projekt",))


CELLS = st.one_of(
    st.sampled_from(
        [*NAMES, "", "", "2020-09-01", "1/2/2020", "n/a", "PARTNER", "coordinator", "ES", "101234567", "12.5"]
    ),
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=3).map("; ".join),
    WORDS,
)


@st.composite
def grids(draw: DrawFn) -> list[list[str]]:
    """Rows of cells below a header; some are short, long or empty."""
    header = [*draw(st.sampled_from(headers())), *draw(st.lists(CELLS, max_size=2))]
    above = draw(st.lists(st.lists(CELLS, max_size=2), max_size=2))
    width = max(0, len(header) + draw(st.sampled_from([0, 0, 0, -1, 1])))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5))
    return [*above, header, *rows]


@st.composite
def sheets(draw: DrawFn) -> bytes:
    """A text table in some dialect, whose quotes may be wrong."""
    delimiter = draw(st.sampled_from(",;\t|"))
    end = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    quotes = draw(st.sampled_from(['"{}"', "{}", "{}", '"{}', "'{}'"]))
    rows = draw(grids())
    double = draw(st.booleans())
    cells = ([quotes.format(cell.replace('"', '""') if double else cell) for cell in row] for row in rows)
    return draw(encoded(end.join(delimiter.join(row) for row in cells)))
