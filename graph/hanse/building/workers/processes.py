"""A crew of processes: one that hangs, swells or dies is replaced, and what it was doing is done again."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import time
import warnings
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, Literal, TypeVar

from hanse.building.workers.crews import NONE, Limits, Work
from hanse.building.workers.process import BEAT, work
from hanse.errors import HanseError

__all__ = ["Method", "Processes"]

TICK = 0.25
"""Seconds between two looks at how long an item takes."""

LONGEST = 1.0
"""What passes between two looks counts for so many seconds at most: the machine may have slept, or this process."""

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")

Method = Literal["fork", "spawn"]


class Processes:
    """So many processes. One ``each`` at a time."""

    def __init__(self, workers: int, limits: Limits, method: Method) -> None:
        self._workers, self._limits, self._method = workers, limits, method
        self._free: list[_Process] = []
        self._busy: dict[_Process, _Order] = {}
        self._jobs = 0

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._drop()
        for process in self._free:
            process.end(kindly=kind is None)
        self._free = []

    def each(
        self, work: Work[State, Task, Result], state: State, tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result, dict[int, str]]]:
        """See ``Crew.each``."""
        if self._busy:
            raise RuntimeError("a crew does the tasks of one each() at a time")
        self._jobs += 1
        job = _Job(self._jobs, pickle.dumps((work, state), 5))
        orders = (_Order(number, task) for number, task in enumerate(tasks))
        again: deque[_Order] = deque()
        try:
            while self._employ(job, again, orders):
                for process in self._settled():
                    order = self._busy.pop(process)
                    try:
                        result = process.answer(order.number)
                    except _Failed as failure:
                        order.blame(failure)
                        again.append(order)
                    else:
                        self._free.append(process)
                        self._employ(job, again, orders)  # now: the caller may take its time
                        yield order.task, result, order.left_out
        finally:  # also where something is raised, or the caller takes no more
            self._drop()

    def _employ(self, job: _Job, again: deque[_Order], orders: Iterator[_Order]) -> bool:
        """Give orders to all that have none; False where there are no more, and none is under way."""
        while len(self._busy) < self._workers:
            order = again.popleft() if again else next(orders, None)
            if order is None:
                break
            while True:
                process = self._free.pop() if self._free else _Process(self._limits, self._method)
                if process.give(order, job):
                    break
            self._busy[process] = order
        return bool(self._busy)

    def _settled(self) -> list[_Process]:
        """Those that have an answer, died, or took too long; waits a moment for one."""
        wait([process.link for process in self._busy], TICK)
        return [process for process, order in self._busy.items() if process.settled(order.number)]

    def _drop(self) -> None:
        for process in self._busy:
            process.end()
        self._busy = {}


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    packed: bytes  # the function and the state


@dataclass(slots=True)
class _Order:
    """A task, until it is done."""

    number: int
    task: Any
    left_out: dict[int, str] = field(default_factory=dict)
    failures: Counter[int] = field(default_factory=Counter)  # by the item that was under way

    def blame(self, failure: _Failed) -> None:
        """Leave the item out, unless the failure may have been an accident."""
        item = failure.item
        self.failures[item] += 1
        if self.failures[item] < failure.believed:
            return
        if item == NONE:
            raise HanseError(f"the build was stopped: a worker process {failure.reason}") from failure
        self.left_out[item] = failure.reason


class _Failed(Exception):  # noqa: N818
    """A process failed while an item was under way, which is to blame for it when it happened so many times."""

    def __init__(self, item: int, reason: str, believed: int = 1) -> None:
        super().__init__(reason)
        self.item, self.reason, self.believed = item, reason, believed


class _Process:
    """A worker process, and how far it is."""

    def __init__(self, limits: Limits, method: Method) -> None:
        context = multiprocessing.get_context("fork") if method == "fork" else multiprocessing.get_context("spawn")
        self.link, orders = context.Pipe()
        self._beats, beats = context.Pipe(duplex=False)
        arguments = (orders, beats, os.getpid(), limits.memory)
        self._process = context.Process(target=work, args=arguments, daemon=True)
        with warnings.catch_warnings():  # of threads: what is forked here waits for nothing that they might hold
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        orders.close()
        beats.close()
        self._limits, self._job = limits, 0
        self._item, self._took, self._seen = NONE, 0.0, 0.0

    def give(self, order: _Order, job: _Job) -> bool:
        """Have an order done; False where the process is dead."""
        packed = None if job.number == self._job else job.packed
        message = pickle.dumps((order.number, packed, order.task, frozenset(order.left_out)), 5)
        try:
            self.link.send_bytes(message)
        except OSError:
            self.end()
            return False
        self._job, self._item, self._seen = job.number, NONE, time.monotonic()
        return True

    def settled(self, number: int) -> bool:
        """Whether the order has an answer, or needs to be waited for no more."""
        if self.link.poll():
            return True
        self._look(number)
        return self._item != NONE and self._took > self._limits.seconds

    def answer(self, number: int) -> Any:
        """The result of the order. Raises what the work raised, or _Failed: the process is ended then."""
        try:
            if not self.link.poll():
                raise _Failed(self._item, f"took more than {self._limits.seconds:g} s")
            result, error, item = pickle.loads(self.link.recv_bytes())
            if isinstance(error, MemoryError) and item != NONE:
                raise _Failed(item, f"needed more than {self._limits.memory / 1024**3:.3g} GB of memory")
        except _Failed:
            self.end()
            raise
        except (EOFError, OSError):
            self._look(number)
            self.end()
            raise _Failed(self._item, *_death(self._process.exitcode or 0)) from None
        if error is not None:
            self.end()
            raise error
        return result

    def end(self, kindly: bool = False) -> None:
        """End it, whatever it does."""
        if kindly:
            try:
                self.link.send_bytes(b"")
                self._process.join(1)
            except OSError:
                pass
        self._process.kill()
        self._process.join()
        self.link.close()
        self._beats.close()

    def _look(self, number: int) -> None:
        """Note which item is under way, and for how long."""
        now = time.monotonic()
        self._took += min(now - self._seen, LONGEST)
        self._seen = now
        try:
            while self._beats.poll():
                order, item = BEAT.unpack(self._beats.recv_bytes())
                if order == number:
                    self._item, self._took = item, 0.0
        except (EOFError, OSError):  # all that it told was read
            pass


def _death(code: int) -> tuple[str, int]:
    """How a process ended that should not have, and how often it takes to believe that it was no accident."""
    if code == -getattr(signal, "SIGKILL", 9):  # Windows has none
        return "was ended by the system: too little memory, it seems", 3
    if code < 0:
        return f"ended the process ({signal.Signals(-code).name}): a fault in a library", 2
    return f"ended the process (status {code}): a fault in a library", 2
