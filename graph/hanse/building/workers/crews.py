"""Who does the tasks of a build, and what one item of a task may take."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from hanse.building.workers.process import NEW_OBJECTS

__all__ = ["NONE", "Crew", "Limits", "Step", "collecting_rarely", "crew", "packed"]

NONE = -1
"""The number to call a step with where no item is under way any more, but the task is not at its end."""

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")

Step = Callable[[int], bool]
"""Called with the number of an item of the task before it is begun; False: it is to be left out."""

Work = Callable[[State, Task, Step], Result]
"""A function of a module, so that other processes find it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What an item, mostly a document, may take; one that takes more is left out."""

    seconds: float = 120
    memory: int = 2 * 1024**3  # bytes, beyond what its process had before


class Crew(Protocol):
    """Does tasks, in this process, in others, or on other machines."""

    def each(
        self, work: Work[State, Task, Result], state: State, tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result, dict[int, str]]]:
        """``work(state, task, step)`` for each task, in any order: the task, the result, and what was left out of it.

        Tasks are taken when there is somebody to do them. ``work`` calls ``step(k)`` before it begins item k, and
        leaves the item out where the answer is False: it took too much time or memory before, or ended its process. The
        reasons are the third value, by item. Exceptions of ``work`` pass through, but a MemoryError during an item,
        which has it left out. State, tasks and results are pickled; they should be small.
        """


def crew(workers: int, limits: Limits | None = None, scheduler: str = "") -> AbstractContextManager[Crew]:
    """So many processes, started when they are first needed and kept to the end of the block.

    With no worker the tasks are done in this process, and no limit holds; as where a process may not start others. With
    a scheduler they are done by its workers, however many these are: the address of dask's, or a folder from which
    ``hanse work`` takes tasks.

    >>> def work(state, task, step):
    ...     return [state * item for number, item in enumerate(task) if step(number)]
    >>> with crew(0) as one:
    ...     list(one.each(work, 10, [(1, 2), (3,)]))
    [((1, 2), [10, 20], {}), ((3,), [30], {})]
    """
    from hanse.building.workers.processes import Processes

    limits = limits or Limits()
    if scheduler:
        from hanse.building.workers.cluster import cluster
        from hanse.building.workers.folder import posted

        if "://" in scheduler or ":" in Path(scheduler).name:
            return cluster(scheduler, limits)
        return posted(Path(scheduler), limits)
    if workers < 1 or multiprocessing.current_process().daemon:
        return nullcontext(_Here())
    # fork, where there is one: no module is loaded twice, and a caller's script needs no __main__ guard
    forks = "fork" in multiprocessing.get_all_start_methods()
    return Processes(workers, limits, "fork" if forks else "spawn")


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Look for garbage once in so many new objects: extraction keeps what it found out about words, and looking through
    all of that again and again is a tenth of its time.
    """
    before = gc.get_threshold()
    gc.set_threshold(NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def packed(work: Work[State, Task, Result], state: State) -> bytes:
    """What is done with tasks, for processes on other machines: they do it in the folder that this one is in."""
    return pickle.dumps((_there, (Path.cwd(), work, state)), 5)


def _there(job: tuple[str, Work[State, Task, Result], State], task: Task, step: Step) -> Result:
    folder, work, state = job
    os.chdir(folder)
    return work(state, task, step)


class _Here:
    """Does the tasks in this process."""

    def each(
        self, work: Work[State, Task, Result], state: State, tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result, dict[int, str]]]:
        with collecting_rarely():
            for task in tasks:
                yield task, work(state, task, lambda number: True), {}
