"""Where the nodes of a drawing go: the same graph gives the same places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

import networkx as nx

from hanse.views.discs import arrange
from hanse.views.stress import spread

__all__ = ["FEW", "Disc", "Places", "place"]

FEW = 300
"""Nodes up to which a drawing shows them all at once, each by its ties; more would be a tangle."""

Disc = tuple[int, int, float]
"""Its middle and its radius."""


@dataclass(frozen=True, slots=True)
class Places:
    """In pixels at scale 1, y downwards, around the origin."""

    of: Mapping[Any, tuple[int, int]]  # nodes
    discs: Mapping[int, Disc]  # communities, by number
    overview: str = ""  # "communities" where these are several discs side by side


def place(graph: nx.Graph[Any], radii: Mapping[Any, float], community: Mapping[Any, int]) -> Places:
    """A place for each node and each community; 0 is no community.

    Few nodes are spread by their ties alone, and what holds a community may overlap others'. Of many, each community
    fills a disc of its own.

    >>> places = place(nx.path_graph(3), {0: 5, 1: 5, 2: 5}, {0: 1, 1: 1, 2: 1})
    >>> len(set(places.of.values())), list(places.discs), places.overview
    (3, [1], '')
    """
    if len(graph) > FEW:
        found, discs = arrange(graph, radii, community)
        discs = {number: disc for number, disc in discs.items() if number}
        return Places(found, discs, "communities" if len(discs) > 1 else "")
    found = spread(graph, radii)
    return Places(found, _around(found, radii, community))


def _around(
    found: Mapping[Any, tuple[int, int]], radii: Mapping[Any, float], community: Mapping[Any, int]
) -> dict[int, Disc]:
    """The circle around the middle of each community that holds it."""
    members: dict[int, list[Any]] = defaultdict(list)
    for node in found:
        members[community.get(node, 0)].append(node)
    return {number: _circle(own, found, radii) for number, own in sorted(members.items()) if number}


def _circle(nodes: list[Any], found: Mapping[Any, tuple[int, int]], radii: Mapping[Any, float]) -> Disc:
    x, y = (round(sum(found[node][axis] for node in nodes) / len(nodes)) for axis in (0, 1))
    return x, y, round(max(hypot(found[node][0] - x, found[node][1] - y) + radii[node] for node in nodes), 1)
