"""The shapes accept a good graph and say what is wrong in a bad one; ``hanse validate`` tells it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

import hanse
from hanse.cli import cli
from hanse.errors import GraphError, InputError
from hanse.model import Document, Entity, Evidence, Extract, Fact, Row, Span, Value
from hanse.triples import quads
from hanse.validation import Violation, validate
from hanse.vocabulary import PREFIXES, mint

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
GOOD = """
@base <https://w3id.org/hanse/> .
<graph/d1> prov:wasDerivedFrom <id/document/d1> .
<id/document/d1> a hanse:Document ; dcterms:identifier "d1" ; dcterms:title "Kick-off in Avilés"@en ;
    dcterms:created "2023-10-24"^^xsd:date ; dcterms:creator <id/person/ana> .
<id/network/in4green> a hanse:Network ; skos:prefLabel "In4Green"@en, "In4Green"@es ; skos:altLabel "the network"@en ;
    hanse:partner <id/city/aviles-es>, <id/organisation/cluster> ; hanse:leadPartner <id/city/aviles-es> ;
    hanse:leadExpert <id/person/ana> ; hanse:expert <id/person/ana> ; hanse:programme <id/programme/urbact> ;
    hanse:theme theme:energy-transition ; hanse:follows <id/goodpractice/old> ;
    schema:startDate "2023"^^xsd:gYear ; schema:endDate "2025-12"^^xsd:gYearMonth .
<id/goodpractice/old> a hanse:GoodPractice ; rdfs:label "Old" ; hanse:implementedIn <id/city/aviles-es> .
<id/city/aviles-es> a hanse:City ; skos:prefLabel "Avilés" ; hanse:locatedIn <id/country/es> ; hanse:population 78000 ;
    wgs84:lat 43.55 ; wgs84:long -5.92 .
<id/country/es> a hanse:Country ; rdfs:label "Spain" .
<id/organisation/cluster> a hanse:Organisation ; rdfs:label "A cluster" ; hanse:partOf <id/organisation/whole> .
<id/organisation/whole> a hanse:Organisation ; rdfs:label "The whole" .
<id/person/ana> a hanse:Person ; rdfs:label "Ana" ; hanse:roleTitle "Alcaldesa"@es ;
    hanse:affiliation <id/city/aviles-es> .
<id/programme/urbact> a hanse:Programme ; rdfs:label "URBACT" .
theme:energy-transition a skos:Concept ; skos:prefLabel "Energy transition"@en .
<id/event/kick-off> a hanse:Event ; rdfs:label "Kick-off" ; hanse:eventOf <id/network/in4green> ;
    hanse:organiser <id/city/aviles-es> ; hanse:attendee <id/person/ana> ; hanse:attendance 40 ;
    schema:startDate "--10-24"^^xsd:gMonthDay ; schema:endDate "2023-10-25"^^xsd:date .
<id/participation/in4green--aviles-es> a hanse:Participation ; org:member <id/city/aviles-es> ;
    org:organization <id/network/in4green> ; org:role hanse:lead .
<id/evidence/1> a hanse:Evidence ; rdf:subject <id/network/in4green> ; rdf:predicate hanse:leadPartner ;
    rdf:object <id/city/aviles-es> ; prov:wasDerivedFrom <id/document/d1> ; prov:wasGeneratedBy <id/extractor/labels> ;
    hanse:confidence 0.9 ; oa:hasSelector <id/document/d1#quote>, <id/document/d1#char> .
<id/document/d1#quote> a oa:TextQuoteSelector ; oa:exact "Lead partner: Avilés" ; oa:prefix "" ; oa:suffix "." .
<id/document/d1#char> a oa:TextPositionSelector ; oa:start 0 ; oa:end 20 .
<id/evidence/2> a hanse:Evidence ; rdf:subject <id/city/aviles-es> ; rdf:predicate hanse:population ; rdf:object 78000 ;
    prov:wasDerivedFrom <id/document/d1> ; prov:wasGeneratedBy <id/extractor/table> ; hanse:confidence 1.0 ;
    oa:hasSelector <id/document/d1#row=2>, <id/document/d1#row=2&quote> .
<id/document/d1#row=2> a oa:FragmentSelector ; rdf:value "row=2" ;
    dcterms:conformsTo <http://tools.ietf.org/rfc/rfc7111> .
<id/document/d1#row=2&quote> a oa:TextQuoteSelector ; oa:exact "Avilés | 78000" .
"""

BAD = [
    ('rdfs:label "Old" ; ', "", "A thing has a name"),
    ('"In4Green"@en, "In4Green"@es', '"In4Green"@en, "In4green"@en', "there is but one in each language"),
    ('skos:prefLabel "Avilés" ;', 'skos:prefLabel "Avilés", "AVILÉS" ;', "but one preferred name without a language"),
    ('skos:altLabel "the network"@en', 'skos:altLabel "In4Green"@en', "not another form of the name in the same"),
    ('skos:prefLabel "Avilés" ;', 'skos:prefLabel "" ;', "A preferred name is text that is not empty"),
    ('skos:prefLabel "Avilés" ;', "skos:prefLabel 7 ;", "A preferred name is text"),
    ('skos:altLabel "the network"@en', "skos:altLabel 7", "Another form of a name is text"),
    ("<id/programme/urbact>", "_:p", "A thing has an IRI"),
    ("a hanse:City ; ", "a hanse:Country ; ", "A partner is a city, region or organisation"),
    ("a hanse:City ; ", "", "A lead partner is a city, region or organisation"),
    ("a hanse:Network ; ", "a hanse:Organisation ; ", "Only a network, project or good practice has partners."),
    ("a hanse:Network ; ", "a hanse:Project ; ", "Only a network has a lead expert."),
    ("hanse:partner <id/city/aviles-es>, <id/organisation/cluster> ;", "", "Whoever leads takes part"),
    ("hanse:leadExpert <id/person/ana>", "hanse:leadExpert <id/city/aviles-es>", "A lead expert is a person."),
    ("hanse:expert <id/person/ana>", "hanse:expert <id/programme/urbact>", "An expert is a person."),
    ("hanse:programme <id/programme/urbact>", "hanse:programme <id/country/es>", "points to is a programme"),
    ("theme:energy-transition a skos:Concept ; ", "theme:energy-transition ", "A theme is a skos:Concept."),
    ("hanse:implementedIn <id/city/aviles-es>", "hanse:implementedIn <id/country/es>", "in a city or region"),
    ("hanse:locatedIn <id/country/es>", 'hanse:locatedIn "Spain"', "A location is a city, region or country."),
    ("hanse:locatedIn <id/country/es>", "hanse:locatedIn <id/organisation/whole>", "A location is a city"),
    ("a hanse:Event ; ", "a hanse:Person ; ", "Only an event has an organiser."),
    ("hanse:organiser <id/city/aviles-es>", "hanse:organiser <id/person/ana>", "An organiser is an organisation"),
    ("hanse:attendee <id/person/ana>", "hanse:attendee <id/country/es>", "An attendee is a person"),
    ("hanse:eventOf <id/network/in4green>", "hanse:eventOf <id/city/aviles-es>", "An event belongs to a network"),
    ("hanse:affiliation <id/city/aviles-es>", "hanse:affiliation <id/country/es>", "An affiliation is with"),
    ("hanse:partOf <id/organisation/whole>", "hanse:partOf <id/city/aviles-es>", "A whole is an organisation"),
    ("hanse:follows <id/goodpractice/old>", "hanse:follows <id/event/kick-off>", "What is followed is"),
    ("hanse:population 78000 ;", "hanse:population 0 ;", "A population is an xsd:integer above zero."),
    ("hanse:population 78000 ;", 'hanse:population "78 000" ;', "A population is an xsd:integer above zero."),
    ("hanse:attendance 40", "hanse:attendance 40.5", "An attendance is an xsd:integer above zero."),
    ('hanse:roleTitle "Alcaldesa"@es', 'hanse:roleTitle ""', "A role title is text that is not empty."),
    ("wgs84:lat 43.55", "wgs84:lat 143.55", "A latitude is one decimal number from -90 to 90."),
    ("wgs84:long -5.92", "wgs84:long -5.92, -5.93", "A longitude is one decimal number"),
    ('"2023"^^xsd:gYear', '"2023"', "A start is an xsd:date"),
    ('"2023"^^xsd:gYear', '"23"^^xsd:gYear', "A start is an xsd:date"),
    ('"--10-24"^^xsd:gMonthDay', '"10-24"^^xsd:gMonthDay', "A start is an xsd:date"),
    ('"--10-24"^^xsd:gMonthDay', '"--02-30"^^xsd:gMonthDay', "A start is an xsd:date"),
    ('"2025-12"^^xsd:gYearMonth', '"2025-13"^^xsd:gYearMonth', "An end is an xsd:date"),
    ('"2023-10-25"^^xsd:date', '"2023-02-29"^^xsd:date', "An end is an xsd:date"),
    ('"2023-10-24"^^xsd:date', '"24 October 2023"', "A document's dcterms:created is an xsd:date"),
    ('dcterms:identifier "d1" ; ', "", "A document has one dcterms:identifier"),
    ("dcterms:creator <id/person/ana>", 'dcterms:creator "Ana"', "A document's dcterms:creator is a person."),
    ("org:member <id/city/aviles-es> ;", "", "A participation has one org:member"),
    ("org:organization <id/network/in4green>", "org:organization <id/city/aviles-es>", "has one org:organization"),
    ("org:role hanse:lead .", "org:role hanse:partner .", "A participation has an org:role"),
    ("rdf:predicate hanse:leadPartner ;", "", "Evidence has one rdf:predicate."),
    ("rdf:subject <id/network/in4green> ;", "rdf:subject <id/network/in4green>, <id/city/x> ;", "one rdf:subject"),
    ("rdf:object 78000 ;", "", "Evidence has one rdf:object"),
    ("hanse:confidence 0.9 ;", "hanse:confidence 1.1 ;", "a decimal number from 0 to 1"),
    ("hanse:confidence 0.9 ;", "", "Evidence has one hanse:confidence"),
    ("prov:wasDerivedFrom <id/document/d1> ; prov:wasGeneratedBy <id/extractor/labels> ;", "", "one prov:wasDerived"),
    ("prov:wasGeneratedBy <id/extractor/labels> ;", "", "the extractor that read it"),
    ("; oa:hasSelector <id/document/d1#quote>, <id/document/d1#char> .", ".", "where it stands by oa:hasSelector"),
    ("<id/document/d1#quote>, <id/document/d1#char> .", "<id/document/d1#char> .", "Evidence quotes the words"),
    ("a oa:FragmentSelector ;", "a oa:XPathSelector ;", "A selector is a text quote"),
    ("<id/evidence/1>", "_:e", "Evidence has an IRI"),
    ('oa:exact "Lead partner: Avilés" ;', 'oa:exact "" ;', "A text quote has one oa:exact"),
    ('oa:exact "Lead partner: Avilés" ;', 'oa:exact "a", "b" ;', "A text quote has one oa:exact"),
    ("oa:start 0 ; oa:end 20 .", "oa:start 20 ; oa:end 20 .", "less than its oa:end"),
    ("oa:start 0 ; oa:end 20 .", "oa:start -1 ; oa:end 20 .", "from 0"),
    ("oa:start 0 ; oa:end 20 .", "oa:start 0 .", "A text position has one oa:end"),
    ('rdf:value "row=2" ;', "", "A fragment selector has one rdf:value"),
]  # fmt: skip


def found(folder: Path, turtle: str) -> list[Violation]:
    path = folder / "graph.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return list(validate(path))


def test_a_good_graph_conforms(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(("good", "bad", "message"), BAD)
def test_a_bad_graph_does_not(tmp_path: Path, good: str, bad: str, message: str) -> None:
    assert good in GOOD
    assert message in " ".join(one.message for one in found(tmp_path, GOOD.replace(good, bad)))


def test_a_violation_names_thing_property_value_and_graph(tmp_path: Path) -> None:
    path = tmp_path / "wrong.trig"
    path.write_text(HEAD + '<urn:g> { <urn:meeting> a hanse:Event ; rdfs:label "M" ; hanse:attendance -3 . }')
    assert list(validate(path)) == [
        Violation("urn:g", "urn:meeting", "hanse:attendance", "-3", "An attendance is an xsd:integer above zero.")
    ]


def test_each_graph_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "two.trig"
    city = '<urn:avila> a hanse:City ; rdfs:label "Ávila" .'
    network = '<urn:n> a hanse:Network ; rdfs:label "N" ; hanse:partner <urn:avila> .'
    path.write_text(HEAD + f"<urn:g1> {{ {city} }} <urn:g2> {{ {network} }}", encoding="utf-8")
    assert [(one.graph, one.focus) for one in validate(path)] == [("urn:g2", "urn:n")]
    path.write_text(HEAD + f"<urn:g1> {{ {city} {network} }}", encoding="utf-8")
    assert list(validate(path)) == []


def test_paths_are_shown_as_sparql_writes_them(tmp_path: Path) -> None:
    wrong = found(tmp_path, "<urn:x> a hanse:City . <urn:e> a hanse:Evidence .")
    assert {one.path for one in wrong} >= {
        "skos:prefLabel|rdfs:label",
        "oa:hasSelector/oa:exact",
        "rdf:subject",
    }


def extract() -> tuple[Document, Extract]:
    text = "In4Green is led by Avilés (ES) and began in June 2023."
    sentence = Evidence(Span(0, 30), "sentences", 0.9)
    network = Entity("n", "Network", "In4Green", ("In4Green",), "en", mention=Span(0, 8))
    city = Entity("c", "City", "Avilés", ("Avilés",), country="ES", mention=Span(19, 25))
    facts = (
        Fact("n", "leadPartner", "c", sentence, since="2023-06"),
        Fact("n", "startDate", Value("2023-06", "gYearMonth"), Evidence(Span(35, 53), "dates", 0.8)),
        Fact("c", "population", Value("78000", "integer"), Evidence(Row("", 2, "Avilés | 78000"), "table", 1.0)),
    )
    return Document("d1", "d1.txt", text, language="en"), Extract("d1", (network, city), facts)


def test_what_the_triples_are_made_of_conforms(tmp_path: Path) -> None:
    document, said = extract()
    made = quads(said, document, lambda entity: mint(entity.kind, entity.name))
    path = tmp_path / "made.nq"
    path.write_bytes(serialize(made, format=RdfFormat.N_QUADS) or b"")
    assert list(validate(path)) == []


def test_evidence_is_checked_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanse.validation._BATCH", 2)
    one = """<urn:e{n}> a hanse:Evidence ; rdf:subject <urn:s> ; rdf:predicate rdf:type ; rdf:object hanse:City ;
        prov:wasDerivedFrom <urn:d> ; prov:wasGeneratedBy <urn:x> ; hanse:confidence {n}.0 ; oa:hasSelector <urn:q> ."""
    evidence = "".join(one.format(n=n) for n in range(5)) + '<urn:q> a oa:TextQuoteSelector ; oa:exact "q" .'
    path = tmp_path / "evidence.trig"
    path.write_text(HEAD + f"<urn:g/evidence> {{ {evidence} }}")
    told: list[tuple[int, int]] = []
    wrong = list(validate(path, progress=lambda done, total: told.append((done, total))))
    assert sorted(one.focus for one in wrong) == ["urn:e2", "urn:e3", "urn:e4"]
    assert len(told) == 3
    assert told[-1][1] == 5 * 8 + 2


def test_what_is_no_rdf_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(HEAD + "<urn:x> a hanse:City ;\n rdfs:label 'x\n")
    first = HEAD.count("\n") + 1
    with pytest.raises(InputError, match=rf"broken\.ttl, line (?:{first}|{first + 1}|{first + 2})"):
        list(validate(broken))
    other = tmp_path / "notes.txt"
    other.write_text("nothing")
    with pytest.raises(InputError, match=r"allowed are \.ttl"):
        list(validate(other))
    with pytest.raises(InputError, match="No such file"):
        list(validate(tmp_path / "absent.ttl"))
    with pytest.raises(GraphError, match="not a graph directory"):
        list(validate(tmp_path))
    with pytest.raises(GraphError, match="there is no graph here"):
        list(validate(tmp_path / "absent"))


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["validate", *arguments])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_line_tells_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text(HEAD + GOOD.replace("hanse:attendance 40", "hanse:attendance -40"), encoding="utf-8")
    status, table, note = run("-g", str(path))
    assert status == 1
    assert "An attendance is an xsd:integer above zero." in table
    assert "1 violations" not in note and "1 violation" in note
    status, text, _ = run("-g", str(path), "-f", "json")
    assert status == 1
    assert [one["path"] for one in json.loads(text)] == ["hanse:attendance"]
    assert json.loads(text)[0]["focus"].endswith("id/event/kick-off")


def test_the_command_line_is_content_with_a_good_graph(tmp_path: Path) -> None:
    path = tmp_path / "good.ttl"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    assert run("-g", str(path)) == (0, "", f"{path} conforms to the shapes\n")
    assert run("-g", str(path), "-f", "json")[1] == "[]\n"


def test_a_built_directory_conforms(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# In4Green\n\nIn4Green is an URBACT network led by Avilés (ES).\n\nPartners: Riga (LV), Bytom (PL)\n\n"
        "Lead expert: Ana Costero\n\nThemes: Energy transition, Circular economy\n",
        encoding="utf-8",
    )
    hanse.build(page, tmp_path / "G")
    assert list(validate(tmp_path / "G")) == []
    status, _, note = run("-g", str(tmp_path / "G"))
    assert (status, note) == (0, f"{tmp_path / 'G'} conforms to the shapes\n")


def test_the_names_in_the_merge_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hanse.validation._BATCH", 1)
    thing, name = NamedNode("urn:italy"), NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    quads = [Quad(thing, name, Literal(one, language="en"), NamedNode(f"urn:g{one}")) for one in ("IT", "Italy")]
    quads.append(Quad(NamedNode("urn:spain"), name, Literal("Spain", language="en"), NamedNode("urn:gIT")))
    (tmp_path / "graph.nq").write_text("".join(f"{quad} .\n" for quad in quads))
    assert list(validate(tmp_path)) == [], "one of them stays"
    store = Store(str(tmp_path / "store"))  # as if something else had made it
    store.extend([*quads, *(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)])
    store.flush()
    del store
    (wrong,) = validate(tmp_path)
    assert (wrong.graph, wrong.focus, wrong.path) == ("", "urn:italy", "skos:prefLabel")


def test_hostile_names_reach_the_terminal_escaped(tmp_path: Path) -> None:
    path = tmp_path / "hostile.ttl"
    path.write_text(HEAD + r'<urn:x> a hanse:City ; rdfs:label "x" ; hanse:population "\u001b[31m\u202Ered" .')
    _, table, _ = run("-g", str(path))
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert r"\x1b[31m\u202ered" in table


def fenced(language: str) -> list[str]:
    page = (Path(__file__).parents[1] / "docs" / "ontology.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the sentence that docs/ontology.md shows."""
    folder = tmp_path_factory.mktemp("documented")
    (folder / "page.md").write_text("# In4Green\n\nThe In4Green network is led by Avilés (ES).\n", encoding="utf-8")
    hanse.build(folder / "page.md", folder / "G")
    return folder / "G"


def test_the_documented_graph_is_the_one_that_is_built(documented: Path, tmp_path: Path) -> None:
    (example,) = fenced("trig")
    path = tmp_path / "example.trig"
    path.write_text(example, encoding="utf-8")
    assert list(validate(path)) == []
    shown = {quad for quad in parse(example, format=RdfFormat.TRIG) if "/evidence" not in quad.graph_name.value}
    built = set(parse(path=documented / "graph.nq", format=RdfFormat.N_QUADS))
    assert len(shown) > 10
    assert shown <= built


@pytest.mark.parametrize("sparql", fenced("sparql"), ids=lambda sparql: sparql.split("{")[0].strip())
def test_the_documented_queries_answer(documented: Path, sparql: str) -> None:
    assert len(list(hanse.open(documented).query(sparql))) > 0


def test_the_documented_quote_is_found(documented: Path) -> None:
    rows = list(hanse.open(documented).query(fenced("sparql")[0]))
    assert [(row["network"], row["document"]) for row in rows] == [("In4Green", "page")]
    assert rows[0]["quote"] in (documented / "text" / "page.txt").read_text("utf-8")
