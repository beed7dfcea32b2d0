"""All evidence of a graph, read in a few passes over the store rather than piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode

from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from hanse.store import Store

__all__ = ["Piece", "pieces"]

_MERGE = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence, as terms of the store: what is said, where, by which run, how surely."""

    node: Any
    subject: Any
    predicate: Any
    object: Any
    document: Any = None
    run: Any = None
    confidence: Any = None


def pieces(store: Store) -> Iterator[Piece]:
    """Each piece of evidence that tells a whole statement; of what one should tell once, one."""
    subjects, predicates, objects = (_told(store, "rdf", name) for name in ("subject", "predicate", "object"))
    documents, runs = _told(store, "prov", "wasDerivedFrom"), _told(store, "prov", "wasGeneratedBy")
    confidences = _told(store, "hanse", "confidence")
    for node, subject in subjects.items():
        if (predicate := predicates.get(node)) is not None and (object_ := objects.get(node)) is not None:
            beside = (of.get(node) for of in (documents, runs, confidences))
            yield Piece(node, subject, predicate, object_, *beside)


def _told(store: Store, prefix: str, name: str) -> dict[Any, Any]:
    return {quad.subject: quad.object for quad in store.quads(None, NamedNode(PREFIXES[prefix] + name), None, _MERGE)}
