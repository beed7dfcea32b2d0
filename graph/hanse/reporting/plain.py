"""A report as Markdown: its sentences, tables and commands, and bars in letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hanse.names import printable
from hanse.reporting.plots import Plot
from hanse.tabulation import marked

if TYPE_CHECKING:
    from hanse.reporting.findings import Findings
    from hanse.reporting.parts import Exhibit, Section, Table

__all__ = ["render"]

_WIDTH = 40  # letters of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉"


def render(findings: Findings) -> str:
    """The report."""
    lines = [f"# {_text(findings.title)}", _text(findings.chosen), "## In short"]
    lines.append("\n".join(f"- {_text(one.said)}" for one in findings.short))
    for section in findings.sections:
        lines += _section(section)
    lines.append("## Queries")
    lines.append("What counts who takes part, and what is missing: `hanse query -g DIR -q FILE`.")
    for name, sparql in findings.queries.items():
        lines += [f"### {name}", _fenced(sparql, "sparql")]
    lines += ["## This report again", _fenced(findings.command, "sh"), _text(findings.origin), _CREDIT]
    return "\n\n".join(line for line in lines if line) + "\n"


_CREDIT = (
    "Place names, countries and coordinates: [GeoNames](https://www.geonames.org/), "
    "[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/). The sources' words belong to their authors."
)


def _section(section: Section) -> Iterator[str]:
    yield f"## {_text(section.title)}"
    yield _text(section.intro)
    for exhibit in section.exhibits:
        yield from _exhibit(exhibit)
    yield "\n".join(f"- {_text(why)}" for why in section.absent)


def _exhibit(exhibit: Exhibit) -> Iterator[str]:
    yield f"### {_text(exhibit.title)}"
    yield _text(exhibit.said)
    if isinstance(exhibit.plot, Plot) and exhibit.plot.kind == "Bar chart":
        yield _fenced(_bars(exhibit.plot), "text")
    yield _table(exhibit.table)
    if exhibit.about:
        yield _text(exhibit.about.reading)
    yield _text(exhibit.told)
    if exhibit.about:
        yield f"{_text(exhibit.about.definition)} `{exhibit.about.formula}`. Source: {_text(exhibit.about.source)}."
    if exhibit.commands:
        yield _fenced("\n".join(exhibit.commands), "sh")


def _bars(plot: Plot) -> str:
    """Bars in block letters, an eighth of a letter at the finest."""
    labels = [printable(line.label) for line in plot.lines]
    width = max(map(len, labels))
    return "\n".join(
        f"{label:{width}}  {_bar(line.marks[0].to)} {line.shown}"
        for label, line in zip(labels, plot.lines, strict=True)
    )


def _bar(part: float) -> str:
    whole, rest = divmod(round(part * _WIDTH * 8), 8)
    return "█" * whole + _EIGHTHS[rest].strip()


def _table(table: Table) -> str:
    lines = [
        [_text(column.label) for column in table.columns],
        ["---:" if column.numeric else "---" for column in table.columns],
        *([_text(cell) for cell in line] for line in table.cells),
    ]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _text(text: str) -> str:
    r"""Text that Markdown shows as it is, wherever it stands.

    >>> print(_text("# <b> & *"), _text("1. a"))
    \# \<b\> \& \* 1\. a
    """
    plain = marked(printable(text)).replace("&", "\\&")
    return re.sub(r"^([#+\-=~]|\d+(?=[.)](?:\s|$)).)", lambda found: f"{found[0][:-1]}\\{found[0][-1]}", plain)


def _fenced(text: str, language: str) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", text)), default=0))
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
