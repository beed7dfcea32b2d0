"""The files of ontology/: complete, well-formed, and of one mind with the code."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from hanse import vocabulary
from hanse.names import fold
from hanse.vocabulary import CLASSES, HANSE, PREFIXES, PROPERTIES, THEMES, VALUES, term

SCHEMA, VANN = Namespace("https://schema.org/"), Namespace("http://purl.org/vocab/vann/")
ORG = Namespace(PREFIXES["org"])
SCHEME = URIRef("https://w3id.org/hanse/themes")
LANGUAGES = {"en", "es", "fr", "it", "pt", "de", "pl", "hr", "ro", "el", "nl", "cs", "hu", "bg", "sv", "lt"}
ALIGNED = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
VALUED = ("population", "attendance", "roleTitle", "confidence")


@cache
def turtle(name: str) -> Graph:
    return Graph().parse(data=(vocabulary.ontology() / f"{name}.ttl").read_text("utf-8"), format="turtle")


@cache
def context() -> dict[str, object]:
    found: dict[str, object] = json.loads((vocabulary.ontology() / "context.jsonld").read_text("utf-8"))["@context"]
    return found


def of_kind(*kinds: URIRef) -> list[URIRef]:
    """Hanse's own terms of some kinds."""
    found = {s for kind in kinds for s in turtle("hanse").subjects(RDF.type, kind)}
    return sorted(URIRef(str(one)) for one in found if str(one).startswith(HANSE))


def defined() -> list[URIRef]:
    return of_kind(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, ORG.Role)


def local(iri: object) -> str:
    return str(iri).rsplit("#", 1)[-1]


def themes() -> list[URIRef]:
    return sorted(URIRef(str(one)) for one in turtle("themes").subjects(RDF.type, SKOS.Concept))


def labels(concept: URIRef) -> list[Literal]:
    return [o for p in (SKOS.prefLabel, SKOS.altLabel) for o in turtle("themes").objects(concept, p)]


@pytest.mark.parametrize("name", [*CLASSES, *PROPERTIES, *VALUES, "Participation", "Document", "Evidence"])
def test_every_term_that_the_code_writes_is_in_the_ontology(name: str) -> None:
    iri = URIRef(term(name))
    described = iri in defined() if str(iri).startswith(HANSE) else (iri, VANN.usageNote, None) in turtle("hanse")
    assert described, f"{iri} is not in hanse.ttl"


@pytest.mark.parametrize("iri", defined(), ids=local)
def test_a_term_is_labelled_defined_and_exemplified(iri: URIRef) -> None:
    graph = turtle("hanse")
    languages = [label.language for label in graph.objects(iri, RDFS.label)]
    assert set(languages) >= {"en", "de", "fr", "es", "it", "pt", "pl"}
    assert len(languages) == len(set(languages))
    for property_ in (SKOS.definition, SKOS.example):
        said = list(graph.objects(iri, property_))
        assert len(said) == 1
        assert said[0].language == "en"
        assert len(str(said[0])) > 15 or property_ == SKOS.example


@pytest.mark.parametrize("iri", of_kind(OWL.Class, OWL.ObjectProperty), ids=local)
def test_a_class_or_property_is_aligned(iri: URIRef) -> None:
    assert any((iri, how, None) in turtle("hanse") for how in ALIGNED)


@pytest.mark.parametrize("iri", of_kind(OWL.ObjectProperty, OWL.DatatypeProperty), ids=local)
def test_a_property_says_where_it_goes_from_and_to(iri: URIRef) -> None:
    classes = set(of_kind(OWL.Class)) | {SKOS.Concept}
    subjects = set(turtle("hanse").objects(iri, SCHEMA.domainIncludes))
    objects = set(turtle("hanse").objects(iri, SCHEMA.rangeIncludes))
    assert subjects and subjects <= classes
    assert objects and (local(iri) in VALUED) == objects.isdisjoint(classes)
    assert (local(iri) in VALUED) or objects <= classes


def test_the_lead_partner_is_a_partner() -> None:
    assert (URIRef(term("leadPartner")), RDFS.subPropertyOf, URIRef(term("partner"))) in turtle("hanse")


def test_disjoint_classes_share_no_superclass_chain() -> None:
    graph = turtle("hanse")
    for one, other in graph.subject_objects(OWL.disjointWith):
        assert other not in set(graph.transitive_objects(one, RDFS.subClassOf))
        assert one not in set(graph.transitive_objects(other, RDFS.subClassOf))


def test_the_wording_uses_only_properties_that_are_defined() -> None:
    used = {p for p in turtle("wording").predicates() if p != RDF.type}
    assert used <= set(of_kind(OWL.AnnotationProperty))


def test_the_wording_is_about_terms_of_the_ontology() -> None:
    known = set(turtle("hanse").subjects())
    assert {str(s) for s in turtle("wording").subjects()} <= {str(s) for s in known}


def test_the_scheme_is_a_tree_of_two_levels() -> None:
    graph = turtle("themes")
    tops = set(graph.objects(SCHEME, SKOS.hasTopConcept))
    assert 8 <= len(tops) <= 14
    assert tops == set(graph.subjects(SKOS.topConceptOf, SCHEME))
    for concept in themes():
        assert (concept, SKOS.inScheme, SCHEME) in graph
        broader = set(graph.objects(concept, SKOS.broader))
        assert len(broader) == (0 if concept in tops else 1)
        assert broader <= tops
        for one in broader:
            assert (one, SKOS.narrower, concept) in graph
    for one, narrower in graph.subject_objects(SKOS.narrower):
        assert (narrower, SKOS.broader, one) in graph


def test_broader_has_no_cycles() -> None:
    for concept in themes():
        assert concept not in set(turtle("themes").transitive_objects(concept, SKOS.broader)) - {concept}
        assert (concept, SKOS.broader, concept) not in turtle("themes")


@pytest.mark.parametrize("concept", themes(), ids=local)
def test_a_theme_is_labelled_in_each_language_once(concept: URIRef) -> None:
    graph = turtle("themes")
    preferred = [label.language for label in graph.objects(concept, SKOS.prefLabel)]
    assert set(preferred) >= LANGUAGES
    assert len(preferred) == len(set(preferred))
    assert {label.language for label in graph.objects(concept, SKOS.altLabel)} <= set(preferred)
    assert len(list(graph.objects(concept, SKOS.definition))) == 1
    assert str(concept).startswith(THEMES)


def test_a_label_leads_to_one_theme_in_its_language() -> None:
    said = Counter((label.language, fold(str(label))) for concept in themes() for label in labels(concept))
    assert [key for key, count in said.items() if count > 1] == []
    assert all(text for _, text in said)


@pytest.mark.parametrize(
    ("label", "language", "theme"),
    [
        ("Circular Economy", "en", "circular-economy"),
        ("movilidad urbana", "es", "mobility"),
        ("Kreislaufwirtschaft", "de", "circular-economy"),
        ("rewitalizacja", "pl", "urban-regeneration"),
        ("γαλάζια οικονομία", "el", "blue-economy"),
        ("Sustainable use of land", "en", "land-use"),
        ("Innovative and Responsible Public Procurement", "en", "public-procurement"),
        ("Inclusion of migrants and refugees", "en", "migrants"),
        ("Security in Public Spaces", "en", "urban-safety"),
        ("Water Sensitive City", "en", "water"),
        ("Building Decarbonisation", "en", "energy-efficiency"),
        ("Cities of Equality", "en", "equality"),
        ("Greening Cities", "en", "green-spaces"),
    ],
)
def test_a_label_is_found(label: str, language: str, theme: str) -> None:
    assert vocabulary.concept(label, language) == THEMES + theme


def test_the_context_has_the_prefixes_of_the_code() -> None:
    namespaces = {name: iri for name, iri in context().items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
    assert namespaces == dict(PREFIXES)


def test_the_context_has_every_term() -> None:
    targets = {one["@id"] if isinstance(one, dict) else one for one in context().values() if one != 1.1}
    known = {_expanded(str(one)) for one in targets}
    own = {str(iri) for iri in of_kind(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)}
    assert own | {term(name) for name in (*CLASSES, *PROPERTIES, *VALUES)} <= known


def _expanded(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES.get(prefix, prefix + ":") + rest


def test_a_document_in_the_context_says_what_its_turtle_says() -> None:
    said = {
        "@context": context(),
        "id": "https://w3id.org/hanse/id/network/in4green",
        "type": "Network",
        "prefLabel": {"@value": "In4Green", "@language": "en"},
        "leadPartner": "https://w3id.org/hanse/id/city/aviles-es",
        "about": "theme:energy-transition",
        "startDate": {"@value": "2023-06", "@type": "xsd:gYearMonth"},
    }
    expected = """
        @prefix hanse: <https://w3id.org/hanse/ontology#> . @prefix theme: <https://w3id.org/hanse/themes#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <https://w3id.org/hanse/id/network/in4green> a hanse:Network ; skos:prefLabel "In4Green"@en ;
            hanse:leadPartner <https://w3id.org/hanse/id/city/aviles-es> ; hanse:theme theme:energy-transition ;
            <https://schema.org/startDate> "2023-06"^^xsd:gYearMonth ."""
    read = parse(json.dumps(said), format=RdfFormat.JSON_LD)
    assert {quad.triple for quad in read} == {quad.triple for quad in parse(expected, format=RdfFormat.TURTLE)}
