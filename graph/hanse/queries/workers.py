"""Queries that can be stopped: each runs in a process of its own, which is killed when its time is over.

The store answers a query in one call that nothing can interrupt. A `Worker` is a process that has a graph open, to
read, and answers one query at a time (see `hanse.queries.answering`, which is what runs there). A process is started
as a fresh interpreter, never forked, so that threads may start them. Answers come through a pipe piece by piece, and
are written where the caller wants them: no more than a piece of them is ever held here.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from hanse.errors import GraphError, QueryError, QueryTimeout, QueryTooLarge

__all__ = ["FORMATS", "NO_LIMITS", "Limits", "Reply", "Request", "Sink", "Worker"]

FORMATS = MappingProxyType(
    {"rows": ("json", "xml", "csv", "tsv"), "triples": ("turtle", "nt", "jsonld", "rdfxml", "trig", "nq", "n3")}
)
"""What an answer can be written as, by its form; yes or no (a "boolean") as rows are."""

HEAD = struct.Struct(">cI")
"""What stands before each message of a worker: what it is, and how many bytes follow."""

READY, FORM, PIECE, END, REFUSED = b"R", b"F", b"P", b"E", b"X"
_TAKEN = {-signal.SIGABRT, -signal.SIGSEGV, -getattr(signal, "SIGKILL", 9), -getattr(signal, "SIGBUS", 7)}


class Sink(Protocol):
    """Where an answer is written: an open binary file will do."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take; None is no limit."""

    seconds: float | None = None  # from when it is asked till the last byte is written
    rows: int | None = None  # or triples: of more, the first are given, and the reply says that there are more
    bytes: int | None = None  # of the answer as it is written: of more, QueryTooLarge


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Request:
    """A query for a worker, with its parameters bound and `hanse.queries.sparql.check` passed.

    ``formats`` says how to write an answer of each form (see `FORMATS`); an answer of a form that is not there is not
    written. ``default_graphs`` and ``named_graphs`` are IRIs: the dataset of the SPARQL protocol, where one is given.
    """

    sparql: str
    formats: Mapping[str, str] = field(default_factory=lambda: {"rows": "tsv", "triples": "nt"})
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""  # of relative IRIs

    def __post_init__(self) -> None:
        for form, format in self.formats.items():
            if format not in FORMATS.get(form, ()):
                raise QueryError(f"{form} can't be written as {format}")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is known of an answer beside its bytes."""

    form: str  # "rows", "triples" or "boolean"
    columns: tuple[str, ...] = ()
    boolean: bool = False
    written: bool = True  # False: the request had no format for this form
    more: bool = False  # there are more rows than the limit let through


class Worker:
    """A process that has a graph open and answers one query at a time; threads that ask wait for each other.

    Starting it returns at once; it opens the graph meanwhile. ``least`` leaves out statements of less confidence.
    ``memory`` is how many bytes a query may take beside what the open graph has (on systems that can limit it, Linux
    for one). It ends when it is closed, and when the process that started it ends in whatever way.
    """

    def __init__(self, directory: str | Path, *, least: float = 0.0, memory: int | None = None) -> None:
        self.directory, self.memory = Path(directory), memory
        given = json.dumps({"directory": str(directory), "least": least, "memory": memory})
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "hanse.queries.answering", given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for the process that asks
        )
        self._end = weakref.finalize(self, _end, self._process)
        self._ready = False
        self._late: float | None = None
        self._between = True  # nothing of an answer is still to come
        self._turn = 0
        self._lock, self._asked = threading.Lock(), threading.Lock()

    @property
    def alive(self) -> bool:
        """Whether it can still be asked."""
        return self._between and self._process.poll() is None

    def wait(self) -> None:
        """Return when the graph is open; GraphError where it can't be opened."""
        if not self._ready:
            try:
                self._expect(READY)
            except GraphError:
                self._between = False  # it has ended, or is about to
                raise
            self._ready = True

    def ask(self, request: Request, into: Sink, limits: Limits = NO_LIMITS) -> Reply:
        """Answer a query: its bytes are written to ``into`` as they come, the reply is given after the last.

        The bytes are an answer only when this returns: until then keep them apart, in a spooled file for instance.
        Raises SyntaxError where the query is not SPARQL (as `hanse.store.Store.query` does), QueryTimeout,
        QueryTooLarge (for bytes and memory), QueryError for all else that the query is to blame for, GraphError where
        the graph can't be opened. What ``into`` raises passes through. It may be asked again after an error while it
        is `alive`: time, memory and what ``into`` raises end it.
        """
        with self._asked:
            if not self._end.alive:  # it was closed
                raise self._ended()
            try:
                self.wait()
                with self._within(limits.seconds):
                    return self._answered(request, limits, into)
            finally:
                if not self._between:  # what it still has to say would be taken for the next answer
                    self.close()

    def _answered(self, request: Request, limits: Limits, into: Sink) -> Reply:
        self._send(request, limits)
        form = self._expect(FORM)
        while (message := self._receive())[0] == PIECE:
            into.write(message[1])
        more = self._expect(END, message)["more"]
        return Reply(form["form"], tuple(form["columns"]), form["boolean"], form["written"], more)

    def kill(self) -> None:
        """End the process, whatever it is doing: another thread that waits for its answer gets QueryError."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back what it took; only when nobody is asking it."""
        self._between = False
        self._end()

    @contextmanager
    def _within(self, seconds: float | None) -> Iterator[None]:
        """Kill the process when the time is over; the pipe then ends, and `_ended` says why."""
        timer = threading.Timer(seconds, self._expire, (self._turn, seconds)) if seconds is not None else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            yield
        finally:
            with self._lock:  # a timer that can't be stopped any more finds that its turn is over
                self._turn += 1
            if timer:
                timer.cancel()

    def _expire(self, turn: int, seconds: float) -> None:
        with self._lock:
            if self._turn == turn:
                self._late = seconds
                self.kill()

    def _send(self, request: Request, limits: Limits) -> None:
        self._between = False
        line = json.dumps(asdict(request) | {"rows": limits.rows, "bytes": limits.bytes, "seconds": limits.seconds})
        try:
            self._process.stdin.write(line.encode() + b"\n")  # type: ignore[union-attr]
            self._process.stdin.flush()  # type: ignore[union-attr]
        except OSError:  # it is gone
            raise self._ended() from None

    def _expect(self, kind: bytes, message: tuple[bytes, bytes] | None = None) -> dict[str, Any]:
        found, data = message or self._receive()
        content: dict[str, Any] = json.loads(data)
        if found == REFUSED:
            raise _ERRORS[content["why"]](content["message"])
        if found != kind:
            raise QueryError(f"the process that answers queries said {found!r}, not {kind!r}")
        return content

    def _receive(self) -> tuple[bytes, bytes]:
        self._between = False
        pipe: Any = self._process.stdout
        head = pipe.read(HEAD.size)
        if len(head) < HEAD.size:
            raise self._ended()
        kind, size = HEAD.unpack(head)
        data = pipe.read(size)
        if len(data) < size:
            raise self._ended()
        self._between = kind in {READY, END, REFUSED}
        return kind, data

    def _ended(self) -> QueryError:
        """Why the process ended."""
        status = self._process.wait()
        if self._late is not None:
            return QueryTimeout(self._late)
        if self.memory and status in _TAKEN:
            return QueryTooLarge(f"the query needs more than the {self.memory / 1e6:,.0f} MB that it may have")
        return QueryError(f"the process that answered the query ended (status {status})")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            pipe.close()  # type: ignore[union-attr]


_ERRORS = {"syntax": SyntaxError, "large": QueryTooLarge, "query": QueryError, "graph": GraphError}
"""What a worker's word for its refusal is here."""
