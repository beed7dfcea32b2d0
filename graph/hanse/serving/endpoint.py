"""``/sparql``: queries over HTTP; without a query, what the endpoint is, for people and for programs."""

from __future__ import annotations

import re
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from hanse.serving import description, replies
from hanse.serving.answers import Question
from hanse.serving.edition import Edition
from hanse.serving.negotiation import GRAPHS, PAGE, ROWS, Format, choose, media_types
from hanse.serving.protocol import Asked, outside, read
from hanse.serving.refusal import Refusal
from hanse.serving.service import Service

__all__ = ["answer", "sparql"]

_HOST = re.compile(r"[\w.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?", re.ASCII)
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


async def sparql(request: Request, service: Service) -> Response:
    """Answer a request to the endpoint; Refusal says why not."""
    if request.method not in {"GET", "HEAD", "POST"}:
        raise Refusal(405, "ask by GET or POST", {"Allow": "GET, HEAD, POST, OPTIONS"})
    asked = await read(request, service.options.query_bytes)
    accept = _accept(request)
    page = request.method != "POST" and choose(accept, (*ROWS, *GRAPHS, PAGE)) is PAGE
    if page:
        return _page()
    async with service.editions.use() as edition:
        if asked is None:
            return _described(request, accept, edition)
    return await answer(request, asked, service)


def _accept(request: Request) -> str:
    return ", ".join(request.headers.getlist("accept"))


async def answer(request: Request, asked: Asked, service: Service) -> Response:
    """Answer a query in a format that the client accepts."""
    accept = _accept(request)
    rows, triples = choose(accept, ROWS), choose(accept, GRAPHS)
    if not rows and not triples:
        raise _unacceptable((*ROWS, *GRAPHS))
    question = Question(asked, rows.name if rows else "", triples.name if triples else "")
    found = await service.answer(question, request, lambda edition: _refuse_outside(asked, edition))
    if not found.reply.written:
        found.close()
        raise _unacceptable(GRAPHS if found.reply.form == "triples" else ROWS)
    format = triples if found.reply.form == "triples" else rows
    assert format is not None
    return replies.answered(request, found, format.sent_as)


def _refuse_outside(asked: Asked, edition: Edition) -> None:
    if unknown := outside(asked, edition.graphs, edition.publication.base):
        raise Refusal(400, f"<{unknown[0]}> is none of this dataset's graphs, and nothing else is read")


def _unacceptable(offered: tuple[Format, ...]) -> Refusal:
    return Refusal(
        406, f"there is no such format of this answer; there are: {media_types(offered)}", {"Vary": "Accept"}
    )


def _described(request: Request, accept: str, edition: Edition) -> Response:
    format = choose(accept, GRAPHS)
    if not format:
        raise Refusal(
            400, "no query: give one as the parameter 'query', or accept a description of the endpoint in RDF"
        )
    publication = edition.publication
    endpoint = publication.settings.endpoint or f"{address(request)}sparql"
    triples = description.describe(endpoint, f"{publication.base}dataset", edition.graphs)
    headers = {"Content-Type": format.sent_as, "Vary": "Accept", **replies.CACHED}
    return Response(description.written(triples, format.name), headers=headers)


def address(request: Request) -> str:
    """The address of the server as the client knows it; what is no host name is not repeated."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = "localhost"
    return f"{request.scope['scheme']}://{host}/"


def _page() -> Response:
    page = (files("hanse.serving") / "assets" / "query.html").read_bytes()
    headers = {"Content-Security-Policy": _POLICY, "Vary": "Accept", **replies.CACHED}
    return Response(page, headers=headers, media_type="text/html")
