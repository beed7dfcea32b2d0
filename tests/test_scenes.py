"""Scenes: which part of a graph is chosen, by what, and where a large one's things lie."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import combinations
from math import hypot
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import hanse.views.proofs
from benchmarks.generated import write
from hanse.cli import cli
from hanse.errors import QueryError
from hanse.queries import Graph
from hanse.queries import open as open_graph
from hanse.views import MOST, View, view
from hanse.views.geography import SIZE, outline, project
from hanse.views.placing import FEW, place
from hanse.views.proofs import prove, statements
from hanse.views.scene import Edge
from hanse.views.selection import foremost

LEADS = "CONSTRUCT { ?network hanse:leadPartner ?lead } { ?network hanse:leadPartner ?lead }"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("large") / "graph", 500)


@pytest.fixture(scope="module")
def whole(large: Path) -> View:
    return view(open_graph(large), "two-mode", top=MOST)


def names(found: View) -> set[str]:
    return {node.name for node in found.scene.nodes}


def line(found: View, one: str, other: str) -> Edge:
    called = {node.iri: node.name for node in found.scene.nodes}
    return next(edge for edge in found.scene.edges if {called[edge.one], called[edge.other]} == {one, other})


# ---- by a measure ----


def test_those_that_come_first_by_a_measure_are_drawn(graph: Graph) -> None:
    found = view(graph, "city", top=2, by="strength")
    assert names(found) == {"Avilés", "Riga"}
    assert found.scene.note.startswith("2 of 3 things: those of highest strength.")
    assert found.scene.absent == ("Tallinn",)


def test_where_low_is_remarkable_the_lowest_come_first() -> None:
    broker = nx.barbell_graph(4, 1)  # node 4 stands between two circles
    assert 4 in foremost(broker, {}, 1, "constraint")
    assert 4 in foremost(broker, {}, 1, "betweenness")
    assert 4 not in foremost(broker, {}, 8, "degree")


def test_whom_a_measure_does_not_know_comes_last() -> None:
    graph = nx.Graph([("a", "b"), ("b", "c")])
    graph.add_node("alone")
    assert "alone" not in foremost(graph, {}, 3, "constraint")


def test_nodes_can_be_sized_by_the_measure_that_chose_them(graph: Graph) -> None:
    scene = view(graph, "city", by="closeness").scene
    assert [measure.name for measure in scene.measures] == [
        "degree", "strength", "betweenness", "participations", "closeness",
    ]  # fmt: skip
    values = {node.name: node.measures for node in scene.nodes}
    assert values["Avilés"] == (2, 3, 0, 2, 1)
    assert values["Tallinn"] == (2, 2, 0, 1, 1)


# ---- by a query ----


def test_a_query_says_what_is_drawn(graph: Graph) -> None:
    found = view(graph, query=LEADS)
    assert names(found) == {"In4Green", "Avilés", "BiodiverCity", "Riga"}
    assert len(found.scene.edges) == 2
    lead = line(found, "In4Green", "Avilés")
    assert (lead.label, lead.strong) == ("lead partner", True)
    said = [found.scene.statements[i] for i in lead.statements]
    assert said[0].quotes[0].exact.startswith("In4Green is led by Avilés")
    assert found.scene.title == "What a query gives"


def test_a_query_may_tie_things_as_it_likes(graph: Graph) -> None:
    query = "CONSTRUCT { ?city schema:knows ?expert } { ?net hanse:partner ?city ; hanse:leadExpert ?expert }"
    found = view(graph, query=query)
    assert line(found, "Riga", "Ana Costero").label == "schema:knows"
    said = [s for s in found.scene.statements if s.predicate == "schema:knows"]
    assert len(said) == 3
    assert not [quote for statement in said for quote in statement.quotes]


def test_a_description_is_drawn(graph: Graph) -> None:
    found = view(graph, query='DESCRIBE ?net { ?net rdfs:label "In4Green" }')
    assert {"In4Green", "Avilés", "Riga", "Green transition", "URBACT IV", "Ana Costero"} <= names(found)


def test_around_and_top_choose_from_what_a_query_gives(graph: Graph) -> None:
    assert names(view(graph, query=LEADS, around="riga")) == {"Riga", "BiodiverCity"}
    assert len(view(graph, query=LEADS, top=2).scene.nodes) == 2
    with pytest.raises(QueryError, match=r"'Tallinn' \(City\) is not in what the query gives"):
        view(graph, query=LEADS, around="Tallinn")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"query": "SELECT ?s { ?s a hanse:City }"}, "must be a CONSTRUCT or a DESCRIBE"),
        ({"query": "ASK { ?s a hanse:City }"}, "must be a CONSTRUCT or a DESCRIBE"),
        ({"query": "CONSTRUCT { ?s ?p } { ?s ?p ?o }"}, "line 1"),
        (
            {"query": "CONSTRUCT { ?s rdfs:label ?l } { ?s a hanse:City ; rdfs:label ?l }"},
            "none of the query's 3 triples",
        ),
        ({"query": LEADS, "of": "city"}, "a query says itself"),
        ({"query": LEADS, "programme": "URBACT IV"}, "a query says itself"),
        ({"by": "fame"}, "no measure 'fame'; there are: degree"),
        ({"by": "degree", "around": "Riga"}, "no measure chooses them"),
    ],
)
def test_what_cannot_be_asked(graph: Graph, asked: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=re.escape(message)):
        view(graph, **asked)  # type: ignore[arg-type]


# ---- when, how sure, and where ----


def test_things_and_lines_have_their_years(graph: Graph) -> None:
    found = view(graph)
    years = {node.name: node.years for node in found.scene.nodes}
    assert years["In4Green"] == (2023,)
    assert years["Avilés"] == (2023, 2024)
    assert years["Ana Costero"] == (2023,)
    assert years["kick-off meeting"] == (2023,)
    assert line(found, "In4Green", "Avilés").years == (2023,)
    assert line(found, "Avilés", "Spain").years == ()
    cities = view(graph, "city")
    assert line(cities, "Avilés", "Riga").years == (2023, 2024)
    assert line(cities, "Avilés", "Tallinn").years == (2024,)


def test_a_line_is_as_sure_as_the_weaker_of_what_it_needs(large: Path) -> None:
    scene = view(open_graph(large), "city", top=40).scene
    assert scene.edges
    for edge in scene.edges:
        behind = [scene.statements[i].quotes[0].confidence for i in edge.statements]
        assert min(behind) <= edge.confidence <= max(behind)  # type: ignore[type-var, operator]


def test_cities_and_what_is_in_them_are_on_the_map(graph: Graph) -> None:
    scene = view(graph).scene
    spots = {node.name: node.spot for node in scene.nodes}
    assert spots["Avilés"] == tuple(map(round, project(43.55, -5.92)))
    assert spots["Riga"][0] > spots["Avilés"][0]  # type: ignore[index]
    assert spots["In4Green"] is None
    meeting, city = spots["kick-off meeting"], spots["Avilés"]
    assert meeting and city and meeting != city
    assert hypot(meeting[0] - city[0], meeting[1] - city[1]) < 10
    assert scene.outline == outline()


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [("Ponta Delgada", 37.74, -25.67), ("Las Palmas", 28.1, -15.4), ("Kirkenes", 69.7, 30.0), ("Nicosia", 35.2, 33.4)],
)
def test_all_of_europe_is_on_the_map(place: str, latitude: float, longitude: float) -> None:
    x, y = project(latitude, longitude)
    assert 0 < x < SIZE[0], place
    assert 0 < y < SIZE[1], place


def test_the_map_is_light_and_stays_within_its_frame() -> None:
    paths = outline()
    assert sum(map(len, paths)) < 60_000
    assert any(path.endswith("Z") for path in paths)
    for path in paths:
        assert re.fullmatch(r"(M-?\d+,-?\d+l[-\d, ]*Z?)+", path)
        for stretch in filter(None, path.split("M")):
            start, steps = stretch.rstrip("Z").split("l")
            x, y = map(int, start.split(","))
            for step in re.findall(r"(-?\d+),?(-?\d+)", steps):
                x, y = x + int(step[0]), y + int(step[1])
                assert 0 <= x <= SIZE[0]
                assert 0 <= y <= SIZE[1]


# ---- large drawings ----


def test_a_large_drawing_opens_on_communities(whole: View) -> None:
    scene = whole.scene
    assert len(scene.nodes) > FEW
    assert scene.overview == "communities"
    assert "It opens on their communities." in scene.note
    numbers = [community.number for community in scene.communities]
    assert numbers == list(range(1, len(numbers) + 1))
    sizes = [community.size for community in scene.communities]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == sum(node.community > 0 for node in scene.nodes)
    between = {frozenset((bundle.one, bundle.other)): bundle.count for bundle in scene.bundles}
    assert len(between) == len(scene.bundles)
    community = {node.iri: node.community for node in scene.nodes}
    crossing = [edge for edge in scene.edges if community[edge.one] != community[edge.other]]
    assert 0 < len(crossing) <= sum(between.values()) < len(scene.edges)


def test_communities_are_named_by_who_is_best_tied_in_them(whole: View) -> None:
    for community in whole.scene.communities:
        members = {node.name for node in whole.scene.nodes if node.community == community.number}
        assert set(community.name.removesuffix(" …").split(", ")[:1]) <= members


def test_discs_lie_side_by_side_and_hold_their_things(whole: View) -> None:
    discs = {community.number: community for community in whole.scene.communities}
    for one, other in combinations(discs.values(), 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius
    for node in whole.scene.nodes:
        if disc := discs.get(node.community):
            assert hypot(node.x - disc.x, node.y - disc.y) + node.radius <= disc.radius + 1


@settings(max_examples=10, deadline=None)
@given(st.integers(FEW + 1, 700), st.integers(0, 2000), st.integers(0, 99))
def test_nothing_lies_upon_another_in_a_large_drawing(nodes: int, edges: int, seed: int) -> None:
    graph = nx.gnm_random_graph(nodes, edges, seed=seed)
    radii = {node: 3.0 + node % 7 for node in graph}
    found = place(graph, radii, {node: node % 9 for node in graph})
    assert found == place(graph, radii, {node: node % 9 for node in graph})
    assert found.discs.keys() == set(range(1, 9))
    upon = [
        (one, other)
        for one, other in combinations(graph, 2)
        if hypot(found.of[one][0] - found.of[other][0], found.of[one][1] - found.of[other][1])
        < (radii[one] + radii[other]) * 0.8
    ]
    assert len(upon) <= nodes // 100


def test_where_there_are_no_communities_nothing_opens_on_them() -> None:
    alone = nx.empty_graph(FEW + 1)
    found = place(alone, dict.fromkeys(alone, 5.0), dict.fromkeys(alone, 0))
    assert (found.discs, found.overview) == ({}, "")
    assert len(set(found.of.values())) == FEW + 1
    circle = nx.cycle_graph(FEW + 1)
    assert place(circle, dict.fromkeys(circle, 5.0), dict.fromkeys(circle, 1)).overview == ""


def test_of_many_ties_the_strongest_are_drawn(large: Path) -> None:
    found = view(open_graph(large), "city", top=MOST).scene
    assert len(found.edges) <= 4 * len(found.nodes)
    assert re.search(r"Of [\d,]+ ties the 4 strongest of each\.", found.note)


def test_a_page_has_room_for_so_many_quotes(large: Path) -> None:
    graph = open_graph(large)
    proofs = prove(graph, [iri for iri, kind in graph.labels.kinds.items() if kind == "Programme"])
    every, none = statements(graph, proofs, set()), statements(graph, proofs, set(), room=10)
    assert [said.more for said in every] == [0] * len(every)
    assert [said.more for said in none] == [len(said.quotes) for said in every]
    assert not any(said.quotes for said in none)
    letters = sum(len(quote.exact) for quote in {quote for said in every for quote in said.quotes})
    some = statements(graph, proofs, set(), room=letters // 2)
    assert 0 < sum(len(said.quotes) for said in some) < sum(len(said.quotes) for said in every)
    least = min(quote.confidence for said in some for quote in said.quotes)
    assert all(least >= said.quotes[0].confidence for said, left in zip(every, some, strict=True) if not left.quotes)


def test_all_evidence_in_one_pass_is_that_of_each_thing(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = open_graph(large)
    things = sorted(graph.labels.kinds)
    few = prove(graph, things)
    monkeypatch.setattr(hanse.views.proofs, "_MANY", 10)
    assert prove(graph, things) == {tie: found for tie, found in few.items() if tie[1] != "type"}


def test_a_large_page_is_the_same_in_any_process(large: Path) -> None:
    code = f"import hanse; print(hanse.view(hanse.open({str(large)!r}), 'two-mode', top=50000).html)"
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


# ---- command line ----


def run(*arguments: str | Path, given: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["view", *map(str, arguments)], input=given)
    return done.exit_code, done.stderr or str(done.exception)


def test_the_command_draws_by_a_measure(graph_directory: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    status, said = run("-g", graph_directory, "--of", "city", "--top", "2", "--by", "strength", "-o", page)
    assert status == 0
    assert "2 things, 1 ties. 2 of 3 things: those of highest strength." in said
    assert "those of highest strength" in page.read_text(encoding="utf-8")


def test_the_command_draws_what_a_query_gives(graph_directory: Path, tmp_path: Path) -> None:
    query, page = tmp_path / "leads.rq", tmp_path / "page.html"
    query.write_text(LEADS, encoding="utf-8")
    status, said = run("-g", graph_directory, "--query", query, "--title", "Who leads", "-o", page)
    assert status == 0, said
    assert "4 things, 2 ties" in said
    assert "<title>Who leads</title>" in page.read_text(encoding="utf-8")
    status, said = run(
        "-g", graph_directory, "--query", "-", "-o", tmp_path / "again.html", "--title", "Who leads", given=LEADS
    )
    assert status == 0, said
    assert (tmp_path / "again.html").read_bytes() == page.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("--by", "fame"), 1, "no measure 'fame'; there are: degree"),
        (("--query", "absent.rq"), 2, "absent.rq"),
        (("--query", os.devnull), 2, "the query is empty"),
        (("--top", "50001"), 2, "50001"),
        (("--around", "Riga", "--by", "degree"), 1, "no measure chooses them"),
    ],
)
def test_the_command_says_what_is_wrong(
    graph_directory: Path, tmp_path: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    found, said = run("-g", graph_directory, "-o", tmp_path / "page.html", *arguments)
    assert found == status
    assert message in said


def test_the_command_tells_where_a_query_is_wrong(graph_directory: Path, tmp_path: Path) -> None:
    status, said = run("-g", graph_directory, "-q", "-", "-o", tmp_path / "page.html", given="CONSTRUCT {\n ?s ?p } {}")
    assert status == 1
    assert "line 2" in said
    assert not (tmp_path / "page.html").exists()
