"""Intervals of ranks: what they are made of, and what they say of rankings that are known."""

from __future__ import annotations

from math import isclose

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.analysis import MEASURES, analyse
from hanse.analysis.robustness import _groups, _thinned, _tied, intervals
from hanse.network import tie
from hanse.queries import Graph

PAIRS = st.sets(st.tuples(st.sampled_from("KLMN"), st.sampled_from("abcdef")), min_size=2, max_size=20)


def network(pairs: set[tuple[str, str]], listed: bool = True) -> nx.Graph:
    made = tie(pairs)
    made.graph["memberships"] = dict.fromkeys(sorted(pairs), listed)
    return made


@given(PAIRS)
@settings(max_examples=60, deadline=None)
def test_every_group_drawn_once_is_the_network_itself(pairs: set[tuple[str, str]]) -> None:
    given_ = network(pairs)
    once = {
        group: [(member, 1) for member in members] for group, members in _groups(given_.graph["memberships"]).items()
    }
    made = _tied(given_, once)
    assert set(map(frozenset, made.edges)) == set(map(frozenset, given_.edges))
    for one, other, data in made.edges(data=True):
        assert data["weight"] == given_[one][other]["weight"]
        assert isclose(data["newman"], given_[one][other]["newman"])


def test_a_network_of_one_group_leaves_no_doubt() -> None:
    found = intervals(network({("K", x) for x in "abc"}), MEASURES["degree"])
    assert {(own.low, own.high) for own in found["resampled"].values()} == {(1, 1)}


def test_who_is_in_everything_stays_first_and_the_others_are_in_doubt() -> None:
    pairs = {(group, "a") for group in "KLMNOP"} | {(group, group.lower()) for group in "KLMNOP"}
    found = intervals(network(pairs), MEASURES["strength"])["resampled"]
    assert (found["a"].low, found["a"].high) == (1, 1)
    assert found["k"].low == 2
    assert found["k"].high > 3


def test_members_that_tables_list_are_not_missed() -> None:
    pairs = {(group, member) for group, members in {"K": "abc", "L": "ad", "M": "ae"}.items() for member in members}
    assert set(intervals(network(pairs), MEASURES["degree"], recall=0.5)) == {"resampled"}
    assert set(intervals(network(pairs, listed=False), MEASURES["degree"], recall=0.5)) == {"resampled", "missed"}
    assert set(intervals(network(pairs, listed=False), MEASURES["degree"], recall=1)) == {"resampled"}


def test_members_are_missed_at_the_rate() -> None:
    import numpy as np

    pairs = {(f"n{i}", f"m{i * j}"): i % 2 == 0 for i in range(100) for j in range(20)}
    left = _thinned(pairs, 0.7, np.random.default_rng(1))
    told = sum(pairs[group, member] for group, members in left.items() for member, _ in members)
    found = sum(map(len, left.values())) - told
    assert told == sum(pairs.values())
    assert abs(found / (len(pairs) - told) - 0.7) < 0.05


def test_networks_that_are_large_or_of_unknown_make_have_none() -> None:
    assert intervals(nx.path_graph(4), MEASURES["degree"]) == {}
    large = network({("K", f"m{i}") for i in range(600)})
    assert intervals(large, MEASURES["degree"]) == {}


def test_rankings_show_them(graph: Graph) -> None:
    cities = graph.network(of="city")
    table = analyse(cities, ["degree"])
    assert table.columns[:3] == ("rank", "low", "high")
    assert all(row["low"] <= row["rank"] for row in table)
    assert analyse(cities, ["degree"], robust=False).columns[:2] == ("rank", "label")
    assert analyse(cities, ["degree"]).terms == table.terms


@pytest.mark.parametrize("name", ["degree", "constraint", "community", "coordinator"])
def test_any_measure_can_be_doubted(graph: Graph, name: str) -> None:
    assert set(intervals(graph.network(), MEASURES[name])) >= {"resampled"}
