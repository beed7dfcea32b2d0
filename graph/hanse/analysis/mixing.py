"""Who is tied to whom: like to like, within a country or across borders, near or far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Any

import networkx as nx

from hanse.analysis.measure import Figure, Index, Measure, Scores
from hanse.analysis.random_networks import against, beside_chance, how_many, shuffled

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["MIXING", "MIXING_INDICES", "distance"]

_EARTH = 6371.0088  # km, mean radius


def distance(one: tuple[Any, Any], other: tuple[Any, Any]) -> Any:
    """The great-circle distance in km of two places given as latitude and longitude in degrees; or of two arrays.

    R. W. Sinnott, Virtues of the haversine, Sky and Telescope 68, 1984, 159.

    >>> round(float(distance((52.52, 13.405), (48.8566, 2.3522))))
    877
    """
    import numpy as np

    north, east, up, right = (np.radians(value) for value in (*one, *other))
    half = np.sin((up - north) / 2) ** 2 + np.cos(north) * np.cos(up) * np.sin((right - east) / 2) ** 2
    return 2 * _EARTH * np.arcsin(np.minimum(1.0, np.sqrt(half)))


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties between nodes of which something is known, as arrays: the places of both ends among them, and weights."""

    nodes: list[str]
    one: NDArray[Any]
    other: NDArray[Any]
    weight: NDArray[Any]


def _among(network: nx.Graph, known: Callable[[Mapping[str, Any]], bool], weight: str = "") -> Ties:
    import numpy as np

    nodes = [node for node, data in network.nodes(data=True) if known(data)]
    place = {node: number for number, node in enumerate(nodes)}
    found = [
        (place[one], place[other], float(data.get(weight, 1)))
        for one, other, data in network.edges(data=True)
        if one in place and other in place
    ]
    one, other, weights = np.array(found, dtype=float).reshape(-1, 3).T
    return Ties(nodes, one.astype(int), other.astype(int), weights)


def _located(data: Mapping[str, Any]) -> bool:
    return "latitude" in data and "longitude" in data


def _has_country(data: Mapping[str, Any]) -> bool:
    return bool(data.get("country"))


def _places(network: nx.Graph, ties: Ties) -> NDArray[Any]:
    import numpy as np

    return np.array([(network.nodes[n]["latitude"], network.nodes[n]["longitude"]) for n in ties.nodes]).reshape(-1, 2)


def _mean_distance(network: nx.Graph, weight: str) -> Figure:
    """Beside the same places given to the nodes at random."""
    ties = _among(network, _located)
    if not len(ties.one):
        return Figure(None)
    places = _places(network, ties)

    def compute(given: NDArray[Any]) -> float:
        return float(distance(given[ties.one].T, given[ties.other].T).mean())

    return beside_chance(compute(places), map(compute, shuffled(places, how_many(len(ties.one)))))


def _reach(network: nx.Graph, weight: str) -> Scores:
    """The mean distance to neighbours."""
    import numpy as np

    ties = _among(network, _located)
    places = _places(network, ties)
    far = distance(places[ties.one].T, places[ties.other].T)
    ends, both, count = np.concatenate([ties.one, ties.other]), np.concatenate([far, far]), len(ties.nodes)
    sums, times = np.bincount(ends, both, count), np.bincount(ends, minlength=count)
    found = {node: float(sums[i] / times[i]) for i, node in enumerate(ties.nodes) if times[i]}
    return {node: found.get(node) for node in network}


def _degree_assortativity(network: nx.Graph, weight: str) -> Figure:
    def compute(ties: Any) -> float | None:
        import numpy as np

        degrees, ends = ties.sum(axis=1), ties.nonzero()
        one, other = degrees[ends[0]], degrees[ends[1]]
        return float(np.corrcoef(one, other)[0, 1]) if len(one) and one.std() else None

    return against(network, compute)


Compute = Callable[[Ties, Any], float | None]
"""A number of ties, and the country of each node as a number."""


def _across(ties: Ties, lands: Any) -> float | None:
    """The share of weight that crosses a border."""
    total = ties.weight.sum()
    return float(ties.weight[lands[ties.one] != lands[ties.other]].sum() / total) if total else None


def _external_internal(ties: Ties, lands: Any) -> float | None:
    share = _across(ties, lands)
    return None if share is None else 2 * share - 1


def _assortativity(ties: Ties, lands: Any) -> float | None:
    """Newman's r of categories: (Σ e_cc − Σ a_c²) / (1 − Σ a_c²)."""
    import numpy as np

    across = _across(ties, lands)
    if across is None:
        return None
    ends = np.bincount(lands[ties.one], ties.weight, lands.max() + 1) + np.bincount(
        lands[ties.other], ties.weight, lands.max() + 1
    )
    chance = float(((ends / ends.sum()) ** 2).sum())
    return (1 - across - chance) / (1 - chance) if chance < 1 else None


def _by_country(compute: Compute) -> Callable[[nx.Graph, str], Figure]:
    """The number beside the same countries given to the nodes at random."""

    def figure(network: nx.Graph, weight: str) -> Figure:
        import numpy as np

        ties = _among(network, _has_country, weight)
        if not len(ties.one):
            return Figure(None)
        _, lands = np.unique([network.nodes[node]["country"] for node in ties.nodes], return_inverse=True)
        mixes = shuffled(lands, how_many(len(ties.one)))
        return beside_chance(compute(ties, lands), (compute(ties, mixed) for mixed in mixes))

    return figure


def _own_external_internal(network: nx.Graph, weight: str) -> Scores:
    lands = {node: land for node, land in network.nodes(data="country") if land}
    return {node: _of_one(network, lands, node, weight) if node in lands else None for node in network}


def _of_one(network: nx.Graph, lands: Mapping[str, str], node: str, weight: str) -> float | None:
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
        _by_country(_assortativity),
    ),
    Index(
        "cross-border",
        "Cross-border share",
        "The share of ties, by weight, between different countries; beside the countries shuffled over the nodes.",
        "Σ_{country(i) ≠ country(j)} w_ij / Σ w_ij",
        "J. Hoekman, K. Frenken, R. J. W. Tijssen, Research collaboration at a distance, Research Policy 39, 2010, "
        "662–673",
        "Below chance: partners at home are preferred; above: programme rules or choice bring countries together.",
        _by_country(_across),
    ),
    Index(
        "ei-index",
        "E–I index",
        "Whether ties go abroad (1) or stay within countries (−1); beside the countries shuffled over the nodes.",
        "(E − I) / (E + I), with E the weight of ties between countries, I within",
        "D. Krackhardt, R. N. Stern, Informal networks and organizational crises, Social Psychology Quarterly 51, "
        "1988, 123–140",
        "The cross-border share on a scale from −1 to 1. Read it beside the value of chance.",
        _by_country(_external_internal),
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
