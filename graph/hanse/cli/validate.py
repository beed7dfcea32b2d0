"""``hanse validate``: a graph against the shapes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hanse.cli.options import Choice, graph_or_file_option, output_option, width, write

if TYPE_CHECKING:
    from hanse.validation import Progress

__all__ = ["validate"]

_COLUMNS = ("focus", "path", "value", "message", "graph")


@click.command()
@graph_or_file_option
@click.option(
    "-f",
    "--format",
    "format_",
    type=Choice(["table", "csv", "json", "md"]),
    default="table",
    show_default=True,
    help="How to write what is wrong.",
)
@output_option
@click.pass_context
def validate(context: click.Context, graph: Path, format_: str, output: str) -> None:
    """Check a graph against the shapes.

    Each document's graph is checked by itself. What is wrong is written with the thing and the property at fault, the
    value that stands there, and what is asked for. The exit status is 1 where anything is wrong.

    \b
    Examples:
      hanse validate -g G
      hanse validate -g G -f json -o wrong.json
      hanse validate -g mine.ttl
    """
    from hanse import tabulation, validation
    from hanse.queries import Rows

    with _progress() as progress:
        found = list(validation.validate(graph, progress=progress))
    rows = Rows.of(_COLUMNS, ([getattr(one, name) for name in _COLUMNS] for one in found))
    if format_ == "json":
        write(tabulation.records(rows), output)
    elif found or format_ != "table":
        write(tabulation.render(rows, format_, width(output)), output)
    click.echo(f"{graph} {_verdict(len(found))}", err=True)
    context.exit(1 if found else 0)


def _verdict(count: int) -> str:
    """What is said in the end.

    >>> _verdict(0), _verdict(1), _verdict(1200)
    ('conforms to the shapes', 'has 1 violation', 'has 1,200 violations')
    """
    return f"has {count:,} violation{'' if count == 1 else 's'}" if count else "conforms to the shapes"


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("Checking", total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
