"""Views: what is drawn and where."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse import store
from hanse.cli import cli
from hanse.errors import QueryError
from hanse.queries import Graph
from hanse.queries import open as open_graph
from hanse.views import MOST, OF, USUAL, View, view, write_index
from hanse.views.kinds import PHRASES
from hanse.views.placing import place
from hanse.views.selection import around, strongest
from hanse.vocabulary import PROPERTIES, VALUES
from pages import HOSTILE, graph_directory

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph_directory(tmp_path_factory.mktemp("views") / "graph")


@pytest.fixture(scope="module")
def drawn(directory: Path) -> Graph:
    return open_graph(directory)


def names(found: View) -> set[str]:
    return {node.name for node in found.scene.nodes}


def pairs(found: View) -> dict[frozenset[str], float]:
    called = {node.iri: node.name for node in found.scene.nodes}
    return {frozenset((called[edge.one], called[edge.other])): edge.weight for edge in found.scene.edges}


# ---- what is drawn ----


def test_all_draws_everything_of_a_small_graph(drawn: Graph) -> None:
    found = view(drawn)
    assert {"In4Green", "Techtown", "Αθήνα", "Marta Costero", "URBACT IV", "Green transition", "ES"} < names(found)
    assert frozenset(("In4Green", "Avilés")) in pairs(found)
    assert found.scene.note.startswith(f"All {len(found.scene.nodes)} things")


def test_two_mode_draws_partnerships_alone(drawn: Graph) -> None:
    found = view(drawn, "two-mode")
    assert {node.kind for node in found.scene.nodes} == {"Network", "City", "Organisation"}
    strong = [edge for edge in found.scene.edges if edge.strong]
    assert len(found.scene.edges) == 9 + len(HOSTILE)
    assert len(strong) == 2  # Avilés leads In4Green, Łódź leads Techtown


def test_cities_are_tied_by_shared_networks(drawn: Graph) -> None:
    found = view(drawn, "city")
    weights = pairs(found)
    assert weights[frozenset(("Riga", "Cesena"))] == 2
    assert weights[frozenset(("Avilés", "Riga"))] == 1
    assert frozenset(("Avilés", "Barnsley")) not in weights
    said = {edge.label for edge in found.scene.edges if edge.weight == 2}
    assert said == {"2 shared: In4Green, Techtown"}
    for edge in found.scene.edges:
        behind = [found.scene.statements[i] for i in edge.statements]
        assert len(behind) == 2 * edge.weight
        assert all(statement.quotes for statement in behind)


@pytest.mark.parametrize(("of", "expected"), [("network", {"In4Green", "Techtown"}), ("country", {"ES", "PL", "GB"})])
def test_other_projections(drawn: Graph, of: str, expected: set[str]) -> None:
    found = view(drawn, of)
    assert expected <= names(found)
    assert all(edge.statements for edge in found.scene.edges)
    assert found.scene.title == OF[of]


def test_around_a_thing(drawn: Graph) -> None:
    found = view(drawn, around="aviles")
    assert names(found) == {"Avilés", "In4Green", "ES"}
    assert found.scene.title == "Around Avilés"
    further = names(view(drawn, around="Avilés", hops=2))
    assert {"Riga", "Łódź", "Marta Costero"} < further
    assert "Techtown" not in further


def test_programme(drawn: Graph) -> None:
    assert "Avilés" not in names(view(drawn, "two-mode", programme="URBACT III"))
    assert "Barnsley" in names(view(drawn, "two-mode", programme="urbact iii"))
    assert names(view(drawn, "city", programme="URBACT III")) == {"Łódź", "Riga", "Cesena", "Barnsley"}


def test_a_part_of_a_large_graph_is_drawn_and_the_page_says_so(drawn: Graph) -> None:
    found = view(drawn, top=6)
    assert 0 < len(found.scene.nodes) <= 6
    assert re.match(r"\d of 25 things", found.scene.note)
    assert set(found.scene.absent) | names(found) == names(view(drawn))


def test_places_know_their_country_and_partners_their_programme(drawn: Graph) -> None:
    riga = next(node for node in view(drawn, "city").scene.nodes if node.name == "Riga")
    assert (riga.country, riga.programme, riga.theme) == (("LV",), ("URBACT III", "URBACT IV"), ("Green transition",))


def test_every_quote_is_in_the_kept_text(drawn: Graph, directory: Path) -> None:
    text = (directory / "text" / "two networks.txt").read_text(encoding="utf-8")
    quotes = {quote for said in view(drawn).scene.statements for quote in said.quotes}
    placed = [quote for quote in quotes if quote.where.startswith("characters ")]
    assert len(placed) > 20
    for quote in placed:
        start, end = map(int, quote.where.removeprefix("characters ").split("–"))
        assert text[start:end] == quote.exact
        assert quote.prefix + quote.exact + quote.suffix in text
    assert any(quote.where == "row 3" and quote.confidence == 0.99 for quote in quotes)


def test_what_leads_is_not_told_twice(drawn: Graph) -> None:
    said = {(s.subject.rsplit("/")[-1], s.predicate, s.object.rsplit("/")[-1]) for s in view(drawn).scene.statements}
    assert ("in4green", "leadPartner", "aviles") in said
    assert ("in4green", "partner", "aviles") not in said


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"of": "cities"}, "no view of 'cities' (did you mean city?); there are: all"),
        ({"top": 0}, f"1 to {MOST}"),
        ({"top": MOST + 1}, f"1 to {MOST}"),
        ({"hops": 0}, "hops"),
        ({"around": "Nowhere\x1b[31m"}, r"\x1b[31m'"),
        ({"of": "city", "around": "Marta Costero"}, "not in the view of 'city'"),
        ({"programme": "Riga"}, "Riga"),
    ],
)
def test_what_cannot_be_drawn(drawn: Graph, asked: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        view(drawn, **asked)  # type: ignore[arg-type]


def test_every_property_has_its_words() -> None:
    assert set(PHRASES) == {*PROPERTIES, *VALUES}


# ---- selection and places ----


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 60), st.integers(0, 150), st.integers(0, 9), st.integers(1, 30))
def test_the_strongest_part_is_never_too_large(nodes: int, edges: int, seed: int, most: int) -> None:
    graph = nx.gnm_random_graph(nodes, edges, seed=seed)
    part = strongest(graph, {}, most)
    assert 0 < len(part) <= max(most, 1)
    assert sorted(part) == sorted(strongest(graph, {}, most))


def test_what_all_share_is_left_out_first() -> None:
    graph = nx.star_graph(30)
    nx.add_cycle(graph, range(1, 31))
    kinds = {0: "Country"} | dict.fromkeys(range(1, 31), "City")
    assert 0 in strongest(graph, kinds, 31)
    assert 0 not in strongest(graph, kinds, 30)


def test_nothing_is_reached_through_a_country() -> None:
    graph = nx.Graph([("a", "country"), ("b", "country"), ("a", "net"), ("c", "net")])
    nx.set_node_attributes(graph, {"country": "Country"}, "kind")
    assert set(around(graph, ["a"], 2)) == {"a", "country", "net", "c"}
    assert set(around(graph, ["country"], 1)) == {"country", "a", "b"}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.integers(0, 80), st.integers(0, 99))
def test_places_are_the_same_each_time_and_apart(nodes: int, edges: int, seed: int) -> None:
    graph = nx.gnm_random_graph(nodes, edges, seed=seed)
    radii = {node: 6.0 + node % 9 for node in graph}
    places = place(graph, radii, dict.fromkeys(graph, 1)).of
    assert places == place(graph, radii, dict.fromkeys(graph, 1)).of
    assert places.keys() == set(graph)
    for one in graph:
        for other in range(one):
            (x, y), (to_x, to_y) = places[one], places[other]
            assert max(abs(x - to_x), abs(y - to_y)) > radii[one] + radii[other], (one, other)


STRANGE = """
@prefix hanse: <https://w3id.org/hanse/ontology#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix dcterms: <http://purl.org/dc/terms/> .
<urn:net> a hanse:Network ; dcterms:identifier "n1" ;
  hanse:partner <urn:city>, "just text", [ a hanse:City ], <urn:net>, <urn:untyped> .
<urn:city> a hanse:City ; hanse:locatedIn <urn:city>, <urn:land> .
<urn:land> a hanse:Country ; hanse:locatedIn <urn:city> .
<urn:e1> rdf:subject <urn:net> ; rdf:predicate hanse:partner ; rdf:object <urn:city> ; prov:wasDerivedFrom <urn:doc> ;
  hanse:confidence "high" .
<urn:e2> rdf:subject <urn:net> ; rdf:predicate hanse:partner ; rdf:object <urn:city> ; prov:wasDerivedFrom <urn:doc> ;
  hanse:confidence "NaN"^^<http://www.w3.org/2001/XMLSchema#double> .
"""


def test_strange_data_are_drawn_all_the_same(tmp_path: Path) -> None:
    from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

    triples = parse(STRANGE.encode(), format=RdfFormat.TURTLE)
    quads = [Quad(*triple.triple, NamedNode("urn:graph")) for triple in triples]
    serialize(quads, str(tmp_path / store.QUADS), format=RdfFormat.N_QUADS)
    write_index(tmp_path)
    drawn = view(open_graph(tmp_path))
    assert names(drawn) >= {"n1", "urn:city", "urn:land"}
    assert frozenset(("n1", "urn:city")) in pairs(drawn)
    assert not drawn.scene.sources
    assert names(view(open_graph(tmp_path), "two-mode")) == {"n1", "urn:city"}


# ---- command line ----


def test_the_command_writes_a_page(directory: Path, tmp_path: Path) -> None:
    target = tmp_path / "view.html"
    done = RUNNER.invoke(
        cli, ["view", "-g", str(directory), "-o", str(target), "--of", "city", "--title", "Ciudades ñ"]
    )
    assert done.exit_code == 0, done.output
    assert "6 things, 13 ties" in done.stderr
    assert done.stdout == ""
    assert "<title>Ciudades ñ</title>" in target.read_text(encoding="utf-8")


def test_the_command_knows_what_can_be_drawn() -> None:
    from hanse.cli import view as command

    assert list(command.VIEWS) == list(OF)
    assert (command.MOST, command.USUAL) == (MOST, USUAL)


def test_the_page_is_utf_8_whatever_the_locale(directory: Path, tmp_path: Path) -> None:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    command = [sys.executable, "-c", "from hanse.cli import main; main()", "view", "-g", str(directory), "-o"]
    environment = plain | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([*command, "page.html"], cwd=tmp_path, env=environment, check=True, capture_output=True)
    out = subprocess.run([*command, "-"], cwd=tmp_path, env=environment, check=True, capture_output=True).stdout
    assert "Αθήνα" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Αθήνα" in out.decode("utf-8")


def test_opening_needs_a_file(directory: Path) -> None:
    done = RUNNER.invoke(cli, ["view", "-g", str(directory), "-o", "-", "--open"])
    assert done.exit_code == 2
    assert "--open needs a file" in done.stderr
