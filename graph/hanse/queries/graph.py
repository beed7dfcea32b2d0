"""An opened graph: SPARQL in, rows or triples out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import QueryBoolean, QuerySolutions

import hanse.store
from hanse.errors import QueryError
from hanse.queries import questions
from hanse.queries.labels import Labels
from hanse.queries.rows import Rows, Term, Triples, term_of
from hanse.queries.sparql import bind, check, syntax_error, tokens
from hanse.store import Embedded, Store

if TYPE_CHECKING:
    import networkx
    import rdflib

    from hanse.queries.explanation import Explanation

__all__ = ["Answer", "Graph", "open"]

Answer: TypeAlias = Rows | Triples | bool


class Graph:
    """A graph directory, opened to be asked.

    >>> print(graph.query("SELECT ?name { ?city a hanse:City ; rdfs:label ?name } ORDER BY ?name LIMIT 2"))
    name
    ──────
    Avilés
    Riga
    """

    def __init__(self, store: Store, directory: Path | None = None, min_confidence: float = 0.0) -> None:
        self.store, self.directory, self.min_confidence = store, directory, min_confidence

    @cached_property
    def labels(self) -> Labels:
        """The names of its things."""
        return Labels.read(self.store)

    def query(self, sparql: str, /, **parameters: object) -> Answer:
        """Answer a SPARQL 1.1 query over all that the graph holds; the project's prefixes are known.

        A parameter is bound, as a term, to the variable of its name: text becomes a plain literal, `hanse.IRI` an IRI;
        a list means any of its members. SELECT gives `Rows`, CONSTRUCT and DESCRIBE give `Triples`, ASK a bool.
        Raises QueryError with line and column where the query is wrong, asks another server or would change something.

        >>> graph.query("ASK { ?network a hanse:Network ; rdfs:label ?name }", name="In4Green")
        True
        """
        return self._ask(sparql, {name: _terms(value) for name, value in parameters.items()})

    def select(self, sparql: str, /, **parameters: object) -> Rows:
        """`query` for a SELECT: its rows; QueryError where the query is of another form."""
        answer = self.query(sparql, **parameters)
        if not isinstance(answer, Rows):
            raise QueryError("not a SELECT: it gives no rows")
        return answer

    def saved(self, name: str, /, **parameters: object) -> Answer:
        """Answer a saved question; `questions` has them all. Names mean things by any of their labels.

        >>> [row.partner for row in graph.saved("partners-of-network", network="in4green")]
        ['Avilés', 'Riga', 'Universidad de Oviedo']
        """
        return self.ask(questions.named(name), parameters)

    def ask(self, question: questions.Question, parameters: Mapping[str, object]) -> Answer:
        """Answer a question that was parsed from anywhere."""
        return self._ask(question.sparql, question.bindings(parameters, lambda: self.labels))

    def explain(self, name: str) -> Explanation:
        """All that is said of what bears a name, with the sentences that say it; QueryError where nothing does."""
        from hanse.queries.explanation import explain

        return explain(self, name)

    def network(self, of: str = "city", **filters: object) -> networkx.Graph:
        """The network of cities, organisations, …: see `hanse.network.project`."""
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

    def _ask(self, sparql: str, values: Mapping[str, Sequence[Term]]) -> Answer:
        check(sparql)
        bound = bind(sparql, values)
        try:
            return _answer(self.store.query(bound), sparql)
        except SyntaxError as error:
            raise self._misread(sparql, error) from None
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"the query could not be answered: {error}") from None

    def _misread(self, sparql: str, error: SyntaxError) -> QueryError:
        """The error at its place in the query as it was written, without the values bound to it."""
        try:
            self.store.query(sparql)
        except SyntaxError as plain:
            return syntax_error(sparql, str(plain))
        except RuntimeError:
            pass
        return QueryError(f"the query does not take these parameters: {error}")

    def __repr__(self) -> str:
        return f"<hanse.Graph {self.directory or 'in memory'}>"


def open(directory: str | Path = "hanse-graph", *, min_confidence: float = 0.0) -> Graph:
    """Open a graph directory that `build` made; GraphError where there is none or it is broken.

    With ``min_confidence``, from 0 to 1, all that is asked of it is answered as if statements of which no evidence is
    that sure were not there. The graph is then read into memory first.
    """
    if not 0 <= min_confidence <= 1:
        raise QueryError(f"a confidence of {min_confidence} is not allowed: a number from 0 to 1")
    return Graph(hanse.store.open(directory, min_confidence), Path(directory), min_confidence)


def _terms(value: object) -> list[Term]:
    return [term_of(one) for one in value] if isinstance(value, list | tuple | set) else [term_of(value)]


def _answer(result: object, sparql: str) -> Answer:
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QuerySolutions):
        columns = [variable.value for variable in result.variables]
        order = _order(columns, sparql)
        found = tuple(tuple(solution[place] for place in order) for solution in result)
        return Rows(tuple(columns[place] for place in order), found)
    return Triples(tuple(sorted(set(result), key=str)))  # type: ignore[call-overload]


def _order(columns: Sequence[str], sparql: str) -> Sequence[int]:
    """The places of the columns: as SELECT names them; after SELECT *, as the query first names each."""
    written = list(tokens(sparql))
    starred = any(one.text.upper() == "SELECT" and other.text == "*" for one, other in pairwise(written))
    if not starred:
        return range(len(columns))
    first = {token.text[1:]: place for place, token in reversed(list(enumerate(written))) if token.kind == "variable"}
    return sorted(range(len(columns)), key=lambda place: first.get(columns[place], len(written)))
