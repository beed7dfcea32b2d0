"""What candidates are looked for among: the things of a graph, with what tells whether two are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from hanse.vocabulary import DCTERMS, PREFIXES, PROPERTIES, SKOS, local_name, term

if TYPE_CHECKING:
    from hanse.store import Store

__all__ = ["KINDS", "Thing", "World", "read"]

KINDS = ("Network", "Project", "GoodPractice", "Programme", "Organisation", "Person", "Event", "Theme")
"""The classes that are reviewed. Places are not: the gazetteer alone tells which are one."""

_MERGE = DefaultGraph()
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_NAMES = (PREFIXES["rdfs"] + "label", SKOS + "prefLabel", SKOS + "altLabel", DCTERMS + "title")
_PLACED, _OF = "locatedIn", "eventOf"
_DATES = ("startDate", "endDate")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing, as far as identity asks."""

    iri: str
    names: tuple[str, ...]  # its best first
    cities: tuple[int, ...] = ()  # numbers in the world, sorted, as the following
    countries: tuple[int, ...] = ()
    of: tuple[int, ...] = ()  # what an event is an event of
    neighbours: tuple[int, ...] = ()  # all that it is said to have to do with
    starts: tuple[str, ...] = ()  # dates as XML Schema writes them, whole or in part
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """What things have to do with, by number: IRIs and names."""

    iris: Sequence[str]
    names: Mapping[str, str]
    words: Mapping[int, frozenset[str]]  # of the names of cities, in Latin letters
    degrees: Sequence[int]  # of how many things each is a neighbour

    def name(self, number: int) -> str:
        """What one of them is called."""
        iri = self.iris[number]
        return self.names.get(iri) or local_name(iri)


class _Reading:
    """Numbers for the IRIs of a graph, and who has to do with whom."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.numbers: dict[str, int] = {}
        self.ties: dict[int, dict[str, set[int]]] = {}
        self.kinds = {kind: set(self._of_kind(kind)) for kind in ("City", "Country", *KINDS)}
        for name in PROPERTIES:
            for quad in store.quads(None, NamedNode(term(name)), None, _MERGE):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    one, other = self.number(quad.subject.value), self.number(quad.object.value)
                    if one != other:
                        self.ties.setdefault(one, {}).setdefault(name, set()).add(other)
                        self.ties.setdefault(other, {}).setdefault("", set()).add(one)

    def number(self, iri: str) -> int:
        return self.numbers.setdefault(iri, len(self.numbers))

    def _of_kind(self, kind: str) -> Iterator[int]:
        for quad in self.store.quads(None, _TYPE, NamedNode(term(kind)), _MERGE):
            if isinstance(quad.subject, NamedNode):
                yield self.number(quad.subject.value)

    def names(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for name in _NAMES:
            for quad in self.store.quads(None, NamedNode(name), None, _MERGE):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                    number = self.numbers.get(quad.subject.value)
                    if number is not None and quad.object.value not in (own := found.setdefault(number, [])):
                        own.append(quad.object.value)
        return found

    def dates(self, name: str) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for quad in self.store.quads(None, NamedNode(term(name)), None, _MERGE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found.setdefault(self.number(quad.subject.value), []).append(quad.object.value)
        return found


def read(store: Store) -> tuple[dict[str, list[Thing]], World]:
    """The things of a graph by their classes, sorted by IRI, and what they have to do with."""
    from hanse.names import slug

    reading = _Reading(store)
    names, starts, ends = reading.names(), *map(reading.dates, _DATES)
    iris = list(reading.numbers)
    located = {n: ties[_PLACED] for n, ties in reading.ties.items() if _PLACED in ties}
    cities, countries = reading.kinds["City"], reading.kinds["Country"]

    def thing(number: int) -> Thing:
        ties = reading.ties.get(number, {})
        where = located.get(number, set())
        lands = where.union(*(located.get(city, ()) for city in where)) & countries
        around = set().union(*ties.values())
        return Thing(
            iris[number],
            tuple(names[number]),
            cities=tuple(sorted(where & cities)),
            countries=tuple(sorted(lands)),
            of=tuple(sorted(ties.get(_OF, ()))),
            neighbours=tuple(sorted(around)),
            starts=tuple(sorted(starts.get(number, ()))),
            ends=tuple(sorted(ends.get(number, ()))),
        )

    things = {
        kind: [thing(n) for n in sorted(reading.kinds[kind], key=iris.__getitem__) if n in names] for kind in KINDS
    }
    words = {n: frozenset(w for name in names.get(n, ()) for w in slug(name).split("-") if len(w) > 2) for n in cities}
    degrees = [sum(map(len, reading.ties.get(number, {}).values())) for number in range(len(iris))]
    return things, World(iris, {iris[n]: own[0] for n, own in names.items()}, words, degrees)
