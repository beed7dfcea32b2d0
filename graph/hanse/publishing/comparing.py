"""What a release has that an earlier one had not, and the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from hanse.comparing import changes
from hanse.publishing.publication import Publication
from hanse.store import QUADS
from hanse.vocabulary import PROPERTIES, VALUES, local_name, term

__all__ = ["Comparison", "Fact", "Thing", "compare"]


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A thing of one of the releases, or a document."""

    kind: str
    label: str
    iri: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement of one of the releases, with the names that it has there."""

    subject: str
    predicate: str
    object: NamedNode | Literal
    about: str  # the subject's name
    said: str  # the object's

    @property
    def target(self) -> str:
        """The IRI of the object; "" for a value."""
        return self.object.value if isinstance(self.object, NamedNode) else ""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A thing that is called otherwise."""

    thing: Thing
    before: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing that goes on under another IRI."""

    thing: Thing  # as it is now
    before: Thing


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs."""

    added: tuple[Thing, ...]
    removed: tuple[Thing, ...]
    moved: tuple[Moved, ...]
    renamed: tuple[Renamed, ...]
    facts_added: Mapping[str, tuple[Fact, ...]]  # by property
    facts_removed: Mapping[str, tuple[Fact, ...]]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.moved or self.renamed or self.facts_added or self.facts_removed)


def compare(old: Publication, new: Publication, followed: Mapping[str, str]) -> Comparison:
    """Compare two releases, both under the same base: things by IRI, statements of the merge by their triples.

    ``followed`` says as what IRIs of the old one go on; what is said of such things is not taken for new.
    """
    before, after = _things(old), _things(new)
    moved = {
        iri: followed[iri]
        for iri in before.keys() - after.keys()
        if followed.get(iri) in after and followed[iri] not in before
    }
    gained, lost = _facts(old, new, followed)
    return Comparison(
        tuple(sorted(after[iri] for iri in after.keys() - before.keys() - set(moved.values()))),
        tuple(sorted(before[iri] for iri in before.keys() - after.keys() - moved.keys())),
        tuple(sorted((Moved(after[new], before[iri]) for iri, new in moved.items()), key=lambda one: one.thing)),
        tuple(
            Renamed(after[iri], before[iri].label)
            for iri in sorted(after.keys() & before.keys(), key=lambda iri: after[iri])
            if after[iri].label != before[iri].label
        ),
        _grouped(gained, before | after),
        _grouped(lost, after | before),
    )


def _things(release: Publication) -> dict[str, Thing]:
    labels = release.labels
    return {iri: Thing(kind, labels.of(iri), iri) for iri, kind in labels.kinds.items()}


Said = tuple[str, str, NamedNode | Literal]
_STATED = {f"<{term(name)}>".encode(): term(name) for name in (*PROPERTIES, *VALUES)}


def _facts(old: Publication, new: Publication, followed: Mapping[str, str]) -> tuple[list[Said], list[Said]]:
    """What is said now and was not, and what was; of things as they are called now."""
    gained: list[Said] = []
    lost: list[Said] = []
    terms = {f"<{iri}>".encode(): f"<{other}>".encode() for iri, other in followed.items()}
    for changed in changes(old.directory / QUADS, new.directory / QUADS, terms):
        for some, triples in ((gained, changed.gained), (lost, changed.lost)):
            some += (_said(changed.subject, *triple) for triple in triples if triple[0] in _STATED)
    return gained, lost


def _said(subject: bytes, predicate: bytes, target: bytes) -> Said:
    triple = next(iter(parse(b" ".join((subject, predicate, target, b".")), format=RdfFormat.N_TRIPLES)))
    assert isinstance(triple.object, NamedNode | Literal)
    return str(triple.subject).strip("<>"), triple.predicate.value, triple.object


def _grouped(facts: Iterable[Said], called: Mapping[str, Thing]) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for subject, predicate, target in facts:
        said = _label(target.value, called) if isinstance(target, NamedNode) else target.value
        found[predicate].append(Fact(subject, predicate, target, _label(subject, called), said))
    return {
        predicate: tuple(sorted(some, key=lambda fact: (fact.about, fact.said, fact.subject, str(fact.object))))
        for predicate, some in sorted(found.items())
    }


def _label(iri: str, called: Mapping[str, Thing]) -> str:
    return called[iri].label if iri in called else local_name(iri)
