"""Projections of the graph, against counts by hand."""

from __future__ import annotations

import pickle
from collections import defaultdict
from copy import deepcopy
from math import isclose

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from hanse.errors import QueryError
from hanse.network import PROJECTIONS, Network, project, tie
from hanse.queries import Graph
from hanse.store import Embedded

MEMBERSHIPS = st.sets(st.tuples(st.sampled_from("KLMN"), st.sampled_from("abcdef")), max_size=20)


def named(network: nx.Graph) -> dict[frozenset[str], tuple[int, float]]:
    label = network.nodes(data="label")
    return {frozenset((label[a], label[b])): (t["weight"], t["newman"]) for a, b, t in network.edges(data=True)}


def test_weights_as_newman_has_them() -> None:
    """Papers of three, two and four authors, as in the figure of the method: 1/2 + 1 + 1/3 for a and b."""
    ties = tie([*(("P", x) for x in "abc"), *(("Q", x) for x in "ab"), *(("R", x) for x in "abde")])
    assert ties["a"]["b"]["weight"] == 3
    assert isclose(ties["a"]["b"]["newman"], 1 / 2 + 1 + 1 / 3)
    assert isclose(ties["a"]["c"]["newman"], 1 / 2)
    assert ties["a"]["b"]["networks"] == ["P", "Q", "R"]
    assert not ties.has_edge("c", "d")


@settings(max_examples=60, deadline=None)
@given(MEMBERSHIPS)
def test_newmans_strength_counts_networks_with_others(pairs: set[tuple[str, str]]) -> None:
    groups = defaultdict(set)
    for group, member in pairs:
        groups[group].add(member)
    ties = tie(pairs)
    assert set(ties) == {member for _, member in pairs}
    for member in ties:
        shared = sum(len(members) > 1 for members in groups.values() if member in members)
        assert isclose(ties.degree(member, weight="newman"), shared, abs_tol=1e-9)
        met = set().union(*(members for members in groups.values() if member in members)) - {member}
        assert set(ties[member]) == met


def test_cities(graph: Graph) -> None:
    cities = graph.network(of="city")
    assert named(cities) == {
        frozenset(("Avilés", "Riga")): (2, 1.5),
        frozenset(("Avilés", "Tallinn")): (1, 0.5),
        frozenset(("Riga", "Tallinn")): (1, 0.5),
    }
    riga = cities.nodes["https://w3id.org/hanse/id/city/riga-lv"]
    assert riga == {
        "label": "Riga", "kind": "City", "country": "Latvia", "latitude": 56.95, "longitude": 24.11,
        "population": 742572, "capital": True, "networks": ["BiodiverCity", "In4Green"],
    }  # fmt: skip


def test_countries_networks_and_organisations(graph: Graph) -> None:
    assert named(graph.network(of="country"))[frozenset(("Spain", "Latvia"))] == (2, 1.5)
    networks = graph.network(of="network")
    assert named(networks) == {frozenset(("BiodiverCity", "In4Green")): (2, 2.0)}
    ((*_, partners),) = networks.edges(data="partners")
    assert partners == ["Avilés", "Riga"]
    organisations = graph.network(of="organisation")
    assert [label for _, label in organisations.nodes(data="label")] == ["Universidad de Oviedo"]
    assert not organisations.edges


def test_two_modes(graph: Graph) -> None:
    both = graph.network(of="two-mode")
    sides = nx.get_node_attributes(both, "bipartite")
    assert nx.is_bipartite(both)
    assert sorted(sides.values()) == [0, 0, 1, 1, 1, 1]
    roles = {both.nodes[b]["label"]: tie["role"] for a, b, tie in both.edges(data=True) if "in4green" in a}
    assert roles == {"Avilés": "lead", "Riga": "partner", "Universidad de Oviedo": "partner"}


@pytest.mark.parametrize(
    ("filters", "cities"),
    [
        ({"since": 2024}, ["Avilés", "Riga", "Tallinn"]),
        ({"until": "2023"}, ["Avilés", "Riga"]),
        ({"since": 2023, "until": 2023}, ["Avilés", "Riga"]),
        ({"since": 2025}, []),
        ({"theme": "green transition"}, ["Avilés", "Riga"]),
        (
            {"programme": "URBACT IV", "type": "ACTION planning network", "theme": "Biodiversity"},
            ["Avilés", "Riga", "Tallinn"],
        ),
        ({"type": "Transfer Network"}, []),
        ({"programme": "", "theme": None}, ["Avilés", "Riga", "Tallinn"]),
    ],
)
def test_filters_choose_networks(graph: Graph, filters: dict[str, object], cities: list[str]) -> None:
    assert sorted(label for _, label in graph.network(of="city", **filters).nodes(data="label")) == cities


@pytest.mark.parametrize(
    ("of", "filters", "said"),
    [
        ("town", {}, "there are: city, organisation"),
        ("city", {"programme": "URBACT 4"}, "did you mean URBACT IV"),
        ("city", {"since": "soon"}, "four digits"),
        ("city", {"decade": 3}, "there are: programme, type, theme, since, until, wave, running"),
    ],
)
def test_what_means_nothing_is_refused(graph: Graph, of: str, filters: dict[str, object], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        graph.network(of=of, **filters)


@pytest.mark.parametrize("of", list(PROJECTIONS))
def test_an_empty_graph_has_empty_networks(of: str) -> None:
    from pyoxigraph import Store as Oxigraph

    assert len(project(Graph(Embedded(Oxigraph())), of)) == 0


@pytest.mark.parametrize("of", list(PROJECTIONS))
def test_order_is_fixed(graph: Graph, of: str) -> None:
    one, other = project(graph, of), project(graph, of)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))
    assert of == "two-mode" or list(one) == sorted(one)


class TestNetwork:
    def test_is_a_networkx_graph_in_all_else(self, graph: Graph) -> None:
        cities = graph.network()
        plain = nx.Graph(cities)
        assert type(plain) is nx.Graph and nx.utils.graphs_equal(plain, cities)
        avilés, riga, tallinn = sorted(cities)
        for made in (
            cities.copy(),
            cities.subgraph([avilés, riga]).copy(),
            cities.edge_subgraph([(avilés, riga)]).copy(),
        ):
            assert type(made) is Network
            assert made.nodes[riga] == cities.nodes[riga] and made.edges[avilés, riga] == cities.edges[avilés, riga]
        assert nx.shortest_path(cities, avilés, tallinn) == [avilés, tallinn]
        assert sorted(nx.compose(cities, nx.path_graph(2)), key=str) == [0, 1, *sorted(cities)]
        assert cities.to_directed().is_directed()

    def test_goes_through_pickle_and_deep_copies(self, graph: Graph) -> None:
        cities = graph.network()
        for made in (pickle.loads(pickle.dumps(cities)), deepcopy(cities)):
            assert nx.utils.graphs_equal(made, cities)
            assert type(made) is Network
            assert made.graph["memberships"] == dict(cities.graph["memberships"])
            assert list(made.graph["memberships"]) == list(cities.graph["memberships"])

    def test_asks_for_evidence_only_when_it_is_needed(self, graph: Graph) -> None:
        asked: list[str] = []
        watched = Graph(graph.store)
        watched.select = lambda sparql, **given: asked.append(sparql) or graph.select(sparql, **given)  # type: ignore
        memberships = watched.network().graph["memberships"]
        assert len(list(memberships)) == 5 and not any("?evidence" in sparql for sparql in asked)
        assert not any(memberships.values()) and sum("?evidence" in sparql for sparql in asked) == 1

    def test_shows_in_a_notebook(self, graph: Graph) -> None:
        cities = graph.network(programme="URBACT IV", since=2024)
        shown = html.fragment_fromstring(cities._repr_html_(), create_parent=True)
        said = "Network of city: 3 nodes, 3 ties; only networks of URBACT IV, begun in 2024 or later"
        assert shown.findtext("div") == said
        rows = [[cell.text or "" for cell in row] for row in shown.iter("tr")]
        assert rows[:2] == [["label", "kind", "country", "ties"], ["Avilés", "City", "Spain", "2"]]
        assert repr(cities) == "<hanse.network.Network of city: 3 nodes, 3 ties>"

    def test_shows_others_too_and_no_markup_of_theirs(self) -> None:
        many = tie([("N", "<script>"), *(("N", str(number)) for number in range(11)), ("M", "<script>"), ("M", "x")])
        shown = many._repr_html_()
        assert "&lt;script&gt;" in shown and "<script" not in shown and shown.endswith("… and 3 with as many or fewer")
        assert Network()._repr_html_() == "<div>Network: 0 nodes, 0 ties</div>"
