"""What is sent: bytes with what HTTP wants to know of them (RFC 9110)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import IO, Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hanse.serving.answers import Answer
from hanse.serving.refusal import Refusal
from hanse.serving.site import File

__all__ = ["CACHED", "answered", "document", "file", "refused"]

CACHED = {"Cache-Control": "no-cache"}
"""To be kept, and asked for again: the ETag tells whether it is still right."""

_PIECE = 64 * 1024


def unchanged(request: Request, tag: str) -> bool:
    """Whether the client has these bytes already."""
    held = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return f'"{tag}"' in held or held == ["*"]


def answered(request: Request, answer: Answer, type: str) -> Response:
    """An answer to a query."""
    headers = {"ETag": f'"{answer.tag}"', "Vary": "Accept", **CACHED}
    if unchanged(request, answer.tag):
        answer.close()
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Type": type, "Content-Length": str(answer.size)}
    if isinstance(answer.content, bytes):
        return Response(answer.content, headers=headers)
    return _Streamed(answer.content, headers, answer.close)


class _Streamed(StreamingResponse):
    """What is on disk; closed in the end, however that comes."""

    def __init__(self, content: IO[bytes], headers: Mapping[str, str], close: Callable[[], None]) -> None:
        super().__init__(_pieces(content), headers=headers)
        self.close = close

    async def __call__(self, *given: Any) -> None:
        try:
            await super().__call__(*given)
        finally:
            self.close()


async def _pieces(content: IO[bytes]) -> AsyncIterator[bytes]:
    while piece := content.read(_PIECE):  # which the system still has in memory
        yield piece


def file(request: Request, found: File, headers: Mapping[str, str]) -> Response:
    """A file of the site."""
    headers = {"ETag": f'"{found.tag}"', **CACHED, **headers}
    if unchanged(request, found.tag):
        return Response(status_code=304, headers=headers)
    headers |= {"Content-Type": found.type, "Content-Length": str(found.size)}
    content = found.open()
    if found.size <= _PIECE:
        with content:
            return Response(content.read(), headers=headers)
    return _Streamed(content, headers, content.close)


def document(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON document."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Response(body, status, {**(headers or {})}, "application/json")


def refused(request: Request, refusal: Refusal) -> Response:
    """Why there is no answer: JSON from the API, else a line of text."""
    headers = dict(refusal.headers)
    if request.scope["path"].startswith("/api/"):
        return document({"error": refusal.reason}, refusal.status, headers)
    return Response(refusal.reason + "\n", refusal.status, headers, "text/plain; charset=utf-8")
