"""What a site says of itself as a dataset: counts that can be counted again, files that are what it says they are."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import rdflib
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, SKOS, URIRef, Variable
from rdflib.namespace import VOID

from hanse.publishing import Settings, opening, publish
from hanse.publishing.settings import Agent
from hanse.publishing.statistics import NUMBERS, queries, spaces
from hanse.vocabulary import HANSE, PREFIXES

BASE = "https://example.org/cities/"
DATASET = URIRef(BASE + "dataset")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SCHEMA = rdflib.Namespace(PREFIXES["schema"])
DQV = rdflib.Namespace(PREFIXES["dqv"])
SPDX = rdflib.Namespace(PREFIXES["spdx"])
MANIFEST = {
    "versions": {"hanse": "0.9", "extraction": "7"},
    "options": {"base": "https://w3id.org/hanse/"},
    "started": "2026-03-04T05:06:07+00:00",
    "trust": {
        "partner": {"facts": 7, "right": 0.881, "judged": 306},
        "organiser": {"facts": 1, "right": 1, "judged": 2},
    },
}  # fmt: skip
SETTINGS = Settings(
    title='Cities & "networks" <script>',
    licence=LICENCE,
    publisher=Agent("City Archive", "https://example.org/archive"),
    creators=(Agent("Ada"), Agent("Grace", "https://orcid.org/0000-0001-0000-0000")),
    contact="https://example.org/contact",
    version="2026.1",
    issued=date(2026, 1, 2),
    keywords=("cities",),
    attribution=("Names of rivers: somebody",),
    endpoint="https://example.org/sparql",
)


@pytest.fixture(scope="module")
def site(graph_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dataset")
    copytree(graph_directory, folder / "G")
    (folder / "G" / "manifest.json").write_text(json.dumps(MANIFEST))
    with opening(folder / "G", SETTINGS, BASE) as publication:
        publish(publication, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def said(site: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(site / "dataset.ttl")


@pytest.fixture(scope="module")
def dump(site: Path) -> rdflib.Graph:
    """The merge, as it is to be downloaded."""
    return rdflib.Graph().parse(data=gzip.decompress((site / "dumps" / "graph.nt.gz").read_bytes()), format="nt")


def asked(dump: rdflib.Graph, name: str) -> list[dict[str, Any]]:
    """What rdflib answers to one of the documented queries about the dump."""
    bound = {Variable("space"): URIRef(space)} if (space := spaces(BASE).get(name)) else {}
    found = dump.query(queries()[name].sparql, initNs=dict(PREFIXES), initBindings=bound)
    return [{str(key): value for key, value in row.asdict().items()} for row in found]


def one(said: rdflib.Graph, subject: Any, predicate: Any) -> Any:
    [found] = said.objects(subject, predicate)
    return found


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib, of itself
def test_all_its_forms_say_the_same(site: Path, said: rdflib.Graph) -> None:
    assert set(rdflib.Graph().parse(site / "dataset.jsonld")) == set(said)
    assert (site / ".well-known" / "void").read_bytes() == (site / "dataset.ttl").read_bytes()
    assert list(said.subjects(DCAT.dataset, DATASET)) == [URIRef(BASE + "dataset#catalogue")]
    assert not any(isinstance(term, rdflib.BNode) for triple in said for term in triple)


@pytest.mark.parametrize(("query", "name"), NUMBERS.items())
def test_numbers_are_those_of_the_dump(said: rdflib.Graph, dump: rdflib.Graph, query: str, name: str) -> None:
    [row] = asked(dump, query)
    assert one(said, DATASET, VOID[name]).toPython() == int(row["count"]) > 0


def test_entities_are_what_the_pattern_matches(said: rdflib.Graph, dump: rdflib.Graph) -> None:
    pattern = one(said, DATASET, VOID.uriRegexPattern)
    matched = {subject for subject in dump.subjects() if re.search(pattern, subject)}
    assert len(matched) == one(said, DATASET, VOID.entities).toPython()


def test_partitions_are_those_of_the_dump(said: rdflib.Graph, dump: rdflib.Graph) -> None:
    by_class = {one(said, part, VOID["class"]): part for part in said.objects(DATASET, VOID.classPartition)}
    rows = asked(dump, "class-partitions")
    assert {row["class"]: int(row["entities"]) for row in rows} == {
        kind: one(said, part, VOID.entities).toPython() for kind, part in by_class.items()
    }
    by_property = {one(said, part, VOID.property): part for part in said.objects(DATASET, VOID.propertyPartition)}
    for row in asked(dump, "property-partitions"):
        part = by_property.pop(row["property"])
        for name in ("triples", "distinctSubjects", "distinctObjects"):
            assert one(said, part, VOID[name]).toPython() == int(row[name])
    assert not by_property


def test_linksets_are_those_of_the_dump(said: rdflib.Graph, dump: rdflib.Graph) -> None:
    links = list(said.subjects(RDF.type, VOID.Linkset))
    assert set(links) == set(said.objects(DATASET, VOID.subset))
    found = {
        (one(said, one(said, link, VOID.objectsTarget), VOID.uriSpace).toPython(), one(said, link, VOID.linkPredicate)):
        one(said, link, VOID.triples).toPython()
        for link in links
    }  # fmt: skip
    assert found == {(str(row["target"]), row["link"]): int(row["triples"]) for row in asked(dump, "linksets")}
    assert found[("https://sws.geonames.org/", SKOS.exactMatch)] == 6
    geonames = one(said, links[0], VOID.objectsTarget)
    assert said.value(geonames, FOAF.homepage) == URIRef("https://www.geonames.org/")


def test_downloads_are_what_it_says_they_are(said: rdflib.Graph, site: Path) -> None:
    told = set()
    for distribution in said.objects(DATASET, DCAT.distribution):
        address = str(one(said, distribution, DCAT.downloadURL))
        told.add(address.removeprefix(BASE))
        data = (site / address.removeprefix(BASE)).read_bytes()
        assert one(said, distribution, DCAT.byteSize).toPython() == len(data)
        checksum = one(said, distribution, SPDX.checksum)
        assert str(one(said, checksum, SPDX.checksumValue)) == hashlib.sha256(data).hexdigest()
        assert one(said, checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        assert str(one(said, distribution, SCHEMA.contentUrl)) == address
        packed = one(said, distribution, DCAT.compressFormat) if address.endswith(".gz") else None
        assert packed is None or str(packed).endswith("/application/gzip")
        assert (distribution, DCTERMS.license, URIRef(LICENCE)) in said
    there = {path.relative_to(site).as_posix() for path in (site / "dumps").rglob("*") if path.is_file()}
    assert told == there - {"dumps/SHA256SUMS"}
    dumps = {str(address).removeprefix(BASE) for address in said.objects(DATASET, VOID.dataDump)}
    assert dumps == {path for path in told if path.endswith(".gz")}


def test_what_its_owner_says_is_told_in_both_vocabularies(said: rdflib.Graph) -> None:
    for dcterms, schema in {
        "title": "name", "description": "description", "license": "license", "publisher": "publisher",
        "creator": "creator", "issued": "datePublished", "modified": "dateModified",
    }.items():  # fmt: skip
        ours, theirs = said.objects(DATASET, DCTERMS[dcterms]), said.objects(DATASET, SCHEMA[schema])
        assert sorted(map(str, ours)) == sorted(map(str, theirs)) != [], dcterms
    assert one(said, DATASET, DCTERMS.title) == rdflib.Literal(SETTINGS.title, lang="en")
    assert one(said, DATASET, DCTERMS.issued).toPython() == date(2026, 1, 2)
    assert one(said, DATASET, DCTERMS.modified).toPython() == date(2026, 3, 4), "the day of the build"
    assert said.value(URIRef("https://example.org/archive"), FOAF.name).toPython() == "City Archive"
    assert (URIRef("https://orcid.org/0000-0001-0000-0000"), RDF.type, SCHEMA.Person) in said
    assert one(said, DATASET, VOID.sparqlEndpoint) == URIRef("https://example.org/sparql")
    rights = {str(text) for text in said.objects(DATASET, DCTERMS.rights)}
    assert any("GeoNames, CC BY 4.0" in text for text in rights) and SETTINGS.attribution[0] in rights


def test_when_and_where_and_what(said: rdflib.Graph) -> None:
    period = one(said, DATASET, DCTERMS.temporal)
    assert (str(one(said, period, DCAT.startDate)), str(one(said, period, DCAT.endDate))) == ("2023", "2024")
    assert str(one(said, DATASET, SCHEMA.temporalCoverage)) == "2023/2024"
    places = set(said.objects(DATASET, DCTERMS.spatial))
    assert URIRef(BASE + "id/country/latvia") in places
    extent = one(said, DATASET, SCHEMA.spatialCoverage)
    assert str(one(said, extent, DCAT.bbox)).startswith("POLYGON((-5.92 43.55, 24.75 43.55, 24.75 59.44,")
    assert str(one(said, one(said, extent, SCHEMA.geo), SCHEMA.box)) == "43.55 -5.92 59.44 24.75"
    assert {"partner", "leadPartner"} <= {str(name) for name in said.objects(DATASET, SCHEMA.variableMeasured)}
    assert URIRef(HANSE) in set(said.objects(DATASET, VOID.vocabulary))
    examples = {str(iri).removeprefix(BASE).rpartition("/")[0] for iri in said.objects(DATASET, VOID.exampleResource)}
    assert examples == {"id/city", "id/network", "id/organisation", "id/event"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib, of itself
def test_search_engines_find_one_object_with_plain_text(site: Path, said: rdflib.Graph) -> None:
    from lxml import html

    [embedded] = html.parse(site / "index.html").xpath("//script[@type='application/ld+json']")
    found = json.loads(embedded.text)
    assert (found["@id"], found["@type"], found["name"]) == (str(DATASET), "Dataset", SETTINGS.title)
    assert (
        found["license"] == LICENCE and found["datePublished"] == "2026-01-02" and found["isAccessibleForFree"] is True
    )
    assert {one["name"] for one in found["creator"]} == {"Ada", "Grace"}
    assert found["spatialCoverage"]["geo"]["box"] == "43.55 -5.92 59.44 24.75"
    files = {one["contentUrl"].removeprefix(BASE): one["encodingFormat"] for one in found["distribution"]}
    assert files["dumps/graph.nt.gz"] == "application/n-triples" and all((site / path).is_file() for path in files)
    triples = set(rdflib.Graph().parse(data=embedded.text, format="json-ld"))
    assert triples < set(said) and len(triples) > 200


def test_the_example_queries_run_anywhere(site: Path, dump: rdflib.Graph) -> None:
    listed = json.loads((site / "queries" / "index.json").read_text())
    assert {f"{one['name']}.rq" for one in listed} == {path.name for path in site.glob("queries/*.rq")}
    rows = {one["name"]: one["rows"] for one in listed}
    assert rows["networks-of-city"] > 0 and rows["count-triples"] == 1
    for name in ("networks-of-city", "partners-of-network", "count-linksets", "things"):
        assert len(list(dump.query((site / "queries" / f"{name}.rq").read_text()))) == rows[name], name


def test_how_it_was_made(said: rdflib.Graph) -> None:
    build = one(said, DATASET, PROV.wasGeneratedBy)
    tool = one(said, build, PROV.wasAssociatedWith)
    assert str(one(said, tool, SCHEMA.softwareVersion)) == "0.9"
    assert one(said, build, PROV.startedAtTime).toPython().isoformat() == MANIFEST["started"]
    assert set(said.objects(one(said, build, PROV.used), PROV.hadMember)) == {
        URIRef(BASE + "id/document/listing"),
        URIRef(BASE + "id/document/news"),
    }


def test_quality_is_measured_of_the_properties_that_it_has(said: rdflib.Graph) -> None:
    measured = {}
    for measurement in said.subjects(RDF.type, DQV.QualityMeasurement):
        metric = one(said, measurement, DQV.isMeasurementOf)
        assert said.value(metric, SKOS.definition) and said.value(metric, DQV.inDimension)
        part = one(said, measurement, DQV.computedOn)
        assert (DATASET, VOID.propertyPartition, part) in said
        assert (part, DQV.hasQualityMeasurement, measurement) in said
        name = one(said, part, VOID.property).removeprefix(HANSE), str(said.value(metric, SKOS.prefLabel))
        measured[name] = float(one(said, measurement, DQV.value))
    assert {name for name, _ in measured} == {"partner"}, "organiser is nowhere in it"
    assert measured["partner", "precision"] == 0.881
    assert measured["partner", "statements judged"] == 306
    assert 0 < measured["partner", "recall"] < 1


def test_nothing_is_said_that_nobody_said(graph_directory: Path, tmp_path: Path) -> None:
    with opening(graph_directory) as publication:
        publish(publication, tmp_path / "site")
    said = rdflib.Graph().parse(tmp_path / "site" / "dataset.ttl")
    dataset = URIRef("https://w3id.org/hanse/dataset")
    for predicate in (
        DCTERMS.license,
        DCTERMS.publisher,
        DCTERMS.creator,
        VOID.sparqlEndpoint,
        URIRef(PREFIXES["dcat"] + "version"),
    ):
        assert not list(said.objects(dataset, predicate)), predicate
    assert not list(said.subjects(RDF.type, DQV.QualityMeasurement))


def test_every_target_has_a_name_and_a_page() -> None:
    from hanse.publishing.void import targets

    assert all({"name", "page"} == set(target) for target in targets().values())
    assert (files("hanse.publishing") / "targets.toml").is_file()
    assert all(query.title.endswith(")") for query in queries().values()), "each says the term it gives"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib, of itself
def test_the_page_shows_it_to_people(site: Path, said: rdflib.Graph) -> None:
    from lxml import html

    text = (site / "dataset" / "index.html").read_text()
    page = html.document_fromstring(text)
    assert page.xpath("string(//h1)") == SETTINGS.title and "<script>" not in page.xpath("string(//title)")[:5]
    assert f"{one(said, DATASET, VOID.triples).toPython():,} triples" in page.text_content()
    [embedded] = page.xpath("//script[@type='application/ld+json']")
    assert set(rdflib.Graph().parse(data=embedded.text, format="json-ld")) == set(said)
    for link in page.xpath("//a[starts-with(@href, '../dumps')]/@href"):
        assert (site / "dataset" / link).is_file(), link
    assert page.xpath("//head/link[@rel='cite-as']/@href") == [str(DATASET)]
    assert len(page.xpath("//head/link[@rel='item']")) == len(list(said.objects(DATASET, DCAT.distribution)))
    anchors = set(page.xpath("//@id"))
    for distribution in said.objects(DATASET, DCAT.distribution):
        assert str(distribution).partition("#")[2] in anchors
    for part in said.objects(DATASET, VOID.propertyPartition):
        assert str(part).partition("#")[2] in anchors
    assert "88 %" in page.text_content() and "GeoNames" in page.text_content()


@pytest.mark.parametrize(
    "lines",
    [
        [f"<{BASE}id/city/x> <{RDF.type}> <{HANSE}City> <{BASE}graph/g> ."],
        [
            f"<{BASE}id/city/x> <{RDF.type}> <{HANSE}City> <{BASE}graph/g> .",
            f"<{BASE}id/city/x> <{PREFIXES['owl']}sameAs> <urn:isbn:123> <{BASE}graph/g> .",
            f'<{BASE}id/city/x> <{PREFIXES["wgs84"]}lat> "north" <{BASE}graph/g> .',
            f'<{BASE}id/city/x> <{PREFIXES["wgs84"]}long> "east" <{BASE}graph/g> .',
            f'<{BASE}id/city/x> <http://example.org/it\'s(odd)> "1" <{BASE}graph/g> .',
            f"<{BASE}id/event/x> <{RDF.type}> <{HANSE}Event> <{BASE}graph/g> .",
            f'<{BASE}id/event/x> <{PREFIXES["schema"]}startDate> "MMXX" <{BASE}graph/g> .',
        ],
    ],
)
def test_a_graph_of_little_or_odd_content_is_described(tmp_path: Path, lines: list[str]) -> None:
    (tmp_path / "graph.nq").write_text("\n".join(sorted(lines)) + "\n")
    with opening(tmp_path) as publication:
        said = rdflib.Graph().parse(data=publication.file("dataset.ttl"))
        assert publication.file("dataset/index.html")
        assert publication.file("query/settings.json")
        assert not publication.file("dumps/tables/networks.csv").splitlines()[1:]
    assert one(said, URIRef("https://w3id.org/hanse/dataset"), VOID.triples).toPython() == len(lines)
