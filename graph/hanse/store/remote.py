"""A graph on a server, asked by the SPARQL 1.1 protocol.

`hanse.pushing` puts the merge of all graphs where a server's queries see it: into its default graph, or, where that is
the union of all graphs or holds something else, into the named graph ``{base}graph/merge``, which queries then name as
their default graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    QueryTriples,
    Triple,
)
from pyoxigraph import Store as Oxigraph

from hanse.errors import ServerError
from hanse.store.connection import Connection
from hanse.store.protocol import CutError, Endpoint
from hanse.store.terms import each
from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from hanse.store.terms import Node, Some, Term

__all__ = ["MERGE", "Remote"]

MERGE = "graph/merge"
"""Where the merge is, below the base, on a server of which the default graph is something else."""

_AT_ONCE = 200  # terms of a pattern that one query names
_FEW = 2000  # triples up to which it is not worth the while to count them first
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


class Remote:
    """A graph on a server: like `hanse.store.Embedded`, which see."""

    def __init__(self, connection: Connection, dataset: Sequence[tuple[str, str]] = ()) -> None:
        self.endpoint, self.dataset = Endpoint(connection), list(dataset)
        self.merge = next((value for name, value in dataset if name == "default-graph-uri"), "")

    @property
    def address(self) -> str:
        """Its address, safe to show."""
        return self.endpoint.address

    @property
    def base(self) -> str:
        """Where its graphs are, as far as that is known."""
        return self.merge.removesuffix(MERGE) if self.merge.endswith(MERGE) else ""

    def find_merge(self) -> None:
        """See whether the merge is in a named graph; ServerError where several are."""
        found = self.endpoint.rows(
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
            found = self.endpoint.rows(_PROBE)
        except ServerError as error:
            if error.status in {400, 500}:
                return False
            raise
        told = [(row["count"].value, row["first"].value) for row in found if row["count"] and row["first"]]
        return told == [("1", "B")] and not _OTHERWISE.search(found.server)

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Any:
        """Answer a SPARQL 1.1 query over the merge of all graphs; the project's prefixes are known.

        Raises SyntaxError where the query is not SPARQL, ServerError where the server doesn't answer it.
        """
        # nothing that is wrong is sent
        if isinstance(Oxigraph().query(sparql, prefixes=dict(PREFIXES)), QueryTriples):
            return iter(self.endpoint.triples(sparql, self._dataset(sparql)))
        return self.endpoint.answer(sparql, self._dataset(sparql))

    def quads(
        self,
        subject: Some[Node] = None,
        predicate: Some[NamedNode] = None,
        object: Some[Term] = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that match: of the named graphs, or of the one that is given, which may be the merge."""
        for terms in product(_batches(each(subject)), _batches(each(predicate)), _batches(each(object))):
            for (one, by, other), found in self._matching(terms, graph):
                yield Quad(one, by, other, graph if graph is not None else found)

    def _matching(
        self, pattern: Sequence[list[Any]], graph: NamedNode | DefaultGraph | None
    ) -> Iterator[tuple[Any, Any]]:
        """The triples of a pattern, each with its graph where that is asked for."""
        triple, condition = self._within(graph)
        values = "".join(
            f"VALUES ?{name} {{ {' '.join(map(str, terms))} }} "
            for name, terms in zip("spo", pattern, strict=True)
            if terms != [None]
        )
        whole = f"{values}{triple}{condition}"
        if graph is not None and pattern[0] == [None] and (found := self._counted(whole)):
            return ((one, None) for one in found)
        by = "?s" if pattern[0] == [None] or len(pattern[0]) > 1 else "?o"
        return (((row["s"], row["p"], row["o"]), row["g"]) for row in self._in_parts(whole, by))

    def _counted(self, pattern: str) -> list[Triple]:
        """The triples of a pattern of one graph as triples, which is quicker; none where not all of them come so."""
        count = self.endpoint.count(pattern)
        if count <= _FEW:
            return []
        try:
            found = self.endpoint.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}")
        except CutError:
            return []
        return found if len(found) == count else []

    def _in_parts(self, pattern: str, by: str, part: str = "") -> Iterator[Any]:
        """The rows of a pattern; where the server gives only so many at once, in parts, by the hash of a term."""
        some = f'{pattern} FILTER(STRSTARTS(MD5(STR({by})), "{part}"))' if part else pattern
        try:
            yield from self.endpoint.rows(f"SELECT ?s ?p ?o ?g {{ {some} }}")
        except CutError:
            if len(part) > 4:
                raise
            for digit in "0123456789abcdef":
                yield from self._in_parts(pattern, by, part + digit)

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
        return sorted(row["g"].value for row in self.endpoint.rows(f"SELECT DISTINCT ?g {{ {pattern}{condition} }}"))

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return list(self._graphs)

    def __len__(self) -> int:
        return sum(self.endpoint.count("".join(self._within(graph))) for graph in (None, DefaultGraph()))

    def _dataset(self, sparql: str) -> Sequence[tuple[str, str]]:
        """The dataset of a query: where the merge is a named graph, all others have to be named too."""
        said = _UNSAID.sub(" ", sparql)
        if re.search(r"\bFROM\b", said, re.IGNORECASE):
            return ()
        if self.base and re.search(r"\bGRAPH\b", said, re.IGNORECASE):
            return [*self.dataset, *(("named-graph-uri", graph) for graph in self.graphs())]
        return self.dataset


def _batches(terms: Sequence[Any]) -> Iterator[list[Any]]:
    known = [term for term in terms if term is None or isinstance(term, NamedNode | Literal)]
    if any(isinstance(term, BlankNode) for term in terms):
        raise ServerError("a blank node has no name by which a server can be asked for it")
    return (known[start : start + _AT_ONCE] for start in range(0, len(known), _AT_ONCE))
