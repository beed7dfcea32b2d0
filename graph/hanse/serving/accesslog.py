"""One line for each request, on stderr; what clients send is escaped in it."""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from datetime import datetime
from typing import Any, TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hanse.names import printable

__all__ = ["AccessLog", "shown"]

_LONGEST = 300  # characters of a request's address that are written


class AccessLog:
    """Writes what was asked and answered: time, client, request, status, bytes, milliseconds, user agent."""

    def __init__(self, app: ASGIApp, out: TextIO | None = None) -> None:
        self.app, self.out = app, out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note it when it is over, however it ends."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        began, status, size = time.perf_counter(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            with suppress(OSError, ValueError):  # nobody reads the log any more, which is no reason to answer no more
                print(_line(scope, status, size, time.perf_counter() - began), file=self.out or sys.stderr)


def _line(scope: Scope, status: int, size: int, seconds: float) -> str:
    client = (scope.get("client") or ("-",))[0]
    address = scope.get("raw_path", b"").decode("latin-1")
    if scope["query_string"]:
        address += "?" + scope["query_string"].decode("latin-1")
    agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"-").decode("latin-1")
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    request = shown(f"{scope['method']} {address}")
    return f"{now} {shown(client)[1:-1]} {request} {status} {size} {seconds * 1000:.0f}ms {shown(agent)}"


def shown(text: Any) -> str:
    r"""Text between quotes, on one line, as plain ASCII, and no longer than a line should be.

    >>> print(shown('GET /x" 200\n127.0.0.1 "GET /\x1b[2J'))
    "GET /x\" 200 127.0.0.1 \"GET /\\x1b[2J"
    """
    text = str(text)
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + f"… ({len(text)} characters)"
    return json.dumps(printable(cut), ensure_ascii=True)
