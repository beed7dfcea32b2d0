"""What every store can do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from pyoxigraph import (
        BlankNode,
        DefaultGraph,
        Literal,
        NamedNode,
        Quad,
        QueryBoolean,
        QuerySolutions,
        QueryTriples,
        Triple,
    )

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
    Node: TypeAlias = NamedNode | BlankNode | Triple
    Result: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

__all__ = ["Some", "Store", "each"]

_T = TypeVar("_T")

Some: TypeAlias = _T | Collection[_T] | None
"""One, any of several, or (None) anything."""


class Store(Protocol):
    """A graph to read."""

    def query(self, sparql: str, bindings: Mapping[str, Term] | None = None) -> Result:
        """Answer a SPARQL 1.1 query over the merge of all graphs; the project's prefixes are known.

        Values of ``bindings`` take the place of the variables so named, as terms; a SELECT must name them
        among what it selects. Raises SyntaxError where the query is not SPARQL.
        """

    def quads(
        self,
        subject: Some[Node] = None,
        predicate: Some[NamedNode] = None,
        object: Some[Term] = None,
        graph: NamedNode | DefaultGraph | None = None,
    ) -> Iterator[Quad]:
        """The quads that match: of the named graphs, or of the one that is given, which may be the merge."""

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""

    def __len__(self) -> int:
        """How many quads there are, those of the merge included."""


def each(some: Some[_T]) -> Sequence[_T | None]:
    """What a pattern asks for in one place, one by one.

    >>> each(None), each("a"), each({"b"})
    ([None], ['a'], ['b'])
    """
    return list(some) if isinstance(some, list | tuple | set | frozenset) else [some]  # type: ignore[list-item]
