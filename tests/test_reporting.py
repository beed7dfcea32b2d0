"""Reports: what they say against counts by hand, what they leave out, and that their commands give the numbers."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hanse
from hanse.analysis import INDICES
from hanse.cli import cli
from hanse.errors import QueryError
from hanse.queries import Graph
from hanse.queries.questions import load, projections
from hanse.reporting import FORMATS, NOUNS, Findings, report
from hanse.reporting.parts import Exhibit
from hanse.reporting.pictures import Picture, columns, heat
from hanse.reporting.plots import Plot, bars, beside_chance, paired, ranks
from pages import HOSTILE
from pages import graph_directory as hostile_directory
from visiting import PHONE, Visit

PARTNERSHIPS = Path(__file__).parents[1] / "data" / "partnerships"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reporting") / "partnerships"
    hanse.build([PARTNERSHIPS], made)
    return made


@pytest.fixture(scope="module")
def findings(directory: Path) -> Findings:
    return report(hanse.open(directory))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return hanse.open(hostile_directory(tmp_path_factory.mktemp("reporting") / "hostile"))


def exhibits(findings: Findings) -> dict[str, Exhibit]:
    return {one.title: one for section in findings.sections for one in section.exhibits}


def absent(findings: Findings) -> str:
    return " ".join(why for section in findings.sections for why in section.absent)


class TestFindings:
    def test_have_all_that_researchers_ask_for(self, findings: Findings) -> None:
        assert list(exhibits(findings)) == [
            "Networks by programme", "How often they take part", "Things in the graph", "Participation by year",
            "Newcomers", "Repeated ties", "Persistence of the core", "Pairs that meet most", "Indices beside chance",
            "Most partners", "Between the others", "Countries", "Capitals and other cities", "Small and large cities",
            "Themes by networks", "Concentration of themes", "Ties across borders", "Which countries meet",
            "On the map",
            "How well next partners are foretold", "What is missing", "Incomplete waves", "Text and tables",
        ]  # fmt: skip

    def test_every_exhibit_says_where_it_comes_from(self, findings: Findings) -> None:
        for one in exhibits(findings).values():
            assert one.said.endswith("."), one.title
            assert one.table.lines, one.title
            assert one.commands, one.title
            assert one.about or one.told, one.title
        anchors = [one.anchor for section in findings.sections for one in (section, *section.exhibits)]
        assert len(set(anchors)) == len(anchors)

    def test_commands_run_and_give_the_numbers(self, findings: Findings, directory: Path) -> None:
        commands = sorted({command for one in exhibits(findings).values() for command in one.commands})
        assert len(commands) > 12
        for command in commands:
            words = shlex.split(command)
            assert words[2:4] == ["-g", "partnerships"]
            result = run(*words[1:3], directory, *words[4:], "-f", "csv")
            assert result.exit_code == 0, command
            assert result.stdout.count("\n") > 1, command
        shown = exhibits(findings)["Newcomers"].table.lines
        told = json.loads(run("analyse", "newcomers", "-g", directory, "-f", "json").stdout)
        assert [line[:4] for line in shown] == [
            (row["wave"], row["participants"], row["newcomers"], row["share"]) for row in told if row["wave"] != "all"
        ]

    def test_queries_stand_in_it_as_they_are(self, findings: Findings) -> None:
        known = {**load(), **projections()}
        assert set(findings.queries) == {name for one in exhibits(findings).values() for name in one.queries}
        assert all(findings.queries[name] == known[name].sparql for name in findings.queries)

    def test_newcomers_are_counted_against_their_programme_too(self, findings: Findings, directory: Path) -> None:
        lines = {line[0]: line for line in exhibits(findings)["Newcomers"].table.lines}
        told = run(
            "analyse", "newcomers", "-g", directory, "--programme", "URBACT IV", "-p", "against=URBACT IV", "-f", "json"
        )
        rows = {row["wave"]: row for row in json.loads(told.stdout) if row["wave"] != "all"}
        assert len(rows) > 2
        assert {wave: lines[wave][4:6] for wave in rows} == {
            wave: (row["newcomers"], row["share"]) for wave, row in rows.items()
        }

    def test_missing_is_counted(self, findings: Findings, directory: Path) -> None:
        assert "Every source of the build was read; none was left out." in absent(findings)
        graph = hanse.open(directory)
        without = "SELECT ?n { ?n a hanse:Network FILTER NOT EXISTS { ?n hanse:leadPartner ?lead } }"
        lines = {line[0]: line[1] for line in exhibits(findings)["What is missing"].table.lines}
        assert lines["no lead"] == len(graph.select(without))
        few = "SELECT ?n { ?n a hanse:Network OPTIONAL { ?n hanse:partner ?p } } GROUP BY ?n HAVING(COUNT(?p) < 2)"
        assert lines["fewer than two partners"] == len(graph.select(few))

    def test_ranks_have_intervals_around_them(self, findings: Findings) -> None:
        plot = exhibits(findings)["Most partners"].plot
        assert isinstance(plot, Plot)
        for line in plot.lines:
            (dot,) = (mark.at for mark in line.marks if mark.kind == "dot")
            (interval,) = (mark for mark in line.marks if mark.kind == "range")
            assert 0 <= interval.at <= interval.to <= 1
            assert 0 <= dot <= 1

    def test_the_same_bytes_each_time(self, findings: Findings, directory: Path) -> None:
        again = report(hanse.open(directory))
        assert (again.html, again.markdown) == (findings.html, findings.markdown)

    def test_filters_choose_networks(self, directory: Path) -> None:
        chosen = report(hanse.open(directory), programme="URBACT IV", since=2023, until=2023)
        assert chosen.chosen.startswith(
            "Only networks and projects of URBACT IV, begun in 2023 or later, begun in 2023 or earlier:"
        )
        assert chosen.command == "hanse report -g partnerships --programme 'URBACT IV' --since 2023 --until 2023"
        found = exhibits(chosen)
        assert [line[0] for line in found["Networks by programme"].table.lines] == ["URBACT IV"]
        assert "all known starts are in one year" in absent(chosen)
        assert "-p programme='URBACT IV'" in found["Themes by networks"].commands[0].replace('"', "'") or (
            "'programme=URBACT IV'" in found["Themes by networks"].commands[0]
        )

    def test_shows_itself_and_saves_itself(self, findings: Findings, tmp_path: Path) -> None:
        assert findings.save(tmp_path / "r.md").read_text(encoding="utf-8") == findings.markdown
        assert findings.save(tmp_path / "r.html").read_text(encoding="utf-8") == findings.html
        assert "<script" not in findings._repr_html_()
        assert repr(findings) == "<hanse.Findings 'Networks of cities: a report': 23 exhibits>"


class TestLittleData:
    def test_a_small_graph_gives_a_short_honest_report(self, graph: Graph) -> None:
        small = report(graph)
        assert "3 cities with 3 ties are too few to rank." in absent(small)
        assert "3 cities with 3 ties are too few to describe as a network." in absent(small)
        assert "a lead is known in 2 cases only" in absent(small)
        assert "suggestions can't be judged" in absent(small)
        assert "Newcomers: left out, for too few take part in waves of different years." in absent(small)
        assert "Whether sources were left out is not known: there is no manifest.json." in absent(small)
        assert exhibits(small)["What is missing"].said == (
            "All 2 networks and projects have a known start, and two known partners or more."
        )
        assert not {"Most partners", "Indices beside chance", "Countries"} & set(exhibits(small))
        assert exhibits(small)["Networks by programme"].said.startswith("2 networks and projects with 3 cities")

    def test_text_is_told_with_its_measured_errors(self, graph: Graph) -> None:
        one = exhibits(report(graph))["Text and tables"]
        assert one.said.startswith("100% of partners were read from text; of such statements ")
        assert {"Right (precision)", "Found (recall)", "Judged"} <= {column.label for column in one.table.columns}

    def test_nothing_to_report_is_an_error(self, graph: Graph) -> None:
        with pytest.raises(QueryError, match="no network or project with cities among the networks that were chosen"):
            report(graph, since=2050)
        with pytest.raises(QueryError, match="no report on 'country'; there are: city, organisation"):
            report(graph, "country")
        with pytest.raises(QueryError, match="nothing"):
            report(graph, programme="URBACT IX")

    def test_an_empty_graph_is_one(self, tmp_path: Path) -> None:
        from hanse import store

        (tmp_path / store.QUADS).write_text("", encoding="utf-8")
        store.write(tmp_path / store.STORE, tmp_path / store.QUADS)
        with pytest.raises(QueryError, match="nothing to report: no network or project with cities in the graph"):
            report(hanse.open(tmp_path))

    def test_what_could_not_be_read_is_listed(self, graph_directory: Path, tmp_path: Path) -> None:
        copy = shutil.copytree(graph_directory, tmp_path / "copy")
        skipped = [{"source": "<b>.pdf", "reason": "no text"}]
        (copy / "manifest.json").write_text(json.dumps({"skipped": skipped, "problems": ["row 3: *no* city"]}))
        made = report(hanse.open(copy))
        assert exhibits(made)["What could not be read"].said == (
            "1 source could not be read, and 1 part of a source could not be used."
        )
        assert "&lt;b&gt;.pdf" in made.html
        assert "| \\<b\\>.pdf | no text |" in made.markdown
        assert "row 3: \\*no\\* city" in made.markdown


class TestPlots:
    def test_bars_are_as_long_as_their_values(self) -> None:
        plot = bars([("a", 1, "1", ""), ("b", 4, "4", "")], rule=(2, "half"))
        assert [line.marks[0].to for line in plot.lines] == [0.25, 1.0]
        assert plot.lines[0].marks[1].at == 0.5
        assert plot.alternative == "Bar chart. a: 1; b: 4."
        assert bars([("a", 0, "0", "")]).lines[0].marks[0].to == 0

    def test_ranks_lie_on_a_logarithmic_axis(self) -> None:
        plot = ranks([("a", 1, (1, 10), None, "", ""), ("b", 100, (10, 100), (10, 100), "", "")], "missed")
        assert [mark.kind for mark in plot.lines[1].marks] == ["range", "second range", "dot"]
        assert plot.lines[0].marks[0].to == pytest.approx(0.5)
        assert plot.ticks[-1] == (pytest.approx(1.0), "100")
        assert "missed" in dict(plot.legend).values()

    def test_two_shares_stand_on_a_round_axis(self) -> None:
        plot = paired([("a", 0.1, 0.2, "×2"), ("b", 0.05, 0.0, "×0")], "one", "other")
        assert [text for _, text in plot.ticks] == ["0%", "5%", "10%", "15%", "20%"]
        assert plot.ticks[-1][0] == pytest.approx(1.0)

    def test_values_beside_chance_have_room_below_zero(self) -> None:
        (line,) = beside_chance([("a", -0.5, 0.0, -0.1, 0.5, "−0.5")]).lines
        assert [round(mark.at, 2) for mark in line.marks] == [0.4, 0.5, 0.0]

    def test_columns_stack_and_matrix_is_the_same_both_ways(self) -> None:
        made = columns({"A": {2019: 3, 2021: 1}, "B": {2019: 1}}, "things", ["series-0", "series-1"])
        assert [(box.look, round(box.height / made.boxes[2].height)) for box in made.boxes] == [
            ("series-0", 3), ("series-1", 1), ("series-0", 1)
        ]  # fmt: skip
        assert made.alternative == "Columns: things by year. 2019: 4; 2021: 1."
        squares = heat(["a", "b"], {("b", "a"): 2, ("b", "elsewhere"): 9}, "ties")
        assert [box.look for box in squares.boxes] == ["none", "heat", "heat", "none"]
        assert squares.boxes[1].strength == squares.boxes[2].strength == 1.0


class TestPages:
    def test_names_from_documents_are_text(self, hostile: Graph) -> None:
        made = report(hostile, "organisation")
        assert "<script>alert" not in made.html
        assert "<img" not in made.html
        assert made.html.count("<script>") == 1
        assert '<a href="https://evil' not in made.html
        assert "\u202e" not in made.html + made.markdown
        assert "\n<" not in made.markdown
        assert not re.search(r"(?<!\\)<(script|img|a)", made.markdown)

    def test_markdown_has_all_but_the_plots(self, findings: Findings) -> None:
        for one in exhibits(findings).values():
            assert f"### {one.title}\n" in findings.markdown
            assert all(f"{command}\n" in findings.markdown for command in one.commands)
        assert "| Italy |" in findings.markdown
        assert "████" in findings.markdown

    def test_a_page_holds_what_is_in_it_and_nothing_else(self, findings: Findings) -> None:
        page = findings.html
        assert "default-src &#39;none&#39;" in page
        assert set(re.findall(r'(?:src|href)="(\w+:[^"]*)"', page)) == {
            "https://www.geonames.org/", "https://creativecommons.org/licenses/by/4.0/"
        }  # fmt: skip
        for anchor in re.findall(r'href="#([^"]+)"', page):
            assert f'id="{anchor}"' in page, anchor
        assert len(page) < 600_000

    def test_every_plot_has_words_and_a_table(self, findings: Findings) -> None:
        plots = [one.plot for one in exhibits(findings).values() if one.plot]
        assert sum(isinstance(plot, Picture) for plot in plots) == 3
        assert findings.html.count('role="img"') == len(plots)
        assert all(len(plot.alternative) > 20 for plot in plots)

    def test_indices_are_all_there(self, findings: Findings) -> None:
        told = {line[0] for line in exhibits(findings)["Indices beside chance"].table.lines}
        assert {"Density", "Cross-border share", "Modularity"} <= told <= {one.label for one in INDICES.values()}


class TestCommand:
    def test_writes_a_page_or_markdown(self, graph_directory: Path, tmp_path: Path, graph: Graph) -> None:
        page, plain = tmp_path / "r.html", tmp_path / "r.md"
        result = run("report", "-g", graph_directory, "-o", page)
        assert "figures. All networks and projects of the graph." in result.stderr
        assert page.read_text(encoding="utf-8") == report(graph).html
        run("report", "-g", graph_directory, "-o", plain)
        assert plain.read_text(encoding="utf-8") == run("report", "-g", graph_directory, "-f", "md", "-o", "-").stdout
        assert run("report", "-g", graph_directory, "--open", "-o", "-").exit_code == 2

    def test_confidence_and_filters_are_in_its_commands(self, graph_directory: Path) -> None:
        said = run(
            "report", "-g", graph_directory, "-f", "md", "-o", "-", "--min-confidence", 0.5, "--since", 2023
        ).stdout
        assert "hanse report -g small --since 2023 --min-confidence 0.5" in said
        assert "hanse analyse -g small participation --since 2023 --min-confidence 0.5" in said

    def test_offers_what_there_is(self) -> None:
        from hanse.cli.report import _FORMATS, _OF

        assert tuple(NOUNS) == _OF
        assert FORMATS == _FORMATS


@pytest.mark.browser
class TestInABrowser:
    def test_fits_a_phone_and_copies_commands(self, visit: Visit, findings: Findings, tmp_path: Path) -> None:
        visit.page.set_viewport_size(PHONE)
        page = visit.open(findings.save(tmp_path / "report.html"))
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.locator("#newcomers .code button").click()
        page.locator("#newcomers .code button", has_text="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == "\n".join(exhibits(findings)["Newcomers"].commands)

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_nothing_is_a_serious_barrier(
        self, visit: Visit, findings: Findings, axe: str, tmp_path: Path, scheme: str
    ) -> None:
        visit.page.emulate_media(color_scheme=scheme)
        visit.open(findings.save(tmp_path / "report.html"))
        assert visit.barriers(axe) == []

    def test_prints_light_and_whole(self, visit: Visit, findings: Findings, tmp_path: Path) -> None:
        page = visit.open(findings.save(tmp_path / "report.html"))
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('.code button')).display") == "none"

    def test_hostile_names_do_nothing(self, visit: Visit, hostile: Graph, tmp_path: Path) -> None:
        made = report(hostile, "organisation")
        page = visit.open(made.save(tmp_path / "report.html"))
        assert page.evaluate("document.querySelectorAll('main script, main img, main iframe').length") == 0

    def test_hostile_programmes_are_text_too(self, visit: Visit, findings: Findings, tmp_path: Path) -> None:
        """Whatever can come from a document, at every place of a page."""
        section = findings.sections[0]
        spoilt = tuple(replace(section.exhibits[0], said=name, told=name, commands=(name,)) for name in HOSTILE)
        made = replace(findings, chosen=HOSTILE[0], sections=(replace(section, exhibits=spoilt, absent=HOSTILE),))
        page = visit.open(made.save(tmp_path / "report.html"))
        shown = page.inner_text("main")
        assert all(name in shown for name in (HOSTILE[0], HOSTILE[1], HOSTILE[5]))
