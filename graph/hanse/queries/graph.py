"""An opened graph: SPARQL in, rows or triples out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)
from pyoxigraph import Store as Oxigraph

import hanse.store
from hanse.errors import QueryError, ServerError
from hanse.queries import questions
from hanse.queries.evidence import Piece, pieces
from hanse.queries.labels import Labels
from hanse.queries.rows import Rows, Term, Triples, term_of
from hanse.queries.sparql import bind, check, placed, starred, syntax_error, tokens
from hanse.queries.workers import NO_LIMITS, Limits, Request, Worker
from hanse.store import Embedded, Store

if TYPE_CHECKING:
    import rdflib

    from hanse.network import Network
    from hanse.queries.explanation import Explanation

__all__ = ["Answer", "Graph", "open"]

Answer: TypeAlias = Rows | Triples | bool


class Graph:
    """A graph directory, opened to be asked; ``timeout`` is how many seconds each query may take.

    >>> print(graph.query("SELECT ?name { ?city a hanse:City ; rdfs:label ?name } ORDER BY ?name LIMIT 2"))
    name
    ──────
    Avilés
    Riga
    """

    def __init__(
        self,
        store: Store,
        directory: Path | None = None,
        min_confidence: float = 0.0,
        timeout: float | None = None,
        endpoint: str = "",
    ) -> None:
        self.store, self.directory, self.min_confidence, self.timeout = store, directory, min_confidence, timeout
        self.endpoint = endpoint  # the address of the server that keeps it, if one does, safe to show
        self._worker: Worker | None = None

    @cached_property
    def labels(self) -> Labels:
        """The names of its things."""
        return Labels.read(self.store)

    @cached_property
    def evidence(self) -> tuple[Piece, ...]:
        """All its evidence: for who needs most of it; of few things, SPARQL gives it sooner."""
        return tuple(pieces(self.store))

    def query(self, sparql: str, limits: Limits = NO_LIMITS, /, **parameters: object) -> Answer:
        """Answer a SPARQL 1.1 query over all that the graph holds; the project's prefixes are known.

        A parameter is bound, as a term, to the variable of its name: text becomes a plain literal, `hanse.IRI` an IRI;
        a list means any of its members. SELECT gives `Rows`, CONSTRUCT and DESCRIBE give `Triples`, ASK a bool.
        Raises QueryError with line and column where the query is wrong, asks another server or would change something.

        >>> graph.query("ASK { ?network a hanse:Network ; rdfs:label ?name }", name="In4Green")
        True

        Within ``limits`` it is answered by a process of its own: QueryTimeout after ``seconds``, with no part of an
        answer; of more ``rows`` (or triples) the first, and ``more`` is True; QueryTooLarge for an answer of more
        ``bytes``.

        >>> cities = graph.query("SELECT ?city { ?city a hanse:City } ORDER BY ?city", hanse.Limits(seconds=60, rows=2))
        >>> len(cities), cities.more
        (2, True)
        """
        return self._ask(sparql, {name: _terms(value) for name, value in parameters.items()}, limits)

    def select(self, sparql: str, limits: Limits = NO_LIMITS, /, **parameters: object) -> Rows:
        """`query` for a SELECT: its rows; QueryError where the query is of another form."""
        answer = self.query(sparql, limits, **parameters)
        if not isinstance(answer, Rows):
            raise QueryError("not a SELECT: it gives no rows")
        return answer

    def saved(self, name: str, limits: Limits = NO_LIMITS, /, **parameters: object) -> Answer:
        """Answer a saved question; `questions` has them all. Names mean things by any of their labels.

        >>> [row.partner for row in graph.saved("partners-of-network", network="in4green")]
        ['Avilés', 'Riga', 'Universidad de Oviedo']
        """
        return self.ask(questions.named(name), parameters, limits)

    def ask(self, question: questions.Question, parameters: Mapping[str, object], limits: Limits = NO_LIMITS) -> Answer:
        """Answer a question that was parsed from anywhere."""
        return self._ask(question.sparql, question.bindings(parameters, lambda: self.labels), limits)

    def explain(self, name: str) -> Explanation:
        """All that is said of what bears a name, with the sentences that say it; QueryError where nothing does."""
        from hanse.queries.explanation import explain

        return explain(self, name)

    def network(self, of: str = "city", **filters: object) -> Network:
        """The network of cities, organisations, …, as a networkx graph: see `hanse.network.project`."""
        from hanse.network import project

        return project(self, of, **filters)

    def rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset over the same store, to read; the default graph is the merge of all."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.embedded.oxigraph))

    @property
    def embedded(self) -> Embedded:
        """Its store on this machine; QueryError where it is kept on a server."""
        if not isinstance(self.store, Embedded):
            raise QueryError(f"{self!r} is kept on a server: this takes a graph directory")
        return self.store

    def _ask(self, sparql: str, values: Mapping[str, Sequence[Term]], limits: Limits) -> Answer:
        check(sparql)
        bound = bind(sparql, values)
        if limits.seconds is None:
            limits = replace(limits, seconds=self.timeout)
        try:
            if self.endpoint:
                return _cut(_answer(self.store.query(bound), sparql), limits.rows)
            if limits != NO_LIMITS:
                return self._apart(bound, sparql, limits)
            return _answer(self.store.query(bound), sparql)
        except SyntaxError as error:
            raise self._misread(sparql, error) from None
        except ServerError as error:
            raise placed(error, sparql) from None
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query could not be answered: {error}") from None

    def _apart(self, bound: str, sparql: str, limits: Limits) -> Answer:
        """Answer in a process that can be stopped."""
        into = io.BytesIO()
        reply = self._started().ask(Request(bound), into, limits)
        into.seek(0)
        if reply.form == "boolean":
            return reply.boolean
        if reply.form == "rows":
            return _rows(parse_query_results(into, QueryResultsFormat.TSV), sparql, reply.more)
        return _triples((quad.triple for quad in parse(into, RdfFormat.N_TRIPLES)), reply.more)

    def _started(self) -> Worker:
        if self.directory is None:
            raise QueryError(f"{self!r} is no graph directory, and only queries of one can have limits")
        if not self._worker or not self._worker.alive:
            self._worker = Worker(self.directory, least=self.min_confidence)
        return self._worker

    def _misread(self, sparql: str, error: SyntaxError) -> QueryError:
        """The error at its place in the query as it was written, without the values bound to it."""
        try:
            Embedded(Oxigraph()).query(sparql)  # in an empty store it takes no time
        except SyntaxError as plain:
            return syntax_error(sparql, str(plain))
        except RuntimeError:
            pass
        return QueryError(f"the query does not take these parameters: {error}")

    def __repr__(self) -> str:
        return f"<hanse.Graph {self.endpoint or self.directory or 'in memory'}>"


def open(directory: str | Path = "hanse-graph", *, min_confidence: float = 0.0, timeout: float | None = None) -> Graph:
    """Open a graph directory that `build` made; GraphError where there is none or it is broken.

    The address of a SPARQL endpoint (``http://…/sparql``) opens the graph that ``hanse push`` put there; ServerError
    where it can't be asked. There, ``timeout`` is for each answer of the server.

    With ``min_confidence``, from 0 to 1, all that is asked of it is answered as if statements of which no evidence is
    that sure were not there. The graph is then read into memory first. With a ``timeout``, queries that take more
    seconds raise QueryTimeout: each is answered by a process beside this one, which is killed at that time.
    """
    if not 0 <= min_confidence <= 1:
        raise QueryError(f"a confidence of {min_confidence} is not allowed: a number from 0 to 1")
    if isinstance(directory, str) and hanse.store.is_address(directory):
        if min_confidence:
            raise QueryError("a server has what was built: hanse build --min-confidence, then hanse push")
        remote = hanse.store.connect(directory, timeout)
        return Graph(remote, timeout=timeout, endpoint=remote.address)
    return Graph(hanse.store.open(directory, min_confidence), Path(directory), min_confidence, timeout)


def _terms(value: object) -> list[Term]:
    return [term_of(one) for one in value] if isinstance(value, list | tuple | set) else [term_of(value)]


def _answer(result: object, sparql: str) -> Answer:
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QuerySolutions) or hasattr(result, "variables"):
        return _rows(result, sparql)
    return _triples(result)  # type: ignore[arg-type]


def _rows(solutions: Any, sparql: str, more: bool = False) -> Rows:
    columns = [variable.value for variable in solutions.variables]
    found = tuple(map(tuple, solutions))
    order = _order(columns, sparql)
    if list(order) != list(range(len(columns))):
        found = tuple(tuple(terms[place] for place in order) for terms in found)
    return Rows(tuple(columns[place] for place in order), found, more)


def _triples(found: Iterable[Triple], more: bool = False) -> Triples:
    return Triples(tuple(sorted(set(found), key=str)), more)


def _cut(answer: Answer, most: int | None) -> Answer:
    """Its first rows or triples."""
    if isinstance(answer, bool) or most is None or len(answer) <= most:
        return answer
    return replace(answer[:most], more=True)


def _order(columns: Sequence[str], sparql: str) -> Sequence[int]:
    """The places of the columns: as SELECT names them; after SELECT *, as the query first names each."""
    if not starred(sparql):
        return range(len(columns))
    written = list(tokens(sparql))
    first = {token.text[1:]: place for place, token in reversed(list(enumerate(written))) if token.kind == "variable"}
    return sorted(range(len(columns)), key=lambda place: first.get(columns[place], len(written)))
