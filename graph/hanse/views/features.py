"""What nodes are told apart by beside their kind: the community of each, measures of its place, its years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from hanse import analysis
from hanse.views.kinds import COLLABORATIONS
from hanse.views.lookup import Lookup
from hanse.views.scene import Bundle, Community, Measure

__all__ = ["bundled", "communities", "measured", "named", "since"]

_PATIENCE = 10**8  # nodes times ties up to which betweenness takes seconds
_NAMED = 3  # members that a community is named by

_READINGS = {
    "degree": ("Degree", "High: tied to many others."),
    "strength": ("Strength", "High: many ties, or ties that weigh much."),
    "betweenness": ("Betweenness", "High: stands on the shortest ways between others."),
    "participations": (
        "Participations",
        "High: takes part in many networks and projects; of these, has many partners.",
    ),
}


def measured(whole: nx.Graph[str], lookup: Lookup, by: str = "") -> tuple[tuple[Measure, ...], list[Mapping[str, Any]]]:
    """The measures by which nodes can be sized, and the values of each; with ``by``, that one too.

    Betweenness is left out of networks that are so large that one would wait for it.
    """
    names = [name for name in _READINGS if name != "betweenness" or len(whole) * whole.number_of_edges() <= _PATIENCE]
    values: list[Mapping[str, Any]] = []
    for name in (names := names if by in names or not by else [*names, by]):
        values.append(_participations(whole, lookup) if name == "participations" else analysis.measure(whole, name))
    return tuple(_measure(name) for name in names), values


def _measure(name: str) -> Measure:
    if name in _READINGS:
        return Measure(name, *_READINGS[name])
    known = analysis.MEASURES[name]
    return Measure(name, known.label, known.definition)


def _participations(whole: nx.Graph[str], lookup: Lookup) -> dict[str, int]:
    return {iri: len(lookup.meeting(iri)) or len(lookup.partners.get(iri, ())) for iri in whole}


def communities(part: nx.Graph[str]) -> dict[str, int]:
    """The number of each node's community, 1 being the largest; 0 for who has no tie."""
    alone = list(nx.isolates(part))
    tied = nx.Graph(part.subgraph(set(part).difference(alone))) if alone else part
    numbers = analysis.measure(tied, "community")
    return {node: int(numbers.get(node) or 0) for node in part}


def named(
    part: nx.Graph[str],
    community: Mapping[str, int],
    discs: Mapping[int, tuple[int, int, float]],
    label: Any,
) -> tuple[Community, ...]:
    """The communities of a drawing, by number, each with its disc."""
    members: dict[int, list[str]] = defaultdict(list)
    for node in part:
        members[community[node]].append(node)
    inside: dict[str, float] = defaultdict(float)
    for one, other, weight in part.edges(data="weight", default=1):
        if community[one] == community[other]:
            inside[one] += weight
            inside[other] += weight
    made = []
    for number in sorted(set(members) - {0}):
        best = sorted(members[number], key=lambda node: (-inside[node], label(node), node))
        names = ", ".join(map(label, best[:_NAMED])) + (" …" if len(best) > _NAMED else "")
        made.append(Community(number, names, len(best), *discs[number]))
    return tuple(made)


def bundled(part: nx.Graph[str], community: Mapping[str, int]) -> tuple[Bundle, ...]:
    """The ties between communities."""
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for one, other, weight in part.edges(data="weight", default=1):
        ends = sorted((community[one], community[other]))
        if ends[0] and ends[0] != ends[1]:
            found[ends[0], ends[1]].append(float(weight))
    return tuple(Bundle(*ends, round(sum(weights), 2), len(weights)) for ends, weights in sorted(found.items()))


def since(lookup: Lookup, starts: Mapping[str, Sequence[int]], iris: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The years of things: their own, else those in which what they take part in, or are tied to, started."""
    tied: dict[str, set[int]] = defaultdict(set)
    for one, _, other in lookup.ties:
        for thing, end in ((one, other), (other, one)):
            if lookup.kind(end) in COLLABORATIONS:
                tied[thing].update(starts.get(end, ()))
    return {iri: tuple(sorted(starts.get(iri) or tied[iri] | _met(lookup, starts, iri))) for iri in iris}


def _met(lookup: Lookup, starts: Mapping[str, Sequence[int]], iri: str) -> set[int]:
    return {year for collaboration in lookup.meeting(iri) for year in starts.get(collaboration, ())}
