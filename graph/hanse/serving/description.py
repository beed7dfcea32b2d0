"""What the endpoint can do, in the terms of SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from hanse.vocabulary import PREFIXES

__all__ = ["describe", "written"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML",
)  # fmt: skip
_WRITTEN = {
    "turtle": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def describe(endpoint: str, dataset: str, graphs: Iterable[str]) -> Iterator[Triple]:
    """The description of the endpoint at an address, which answers from a dataset with these named graphs."""
    service, offered, default = (NamedNode(f"{endpoint}#{name}") for name in ("service", "dataset", "default"))
    yield Triple(service, _type(), _sd("Service"))
    yield Triple(service, _sd("endpoint"), NamedNode(endpoint))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("EmptyGraphs"))
    yield Triple(service, _sd("defaultEntailmentRegime"), NamedNode("http://www.w3.org/ns/entailment/Simple"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), offered)
    yield Triple(offered, _type(), _sd("Dataset"))
    yield Triple(offered, NamedNode(PREFIXES["dcterms"] + "isPartOf"), NamedNode(dataset))
    yield Triple(offered, _sd("defaultGraph"), default)
    yield Triple(default, _type(), _sd("Graph"))
    said = "All that the named graphs say, each statement once."
    yield Triple(default, NamedNode(PREFIXES["dcterms"] + "description"), Literal(said, language="en"))
    for number, graph in enumerate(sorted(graphs), 1):
        named = NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(offered, _sd("namedGraph"), named)
        yield Triple(named, _type(), _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(graph))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)


def _type() -> NamedNode:
    return NamedNode(PREFIXES["rdf"] + "type")


def written(triples: Iterable[Triple], format: str) -> bytes:
    """Triples in a format of `hanse.serving.negotiation.GRAPHS`."""
    prefixes = {"sd": _SD, "formats": _FORMATS, "dcterms": PREFIXES["dcterms"]}
    return serialize(triples, format=_WRITTEN[format], prefixes=prefixes) or b""
