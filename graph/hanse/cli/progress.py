"""How far a build is, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hanse.names import printable

if TYPE_CHECKING:
    from hanse.building import Progress

__all__ = ["progress"]

_STAGES = {
    "reading": "Reading documents",
    "tables": "Reading tables",
    "graphs": "Reading graphs",
    "surveying": "Finding names",
    "extracting": "Extracting facts",
    "writing": "Writing quads",
    "indexing": "Indexing",
    "finishing": "Drawing the start page",
    "publishing": "Writing the site",
    "checking": "Checking the site",
    "pushing": "Sending quads",
}


@contextmanager
def progress(silent: bool = False) -> Iterator[Progress | None]:
    """A progress bar on stderr, with rate and time left, drawn by no thread of its own: workers are forked."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bars:
        yield _drawer(bars)


def _drawer(bars: object) -> Progress:
    from rich.markup import escape
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    assert isinstance(bars, Bars)
    tasks: dict[str, tuple[TaskID, float]] = {}
    drawn = 0.0

    def draw(stage: str, done: int, total: int) -> None:
        nonlocal drawn
        now = time.monotonic()
        if stage not in tasks:
            tasks[stage] = (bars.add_task(_STAGES.get(stage, escape(printable(stage))), total=total, rate=""), now)
        task, since = tasks[stage]
        rate = f"{done / (now - since):,.0f}/s" if now - since > 0.5 else ""
        bars.update(task, completed=done, rate=rate)
        if done == total or now - drawn > 0.1:
            drawn = now
            bars.refresh()

    return draw
