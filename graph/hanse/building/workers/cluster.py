"""A crew on other machines: the workers of a dask cluster, each of which drives a process of its own.

So the same limits hold there, an item is left out for the same reasons, and a crash in a library takes no worker along.
What the cluster itself loses (a worker is killed, a machine stops) its scheduler has done again elsewhere.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from hanse.building.cache import fingerprint
from hanse.building.workers.crews import Limits, Work, packed
from hanse.building.workers.processes import Processes
from hanse.errors import HanseError, ServerError

if TYPE_CHECKING:
    from distributed import Client, Future

__all__ = ["cluster"]

PATIENCE = 30
"""Seconds to wait for the scheduler, and for its first worker."""

AHEAD = 2
"""Tasks that the cluster has at a time, for each of its threads: so none waits for the next."""

Task = TypeVar("Task")
Result = TypeVar("Result")
State = TypeVar("State")


@contextmanager
def cluster(address: str, limits: Limits) -> Iterator[Cluster]:
    """The workers of the dask scheduler at an address.

    They need the same Hanse, and must see the same files under the same names. Raises ServerError where nobody answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise HanseError("--scheduler needs dask: pip install 'hanse[cluster]'") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ServerError(f"no dask scheduler answers at {address}: {error}") from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise ServerError(f"the scheduler at {address} has no worker: start one with dask worker") from error
        yield Cluster(client, address, limits)


class Cluster:
    """A crew of the workers that a scheduler has."""

    def __init__(self, client: Client, address: str, limits: Limits) -> None:
        self._client, self._address, self._limits = client, address, limits

    def each(
        self, work: Work[State, Task, Result], state: State, tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result, dict[int, str]]]:
        """See ``Crew.each``."""
        from distributed import as_completed

        name = f"{work.__name__}-{uuid4().hex}"
        job = packed(work, state)
        waiting = iter(enumerate(tasks))
        under_way: dict[Future, Task] = {}
        done = as_completed(loop=self._client.loop)
        try:
            while self._submit(name, job, waiting, under_way, done):
                future = next(done)
                result, left_out = self._result(future)
                task = under_way.pop(future)
                future.release()
                self._submit(name, job, waiting, under_way, done)  # now: the caller may take its time
                yield task, result, left_out
        finally:  # also where something is raised, or the caller takes no more
            self._client.cancel(list(under_way), force=True)

    def _submit(
        self, name: str, job: bytes, waiting: Iterator[tuple[int, Any]], under_way: dict[Future, Any], done: Any
    ) -> bool:
        """Give the cluster as much as it can do at a time; False where there is no more, and none is under way."""
        most = AHEAD * max(1, sum(self._client.nthreads().values()))
        while len(under_way) < most:
            number, task = next(waiting, (-1, None))
            if number < 0:
                break
            arguments = (fingerprint(), job, pickle.dumps(task, 5), self._limits)
            future = self._client.submit(_do, *arguments, key=f"{name}-{number}", pure=False)
            under_way[future] = task
            done.add(future)
        return bool(under_way)

    def _result(self, future: Future) -> tuple[Any, dict[int, str]]:
        from distributed import KilledWorker

        try:
            result: tuple[Any, dict[int, str]] = future.result()
        except (CancelledError, asyncio.CancelledError) as error:
            raise ServerError(f"the scheduler at {self._address} is gone; build again to go on") from error
        except KilledWorker as error:
            raise HanseError(
                f"the build was stopped: one worker of the cluster after the other died: {error}"
            ) from error
        return result


_mine = threading.local()


def _do(code: str, job: bytes, task: bytes, limits: Limits) -> tuple[Any, dict[int, str]]:
    """Do a task on a worker of the cluster, in a process that each of its threads keeps."""
    if fingerprint() != code:
        raise HanseError(
            "the workers of the cluster have another Hanse: install the same everywhere, and start them anew"
        )
    if getattr(_mine, "limits", None) != limits:
        multiprocessing.current_process().daemon = False  # as dask starts its workers; a daemon may start no process
        _mine.crew, _mine.limits = Processes(1, limits, "spawn"), limits
    work, state = pickle.loads(job)
    ((_, result, left_out),) = _mine.crew.each(work, state, [pickle.loads(task)])
    return result, left_out
