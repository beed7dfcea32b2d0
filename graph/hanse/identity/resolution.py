"""Entities of all sources → IRIs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from hanse.gazetteer import Gazetteer, Place
from hanse.identity.keys import COUNTRIED, Key, normal
from hanse.identity.linking import Linker
from hanse.identity.roster import Named, Roster, enrol, named, own_iri
from hanse.model import Entity, Extract
from hanse.names import fold, slug
from hanse.vocabulary import BASE, Known, mint, register

__all__ = ["Identity"]


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
        self._settled: dict[Key, str] | None = None
        self._known: dict[str, Known] = {}

    def add(self, extract: Extract) -> None:
        """Take in the entities of a source. All are to be added before the first IRI is asked for."""
        self.take(enrol([extract], self._linker))

    def take(self, roster: Roster) -> None:
        """Take in what was noted of the entities of sources."""
        for number in roster.places:
            place = self._linker.gazetteer.place(number)
            self._places.setdefault(self._linker.iri(place, self.base), place)
        for one, count in roster.named.items():
            self._note(one, count)

    def _note(self, one: Named, count: int) -> None:
        own = one.keys[0]
        for key in one.keys:
            self._parents.setdefault(key, key)
            self._join(own, key)
        self._names.setdefault(own, Counter())[one.name] += count
        for short in one.short:
            self._long_forms.setdefault(short, set()).add(own)

    def iris(self, roster: Roster) -> tuple[str, ...]:
        """The IRIs of what a roster names, in its order."""
        if self._settled is None:
            self._settled = self._settle()
        return tuple(self._settled[self._root(one.keys[0])] for one in roster.named)

    def _join(self, one: Key, other: Key) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def _root(self, key: Key) -> Key:
        while self._parents[key] != key:
            key = self._parents[key]
        return key

    def iri(self, entity: Entity, document: str) -> str:
        """The IRI of an entity that a source has named."""
        if found := own_iri(entity, self._linker, self.base):
            return found
        return self.iris(Roster(named={named(entity, document, self._linker): 1}))[0]

    def places(self) -> Iterator[tuple[str, Place]]:
        """The places that were linked, with the IRI of each."""
        yield from sorted(self._places.items(), key=lambda item: item[0])

    def known(self, iri: str) -> Known | None:
        """What the register has of a thing, given the IRI that it was told to have."""
        return self._known.get(iri)

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
            if key.kind in COUNTRIED and len(key.scope) in (0, 2):
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
