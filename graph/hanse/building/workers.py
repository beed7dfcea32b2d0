"""Many tasks on several cores, results in the order of the tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

__all__ = ["WORTHWHILE", "Lost", "each"]

WORTHWHILE = 40
"""Tasks from which starting worker processes pays."""

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")


class Lost:
    """In the place of a result: the process that worked on the task died of it."""


def each(
    work: Callable[[State, Task], Result], state: State, tasks: Sequence[Task], workers: int
) -> Iterator[Result | Lost]:
    """``work(state, task)`` for each task, in order; Lost in the place of a task that killed its process.

    ``work`` is a function of a module; ``state`` goes to each process once. Exceptions of ``work`` pass through.
    """
    if workers < 2 or len(tasks) < WORTHWHILE:
        yield from (work(state, task) for task in tasks)
        return
    done = 0
    while done < len(tasks):
        try:
            for result in _pooled(work, state, tasks[done:], workers):
                yield result
                done += 1
        except BrokenProcessPool:  # by a task that was under way: run those one by one to know which
            for task in tasks[done : done + 2 * workers]:
                yield _alone(work, state, task)
                done += 1


def _pooled(
    work: Callable[[State, Task], Result], state: State, tasks: Sequence[Task], workers: int
) -> Iterator[Result]:
    # fork, where there is one: the state needs no copying, and a caller's script no __main__ guard
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    pool = ProcessPoolExecutor(
        min(workers, len(tasks)), multiprocessing.get_context(method), _prepare, (work, state, os.getpid())
    )
    try:
        for future in [pool.submit(_run, task) for task in tasks]:
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(work: Callable[[State, Task], Result], state: State, task: Task) -> Result | Lost:
    try:
        return next(_pooled(work, state, [task], 1))
    except BrokenProcessPool:
        return Lost()


_context: tuple[Callable[[Any, Any], Any], Any]


def _prepare(work: Callable[[Any, Any], Any], state: Any, parent: int) -> None:
    global _context
    _context = (work, state)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes; the first one decides
    threading.Thread(target=_outlive_not, args=(parent,), daemon=True).start()


def _outlive_not(parent: int) -> None:
    """End with the process that started this one, even if that was killed."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _run(task: Any) -> Any:
    work, state = _context
    return work(state, task)
