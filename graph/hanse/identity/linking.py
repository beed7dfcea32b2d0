"""Entities that are places → the gazetteer's place."""

from __future__ import annotations

from functools import lru_cache

from hanse.gazetteer import Gazetteer, Place
from hanse.model import Entity
from hanse.names import slug
from hanse.vocabulary import mint

__all__ = ["Linker"]

_KINDS = ("City", "Region", "Country")


class Linker:
    """Finds the place of an entity; what the source says of its country is kept to."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._find = lru_cache(maxsize=1 << 16)(self._look_up)
        self._owners: dict[tuple[str, str], int] = {}
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

    def iri(self, place: Place, base: str) -> str:
        """The IRI of a place: by its name and country, and its id where another has the better claim to these."""
        if place.kind == "Country":
            return mint("Country", place.name, base)
        name = slug(f"{place.name} {place.country}")
        owner = self._owners.setdefault((place.kind, name), self._first(place))
        return mint(place.kind, name if owner == place.id else f"{name}-{abs(place.id)}", base)

    def _first(self, place: Place) -> int:
        """Of places that share name and country, the one that may have the plain name: the gazetteer's first."""
        found = self.gazetteer.find(place.name, country=place.country)
        same = [p for p in found if p.kind == place.kind and slug(p.name) == slug(place.name)]
        return same[0].id if same else place.id

    def code(self, country: str) -> str:
        """The ISO 3166-1 alpha-2 code of a country by code or name; "" if there is none."""
        found = self._country(country) if country else None
        return found.country if found else ""
