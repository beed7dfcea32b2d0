"""Connections that take their time: how many there may be, and when they are closed.

uvicorn waits for the head of a request, for its body and for a reader of its answer without end. A `Connection` does
not. It is told by asyncio's own callbacks and by uvicorn's about requests; tests hold slow clients against it.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hanse.serving.rate import client_of

__all__ = ["Connection", "Doors"]

_HEAD_BYTES = 64 * 1024
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


@dataclass(slots=True)
class Doors:
    """How many connections may be open, of whom, and how long each may take."""

    most: int = 1000
    each: int = 100  # of one client
    request_seconds: float = 10.0  # for a request to come, head and body
    answer_seconds: float = 20.0  # for a client to take anything of an answer
    whole_seconds: float = 300.0  # from a request to the end of its answer
    open: dict[Connection, str] = field(default_factory=dict)  # in the order in which they came
    clients: Counter[str] = field(default_factory=Counter)

    def enter(self, connection: Connection, client: str) -> bool:
        """Whether one more may come in; where all places are taken, whoever has long asked nothing goes for it."""
        if self.clients[client] >= self.each:
            return False
        if len(self.open) >= self.most and not self._make_room():
            return False
        self.open[connection] = client
        self.clients[client] += 1
        return True

    def leave(self, connection: Connection) -> None:
        """A connection is closed."""
        if client := self.open.pop(connection, None):
            self.clients[client] -= 1
            if not self.clients[client]:
                del self.clients[client]

    def _make_room(self) -> bool:
        idle = next((connection for connection in self.open if connection.idle), None)
        if idle:
            self.leave(idle)
            idle.transport.abort()
        return idle is not None


class Connection(HttpToolsProtocol):
    """A connection that is closed when its client takes too long."""

    def __init__(self, doors: Doors, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.doors = doors
        self.since = self.loop.time()  # when it began to wait for a request
        self.moved, self.mark = (
            self.since,
            (0, 0),
        )  # when the client last took something of an answer, and what was left
        self.head = 0  # bytes of a head that is not complete
        self.heading = True
        self.timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let it in, or close it at once."""
        super().connection_made(transport)
        if not self.doors.enter(self, client_of(self.client[0] if self.client else "")):
            transport.abort()
            return
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self.doors.leave(self)
        if self.timer:
            self.timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, unless it makes too long a head."""
        if not self.heading and not self._busy:  # the first byte of another request, or what is none
            self._await_request()
        self.head += len(data) if self.heading else 0
        if self.head > _HEAD_BYTES + len(data):
            self.transport.write(_TOO_LARGE)
            self.transport.close()
        if not self.transport.is_closing():
            super().data_received(data)

    def on_message_begin(self) -> None:
        """A request's first byte."""
        if not self._busy:
            self._await_request()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """All of its head."""
        self.heading = False
        super().on_headers_complete()

    @property
    def _busy(self) -> bool:
        """Whether there is a request that is not yet answered."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def idle(self) -> bool:
        """Whether nobody would miss it."""
        return not self._busy

    def _look(self) -> None:
        """Close it if it is overdue; else look again in a while."""
        if self._overdue(self.loop.time()):
            self.transport.abort()
        else:
            self.timer = self.loop.call_later(min(1.0, self.doors.request_seconds / 4), self._look)

    def _await_request(self) -> None:
        self.since, self.heading, self.head = self.loop.time(), True, 0

    def _overdue(self, now: float) -> bool:
        late = now - self.since > self.doors.request_seconds
        if not self._busy:
            return late and self.heading
        if self.cycle.more_body and not self.cycle.response_started and late:
            return True
        untaken = self.transport.get_write_buffer_size()
        mark = (untaken, self.cycle.expected_content_length)
        if not untaken or mark != self.mark:
            self.mark, self.moved = mark, now
        return now - self.moved > self.doors.answer_seconds or now - self.since > self.doors.whole_seconds
