"""How far to trust a ranking: the ranks that a node might as well have.

Two doubts are put to the test. Which networks there are is partly chance: networks are drawn anew, with replacement,
and the ranking is made again (B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 6). And what
documents say is partly missed: members that prose tells of are left out at the rate at which Hanse misses them (S. P.
Borgatti, K. M. Carley, D. Krackhardt, On the robustness of centrality measures under conditions of imperfect data,
Social Networks 28, 2006, 124–136). Members that tables list are not missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

from hanse import reliability
from hanse.analysis.measure import Measure

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

__all__ = ["DRAWS", "Interval", "intervals"]

DRAWS = 100
"""How many networks are made anew for each doubt, if they are small enough."""

_SEED = 1356
_WORK = 3_000_000  # ties over all draws, so that rankings of large networks are drawn less often
_FEWEST = 20  # draws below which an interval would mean nothing
_BOUNDS = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Interval:
    """The ranks that a node has in nine of ten draws."""

    low: int
    high: int


Memberships = Mapping[tuple[str, str], bool]


def intervals(
    network: nx.Graph, measure: Measure, weight: str = "weight", recall: float | None = None
) -> dict[str, dict[str, Interval]]:
    """The intervals of ranks for each node: when networks are "resampled", and when members are "missed".

    ``recall`` is the share of members told of in prose that are found, measured unless given. Empty where the network
    does not say what its ties are made of, or is so large that too few draws could be made.
    """
    memberships: Memberships = network.graph.get("memberships", {})
    draws = min(DRAWS, _WORK // max(network.number_of_edges(), 1))
    if not memberships or draws < _FEWEST or not network.number_of_edges() or network.graph.get("of") == "two-mode":
        return {}
    if recall is None:
        recall = reliability.load().recall("partner") or 1.0
    found = {"resampled": _ranked(network, measure, weight, lambda chance: _resampled(memberships, chance), draws)}
    if recall < 1 and not all(memberships.values()):
        found["missed"] = _ranked(network, measure, weight, lambda chance: _thinned(memberships, recall, chance), draws)
    return found


def _resampled(memberships: Memberships, chance: Generator) -> dict[str, list[tuple[str, int]]]:
    """As many groups as there are, drawn with replacement: the members of each, and how often it was drawn."""
    groups = _groups(memberships)
    drawn = chance.multinomial(len(groups), [1 / len(groups)] * len(groups))
    return {
        group: [(member, int(times)) for member in members]
        for (group, members), times in zip(groups.items(), drawn, strict=True)
        if times
    }


def _thinned(memberships: Memberships, recall: float, chance: Generator) -> dict[str, list[tuple[str, int]]]:
    kept = chance.random(len(memberships)) < recall
    told = {pair: sure for (pair, sure), found in zip(memberships.items(), kept, strict=True) if sure or found}
    return {group: [(member, 1) for member in members] for group, members in _groups(told).items()}


def _groups(memberships: Memberships) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for group, member in memberships:
        groups.setdefault(group, []).append(member)
    return groups


def _ranked(
    network: nx.Graph,
    measure: Measure,
    weight: str,
    draw: Callable[[Generator], dict[str, list[tuple[str, int]]]],
    draws: int,
) -> dict[str, Interval]:
    import numpy as np

    chance = np.random.default_rng(_SEED)
    ranks = np.array([ranking(measure, measure.compute(_tied(network, draw(chance)), weight)) for _ in range(draws)])
    low, high = np.quantile(ranks, _BOUNDS, axis=0, method="closest_observation")
    return {node: Interval(int(low[place]), int(high[place])) for place, node in enumerate(network)}


def ranking(measure: Measure, scores: Mapping[str, float | int | None]) -> NDArray[Any]:
    """The rank of each node: one more than the number of those that are more remarkable; the undefined come last.

    >>> from hanse.analysis import MEASURES
    >>> ranking(MEASURES["degree"], {"a": 3, "b": 1, "c": 3, "d": None}).tolist()
    [1, 3, 1, 4]
    """
    import numpy as np

    worst = np.inf
    sign = 1 if measure.lowest_first else -1
    values = np.array([worst if score is None else round(sign * score, 12) for score in scores.values()])
    return np.searchsorted(np.sort(values), values, side="left") + 1


def _tied(network: nx.Graph, groups: Mapping[str, list[tuple[str, int]]]) -> nx.Graph:
    """The network that these groups make, with all nodes of the given one and what is known of them."""
    made = nx.Graph()
    made.add_nodes_from(network.nodes(data=True))
    for one, other, weight, newman in _ties(network, groups):
        made.add_edge(one, other, weight=weight, newman=newman)
    return made


def _ties(network: nx.Graph, groups: Mapping[str, list[tuple[str, int]]]) -> Iterator[tuple[str, str, int, float]]:
    import numpy as np
    from scipy.sparse import csr_array

    nodes = list(network)
    number = {node: place for place, node in enumerate(nodes)}
    rows, columns, times = [], [], []
    for place, members in enumerate(groups.values()):
        for member, drawn in members:
            if member in number:
                rows.append(place)
                columns.append(number[member])
                times.append(drawn)
    ones = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(groups), len(nodes)))
    often = csr_array((np.array(times, dtype=float), (rows, columns)), shape=ones.shape)
    sizes = ones.sum(axis=1)
    shares = often.multiply(1 / np.maximum(sizes - 1, 1)[:, np.newaxis])
    counted, newman = (_upper(ones.T @ made) for made in (often, shares))  # alike but for the values
    found = zip(*(part.tolist() for part in (counted.row, counted.col, counted.data, newman.data)), strict=True)
    yield from ((nodes[one], nodes[other], int(weight), share) for one, other, weight, share in found)


def _upper(matrix: Any) -> Any:
    from scipy.sparse import triu

    ordered = matrix.tocsr()
    ordered.sort_indices()
    return triu(ordered, k=1, format="coo")
