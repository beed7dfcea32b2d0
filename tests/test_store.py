"""The embedded store: writing, reading by several at once, and telling what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal

from hanse import store
from hanse.errors import GraphError

QUADS = """\
<https://example.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "Avilés"@es <https://example.org/g1> .
<https://example.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "Avilés"@es <https://example.org/g2> .
<https://example.org/r> <http://www.w3.org/2004/02/skos/core#prefLabel> "Riga" <https://example.org/g2> .
"""
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s skos:prefLabel ?name }"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    folder = tmp_path / "G"
    folder.mkdir()
    (folder / "graph.nq").write_text(QUADS, encoding="utf-8")
    store.write(folder / "store", folder / "graph.nq")
    return folder


def count(opened: store.Store) -> str:
    (row,) = opened.query(COUNT)
    return row["n"].value


def test_queries_see_all_graphs_as_one(graph: Path) -> None:
    opened = store.open(graph)
    assert count(opened) == "2", "what two documents say is one triple"
    assert opened.graphs() == ["https://example.org/g1", "https://example.org/g2"]
    assert len(list(opened.quads())) == 3


def test_values_are_bound_as_terms(graph: Path) -> None:
    hostile = Literal('Riga" } ; DROP ALL #')
    query = "SELECT ?place ?name WHERE { ?place skos:prefLabel ?name }"
    assert [row["place"].value for row in store.open(graph).query(query, {"name": Literal("Riga")})] == [
        "https://example.org/r"
    ]
    assert list(store.open(graph).query(query, {"name": hostile})) == []


def test_several_read_at_once(graph: Path) -> None:
    script = f"from hanse import store; s = store.open({str(graph)!r}); input(); print(len(list(s.quads())))"
    readers = [
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    here = store.open(graph)
    assert [reader.communicate("\n", timeout=60)[0].strip() for reader in readers] == ["3"] * 3
    assert count(here) == "2"


def test_without_its_index_a_graph_is_read_from_its_quads(graph: Path) -> None:
    shutil.rmtree(graph / "store")
    assert count(store.open(graph)) == "2"


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"there is no graph here; make one with: hanse build"):
        store.open(tmp_path / "none")


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GraphError, match="but a file"):
        store.open(tmp_path / "file")


def test_another_directory(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").touch()
    with pytest.raises(GraphError, match=r"it has no graph\.nq"):
        store.open(tmp_path)


@pytest.mark.parametrize("file", ["CURRENT", "MANIFEST-*", "*.sst"])
def test_a_broken_index_is_told(graph: Path, file: str) -> None:
    for path in (graph / "store").glob(file):
        path.write_bytes(b"broken")
    with pytest.raises(GraphError, match=r"broken.*build the graph again"):
        count(store.open(graph))


def test_broken_quads_are_told(graph: Path) -> None:
    shutil.rmtree(graph / "store")
    (graph / "graph.nq").write_text("<a> <b\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.nq: broken"):
        store.open(graph)


LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
NAMES = "http://www.w3.org/2004/02/skos/core#"


def called(folder: Path, names: list[tuple[str, str, str]]) -> tuple[list[str], set[str], set[str]]:
    """The label, the preferred names and the others of a thing that graphs, each given with a language, name so."""
    lines = []
    for graph, language, name in names:
        where = f"<https://example.org/graph/{graph}> .\n"
        lines.append(f"<https://example.org/id/c/x> {LABEL} {Literal(name)} {where}")
        lines.append(
            f"<https://example.org/id/c/x> <{NAMES}prefLabel> "
            f"{Literal(name, language=language) if language else Literal(name)} {where}"
        )
    (folder / "graph.nq").write_text("".join(sorted(set(lines))), encoding="utf-8", newline="")
    opened = store.open(folder)

    def all_of(predicate: str) -> list[str]:
        rows = opened.query(f"SELECT ?name {{ ?thing {predicate} ?name }}")
        return [row["name"].value + (f"@{row['name'].language}" if row["name"].language else "") for row in rows]

    everywhere = opened.query("SELECT ?name { GRAPH ?g { ?thing skos:prefLabel ?name } }")
    assert len(list(everywhere)) == len(names), "each graph says what it says"
    preferred, others = all_of("skos:prefLabel"), all_of("skos:altLabel")
    assert len({*preferred, *others}) == len(preferred) + len(others), "no name is both, or twice"
    return all_of("rdfs:label"), set(preferred), set(others)


@pytest.mark.parametrize(
    ("names", "label", "preferred"),
    [
        ([("d1", "", "DE"), ("d2", "", "DE"), ("gazetteer", "", "Germany")], "Germany", {"Germany"}),
        ([("d1", "", "In4Green network"), ("d2", "", "In4Green"), ("d3", "", "In4Green")], "In4Green", {"In4Green"}),
        ([("d1", "", "URGE"), ("d2", "", "Urge")], "Urge", {"Urge"}),
        ([("d1", "", 'a "q" <n> .'), ("d2", "", 'a "q" <n> .'), ("d3", "", "b")], 'a "q" <n> .', {'a "q" <n> .'}),
        (
            [("d1", "en", "IT"), ("d2", "en", "IT"), ("d3", "en", "Italy"), ("d4", "pt", "Itália")],
            "Italy",
            {"Italy@en", "Itália@pt"},
        ),
        ([("d1", "en", "IT"), ("d2", "pt", "IT"), ("d3", "es", "Italia")], "Italia", {"Italia@es"}),
        ([("d1", "en", "EU"), ("d2", "de", "EU")], "EU", {"EU@en", "EU@de"}),
        (
            [("d1", "en", "Torino"), ("d2", "en", "Torino"), ("d3", "en", "Turin"), ("gazetteer", "", "Turin")],
            "Turin",
            {"Turin@en", "Turin"},
        ),
        (
            [("d1", "cs", "Praha"), ("d2", "cs", "Praha"), ("d3", "cs", "Prague"), ("gazetteer", "", "Prague")],
            "Prague",
            {"Praha@cs", "Prague"},
        ),
        (
            [("d1", "pl", "Lublina"), ("d2", "pl", "Lublin"), ("d3", "en", "Lublin")],
            "Lublin",
            {"Lublin@pl", "Lublin@en"},
        ),
        (
            [("d1", "en", "noise"), ("d2", "en", "noise"), ("d3", "es", "ruido"), ("ontology", "en", "Air quality")],
            "Air quality",
            {"Air quality@en", "ruido@es"},
        ),
        ([("d1", "en", "A"), ("d2", "en", "A"), ("input/mine", "en", "Mine")], "Mine", {"Mine@en"}),
        ([("d1", "EN", "Gdansk"), ("d2", "en", "Gdańsk"), ("d3", "en", "Gdańsk")], "Gdańsk", {"Gdańsk@en"}),
    ],
)
def test_a_thing_has_one_name_in_each_language_of_the_merge(
    tmp_path: Path, names: list[tuple[str, str, str]], label: str, preferred: set[str]
) -> None:
    said = {f"{name}@{language.lower()}" if language else name for _, language, name in names}
    assert called(tmp_path, names) == ([label], preferred, said - preferred)


def test_what_is_no_text_stays_as_it_is(tmp_path: Path) -> None:
    line = f"<https://example.org/id/c/x> <{NAMES}prefLabel> <https://example.org/y> <https://example.org/g> .\n"
    (tmp_path / "graph.nq").write_text(line, encoding="utf-8")
    assert len(list(store.open(tmp_path).query("SELECT ?o { ?s skos:prefLabel ?o }"))) == 1


def test_labels_of_other_vocabularies_stay(tmp_path: Path) -> None:
    lines = [
        f"<https://example.org/ns#c> {LABEL} {label} <https://example.org/g> .\n"
        for label in ('"city"@en', '"ville"@fr')
    ]
    (tmp_path / "graph.nq").write_text("".join(lines), encoding="utf-8")
    assert len(list(store.open(tmp_path).query("SELECT ?label { ?class rdfs:label ?label }"))) == 2
