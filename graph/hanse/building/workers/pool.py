"""Many tasks on several cores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from itertools import groupby
from typing import Any, TypeVar

from hanse.building.workers.crews import collecting_rarely
from hanse.building.workers.process import NEW_OBJECTS

__all__ = ["WORTHWHILE", "Lost", "each"]

WORTHWHILE = 40
"""Tasks from which starting worker processes pays."""

BATCH = 16
"""The most tasks that a process gets at a time."""

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")


class Lost:
    """In the place of a result: the process that worked on the task died of it."""


def each(
    work: Callable[[State, Task], Result],
    state: State,
    tasks: Sequence[Task],
    workers: int,
    alike: Callable[[Task], str],
) -> Iterator[tuple[int, Result | Lost]]:
    """``work(state, task)`` for each task, as (number of the task, result), in any order.

    Tasks that are ``alike`` are done one after the other, where that can be: they share what ``work`` loads for them.
    ``work`` is a function of a module; ``state`` goes to each process once. Exceptions of ``work`` pass through.
    """
    batches = _batches(tasks, alike)
    if workers < 2 or len(tasks) < WORTHWHILE:
        with collecting_rarely():
            yield from ((number, work(state, tasks[number])) for batch in batches for number in batch)
        return
    while batches:
        left = dict.fromkeys(batches)
        try:
            for batch, results in _pooled(work, state, tasks, batches, workers):
                del left[batch]
                yield from zip(batch, results, strict=True)
        except BrokenProcessPool:  # by a task of a batch that was under way: do those one by one to know which
            for batch in list(left)[: 2 * workers]:
                del left[batch]
                yield from ((number, _alone(work, state, tasks[number])) for number in batch)
        batches = list(left)


Batch = tuple[int, ...]


def _batches(tasks: Sequence[Task], alike: Callable[[Task], str]) -> list[Batch]:
    def kind(number: int) -> str:
        return alike(tasks[number])

    groups = (tuple(group) for _, group in groupby(sorted(range(len(tasks)), key=kind), kind))
    return [group[start : start + BATCH] for group in groups for start in range(0, len(group), BATCH)]


def _pooled(
    work: Callable[[State, Task], Result], state: State, tasks: Sequence[Task], batches: Sequence[Batch], workers: int
) -> Iterator[tuple[Batch, list[Result]]]:
    # fork, where there is one: the state needs no copying, and a caller's script no __main__ guard
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(min(workers, len(batches)), context, _prepare, (work, state, os.getpid()))
    try:
        futures = {pool.submit(_run, [tasks[number] for number in batch]): batch for batch in batches}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(work: Callable[[State, Task], Result], state: State, task: Task) -> Result | Lost:
    try:
        ((_, (result,)),) = _pooled(work, state, [task], [(0,)], 1)
    except BrokenProcessPool:
        return Lost()
    return result


_context: tuple[Callable[[Any, Any], Any], Any]


def _prepare(work: Callable[[Any, Any], Any], state: Any, parent: int) -> None:
    global _context
    _context = (work, state)
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes; the first one decides
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End when the process that started this one has ended, even if it was killed."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _run(tasks: list[Any]) -> list[Any]:
    work, state = _context
    return [work(state, task) for task in tasks]
