"""Workers that are kept ready, for a server: see `hanse.queries.workers`."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from hanse.errors import QueryError
from hanse.queries.workers import Worker

__all__ = ["Busy", "Pool"]


class Busy(QueryError):  # noqa: N818
    """All workers of a pool are answering, and none came free in time."""


class Pool:
    """Workers that are ready to answer; any thread may ask for one.

    A worker that was killed is replaced when it comes back; `close` ends them all.
    """

    def __init__(self, directory: str | Path, size: int, *, least: float = 0.0, memory: int | None = None) -> None:
        self._start = partial(Worker, directory, least=least, memory=memory)
        self._free: queue.Queue[Worker | None] = queue.Queue()
        self._all: set[Worker] = set()
        self._closed = False
        self._lock = threading.Lock()
        for _ in range(size):
            self._free.put(self._replaced(None))

    def wait(self) -> None:
        """Return when a worker has the graph open; GraphError where it can't be opened."""
        with self.worker() as worker:
            worker.wait()

    @contextmanager
    def worker(self, patience: float | None = None) -> Iterator[Worker]:
        r"""A worker for one caller alone; Busy where none comes free within ``patience`` seconds.

        >>> import io
        >>> from hanse.queries.workers import Limits, Request
        >>> pool, into = Pool(graph.directory, 1), io.BytesIO()
        >>> with pool.worker(patience=10) as worker:
        ...     reply = worker.ask(Request("SELECT ?s { ?s a hanse:Network } ORDER BY ?s"), into, Limits(rows=1))
        >>> reply.columns, reply.more, into.getvalue()
        (('s',), True, b'?s\n<https://w3id.org/hanse/id/network/biodivercity>\n')
        >>> pool.close()
        """
        worker = self._taken(patience)
        try:
            yield worker
        finally:
            self._free.put(worker if worker.alive else self._replaced(worker))

    def close(self) -> None:
        """End all workers, those that are answering too."""
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.kill()
        with suppress(queue.Empty):
            while True:
                if idle := self._free.get_nowait():
                    idle.close()
        self._free.put(None)

    def _taken(self, patience: float | None) -> Worker:
        try:
            worker = self._free.get(timeout=patience)
        except queue.Empty:
            raise Busy("too many queries at once; try again later") from None
        if worker and not worker.alive:  # ended while it had nothing to do
            worker = self._replaced(worker)
        if worker is None:
            self._free.put(None)  # for the others that wait
            raise Busy("queries are answered no more: the pool is closed")
        return worker

    def _replaced(self, worker: Worker | None) -> Worker | None:
        if worker:
            worker.close()
        with self._lock:
            self._all -= {worker}
            if self._closed:
                return None
            self._all.add(started := self._start())
        return started
