"""Indices of whole networks, cores and brokers against networkx, brute force and worked examples."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import isclose, nan

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.analysis import INDICES, characterise, measure, sampling
from hanse.analysis.cohesion import core
from hanse.analysis.communities import agreement, communities
from hanse.analysis.matrices import adjacency
from hanse.analysis.structure import clustering, path_length, tail
from hanse.errors import QueryError

LANDS = "ES LV FR".split()


def countries(network: nx.Graph) -> nx.Graph:
    made = nx.relabel_nodes(network, str)
    for place, node in enumerate(made):
        made.nodes[node].update(country=LANDS[place * place % 3], latitude=place * 1.5, longitude=place * 0.5)
    return made


NETWORKS = {
    "karate": countries(nx.Graph(nx.karate_club_graph().edges)),
    "miserables": countries(nx.les_miserables_graph()),
    "ring": countries(nx.cycle_graph(9)),
    "apart": countries(nx.disjoint_union(nx.complete_graph(5), nx.path_graph(4))),
    "star": countries(nx.star_graph(6)),
}
GRAPHS = st.integers(0, 2**15 - 1).map(
    lambda bits: countries(nx.Graph([e for i, e in enumerate(combinations("abcdef", 2)) if bits >> i & 1]))
)
by_network = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())


def value(network: nx.Graph, index: str) -> float | None:
    return INDICES[index].compute(network, "weight").value  # type: ignore[return-value]


@by_network
def test_against_networkx(network: nx.Graph) -> None:
    assert value(network, "density") == nx.density(network)
    assert isclose(clustering(adjacency(network)), nx.average_clustering(network), abs_tol=1e-12)  # type: ignore[arg-type]
    part = network.subgraph(max(nx.connected_components(network), key=len))
    assert isclose(path_length(adjacency(network)), nx.average_shortest_path_length(part))  # type: ignore[arg-type]
    found, expected = value(network, "degree-assortativity"), nan
    if len({degree for _, degree in network.degree()}) > 1:
        expected = nx.degree_assortativity_coefficient(network)
    assert (found is None and expected != expected) or isclose(found, expected, abs_tol=1e-9)  # type: ignore[arg-type]
    plain = nx.Graph(network.edges)
    nx.set_node_attributes(plain, dict(network.nodes(data="country")), "country")
    assert isclose(value(plain, "country-assortativity"), nx.attribute_assortativity_coefficient(plain, "country"))  # type: ignore[arg-type]


@by_network
def test_effective_size_is_burts(network: nx.Graph) -> None:
    """By networkx' loops: its matrices, for all nodes at once, scale by the other end's largest weight (3.5, 3.6)."""
    weighted = network.copy()
    for place, (*_, tie) in enumerate(weighted.edges(data=True)):
        tie["weight"] = 1 + place % 3
    found, expected = measure(weighted, "effective-size"), nx.effective_size(weighted, list(weighted), weight="weight")
    assert all(isclose(found[n], expected[n], abs_tol=1e-9) for n in weighted if weighted.degree(n))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_roles_are_goulds_and_fernandezs(network: nx.Graph) -> None:
    """Every pair of neighbours that are not tied to each other, one by one."""
    lands = dict(network.nodes(data="country"))
    for node in network:
        counts: Counter[str] = Counter()
        for one, other in combinations(network[node], 2):
            if not network.has_edge(one, other):
                home = (lands[one] == lands[node]) + (lands[other] == lands[node])
                abroad = "itinerant" if lands[one] == lands[other] else "liaison"
                counts["coordinator" if home == 2 else "gatekeeper" if home else abroad] += 1
        for role in ("coordinator", "gatekeeper", "itinerant", "liaison"):
            assert measure(network, role)[node] == counts[role]


def errors(network: nx.Graph, inside: set[str]) -> int:
    """What Borgatti and Everett's ideal has otherwise."""
    pairs = combinations(network, 2)
    return sum(
        (one in inside and other in inside and not network.has_edge(one, other))
        or (one not in inside and other not in inside and network.has_edge(one, other))
        for one, other in pairs
    )


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_no_division_into_core_and_periphery_has_fewer_errors(network: nx.Graph) -> None:
    nodes = list(network)
    sets = ({nodes[i] for i in range(len(nodes)) if bits >> i & 1} for bits in range(2 ** len(nodes)))
    assert errors(network, set(core(network))) == min(errors(network, some) for some in sets)


def test_an_ideal_core_fits_without_error() -> None:
    """Four who are all tied, each with followers who know nobody else."""
    ideal = nx.complete_graph(4)
    ideal.add_edges_from((place, 10 + 3 * place + leaf) for place in range(4) for leaf in range(3))
    made = countries(ideal)
    assert value(made, "core-fit") == 1
    assert {node for node, inside in measure(made, "in-core").items() if inside} == {"0", "1", "2", "3"}


@by_network
def test_communities_are_no_worse_than_louvains(network: nx.Graph) -> None:
    groups = nx.community.louvain_communities(network, seed=1, weight=None)
    plain = nx.Graph(network.edges)
    best = nx.community.modularity(plain, groups)
    assert value(plain, "modularity") >= best - 0.01  # type: ignore[operator]
    found = communities(plain)
    for number in set(found.values()):
        assert nx.is_connected(plain.subgraph(node for node, own in found.items() if own == number))


def test_equal_divisions_agree_whatever_their_numbers() -> None:
    assert agreement({"a": 1, "b": 1, "c": 2}, {"a": 7, "b": 7, "c": 3}) == 1
    crossed = agreement({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 2, "c": 1, "d": 2})
    assert isclose(crossed, -0.5)


def test_the_tail_of_a_power_law_is_found() -> None:
    """Values at the quantiles of a power law with exponent 2.5."""
    values = [round(5 * (1 - place / 2000) ** (-1 / 1.5)) for place in range(2000)]
    found = tail(values)
    assert found
    assert abs(found[0] - 2.5) < 0.15
    assert tail([3] * 50) is None


def test_cross_border_beside_chance() -> None:
    """Two countries of five, tied at home alone: 0 across, where chance gives 25 of 45 pairs."""
    made = nx.relabel_nodes(nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5)), str)
    nx.set_node_attributes(made, {n: "ES" if int(n) < 5 else "LV" for n in made}, "country")
    (row,) = characterise(made, ["cross-border"])
    assert row.value == 0
    assert abs(row.expected - 25 / 45) < 0.03
    assert value(made, "ei-index") == -1
    assert set(measure(made, "ei").values()) == {-1}


def test_distance_of_neighbours_on_a_line() -> None:
    """Places one degree of latitude apart are 111.195 km apart."""
    line = nx.relabel_nodes(nx.path_graph(4), str)
    nx.set_node_attributes(line, {n: {"latitude": float(n), "longitude": 0.0} for n in line})
    assert abs(value(line, "distance") - 111.195) < 0.01  # type: ignore[operator]
    assert abs(measure(line, "reach")["1"] - 111.195) < 0.01  # type: ignore[operator]


@by_network
def test_ways_from_all_nodes_are_exact(network: nx.Graph) -> None:
    """Samples are larger than these networks."""
    for found, expected in (
        (sampling.betweenness(network), nx.betweenness_centrality(network)),
        (sampling.closeness(network), nx.closeness_centrality(network)),
    ):
        assert all(isclose(found[node], expected[node], abs_tol=1e-9) for node in network)


def test_ways_from_a_sample_rank_as_all_do() -> None:
    network = nx.barabasi_albert_graph(3000, 3, seed=1)
    assert not sampling.is_large(network)
    estimated, exact = sampling.betweenness(network), measure(network, "betweenness")
    first = sorted(network, key=lambda node: -exact[node])[:20]  # type: ignore[operator]
    assert len(set(first) & set(sorted(network, key=lambda node: -estimated[node])[:25])) >= 18
    assert all(abs(estimated[node] / exact[node] - 1) < 0.35 for node in first)  # type: ignore[operator]


def test_two_mode_measures_against_networkx() -> None:
    network = nx.relabel_nodes(nx.davis_southern_women_graph(), str)
    women, _ = nx.bipartite.sets(network)
    shares, expected = measure(network, "two-mode-degree"), nx.bipartite.degree_centrality(network, women)
    assert all(isclose(shares[node], expected[node]) for node in network)  # type: ignore[arg-type]
    redundancy, known = measure(network, "two-mode-redundancy"), nx.bipartite.node_redundancy(network)
    assert all(isclose(redundancy[node], known[node]) for node in network)  # type: ignore[arg-type]
    assert set(measure(nx.path_graph(3), "two-mode-degree").values()) == {None}


def test_in_proportion_to_inhabitants_and_participations() -> None:
    pair = nx.Graph([("a", "b")])
    pair.nodes["a"].update(population=200_000, networks=["n", "m"])
    assert measure(pair, "degree-per-100k") == {"a": 0.5, "b": None}
    assert measure(pair, "degree-per-participation") == {"a": 0.5, "b": None}


@pytest.mark.parametrize("network", [nx.Graph(), nx.empty_graph(["a"]), nx.empty_graph(["a", "b", "c"])])
def test_networks_without_ties_break_nothing(network: nx.Graph) -> None:
    assert len(characterise(network, list(INDICES))) == len(INDICES)


def test_the_same_numbers_each_time() -> None:
    assert characterise(NETWORKS["karate"]).terms == characterise(NETWORKS["karate"]).terms


def test_an_unknown_index_or_weight_is_refused() -> None:
    with pytest.raises(QueryError, match="there are: density"):
        characterise(NETWORKS["ring"], ["fame"])
    with pytest.raises(QueryError, match="there are: weight"):
        characterise(NETWORKS["ring"], weight="mass")
