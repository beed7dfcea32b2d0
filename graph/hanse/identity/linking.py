"""Entities that are places → the gazetteer's place."""

from __future__ import annotations

from functools import lru_cache

from hanse.gazetteer import Gazetteer, Place
from hanse.model import Entity

__all__ = ["Linker"]

_KINDS = ("City", "Region", "Country")


class Linker:
    """Finds the place of an entity; what the source says of its country is kept to."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._find = lru_cache(maxsize=1 << 16)(self._look_up)
        self._country = lru_cache(maxsize=4096)(gazetteer.country)

    def place(self, entity: Entity) -> Place | None:
        """The place, or None if the entity is none or the gazetteer has none of its kind in its country."""
        if entity.place is not None:
            return self.gazetteer.place(entity.place)
        return self._find(entity.kind, entity.name, entity.language, entity.country) if entity.kind in _KINDS else None

    def _look_up(self, kind: str, name: str, language: str, country: str) -> Place | None:
        if kind == "Country":
            return self._country(name) or (self._country(country) if country else None)
        code = self.code(country)
        if country and not code:
            return None
        places = self.gazetteer.find(name, language, country=code)
        return next((place for place in places if place.kind == kind), None)

    def code(self, country: str) -> str:
        """The ISO 3166-1 alpha-2 code of a country by code or name; "" if there is none."""
        found = self._country(country) if country else None
        return found.country if found else ""
