"""The JSON API: things found by name, told with their evidence, and the saved questions; described by openapi.json."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hanse.building.report import version
from hanse.errors import QueryError
from hanse.queries import questions
from hanse.queries.labels import Labels
from hanse.queries.rows import Term
from hanse.queries.sparql import bind
from hanse.serving import endpoint, replies, search
from hanse.serving.protocol import Asked, pairs
from hanse.serving.refusal import Refusal
from hanse.serving.service import Service
from hanse.vocabulary import PREFIXES

__all__ = ["HANDLERS"]

_LONGEST = 300  # characters of a value
_MOST = 1000  # of what is listed


async def find(request: Request, service: Service) -> Response:
    """Things by name: ``q``, ``kind``, ``limit``, ``offset``."""
    given = _given(request, ("q", "kind", "limit", "offset"))
    text, kind = given.get("q", ""), given.get("kind", "")
    if not text.strip():
        raise Refusal(400, "q is missing: the name, or a part of it, of what is looked for, as q=riga")
    limit, offset = _number(given, "limit", 20, 1, _MOST), _number(given, "offset", 0, 0, 10_000_000)
    async with service.editions.use() as edition:
        known = list(search.kinds(edition.publication.labels))
        if kind and kind not in known:
            raise Refusal(400, f"kind: {kind!r} is not allowed; there are {', '.join(known)}")
        found = await service.compute(partial(edition.index.find, text, kind), request)
        listed = [search.brief(edition.publication, iri) for iri in found[offset : offset + limit]]
    return replies.document({"query": text, "total": len(found), "offset": offset, "results": listed})


async def thing(request: Request, service: Service) -> Response:
    """All that is said of the thing at ``{base}id/{path}``."""
    most = _number(_given(request, ("limit",)), "limit", 100, 0, _MOST)
    async with service.editions.use() as edition:
        iri = edition.publication.resources.iris.get(f"id/{request.path_params['path']}", "")
        told = await service.compute(partial(search.thing, edition.publication, iri, most), request) if iri else None
    if told is None:
        raise Refusal(404, "there is no such thing; /api/search finds things by their names")
    return replies.document(told)


async def explain(request: Request, service: Service) -> Response:
    """All that is said of what bears a ``name``."""
    given = _given(request, ("name", "limit"))
    most, name = _number(given, "limit", 100, 0, _MOST), given.get("name", "")
    if not name.strip():
        raise Refusal(400, "name is missing: what the thing is called, as name=Riga")
    async with service.editions.use() as edition:
        told = await service.compute(partial(search.explain, edition.publication, name, most), request)
    if not told:
        raise Refusal(404, "nothing in the graph is called so; /api/search finds near names")
    return replies.document({"name": name, "things": told})


async def list_questions(request: Request, service: Service) -> Response:
    """The saved questions with their parameters, and the prefixes that all queries may use."""
    _given(request, ())
    listed = [_question(question) for question in questions.load().values()]
    return replies.document({"prefixes": dict(PREFIXES), "questions": listed}, headers=replies.CACHED)


async def ask(request: Request, service: Service) -> Response:
    """Answer a saved question, as `/sparql` answers a query."""
    known = questions.load().get(request.path_params["name"])
    if not known:
        raise Refusal(404, "there is no such question; /api/questions lists them")
    given = _given(request, [parameter.name for parameter in known.parameters])
    async with service.editions.use() as edition:
        labels = edition.publication.labels
        try:
            terms = await service.compute(lambda: known.bindings(given, lambda: labels), request)
        except QueryError as error:
            raise Refusal(400, str(error)) from None
    return await endpoint.answer(request, Asked(bind(known.sparql, terms)), service)


async def describe(request: Request, service: Service) -> Response:
    """The API in the terms of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""
    _given(request, ())
    said = json.loads((files("hanse.serving") / "assets" / "openapi.json").read_text(encoding="utf-8"))
    said["info"]["version"] = version()
    said["servers"][0]["url"] = service.options.base or "/"
    said["paths"] |= {f"/api/questions/{one.name}": _operation(one) for one in questions.load().values()}
    return replies.document(said, headers=replies.CACHED)


Handler = Callable[[Request, Service], Awaitable[Response]]
HANDLERS: Mapping[str, Handler] = {
    "/api/search": find,
    "/api/things/{path:path}": thing,
    "/api/explain": explain,
    "/api/questions": list_questions,
    "/api/questions/{name}": ask,
    "/api/openapi.json": describe,
}


def _given(request: Request, allowed: Sequence[str]) -> dict[str, str]:
    """The parameters of a request; Refusal where one is unknown, given twice, too long, or no text."""
    if request.method not in {"GET", "HEAD"}:
        raise Refusal(405, "ask by GET", {"Allow": "GET, HEAD, OPTIONS"})
    given: dict[str, str] = {}
    for name, value in pairs(request.scope["query_string"]):
        if name not in allowed:
            raise Refusal(400, f"{name[:50]!r}: no such parameter; allowed: {', '.join(allowed) or 'none'}")
        if name in given:
            raise Refusal(400, f"{name}: given twice")
        if len(value) > _LONGEST:
            raise Refusal(400, f"{name}: more than {_LONGEST} characters")
        given[name] = value
    return given


def _number(given: Mapping[str, str], name: str, usual: int, least: int, most: int) -> int:
    value = given.get(name, str(usual))
    if not (value.isascii() and value.isdecimal() and len(value) < 12 and least <= int(value) <= most):
        raise Refusal(400, f"{name}: {value!r} is not allowed; a whole number from {least} to {most}")
    return int(value)


def _question(question: questions.Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "title": question.title,
        "help": question.help,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "kinds": list(parameter.kinds),
                "description": parameter.description,
                "required": parameter.required,
                "default": parameter.default or None,
            }
            for parameter in question.parameters
        ],
        "sparql": bind(question.sparql, _defaults(question)),
    }


def _defaults(question: questions.Question) -> dict[str, Sequence[Term]]:
    """What is bound to the parameters that have a value when none is given."""
    usual = [parameter for parameter in question.parameters if parameter.default]
    return questions.terms(question.name, usual, {}, _unnamed)


def _unnamed() -> Labels:
    raise QueryError("a name is no default of a parameter")


def _operation(question: questions.Question) -> dict[str, Any]:
    """A saved question as OpenAPI tells it."""
    return {
        "get": {
            "operationId": question.name,
            "tags": ["questions"],
            "summary": question.title,
            "description": question.help,
            "parameters": [
                {
                    "name": parameter.name,
                    "in": "query",
                    "required": parameter.required,
                    "description": parameter.description,
                    "schema": _SCHEMAS.get(parameter.type, {"type": "string", "maxLength": _LONGEST}),
                }
                for parameter in question.parameters
            ],
            "responses": {
                "200": {"$ref": "#/components/responses/Rows"},
                "400": {"$ref": "#/components/responses/Refused"},
                "406": {"$ref": "#/components/responses/Refused"},
                "413": {"$ref": "#/components/responses/Refused"},
                "429": {"$ref": "#/components/responses/Refused"},
                "503": {"$ref": "#/components/responses/Refused"},
            },
        }
    }


_EMPTY = {"type": "string", "maxLength": 0}  # as a form sends what nobody filled in: the same as not given
_SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "year": {"type": "string", "pattern": "^([0-9]{4})?$"},
    "integer": {"anyOf": [{"type": "integer"}, _EMPTY]},
    "number": {"anyOf": [{"type": "number"}, _EMPTY]},
}
