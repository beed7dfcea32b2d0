"""Policy indicators against counts by hand."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from hanse.analysis import INDICATORS, indicate, panel
from hanse.analysis.inequality import gini
from hanse.analysis.panel import Wave
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
