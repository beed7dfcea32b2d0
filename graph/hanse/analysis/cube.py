"""A ranking as statistical data: observations of the RDF Data Cube Vocabulary, to join with what the graph says.

R. Cyganiak, D. Reynolds, The RDF Data Cube Vocabulary, W3C Recommendation, 2014 (https://www.w3.org/TR/vocab-data-cube/):
a data set (section 7), its structure (section 6) with one dimension, the thing that is measured, and a measure property
for each column; each row is an observation with all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from hanse.analysis.measure import Definition
from hanse.analysis.ranking import MEASURES
from hanse.errors import QueryError
from hanse.names import slug
from hanse.queries.rows import IRI, Rows, Value
from hanse.vocabulary import BASE, PREFIXES

__all__ = ["cube", "graph_of"]

_RANKS = {
    "rank": "Rank by the first measure of the data set",
    "low": "Least rank in nine of ten draws of networks",
    "high": "Greatest rank in nine of ten draws of networks",
    "low_missed": "Least rank in nine of ten draws in which members are missed",
    "high_missed": "Greatest rank in nine of ten draws in which members are missed",
}


def graph_of(name: str, base: str = BASE) -> str:
    """The IRI of the graph that holds a data set."""
    return f"{base}graph/measures/{slug(name)}"


def cube(table: Rows, name: str, *, title: str, command: str, base: str = BASE) -> Iterator[Quad]:
    """The quads of a ranking, as `hanse.analysis.analyse` gives it, in a graph of its own.

    ``name`` names the data set, ``command`` is what makes it again. QueryError where the table has no measures.

    >>> from hanse.analysis import analyse
    >>> quads = list(cube(analyse(graph.network(), ["degree"]), "cities", title="Cities", command="hanse analyse"))
    >>> sum(quad.object.value.endswith("#Observation") for quad in quads)
    3
    """
    measures = [column for column in table.columns if column in MEASURES]
    if not measures or "iri" not in table.columns:
        raise QueryError("only a ranking of things by measures can be kept as observations")
    graph, data = NamedNode(graph_of(name, base)), NamedNode(f"{base}id/dataset/{slug(name)}")
    columns = [column for column in table.columns if column in _RANKS or column in measures]
    yield from (Quad(*triple, graph) for triple in _head(data, columns, title, command))
    for row in table:
        thing = row["iri"]
        if isinstance(thing, IRI):
            itself = NamedNode(f"{data.value}/{slug(thing.removeprefix(base))}")
            yield from (Quad(*triple, graph) for triple in _observation(itself, data, thing, row, columns))


Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _term(name: str) -> NamedNode:
    prefix, local = name.split(":")
    return NamedNode(PREFIXES[prefix] + local)


def _measure(column: str) -> NamedNode:
    return NamedNode(f"{BASE}measure#{column}")


_THING = NamedNode(f"{BASE}measure#thing")


def _head(data: NamedNode, columns: list[str], title: str, command: str) -> Iterator[Triple]:
    structure = NamedNode(f"{data.value}/structure")
    yield data, _term("rdf:type"), _term("qb:DataSet")
    yield data, _term("dcterms:title"), Literal(title, language="en")
    yield data, _term("dcterms:description"), Literal(command)
    yield data, _term("qb:structure"), structure
    yield structure, _term("rdf:type"), _term("qb:DataStructureDefinition")
    yield from _component(structure, _THING, "dimension", "The thing that is measured")
    yield _THING, _term("rdf:type"), _term("qb:DimensionProperty")
    for column in columns:
        one = MEASURES.get(column)
        yield from _component(structure, _measure(column), "measure", one.label if one else _RANKS[column])
        yield _measure(column), _term("rdf:type"), _term("qb:MeasureProperty")
        if one:
            yield from _defined(_measure(column), one)


def _component(structure: NamedNode, property_: NamedNode, role: str, label: str) -> Iterator[Triple]:
    component = NamedNode(f"{structure.value}/{property_.value.rsplit('#', 1)[-1]}")
    yield structure, _term("qb:component"), component
    yield component, _term("rdf:type"), _term("qb:ComponentSpecification")
    yield component, _term(f"qb:{role}"), property_
    yield property_, _term("rdfs:label"), Literal(label, language="en")


def _defined(property_: NamedNode, one: Definition) -> Iterator[Triple]:
    yield property_, _term("skos:definition"), Literal(one.definition, language="en")
    yield property_, _term("skos:scopeNote"), Literal(one.reading, language="en")
    yield property_, _term("dcterms:source"), Literal(one.source)


def _observation(
    itself: NamedNode, data: NamedNode, thing: str, row: Mapping[str, Value], columns: list[str]
) -> Iterator[Triple]:
    yield itself, _term("rdf:type"), _term("qb:Observation")
    yield itself, _term("qb:dataSet"), data
    yield itself, _THING, NamedNode(thing)
    for column in columns:
        value = row[column]
        if isinstance(value, int | float):
            yield itself, _measure(column), Literal(value)
