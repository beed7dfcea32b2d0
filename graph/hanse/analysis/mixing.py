"""Who is tied to whom: like to like, within a country or across borders, near or far."""

from __future__ import annotations

from math import asin, cos, fsum, radians, sin, sqrt
from typing import Any

import networkx as nx

from hanse.analysis.measure import Figure, Index, Measure, Scores
from hanse.analysis.random_networks import against, beside_chance, how_many, shuffled

__all__ = ["MIXING", "MIXING_INDICES", "distance"]

_EARTH = 6371.0088  # km, mean radius


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance in km of two places given as latitude and longitude in degrees.

    R. W. Sinnott, Virtues of the haversine, Sky and Telescope 68, 1984, 159.

    >>> round(distance((52.52, 13.405), (48.8566, 2.3522)))
    877
    """
    north, east, up, right = *map(radians, one), *map(radians, other)
    half = sin((up - north) / 2) ** 2 + cos(north) * cos(up) * sin((right - east) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(half)))


def _place(node: dict[str, Any]) -> tuple[float, float] | None:
    return (node["latitude"], node["longitude"]) if "latitude" in node and "longitude" in node else None


def _distances(network: nx.Graph) -> list[tuple[str, str, float]]:
    """Of the ties of which both ends have a place."""
    places = {node: _place(data) for node, data in network.nodes(data=True)}
    return [
        (one, other, distance(here, there))
        for one, other in network.edges
        if (here := places[one]) is not None and (there := places[other]) is not None
    ]


def _mean_distance(network: nx.Graph, weight: str) -> Figure:
    """Beside the same places given to the nodes at random."""
    found = [km for *_, km in _distances(network)]
    placed = [place for _, data in network.nodes(data=True) if (place := _place(data))]
    if not found or len(placed) < 2:
        return Figure(None)
    index = {node: i for i, node in enumerate(n for n, data in network.nodes(data=True) if _place(data))}
    ends = [(index[one], index[other]) for one, other in network.edges if one in index and other in index]
    chance = [
        fsum(distance(mixed[one], mixed[other]) for one, other in ends) / len(ends)
        for mixed in shuffled(placed, min(20, how_many(len(ends) * 10)))
    ]
    return beside_chance(fsum(found) / len(found), chance)


def _reach(network: nx.Graph, weight: str) -> Scores:
    """The mean distance to neighbours."""
    far: dict[str, list[float]] = {node: [] for node in network}
    for one, other, km in _distances(network):
        far[one].append(km)
        far[other].append(km)
    return {node: fsum(found) / len(found) if found else None for node, found in far.items()}


def _degree_assortativity(network: nx.Graph, weight: str) -> Figure:
    def compute(some: nx.Graph) -> float | None:
        ends = [(some.degree(one), some.degree(other)) for one, other in some.edges]
        return _correlation([*ends, *((b, a) for a, b in ends)])

    return against(network, compute)


def _correlation(pairs: list[tuple[float, float]]) -> float | None:
    import numpy as np

    if not pairs:
        return None
    one, other = np.array(pairs, dtype=float).T
    if not one.std() or not other.std():
        return None
    return float(np.corrcoef(one, other)[0, 1])


def _lands(network: nx.Graph) -> dict[str, str]:
    return {node: land for node, land in network.nodes(data="country") if land}


def _among(network: nx.Graph, lands: dict[str, str], weight: str) -> list[tuple[str, str, float]]:
    """The ties of which both ends are of a known country: the countries, and the weight."""
    return [
        (lands[one], lands[other], float(w))
        for one, other, w in network.edges(data=weight, default=1)
        if one in lands and other in lands
    ]


def _across(ties: list[tuple[str, str, float]]) -> float | None:
    """The share of weight that crosses a border."""
    total = fsum(w for *_, w in ties)
    return fsum(w for one, other, w in ties if one != other) / total if total else None


def _cross_border(network: nx.Graph, weight: str) -> Figure:
    return _beside_shuffled(network, weight, _across)


def _external_internal(network: nx.Graph, weight: str) -> Figure:
    def compute(ties: list[tuple[str, str, float]]) -> float | None:
        share = _across(ties)
        return None if share is None else 2 * share - 1

    return _beside_shuffled(network, weight, compute)


def _country_assortativity(network: nx.Graph, weight: str) -> Figure:
    return _beside_shuffled(network, weight, _assortativity)


def _assortativity(ties: list[tuple[str, str, float]]) -> float | None:
    """Newman's r of categories: (Σ e_cc − Σ a_c²) / (1 − Σ a_c²)."""
    total = fsum(w for *_, w in ties)
    if not total:
        return None
    ends: dict[str, float] = {}
    for one, other, w in ties:
        for land in (one, other):
            ends[land] = ends.get(land, 0.0) + w / (2 * total)
    chance = fsum(value * value for value in ends.values())
    within = fsum(w for one, other, w in ties if one == other) / total
    return (within - chance) / (1 - chance) if chance < 1 else None


def _beside_shuffled(network: nx.Graph, weight: str, compute: Any) -> Figure:
    """Beside the same countries given to the nodes at random."""
    lands = _lands(network)
    value = compute(_among(network, lands, weight))
    nodes = list(lands)
    mixes = shuffled(list(lands.values()), how_many(network.number_of_edges()))
    chance = (compute(_among(network, dict(zip(nodes, mixed, strict=True)), weight)) for mixed in mixes)
    return beside_chance(value, [one for one in chance if one is not None])


def _own_external_internal(network: nx.Graph, weight: str) -> Scores:
    lands = _lands(network)
    found: Scores = {node: _of_one(network, lands, node, weight) if node in lands else None for node in network}
    return found


def _of_one(network: nx.Graph, lands: dict[str, str], node: str, weight: str) -> float | None:
    ties = [
        (lands[other] != lands[node], data.get(weight, 1)) for other, data in network[node].items() if other in lands
    ]
    total = fsum(w for _, w in ties)
    return fsum(w if abroad else -w for abroad, w in ties) / total if total else None


MIXING = (
    Measure(
        "reach",
        "Mean distance to partners",
        "How far away its neighbours are, in km, on average.",
        "mean of the great-circle distances to the neighbours whose place is known",
        "R. W. Sinnott, Virtues of the haversine, Sky and Telescope 68, 1984, 159",
        "The edge of Europe is far from everything: compare with the same measure of its neighbours.",
        _reach,
        usual=False,
    ),
    Measure(
        "ei",
        "E–I index",
        "Whether its ties go abroad (1) or stay in its country (−1).",
        "(E − I) / (E + I), with E the weight of ties to other countries, I within the country",
        "D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social Psychology Quarterly 51, "
        "1988, 123–140",
        "Large countries have more partners at home to choose from; programmes that demand several countries raise it.",
        _own_external_internal,
        usual=False,
    ),
)

MIXING_INDICES = (
    Index(
        "degree-assortativity",
        "Degree assortativity",
        "Whether those with many neighbours are tied to others with many.",
        "r = correlation of the degrees at both ends of ties, beside networks with the same degrees",
        "M. E. J. Newman, Assortative mixing in networks, Physical Review Letters 89, 2002, 208701",
        "Above chance: the well connected keep to themselves. Projections push it up, for members of a large network "
        "all have many neighbours.",
        _degree_assortativity,
    ),
    Index(
        "country-assortativity",
        "Assortativity by country",
        "Whether ties stay within countries, against what the countries' shares of ties alone would give.",
        "r = (Σ_c e_cc − Σ_c a_c²) / (1 − Σ_c a_c²), beside the countries shuffled over the nodes",
        "M. E. J. Newman, Mixing patterns in networks, Physical Review E 67, 2003, 026126, equation 2",
        "0: borders do not matter. Negative where a programme wants partners from many countries.",
        _country_assortativity,
    ),
    Index(
        "cross-border",
        "Cross-border share",
        "The share of ties, by weight, between different countries; beside the countries shuffled over the nodes.",
        "Σ_{country(i) ≠ country(j)} w_ij / Σ w_ij",
        "J. Hoekman, K. Frenken, R. J. W. Tijssen, Research collaboration at a distance, Research Policy 39, 2010, "
        "662–673",
        "Below chance: partners at home are preferred; above: programme rules or choice bring countries together.",
        _cross_border,
    ),
    Index(
        "ei-index",
        "E–I index",
        "Whether ties go abroad (1) or stay within countries (−1); beside the countries shuffled over the nodes.",
        "(E − I) / (E + I), with E the weight of ties between countries, I within",
        "D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social Psychology Quarterly 51, "
        "1988, 123–140",
        "The cross-border share on a scale from −1 to 1. Read it beside the value of chance.",
        _external_internal,
        usual=False,
    ),
    Index(
        "distance",
        "Mean distance of partners (km)",
        "How far apart two that are tied are, on average; beside the places shuffled over the nodes.",
        "mean over ties of the great-circle distance",
        "J. Hoekman, K. Frenken, R. J. W. Tijssen, Research collaboration at a distance, Research Policy 39, 2010, "
        "662–673",
        "Below chance: neighbours work together. The ties of one large network count as many pairs.",
        _mean_distance,
    ),
)
