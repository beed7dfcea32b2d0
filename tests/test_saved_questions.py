"""The saved questions: each is asked of the small graph, and the waves of URBACT are counted from the real tables."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import hanse
from hanse.errors import QueryError
from hanse.queries import Graph, Rows
from hanse.queries.questions import describe, load, parse

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
        [("BiodiverCity", "URBACT IV", "Action Planning Network", "2024", 3, 1, 1),
         ("In4Green", "URBACT IV", "Action Planning Network", "2023-06", 3, 1, 1)],
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
        [("City", 3), ("Country", 3), ("Document", 2), ("Network", 2), ("Person", 2), ("Event", 1), ("Organisation", 1),
         ("Programme", 1)],
    ),
    "wave-totals": (
        {"programme": "urbact iv", "type": "action planning network", "since": 2023, "until": 2024},
        ("networks", "partners", "countries"),
        [(2, 6, 3)],
    ),
}  # fmt: skip


def test_every_question_is_asked_here() -> None:
    assert list(load()) == sorted(ASKED)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_answers(graph: Graph, name: str) -> None:
    parameters, columns, expected = ASKED[name]
    rows = graph.saved(name, **parameters)
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


def test_the_list_names_all() -> None:
    listed = describe()
    assert all(name in listed for name in ASKED)
    assert "-p programme [type] [since] [until]" in listed


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("wave", {}, "no saved question 'wave'; there are brokers"),
        ("wave-totals", {}, r"parameter programme is missing .* -p programme=\"URBACT III\""),
        ("wave-totals", {"programme": "URBACT IV", "from": 2019}, "no parameter 'from'; it takes programme, type"),
        ("wave-totals", {"programme": "URBACT VI"}, "parameter programme: nothing .* near it: URBACT IV"),
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
