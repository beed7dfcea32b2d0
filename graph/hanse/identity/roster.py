"""What identity needs of entities, no more: noted where a source is read, brought together in one place.

enrol → Roster (of a shard, in a worker)   Identity.take, then Identity.iris → the IRIs of a roster   Answers
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hanse.identity.index import Key
from hanse.identity.keys import COUNTRIED, acronym, keys
from hanse.identity.linking import Linker
from hanse.identity.ruling import NO_RULING, Ruling
from hanse.model import Entity, Extract
from hanse.vocabulary import concept

__all__ = ["Answers", "Named", "Roster", "enrol", "named", "own_iri"]


class Named(NamedTuple):
    """An entity that has to be told from others by its names."""

    keys: tuple[Key, ...]  # its own first
    name: str
    short: tuple[Key, ...]  # the keys that it would have under its acronyms


@dataclass(frozen=True, slots=True)
class Roster:
    """The entities of some sources."""

    places: frozenset[int] = frozenset()  # of the gazetteer
    named: dict[Named, int] = field(default_factory=dict)  # and how often


def enrol(extracts: Iterable[Extract], linker: Linker) -> Roster:
    """The entities of extracts, as identity needs them."""
    places: set[int] = set()
    found: dict[Named, int] = {}
    for extract in extracts:
        for entity in extract.entities:
            if place := linker.place(entity):
                places.add(place.id)
            elif not entity.concept:
                one = named(entity, extract.document, linker)
                found[one] = found.get(one, 0) + 1
    return Roster(frozenset(places), found)


def named(entity: Entity, document: str, linker: Linker) -> Named:
    """An entity of a document, as it is told from others."""
    country = linker.code(entity.country) if entity.kind in COUNTRIED else ""
    return Named(tuple(keys(entity, document, country)), entity.name, tuple(acronym(entity)))


def own_iri(entity: Entity, linker: Linker, base: str) -> str:
    """The IRI of what is known by itself, whatever else the sources name: a place, a theme; "" for anything else."""
    if place := linker.place(entity):
        return linker.iri(place, base)
    if entity.kind == "Theme" and (found := entity.concept or concept(entity.name, entity.language or "en")):
        return found
    return entity.concept


class Answers:
    """The IRIs of the entities of a roster, as identity told them."""

    def __init__(
        self, linker: Linker, base: str, roster: Roster, iris: Sequence[str], ruling: Ruling = NO_RULING
    ) -> None:
        self._linker = linker
        self._base = base
        self._ruling = ruling
        self._iris = {one.keys[0]: iri for one, iri in zip(roster.named, iris, strict=True)}

    def iri(self, entity: Entity, document: str) -> str:
        """The IRI of an entity that a source has named."""
        if found := own_iri(entity, self._linker, self._base):
            return found
        return self._ruling.iri(self._iris[named(entity, document, self._linker).keys[0]], document)

    @property
    def decided(self) -> bool:
        """Whether anything was decided on what they name."""
        return bool(self._ruling)

    def moved(self, entity: Entity, document: str) -> str:
        """The IRI that was retired, or made, by a decision on this entity; "" where there is none."""
        if not self._ruling or own_iri(entity, self._linker, self._base):
            return ""
        return self._ruling.moved(self._iris[named(entity, document, self._linker).keys[0]], document)
