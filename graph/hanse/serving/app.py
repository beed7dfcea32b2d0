"""The server's addresses, and who answers at each."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from hanse.serving import api, replies
from hanse.serving.accesslog import AccessLog
from hanse.serving.edition import START
from hanse.serving.endpoint import sparql
from hanse.serving.rate import client_of
from hanse.serving.refusal import Refusal
from hanse.serving.resources import locate
from hanse.serving.service import Service
from hanse.serving.site import TYPES

__all__ = ["application"]

Handler = Callable[[Request, Service], Awaitable[Response]]

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
_SHARED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",  # public, and without any right of whoever looks at it
}
_PREPARING = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="3"><title>In a moment</title></head>
<body><p>The start page is being made, and will come by itself. Meanwhile: <a href="browse/">browse</a>,
<a href="sparql">ask in SPARQL</a>.</p></body></html>
"""
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


def application(service: Service) -> ASGIApp:
    """The ASGI application that serves a graph; it closes the service when it ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(service.write(service.editions.current.warm))
        watching = asyncio.create_task(service.editions.watch())
        yield
        for task in (warming, watching):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await asyncio.to_thread(service.close)

    handlers: dict[str, Handler] = {
        "/sparql": sparql,
        "/sparql/": sparql,
        **api.HANDLERS,
        "/health": _health,
        "/ready": _ready,
        "/yasgui/{name}": _yasgui,
        "/favicon.ico": _icon,
        "/{path:path}": _page,
    }
    routes = [Route(path, partial(_guarded, handler, service), methods=_METHODS) for path, handler in handlers.items()]
    app: ASGIApp = Starlette(routes=routes, lifespan=lifespan)
    return AccessLog(app) if service.options.log else app


async def _guarded(handler: Handler, service: Service, request: Request) -> Response:
    """Let a handler answer; what it refuses, and what goes wrong in it, becomes an answer too."""
    try:
        if not request.scope["path"].startswith(("/health", "/yasgui/")):
            service.rate.count(client_of(request.client.host if request.client else ""))
        if request.method == "OPTIONS":
            response = Response(status_code=204, headers=_PREFLIGHT | {"Allow": "GET, HEAD, POST, OPTIONS"})
        else:
            response = await handler(request, service)
    except Refusal as refusal:
        response = replies.refused(request, refusal)
    except Exception:
        traceback.print_exc(file=sys.stderr)
        response = replies.refused(request, Refusal(500, "an error in the server; its log says more"))
    for name, value in _SHARED.items():
        response.headers.setdefault(name, value)
    return response


def read_only(request: Request) -> None:
    """Refuse what is not for reading."""
    if request.method not in {"GET", "HEAD"}:
        raise Refusal(405, "only GET and HEAD are answered here", {"Allow": "GET, HEAD, OPTIONS"})


async def _health(request: Request, service: Service) -> Response:
    """Whether the server runs."""
    read_only(request)
    return replies.document({"status": "running"}, headers={"Cache-Control": "no-store"})


async def _ready(request: Request, service: Service) -> Response:
    """Whether it answers queries: asks one."""
    read_only(request)
    await service.probe()
    return replies.document({"status": "ready"}, headers={"Cache-Control": "no-store"})


async def _icon(request: Request, service: Service) -> Response:
    """Nothing, which browsers ask for unasked."""
    read_only(request)
    return Response(status_code=204, headers={"Cache-Control": "max-age=86400"})


async def _yasgui(request: Request, service: Service) -> Response:
    """The query page's scripts and styles."""
    read_only(request)
    name = request.path_params["name"]
    folder = files("hanse.serving") / "assets"
    for place in (folder, folder / "vendor"):
        for entry in place.iterdir():
            if entry.name == name and entry.name.endswith((".js", ".css")):
                suffix = name[name.rindex(".") :]
                return Response(entry.read_bytes(), headers={**replies.CACHED, "Content-Type": TYPES[suffix]})
    raise Refusal(404, "there is nothing here")


async def _page(request: Request, service: Service) -> Response:
    """A page or file of the site, or where it is."""
    read_only(request)
    path = request.path_params["path"]
    async with service.editions.use() as edition:
        if path in ("", START) and not edition.warmed:
            return Response(_PREPARING, 503, {"Retry-After": "3", "Cache-Control": "no-store"}, "text/html")
        accept = ", ".join(request.headers.getlist("accept"))
        try:
            found, elsewhere = locate(path, accept, edition.site.paths)
        except Refusal:
            if edition.site.listed:
                raise
            await service.write(edition.site.list)
            found, elsewhere = locate(path, accept, edition.site.paths)
        if elsewhere:
            return Response(status_code=303, headers={"Location": elsewhere, "Vary": "Accept"})
        written = await service.write(partial(edition.site.find, found))
        return replies.file(request, written, {})
