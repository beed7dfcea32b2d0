"""The ties of a graph by what they tie: who is partner in what, and where, under which programme, on which theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from hanse.queries.labels import Labels
from hanse.views.reading import Tie

__all__ = ["Lookup", "words"]

_PARTNER = ("partner", "leadPartner")
_PLACE = ("locatedIn", "implementedIn")


def words(name: str) -> str:
    """A property's local name as words.

    >>> words("leadPartner")
    'lead partner'
    """
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Ties, indexed."""

    labels: Labels
    ties: tuple[Tie, ...]
    partnership: dict[tuple[str, str], Tie]  # collaboration, partner → the tie
    partners: dict[str, set[str]]  # of a collaboration
    joined: dict[str, set[str]]  # collaborations of a partner
    objects: dict[str, dict[str, set[str]]]  # property → subject → objects
    residents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # country → partners in it
    met: dict[str, set[str]] = field(default_factory=dict)  # what was asked already: thing → collaborations

    @classmethod
    def of(cls, ties: Iterable[Tie], labels: Labels) -> Lookup:
        """Index ties."""
        kept = tuple(ties)
        partnership = {(tie[0], tie[2]): tie for tie in kept if tie[1] in _PARTNER}
        partners, joined = defaultdict(set), defaultdict(set)
        for collaboration, partner in partnership:
            partners[collaboration].add(partner)
            joined[partner].add(collaboration)
        objects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for subject, name, other in kept:
            objects[name][subject].add(other)
        made = cls(labels, kept, partnership, dict(partners), dict(joined), objects)
        for partner in joined:
            for country in made.countries(partner):
                made.residents[country].add(partner)
        return made

    def within(self, collaborations: Collection[str]) -> Lookup:
        """The same without the partnerships of other collaborations."""
        kept = (tie for tie in self.ties if tie[1] not in _PARTNER or tie[0] in collaborations)
        return Lookup.of(kept, self.labels)

    def kind(self, iri: str) -> str:
        """The local name of a thing's class."""
        return self.labels.kinds.get(iri, "")

    def names(self, iris: Iterable[str]) -> tuple[str, ...]:
        """Of things, sorted."""
        return tuple(sorted({self.labels.of(iri) for iri in iris}))

    def countries(self, iri: str) -> set[str]:
        """The countries that a thing is in, directly or through the places that it is in; a country is in itself."""
        found: set[str] = set()
        reached = {iri}
        for _ in range(3):
            found |= {place for place in reached if self.kind(place) == "Country"}
            reached = {place for thing in reached - found for place in self.places(thing)}
        return found

    def places(self, iri: str) -> Iterator[str]:
        """Where a thing is or is carried out, as it is said."""
        for name in _PLACE:
            yield from self.objects[name].get(iri, ())

    def labelled(self, name: str, iri: str, inherited: bool) -> set[str]:
        """The programmes or themes of a thing; of a partner, if inherited, those of what it takes part in."""
        own = set(self.objects[name].get(iri, ()))
        return own.union(*(self.objects[name].get(c, ()) for c in self.joined.get(iri, ()))) if inherited else own

    def shared(self, of: str, one: str, other: str) -> dict[str, tuple[Tie, ...]]:
        """What joins two things of a projection, each with the ties that say so."""
        if of == "network":
            common = sorted(self.partners.get(one, set()) & self.partners.get(other, set()))
            return {partner: tuple(self.partnership[end, partner] for end in (one, other)) for partner in common}
        sides = [self._members(end) for end in (one, other)]
        common = sorted(self.meeting(one) & self.meeting(other))
        return {met: tuple(self._sayings(met, sides)) for met in common}

    def _sayings(self, collaboration: str, sides: Iterable[set[str]]) -> Iterator[Tie]:
        for side in sides:
            for member in sorted(self.partners[collaboration] & side):
                yield self.partnership[collaboration, member]

    def _members(self, iri: str) -> set[str]:
        return self.residents.get(iri, set()) if self.kind(iri) == "Country" else {iri}

    def meeting(self, iri: str) -> set[str]:
        """The collaborations in which a thing takes part, or those in a country do."""
        if iri not in self.met:
            self.met[iri] = {one for member in self._members(iri) for one in self.joined.get(member, ())}
        return self.met[iri]
