"""What people decided on identity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from hanse.triples.terms import Triple, graph_iri, in_graph, node
from hanse.vocabulary import BASE

__all__ = ["decided"]


def decided(
    replaced: Mapping[str, str], different: Iterable[tuple[str, str]], sources: Iterable[str], base: str = BASE
) -> Iterator[Quad]:
    """What took the place of what, and what is two, as the files called ``sources`` have it.

    >>> for quad in decided({"urn:fair": "urn:festival"}, [("urn:a", "urn:b")], ["d.sssom.tsv"]):
    ...     print(quad.triple)
    <https://w3id.org/hanse/graph/decisions> <http://purl.org/dc/terms/source> "d.sssom.tsv"
    <urn:fair> <http://purl.org/dc/terms/isReplacedBy> <urn:festival>
    <urn:a> <http://www.w3.org/2002/07/owl#differentFrom> <urn:b>
    """
    graph = NamedNode(graph_iri("decisions", base))
    triples: list[Triple] = [(graph, node("dcterms:source"), Literal(name)) for name in sources]
    triples += ((NamedNode(a), node("dcterms:isReplacedBy"), NamedNode(b)) for a, b in sorted(replaced.items()))
    triples += ((NamedNode(a), node("owl:differentFrom"), NamedNode(b)) for a, b in sorted(different))
    yield from in_graph(graph, triples)
