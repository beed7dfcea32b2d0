"""A graph on a server, asked by the SPARQL 1.1 protocol.

`hanse.pushing` puts the merge of all graphs where a server's queries see it: into its default graph, or, where that is
the union of all graphs or holds something else, into the named graph ``{base}graph/merge``, which queries then name as
their default graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    parse,
    parse_query_results,
)
from pyoxigraph import Store as Oxigraph

from hanse.errors import QueryTimeout, ServerError
from hanse.store.connection import Connection, LateError, Reply, shown
from hanse.store.terms import each
from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from hanse.store.terms import Node, Some, Term

__all__ = ["MERGE", "Remote", "Solutions"]

MERGE = "graph/merge"
"""Where the merge is, below the base, on a server of which the default graph is something else."""

_JSON = "application/sparql-results+json"
_TRIPLES = {"application/n-triples": RdfFormat.N_TRIPLES, "text/turtle": RdfFormat.TURTLE}
_AT_ONCE = 200  # terms of a pattern that one query names
_PLACES = (
    re.compile(r"\bat (\d+):(\d+)"),
    re.compile(r"\bline:? (\d+),? (?:and )?col(?:umn)?:? ?(\d+)", re.IGNORECASE),
    re.compile(r"\bline:? (\d+)()", re.IGNORECASE),
)

_OTHERWISE = re.compile(r"virtuoso", re.IGNORECASE)  # what calls itself so knows SPARQL 1.1 in its own way
# Every server that answers as the standard asks says 1 and "B": what is not bound is not counted, and text is ordered
# by code point.
_PROBE = """SELECT (COUNT(DISTINCT ?kept) AS ?count) (MIN(?text) AS ?first) {
  VALUES (?number ?text) { (1 "b") (2 "B") (3 "a") } BIND(IF(?number = 1, ?number, ?nothing) AS ?kept)
} HAVING(COUNT(*) > 2)"""
_UNSAID = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*> | "{3}.*?(?<!\\)"{3} | '{3}.*?(?<!\\)'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \#[^\n]*""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Solutions:
    """Rows of an answer, all of them."""

    variables: Sequence[Any]
    rows: Sequence[Any] = field(repr=False)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)


class CutError(ServerError):
    """An answer with fewer rows than there are."""


class Remote:
    """A graph on a server: like `hanse.store.Embedded`, which see."""

    def __init__(self, connection: Connection, dataset: Sequence[tuple[str, str]] = ()) -> None:
        self.connection, self.dataset = connection, list(dataset)
        self.merge = next((value for name, value in dataset if name == "default-graph-uri"), "")

    @property
    def address(self) -> str:
        """Its address, safe to show."""
        return shown(self.connection.address)

    @property
    def base(self) -> str:
        """Where its graphs are, as far as that is known."""
        return self.merge.removesuffix(MERGE) if self.merge.endswith(MERGE) else ""

    def find_merge(self) -> None:
        """See whether the merge is in a named graph; ServerError where several are."""
        found = self.rows(
            f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s a <{PREFIXES['hanse']}Document> }} "
            f'FILTER(STRENDS(STR(?g), "/{MERGE}")) }} ORDER BY ?g'
        )
        merges = [row["g"].value for row in found]
        if len(merges) > 1:
            raise ServerError(
                f"{self.address}: holds several graphs; add to the address which one is meant: "
                + " or ".join(f"?{urlencode({'default-graph-uri': merge})}" for merge in merges)
            )
        if merges:
            self.merge = merges[0]
            self.dataset = [("default-graph-uri", self.merge)]

    def conforms(self) -> bool:
        """Whether it answers a query as the standard asks that some servers answer otherwise."""
        try:
            reply = self._send(_PROBE, _JSON, whole=True)
        except ServerError as error:
            if error.status in {400, 500}:
                return False
            raise
        if _OTHERWISE.search(reply.headers.get("server", "")):
            return False
        found = [(row["count"], row["first"]) for row in self._solutions(reply)]
        return [(int(count.value), first.value) for count, first in found] == [(1, "B")]

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Any:
        """Answer a SPARQL 1.1 query over the merge of all graphs; the project's prefixes are known.

        Raises SyntaxError where the query is not SPARQL, ServerError where the server doesn't answer it.
        """
        # nothing that is wrong is sent
        if isinstance(Oxigraph().query(sparql, prefixes=dict(PREFIXES)), QueryTriples):
            reply = self._send(sparql, ", ".join(_TRIPLES))
            return (quad.triple for quad in self._triples(reply))
        return self._results(self._send(sparql, _JSON))

    def quads(
        self,
        subject: Some[Node] = None,
        predicate: Some[NamedNode] = None,
        object: Some[Term] = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that match: of the named graphs, or of the one that is given, which may be the merge."""
        for terms in product(_batches(each(subject)), _batches(each(predicate)), _batches(each(object))):
            for row in self._matching(terms, graph):
                where = graph if graph is not None else row["g"]
                yield Quad(row["s"], row["p"], row["o"], where)

    def _matching(
        self, pattern: Sequence[list[Any]], graph: NamedNode | DefaultGraph | None, part: str = ""
    ) -> Iterator[Any]:
        """The rows of a pattern; where the server gives only so many at once, in parts, by a hash of the subject."""
        values = "".join(
            f"VALUES ?{name} {{ {' '.join(map(str, terms))} }} "
            for name, terms in zip("spo", pattern, strict=True)
            if terms != [None]
        )
        triple, condition = self._within(graph)
        by = "?s" if pattern[0] == [None] or len(pattern[0]) > 1 else "?o"
        if part:
            condition += f' FILTER(STRSTARTS(MD5(STR({by})), "{part}"))'
        try:
            found = list(self.rows(f"SELECT ?s ?p ?o ?g {{ {values}{triple}{condition} }}"))
        except CutError:
            if len(part) > 4:
                raise
            for digit in "0123456789abcdef":
                yield from self._matching(pattern, graph, part + digit)
            return
        yield from found

    def _within(self, graph: NamedNode | DefaultGraph | None) -> tuple[str, str]:
        """A pattern of any triple in a graph, and what else holds of it."""
        if isinstance(graph, NamedNode):
            return f"GRAPH {graph} {{ ?s ?p ?o }}", ""
        if graph is not None:
            return (f"GRAPH <{self.merge}> {{ ?s ?p ?o }}" if self.merge else "?s ?p ?o"), ""
        if not self.merge:
            return "GRAPH ?g { ?s ?p ?o }", ""
        below = f'STRSTARTS(STR(?g), "{self.base}") && ' if self.base else ""
        return "GRAPH ?g { ?s ?p ?o }", f" FILTER({below}?g != <{self.merge}>)"

    @cached_property
    def _graphs(self) -> list[str]:
        pattern, condition = self._within(None)
        return sorted(row["g"].value for row in self.rows(f"SELECT DISTINCT ?g {{ {pattern}{condition} }}"))

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return list(self._graphs)

    def __len__(self) -> int:
        counts = []
        for graph in (None, DefaultGraph()):
            pattern, condition = self._within(graph)
            rows = list(self.rows(f"SELECT (COUNT(*) AS ?n) {{ {pattern}{condition} }}"))
            counts.append(int(rows[0]["n"].value))
        return sum(counts)

    def rows(self, sparql: str) -> Iterator[Any]:
        """The rows of a query of our own, which names its graphs itself."""
        return iter(self._solutions(self._send(sparql, _JSON, whole=True)))

    def _solutions(self, reply: Reply) -> Solutions:
        found = self._results(reply)
        if not isinstance(found, Solutions):
            raise ServerError(f"{self.address}: answers a question for rows with yes or no")
        return found

    def _send(self, sparql: str, accept: str, *, whole: bool = False) -> Reply:
        said = _UNSAID.sub(" ", sparql)
        used = [name for name in PREFIXES if f"{name}:" in said]
        text = " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in used) + "\n" + sparql
        fields: dict[str, Any] = {"query": text}
        if not whole and not re.search(r"\bFROM\b", said, re.IGNORECASE):
            for name, value in self._dataset(said):
                fields.setdefault(name, []).append(value)
        try:
            reply = self.connection.ask("POST", self.connection.address, accept=accept, form=fields)
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

    def _dataset(self, said: str) -> Sequence[tuple[str, str]]:
        """The dataset of a query: where the merge is a named graph, all others have to be named too."""
        if self.base and re.search(r"\bGRAPH\b", said, re.IGNORECASE):
            return [*self.dataset, *(("named-graph-uri", graph) for graph in self.graphs())]
        return self.dataset

    def _results(self, reply: Reply) -> Any:
        if reply.kind not in {_JSON, "application/json"}:
            raise self._no_answer(reply)
        parsed: Any = None
        try:
            parsed = parse_query_results(reply.body, QueryResultsFormat.JSON)
            return Solutions(parsed.variables, list(parsed)) if isinstance(parsed, QuerySolutions) else parsed
        except (SyntaxError, ValueError, OSError) as error:
            parsed = None  # no other thread may be the last to have it
            raise _broken(self.address, error) from None

    def _triples(self, reply: Reply) -> Iterator[Quad]:
        if reply.kind not in _TRIPLES:
            raise self._no_answer(reply)
        if not reply.framed:
            raise ServerError(f"{self.address}: does not say where its answer ends, so it may have been cut")
        try:
            yield from parse(reply.body, _TRIPLES[reply.kind])
        except (SyntaxError, ValueError, OSError) as error:
            raise _broken(self.address, error) from None

    def _no_answer(self, reply: Reply) -> ServerError:
        kind = self._told(reply, "content-type") or "something that it does not name"
        return ServerError(
            f"{self.address}: answers with {kind}, not with what was asked for; is this the address of a "
            "SPARQL endpoint, such as http://localhost:7878/query or http://localhost:8890/sparql?"
        )


def _broken(address: str, error: Exception) -> ServerError:
    from hanse.names import printable

    reason = printable(str(error).split("\n")[0])[:100]
    return ServerError(f"{address}: the answer is broken or cut short ({reason})")


def _batches(terms: Sequence[Any]) -> Iterator[list[Any]]:
    known = [term for term in terms if term is None or isinstance(term, NamedNode | Literal)]
    if any(isinstance(term, BlankNode) for term in terms):
        raise ServerError("a blank node has no name by which a server can be asked for it")
    return (known[start : start + _AT_ONCE] for start in range(0, len(known), _AT_ONCE))


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
