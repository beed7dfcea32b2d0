"""The commands that ask the graph, as people run them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hanse import queries
from hanse.cli import cli
from hanse.cli.analyse import _OF
from hanse.network import PROJECTIONS
from hanse.tabulation import render


def run(*arguments: object, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=text, catch_exceptions=False)


def outside(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A process of its own, where errors become messages."""
    command = [sys.executable, "-m", "hanse", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


class TestQuery:
    def test_answers_in_the_format_asked_for(self, graph_directory: Path) -> None:
        query = "SELECT ?n { ?c a hanse:City ; hanse:population ?n }"
        assert run("query", "-g", graph_directory, query).stdout.split() == ["n", "─────", "78000"]
        found = json.loads(run("query", "-g", graph_directory, query, "-f", "json").stdout)
        assert [binding["n"]["value"] for binding in found["results"]["bindings"]] == ["78000"]
        assert run("query", "-g", graph_directory, query, "-f", "csv").stdout_bytes == b"n\r\n78000\r\n"

    def test_reads_a_file_or_stdin_and_writes_a_file(self, graph_directory: Path, tmp_path: Path) -> None:
        query = "#: name text  a name, such as Riga\nSELECT ?c { ?c rdfs:label ?name ; a hanse:City }"
        (tmp_path / "q.rq").write_text(query)
        said = run("query", "-g", graph_directory, "-q", tmp_path / "q.rq", "-p", "name=Riga", "-f", "csv").stdout_bytes
        assert said == b"c\r\nhttps://w3id.org/hanse/id/city/riga-lv\r\n"
        out = tmp_path / "a.csv"
        result = run("query", "-g", graph_directory, "-q", "-", "-p", "name=Riga", "-f", "csv", "-o", out, text=query)
        assert (result.stdout, out.read_bytes()) == ("", said)

    def test_asks_saved_questions(self, graph_directory: Path) -> None:
        result = run("query", "-g", graph_directory, "--saved", "networks-of-city", "-p", "city=riga", "-f", "jsonl")
        assert [json.loads(line)["network"] for line in result.stdout.splitlines()] == ["In4Green", "BiodiverCity"]

    def test_lists_them_without_a_graph(self) -> None:
        assert "wave-totals" in run("query", "--list").stdout
        assert "such as URBACT III (name of a Programme)" in run("query", "--list", "--saved", "wave-totals").stdout

    @pytest.mark.parametrize(
        "arguments", [[], ["ASK {}", "-s", "events"], ["ASK {}", "-p", "x"], ["ASK {}", "-f", "xls"]], ids=str
    )
    def test_usage_errors_exit_with_2(self, graph_directory: Path, arguments: list[str]) -> None:
        result = run("query", "-g", graph_directory, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")

    def test_a_file_without_its_option_is_told_of_it(self, graph_directory: Path, tmp_path: Path) -> None:
        file = tmp_path / "cities.rq"
        file.write_text("SELECT ?city { ?city a hanse:City }")
        result = run("query", "-g", graph_directory, file)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"give -q {file}" in " ".join(result.stderr.split())
        long = run("query", "-g", graph_directory, f"# {'a query of any length ' * 500}\nASK {{ ?city a hanse:City }}")
        assert (long.exit_code, long.stdout.strip()) == (0, "true")

    def test_what_looks_like_a_saved_question_or_a_term_and_is_none(self, graph_directory: Path) -> None:
        result = run("query", "-g", graph_directory, "partners-of-netwrk")
        assert result.exit_code == 2 and "by --saved NAME (did you mean partners-of-network" in result.stderr
        asked = "SELECT ?who { ?who hanse:leadsPartner ?what }"
        result = run("query", "-g", graph_directory, asked)
        assert result.exit_code == 0 and result.stdout.startswith("who")
        assert "the ontology has no hanse:leadsPartner (did you mean hanse:leadPartner" in result.stderr
        assert not run("query", "-g", graph_directory, asked.replace("leadsP", "leadP")).stderr
        other = f"PREFIX hanse: <https://example.org/> {asked}"
        assert not run("query", "-g", graph_directory, other).stderr, "it means something else by that"

    def test_errors_exit_with_1_and_a_message(self, graph_directory: Path, tmp_path: Path) -> None:
        result = outside("query", "-g", graph_directory, "ASK { ?s foo:bar ?o }")
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("hanse: query, line 1, column 10: unknown prefix 'foo:'")
        assert result.stderr.splitlines()[2].strip() == "^"
        assert "there is no graph here" in outside("query", "-g", tmp_path / "none", "ASK {}").stderr
        unwritable = outside("query", "-g", graph_directory, "ASK {}", "-o", tmp_path / "no" / "such" / "folder")
        assert (unwritable.returncode, unwritable.stderr.count("\n")) == (1, 1)

    def test_a_table_fits_the_terminal_and_nothing_else_is_cut(self, graph_directory: Path) -> None:
        rows = queries.open(graph_directory).select("SELECT * { ?city a hanse:City ; hanse:population ?n }")
        narrow = render(rows, "", 30).splitlines()
        assert rows.columns == ("city", "n") and max(map(len, narrow)) <= 30
        assert narrow[2].split()[0].startswith("…") and narrow[2].split()[0].endswith("/aviles-es")
        assert render(rows, "csv", 30) == render(rows, "csv")
        assert "https://w3id.org/hanse/id/city/aviles-es  78000" in render(rows, "table")


class TestExplain:
    def test_tells_what_is_said_and_where(self, graph_directory: Path) -> None:
        told = run("explain", "-g", graph_directory, "aviles").stdout
        assert "Avilés (City)" in told
        assert "In4Green — lead partner → Avilés" in told
        assert "“In4Green is led by Avilés (ES). Partners: Riga (LV), Universidad de Oviedo.”" in told
        assert "\x1b" not in told

    def test_has_other_formats(self, graph_directory: Path) -> None:
        assert (
            json.loads(run("explain", "-g", graph_directory, "Riga", "-f", "json").stdout)["things"][0]["kind"]
            == "City"
        )
        assert run("explain", "-g", graph_directory, "Riga", "-f", "md").stdout.startswith("## Riga (City)")

    def test_suggests_names(self, graph_directory: Path) -> None:
        result = outside("explain", "-g", graph_directory, "Aviless")
        assert (result.returncode, result.stdout) == (1, "")
        assert "(did you mean Avilés?)" in result.stderr
        assert r"is called 'Ri\x1bga'" in outside("explain", "-g", graph_directory, "Ri\x1bga").stderr


class TestAnalyse:
    def test_ranks_by_degree_with_all_measures(self, graph_directory: Path) -> None:
        result = run("analyse", "-g", graph_directory)
        assert result.stdout.split()[:6] == ["rank", "low", "high", "low_missed", "high_missed", "label"]
        assert result.stderr == "3 nodes, 3 ties, density 1.000, 1 component\n"

    def test_takes_measures_weights_and_filters(self, graph_directory: Path) -> None:
        options = ["--of", "city", "--measure", "strength, degree", "--weight", "newman", "--top", 2, "--since", 2024]
        rows = json.loads(run("analyse", "-g", graph_directory, *options, "-f", "json").stdout)
        assert [(row["label"], row["strength"], row["degree"]) for row in rows] == [("Avilés", 1, 2), ("Riga", 1, 2)]

    @pytest.mark.parametrize("of", list(PROJECTIONS))
    def test_is_of_anything(self, graph_directory: Path, of: str) -> None:
        table = list(csv.DictReader(io.StringIO(run("analyse", "-g", graph_directory, "--of", of, "-f", "csv").stdout)))
        assert table
        assert all(row["iri"].startswith("https://w3id.org/hanse/id/") for row in table)

    def test_offers_each_projection(self) -> None:
        assert tuple(sorted(_OF)) == tuple(sorted(PROJECTIONS))

    def test_lists_measures_without_a_graph(self) -> None:
        assert "L. C. Freeman" in run("analyse", "--list").stdout

    def test_an_empty_network_is_an_empty_table(self, graph_directory: Path) -> None:
        result = run("analyse", "-g", graph_directory, "--since", 2050, "-f", "json")
        assert (result.exit_code, result.stdout) == (0, "[]\n")
        assert result.stderr.startswith("0 nodes")
