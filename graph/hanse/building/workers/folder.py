"""A crew in a folder that all machines see, for batch queues: who has time takes a task from it.

    building     is there as long as there may be tasks
    jobs/J       what is done with the tasks of one each(): a function, its state, limits
    open/J-7     a task that waits
    taken/J-7    one that somebody does; its time of change is a sign of life
    done/J-7     its result

A file moves from one folder to the next in one step, so that a task has one owner. Whoever gives no sign of life for a
minute has lost it to another; should both do it, they do the same.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from hanse.building.cache import fingerprint, passing
from hanse.building.workers.crews import Limits, Work, packed
from hanse.building.workers.process import told
from hanse.building.workers.processes import Processes
from hanse.errors import GraphError, HanseError
from hanse.switching import locked

__all__ = ["PATIENCE", "posted", "work_for"]

PATIENCE = 60.0
"""Seconds without a sign of life after which a task is given to another."""

SIGN = 5.0
"""Seconds from one sign of life to the next."""

SPARE = 4
"""Tasks that wait, for who comes next."""

LOST = 3
"""A task that was lost so many times stops the build."""

PAUSES = (0.02, 1.0)
"""Seconds from one look into the folder to the next: at first, and where nothing happens."""

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")

_HERE, _JOBS, _OPEN, _TAKEN, _DONE = "building", "jobs", "open", "taken", "done"


@contextmanager
def posted(folder: Path, limits: Limits) -> Iterator[Posted]:
    """Tasks go into the folder, and whoever runs ``hanse work FOLDER`` does them. One build at a time."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, folder, "build", GraphError):
        for name in (_JOBS, _OPEN, _TAKEN, _DONE):
            (folder / name).mkdir(mode=0o700, exist_ok=True)  # what lies there is run by who takes it
            for path in (folder / name).iterdir():
                path.unlink()
        (folder / _HERE).touch()
        try:
            with _alive(folder / _HERE):
                yield Posted(folder, limits)
        finally:
            (folder / _HERE).unlink(missing_ok=True)


class Posted:
    """A crew of whoever takes tasks from a folder."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits

    def each(
        self, work: Work[State, Task, Result], state: State, tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result, dict[int, str]]]:
        """See ``Crew.each``."""
        job = uuid4().hex
        _write(self._folder / _JOBS / job, (fingerprint(), packed(work, state), self._limits))
        numbered = ((f"{job}-{number}", task) for number, task in enumerate(tasks))
        under_way: dict[str, Task] = {}
        watch = _Watch(self._folder)
        pause = PAUSES[0]
        try:
            while self._post(numbered, under_way):
                pause = min(2 * pause, PAUSES[1])
                for name in _names(self._folder / _DONE):
                    done, error, _ = _read(self._folder / _DONE / name)
                    (self._folder / _DONE / name).unlink()
                    if name not in under_way:  # it was done twice
                        continue
                    if error is not None:
                        raise error
                    task = under_way.pop(name)
                    self._post(numbered, under_way)  # now: the caller may take its time
                    yield task, *done
                    pause = PAUSES[0]
                watch.give_back()
                time.sleep(pause)
        finally:  # also where something is raised, or the caller takes no more
            for path in (self._folder / _JOBS / job, *(self._folder / _OPEN / name for name in under_way)):
                path.unlink(missing_ok=True)

    def _post(self, tasks: Iterator[tuple[str, Any]], under_way: dict[str, Any]) -> bool:
        """Have some tasks wait; False where there is no more, and none is under way."""
        while len(_names(self._folder / _OPEN)) < SPARE:
            name, task = next(tasks, ("", None))
            if not name:
                break
            under_way[name] = task
            _write(self._folder / _OPEN / name, task)
        return bool(under_way)


class _Watch:
    """Gives the tasks back of those from whom nothing is heard, by this machine's clock alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._signs: dict[str, tuple[float, float]] = {}  # the last sign of life, and when it was seen
        self._lost: Counter[str] = Counter()

    def give_back(self) -> None:
        now = time.monotonic()
        for name in _names(self._folder / _TAKEN):
            path = self._folder / _TAKEN / name
            with suppress(FileNotFoundError):
                sign = path.stat().st_mtime
                if self._signs.get(name, (None,))[0] != sign:
                    self._signs[name] = (sign, now)
                elif now - self._signs[name][1] > PATIENCE:
                    self._lost[name] += 1
                    if self._lost[name] >= LOST:
                        raise HanseError(
                            f"the build was stopped: who took a task from {self._folder} died, {LOST} times"
                        )
                    path.rename(self._folder / _OPEN / name)


def work_for(folder: Path, patience: float = 10 * PATIENCE) -> int:
    """Do tasks from a folder, as long as a build goes on there; tells how many.

    Ends when the build does, or where there is none for so many seconds. Who may write into the folder can have
    anything run here.
    """
    count, pause = 0, PAUSES[0]
    last, heard = 0.0, time.monotonic()
    with ExitStack() as stack:
        crews: dict[Limits, Processes] = {}
        while True:
            if name := _take(folder):
                _do(folder, name, lambda limits: crews.get(limits) or crews.setdefault(limits, _one(stack, limits)))
                count, pause = count + 1, PAUSES[0]
                continue
            sign = _sign(folder / _HERE)
            if sign != last:
                if not sign:
                    return count
                last, heard = sign, time.monotonic()
            if time.monotonic() - heard > patience:
                return count
            time.sleep(pause)
            pause = min(2 * pause, PAUSES[1])


def _take(folder: Path) -> str:
    for name in _names(folder / _OPEN):
        with suppress(FileNotFoundError):  # another was quicker
            (folder / _OPEN / name).rename(folder / _TAKEN / name)
            os.utime(folder / _TAKEN / name)
            return name
    return ""


def _one(stack: ExitStack, limits: Limits) -> Processes:
    return stack.enter_context(Processes(1, limits, "spawn"))


def _do(folder: Path, name: str, crew: Callable[[Limits], Processes]) -> None:
    path = folder / _TAKEN / name
    with suppress(FileNotFoundError), _alive(path):  # not there: the build stopped, or gave the task to another
        task = _read(path)
        code, job, limits = _read(folder / _JOBS / name.rpartition("-")[0])
        try:
            if code != fingerprint():
                raise HanseError("who works for the build has another Hanse: install the same everywhere")
            work, state = pickle.loads(job)
            ((_, *done),) = crew(limits).each(work, state, [task])
            answer = pickle.dumps((done, None, -1), 5)
        except Exception as error:
            answer = told(error, -1)
        _write(folder / _DONE / name, answer)
        path.unlink()


@contextmanager
def _alive(path: Path) -> Iterator[None]:
    """Give signs of life at a file."""
    ended = threading.Event()

    def sign() -> None:
        while not ended.wait(SIGN):
            with suppress(OSError):
                os.utime(path)

    thread = threading.Thread(target=sign, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _sign(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _names(folder: Path) -> list[str]:
    with suppress(FileNotFoundError):
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    return []


def _write(path: Path, value: object) -> None:
    """A value as a file that is there whole or not at all."""
    partial = passing(path)
    partial.write_bytes(value if isinstance(value, bytes) else pickle.dumps(value, 5))
    partial.replace(path)


def _read(path: Path) -> Any:
    return pickle.loads(path.read_bytes())
