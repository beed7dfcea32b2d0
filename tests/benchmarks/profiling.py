"""A build by its stages: where the time of the processor goes, and what each stage holds in memory."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpora import SOURCES, write
from growing import family, proportional
from measuring import Part, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = 0.25  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Stage:
    """What a stage took."""

    wall: float = 0.0
    cpu: float = 0.0  # of all processes
    first: int = 0  # bytes that the first process held at most
    worker: int = 0  # and another


@dataclass(slots=True)
class Ledger:
    """What the stages of a build took; each ends where the next one begins."""

    stages: dict[str, Stage] = field(default_factory=dict)
    now: str = "discovering"
    since: tuple[float, float] = (0.0, 0.0)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Is told of progress by the build."""
        if stage != self.now:
            self.turn(stage)

    def turn(self, stage: str) -> None:
        wall, cpu = time.perf_counter(), sum(map(seconds, family(os.getpid())))
        spent = self.stages.setdefault(self.now, Stage())
        spent.wall += wall - self.since[0]
        spent.cpu += cpu - self.since[1]
        self.now, self.since = stage, (wall, cpu)

    def look(self) -> None:
        first, *others = [proportional(one) for one in family(os.getpid())]
        spent = self.stages.setdefault(self.now, Stage())
        spent.first, spent.worker = max(spent.first, first), max(spent.worker, max(others, default=0))


def stages(folder: Path, documents: int, rows_each: int, workers: int) -> Part:
    from hanse import build

    corpus = folder / "profiled"
    write(corpus, documents, documents * rows_each)
    ledger = Ledger(since=(time.perf_counter(), sum(map(seconds, family(os.getpid())))))
    with watching(ledger):
        report = build(corpus / SOURCES, folder / "graph", workers=workers, progress=ledger)
        ledger.turn("")
    whole = sum(one.cpu for one in ledger.stages.values())
    rows = [
        [
            name, shown(one.wall), shown(one.cpu), f"{one.cpu / whole:.0%}", f"{one.first / 1e6:,.0f} MB",
            f"{one.worker / 1e6:,.0f} MB" if one.worker else "",
        ]
        for name, one in ledger.stages.items() if one.cpu / whole > 0.001
    ]  # fmt: skip
    about = (
        f"A build of {documents:,} generated documents and {documents * rows_each:,} rows of tables, {report.quads:,} "
        f"quads, from nothing, by {workers} worker{'s' * (workers > 1)}: time, the processor's time, and memory."
    )
    return Part(
        "A build by its stages", about, ["stage", "time", "processor", "share", "first process", "a worker"], rows
    )


@contextmanager
def watching(ledger: Ledger) -> Iterator[None]:
    done = threading.Event()

    def watch() -> None:
        while not done.wait(EVERY):
            ledger.look()

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def seconds(process: int) -> float:
    """Of the processor, that a process and those that it waited for took."""
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, told[11:15])) / TICKS
