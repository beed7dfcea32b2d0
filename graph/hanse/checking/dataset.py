"""Checks of the dataset's description: who, when, under which licence, how much, how good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from hanse.checking.check import Check, Figure, Findings
from hanse.checking.description import Description, expand
from hanse.checking.site import Site

__all__ = ["CHECKS"]

_ASKED = {
    "dcterms:title": "a title",
    "dcterms:description": "a description",
    "dcterms:publisher": "a publisher",
    "dcterms:issued": "a day of issue",
    "dcterms:modified": "a day of change",
    "dcterms:language": "a language",
    "dcat:keyword": "keywords",
    "dcat:version": "a version",
}
_COUNTS = {
    "void:triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "void:distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "void:distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "void:properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "void:classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }",
}


def licence(site: Site) -> Findings:
    """The licence is an IRI, of the dataset and of each distribution."""
    description = Description.of(site)
    for who in (description.iri, *(one.iri for one in description.distributions())):
        found = description.values("dcterms:license", who)
        if not found:
            yield f"{who}: no dcterms:license"
        yield from (f"{who}: the licence is no address, but {one!r}" for one in found if not _is_address(one))
    yield from (Figure(one) for one in description.links("dcterms:license"))


def _is_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def described(site: Site) -> Findings:
    """The dataset says what it is, who answers for it, and since when it is as it is."""
    description = Description.of(site)
    types = description.links("rdf:type")
    for kind in ("void:Dataset", "dcat:Dataset"):
        if expand(kind) not in types:
            yield f"dataset.ttl: the dataset is no {kind}"
    yield from (f"dataset.ttl: no {name} ({what})" for name, what in _ASKED.items() if not description.values(name))
    for name in ("dcterms:issued", "dcterms:modified"):
        for day in description.values(name):
            try:
                date.fromisoformat(day[:10])
            except ValueError:
                yield f"dataset.ttl: {name} is {day!r}, not a day such as 2026-01-31"
    if not (description.values("dcat:landingPage") or description.values("foaf:homepage")):
        yield "dataset.ttl: no dcat:landingPage"


def origin(site: Site) -> Findings:
    """What the dataset was made from, by what, and what it owes to whom."""
    description = Description.of(site)
    for name in ("prov:wasGeneratedBy", "prov:wasDerivedFrom"):
        if not description.values(name):
            yield f"dataset.ttl: no {name}"
    told = " ".join(literal.value for literal in description.literals())
    if (
        site.merge.query('ASK { ?s ?p ?o FILTER(ISIRI(?o) && CONTAINS(STR(?o), "geonames.org/")) }')
        and "GeoNames" not in told
    ):
        yield "dataset.ttl: places are from GeoNames (CC BY 4.0), which is not said"


def quality(site: Site) -> Findings:
    """How good the statements are was measured, and is told with a number."""
    description = Description.of(site)
    measured = description.of_kind("dqv:QualityMeasurement")
    if not measured:
        yield "dataset.ttl: no dqv:QualityMeasurement"
    for one in measured:
        if not description.values("dqv:isMeasurementOf", one):
            yield f"{one}: measures nothing that is named (dqv:isMeasurementOf)"
        for value in description.values("dqv:value", one) or [""]:
            if not _is_number(value):
                yield f"{one}: dqv:value is {value!r}, not a number"
    yield Figure(f"{len(measured)} measurements")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def counts(site: Site) -> Findings:
    """The counts of VoID are those of the merge of all graphs."""
    description = Description.of(site)
    for name, sparql in _COUNTS.items():
        yield from _compared("dataset.ttl", name, description.number(name), _count(site, sparql))
    for one in description.partitions("void:classPartition", "void:class", "void:entities"):
        found = _count(site, f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a {NamedNode(one.of)} }}")
        yield from _compared(one.iri, f"things of {one.of}", one.counted, found)
    for one in description.partitions("void:propertyPartition", "void:property", "void:triples"):
        found = _count(site, f"SELECT (COUNT(*) AS ?n) {{ ?s {NamedNode(one.of)} ?o }}")
        yield from _compared(one.iri, f"triples of {one.of}", one.counted, found)
    yield Figure(f"{description.number('void:triples'):,} triples")


def _compared(where: str, what: str, told: int, found: int) -> Iterator[str]:
    if told != found:
        yield f"{where}: {what} is {'not told' if told < 0 else f'{told:,}'}, and {found:,} are there"


def _count(site: Site, sparql: str) -> int:
    answer: Any = site.merge.query(sparql)
    return int(next(iter(answer))["n"].value)


def linksets(site: Site) -> Findings:
    """Links to other datasets are counted, by target."""
    description = Description.of(site)
    linked = 0
    for one in description.values("void:subset"):
        predicate, target = description.value("void:linkPredicate", one), description.value("void:objectsTarget", one)
        if not predicate:
            continue
        space = description.value("void:uriSpace", target)
        if not space:
            yield f"{one}: its target {target or '(none)'} has no void:uriSpace, so that nobody can count"
            continue
        found = sum(
            isinstance(quad.object, NamedNode) and quad.object.value.startswith(space)
            for quad in site.merge.quads_for_pattern(None, NamedNode(predicate), None)
        )
        linked += found
        yield from _compared(one, f"links to {space}", description.number("void:triples", one), found)
    total = description.number("void:triples")
    yield Figure(f"{linked:,} links to other datasets, {100 * linked / max(total, 1):.1f} % of the triples")


def vocabulary(site: Site) -> Findings:
    """Vocabularies, the space of names and examples are told, and the examples answer."""
    description = Description.of(site)
    for name in ("void:vocabulary", "void:uriSpace", "void:exampleResource", "void:dataDump"):
        if not description.values(name):
            yield f"dataset.ttl: no {name}"
    for example in description.values("void:exampleResource"):
        path = site.path_of(example)
        if path is None or f"{path}.ttl" not in site.files:
            yield f"dataset.ttl: the example {example} is not described here"


def findable(site: Site) -> Findings:
    """The start page embeds a schema.org Dataset that search engines for datasets understand."""
    description = Description(site.base + "dataset", site.embedded("index.html"))
    if description.iri not in description.of_kind("schema:Dataset"):
        yield f"index.html: embeds no schema.org Dataset {description.iri}"
        return
    for name in ("name", "description", "license", "creator", "distribution"):
        if not description.values(f"schema:{name}"):
            yield f"index.html: the Dataset has no schema:{name}"
    text = description.value("schema:description")
    if not 50 <= len(text) <= 5000:
        yield f"index.html: the description has {len(text)} characters, where 50 to 5,000 are asked"


CHECKS = (
    Check(
        "licence",
        "The licence is named by its address, for the dataset and each file",
        "Data on the Web Best Practices 4; FsF-R1.1-01M; DCAT 3, section 9",
        "set licence in publish.toml to an address such as https://creativecommons.org/licenses/by/4.0/",
        licence,
    ),
    Check(
        "described",
        "The dataset says what it is, who publishes it, since when, in which version and language",
        "Data on the Web Best Practices 1, 2, 7; DCAT 3, section 6.6; FsF-F2-01M",
        "fill in publish.toml (hanse publish --init writes one)",
        described,
    ),
    Check(
        "origin",
        "The dataset says what it was made from, and by what",
        "Data on the Web Best Practices 5; PROV-O; FsF-R1.2-01M",
        "publish from a graph directory with its manifest.json",
        origin,
    ),
    Check(
        "quality",
        "How far to trust it is measured and told",
        "Data on the Web Best Practices 6; W3C Data Quality Vocabulary",
        "publish from a graph directory with its manifest.json",
        quality,
    ),
    Check(
        "counts",
        "VoID's counts are right",
        "VoID, sections 4.6 and 6",
        "publish again: files of two releases are mixed",
        counts,
    ),
    Check(
        "linksets",
        "Links to other datasets are counted right",
        "VoID, section 5; FsF-I3-01M",
        "publish again: files of two releases are mixed",
        linksets,
    ),
    Check(
        "vocabulary",
        "Vocabularies, names and examples are told",
        "VoID, section 4; Data on the Web Best Practices 15 (reuse vocabularies); FsF-I2-01M",
        "publish again with this version of Hanse",
        vocabulary,
    ),
    Check(
        "findable",
        "Search engines for datasets find its description",
        "schema.org Dataset; FsF-F4-01M",
        "give publish.toml a description of 50 characters or more, a licence and a creator or publisher",
        findable,
    ),
)
