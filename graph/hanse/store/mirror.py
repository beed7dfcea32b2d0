"""A graph on a server that does not answer queries as the standard asks: it is asked for triples alone.

Some servers know parts of SPARQL 1.1 otherwise than it is written, and say nothing of it: counts and names come out
wrong. For those a query is answered here: the triples that it can touch are fetched, once, and Oxigraph answers from
them, so that it answers as it does from a graph directory. What a question touches is a small part of a graph, as a
rule; one that asks for any property at all, or for all evidence, fetches much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad
from pyoxigraph import Store as Oxigraph

from hanse.errors import ServerError
from hanse.store.embedded import Embedded
from hanse.store.patterns import EVERYTHING, Pattern, reach

if TYPE_CHECKING:
    from hanse.store.remote import Remote
    from hanse.store.terms import Node, Some, Term

__all__ = ["Mirror"]


class Mirror:
    """A graph on a server, of which queries are answered here: like `hanse.store.Embedded`, which see."""

    def __init__(self, remote: Remote) -> None:
        self.remote = remote
        self.local = Embedded(Oxigraph())
        self._here: dict[bool, set[Pattern]] = {False: set(), True: set()}  # of the merge, and of the named graphs

    @property
    def address(self) -> str:
        """Its address, safe to show."""
        return self.remote.address

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Any:
        """Answer a SPARQL 1.1 query over the merge of all graphs; the project's prefixes are known.

        Raises SyntaxError where the query is not SPARQL, ServerError where the server doesn't give what it touches.
        """
        Embedded(Oxigraph()).query(sparql, bindings)  # what is wrong is told before anything is fetched
        found = reach(sparql)
        try:
            for named in {False, found.graphs}:
                self._fetch(found.patterns, named=named)
        except ServerError as error:
            error.place = (0, 0)  # it was not this query that was sent
            raise
        return self.local.query(sparql, bindings)

    def quads(
        self,
        subject: Some[Node] = None,
        predicate: Some[NamedNode] = None,
        object: Some[Term] = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that match: of the named graphs, or of the one that is given, which may be the merge."""
        return self.remote.quads(subject, predicate, object, graph)

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return self.remote.graphs()

    def __len__(self) -> int:
        return len(self.remote)

    def _fetch(self, patterns: Iterable[Pattern], *, named: bool) -> None:
        """Get the triples of patterns that are not here yet."""
        here = self._here[named]
        new = {pattern for pattern in patterns if here.isdisjoint(_covering(pattern))}
        if EVERYTHING in new:
            new = {EVERYTHING}
        asked: dict[tuple[Any, Any, bool], list[Any]] = defaultdict(list)
        for subject, predicate, target in sorted(new, key=str):
            asked[subject, predicate if target else None, target is None].append(target or predicate)
        for (subject, predicate, whole), terms in asked.items():
            which: Any = None if terms == [None] else terms
            by, target = (which, None) if whole else (predicate, which)
            self.local.oxigraph.extend(self.remote.quads(subject, by, target, None if named else DefaultGraph()))
        here |= new


def _covering(pattern: Pattern) -> set[Pattern]:
    """The patterns that hold all that one holds: itself, and what is less exact."""
    subject, predicate, target = pattern
    return {(s, p, o) for s in {subject, None} for p in {predicate, None} for o in {target, None}}
