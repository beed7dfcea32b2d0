"""Facts as quads: what is said, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from hanse.errors import InputError
from hanse.model import DOCUMENT, Document, Entity, Evidence, Extract, Fact, Field, Row, Span, Value
from hanse.triples import gazetteer, graph_iri, lines, literal, quads
from hanse.triples.notation import quoted
from hanse.vocabulary import PREFIXES, mint

TEXT = "In4Green is a network of the URBACT IV programme. It is led by Avilés (ES) since 2023-06."
DOCUMENT_ = Document("d1", "pages/d1.txt", TEXT, language="en")
NETWORK = Entity("n", "Network", "In4Green", ("In4Green", "In4Green network"), "en", mention=Span(0, 8))
CITY = Entity("c", "City", "Avilés", ("Avilés",), country="ES", mention=Span(63, 69))
SENTENCE = Evidence(Span(50, 88), "sentences", 0.9)
LEAD = Fact("n", "leadPartner", "c", SENTENCE, since="2023-06", until="2025")


def iri_of(entity: Entity) -> str:
    return mint(entity.kind, f"{entity.name} {entity.country}".strip())


def store_of(*facts: Fact, entities: tuple[Entity, ...] = (NETWORK, CITY), document: Document = DOCUMENT_) -> Store:
    store = Store()
    store.extend(quads(Extract(document.identifier, entities, facts), document, iri_of, versions={"": "7"}))
    return store


def ask(store: Store, sparql: str) -> list[tuple[str, ...]]:
    rows = store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
    return sorted(tuple(term.value for term in row) for row in rows)


def test_what_a_document_says_is_in_its_own_graph_and_the_evidence_beside_it() -> None:
    store = store_of(LEAD)
    assert {graph.value for graph in store.named_graphs()} == {graph_iri("d1"), graph_iri("d1/evidence")}
    said = list(store.quads_for_pattern(None, None, None, NamedNode(graph_iri("d1"))))
    assert NamedNode(PREFIXES["rdf"] + "subject") not in {quad.predicate for quad in said}
    assert ask(
        store, "SELECT DISTINCT ?id { ?g prov:wasDerivedFrom ?d . ?d a hanse:Document ; dcterms:identifier ?id }"
    ) == [("d1",)]


def test_every_statement_has_its_evidence_and_its_quote() -> None:
    rows = ask(
        store_of(LEAD),
        """SELECT ?s ?p ?o ?exact ?start ?end ?confidence ?version WHERE {
             ?e a hanse:Evidence ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; hanse:confidence ?confidence ;
                prov:wasDerivedFrom ?d ; prov:wasGeneratedBy/schema:softwareVersion ?version ;
                oa:hasSelector [ oa:exact ?exact ] , [ oa:start ?start ; oa:end ?end ] }""",
    )
    said = {(row[1].rsplit("#")[-1], row[3]) for row in rows}
    sentence = "It is led by Avilés (ES) since 2023-06"
    assert said == {("leadPartner", sentence), ("partner", sentence), ("type", "In4Green"), ("type", "Avilés")}
    assert {row[6:] for row in rows} == {("0.9", "7")}
    assert all(TEXT[int(row[4]) : int(row[5])] == row[3] for row in rows)


def test_quotes_keep_what_is_around_them() -> None:
    rows = ask(store_of(LEAD), "SELECT ?before ?after { ?q oa:exact 'Avilés' ; oa:prefix ?before ; oa:suffix ?after }")
    assert rows == [("RBACT IV programme. It is led by "[-30:], " (ES) since 2023-06.")]


def test_a_participation_says_who_in_what_in_which_role_and_when() -> None:
    partner = Fact("n", "partner", "c", SENTENCE)
    rows = ask(
        store_of(LEAD, partner),
        """SELECT ?node ?role ?since ?until WHERE {
             ?node a hanse:Participation ; org:member ?m ; org:organization ?n ; org:role ?role ;
                   schema:startDate ?since ; schema:endDate ?until }""",
    )
    assert rows == [
        (mint("participation", "x")[:-1] + "in4green--aviles-es", PREFIXES["hanse"] + "lead", "2023-06", "2025")
    ]


def test_labels_have_a_language_and_every_form() -> None:
    rows = ask(
        store_of(), "SELECT ?p ?label (LANG(?label) AS ?l) { ?n a hanse:Network ; ?p ?label FILTER isLiteral(?label) }"
    )
    assert [(p.rsplit("#")[-1], label, language) for p, label, language in rows] == [
        ("label", "In4Green", ""),
        ("altLabel", "In4Green network", "en"),
        ("prefLabel", "In4Green", "en"),
    ]


def test_of_two_names_that_are_one_thing_the_first_is_preferred() -> None:
    other = replace(CITY, id="c2", name="AVILÉS", names=("AVILÉS", "Avilés city"), country="ES", mention=None)
    store = Store()
    store.extend(quads(Extract("d1", (CITY, other)), DOCUMENT_, lambda _: "https://example.org/aviles"))
    assert ask(store, "SELECT ?name { ?c a hanse:City ; skos:prefLabel|rdfs:label ?name }") == [("Avilés",)]
    assert ask(store, "SELECT ?name { ?c skos:altLabel ?name }") == [("AVILÉS",), ("Avilés city",)]


def test_facts_about_the_document_are_on_its_iri() -> None:
    fact = Fact(DOCUMENT, "created", Value("2023-10-24", "date"), Evidence(Span(0, 8), "head", 1.0))
    page = replace(DOCUMENT_, fields=(Field("url", "https://example.org/a", Span(0, 1)),))
    assert ask(store_of(fact, document=page), "SELECT ?when ?url { ?d dcterms:created ?when ; schema:url ?url }") == [
        ("2023-10-24", "https://example.org/a")
    ]


def test_an_address_that_is_none_is_left_out() -> None:
    for address in ("javascript:alert(1)", "https://example.org/<script>", ""):
        page = replace(DOCUMENT_, fields=(Field("url", address, Span(0, 1)),))
        assert ask(store_of(document=page), "SELECT ?url { ?d schema:url ?url }") == []


def test_a_row_is_quoted_and_pointed_to() -> None:
    row = Row("Partners & co", 12, "In4Green | Avilés | ES")
    table = Document("members", "members.xlsx", "", format="xlsx")
    city, network = replace(CITY, mention=row), replace(NETWORK, mention=None)
    store = store_of(Fact("n", "partner", "c", Evidence(row, "table", 1.0)), entities=(network, city), document=table)
    rows = ask(
        store,
        """SELECT ?p ?fragment ?exact WHERE { ?e rdf:predicate ?p ; oa:hasSelector ?f , [ oa:exact ?exact ] .
           ?f rdf:value ?fragment ; dcterms:conformsTo <http://tools.ietf.org/rfc/rfc7111> }""",
    )
    assert {row[1:] for row in rows} == {("sheet=Partners & co&row=12", "In4Green | Avilés | ES")}
    assert [row[0].rsplit("#")[-1] for row in rows] == ["type", "type", "partner"], "a class without mention too"


def test_weak_facts_are_left_out_and_what_nothing_surer_is_said_of() -> None:
    extract = Extract("d1", (replace(NETWORK, confidence=0.97), CITY), (LEAD,))
    found = list(quads(extract, DOCUMENT_, iri_of, least=0.95))
    predicates = {quad.predicate.value.rsplit("#")[-1] for quad in found}
    assert not predicates & {"partner", "leadPartner", "member"}
    assert {quad.object.value for quad in found if quad.predicate.value.endswith("#prefLabel")} == {"In4Green"}


@pytest.mark.parametrize("span", [Span(0, 999), Span(5, 5), Span(-3, 2)])
def test_evidence_outside_the_text_is_an_error(span: Span) -> None:
    with pytest.raises(InputError, match=r"pages/d1\.txt: evidence at .* 89 code points"):
        store_of(Fact("n", "partner", "c", Evidence(span, "x", 1.0)))


def test_a_fact_of_something_unnamed_is_an_error() -> None:
    with pytest.raises(InputError, match="'nobody'"):
        store_of(Fact("n", "partner", "nobody", SENTENCE))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Value("2023", "gYear"), '"2023"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        (Value("--10-24", "gMonthDay"), '"--10-24"^^<http://www.w3.org/2001/XMLSchema#gMonthDay>'),
        (Value("18300", "integer"), '"18300"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (Value("Burmistrz", language="pl"), '"Burmistrz"@pl'),
        (Value("Mayor", language="not a language"), '"Mayor"'),
    ],
)
def test_values_are_typed(value: Value, written: str) -> None:
    assert str(literal(value)) == written


hostile = st.characters(categories=("Cc", "Zs", "Zl", "Zp", "Cn"), include_characters='"\\<>{}^`@. _:\ufffe\uffff')
texts = st.text(hostile | st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
tags = st.sampled_from(["", "en", "EN-gb", "zh-Hant", "x-a", 'en" .', "\n", "é"]) | texts


@given(texts, texts, texts, tags, st.data())
@settings(max_examples=60, deadline=None)
def test_any_text_is_quoted_exactly_and_written_as_oxigraph_writes_it(
    text: str, name: str, other: str, tag: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    row = Row(data.draw(st.just("") | texts), data.draw(st.integers(1, 9)), other)
    entity = Entity("e", "Organisation", name, (name, text), tag, mention=span, extractor=other)
    known = Entity("k", "City", other, (text,), tag, mention=row)
    role = Fact("e", "roleTitle", Value(other, language=tag), Evidence(span, name, 0.5))
    page = Document(name, other, text, language=tag, fields=(Field("url", "https://" + other, span),))
    extract = Extract(name, (entity, known), (role, Fact("e", "partner", "k", Evidence(row, "x", 1.0), since="2019")))
    said = list(lines(extract, page, lambda one: f"https://example.org/{one.id}", versions={"": other}))
    read = [quad for one in said for quad in parse(one, RdfFormat.N_QUADS)]
    assert said == [f"{quad} .\n".encode() for quad in read], "one quad a line, and as Oxigraph writes it"
    assert set(read) == set(quads(extract, page, lambda one: f"https://example.org/{one.id}", versions={"": other}))
    assert {text[span.start : span.end], other} == {
        quad.object.value for quad in read if quad.predicate.value == PREFIXES["oa"] + "exact"
    }
    assert {name, text} <= {quad.object.value for quad in read if quad.subject.value == "https://example.org/e"}


def test_every_sign_is_written_as_oxigraph_writes_it() -> None:
    for first in range(0, 0x110000, 0x800):
        if not 0xD800 <= first < 0xE000:
            text = "".join(map(chr, range(first, first + 0x800)))
            assert quoted(text) == str(Literal(text))


@pytest.mark.parametrize("address", ["https://example.org/a>", "https://example.org/a b", "a", "", "urn:a\n"])
def test_what_is_no_iri_is_never_written(address: str) -> None:
    with pytest.raises(ValueError):
        list(lines(Extract("d1", (CITY,)), DOCUMENT_, lambda _: address))


@pytest.mark.parametrize(("one", "stated"), [(False, True), (True, False)])
def test_what_turns_out_to_be_one_thing_is_not_located_in_itself(one: bool, stated: bool) -> None:
    district, city = Entity("d", "City", "Bucharest District 6"), Entity("c", "City", "Bucharest")
    page = Document("d1", "d1.txt", "Bucharest District 6 is in Bucharest.")
    fact = Fact("d", "locatedIn", "c", Evidence(Span(0, 36), "hand", 0.9))
    extract = Extract("d1", (district, city), (fact,))
    said = quads(extract, page, lambda entity: f"https://example.org/{'c' if one else entity.id}")
    assert any("locatedIn" in str(quad) for quad in said) is stated


@dataclass(frozen=True)
class Place:
    id: int
    name: str
    kind: str
    country: str
    latitude: float = 43.55473
    longitude: float = -5.92483
    codes: tuple[tuple[str, str], ...] = ()
    population: int = 0
    region: str = ""
    capital: bool = False


def _gazetteer(*places: tuple[str, Place]) -> Iterator[Quad]:
    return gazetteer(places)


def test_places_have_coordinates_a_country_and_identity_elsewhere() -> None:
    spain = Place(2510769, "Spain", "Country", "ES", codes=(("iso3", "ESP"), ("other", "x")))
    store = Store()
    store.extend(
        _gazetteer(("https://example.org/a", Place(3129028, "Avilés", "City", "ES")), ("https://example.org/es", spain))
    )
    assert ask(store, "SELECT ?lat ?code { ?a wgs84:lat ?lat ; hanse:locatedIn/skos:notation ?code }") == [
        ("43.55473", "ES")
    ]
    assert ask(store, "SELECT ?same { ?x skos:exactMatch ?same }") == [
        ("http://publications.europa.eu/resource/authority/country/ESP",),
        ("https://sws.geonames.org/2510769/",),
        ("https://sws.geonames.org/3129028/",),
    ]
    assert ask(store, "SELECT ?l { ?g dcterms:license ?l }"), "GeoNames asks to be credited"
    assert list(_gazetteer()) == []


def test_a_city_has_what_geonames_knows_of_it() -> None:
    madrid = Place(3117735, "Madrid", "City", "ES", population=3255944, region="Madrid", capital=True)
    store = Store()
    store.extend(_gazetteer(("https://example.org/a", madrid)))
    assert ask(store, "SELECT ?n ?r ?c { ?a gn:population ?n ; schema:addressRegion ?r ; gn:featureCode ?c }") == [
        ("3255944", "Madrid", "https://www.geonames.org/ontology#P.PPLC")
    ]


def test_a_place_of_no_known_country_and_no_geonames_id() -> None:
    said = list(_gazetteer(("https://example.org/b", Place(-4, "Baltic Sea region", "Region", ""))))
    assert not {"locatedIn", "exactMatch"} & {quad.predicate.value.rsplit("#")[-1] for quad in said}
    assert Literal("Baltic Sea region") in {quad.object for quad in said}
