"""How far a build is, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from hanse.names import printable

if TYPE_CHECKING:
    from hanse.building import Progress

__all__ = ["STAGES", "progress"]

STAGES = {
    "reading": "Reading documents",
    "tables": "Reading tables",
    "mapping": "Reading parts of tables",
    "graphs": "Reading graphs",
    "extracting": "Extracting facts",
    "identifying": "Telling things apart",
    "writing": "Writing quads",
    "merging": "Merging quads",
    "indexing": "Indexing",
    "finishing": "Drawing the start page",
    "publishing": "Writing the site",
    "checking": "Checking the site",
    "pushing": "Sending quads",
}
"""How stages are called on the screen."""


_LINES = 60.0  # seconds from one line to the next where stderr is no terminal: the log of a long job


@contextmanager
def progress(silent: bool = False) -> Iterator[Progress | None]:
    """Bars on stderr, with rate and time left, drawn by no thread of their own: workers are forked.

    Where stderr is no terminal, a line a minute, from the first minute on. A stage may begin before it is known how
    many tasks it has: its total is 0 till then.
    """
    if silent:
        yield None
        return
    if not sys.stderr.isatty():
        yield _teller()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True),
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
            tasks[stage] = (bars.add_task(escape(_name(stage)), total=total or None, rate=""), now)
        task, since = tasks[stage]
        rate = f"{done / (now - since):,.0f}/s" if now - since > 0.5 else ""
        bars.update(task, completed=done, total=total or None, rate=rate)
        if done == total or now - drawn > 0.1:
            drawn = now
            bars.refresh()

    return draw


def _teller() -> Progress:
    begun: dict[str, float] = {}
    told = time.monotonic()

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        since = begun.setdefault(stage, now)
        if now - told >= _LINES:
            told = now
            print(f"{_name(stage)}: {_how_far(done, total, now - since)}", file=sys.stderr, flush=True)

    return tell


def _name(stage: str) -> str:
    return STAGES.get(stage) or printable(stage)


def _how_far(done: int, total: int, seconds: float) -> str:
    """How far a stage is after so many seconds.

    >>> _how_far(600, 2000, 60), _how_far(600, 0, 60), _how_far(0, 7, 0)
    ('600 of 2,000, 10/s, 0:02:20 left', '600, 10/s', '0 of 7')
    """
    parts = [f"{done:,} of {total:,}" if total else f"{done:,}"]
    if done and seconds >= 1:
        parts.append(f"{done / seconds:,.3g}/s" if done < 100 * seconds else f"{done / seconds:,.0f}/s")
        if total > done:
            parts.append(f"{timedelta(seconds=round((total - done) * seconds / done))} left")
    return ", ".join(parts)
