"""The SPARQL 1.1 Protocol from the side that asks: a query out, rows or triples in, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse, parse_query_results

from hanse.errors import QueryTimeout, ServerError
from hanse.names import printable
from hanse.store.connection import Connection, LateError, Reply, shown
from hanse.vocabulary import PREFIXES

__all__ = ["CutError", "Endpoint", "Solutions"]

_JSON = "application/sparql-results+json"
_TRIPLES = {"application/n-triples": RdfFormat.N_TRIPLES, "text/turtle": RdfFormat.TURTLE}
_PLACES = (
    re.compile(r"\bat (\d+):(\d+)"),
    re.compile(r"\bline:? (\d+),? (?:and )?col(?:umn)?:? ?(\d+)", re.IGNORECASE),
    re.compile(r"\bline:? (\d+)()", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of an answer, all of them."""

    variables: Sequence[Any]
    rows: Sequence[Any] = field(repr=False)
    server: str = ""  # what the server calls itself

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


class CutError(ServerError):
    """An answer with fewer rows than there are."""


class Endpoint:
    """Where a server answers queries."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def address(self) -> str:
        """Its address, safe to show."""
        return shown(self.connection.address)

    def rows(self, sparql: str) -> Solutions:
        """The rows of a query of our own, which names its graphs itself."""
        found = self.answer(sparql)
        if not isinstance(found, Solutions):
            raise ServerError(f"{self.address}: answers a question for rows with yes or no")
        return found

    def count(self, pattern: str) -> int:
        """How many rows a pattern has."""
        return sum(int(row["n"].value) for row in self.rows(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"))

    def answer(self, sparql: str, dataset: Sequence[tuple[str, str]] = ()) -> Any:
        """The answer to a SELECT or an ASK: `Solutions`, or a pyoxigraph QueryBoolean."""
        reply = self._send(sparql, _JSON, dataset)
        if reply.kind not in {_JSON, "application/json"}:
            raise self._no_answer(reply)
        parsed: Any = None
        try:
            parsed = parse_query_results(reply.body, QueryResultsFormat.JSON)
            if not isinstance(parsed, QuerySolutions):
                return parsed
            return Solutions(parsed.variables, list(parsed), reply.headers.get("server", ""))
        except (SyntaxError, ValueError, OSError) as error:
            parsed = None  # no other thread may be the last to have it
            raise self._broken(error) from None

    def triples(self, sparql: str, dataset: Sequence[tuple[str, str]] = ()) -> list[Triple]:
        """The answer to a CONSTRUCT or a DESCRIBE."""
        reply = self._send(sparql, ", ".join(_TRIPLES), dataset)
        if reply.kind not in _TRIPLES:
            raise self._no_answer(reply)
        if not reply.framed:
            raise ServerError(f"{self.address}: does not say where its answer ends, so it may have been cut")
        try:
            return [quad.triple for quad in parse(reply.body, _TRIPLES[reply.kind])]
        except (SyntaxError, ValueError, OSError) as error:
            raise self._broken(error) from None

    def _send(self, sparql: str, accept: str, dataset: Sequence[tuple[str, str]]) -> Reply:
        used = [name for name in PREFIXES if f"{name}:" in sparql]
        text = " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in used) + "\n" + sparql
        form: dict[str, list[str]] = {"query": [text]}
        for name, value in dataset:
            form.setdefault(name, []).append(value)
        try:
            reply = self.connection.ask("POST", self.connection.address, accept=accept, form=form)
        except LateError:
            raise QueryTimeout(self.connection.limits.seconds) from None
        except ServerError as error:
            if error.status == 413:
                raise CutError(str(error), status=413, reason=error.reason) from None
            error.place = _place(error.reason)
            raise
        if "x-sql-state" in reply.headers:
            raise ServerError(f"{self.address}: answers only in part: {self._told(reply, 'x-sql-message')}")
        if "x-sparql-maxrows" in reply.headers:
            most = self._told(reply, "x-sparql-maxrows")
            raise CutError(f"{self.address}: gives no more than {most} rows (ResultSetMaxRows), and there are more")
        return reply

    def _told(self, reply: Reply, header: str) -> str:
        return self.connection.safe(reply.headers.get(header, ""))

    def _no_answer(self, reply: Reply) -> ServerError:
        kind = self._told(reply, "content-type") or "something that it does not name"
        return ServerError(
            f"{self.address}: answers with {kind}, not with what was asked for; is this the address of a "
            "SPARQL endpoint, such as http://localhost:7878/query or http://localhost:8890/sparql?"
        )

    def _broken(self, error: Exception) -> ServerError:
        reason = printable(str(error).split("\n")[0])[:100]
        return ServerError(f"{self.address}: the answer is broken or cut short ({reason})")


def _place(reason: str) -> tuple[int, int]:
    """The place in the query that a server names: line and column, without the line of prefixes before it.

    >>> _place("Encountered ... at line 3, column 5."), _place("error at 2:7: expected"), _place("no")
    ((2, 5), (1, 7), (0, 0))
    """
    for pattern in _PLACES:
        if found := pattern.search(reason):
            line, column = int(found[1]) - 1, int(found[2] or 0)
            return (line, column) if line > 0 else (0, 0)
    return 0, 0
