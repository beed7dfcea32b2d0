"""What people decided on identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from hanse.triples.terms import Triple, graph_iri, in_graph, node
from hanse.vocabulary import BASE

__all__ = ["decided"]


def decided(
    replaced: Mapping[str, str],
    different: Iterable[tuple[str, str]],
    labels: Mapping[str, str],
    sources: Iterable[str],
    base: str = BASE,
) -> Iterator[Quad]:
    """What took the place of what, and what is two, with labels, as the files called ``sources`` have it.

    >>> for quad in decided({"urn:fair": "urn:festival"}, [("urn:a", "urn:b")], {"urn:fair": "Fair"}, ["d.sssom.tsv"]):
    ...     print(quad.triple)
    <https://w3id.org/hanse/graph/decisions> <http://purl.org/dc/terms/source> "d.sssom.tsv"
    <urn:fair> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/prov#Entity>
    <urn:fair> <http://www.w3.org/2000/01/rdf-schema#label> "Fair"
    <urn:fair> <http://www.w3.org/2002/07/owl#deprecated> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>
    <urn:fair> <http://purl.org/dc/terms/isReplacedBy> <urn:festival>
    <urn:a> <http://www.w3.org/2002/07/owl#differentFrom> <urn:b>
    """
    graph = NamedNode(graph_iri("decisions", base))
    triples: list[Triple] = [(graph, node("dcterms:source"), Literal(name)) for name in sources]
    for iri, other in sorted(replaced.items()):
        triples += _retired(NamedNode(iri), NamedNode(other), labels.get(iri) or iri.rsplit("/", 1)[-1])
    for other in sorted({*replaced.values()} - {*replaced}):
        if label := labels.get(other):
            triples += ((NamedNode(other), node(name), Literal(label)) for name in ("rdfs:label", "skos:prefLabel"))
    triples += ((NamedNode(a), node("owl:differentFrom"), NamedNode(b)) for a, b in sorted(different))
    yield from in_graph(graph, triples)


def _retired(itself: NamedNode, other: NamedNode, label: str) -> Iterator[Triple]:
    yield itself, node("rdf:type"), node("prov:Entity")
    yield itself, node("rdfs:label"), Literal(label)
    yield itself, node("owl:deprecated"), Literal(True)
    yield itself, node("dcterms:isReplacedBy"), other
