"""``hanse diff``: what differs between two graphs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hanse.cli.options import Choice, output_option, width, write
from hanse.errors import HanseError
from hanse.names import printable

if TYPE_CHECKING:
    from hanse.differing import Counts, Difference

__all__ = ["diff"]

_SHOWN = 8  # properties and sources that the summary names


class _Trouble(click.ClickException):
    """An error, told as all are, with the exit status that diff has for trouble."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(f"hanse: {printable(self.message)}", err=True)


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "-f", "--format", "format_", type=Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
@click.option(
    "--most", type=click.IntRange(0), default=200, show_default=True, help="Rows of a table or md; 0 for all."
)
@click.option("--summary", is_flag=True, help="Only count: by class, by property, by source.")
@output_option
@click.pass_context
def diff(context: click.Context, old: Path, new: Path, format_: str, most: int, summary: bool, output: str) -> None:
    """Show what differs between two graphs: things, names and statements that came (+) and went (-).

    OLD and NEW are graph directories, or sorted N-Quads files. With each statement stand the documents that say it; a
    row of "source" is a statement that was there and still is, and that another document says, or no longer does.
    Things that go on under another IRI (~) are compared with what they became. The exit status is 0 where nothing
    differs, 1 where something does, and 2 where a graph can't be read.

    \b
    Examples:
      hanse diff G hanse-graph
      hanse diff G hanse-graph --summary
      hanse diff G/graph.nq hanse-graph -f csv -o changes.csv
    """
    from hanse.differing import Counts, differ

    counts = Counts()
    try:
        found = differ(old, new, counts)
        if summary:
            for _ in found:
                pass
            write("".join(f"{line}\n" for line in _summary(counts)), output)
        elif format_ in ("table", "md"):
            _draw(found, format_, most, output)
        else:
            _stream(found, format_, output)
    except HanseError as error:
        raise _Trouble(str(error)) from error
    if not summary:
        click.echo("\n".join(map(printable, _summary(counts))), err=True)
    context.exit(1 if counts else 0)


def _draw(found: Iterator[Difference], format_: str, most: int, output: str) -> None:
    from hanse.differing import COLUMNS
    from hanse.queries.rows import Rows, term_of
    from hanse.tabulation import render

    shown = list(islice(found, most or None))
    rest = sum(1 for _ in found)
    lines = tuple(tuple(term_of(cell) for cell in _cells(one)[:-2]) for one in shown)
    if lines:
        write(render(Rows(COLUMNS[:-2], lines), format_, width(output)), output)
    if rest:
        click.echo(f"… and {rest:,} more: --most 0, or -f csv", err=True)


def _cells(one: Difference) -> tuple[str, ...]:
    return tuple(", ".join(cell) if isinstance(cell, tuple) else cell for cell in astuple(one))


def _stream(found: Iterable[Difference], format_: str, output: str) -> None:
    """Row by row, however many there are."""
    lines = (_csv if format_ == "csv" else _json)(found)
    if output == "-":
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        sys.stdout.writelines(lines)
        return
    from hanse.writing import writing

    with writing(output) as file:
        file.writelines(line.encode() for line in lines)


def _csv(found: Iterable[Difference]) -> Iterator[str]:
    from hanse.differing import COLUMNS

    yield _line(COLUMNS)
    yield from (_line(_cells(one)) for one in found)


def _line(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _json(found: Iterable[Difference]) -> Iterator[str]:
    from hanse.differing import COLUMNS

    before = "[\n"
    for one in found:
        yield before + json.dumps(dict(zip(COLUMNS, astuple(one), strict=True)), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _summary(counts: Counts) -> Iterator[str]:
    if not counts:
        yield "Nothing differs."
        return
    yield _counted("things", counts.things)
    if counts.renamed:
        yield f"{'IRIs':<11} ~{counts.renamed:,} that go on as another"
    yield f"{'names':<11} +{counts.names['+']:,} -{counts.names['-']:,}"
    yield _counted("statements", counts.statements)
    yield _counted("sources", counts.sources)
    if counts.proofs:
        yield f"{'evidence':<11} {counts.proofs:,} nodes differ"


def _counted(what: str, found: Counter[tuple[str, str]]) -> str:
    """A line: how many in all, and of what most."""
    totals = [sum(count for (change, _), count in found.items() if change == sign) for sign in "+-"]
    most = Counter[str]()
    for (_, name), count in found.items():
        most[name] += count
    named = sorted((name for name in most if most[name]), key=lambda name: (-most[name], name))
    parts = [f"{name} +{found['+', name]:,} -{found['-', name]:,}" for name in named[:_SHOWN]]
    more = f", … {len(named) - _SHOWN:,} more" if len(named) > _SHOWN else ""
    return f"{what:<11} +{totals[0]:,} -{totals[1]:,}" + (f": {', '.join(parts)}{more}" if parts else "")
