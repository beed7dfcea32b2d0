"""Policy indicators against counts by hand."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import hanse
from hanse.analysis import INDICATORS, indicate, panel
from hanse.analysis.indicating import answer
from hanse.analysis.inequality import gini
from hanse.analysis.panel import Actor, Collaboration, Panel, Wave
from hanse.analysis.persistence import classes
from hanse.analysis.prospects import METHODS, Past
from hanse.analysis.repetition import repeated
from hanse.cli import cli
from hanse.errors import QueryError
from hanse.queries import Graph


class TestPanel:
    def test_holds_who_took_part_in_what(self, graph: Graph) -> None:
        cities = panel(graph)
        names = {iri: actor.label for iri, actor in cities.actors.items()}
        networks = {one.label: iri for iri, one in cities.collaborations.items()}
        assert sorted(names[iri] for iri in cities.members[networks["BiodiverCity"]]) == ["Avilés", "Riga", "Tallinn"]
        assert [names[iri] for iri in cities.leads[networks["In4Green"]]] == ["Avilés"]
        assert [(wave.year, len(there)) for wave, there in cities.waves.items()] == [(2023, 1), (2024, 1)]
        assert {actor.label for actor in cities.actors.values() if actor.capital} == {"Riga", "Tallinn"}

    def test_of_some_networks_alone(self, graph: Graph) -> None:
        cities = panel(graph)
        first = cities.before(2024)
        assert [one.label for one in first.collaborations.values()] == ["In4Green"]
        assert sorted(actor.label for actor in first.actors.values()) == ["Avilés", "Riga"]
        assert str(Wave(2019, "URBACT III", "Transfer Network")) == "URBACT III Transfer Network 2019"

    def test_filters_choose_networks(self, graph: Graph) -> None:
        assert len(panel(graph, since=2024).collaborations) == 1
        assert {a.kind for a in panel(graph, of="organisation").actors.values()} == {"Organisation"}


def made(
    networks: dict[str, str], leads: dict[str, str] | None = None, years: dict[str, int] | None = None,
    themes: dict[str, tuple[str, ...]] | None = None, **actors: dict[str, Any],
) -> Panel:  # fmt: skip
    """A panel of networks given as strings of one-letter members; a lead, a year, themes where given."""
    names = sorted(set().union(*networks.values()))
    return Panel(
        {name: Actor(name, name.upper(), "City", **actors.get(name, {})) for name in names},
        {
            name: Collaboration(name, name, "P", "T", (years or {}).get(name), (themes or {}).get(name, ()))
            for name in sorted(networks)
        },
        {name: frozenset(networks[name]) for name in sorted(networks)},
        {name: frozenset(lead) for name, lead in (leads or {}).items()},
    )


def ask(indicator: str, whole: Panel, part: Panel | None = None, /, **given: object) -> list[dict[str, Any]]:
    one = INDICATORS[indicator]
    defaults: dict[str, object] = {p.name: p.default or None for p in one.parameters}
    return [dict(row) for row in one.compute(whole, part or whole, defaults | given)]


THREE = made(
    {"n": "abc", "m": "abd", "k": "abe"}, {"n": "a", "m": "d", "k": "a"}, {"n": 2015, "m": 2019, "k": 2023},
    {"n": ("water",), "m": ("water", "energy")},
    a={"country": "Spain", "population": 60_000, "capital": False, "latitude": 0.0, "longitude": 0.0},
    b={"country": "Latvia", "population": 700_000, "capital": True, "latitude": 0.0, "longitude": 1.0},
    d={"country": "Spain", "region": "Asturias"},
)  # fmt: skip


class TestNewcomers:
    def test_took_part_in_nothing_earlier(self) -> None:
        rows = {row["wave"]: row for row in ask("newcomers", THREE)}
        assert [rows[f"P T {year}"]["newcomers"] for year in (2015, 2019, 2023)] == [3, 1, 1]
        assert rows["P T 2019"]["newcomer_leads"] == 1
        assert rows["P T 2023"]["newcomer_leads"] == 0
        assert rows["P T 2023"]["share_of_these"] == pytest.approx(1 / 3)

    def test_what_counts_as_earlier_is_a_parameter(self) -> None:
        later = THREE.select(["k"])
        assert [row["newcomers"] for row in ask("newcomers", THREE, later, within=3)] == [3]
        assert [row["newcomers"] for row in ask("newcomers", THREE, later, within=4)] == [1]
        assert [row["newcomers"] for row in ask("newcomers", THREE, later, against="Q")] == [3]
        assert [row["newcomers"] for row in ask("newcomers", THREE, later, against="p", kind="t")] == [1]


class TestRepetition:
    def test_sets_that_share_networks(self) -> None:
        assert repeated(THREE, 2) == {("a", "b"): frozenset("nmk")}
        four = made({"n": "abc", "m": "abc", "k": "ab"})
        assert repeated(four, 3) == {("a", "b", "c"): frozenset("nm")}
        assert [row["members"] for row in ask("repeated", four, size=2, top=1)] == ["A + B"]
        with pytest.raises(QueryError, match="from 2 to 6"):
            ask("repeated", four, size=9)

    @given(st.dictionaries(st.sampled_from("nmkjh"), st.text("abcdef", min_size=1), min_size=1))
    @settings(max_examples=50, deadline=None)
    def test_sets_are_those_that_counting_finds(self, networks: dict[str, str]) -> None:
        panel_ = made(networks)
        for size in (2, 3):
            counted = {
                some: frozenset(n for n, members in panel_.members.items() if members >= set(some))
                for some in combinations(panel_.actors, size)
            }
            assert repeated(panel_, size) == {some: there for some, there in counted.items() if len(there) > 1}

    def test_pairs_of_a_wave_that_met_before(self) -> None:
        rows = ask("renewal", THREE)
        assert [row["repeated"] for row in rows] == [0, 1, 1]
        assert [row["both_known"] for row in rows] == [0, 1, 1]
        assert [row["share"] for row in rows] == [0, pytest.approx(1 / 3), pytest.approx(1 / 3)]


class TestPersistence:
    def test_classes_never_part_equals(self) -> None:
        star = made({"n": "ab", "m": "ac", "k": "ad", "j": "ae"})
        assert classes(star) == {"a": "high", "b": "middle", "c": "middle", "d": "middle", "e": "middle"}

    def test_moves_are_of_all_who_ever_took_part(self) -> None:
        years = {"n": 2015, "m": 2015, "k": 2019}
        moves = ask("mobility", made({"n": "abc", "m": "ad", "k": "ae"}, years=years))
        assert sum(row["count"] for row in moves) == 5
        assert next(r["count"] for r in moves if (r["was"], r["became"]) == ("absent", "middle")) == 1
        assert {r["share"] for r in moves if r["was"] == "high"} == {0, 1}

    def test_a_core_that_stays(self) -> None:
        hub = {"n": "ab", "m": "ac", "k": "ad", "j": "ax", "h": "ay", "i": "az"}
        (row,) = ask("core-persistence", made(hub, years={name: 2015 if name in "nmk" else 2019 for name in hub}))
        assert (row["core"], row["stayed"], row["share"], row["jaccard"]) == (1, 1, 1, 1)


class TestBalance:
    def test_leads_beside_participations(self) -> None:
        rows = {row["country"]: row for row in ask("leads", THREE)}
        assert (rows["Spain"]["participations"], rows["Spain"]["leads"]) == (4, 3)
        assert rows["Spain"]["quotient"] == pytest.approx((3 / 3) / (4 / 9))
        assert rows["Latvia"]["leads"] == 0

    def test_capitals_sizes_and_regions(self) -> None:
        kinds = {row["kind"]: row["participants"] for row in ask("capitals", THREE)}
        assert kinds == {"capital": 1, "other city": 1, "unknown": 3}
        sizes = {row["inhabitants"]: row["participants"] for row in ask("sizes", THREE)}
        assert sizes == {"50,000 to 100,000": 1, "500,000 to 1 million": 1, "unknown": 3}
        assert "Asturias, Spain" in {row["region"] for row in ask("hubs", THREE)}
        assert len(ask("hubs", THREE, top=1)) == 1


def test_themes_are_split_over_the_networks_that_have_several() -> None:
    """Water 1.5 of 2, energy 0.5: 0.75² + 0.25²."""
    last = ask("themes", THREE)[-1]
    assert (last["wave"], last["with_theme"], last["themes"], last["first"]) == ("all", 2, 2, "water")
    assert last["concentration"] == pytest.approx(0.625)


def test_pairs_for_gravity_models() -> None:
    rows = ask("pairs", THREE)
    first = next(row for row in rows if (row["one"], row["other"]) == ("A", "B"))
    assert (first["networks"], first["border"], first["themes"]) == (3, 1, 2)
    assert first["km"] == pytest.approx(111.2, abs=0.05)
    assert len(rows) == 7
    assert len(ask("pairs", THREE, zeros="yes")) == 10


class TestProspects:
    PAST = made(
        {"n": "ab", "m": "bc", "k": "ad", "j": "dc", "i": "bx"}, themes={"n": ("water",), "m": ("water", "work")},
        years={"n": 2015, "m": 2015, "k": 2015, "j": 2015, "i": 2015},
    )  # fmt: skip

    def test_scores_are_networkxs(self) -> None:
        import networkx as nx

        past = Past(self.PAST)
        ties = nx.Graph((one, other) for one, met in past.partners.items() for other in met)
        pairs = [("a", "c"), ("a", "x"), ("b", "d")]
        for name, known in (
            ("allocation", nx.resource_allocation_index),
            ("adamic-adar", nx.adamic_adar_index),
            ("popularity", nx.preferential_attachment),
        ):
            for one, other, score in known(ties, pairs):
                assert METHODS[name](past, one, other) == pytest.approx(score)

    def test_next_partners_share_partners_and_have_not_met(self) -> None:
        rows = ask("next-partners", self.PAST, name=["a"])
        assert [row["name"] for row in rows] == ["C", "X"]
        assert (rows[0]["partners"], rows[0]["themes"]) == ("D, B", "water")

    def test_who_is_alike_works_on_the_same(self) -> None:
        rows = ask("similar", self.PAST, name=["a"])
        assert [row["name"] for row in rows] == ["B", "C"]
        assert rows[0]["networks"] == 1

    def test_the_last_wave_is_foretold_from_the_earlier_ones(self) -> None:
        networks = {"n": "ab", "m": "bc", "k": "ad", "j": "dc", "i": "bx", "later": "ac", "last": "xd"}
        years = {name: 2019 if name in ("later", "last") else 2015 for name in networks}
        rows = {row["method"]: row for row in ask("foretold", made(networks, years=years))}
        assert (rows["allocation"]["met"], rows["allocation"]["did_not"]) == (2, 2)
        assert rows["allocation"]["auc"] == 0.5  # a and c: above both; x and d: below both
        assert rows["themes"]["auc"] == 0.5

    def test_who_is_unknown_or_how_is_told(self) -> None:
        with pytest.raises(QueryError, match="there are: allocation"):
            ask("next-partners", self.PAST, name=["a"], method="luck")
        with pytest.raises(QueryError, match="none of the networks"):
            ask("next-partners", self.PAST, name=["z"])


TRANSFER = {"type": "Transfer Network", "since": 2018, "until": 2019}


@pytest.fixture(scope="module")
def partnerships(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    reference = Path(__file__).parents[2] / "shared" / "reference"
    sources = [reference / "urbact-networks-1-3.csv", reference / "urbact-partners-1-3.csv"]
    if not all(source.exists() for source in sources):
        pytest.skip("the partnerships of URBACT I to III lie beside the checkout, and are not there")
    directory = tmp_path_factory.mktemp("partnerships") / "graph"
    hanse.build([Path(__file__).parents[1] / "data" / "partnerships", *sources], directory)
    return hanse.open(directory)


class TestPublishedFigures:
    """What URBACT published of its waves, from the partnerships of all of them."""

    def wave(self, graph: Graph, type: str, years: tuple[int, int], of: str = "city", **given: object) -> Any:
        since, until = years
        return indicate(graph, "newcomers", given, of=of, type=type, since=since, until=until)[-1]

    def test_action_planning_2019(self, partnerships: Graph) -> None:
        """203 partners, 57 % of them newcomers against URBACT III; 6 newcomer leads, of which the rows make 7."""
        row = self.wave(
            partnerships, "Action Planning Network", (2019, 2019), against="URBACT III", kind="Action Planning Network"
        )
        assert row["participations"] == 203
        assert round(100 * row["share_of_these"]) == 57
        assert row["newcomer_leads"] == 7

    def test_transfer_2018(self, partnerships: Graph) -> None:
        """23 networks, 161 partners, 25 countries; 37 % newcomers: of the partners as they are, cities and bodies.

        The rows have a 24th, of 3 partners, which ended after its first phase and which URBACT doesn't count. It, "Come
        in!" (7 partners) and "Re-growCity" (8) have 2019 as their start, so that 2018 alone makes 146.
        """
        whole, wave = (panel(partnerships, "two-mode", **given) for given in ({}, TRANSFER))
        assert self.size(wave) == (24, 164, 25)
        counted = wave.select(n for n, one in wave.collaborations.items() if one.label != "City-as-a-Startup")
        assert self.size(counted) == (23, 161, 25)
        assert self.size(panel(partnerships, "two-mode", **TRANSFER, wave=2018))[1] == 146
        for asked in (wave, counted):
            assert round(100 * answer(partnerships, "newcomers", whole, asked)[-1]["share"]) == 37

    @staticmethod
    def size(part: Panel) -> tuple[int, int, int]:
        """Networks, participations, countries."""
        countries = {actor.country for actor in part.actors.values()}
        return len(part.collaborations), sum(map(len, part.members.values())), len(countries)

    def test_action_planning_2023(self, partnerships: Graph) -> None:
        """Half: of the partners as they are."""
        row = self.wave(partnerships, "Action Planning Network", (2023, 2023), of="two-mode")
        assert round(100 * row["share"]) == 51


def test_gini_of_a_worked_example() -> None:
    """Of incomes 1, 2, 3, 4: mean difference 10/6 over twice the mean 2.5, by n² instead of n(n − 1)."""
    assert gini([4, 1, 3, 2]) == pytest.approx(0.25)


def test_an_unknown_indicator_or_parameter_is_refused(graph: Graph) -> None:
    with pytest.raises(QueryError, match="there are: participation"):
        indicate(graph, "fame")
    with pytest.raises(QueryError, match="no parameter 'x'"):
        indicate(graph, "participation", {"x": 1})


@pytest.mark.parametrize("name", INDICATORS)
def test_each_indicator_is_listed(name: str) -> None:
    told = CliRunner().invoke(cli, ["analyse", name, "--list"])
    assert told.exit_code == 0
    assert told.output.startswith(name)
