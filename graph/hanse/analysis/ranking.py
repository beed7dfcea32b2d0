"""The measures of nodes by name, and rankings by them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx

from hanse import extensions
from hanse.analysis.bipartite import BIPARTITE
from hanse.analysis.brokerage import BROKERAGE
from hanse.analysis.centrality import CENTRALITY
from hanse.analysis.cohesion import COHESION
from hanse.analysis.families import Family
from hanse.analysis.measure import Measure, Scores
from hanse.analysis.mixing import MIXING
from hanse.analysis.proportion import PROPORTION
from hanse.analysis.robustness import intervals
from hanse.errors import QueryError
from hanse.network import WEIGHTS
from hanse.queries.rows import IRI, Rows
from hanse.suggestions import unknown

__all__ = ["MEASURES", "USUAL", "analyse", "measure", "simple"]

_OWN = (*CENTRALITY, *PROPORTION, *BIPARTITE, *COHESION, *BROKERAGE, *MIXING)
MEASURES: Family[Measure] = Family(Measure, _OWN, extensions.MEASURES, Mapping)
"""Every measure, by its name."""

_BOUNDS = {"resampled": ("low", "high"), "missed": ("low_missed", "high_missed")}

USUAL = MEASURES.usual
"""Those that are computed unasked."""


def measure(network: nx.Graph, name: str, weight: str = "weight") -> Scores:
    """One measure of every node of a network; weights are an edge attribute, "weight" or "newman".

    Raises QueryError where there is no such measure.

    >>> star = nx.star_graph(["hub", "a", "b"])
    >>> measure(star, "betweenness")
    {'hub': 1.0, 'a': 0.0, 'b': 0.0}
    """
    if name not in MEASURES:
        raise QueryError(unknown("measure", name, MEASURES))
    if weight not in WEIGHTS:
        raise QueryError(unknown("weight", weight, WEIGHTS))
    return MEASURES[name].compute(simple(network), weight)


def analyse(
    network: nx.Graph,
    measures: Sequence[str] = USUAL,
    *,
    weight: str = "weight",
    top: int | None = None,
    robust: bool = True,
) -> Rows:
    """A table of measures, ranked by the first of them; ``top`` rows of it, or all.

    With ``robust``, columns beside the rank say which ranks a node has in nine of ten draws: ``low`` and ``high`` when
    networks are drawn anew, ``low_missed`` and ``high_missed`` when members are missed at the measured rate. See
    `hanse.analysis.robustness`; networks that are large, or don't say what their ties are made of, have none.

    >>> table = analyse(graph.network(of="city"), ["strength", "degree"])
    >>> for row in table:
    ...     print(row.rank, row.label, row.country, row.strength, row.degree)
    1 Avilés Spain 3 2
    2 Riga Latvia 3 2
    3 Tallinn Estonia 2 2
    """
    chosen = list(dict.fromkeys(measures)) or list(USUAL)
    scores = {name: measure(network, name, weight) for name in chosen}
    first = MEASURES[chosen[0]]
    nodes = network.nodes(data=True)
    ranked = sorted(nodes, key=lambda node: (*_rank(scores[first.name][node[0]], first), _label(*node), node[0]))
    doubts = intervals(network, first, weight) if robust else {}
    columns = ["rank", *(column for doubt in doubts for column in _BOUNDS[doubt])]
    columns += ["label", "kind", "country", *chosen, "iri"]
    lines = (
        [
            place,
            *(bound for own in doubts.values() for bound in (own[iri].low, own[iri].high)),
            *(_label(iri, node), node.get("kind", ""), node.get("country", ""), *_of(scores, iri), _known(iri)),
        ]
        for place, (iri, node) in enumerate(ranked[:top], 1)
    )
    return Rows.of(columns, lines)


def simple(network: nx.Graph) -> nx.Graph:
    """The network without ties of a node to itself, which no measure here knows what to do with."""
    if not nx.number_of_selfloops(network):
        return network
    copy = network.copy()
    copy.remove_edges_from(list(nx.selfloop_edges(copy)))
    return copy


def _rank(score: float | None, by: Measure) -> tuple[bool, float]:
    """The remarkable first, the undefined last; what differs by rounding alone is equal."""
    if score is None:
        return True, 0.0
    return False, round(score if by.lowest_first else -score, 12)


def _label(iri: str, node: dict[str, object]) -> str:
    return str(node.get("label") or iri)


def _known(node: str) -> str:
    """Nodes of other people's networks need not be IRIs."""
    return IRI(node) if "://" in node else node


def _of(scores: dict[str, Scores], iri: str) -> list[float | int | None]:
    return [values[iri] for values in scores.values()]
