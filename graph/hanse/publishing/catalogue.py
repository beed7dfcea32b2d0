"""A dataset as catalogues and search engines want it: DCAT 3, schema.org, and PROV-O on how it was made.

https://www.w3.org/TR/vocab-dcat-3/, https://schema.org/Dataset, https://www.w3.org/TR/prov-o/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from hanse.building.report import version
from hanse.publishing.dumps import Dump, Held
from hanse.publishing.notes import Notes
from hanse.publishing.settings import Agent, Settings
from hanse.publishing.statistics import Statistics
from hanse.queries.rows import compact
from hanse.triples.terms import date, node
from hanse.vocabulary import HANSE

__all__ = ["GEONAMES", "build", "coverage", "distribute", "introduce"]

GEONAMES = ("GeoNames", "https://www.geonames.org/", "https://creativecommons.org/licenses/by/4.0/")
"""Name, page and licence of those who made the names and coordinates of places that every graph repeats."""

_MEDIA = "https://www.iana.org/assignments/media-types/"
_THEMES = "http://publications.europa.eu/resource/authority/data-theme/"
_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"  # as DCAT asks
_HANSE_PAGE = "https://w3id.org/hanse/"
_LISTED = 2000  # documents that the description names one by one


def introduce(notes: Notes, settings: Settings, base: str, endpoint: str = "") -> None:
    """Note what its owner says of it: title, licence, who made it, when; in both vocabularies."""
    own = notes.a(notes.dataset, "dcat:Dataset", "schema:Dataset", "prov:Entity")
    _both(notes, "title", "name", notes.worded(settings.title))
    _both(notes, "description", "description", notes.worded(settings.description))
    if settings.licence:
        _both(notes, "license", "license", NamedNode(settings.licence))
    _both(notes, "issued", "datePublished", settings.issued)
    _both(notes, "modified", "dateModified", settings.modified)
    _both(notes, "identifier", "identifier", own.value)
    if settings.version:
        notes.say(own, "dcat:version", settings.version)
        notes.say(own, "owl:versionInfo", settings.version)
        notes.say(own, "schema:version", settings.version)
    for word in settings.keywords:
        notes.say(own, "dcat:keyword", notes.worded(word))
        notes.say(own, "schema:keywords", word)
    notes.say(own, "dcat:theme", NamedNode(_THEMES + "REGI"), NamedNode(_THEMES + "GOVE"))
    notes.say(own, "dcterms:accessRights", NamedNode(_PUBLIC))
    notes.say(own, "dcterms:conformsTo", NamedNode(HANSE.removesuffix("#")))
    notes.say(own, "dcat:landingPage", NamedNode(base))
    notes.say(own, "schema:url", NamedNode(base))
    notes.say(own, "foaf:homepage", NamedNode(settings.homepage or base))
    notes.say(own, "schema:isAccessibleForFree", Literal(True))
    notes.say(own, "schema:inLanguage", settings.language)
    if endpoint:
        notes.say(own, "void:sparqlEndpoint", NamedNode(endpoint))
        service = notes.a(notes.part("sparql"), "dcat:DataService")
        notes.say(service, "dcterms:title", notes.worded("SPARQL endpoint"))
        notes.say(service, "dcat:endpointURL", NamedNode(endpoint))
        notes.say(service, "dcat:servesDataset", own)
        notes.say(service, "dcterms:conformsTo", NamedNode("https://www.w3.org/TR/sparql11-protocol/"))
    _catalogue(notes, settings, base)
    _people(notes, settings)
    _attribution(notes, settings)


def _both(notes: Notes, dcterms: str, schema: str, value: Literal | NamedNode | str | Any) -> None:
    """Note it in both vocabularies; schema.org's text is plain, with `schema:inLanguage` beside it."""
    notes.say(notes.dataset, f"dcterms:{dcterms}", value)
    plain = value.value if isinstance(value, Literal) and value.language else value
    notes.say(notes.dataset, f"schema:{schema}", plain)


def _catalogue(notes: Notes, settings: Settings, base: str) -> None:
    """The catalogue of this one dataset, which portals harvest."""
    own = notes.a(notes.part("catalogue"), "dcat:Catalog")
    notes.say(own, "dcterms:title", notes.worded(settings.title))
    notes.say(own, "dcterms:description", notes.worded(settings.description))
    notes.say(own, "foaf:homepage", NamedNode(base))
    notes.say(own, "dcat:dataset", notes.dataset)
    if settings.licence:
        notes.say(own, "dcterms:license", NamedNode(settings.licence))
    if settings.publisher:
        notes.say(own, "dcterms:publisher", _agent(notes, settings.publisher, "publisher"))


def _people(notes: Notes, settings: Settings) -> None:
    if settings.publisher:
        _both(notes, "publisher", "publisher", _agent(notes, settings.publisher, "publisher"))
    makers = settings.creators or ((settings.publisher,) if settings.publisher else ())
    for number, agent in enumerate(makers, 1):
        name = f"creator-{number}" if settings.creators else "publisher"
        _both(notes, "creator", "creator", _agent(notes, agent, name))
    if settings.contact:
        point = notes.a(notes.part("contact"), "vcard:Kind")
        notes.say(notes.dataset, "dcat:contactPoint", point)
        notes.say(point, "vcard:fn", (settings.publisher or Agent(settings.title)).name)
        notes.say(point, "vcard:hasURL", NamedNode(settings.contact))


def _agent(notes: Notes, agent: Agent, name: str) -> NamedNode:
    own = notes.a(NamedNode(agent.iri) if agent.iri else notes.part(name), "foaf:Agent", "prov:Agent")
    notes.say(own, "foaf:name", agent.name)
    notes.say(own, "schema:name", agent.name)
    notes.say(own, "rdf:type", node("schema:Person" if "orcid.org/" in agent.iri else "schema:Organization"))
    return own


def _attribution(notes: Notes, settings: Settings) -> None:
    name, page, licence = GEONAMES
    source = notes.a(notes.part("target-sws.geonames.org"), "dcat:Dataset", "prov:Entity")
    notes.say(notes.dataset, "dcterms:source", source)
    notes.say(notes.dataset, "schema:isBasedOn", NamedNode(page))
    notes.say(source, "dcterms:title", notes.worded(name))
    notes.say(source, "foaf:homepage", NamedNode(page))
    notes.say(source, "dcterms:license", NamedNode(licence))
    said = (f"Names, coordinates and numbers of inhabitants of places: {name}, CC BY 4.0", *settings.attribution)
    notes.say(notes.dataset, "dcterms:rights", *map(notes.worded, said))
    notes.say(notes.dataset, "schema:creditText", *said)


def coverage(notes: Notes, counted: Statistics) -> None:
    """Note where and when the things of a dataset are, in which languages they are named, and what is said of them."""
    own = notes.dataset
    if counted.years:
        start, end = counted.years
        period = notes.a(notes.part("period"), "dcterms:PeriodOfTime")
        notes.say(own, "dcterms:temporal", period)
        notes.say(period, "dcat:startDate", date(start))
        notes.say(period, "dcat:endDate", date(end))
        notes.say(own, "schema:temporalCoverage", f"{start}/{end}")
    if counted.box:
        _place(notes, *counted.box)
    for row in counted.countries:
        country = NamedNode(str(row["same"] or row["country"]))
        notes.a(country, "dcterms:Location")
        notes.say(own, "dcterms:spatial", country)
        notes.say(country, "rdfs:label", notes.worded(str(row["name"])))
    for row in counted.properties:
        if str(row["property"]).startswith(HANSE):
            notes.say(own, "schema:variableMeasured", compact(str(row["property"])).partition(":")[2])
    codes = {str(row["language"]).partition("-")[0] for row in counted.languages}
    notes.say(own, "dcterms:language", *(NamedNode(_LANGUAGES + code) for code in codes if len(code) == 2))


def _place(notes: Notes, west: float, south: float, east: float, north: float) -> None:
    place = notes.a(notes.part("extent"), "dcterms:Location", "schema:Place")
    shape = notes.a(notes.part("box"), "schema:GeoShape")
    ring = ", ".join(f"{x} {y}" for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)))
    notes.say(notes.dataset, "dcterms:spatial", place)
    notes.say(notes.dataset, "schema:spatialCoverage", place)
    notes.say(place, "dcat:bbox", Literal(f"POLYGON(({ring}))", datatype=node("geo:wktLiteral")))
    notes.say(place, "schema:geo", shape)
    notes.say(shape, "schema:box", f"{south} {west} {north} {east}")


def distribute(notes: Notes, dumps: Sequence[tuple[Dump, Held]], settings: Settings, base: str) -> None:
    """Note the files to download, with their types, sizes and checksums."""
    for dump, held in dumps:
        name = dump.path.rpartition("/")[2]
        own = notes.a(notes.part(f"file-{name}"), "dcat:Distribution", "schema:DataDownload")
        address = NamedNode(base + dump.path)
        notes.say(notes.dataset, "dcat:distribution", own)
        notes.say(notes.dataset, "schema:distribution", own)
        if dump.media.startswith(("application/n-", "application/trig", "text/turtle", "application/ld+json")):
            notes.say(notes.dataset, "void:dataDump", address)
        notes.say(own, "dcterms:title", notes.worded(dump.title))
        notes.say(own, "schema:name", dump.title)
        notes.say(own, "dcat:downloadURL", address)
        notes.say(own, "dcat:accessURL", address)
        notes.say(own, "schema:contentUrl", address)
        notes.say(own, "dcat:mediaType", NamedNode(_MEDIA + dump.media))
        notes.say(own, "schema:encodingFormat", dump.media)
        if dump.compressed:
            notes.say(own, "dcat:compressFormat", NamedNode(_MEDIA + "application/gzip"))
        notes.say(own, "dcat:byteSize", Literal(str(held.size), datatype=node("xsd:nonNegativeInteger")))
        notes.say(own, "schema:contentSize", f"{held.size} B")
        if settings.licence:
            notes.say(own, "dcterms:license", NamedNode(settings.licence))
        _sum(notes, own, name, held)


def _sum(notes: Notes, own: NamedNode, name: str, held: Held) -> None:
    checksum = notes.a(notes.part(f"sum-{name}"), "spdx:Checksum")
    notes.say(own, "spdx:checksum", checksum)
    notes.say(own, "schema:sha256", held.sha256)
    notes.say(checksum, "spdx:algorithm", node("spdx:checksumAlgorithm_sha256"))
    notes.say(checksum, "spdx:checksumValue", Literal(held.sha256, datatype=node("xsd:hexBinary")))


def build(notes: Notes, manifest: Mapping[str, Any], documents: Sequence[str]) -> None:
    """Note which build made it, by which version of Hanse, from which documents: one by one where they aren't many."""
    made = notes.a(notes.part("build"), "prov:Activity")
    tool = notes.a(notes.part("hanse"), "prov:SoftwareAgent", "schema:SoftwareApplication")
    versions = manifest.get("versions", {})
    notes.say(notes.dataset, "prov:wasGeneratedBy", made)
    notes.say(made, "prov:wasAssociatedWith", tool)
    notes.say(made, "rdfs:label", notes.worded("The build of the graph"))
    if started := str(manifest.get("started", "")):
        notes.say(made, "prov:startedAtTime", Literal(started, datatype=node("xsd:dateTime")))
    notes.say(tool, "foaf:name", "Hanse")
    notes.say(tool, "schema:name", "Hanse")
    notes.say(tool, "schema:softwareVersion", str(versions.get("hanse", version())))
    notes.say(tool, "foaf:homepage", NamedNode(_HANSE_PAGE))
    for part in ("extraction", "gazetteer"):
        if part in versions:
            notes.say(tool, "rdfs:comment", notes.worded(f"Version of the {part}: {versions[part]}"))
    sources = notes.a(notes.part("sources"), "prov:Collection")
    notes.say(made, "prov:used", sources)
    notes.say(notes.dataset, "prov:wasDerivedFrom", sources)
    notes.say(sources, "rdfs:label", notes.worded(f"The {len(documents):,} documents and tables that were read"))
    notes.say(sources, "prov:hadMember", *map(NamedNode, documents[:_LISTED]))
    if len(documents) > _LISTED:
        rest = f"The first {_LISTED:,} are named here; all of them in {'dumps/tables/documents.csv'}."
        notes.say(sources, "rdfs:comment", notes.worded(rest))
