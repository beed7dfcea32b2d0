"""How long all of an analysis takes on a large projection, and on a small one beside plain networkx.

python tests/benchmarks/analysis.py [NODES TIES]     20,000 nodes and 500,000 ties if none are given

The projection is made of networks of 4 to 14 partners, some of which take part far more often than others. networkx is
given 2,000 nodes and 10,000 ties, for its loops would take hours on all of them; both compute the same values there,
which is checked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from math import isclose
from random import Random
from typing import Any

import measuring
import networkx as nx
from measuring import Part, shown

from hanse.analysis import INDICES, USUAL, characterise, measure
from hanse.network import tie

PEERS: dict[str, Callable[[nx.Graph], Any]] = {
    "degree": lambda network: dict(network.degree),
    "strength": lambda network: dict(network.degree(weight="weight")),
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "eigenvector": lambda network: nx.eigenvector_centrality(network, weight="weight", max_iter=5000, tol=1e-10),
    "pagerank": lambda network: nx.pagerank(network, weight="weight"),
    "clustering": nx.clustering,
    "core": nx.core_number,
    "community": lambda network: nx.community.louvain_communities(network, weight="weight", seed=1),
    "constraint": lambda network: nx.constraint(network, weight="weight"),
}
UNLIKE = {"community", "eigenvector", "pagerank"}  # another algorithm, or other digits


def projection(nodes: int, ties: int) -> nx.Graph:
    """A projection of about that size."""
    chance = Random(1356)
    pairs, groups, made = {(f"n{place}", f"c{place}") for place in range(nodes)}, 0, set()
    while len(made) < ties:
        members = sorted({int(nodes * chance.random() ** 2) for _ in range(chance.randint(4, 14))})
        pairs |= {(f"g{groups}", f"c{member}") for member in members}
        made |= {(one, other) for place, one in enumerate(members) for other in members[place + 1 :]}
        groups += 1
    network = tie(pairs)
    for place, (_, data) in enumerate(network.nodes(data=True)):
        data.update(country=f"country {place % 30}", latitude=40.0 + place % 20, longitude=float(place % 30))
    return network


def timed(job: Callable[[], Any]) -> tuple[Any, float]:
    answer, took = measuring.timed(job)
    return answer, took.cpu


def main() -> None:
    print(analysing(*map(int, sys.argv[1:3] if len(sys.argv) > 2 else (20_000, 500_000)), 2000, 10_000).markdown())


def analysing(nodes: int, ties: int, fewer_nodes: int, fewer_ties: int) -> Part:
    small = projection(fewer_nodes, fewer_ties)
    large = projection(nodes, ties)
    rows, total, sums = [], 0.0, [0.0, 0.0]
    for name in USUAL:
        ours, own = timed(partial(measure, small, name))
        theirs, other = timed(partial(PEERS[name], small))
        if name not in UNLIKE:
            assert all(isclose(ours[node], theirs[node], abs_tol=1e-7) for node in small if small.degree(node)), name
        _, all_ = timed(partial(measure, large, name))
        total += all_
        sums = [sums[0] + own, sums[1] + other]
        rows.append([name, shown(own), shown(other), f"{other / own:.1f}", shown(all_)])
    for name in INDICES:
        _, own = timed(partial(characterise, small, [name]))
        _, all_ = timed(partial(characterise, large, [name]))
        total += all_
        rows.append([name, shown(own), "", "", shown(all_)])
    rows.append(["**all**", shown(sums[0]), shown(sums[1]), f"**{sums[1] / sums[0]:.1f}**", shown(total)])
    about = (
        f"A projection of {len(small):,} nodes and {small.number_of_edges():,} ties, beside networkx, and one of "
        f"{len(large):,} nodes and {large.number_of_edges():,} ties. Processor time of one run."
    )
    return Part("Analysis", about, ["measure", "Hanse", "networkx", "times as fast", "Hanse, large"], rows)


if __name__ == "__main__":
    main()
