"""Who took part in what, when and as what: the panel that policy indicators are computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hanse.network import leads, memberships, situation

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["Actor", "Collaboration", "Panel", "Wave", "panel"]


@dataclass(frozen=True, slots=True, order=True)
class Wave:
    """The networks of one programme and kind that started in one year."""

    year: int
    programme: str = ""
    type: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.programme, self.type, str(self.year)) if part)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part: a city, an organisation or a country."""

    iri: str
    label: str
    kind: str = ""
    country: str = ""
    region: str = ""  # where the graph knows one
    latitude: float | None = None  # in degrees
    longitude: float | None = None
    population: int | None = None  # inhabitants, as the gazetteer has them
    capital: bool | None = None  # whether it is its country's capital; None where nobody says


@dataclass(frozen=True, slots=True)
class Collaboration:
    """A network or project."""

    iri: str
    label: str
    programme: str = ""
    type: str = ""
    year: int | None = None  # of its start
    themes: tuple[str, ...] = ()

    @property
    def wave(self) -> Wave | None:
        """Its wave, where its start is known."""
        return None if self.year is None else Wave(self.year, self.programme, self.type)


@dataclass(frozen=True, repr=False)
class Panel:
    """Networks with their members and leads, all by IRI, sorted."""

    actors: Mapping[str, Actor]
    collaborations: Mapping[str, Collaboration]
    members: Mapping[str, frozenset[str]]  # of a network
    leads: Mapping[str, frozenset[str]]  # those of its members that lead it

    def select(self, networks: Iterable[str]) -> Panel:
        """The panel of some networks alone, and of those that take part in them.

        >>> small = Panel({"a": Actor("a", "A")}, {"n": Collaboration("n", "N")}, {"n": frozenset("a")}, {})
        >>> len(small.select([]).actors), len(small.select(["n"]).actors)
        (0, 1)
        """
        chosen = sorted(set(networks) & set(self.collaborations))
        members = {network: self.members.get(network, frozenset()) for network in chosen}
        present = set().union(*members.values())
        return Panel(
            {iri: actor for iri, actor in self.actors.items() if iri in present},
            {network: self.collaborations[network] for network in chosen},
            members,
            {network: self.leads[network] for network in chosen if network in self.leads},
        )

    def before(self, year: int) -> Panel:
        """The networks that started before a year."""
        return self.select(n for n, one in self.collaborations.items() if one.year is not None and one.year < year)

    def __repr__(self) -> str:
        counts = f"actors {len(self.actors)}, networks {len(self.collaborations)}, waves {len(self.waves)}"
        return f"<hanse.analysis.Panel: {counts}>"

    @cached_property
    def networks_of(self) -> Mapping[str, frozenset[str]]:
        """The networks of an actor."""
        found: dict[str, set[str]] = defaultdict(set)
        for network, members in self.members.items():
            for member in members:
                found[member].add(network)
        return {actor: frozenset(found[actor]) for actor in self.actors}

    @cached_property
    def led_by(self) -> Mapping[str, frozenset[str]]:
        """The networks that an actor leads."""
        found: dict[str, set[str]] = defaultdict(set)
        for network, first in self.leads.items():
            for lead in first:
                found[lead].add(network)
        return {actor: frozenset(found.get(actor, ())) for actor in self.actors}

    @cached_property
    def waves(self) -> Mapping[Wave, tuple[str, ...]]:
        """The networks of each wave, the earliest first."""
        found: dict[Wave, list[str]] = defaultdict(list)
        for network, one in self.collaborations.items():
            if one.wave:
                found[one.wave].append(network)
        return {wave: tuple(found[wave]) for wave in sorted(found)}


def panel(graph: Graph, of: str = "city", **filters: object) -> Panel:
    """The panel of a graph; ``of`` and filters are those of `hanse.network.project`.

    >>> cities = panel(graph)
    >>> [(str(wave), len(networks)) for wave, networks in cities.waves.items()]
    [('URBACT IV Action Planning Network 2023', 1), ('URBACT IV Action Planning Network 2024', 1)]
    """
    members: dict[str, set[str]] = defaultdict(set)
    led: dict[str, set[str]] = defaultdict(set)
    leading = leads(graph)
    for network, actor in memberships(graph, of, filters):
        members[network].add(actor)
        if (network, actor) in leading:
            led[network].add(actor)
    return Panel(
        _actors(graph, set().union(*members.values())),
        _collaborations(graph, members),
        {network: frozenset(members[network]) for network in sorted(members)},
        {network: frozenset(led[network]) for network in sorted(led)},
    )


_NETWORKS = """
SELECT ?network (MIN(?name) AS ?programme) (MIN(?kind) AS ?type) (MIN(?date) AS ?start) {
  { SELECT DISTINCT ?network { ?network hanse:partner ?partner } }
  OPTIONAL { ?network hanse:programme/rdfs:label ?name }
  OPTIONAL { ?network dcterms:type ?kind }
  OPTIONAL { ?network schema:startDate ?date }
} GROUP BY ?network
"""
_THEMES = "SELECT DISTINCT ?network ?theme { ?network hanse:partner ?partner ; hanse:theme ?theme }"


def _actors(graph: Graph, iris: set[str]) -> dict[str, Actor]:
    situated = situation(graph)
    kinds = graph.labels.kinds
    return {iri: Actor(iri, graph.labels.of(iri), kinds.get(iri, ""), **situated.get(iri, {})) for iri in sorted(iris)}


def _collaborations(graph: Graph, iris: Iterable[str]) -> dict[str, Collaboration]:
    themes: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_THEMES):
        themes[str(row["network"])].add(graph.labels.of(str(row["theme"])))
    told: dict[str, Mapping[str, Any]] = {str(row["network"]): row for row in graph.select(_NETWORKS)}
    found = {}
    for iri in sorted(iris):
        one = told.get(iri, {})
        start = str(one.get("start") or "")[:4]
        found[iri] = Collaboration(
            iri,
            graph.labels.of(iri),
            programme=str(one.get("programme") or ""),
            type=str(one.get("type") or ""),
            year=int(start) if start.isdigit() else None,
            themes=tuple(sorted(themes[iri])),
        )
    return found
