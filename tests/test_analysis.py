"""Measures against networkx, worked examples and properties."""

from __future__ import annotations

from math import isclose, pi, sin, sqrt

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.analysis import FAMILIES, MEASURES, USUAL, analyse, measure, summary
from hanse.analysis.measure import Definition
from hanse.errors import QueryError
from hanse.queries import Graph

SCALES = (1, 2, 3, 5)


def _weighted(network: nx.Graph) -> nx.Graph:
    for number, (one, other) in enumerate(network.edges):
        network[one][other]["weight"] = SCALES[number % 4]
    return nx.relabel_nodes(network, {node: f"n{node:02}" if isinstance(node, int) else str(node) for node in network})


def _apart() -> nx.Graph:
    """Two components of different density, a pair, and two isolated nodes."""
    apart = nx.disjoint_union_all([nx.complete_graph(5), nx.path_graph(4), nx.path_graph(2)])
    apart.add_nodes_from([50, 51])
    return apart


NETWORKS = {
    "karate": _weighted(nx.Graph(nx.karate_club_graph().edges)),
    "miserables": _weighted(nx.les_miserables_graph()),
    "apart": _weighted(_apart()),
    "bipartite": _weighted(nx.complete_bipartite_graph(3, 4)),
    "ring": _weighted(nx.cycle_graph(7)),
}
EDGELESS = {"empty": nx.Graph(), "single": nx.empty_graph(["a"]), "strangers": nx.empty_graph(["a", "b", "c"])}
by_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())


def _same(found: object, expected: dict[str, float], tolerance: float = 1e-9) -> None:
    assert isinstance(found, dict)
    assert list(found) == list(expected)
    wrong = {n: (found[n], expected[n]) for n in expected if not isclose(found[n], expected[n], abs_tol=tolerance)}
    assert not wrong


def _distances(network: nx.Graph) -> nx.Graph:
    copy = network.copy()
    for *_, tie in copy.edges(data=True):
        tie["distance"] = 30 // tie["weight"]  # a common multiple of the weights: exact
    return copy


@by_network
def test_against_networkx(network: nx.Graph) -> None:
    _same(measure(network, "degree"), dict(network.degree))
    _same(measure(network, "strength"), dict(network.degree(weight="weight")))
    _same(measure(network, "betweenness"), nx.betweenness_centrality(network))
    _same(measure(network, "closeness"), nx.closeness_centrality(network))
    _same(measure(network, "pagerank"), nx.pagerank(network, weight="weight"), 1e-5)
    _same(measure(network, "clustering"), nx.clustering(network))
    _same(measure(network, "core"), nx.core_number(network))


@by_network
def test_weighted_ways_are_as_long_as_one_over_the_weight(network: nx.Graph) -> None:
    exact = _distances(network)
    _same(measure(network, "weighted-betweenness"), nx.betweenness_centrality(exact, weight="distance"))
    closeness = {node: 30 * value for node, value in nx.closeness_centrality(exact, distance="distance").items()}
    _same(measure(network, "weighted-closeness"), closeness, 1e-6)


@by_network
def test_constraint_is_burts(network: nx.Graph) -> None:
    expected = nx.constraint(network, weight="weight")
    found = measure(network, "constraint")
    for node, value in expected.items():
        if network.degree(node):
            assert isclose(found[node] or 0, value, rel_tol=1e-9)
        else:
            assert found[node] is None


def test_constraint_by_hand() -> None:
    """A broker between two pairs: four equal ties, each partner's other tie goes to one who is tied to the broker.

    p = 1/4 for each, plus 1/4 · 1/2 by way of the other: 4 · (3/8)² = 9/16.
    """
    pairs = nx.Graph([("hub", x) for x in "abcd"] + [("a", "b"), ("c", "d")])
    assert isclose(measure(pairs, "constraint")["hub"] or 0, 9 / 16)


def test_eigenvector_where_networkx_has_one() -> None:
    for name in ("karate", "miserables", "bipartite", "ring"):
        expected = nx.eigenvector_centrality_numpy(NETWORKS[name], weight="weight")
        _same(measure(NETWORKS[name], "eigenvector"), expected, 1e-6)


def test_eigenvector_of_a_network_in_parts_lies_in_the_densest() -> None:
    found = measure(nx.relabel_nodes(_apart(), str), "eigenvector")
    assert [found[str(node)] for node in (5, 9, 50)] == [0, 0, 0]
    assert all(isclose(found[str(node)], 1 / sqrt(5), abs_tol=1e-9) for node in range(5))


def test_eigenvector_of_equal_parts_is_shared() -> None:
    twins = nx.relabel_nodes(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3)), str)
    assert all(isclose(value or 0, 1 / sqrt(6)) for value in measure(twins, "eigenvector").values())


@pytest.mark.parametrize("length", [400, 1200])
def test_eigenvector_where_multiplication_is_too_slow(length: int) -> None:
    """A long path, whose largest eigenvalues hardly differ: x_j = √(2/(n+1)) · sin(jπ/(n+1))."""
    found = measure(nx.relabel_nodes(nx.path_graph(length), str), "eigenvector")
    for place in range(length):
        expected = sqrt(2 / (length + 1)) * sin((place + 1) * pi / (length + 1))
        assert isclose(found[str(place)] or 0, expected, abs_tol=1e-4)


@by_network
def test_communities_are_a_numbered_division(network: nx.Graph) -> None:
    found = measure(network, "community")
    members = {number: {n for n in found if found[n] == number} for number in found.values()}
    sizes = [len(members[number]) for number in sorted(members)]
    assert sorted(members) == list(range(1, len(members) + 1))
    assert sizes == sorted(sizes, reverse=True)
    assert measure(network, "community") == found
    if network.number_of_edges():
        assert nx.community.modularity(network, members.values(), weight="weight") >= 0


def test_communities_of_two_cliques_are_the_cliques() -> None:
    cliques = nx.relabel_nodes(nx.barbell_graph(6, 0), lambda node: f"n{node:02}")
    found = measure(cliques, "community")
    assert [found[f"n{node:02}"] for node in range(12)] == [1] * 6 + [2] * 6


@pytest.mark.parametrize("name", list(MEASURES))
@pytest.mark.parametrize("network", EDGELESS.values(), ids=EDGELESS.keys())
def test_without_ties_there_is_an_answer(name: str, network: nx.Graph) -> None:
    assert set(measure(network, name)) == set(network)
    assert len(analyse(network, [name])) == len(network)
    assert "nodes" in summary(network)


@pytest.mark.parametrize("name", list(MEASURES))
def test_a_tie_to_oneself_counts_nothing(name: str) -> None:
    plain = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")], weight=1)
    looped = plain.copy()
    looped.add_edge("a", "a")
    assert measure(looped, name) == measure(plain, name)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=15), st.data())
def test_names_do_not_matter(pairs: set[tuple[str, str]], data: st.DataObject) -> None:
    network = nx.Graph(pair for pair in pairs if pair[0] != pair[1])
    names = dict(zip("abcdefg", data.draw(st.permutations("abcdefg")), strict=True))
    for name in set(MEASURES) - {"community", "community-stability", "in-core"}:  # of equal divisions, one
        before, after = measure(network, name), measure(nx.relabel_nodes(network, names), name)
        for node, value in before.items():
            other = after[names[node]]
            assert value is other is None or isclose(value or 0, other or 0, abs_tol=1e-6)


class TestTables:
    def test_rank_by_the_first_measure(self) -> None:
        table = analyse(NETWORKS["miserables"], ["strength", "degree"], top=3)
        assert table.columns == ("rank", "label", "kind", "country", "strength", "degree", "iri")
        strengths = dict(NETWORKS["miserables"].degree(weight="weight"))
        assert table.column("strength") == sorted(strengths.values(), reverse=True)[:3]
        assert table.column("rank") == [1, 2, 3]

    def test_brokers_have_the_least_constraint_and_the_undefined_come_last(self) -> None:
        values = analyse(NETWORKS["apart"], ["constraint"]).column("constraint")
        assert values[-2:] == [None, None]
        assert values[:-2] == sorted(values[:-2])

    def test_hold_all_usual_measures_unasked(self, graph: Graph) -> None:
        table = analyse(graph.network(of="city"))
        assert set(USUAL) < set(table.columns)
        assert {"degree", "betweenness", "community", "constraint"} < set(USUAL) < set(MEASURES)

    def test_use_the_weight_that_is_asked_for(self, graph: Graph) -> None:
        table = analyse(graph.network(of="city"), ["strength"], weight="newman")
        assert dict(zip(table.column("label"), table.column("strength"), strict=True)) == {
            "Avilés": 2, "Riga": 2, "Tallinn": 1,
        }  # fmt: skip

    def test_refuse_what_is_unknown(self, graph: Graph) -> None:
        with pytest.raises(QueryError, match="there are: degree, strength"):
            analyse(graph.network(), ["fame"])
        with pytest.raises(QueryError, match="there are: weight, newman"):
            analyse(graph.network(), ["degree"], weight="mass")


KNOWN = {name: one for family in FAMILIES.values() for name, one in family.items()}


@pytest.mark.parametrize("one", KNOWN.values(), ids=KNOWN.keys())
def test_each_says_what_it_is(one: Definition) -> None:
    assert all((one.label, one.definition.endswith("."), one.formula, one.source, one.reading.endswith(".")))
    assert any(
        digits.isdigit() and len(digits) == 4 for digits in one.source.replace(",", " ").replace(";", " ").split()
    )
