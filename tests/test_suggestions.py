"""What is wrong with a name: each message says what is near, and what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.cli import cli
from hanse.errors import HanseError, InputError
from hanse.publishing.settings import settings as publishing_settings
from hanse.queries import Graph, Rows
from hanse.suggestions import meant, near, unknown
from hanse.tables.mapping import load_mapping


def told(*arguments: object) -> tuple[int, str]:
    """How a command ends, and what it says of it."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    wrong = str(result.exception) if isinstance(result.exception, HanseError) else result.stderr
    return result.exit_code, " ".join(wrong.split())


@pytest.mark.parametrize(
    ("command", "meaning", "also"),
    [
        ("qery", "query", "there are: build, query"),
        ("query -s partner-of-network", "partners-of-network", "there are: active-in-year"),
        ("query -s partners-of-city -p citty=Riga", "city", "there are: city, least"),
        ("query -s partners-of-city -p city=Avils", "Avilés", "asked for: City"),
        ("query -s themes-of-country -p country=Estoniaa", "Estonia", "asked for: Country"),
        ("query SELECT*{?city<p:q>?n} -p citty=Riga", "city", "the query has no ?citty"),
        ("query SELECT*{?city<p:q>hanze:x}", "hanse", "known are"),
        ("query ASK{} -f jsno", "json", "'turtle'"),
        ("query --list --saved wave", "wave-totals", "no saved question"),
        ("explain avilles", "Avilés", "nothing in the graph"),
        ("analyse --of citys", "city", "'two-mode'"),
        ("analyse -w newmann", "newman", "'weight'"),
        ("analyse -m betweeness", "betweenness", "there are: degree"),
        ("analyse --whole -m densty", "density", "there are: density"),
        ("analyse newcomer", "newcomers", "there are: participation"),
        ("analyse newcomers -p agianst=x", "against", "no parameter"),
        ("analyse next-partners -p name=Riga -p method=alocation", "allocation", "there are: allocation"),
        ("analyse --list betweeness", "betweenness", "no measure, index or indicator"),
        ("analyse --programme URBACT-V", "URBACT IV", "asked for: Programme"),
        ("view --of citys", "city", "'two-mode'"),
        ("view --by degre", "degree", "there are: degree"),
        ("view --around Tallin", "Tallinn", "nothing in the graph"),
        ("report --of organization", "organisation", "'city'"),
        ("export -f turtel", "turtle", "'trig'"),
        ("export --only listin", "listing", "there are 3"),
        ("evaluate . --by langage", "language", "'format'"),
        ("build x --extractor y --min-confidense 1", "--min-confidence", "No such option"),
    ],
)
def test_a_name_that_nothing_has(graph_directory: Path, command: str, meaning: str, also: str) -> None:
    words = command.split(" ")
    graph = () if words[0] in {"qery", "evaluate", "build"} else ("-g", graph_directory)
    status, wrong = told(*words, *graph)
    assert status in (1, 2)
    assert re.search(rf"[Dd]id you mean (one of: |[\w-]+ or )*'?{meaning}\b", wrong), wrong
    assert also in wrong


def test_what_is_near_nothing_gets_no_suggestion(graph_directory: Path) -> None:
    for command in (["query", "-s", "xyz"], ["analyse", "xyz"], ["explain", "Qqqq"], ["xyz"]):
        graph = () if command == ["xyz"] else ("-g", graph_directory)
        status, wrong = told(*command, *graph)
        assert (status in (1, 2), "did you mean" in wrong) == (True, False)


def test_python_says_it_too(graph: Graph) -> None:
    with pytest.raises(HanseError, match=r"no network of 'citys' \(did you mean city\?\); there are: city"):
        graph.network(of="citys")
    with pytest.raises(AttributeError, match=r"no column 'nam' \(did you mean name\?\)"):
        _ = Rows.of(["name"], [["Riga"]])[0].nam


def test_files_that_people_write_are_told_of_their_keys(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text('titel = "x"\n')
    with pytest.raises(InputError, match=r"'titel' is unknown \(did you mean title\?\)"):
        load_mapping(tmp_path / "m.toml")
    with pytest.raises(ValueError, match=r"lisence: no such key \(did you mean licence\?\)"):
        publishing_settings({"lisence": "x"})


def test_the_whole_of_a_name_counts_more_than_a_part() -> None:
    assert near("Rigga", ["Balbriggan", "Riga"]) == ["Riga", "Balbriggan"]
    assert near("AVILES", ["Aveiro", "Avilés"])[0] == "Avilés"
    assert near("country", ["nt", "xx"]) == []
    assert near("n", ["nt", "network"]) == []
    assert near("", ["city"]) == near("…", ["city"]) == []


def test_names_are_shown_without_what_a_terminal_obeys() -> None:
    assert unknown("thing", "\x1b[Riga\n", ["Rigas\x1b"]) == (
        "no thing '\\x1b[Riga ' (did you mean Rigas\\x1b?); there are: Rigas\\x1b"
    )
    assert meant("Riga", ["Riga\u202e"]) == " (did you mean Riga\\u202e?)"


@settings(max_examples=80, deadline=None)
@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_names_do(name: str, known: list[str]) -> None:
    assert set(near(name, known)) <= set(known)
    assert len(near(name, known, 2)) <= 2
