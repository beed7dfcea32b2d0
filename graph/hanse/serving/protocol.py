"""Queries as HTTP brings them: the query operation of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin

from starlette.requests import ClientDisconnect, Request

from hanse.queries.sparql import Token, tokens
from hanse.serving.refusal import Refusal
from hanse.vocabulary import PREFIXES

__all__ = ["Asked", "body", "outside", "pairs", "read"]

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_CHARSET = re.compile(r""";\s*charset\s*=\s*"?([\w-]+)""", re.IGNORECASE)
_READ_ONLY = "this graph is read-only: ask by SELECT, ASK, CONSTRUCT or DESCRIBE"
_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the dataset that the protocol sets for it; without one, that of the query counts."""

    sparql: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


async def read(request: Request, most: int) -> Asked | None:
    """The query of a request of at most ``most`` bytes; None where a GET has none. Raises Refusal."""
    fields = pairs(request.scope["query_string"])
    if request.method == "POST":
        fields += await _posted(request, most)
    if any(name == "update" for name, _ in fields):
        raise Refusal(403, _READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise Refusal(400, "more than one query: give one")
    if not queries:
        if request.method == "POST":
            raise Refusal(400, "no query: give one as the form's field 'query'")
        return None
    return Asked(queries[0], _named(fields, "default-graph-uri"), _named(fields, "named-graph-uri"))


def pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a query string or form; Refusal where they are no UTF-8 or too many.

    >>> pairs(b"name=Avil%C3%A9s+%26c&kind=")
    [('name', 'Avilés &c'), ('kind', '')]
    """
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise Refusal(400, "not UTF-8: percent-encode the query as UTF-8") from None
    except ValueError:
        raise Refusal(400, f"more than {_FIELDS} fields") from None


async def _posted(request: Request, most: int) -> list[tuple[str, str]]:
    given = request.headers.get("content-type", "")
    type = given.partition(";")[0].strip().lower()
    if type == UPDATE:
        raise Refusal(403, _READ_ONLY)
    if type not in {FORM, DIRECT}:
        raise Refusal(
            415, f"send the query as {DIRECT}, or as the field 'query' of {FORM}", {"Accept-Post": f"{DIRECT}, {FORM}"}
        )
    charset = _CHARSET.search(given)
    if charset and charset[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise Refusal(415, "send the query as UTF-8")
    if "content-encoding" in request.headers:
        raise Refusal(415, "send the query without a Content-Encoding", {"Accept-Encoding": "identity"})
    content = await body(request, most)
    if type == FORM:
        return pairs(content)
    try:
        return [("query", content.decode())]
    except UnicodeDecodeError:
        raise Refusal(400, "the query is not UTF-8") from None


async def body(request: Request, most: int) -> bytes:
    """What a request brings; Refusal where that is more than ``most`` bytes, or breaks off."""
    too_large = Refusal(413, f"a query of more than {most:,} bytes", {"Connection": "close"})
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise too_large
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise too_large
            parts.append(part)
    except ClientDisconnect:
        raise Refusal(400, "the request broke off") from None
    return b"".join(parts)


def _named(fields: Sequence[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for name, value in fields if name == wanted))


def outside(asked: Asked, graphs: Set[str], base: str = "") -> list[str]:
    """The graphs that a query wants to read and that are none of ``graphs``; ``base`` is that of relative IRIs.

    The engine reads no graph but its own, whatever a query says: this is so that a client learns it.

    >>> outside(Asked("SELECT * FROM <file:///etc/passwd> FROM NAMED hanse:x { ?s ?p ?o }"), {"http://example.org/"})
    ['file:///etc/passwd', 'https://w3id.org/hanse/ontology#x']
    """
    if asked.default_graphs or asked.named_graphs:
        wanted = [*asked.default_graphs, *asked.named_graphs]
    else:
        wanted = list(_from(asked.sparql, base))
    return [graph for graph in dict.fromkeys(wanted) if graph not in graphs]


def _from(sparql: str, base: str) -> Iterator[str]:
    """The graphs that a query names after FROM."""
    prefixes = dict(PREFIXES)
    written = list(tokens(sparql)) if "FROM" in sparql.upper() else []
    for place, token in enumerate(written):
        word = token.text.upper() if token.kind == "word" else ""
        following = written[place + 1 : place + 3]
        if word == "BASE" and following:
            base = urljoin(base, following[0].text[1:-1])
        elif word == "PREFIX" and len(following) == 2:
            prefixes[following[0].text[:-1]] = urljoin(base, following[1].text[1:-1])
        elif word == "FROM" and following:
            yield _iri(following[following[0].text.upper() == "NAMED" and len(following) > 1], prefixes, base)


def _iri(token: Token, prefixes: dict[str, str], base: str) -> str:
    if token.kind == "name":
        prefix, _, local = token.text.partition(":")
        return prefixes.get(prefix, prefix + ":") + local.replace("\\", "")
    return urljoin(base, token.text.strip("<>"))
