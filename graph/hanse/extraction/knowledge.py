"""What is known before a document is read: places, the register of names, what the corpus establishes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from hanse import vocabulary
from hanse.extraction import repeated
from hanse.extraction.recognition.known import Name, NameIndex
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.model import Extract

if TYPE_CHECKING:
    from hanse.extraction.recognition.tagged import Tagger
    from hanse.gazetteer import Gazetteer

__all__ = ["Knowledge", "Survey", "register"]

_SHARED = (*INITIATIVES, "Programme", "Organisation")
_RANK = {kind: rank for rank, kind in enumerate(("Programme", "Network", "Project", "GoodPractice", "Organisation"))}


@dataclass(frozen=True, slots=True)
class Survey:
    """The names that one document establishes for the corpus: by its layout or by a word beside them."""

    document: str
    names: tuple[Name, ...] = ()
    page: str = ""  # what tells the page from versions of it
    tail: tuple[str, ...] = ()  # marks of its ends, by which those that pages share are told


@dataclass(slots=True)
class Knowledge:
    """All that extraction may ask."""

    gazetteer: Gazetteer
    corpus: NameIndex = field(default_factory=NameIndex)
    digest: str = ""
    taggers: tuple[Tagger, ...] = ()  # of the user's, asked for the names that the rules leave
    ends: frozenset[str] = frozenset()  # marks of the ends that pages share

    @classmethod
    def of(
        cls,
        surveys: Iterable[Survey],
        tables: Iterable[Extract],
        gazetteer: Gazetteer,
        taggers: tuple[Tagger, ...] = (),
    ) -> Knowledge:
        """Bring together what documents and tables establish; a table counts for more than a sentence."""
        surveys = tuple(surveys)
        ends = repeated.shared((survey.page, survey.tail) for survey in surveys)
        votes: dict[str, Counter[str]] = {}
        best: dict[tuple[str, str], float] = {}
        for name in (*_of_surveys(surveys), *_of_tables(tables)):
            votes.setdefault(name.text, Counter())[name.kind] += 1 + 2 * (name.score > 0.9)
            best[name.text, name.kind] = max(name.score, best.get((name.text, name.kind), 0.0))
        names: list[Name] = []
        for text, kinds in votes.items():
            kind = min(kinds, key=lambda k: (-kinds[k], _RANK.get(k, 9)))
            names.append(Name(text, kind, score=best[text, kind]))
        names.sort()
        told = (*(f"{n.text}\t{n.kind}" for n in names), *(tagger.stamp for tagger in taggers), *sorted(ends))
        digest = hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
        return cls(gazetteer, NameIndex(names), digest, taggers, ends)

    def layers(self, scene: Scene) -> tuple[NameIndex, NameIndex, NameIndex]:
        """Where names are looked up, first to last."""
        return scene.names, register(), self.corpus


def _of_surveys(surveys: Iterable[Survey]) -> Iterable[Name]:
    return (name for survey in surveys for name in survey.names)


def _of_tables(tables: Iterable[Extract]) -> Iterable[Name]:
    return (
        Name(name, entity.kind, score=0.95)
        for extract in tables
        for entity in extract.entities
        if entity.kind in _SHARED and not entity.place
        for name in (entity.name, *entity.names)
        if 2 < len(name) < 100
    )


@cache
def register() -> NameIndex:
    """The well-known programmes, networks and bodies by all their names."""
    return NameIndex(
        sorted(
            Name(text, known.kind, known.name, 0.97)
            for known in vocabulary.register()
            for text in (known.name, *known.others)
        )
    )
