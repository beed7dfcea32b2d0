"""Entities of all sources → IRIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hanse.gazetteer import Gazetteer, Place
from hanse.identity.decisions import Decision
from hanse.identity.index import Index, Key
from hanse.identity.keys import COUNTRIED, normal
from hanse.identity.linking import Linker
from hanse.identity.minting import Minted
from hanse.identity.roster import Named, Roster, enrol, named, own_iri
from hanse.identity.ruling import Ruling, rule
from hanse.model import Entity, Extract
from hanse.vocabulary import BASE, Known, register

__all__ = ["Identity"]


class Identity:
    """Collects the entities of all extracts, then tells the IRI of each.

    The same key is the same thing: a place's id; the normalised name within a kind; an acronym where the sources give
    it one long form only; all the names of what the ontology's register has. What is merely similar stays apart.
    """

    def __init__(self, gazetteer: Gazetteer, base: str = BASE, decisions: Iterable[Decision] = ()) -> None:
        self.base = base
        self._linker = Linker(gazetteer)
        self._index = Index()
        self._long_forms: dict[Key, set[int]] = {}
        self._places: dict[str, Place] = {}
        self._decisions = tuple(decisions)
        self._settled: tuple[Minted, Ruling] | None = None
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
        own, *others = map(self._index.add, one.keys)
        for other in others:
            self._index.join(own, other)
        self._index.vote(own, one.name, count)
        for short in one.short:
            self._long_forms.setdefault(short, set()).add(own)

    def iris(self, roster: Roster) -> tuple[str, ...]:
        """The IRIs of what a roster names, in its order, before ``ruling``; KeyError for what was not taken in."""
        minted, _ = self._settle()
        return tuple(minted[self._index.number(one.keys[0])] for one in roster.named)

    def iri(self, entity: Entity, document: str) -> str:
        """The IRI of an entity that a source has named."""
        if found := own_iri(entity, self._linker, self.base):
            return found
        minted = self.iris(Roster(named={named(entity, document, self._linker): 1}))[0]
        return self.ruling.iri(minted, document)

    @property
    def ruling(self) -> Ruling:
        """What decisions change in the IRIs of rosters."""
        return self._settle()[1]

    def places(self) -> Iterator[tuple[str, Place]]:
        """The places that were linked, with the IRI of each."""
        yield from sorted(self._places.items(), key=lambda item: item[0])

    def known(self, iri: str) -> Known | None:
        """What the register has of a thing, given the IRI that it was told to have."""
        return self._known.get(iri)

    def _settle(self) -> tuple[Minted, Ruling]:
        if self._settled is None:
            minted = self._minted()
            self._settled = minted, rule(self._decisions, self._index, minted, self._places, self.base)
        return self._settled

    def _minted(self) -> Minted:
        index = self._index
        for short, long_forms in sorted(self._long_forms.items()):
            roots = {index.root(number) for number in long_forms}
            number = index.find(short)
            if number is not None and len(roots) == 1:
                index.join(number, roots.pop())
        self._join_countries()
        registered = dict(self._registered())
        given = {index.root(number): one.iri.rsplit("/", 1)[-1] for number, one in registered.items()}
        settled = Minted(index, given, self.base)
        self._known = {settled[number]: one for number, one in registered.items()}
        return settled

    def _registered(self) -> Iterator[tuple[int, Known]]:
        """What of the register the sources name; its names, in any language, are joined."""
        for one in register():
            own = [self._index.find(Key(one.kind, normal(name))) for name in (one.name, *one.others)]
            if found := [number for number in own if number is not None]:
                for number in found[1:]:
                    self._index.join(found[0], number)
                yield found[0], one

    def _join_countries(self) -> None:
        """A name without a country is the one that has one, where all sources that tell it tell the same."""
        countries: dict[int, set[int]] = {}
        for number in self._index.scoped(COUNTRIED, (2,)):
            if (bare := self._index.find(self._index.key(number)._replace(scope=""))) is not None:
                countries.setdefault(bare, set()).add(number)
        for bare, found in countries.items():
            if len(found) == 1:
                self._index.join(bare, found.pop())
