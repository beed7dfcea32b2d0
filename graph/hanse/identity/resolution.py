"""Entities of all sources → IRIs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hanse.gazetteer import Gazetteer, Place
from hanse.identity.keys import Key, acronym, keys, normal
from hanse.identity.linking import Linker
from hanse.model import Entity, Extract
from hanse.names import fold, slug
from hanse.vocabulary import BASE, Known, concept, mint, register

__all__ = ["Identity"]

_COUNTRIED = ("Organisation", "City", "Region")


class Identity:
    """Collects the entities of all extracts, then tells the IRI of each.

    The same key is the same thing: a place's id; the normalised name within a kind; an acronym where the sources give
    it one long form only; all the names of what the ontology's register has. What is merely similar stays apart.
    """

    def __init__(self, gazetteer: Gazetteer, base: str = BASE) -> None:
        self.base = base
        self._linker = Linker(gazetteer)
        self._parents: dict[Key, Key] = {}
        self._names: dict[Key, Counter[str]] = {}
        self._long_forms: dict[Key, set[Key]] = {}
        self._places: dict[str, Place] = {}
        self._slugs: dict[tuple[str, str], int] = {}
        self._settled: dict[Key, str] | None = None
        self._known: dict[str, Known] = {}

    def add(self, extract: Extract) -> None:
        """Take in the entities of a source. All are to be added before the first IRI is asked for."""
        for entity in extract.entities:
            place = self._linker.place(entity)
            if place:
                self._places.setdefault(self._of_place(place), place)
            elif not entity.concept:
                self._add(entity, extract.document)

    def _add(self, entity: Entity, document: str) -> None:
        own = self._keys(entity, document)
        for key in own:
            self._parents.setdefault(key, key)
            self._join(own[0], key)
        self._names.setdefault(own[0], Counter())[entity.name] += 1
        for short in acronym(entity):
            self._long_forms.setdefault(short, set()).add(own[0])

    def _keys(self, entity: Entity, document: str) -> list[Key]:
        return keys(entity, document, self._linker.code(entity.country) if entity.kind in _COUNTRIED else "")

    def _join(self, one: Key, other: Key) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def _root(self, key: Key) -> Key:
        while self._parents[key] != key:
            key = self._parents[key]
        return key

    def iri(self, entity: Entity, document: str) -> str:
        """The IRI of an entity that a source has named."""
        if place := self._linker.place(entity):
            return self._of_place(place)
        if entity.kind == "Theme" and (found := entity.concept or concept(entity.name, entity.language or "en")):
            return found
        if entity.concept:
            return entity.concept
        if self._settled is None:
            self._settled = self._settle()
        return self._settled[self._root(self._keys(entity, document)[0])]

    def places(self) -> Iterator[tuple[str, Place]]:
        """The places that were linked, with the IRI of each."""
        yield from sorted(self._places.items(), key=lambda item: item[0])

    def known(self, iri: str) -> Known | None:
        """What the register has of a thing, given the IRI that it was told to have."""
        return self._known.get(iri)

    def _of_place(self, place: Place) -> str:
        if place.kind == "Country":
            return mint("Country", place.name, self.base)
        name = slug(f"{place.name} {place.country}")
        taken = self._slugs.setdefault((place.kind, name), self._first(place))
        return mint(place.kind, name if taken == place.id else f"{name}-{abs(place.id)}", self.base)

    def _first(self, place: Place) -> int:
        """Of places that share name and country, the one that may have the plain name: the gazetteer's first."""
        found = self._linker.gazetteer.find(place.name, country=place.country)
        same = [p for p in found if p.kind == place.kind and slug(p.name) == slug(place.name)]
        return same[0].id if same else place.id

    def _settle(self) -> dict[Key, str]:
        for short, long_forms in sorted(self._long_forms.items()):
            roots = {self._root(key) for key in long_forms}
            if short in self._parents and len(roots) == 1:
                self._join(short, roots.pop())
        self._join_countries()
        registered = dict(self._registered())
        groups: dict[Key, Counter[str]] = {}
        for key, names in self._names.items():
            groups.setdefault(self._root(key), Counter()).update(names)
        slugs = {self._root(key): one.iri.rsplit("/", 1)[-1] for key, one in registered.items()}
        settled = dict(_minted(groups, slugs, self.base))
        self._known = {settled[self._root(key)]: one for key, one in registered.items()}
        return settled

    def _registered(self) -> Iterator[tuple[Key, Known]]:
        """What of the register the sources name; its names, in any language, are joined."""
        for one in register():
            own = [Key(one.kind, normal(name)) for name in (one.name, *one.others)]
            if found := [key for key in own if key in self._parents]:
                for key in found[1:]:
                    self._join(found[0], key)
                yield found[0], one

    def _join_countries(self) -> None:
        """A name without a country is the one that has one, where all sources that tell it tell the same."""
        scopes: dict[tuple[str, str], set[str]] = {}
        for key in self._parents:
            if key.kind in _COUNTRIED and len(key.scope) in (0, 2):
                scopes.setdefault((key.kind, key.name), set()).add(key.scope)
        for (kind, name), found in sorted(scopes.items()):
            if "" in found and len(found) == 2:
                self._join(Key(kind, name), Key(kind, name, max(found)))


def _minted(groups: dict[Key, Counter[str]], slugs: dict[Key, str], base: str) -> Iterable[tuple[Key, str]]:
    """Each group's IRI: as given, or by its most usual name, with its scope where the name is another group's too."""
    usual = {root: min(found, key=lambda n: (-found[n], len(n), fold(n), n)) for root, found in groups.items()}
    names = usual | slugs
    bearers = Counter(mint(root.kind, name, base) for root, name in names.items())
    taken: Counter[str] = Counter()
    for root, name in sorted(names.items(), key=lambda item: (item[0] not in slugs, item)):
        iri = mint(root.kind, name, base)
        scope = root.scope.removeprefix("in ")
        if root not in slugs and scope and (bearers[iri] > 1 or root.scope.startswith("in ")):
            iri = mint(root.kind, f"{slug(name, 60)} {slug(scope, 40)}", base)
        taken[iri] += 1
        yield root, iri if taken[iri] == 1 else f"{iri}-{taken[iri]}"
