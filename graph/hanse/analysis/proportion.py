"""Centralities in proportion: to the inhabitants of a city, and to how often it takes part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import networkx as nx

from hanse.analysis.centrality import CENTRALITY
from hanse.analysis.measure import Measure, Scores

__all__ = ["PROPORTION"]

_DIVIDED = ("degree", "strength", "betweenness")


def _by_population(node: Mapping[str, Any]) -> float | None:
    people = node.get("population")
    return people / 100_000 if people else None


def _by_participations(node: Mapping[str, Any]) -> float | None:
    return float(len(node.get("networks", ()))) or None


def _divided(measure: Measure, by: Callable[[Mapping[str, Any]], float | None]) -> Callable[[nx.Graph, str], Scores]:
    def compute(network: nx.Graph, weight: str) -> Scores:
        scores = measure.compute(network, weight)
        sizes = {node: by(data) for node, data in network.nodes(data=True)}
        return {
            node: None if score is None or (size := sizes[node]) is None else score / size
            for node, score in scores.items()
        }

    return compute


def _made() -> list[Measure]:
    made = []
    for one in CENTRALITY:
        if one.name in _DIVIDED:
            made.append(
                Measure(
                    f"{one.name}-per-100k",
                    f"{one.label} per 100,000 inhabitants",
                    f"{one.label}, divided by the city's inhabitants.",
                    f"{one.formula.split(',')[0]}, divided by population / 100,000",
                    one.source,
                    "Shows small cities that do much. Inhabitants are GeoNames' of the place, not of its region; where "
                    "they are unknown it is undefined.",
                    _divided(one, _by_population),
                    usual=False,
                )
            )
            made.append(
                Measure(
                    f"{one.name}-per-participation",
                    f"{one.label} per participation",
                    f"{one.label}, divided by the number of networks that it takes part in.",
                    f"{one.formula.split(',')[0]}, divided by the number of networks",
                    one.source,
                    "Shows who gains much from each network: in large networks, or in those that others don't reach.",
                    _divided(one, _by_participations),
                    usual=False,
                )
            )
    return made


PROPORTION = tuple(_made())
