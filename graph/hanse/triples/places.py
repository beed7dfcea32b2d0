"""What the gazetteer adds about the places that sources name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from hanse.triples.terms import Triple, decimal, graph_iri, hanse, in_graph, node
from hanse.vocabulary import BASE, PREFIXES

__all__ = ["Located", "gazetteer"]

_AUTHORITIES = {
    "wikidata": "http://www.wikidata.org/entity/",
    "nuts": "http://data.europa.eu/nuts/code/",
    "iso3": "http://publications.europa.eu/resource/authority/country/",
}


class Located(Protocol):
    """A place as the gazetteer gives it: WGS 84 degrees, ISO 3166-1 alpha-2 country, GeoNames id."""

    # fmt: off
    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def latitude(self) -> float: ...  # noqa: D102
    @property
    def longitude(self) -> float: ...  # noqa: D102
    @property
    def population(self) -> int: ...  # noqa: D102
    @property
    def region(self) -> str: ...  # noqa: D102
    @property
    def capital(self) -> bool: ...  # noqa: D102
    @property
    def codes(self) -> Mapping[str, str] | Iterable[tuple[str, str]]: ...  # noqa: D102
    # fmt: on


def gazetteer(places: Iterable[tuple[str, Located]], base: str = BASE) -> Iterator[Quad]:
    """Name, country, coordinates and identity elsewhere of places, each given with its IRI.

    A place is located in its country where the country is among ``places`` too.
    """
    found = sorted(places, key=lambda pair: (pair[0], pair[1].id))
    countries = {place.country: NamedNode(iri) for iri, place in found if place.kind == "Country"}
    graph = NamedNode(graph_iri("gazetteer", base))
    if found:
        yield from in_graph(graph, _credit(graph))
    for iri, place in found:
        yield from in_graph(graph, _placed(NamedNode(iri), place, countries.get(place.country)))


def _credit(graph: NamedNode) -> Iterator[Triple]:
    yield graph, node("dcterms:source"), NamedNode("https://www.geonames.org/")
    yield graph, node("dcterms:license"), NamedNode("https://creativecommons.org/licenses/by/4.0/")
    yield graph, node("dcterms:rights"), Literal("Place names and coordinates: GeoNames, CC BY 4.0")


def _placed(itself: NamedNode, place: Located, country: NamedNode | None) -> Iterator[Triple]:
    yield itself, node("rdf:type"), hanse(place.kind)
    yield itself, node("rdfs:label"), Literal(place.name)
    yield itself, node("skos:prefLabel"), Literal(place.name)
    if place.latitude or place.longitude:  # a macro-region has none
        yield itself, node("wgs84:lat"), decimal(place.latitude, 5)
        yield itself, node("wgs84:long"), decimal(place.longitude, 5)
    if place.kind == "Country":
        yield itself, node("skos:notation"), Literal(place.country)
    elif country is not None:
        yield itself, hanse("locatedIn"), country
    if place.kind == "City":
        yield from _city(itself, place)
    for address in _elsewhere(place):
        yield itself, node("skos:exactMatch"), NamedNode(address)


def _city(itself: NamedNode, place: Located) -> Iterator[Triple]:
    """In GeoNames' own terms (https://www.geonames.org/ontology): what documents say of a population is another one."""
    if place.population:
        yield itself, node("gn:population"), Literal(place.population)
    if place.region:
        yield itself, node("schema:addressRegion"), Literal(place.region)
    if place.capital:
        yield itself, node("gn:featureCode"), NamedNode(f"{PREFIXES['gn']}P.PPLC")


def _elsewhere(place: Located) -> Iterator[str]:
    if place.id > 0:
        yield f"https://sws.geonames.org/{place.id}/"
    for authority, code in sorted(dict(place.codes).items()):
        if authority in _AUTHORITIES:
            yield _AUTHORITIES[authority] + quote(code)
