"""How things are timed, and tables of what came of it."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Job = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """What was measured of one kind."""

    title: str
    about: str  # what was done, beside whom, and on what
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        marks = ["---", *["---:"] * (len(self.head) - 1)]
        table = "\n".join(f"| {' | '.join(row)} |" for row in (self.head, marks, *self.rows))
        return f"## {self.title}\n\n{self.about}\n\n{table}\n"


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds of the processor, in all threads, and on the wall."""

    cpu: float
    wall: float


def timed(job: Job) -> tuple[Any, Time]:
    """What a job gives, and the time that it took."""
    cpu, wall = time.process_time(), time.perf_counter()
    answer = job()
    return answer, Time(max(time.process_time() - cpu, 1e-7), time.perf_counter() - wall)


def turns(jobs: Iterable[Job], runs: int, seconds: float = 0.0, before: Job = gc.collect) -> list[Time]:
    """The best time of each job. They take turns, so many times, or more where so many seconds allow it."""
    jobs = list(jobs)
    best = [Time(float("inf"), float("inf"))] * len(jobs)
    spent, count = 0.0, 0
    while count < runs or (spent < seconds and count < 1000):
        for place in range(len(jobs)) if count % 2 else reversed(range(len(jobs))):
            if count < runs:
                before()
            took = timed(jobs[place])[1]
            best[place] = Time(min(best[place].cpu, took.cpu), min(best[place].wall, took.wall))
            spent += took.wall
        count += 1
    return best


def shown(seconds: float) -> str:
    """A time with its unit.

    >>> shown(0.00034), shown(0.034), shown(3.4)
    ('0.34 ms', '34.0 ms', '3.40 s')
    """
    if seconds >= 1:
        return f"{seconds:.2f} s" if seconds < 100 else f"{seconds:,.0f} s"
    return f"{seconds * 1000:.1f} ms" if seconds >= 0.001 else f"{seconds * 1000:.2f} ms"


def of_children(job: Job) -> tuple[Any, float]:
    """What a job gives, and the processor's seconds of the processes that it started and waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = job()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return answer, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
