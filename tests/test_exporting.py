"""The graph in other formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Dataset, DefaultGraph, RdfFormat, parse

from hanse import store
from hanse.building import build
from hanse.cli import cli
from hanse.cli.export import _FORMATS
from hanse.exporting import FORMATS

PAGE = "# In4Green\n\nThe In4Green network is led by Avilés (ES).\n"
NAMED = "https://w3id.org/hanse/graph/"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(PAGE, encoding="utf-8")
    build([folder / "one.md", folder / "two.md"], folder / "G")
    return folder / "G"


def run(graph: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["export", "-g", str(graph), *map(str, arguments)])


def whole(graph: Path) -> Dataset:
    return Dataset(parse(path=graph / "graph.nq"))


def test_the_command_offers_all_formats() -> None:
    assert list(_FORMATS) == list(FORMATS)


@pytest.mark.parametrize("name", ["trig", "nq", "jsonld"])
def test_formats_with_graphs_keep_them(graph: Path, name: str) -> None:
    assert Dataset(parse(run(graph, "-f", name).stdout_bytes, FORMATS[name])) == whole(graph)


@pytest.mark.parametrize("name", ["turtle", "nt", "rdfxml", "n3"])
def test_formats_without_graphs_merge_them(graph: Path, name: str) -> None:
    written = run(graph, "-f", name).stdout_bytes
    found = [quad.triple for quad in parse(written, FORMATS[name])]
    merge = {quad.triple for quad in store.open(graph).oxigraph.quads_for_pattern(None, None, None, DefaultGraph())}
    assert set(found) == merge and len(found) == len(set(found)), "what queries see"


def test_the_same_bytes_each_time(graph: Path) -> None:
    for name in FORMATS:
        assert run(graph, "-f", name).stdout_bytes == run(graph, "-f", name).stdout_bytes


def test_turtle_has_prefixes(graph: Path) -> None:
    text = run(graph).stdout
    assert "@prefix hanse: <https://w3id.org/hanse/ontology#> ." in text and "a hanse:Network" in text


def test_one_source_and_no_evidence(graph: Path) -> None:
    both = {
        quad.graph_name.value for quad in parse(run(graph, "-f", "nq", "--only", "one").stdout_bytes, RdfFormat.N_QUADS)
    }
    assert both == {f"{NAMED}one", f"{NAMED}one/evidence"}
    said = run(graph, "-f", "nq", "--only", "one", "--without-evidence").stdout_bytes
    assert {quad.graph_name.value for quad in parse(said, RdfFormat.N_QUADS)} == {f"{NAMED}one"}
    assert run(graph, "-f", "nq", "--only", f"{NAMED}one").stdout_bytes == said
    assert "Evidence" not in run(graph, "--without-evidence").stdout


def test_an_unknown_graph_is_told(graph: Path) -> None:
    result = run(graph, "--only", "onne")
    assert result.exit_code == 1 and "no graph 'onne' (did you mean one?); there are 5" in str(result.exception)


def test_into_a_file_by_its_name(graph: Path, tmp_path: Path) -> None:
    assert run(graph, "-o", tmp_path / "all.nt").exit_code == 0
    assert len(list(parse(path=tmp_path / "all.nt"))) > 10
    assert [path.name for path in tmp_path.iterdir()] == ["all.nt"]


def test_a_file_stays_whole_when_the_export_fails(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "all.nt").write_text("mine")
    assert run(graph, "-o", tmp_path / "all.nt", "--only", "nothing").exit_code == 1
    assert run(tmp_path, "-o", tmp_path / "all.nt").exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["all.nt"] and (tmp_path / "all.nt").read_text() == "mine"
    assert "can't write" in str(run(graph, "-o", tmp_path / "none" / "all.nt").exception)
