"""Graphs asked without what is not sure enough."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import hanse
from hanse.building import build
from hanse.cli import cli
from hanse.errors import QueryError
from hanse.model import Document, Entity, Evidence, Extract, Fact, Span
from hanse.sifting import sift
from hanse.triples import quads
from hanse.vocabulary import mint

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "data" / "benchmark" / "documents").glob("*[2468].html"))
TABLES = ROOT / "data" / "partnerships"
TEXT = "In4Green is led by Avilés, with others."
LEVELS = (0.5, 0.85, 0.9, 0.95, 1.0)


def said(identifier: str, **confidences: float) -> str:
    """The quads of a document that says the same as others, more or less surely."""

    def evidence(name: str) -> Evidence:
        return Evidence(Span(0, len(TEXT)), "hand", confidences.get(name, 0.9))

    names = {"net": "In4Green", "aviles": "Avilés", "riga": "Riga", "gent": "Gent"}
    entities = [
        Entity(key, "Network" if key == "net" else "City", name, (name,), mention=Span(0, 8), confidence=0.3)
        for key, name in names.items()
    ]
    facts = [Fact("net", "leadPartner", "aviles", evidence("lead")), Fact("net", "partner", "aviles", evidence("also"))]
    facts += [Fact("net", "partner", key, evidence(key)) for key in ("riga", "gent")]
    document = Document(identifier, f"{identifier}.txt", TEXT)
    extract = Extract(identifier, tuple(entities), tuple(facts))
    return "".join(f"{quad} .\n" for quad in quads(extract, document, lambda one: mint(one.kind, one.name)))


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Two documents: one is unsure of Gent and of the lead, both of Riga."""
    lines = said("one", riga=0.5, gent=0.6, lead=0.7) + said("two", riga=0.7, gent=0.95)
    (tmp_path / "graph.nq").write_text("".join(sorted(set(lines.splitlines(keepends=True)))), encoding="utf-8")
    return tmp_path


def names(directory: Path, least: float, query: str) -> list[str]:
    rows = hanse.open(directory, min_confidence=least).query(query)
    assert isinstance(rows, hanse.Rows)
    return sorted(str(row[0]) for row in (list(row.values()) for row in rows))


PARTNERS = "SELECT ?name { ?n hanse:partner/rdfs:label ?name }"
CITIES = "SELECT DISTINCT ?name { ?c a hanse:City ; skos:prefLabel ?name }"


def test_a_statement_stays_where_one_of_its_documents_is_sure(directory: Path) -> None:
    assert names(directory, 0, PARTNERS) == ["Avilés", "Gent", "Riga"]
    assert names(directory, 0.9, PARTNERS) == ["Avilés", "Gent"]
    assert names(directory, 0.95, PARTNERS) == ["Gent"]
    in_one = "SELECT ?o { ?g prov:wasDerivedFrom/dcterms:identifier 'one' GRAPH ?g { ?s hanse:partner ?o } }"
    assert [iri.rsplit("/", 1)[1] for iri in names(directory, 0.9, in_one)] == ["aviles"]


def test_what_nothing_sure_is_said_of_loses_its_class_and_names(directory: Path) -> None:
    assert names(directory, 0, CITIES) == ["Avilés", "Gent", "Riga"]
    assert names(directory, 0.9, CITIES) == ["Avilés", "Gent"]
    assert names(directory, 0.9, "SELECT ?label { ?x rdfs:label ?label FILTER(STRSTARTS(?label, 'R')) }") == []


def test_its_evidence_goes_with_it(directory: Path) -> None:
    query = "SELECT ?e { ?e a hanse:Evidence ; hanse:confidence ?c FILTER(?c < 0.9) }"
    assert names(directory, 0, query) != []
    assert names(directory, 0.9, query) == []


def test_who_leads_unsurely_still_takes_part(directory: Path) -> None:
    query = """SELECT ?role { ?g prov:wasDerivedFrom/dcterms:identifier 'one'
               GRAPH ?g { ?p a hanse:Participation ; org:role ?role ; org:member/rdfs:label 'Avilés' } }"""
    assert [iri.rsplit("#", 1)[1] for iri in names(directory, 0, query)] == ["lead"]
    assert [iri.rsplit("#", 1)[1] for iri in names(directory, 0.9, query)] == ["member"]
    everyone = "SELECT ?m { ?p a hanse:Participation ; org:member/skos:prefLabel ?m }"
    assert set(names(directory, 0.9, everyone)) == {"Avilés", "Gent"}


@pytest.mark.parametrize("least", LEVELS)
def test_a_graph_that_is_sifted_is_as_if_built_without(
    least: float, whole: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    without = tmp_path_factory.mktemp("without") / "G"
    build([*PAGES, TABLES], without, workers=1, min_confidence=least)
    built = set((without / "graph.nq").read_bytes().splitlines())
    sifted = {line.rstrip(b"\n") for line in sift(whole / "graph.nq", least)}
    assert built <= sifted
    left = {line for line in sifted - built if b"/graph/gazetteer>" not in line}
    assert left == set(), "but for countries of the gazetteer"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("whole") / "G"
    build([*PAGES, TABLES], directory, workers=1)
    return directory


def test_every_command_that_asks_can_be_told(directory: Path) -> None:
    def run(*arguments: object) -> str:
        told = CliRunner().invoke(cli, [str(one) for one in (*arguments, "-g", directory)], catch_exceptions=False)
        assert told.exit_code == 0, told.output
        return told.stdout

    for least, known in ((0.5, True), (0.9, False)):
        sure = ("--min-confidence", least)
        assert ("Riga" in run("query", PARTNERS, *sure)) is known
        assert ("Riga" in run("view", "-o", "-", *sure)) is known
        assert ("Riga" in run("analyse", *sure)) is known
        assert ("Riga" in run("explain", "In4Green", *sure)) is known
        for format in ("turtle", "trig"):
            assert ("Riga" in run("export", "-f", format, "--without-evidence", *sure)) is known
    assert json.loads(run("query", "ASK { ?n hanse:leadPartner ?c }", "--min-confidence", 0.9, "-f", "json"))["boolean"]


@pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
def test_what_is_no_confidence_is_told(directory: Path, least: float) -> None:
    with pytest.raises(QueryError, match="a number from 0 to 1"):
        hanse.open(directory, min_confidence=least)
