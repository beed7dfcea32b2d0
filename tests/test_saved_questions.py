"""The saved questions: each is asked of the small graph, and the waves of URBACT are counted from the real tables."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

import hanse
import hanse.store
from hanse.errors import QueryError
from hanse.queries import Graph, Rows
from hanse.queries.questions import describe, load, parse
from hanse.vocabulary import PREFIXES

ROOT = Path(__file__).parents[1]
PARTNERSHIPS = ROOT / "data" / "partnerships"
REFERENCE = ROOT.parent / "shared" / "reference"

ASKED: dict[str, tuple[dict[str, object], tuple[str, ...], list[tuple[object, ...]]]] = {
    "brokers": (
        {"one": "Spain", "other": "EE"},
        ("broker", "networksWithOne", "networksWithOther", "networksWithBoth"),
        [("Riga", 2, 1, 1), ("Avilés", 1, 1, 0)],
    ),
    "city-pairs": ({}, ("one", "other", "networks"), [("Avilés", "Riga", 2)]),
    "copies": ({}, ("copy", "likeness", "of"), []),
    "country-pairs": (
        {"programme": "URBACT IV", "since": 2023},
        ("one", "other", "networks"),
        [("Latvia", "Spain", 2), ("Estonia", "Latvia", 1), ("Estonia", "Spain", 1)],
    ),
    "documents-naming": ({"thing": "tallinn"}, ("document", "statements"), [("news", 3), ("listing", 2)]),
    "events": (
        {"city": "Aviles"},
        ("event", "since", "where", "of"),
        [("kick-off meeting", "2023-10-24", "Avilés", "In4Green")],
    ),
    "experts": (
        {"programme": "URBACT IV"},
        ("expert", "role", "of"),
        [("Robert'); DROP TABLE <script>", "expert", "BiodiverCity"), ("Ana Costero", "lead expert", "In4Green")],
    ),
    "known-of-networks": (
        {"since": 2023},
        ("name", "under", "sort", "started", "partners", "leads", "themes"),
        [
            ("BiodiverCity", "URBACT IV", "Action Planning Network", "2024", 3, 1, 1),
            ("In4Green", "URBACT IV", "Action Planning Network", "2023-06", 3, 1, 1),
        ],
    ),
    "leads-by-country": (
        {"since": 2023},
        ("country", "leads", "networks"),
        [("Latvia", 1, 2), ("Spain", 1, 2), ("Estonia", 0, 1)],
    ),
    "networks-of-city": (
        {"city": "RIGA"},
        ("network", "role", "programme", "since", "through"),
        [("In4Green", "partner", "URBACT IV", "2023-06", None), ("BiodiverCity", "lead", "URBACT IV", "2024", None)],
    ),
    "networks-of-organisation": (
        {"organisation": "universidad de oviedo"},
        ("network", "role", "since"),
        [("In4Green", "partner", "2023-06")],
    ),
    "newcomers": (
        {"since": "2024"},
        ("city", "country", "networks", "first"),
        [("Tallinn", "Estonia", 1, "BiodiverCity")],
    ),
    "organisations-around-city": (
        {"city": "Riga"},
        ("organisation", "ties", "sharedNetworks"),
        [("Universidad de Oviedo", "same network", 1)],
    ),
    "origins": (
        {"property": "https://w3id.org/hanse/ontology#partner"},
        ("name", "statements", "fromRows", "fromText"),
        [("partner", 6, 0, 6)],
    ),
    "partners-of-network": (
        {"network": "In4Green"},
        ("partner", "role", "country", "since"),
        [
            ("Avilés", "lead", "Spain", "2023-06"),
            ("Riga", "partner", "Latvia", "2023-06"),
            ("Universidad de Oviedo", "partner", "Spain", "2023-06"),
        ],
    ),
    "said-by-document": (
        {"document": "Riga leads BiodiverCity"},
        ("subject", "property", "object"),
        [
            ("BiodiverCity", "expert", "Robert'); DROP TABLE <script>"),
            ("BiodiverCity", "leadPartner", "Riga"),
            ("BiodiverCity", "partner", "Riga"),
            ("BiodiverCity", "partner", "Tallinn"),
            ("BiodiverCity", "programme", "URBACT IV"),
            ("BiodiverCity", "startDate", "2024"),
            ("BiodiverCity", "theme", "Biodiversity"),
            ("BiodiverCity", "type", "Action Planning Network"),
            ("Tallinn", "locatedIn", "Estonia"),
            ("https://w3id.org/hanse/id/document/news", "title", "Riga leads BiodiverCity"),
        ],
    ),
    "themes": (
        {"until": 2024},
        ("name", "networks", "cities"),
        [("Biodiversity", 1, 3), ("Green transition", 1, 2)],
    ),
    "themes-by-country-and-year": (
        {"country": "Spanien"},
        ("country", "year", "theme", "networks", "partners"),
        [("Spain", 2023, "Green transition", 1, 2), ("Spain", 2024, "Biodiversity", 1, 1)],
    ),
    "things": (
        {},
        ("kind", "things"),
        [
            ("City", 3),
            ("Country", 3),
            ("Document", 2),
            ("Network", 2),
            ("Person", 2),
            ("Event", 1),
            ("Organisation", 1),
            ("Programme", 1),
        ],
    ),
    "active-in-year": (
        {"year": 2024},
        ("network", "programmeName", "since", "until", "partners", "lead"),
        [
            ("In4Green", "URBACT IV", "2023-06", None, 3, "Avilés"),
            ("BiodiverCity", "URBACT IV", "2024", None, 3, "Riga"),
        ],
    ),
    "confidence": (
        {},
        ("property", "statements", "from95", "from90", "from80", "below80", "several"),
        [
            ("type", 17, 0, 17, 0, 0, 4),
            ("partner", 6, 0, 6, 0, 0, 2),
            ("locatedIn", 5, 0, 5, 0, 0, 0),
            ("startDate", 3, 0, 3, 0, 0, 0),
            ("leadPartner", 2, 0, 2, 0, 0, 0),
            ("programme", 2, 0, 2, 0, 0, 0),
            ("theme", 2, 0, 2, 0, 0, 0),
            ("eventOf", 1, 0, 1, 0, 0, 0),
            ("expert", 1, 0, 1, 0, 0, 0),
            ("leadExpert", 1, 0, 1, 0, 0, 0),
            ("population", 1, 0, 1, 0, 0, 0),
            ("title", 1, 0, 1, 0, 0, 0),
        ],
    ),
    "contradictions": (
        {},
        ("problem", "thing", "one", "other", "oneSaidIn", "otherSaidIn"),
        [],
    ),
    "coverage": (
        {},
        ("class", "known", "things", "with", "share"),
        [
            ("City", "coordinates", 3, 3, 1.0),
            ("City", "place", 3, 3, 1.0),
            ("City", "population", 3, 3, 1.0),
            ("Document", "date", 2, 0, 0.0),
            ("Event", "network", 1, 1, 1.0),
            ("Event", "place", 1, 1, 1.0),
            ("Event", "start", 1, 1, 1.0),
            ("Network", "end", 2, 0, 0.0),
            ("Network", "lead", 2, 2, 1.0),
            ("Network", "partners", 2, 2, 1.0),
            ("Network", "programme", 2, 2, 1.0),
            ("Network", "start", 2, 2, 1.0),
            ("Network", "theme", 2, 2, 1.0),
            ("Organisation", "place", 1, 1, 1.0),
            ("Person", "affiliation", 2, 0, 0.0),
        ],
    ),
    "documents": (
        {},
        ("document", "title", "languageCode", "date", "statements", "meanConfidence", "shareAlone"),
        [("listing", None, "en", None, 31, 0.9, 0.81), ("news", "Riga leads BiodiverCity", "en", None, 17, 0.9, 0.65)],
    ),
    "events-by-place": (
        {},
        ("city", "place", "year", "events", "networks", "people"),
        [("Avilés", "Spain", 2023, 1, 1, 0)],
    ),
    "experts-of-several": (
        {},
        ("expert", "networks", "asLead", "which"),
        [],
    ),
    "in-both-programmes": (
        {"one": "URBACT IV", "other": "urbact iv"},
        ("city", "place", "inOne", "inOther", "leads"),
        [("Avilés", "Spain", 2, 2, 1), ("Riga", "Latvia", 2, 2, 1), ("Tallinn", "Estonia", 1, 1, 0)],
    ),
    "largest-networks": (
        {},
        ("network", "programmeName", "since", "partners", "cities", "organisations", "countries"),
        [("BiodiverCity", "URBACT IV", "2024", 3, 3, 0, 3), ("In4Green", "URBACT IV", "2023-06", 3, 2, 1, 2)],
    ),
    "most-leads": (
        {},
        ("lead", "kind", "place", "leads", "networks", "first", "last"),
        [("Avilés", "City", "Spain", 1, 2, 2023, 2023), ("Riga", "City", "Latvia", 1, 2, 2024, 2024)],
    ),
    "networks-between-countries": (
        {"one": "Spain", "other": "Latvia"},
        ("network", "programme", "since", "partnersOfOne", "partnersOfOther", "lead"),
        [("In4Green", "URBACT IV", "2023-06", 2, 1, "Avilés"), ("BiodiverCity", "URBACT IV", "2024", 1, 1, "Riga")],
    ),
    "networks-of-theme": (
        {"theme": "Biodiversity"},
        ("network", "themeName", "programme", "since", "lead", "partners"),
        [("BiodiverCity", "Biodiversity", "URBACT IV", "2024", "Riga", 3)],
    ),
    "never-leading": (
        {},
        ("city", "place", "networks", "withoutLead"),
        [],
    ),
    "organisations-by-city": (
        {},
        ("cityName", "place", "organisation", "networks", "leads"),
        [],
    ),
    "partners-of-city": (
        {"city": "Riga"},
        ("partner", "place", "networks", "which"),
        [
            ("Avilés", "Spain", 2, "BiodiverCity, In4Green"),
            ("Tallinn", "Estonia", 1, "BiodiverCity"),
            ("Universidad de Oviedo", "Spain", 1, "In4Green"),
        ],
    ),
    "people-of-organisation": (
        {},
        ("of", "person", "role", "expertOf"),
        [],
    ),
    "practices-by-place": (
        {},
        ("practice", "where", "place", "themeName", "lead"),
        [],
    ),
    "programmes": (
        {},
        ("name", "networks", "projects", "practices", "partners", "countries", "first", "last"),
        [("URBACT IV", 2, 0, 0, 4, 3, 2023, 2024)],
    ),
    "regional-coverage": (
        {},
        ("region", "place", "partners", "networks", "leads"),
        [],
    ),
    "said-of-thing": (
        {"thing": "Tallinn"},
        ("subject", "said", "object", "document", "confidence", "row"),
        [
            ("BiodiverCity", "partner", "Tallinn", "listing", 0.9, None),
            ("BiodiverCity", "partner", "Tallinn", "news", 0.9, None),
            ("Tallinn", "locatedIn", "Estonia", "news", 0.9, None),
        ],
    ),
    "shared-partners": (
        {"one": "In4Green", "other": "BiodiverCity"},
        ("partner", "place", "roleInOne", "roleInOther"),
        [("Avilés", "Spain", "lead", "partner"), ("Riga", "Latvia", "partner", "lead")],
    ),
    "successors": (
        {},
        ("later", "earlier", "laterSince", "earlierSince", "stayed"),
        [],
    ),
    "themes-of-country": (
        {"country": "Latvia"},
        ("theme", "networks", "led", "partners", "first", "last"),
        [("Biodiversity", 1, 1, 1, 2024, 2024), ("Green transition", 1, 0, 1, 2023, 2023)],
    ),
    "themes-over-time": (
        {},
        ("year", "themeName", "networks", "share"),
        [(2023, "Green transition", 1, 1.0), (2024, "Biodiversity", 1, 1.0)],
    ),
    "unlocated": (
        {},
        ("name", "class", "place", "networks"),
        [],
    ),
    "weak-statements": (
        {},
        ("subject", "said", "object", "confidence", "document", "quote"),
        [],
    ),
    "without-lead": (
        {},
        ("network", "programmeName", "since", "partners"),
        [],
    ),
    "wave-totals": (
        {"programme": "urbact iv", "type": "action planning network", "since": 2023, "until": 2024},
        ("networks", "partners", "countries"),
        [(2, 6, 3)],
    ),
}


MORE: dict[str, tuple[dict[str, object], tuple[str, ...], list[tuple[object, ...]]]] = {
    "contradictions": (
        {},
        ("problem", "thing", "one", "other"),
        [
            ("ends before it starts", "Rivers II", "2019", "2018-12-31"),
            ("ends before it starts", "Rivers II", "2019-03", "2018-12-31"),
            ("two countries", "Bra", "Italy", "Spain"),
            ("two leads", "Rivers", "Liepāja", "Oviedo"),
            ("two starts", "Rivers", "2012", "2013-05"),
        ],
    ),
    "events-by-place": (
        {},
        ("city", "place", "year", "events", "networks", "people"),
        [("Oviedo", "Spain", 2014, 2, 1, 100)],
    ),
    "experts-of-several": ({}, ("expert", "networks", "asLead", "which"), [("Ana Río", 2, 1, "Rivers, Rivers II")]),
    "in-both-programmes": (
        {"one": "Programme One", "other": "Programme Two"},
        ("city", "inOne", "inOther", "leads"),
        [("Oviedo", 1, 1, 2)],
    ),
    "most-leads": (
        {},
        ("lead", "leads", "networks", "first", "last"),
        [("Oviedo", 2, 2, 2012, 2019), ("Liepāja", 1, 1, 2012, 2013)],
    ),
    "organisations-by-city": (
        {"country": "Spain"},
        ("cityName", "place", "organisation", "networks", "leads"),
        [("Oviedo", "Spain", "Institute of Rivers", 1, 0), ("Oviedo", "Spain", "University of Oviedo", 1, 1)],
    ),
    "people-of-organisation": (
        {"organisation": "University of Oviedo"},
        ("of", "person", "role", "expertOf"),
        [("University of Oviedo", "Ana Río", "Professor", "Rivers, Rivers II")],
    ),
    "practices-by-place": (
        {},
        ("practice", "where", "place", "lead"),
        [("Soft weirs", "Liepāja", "Latvia", "Liepāja"), ("Green banks", "Oviedo", "Spain", "University of Oviedo")],
    ),
    "regional-coverage": (
        {},
        ("region", "place", "partners", "networks", "leads"),
        [("Kurzeme", "Latvia", 1, 1, 1), ("Asturias", "Spain", 2, 2, 2)],
    ),
    "successors": (
        {"of": "Rivers"},
        ("later", "earlier", "laterSince", "earlierSince", "stayed"),
        [("Rivers II", "Rivers", "2019", "2012", 1)],
    ),
    "unlocated": (
        {},
        ("name", "class", "networks"),
        [("Nowhere", "City", 1), ("Institute of Rivers", "Organisation", 1), ("Soft weirs", "GoodPractice", 0)],
    ),
    "without-lead": ({}, ("network", "programmeName", "partners"), [("Unled", "Programme Two", 2)]),
}
"""What is asked of the graph in test_saved_questions.ttl, which has what the small one has nothing of."""


def test_every_question_is_asked_here() -> None:
    assert list(load()) == sorted(ASKED)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_answers(graph: Graph, name: str) -> None:
    parameters, columns, expected = ASKED[name]
    rows = graph.saved(name, **parameters)
    assert isinstance(rows, Rows)
    assert [tuple(row[column] for column in columns) for row in rows] == expected


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    directory = tmp_path_factory.mktemp("rivers") / "graph"
    hanse.build([Path(__file__).with_suffix(".ttl")], directory)
    return hanse.open(directory)


@pytest.mark.parametrize("name", sorted(MORE))
def test_answers_of_another_graph(rivers: Graph, name: str) -> None:
    parameters, columns, expected = MORE[name]
    rows = rivers.saved(name, **parameters)
    assert isinstance(rows, Rows)
    assert [tuple(row[column] for column in columns) for row in rows] == expected


@pytest.mark.parametrize("name", sorted(ASKED))
def test_optional_parameters_may_be_left_out(graph: Graph, name: str) -> None:
    required = {p.name: ASKED[name][0][p.name] for p in load()[name].parameters if p.required}
    assert isinstance(graph.saved(name, **required), Rows)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_are_documented(name: str) -> None:
    question = load()[name]
    assert question.title.endswith("?")
    assert all(parameter.example for parameter in question.parameters)
    assert question.example in describe(name)
    for parameter in question.parameters:
        assert f"?{parameter.name}" in question.sparql.replace("$", "?")


RARE = """
@prefix : <https://w3id.org/hanse/id/> .
:a a hanse:City ; rdfs:label "A" ; hanse:locatedIn :es , :lv .
:b a hanse:City ; rdfs:label "B" .
:es a hanse:Country ; rdfs:label "Spain" . :lv a hanse:Country ; rdfs:label "Latvia" .
:n a hanse:Network ; rdfs:label "N" ; hanse:leadPartner :a ; hanse:partner :a , :b , :o ; hanse:expert :p ;
   schema:startDate "2019"^^xsd:gYear ; hanse:follows :m .
:m a hanse:Network ; rdfs:label "M" ; hanse:partner :a , :b ; hanse:expert :p ; schema:startDate "2015"^^xsd:gYear .
:o a hanse:Organisation ; rdfs:label "O" ; hanse:locatedIn :a .
:p a hanse:Person ; rdfs:label "P" ; hanse:affiliation :o ; hanse:roleTitle "director" .
:g a hanse:GoodPractice ; rdfs:label "G" ; hanse:implementedIn :a .
:e rdf:subject :n ; rdf:predicate hanse:partner ; rdf:object :b ; hanse:confidence 0.4 ; prov:wasDerivedFrom :d .
:d a hanse:Document ; dcterms:identifier "d" .
"""


@pytest.fixture(scope="module")
def rare() -> Graph:
    """What the small graph has none of: contradictions, successors, practices, people with a body, doubts."""
    store = Store()
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    for graph in (None, NamedNode("https://w3id.org/hanse/graph/d")):
        store.load((prefixes + RARE).encode(), RdfFormat.TURTLE, to_graph=graph)
    return Graph(hanse.store.Embedded(store))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("contradictions", {"problem": "two countries", "thing": "A", "one": "Spain", "other": "Latvia"}),
        ("experts-of-several", {"expert": "P", "networks": 2, "which": "M, N"}),
        ("never-leading", {"city": "B", "networks": 2}),
        ("organisations-by-city", {"cityName": "A", "organisation": "O", "networks": 1}),
        ("people-of-organisation", {"of": "O", "person": "P", "role": "director"}),
        ("practices-by-place", {"practice": "G", "where": "A"}),
        ("successors", {"later": "N", "earlier": "M"}),
        ("unlocated", {"name": "B"}),
        ("weak-statements", {"subject": "N", "said": "partner", "object": "B", "document": "d"}),
        ("without-lead", {"network": "M", "partners": 2}),
    ],
)
def test_what_is_rare(rare: Graph, name: str, first: dict[str, object]) -> None:
    rows = rare.saved(name)
    assert isinstance(rows, Rows)
    assert {column: rows[0][column] for column in first} == first


def test_the_list_names_all() -> None:
    listed = describe()
    assert all(name in listed for name in ASKED)
    assert "-p programme [type] [since] [until]" in listed


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("wave", {}, "no saved question 'wave' .did you mean wave-totals"),
        ("wave-totals", {}, r"parameter programme is missing .* -p programme=\"URBACT III\""),
        ("wave-totals", {"programme": "URBACT IV", "from": 2019}, "no parameter 'from'; there are: programme, type"),
        ("wave-totals", {"programme": "URBACT VI"}, "parameter programme: nothing .*did you mean URBACT IV"),
        ("wave-totals", {"programme": "Riga"}, "asked for: Programme"),
        ("wave-totals", {"programme": "URBACT IV", "since": "19"}, "'19' is no year"),
        ("city-pairs", {"least": "many"}, "'many' is no whole number"),
        ("brokers", {"one": "Spain", "other": "Atlantis"}, "parameter other: nothing .* 'Atlantis'"),
        ("partners-of-network", {"network": "x\x1b[2J"}, r"x\\{1,2}x1b\[2J"),
    ],
)
def test_wrong_parameters_are_told(graph: Graph, name: str, parameters: dict[str, object], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        graph.saved(name, **parameters)


def test_several_things_of_one_name_all_count(graph: Graph) -> None:
    names = ["In4Green", hanse.IRI("https://w3id.org/hanse/id/network/biodivercity")]
    rows = graph.saved("partners-of-network", network=names)
    assert isinstance(rows, Rows)
    assert len(rows) == 4


def test_a_question_of_ones_own_declares_parameters_too(graph: Graph) -> None:
    question = parse(
        "mine", "# Mine?\n#: where country? = LV  where, such as Spain\nSELECT ?c { ?c hanse:locatedIn ?where }"
    )
    assert question.parameters[0].optional
    rows = graph.ask(question, {})
    assert isinstance(rows, Rows)
    assert [row.c for row in rows] == ["https://w3id.org/hanse/id/city/riga-lv"]
    with pytest.raises(QueryError, match="not a parameter declaration"):
        parse("mine", "#: where planet  the planet\nASK {}")


def _read(*paths: Path) -> list[dict[str, str]]:
    return [row for path in paths for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]


def _totals(folders: list[tuple[Path, str]], programme: str, kind: str, years: range) -> tuple[int, int, int]:
    """The totals of a wave by plain counting of the rows."""
    networks = _read(*(folder / f"urbact-networks{suffix}.csv" for folder, suffix in folders))
    partners = _read(*(folder / f"urbact-partners{suffix}.csv" for folder, suffix in folders))
    wave = {
        row["network"]
        for row in networks
        if row["programme"] == programme and row["network_type"] == kind and int(row["start"][:4] or 0) in years
    }
    own = [row for row in partners if row["network"] in wave]
    return len(wave), len({(r["network"], r["partner"], r["country"]) for r in own}), len({r["country"] for r in own})


OWN = [(PARTNERSHIPS, "")]
BOTH = [*OWN, (REFERENCE, "-1-3")]


@pytest.fixture(scope="module")
def own_partnerships(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    directory = tmp_path_factory.mktemp("partnerships") / "graph"
    hanse.build([PARTNERSHIPS], directory)
    return hanse.open(directory)


@pytest.fixture(scope="module")
def all_partnerships(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    if not REFERENCE.is_dir():
        pytest.skip("the reference tables are not shipped")
    directory = tmp_path_factory.mktemp("partnerships") / "all"
    hanse.build([PARTNERSHIPS, *sorted(REFERENCE.glob("urbact-*.csv"))], directory)
    return hanse.open(directory)


@pytest.mark.parametrize(
    ("programme", "kind", "since", "until"),
    [
        ("URBACT IV", "Action Planning Network", 2023, 2023),
        ("URBACT IV", "Transfer Network", 2025, 2025),
        ("URBACT IV", "Innovation Transfer Network", 2024, 2024),
        ("UIA-URBACT", "UIA Transfer Mechanism", 2021, 2021),
    ],
)
def test_waves_count_as_their_rows_do(
    own_partnerships: Graph, programme: str, kind: str, since: int, until: int
) -> None:
    rows = own_partnerships.saved("wave-totals", programme=programme, type=kind, since=since, until=until)
    assert isinstance(rows, Rows)
    assert tuple(rows[0].values()) == _totals(OWN, programme, kind, range(since, until + 1))


@pytest.mark.parametrize(
    ("kind", "since", "published"),
    [("Action Planning Network", 2019, (23, 203, 26)), ("Transfer Network", 2018, (24, 164, 25))],
)
def test_waves_come_out_as_published(
    all_partnerships: Graph, kind: str, since: int, published: tuple[int, ...]
) -> None:
    rows = all_partnerships.saved("wave-totals", programme="URBACT III", type=kind, since=since, until=2019)
    assert isinstance(rows, Rows)
    assert tuple(rows[0].values()) == published == _totals(BOTH, "URBACT III", kind, range(since, 2020))


def test_leads_count_as_their_rows_do(own_partnerships: Graph) -> None:
    led = {
        (row["partner"], row["country"], row["network"])
        for row in _read(PARTNERSHIPS / "urbact-partners.csv")
        if row["role"] == "lead"
    }
    rows = own_partnerships.saved("most-leads")
    assert isinstance(rows, Rows)
    assert sum(int(str(row.leads)) for row in rows) == len(led)


def test_programmes_count_as_their_rows_do(own_partnerships: Graph) -> None:
    networks = Counter(row["programme"] for row in _read(PARTNERSHIPS / "urbact-networks.csv"))
    rows = own_partnerships.saved("programmes")
    assert isinstance(rows, Rows)
    assert {row.name: row.networks for row in rows} == dict(networks)
