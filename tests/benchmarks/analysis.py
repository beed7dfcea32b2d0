"""How long all of an analysis takes on a large projection, and on a small one beside plain networkx.

python tests/benchmarks/analysis.py [NODES TIES]     20,000 nodes and 500,000 ties if none are given

The projection is made of networks of 4 to 14 partners, some of which take part far more often than others. networkx is
given a tenth of the nodes and a fiftieth of the ties, for its loops would take hours on all of them; both compute the
same values there, which is checked.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from math import isclose
from random import Random
from typing import Any

import networkx as nx

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
    began = time.process_time(), time.perf_counter()
    answer = job()
    return answer, max(time.process_time() - began[0], 1e-6)


def main() -> None:
    nodes, ties = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (20_000, 500_000)
    small = projection(max(nodes // 10, 50), max(ties // 50, 100))
    large = projection(nodes, ties)
    for network in (small, large):
        print(f"{len(network):,} nodes, {network.number_of_edges():,} ties")
    print(f"{'CPU seconds':20}{'small':>10}{'networkx':>12}{'ratio':>8}{'large':>10}")
    total = 0.0
    for name in USUAL:
        ours, own = timed(partial(measure, small, name))
        theirs, other = timed(partial(PEERS[name], small))
        if name not in UNLIKE:
            assert all(isclose(ours[node], theirs[node], abs_tol=1e-7) for node in small if small.degree(node)), name
        _, all_ = timed(partial(measure, large, name))
        total += all_
        print(f"{name:20}{own:10.2f}{other:12.2f}{other / own:8.1f}{all_:10.1f}", flush=True)
    for name in INDICES:
        _, own = timed(partial(characterise, small, [name]))
        _, all_ = timed(partial(characterise, large, [name]))
        total += all_
        print(f"{name:20}{own:10.2f}{'':12}{'':8}{all_:10.1f}", flush=True)
    print(f"{'all':50}{total:10.1f}")


if __name__ == "__main__":
    main()
