"""What is known before a document is read: places, the register of names, what the corpus establishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

__all__ = ["Knowledge", "Survey", "Votes", "names_of", "register"]

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
        votes = Votes()
        votes.add(name for survey in surveys for name in survey.names)
        for table in tables:
            votes.add(names_of(table))
        ends = repeated.shared((survey.page, survey.tail) for survey in surveys)
        return cls(gazetteer, NameIndex(votes.names()), taggers, ends)

    def layers(self, scene: Scene) -> tuple[NameIndex, NameIndex, NameIndex]:
        """Where names are looked up, first to last."""
        return scene.names, register(), self.corpus


class Votes:
    """Of what kind the names of a corpus are: what its documents and tables say, each name in a few dozen bytes."""

    def __init__(self) -> None:
        self._given: dict[str, dict[str, tuple[int, float]]] = {}  # text → kind → votes, best score

    def add(self, names: Iterable[Name]) -> None:
        """What one of them says."""
        for name in names:
            self._give(name.text, name.kind, 1 + 2 * (name.score > 0.9), name.score)

    def join(self, other: Votes) -> None:
        """What others say."""
        for text, kinds in other._given.items():
            for kind, (count, score) in kinds.items():
                self._give(text, kind, count, score)

    def _give(self, text: str, kind: str, count: int, score: float) -> None:
        kinds = self._given.setdefault(text, {})
        before, best = kinds.get(kind, (0, 0.0))
        kinds[kind] = (before + count, max(score, best))

    def names(self) -> list[Name]:
        """Each name, of the kind that most say; sorted."""
        names = []
        for text, kinds in self._given.items():
            kind = min(kinds, key=lambda one: (-kinds[one][0], _RANK.get(one, 9), one))
            names.append(Name(text, kind, score=kinds[kind][1]))
        return sorted(names)


def names_of(table: Extract) -> Iterator[Name]:
    """The names that a table establishes."""
    for entity in table.entities:
        if entity.kind in _SHARED and not entity.place:
            for name in (entity.name, *entity.names):
                if 2 < len(name) < 100:
                    yield Name(name, entity.kind, score=0.95)


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
