"""What the ontology calls the themes, programmes, networks and bodies that sources name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from hanse.triples.terms import Triple, graph_iri, hanse, in_graph, node, text
from hanse.vocabulary import BASE

__all__ = ["named"]


def named(things: Iterable[tuple[str, str, Mapping[str, str]]], base: str = BASE) -> Iterator[Quad]:
    """Class and names of things, each given with its IRI, its class and its names by language ("" for none).

    The label is the name in English or, where there is none, the one without a language.

    >>> for quad in named([("urn:erdf", "Programme", {"": "European Regional Development Fund"})]):
    ...     print(quad.predicate.value.rpartition("#")[2], quad.object.value, quad.graph_name.value)
    type https://w3id.org/hanse/ontology#Programme https://w3id.org/hanse/graph/ontology
    label European Regional Development Fund https://w3id.org/hanse/graph/ontology
    prefLabel European Regional Development Fund https://w3id.org/hanse/graph/ontology
    """
    graph = NamedNode(graph_iri("ontology", base))
    for iri, kind, names in sorted(things, key=lambda thing: thing[0]):
        itself = NamedNode(iri)
        triples: list[Triple] = [
            (itself, node("rdf:type"), hanse(kind)),
            (itself, node("rdfs:label"), Literal(names.get("en") or names[""])),
            *((itself, node("skos:prefLabel"), text(name, language)) for language, name in sorted(names.items())),
        ]
        yield from in_graph(graph, triples)
