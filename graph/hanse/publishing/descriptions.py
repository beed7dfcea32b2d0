"""What a graph says of a resource, as triples: those of its page, of its Turtle and of its JSON-LD.

The triples of the merge that have it as subject or as object (but not all that an extractor read); the evidence of what
is said of it, whole; label and type of everything named; and the dataset that it belongs to. What stands at a place in
a document (``document#char=1,9``) is described with the document; a named graph with all that it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from hanse.publishing.publication import Publication
from hanse.vocabulary import PREFIXES

__all__ = ["Description", "describe"]

_TYPE, _SUBJECT = (NamedNode(PREFIXES["rdf"] + name) for name in ("type", "subject"))
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_SELECTOR = NamedNode(PREFIXES["oa"] + "hasSelector")
_DERIVED = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_GENERATED = NamedNode(PREFIXES["prov"] + "wasGeneratedBy")
"""An extractor is not described by all that it read: that may be most of a graph."""
_IN_DATASET = NamedNode("http://rdfs.org/ns/void#inDataset")
_MERGE = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Description:
    """A resource and what is said of it, sorted."""

    iri: str
    kind: str
    triples: tuple[Triple, ...]


def describe(publication: Publication, iri: str) -> Description:
    """What the graph says of one of `Publication.resources`; KeyError where it is none."""
    kind = publication.resources.kinds[iri]
    itself = NamedNode(iri)
    found = set(_said(publication, itself, kind))
    named = {term for triple in found for term in (triple.subject, triple.object) if isinstance(term, NamedNode)}
    for one in named - {itself}:
        found.update(_of(publication, one, _TYPE))
        found.update(_of(publication, one, _LABEL))
    found.add(Triple(itself, _IN_DATASET, NamedNode(publication.base + "dataset")))
    return Description(iri, kind, tuple(sorted(found, key=_order)))


def _said(publication: Publication, itself: NamedNode, kind: str) -> Iterator[Triple]:
    store = publication.store.oxigraph
    yield from _of(publication, itself)
    inverse = _triples(store.quads_for_pattern(None, None, itself, _MERGE))
    yield from (triple for triple in inverse if triple.predicate != _GENERATED)
    if kind == "Graph":
        yield from _triples(store.quads_for_pattern(None, None, None, itself))
    elif kind == "Evidence":
        yield from _selectors(publication, itself)
    elif kind == "Document":
        for quad in store.quads_for_pattern(None, _DERIVED, itself, _MERGE):
            yield from _selectors(publication, quad.subject)
    else:
        for quad in store.quads_for_pattern(None, _SUBJECT, itself, _MERGE):
            yield from _of(publication, quad.subject)
            yield from _selectors(publication, quad.subject)


def _selectors(publication: Publication, evidence: object) -> Iterator[Triple]:
    for chosen in _of(publication, evidence, _SELECTOR):
        yield chosen
        yield from _of(publication, chosen.object)


def _of(publication: Publication, subject: object, predicate: NamedNode | None = None) -> Iterator[Triple]:
    if isinstance(subject, NamedNode):
        yield from _triples(publication.store.oxigraph.quads_for_pattern(subject, predicate, None, _MERGE))


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Those between IRIs and literals: no thing is a blank node."""
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield Triple(quad.subject, quad.predicate, quad.object)


def _order(triple: Triple) -> tuple[str, str, str]:
    return str(triple.subject), triple.predicate.value, str(triple.object)
