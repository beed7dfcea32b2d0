"""Which triples a query can touch: its triple patterns, for fetching no more than those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from pyoxigraph import NamedNode

from hanse.vocabulary import PREFIXES

__all__ = ["EVERYTHING", "Pattern", "Reach", "reach"]

Pattern: TypeAlias = tuple[NamedNode | None, NamedNode | None, NamedNode | None]
"""Subject, predicate and object; None is any."""

EVERYTHING: Pattern = (None, None, None)


@dataclass(frozen=True, slots=True)
class Reach:
    """The triples that an answer can depend on."""

    patterns: frozenset[Pattern]
    graphs: bool  # it asks named graphs, too


@lru_cache(maxsize=256)
def reach(sparql: str) -> Reach:
    """What a query reaches; everything where that can't be told.

    >>> found = reach("SELECT ?n { ?x a hanse:City ; rdfs:label ?n }").patterns
    >>> sorted(predicate.value.rpartition("#")[2] for _, predicate, _ in found)
    ['label', 'type']
    >>> reach("SELECT ?p { ?x ?p 1 }").patterns == {EVERYTHING}
    True
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        parts = list(_parts(translateQuery(parseQuery(sparql), initNs=dict(PREFIXES)).algebra))
    except Exception:  # what rdflib doesn't understand, and its parser may raise anything, needs no small reach
        return Reach(frozenset({EVERYTHING}), graphs=True)
    named = any(part.name == "Graph" or dict.get(part, "datasetClause") for part in parts)
    if any(part.name == "DescribeQuery" for part in parts):
        return Reach(frozenset({EVERYTHING}), named)
    blocks = [list(_triples(part["triples"])) for part in parts if dict.get(part, "triples")]
    return Reach(frozenset(pattern for block in blocks for pattern in _patterns(block)), named)


def _parts(node: Any) -> Iterator[Any]:
    """All nodes of rdflib's algebra, those in expressions too."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        yield node
    for child in _children(node):
        yield from _parts(child)


def _children(node: Any) -> Iterable[Any]:
    from rdflib.term import Identifier

    if isinstance(node, Mapping):
        return [child for name, child in node.items() if name != "_vars"]
    return [] if isinstance(node, str | Identifier) or not isinstance(node, Iterable) else node


def _triples(found: Iterable[Any]) -> Iterator[tuple[Any, Any, Any]]:
    """Triples one by one: rdflib leaves those of an EXISTS in a row."""
    for row in found:
        yield from zip(*[iter(row)] * 3, strict=True)


def _patterns(block: list[tuple[Any, Any, Any]]) -> Iterator[Pattern]:
    for number, (subject, predicate, target) in enumerate(block):
        known = _predicates(predicate)
        if known is None or (_may_be_empty(predicate) and _is_loose(subject, target, block, number)):
            yield EVERYTHING
        elif _node(predicate):
            yield _node(subject), _node(predicate), _node(target)
        else:
            yield from ((None, NamedNode(str(one)), None) for one in known)


def _node(term: Any) -> NamedNode | None:
    from rdflib import URIRef

    return NamedNode(str(term)) if isinstance(term, URIRef) else None


def _predicates(path: Any) -> set[Any] | None:
    """The properties that a path takes; None where it may take any."""
    from rdflib import URIRef
    from rdflib.paths import NegatedPath

    if isinstance(path, URIRef):
        return {path}
    if isinstance(path, NegatedPath) or getattr(path, "name", "") == "PathNegatedPropertySet":
        return None
    steps = [_predicates(step) for step in _steps(path)]
    if not steps or any(step is None for step in steps):
        return None  # a variable, for one
    return set().union(*(step for step in steps if step))


def _steps(path: Any) -> list[Any]:
    """What a path is made of."""
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

    if isinstance(path, AlternativePath | SequencePath):
        return list(path.args)
    if isinstance(path, MulPath):
        return [path.path]
    if isinstance(path, InvPath):
        return [path.arg]
    return [step for step in _children(path) if not isinstance(step, str) or hasattr(step, "defrag")]


def _may_be_empty(path: Any) -> bool:
    """Whether a path may lead nowhere, from any node to itself."""
    from rdflib.paths import AlternativePath, MulPath

    if isinstance(path, MulPath) or getattr(path, "name", "") == "PathElt":
        mark = path.mod if isinstance(path, MulPath) else dict.get(path, "mod")
        return mark in {"*", "?"} or any(map(_may_be_empty, _steps(path)))
    steps = [_may_be_empty(step) for step in _steps(path)]
    either = isinstance(path, AlternativePath) or getattr(path, "name", "") == "PathAlternative"
    return bool(steps) and (any if either else all)(steps)


def _is_loose(subject: Any, target: Any, block: list[tuple[Any, Any, Any]], number: int) -> bool:
    """Whether nothing else in its block says what the ends of a path are: then they may be any node there is."""
    others = {end for place, (one, _, other) in enumerate(block) if place != number for end in (one, other)}
    return not any(_node(end) or end in others for end in (subject, target))
