"""The sample documents, all in one build: how much of the gold is found, and that what is said can be checked."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph
import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from hanse.building import build
from hanse.evaluation import Count, evaluate, scores
from hanse.queries import Graph
from hanse.queries import open as open_graph
from hanse.validation import validate

SHARED = Path(__file__).parents[2] / "shared"
SOURCES = [SHARED / "seeds", SHARED / "corpus"]
pytestmark = [
    pytest.mark.skipif(
        not all(path.is_dir() for path in (*SOURCES, SHARED / "gold", SHARED / "tools")),
        reason="the sample documents and their gold annotations are not beside the checkout",
    ),
]
FLOORS = {"entities": (0.75, 0.85), "facts": (0.50, 0.80)}
"""The least F1 and the least precision."""

NEWS, MINING, CLUSTERS, LISTING = (
    "000_964b8aed4d1722bb",
    "001_295cde34d1299506",
    "002_76efe7ad486707b5",
    "003_c03412658f311a1c",
)
"""The four documents that stand in seeds/."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("corpus") / "two"
    report = build(SOURCES, directory, workers=2)
    assert not report.skipped
    return directory


@pytest.fixture(scope="module")
def corpus(built: Path) -> Graph:
    return open_graph(built)


def term(one: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal) -> URIRef | Literal:
    """A term as the scorer has it; rdflib would take twenty times as long to read the graph."""
    return Literal(one.value) if isinstance(one, pyoxigraph.Literal) else URIRef(one.value)


@pytest.fixture(scope="module")
def tallies(built: Path, scorer: ModuleType) -> dict[str, Any]:
    """Hits, misses and extras of things, facts and values, as the scorer beside the checkout counts them."""
    graphs: dict[URIRef, list[tuple[URIRef | Literal, ...]]] = {}
    documents, derived = {}, []
    for quad in pyoxigraph.parse(path=built / "graph.nq"):
        subject, predicate, value = triple = tuple(map(term, (quad.subject, quad.predicate, quad.object)))
        graphs.setdefault(URIRef(getattr(quad.graph_name, "value", "")), []).append(triple)
        if predicate == DCTERMS.identifier:
            documents[str(value)] = subject
        elif predicate == PROV.wasDerivedFrom:
            derived.append((value, subject))
    found = {name: scorer.Tally() for name in ("entities", "facts", "values")}
    golds = sorted((SHARED / "gold").glob("*.json"))
    assert len(golds) > 100
    for file in golds:
        gold = scorer.json.loads(file.read_text(encoding="utf-8"))
        document = documents[gold["doc"]]
        triples = [triple for source, graph in derived if source == document for triple in graphs.get(graph, ())]
        scorer.score_document(gold, triples, document, found, [])
    return found


def test_hanse_evaluate_counts_as_the_scorer_does(built: Path, tallies: dict[str, Any]) -> None:
    found = evaluate(SHARED, built)
    assert found.problems == ()
    ours = {(score.sort, score.name): score.count for score in scores(found.run.findings) if score.name != "all"}
    sorts = dict(zip(tallies, ("thing", "fact", "value"), strict=True))
    assert ours == {
        (sorts[what], name): Count(tally.hit[name], tally.miss[name], tally.extra[name])
        for what, tally in tallies.items()
        for name in tally.keys()  # noqa: SIM118 (no mapping)
    }


@pytest.mark.parametrize("what", FLOORS)
def test_enough_is_found_and_little_is_wrong(tallies: dict[str, Any], what: str) -> None:
    *_, precision, _recall, f1 = tallies[what].row(tallies[what].keys())
    least, purest = FLOORS[what]
    assert f1 >= least, f"F1 of {what}: {f1:.3f}"
    assert precision >= purest, f"precision of {what}: {precision:.3f}"


def test_quotes_are_the_words_at_their_offsets_and_facts_have_evidence(built: Path) -> None:
    checked = subprocess.run(
        [sys.executable, SHARED / "tools" / "quotes.py", built],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    good, bad = (int(checked.stdout.split()[i]) for i in (0, 3))
    assert good > 1000
    assert bad == 0


def test_the_graph_conforms_to_the_shapes(built: Path) -> None:
    assert list(validate(built)) == []


def test_two_builds_are_the_same_to_the_byte(built: Path, tmp_path: Path) -> None:
    """Without anything kept from the first, and in one process in place of two."""
    build(SOURCES, tmp_path / "one", workers=1)
    one, two = (hashlib.sha256((d / "graph.nq").read_bytes()).hexdigest() for d in (tmp_path / "one", built))
    assert one == two
    names = [path.name for path in sorted((built / "text").iterdir())]
    assert names == [path.name for path in sorted((tmp_path / "one" / "text").iterdir())]


# What the first four documents say

SAYS = """
SELECT ?subject ?property ?object WHERE {
  ?document dcterms:identifier ?identifier . ?graph prov:wasDerivedFrom ?document .
  GRAPH ?graph { ?s ?property ?o . ?s rdfs:label|skos:altLabel ?subject
                 OPTIONAL { ?o rdfs:label|skos:altLabel ?name } BIND(COALESCE(?name, ?o) AS ?object) } }"""


@pytest.fixture(scope="module")
def says(corpus: Graph) -> Callable[[str], set[tuple[str, str, str]]]:
    """All that a document says, by names and by the local names of properties."""

    @cache
    def said(identifier: str) -> set[tuple[str, str, str]]:
        rows = corpus.select(SAYS, identifier=identifier)
        return {(row["subject"], re.split("[/#]", row["property"])[-1], str(row["object"])) for row in rows}

    return said


Says = Callable[[str], set[tuple[str, str, str]]]


def test_the_news_names_the_lead_expert(says: Says) -> None:
    assert ("In4Green", "leadExpert", "Jose Costero") in says(NEWS)


@pytest.mark.parametrize(
    ("practice", "city", "themes", "partners", "population"),
    [
        ("AS-FABRIK", "Bilbao", ["Jobs and skills"], [], "345821"),
        (
            "BMINCOME",
            "Barcelona",
            ["Participative governance", "Social cohesion", "Poverty"],
            ["Young Foundation", "IVALUA", "Autonomous University of Barcelona", "UPC", "NOVA"],
            "36669",
        ),
        (
            "CO-CITY",
            "Turin",
            ["Participative governance", "Local economy", "Social cohesion", "Poverty"],
            ["University of Turin", "National Association of Italian Municipalities"],
            "886837",
        ),
    ],
)
def test_the_listing_gives_three_practices(
    says: Says, practice: str, city: str, themes: list[str], partners: list[str], population: str
) -> None:
    said = says(LISTING)
    assert (practice, "implementedIn", city) in said
    assert (practice, "programme", "Urban Innovative Actions") in said
    assert (practice, "population", population) in said
    assert {(practice, "theme", theme) for theme in themes} <= said
    assert {(practice, "partner", partner) for partner in partners} <= said


def test_the_clusters_news_gives_people_with_their_roles(says: Says) -> None:
    said = says(MINING)
    assert {
        ("Santiago Cuesta López", "affiliation", "ISMC Cluster"),
        ("Santiago Cuesta López", "roleTitle", "General Director"),
        ("Elsi Katainen", "affiliation", "European Parliament"),
        ("Elsi Katainen", "roleTitle", "Member of the European Parliament"),
        ("Ursula von der Leyen", "affiliation", "European Commission"),
        ("Jakub Boratynski", "roleTitle", "Director-General of Networks and Governance"),
        ("MINE.THE.GAP", "programme", "H2020"),
    } <= said


def test_the_meeting_has_its_organiser_place_and_dates(says: Says) -> None:
    said = says(CLUSTERS)
    meeting = "1st Intercluster National Meeting"
    assert {
        (meeting, "locatedIn", "Pamplona"),
        (meeting, "organiser", "National Federation of Clusters and Business Innovation Clubs"),
        (meeting, "startDate", "--12-10"),
        (meeting, "endDate", "--12-11"),
        ("Pamplona", "locatedIn", "Spain"),
    } <= said
