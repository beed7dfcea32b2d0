"""People and organisations that a tagger of the user's marks, where the rules have left the text unclaimed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, known

__all__ = ["CONFIDENCE", "Tagger", "recognise"]

CONFIDENCE = 0.5
"""Of a name that only a tagger marks, and of what is said of it."""


_SHORT, _LONG = 6, 6
"""Words that are no sentence yet, and more than a person's name has."""


class Tagger(Protocol):
    """Marks names in text of one language."""

    @property
    def extractor(self) -> str:
        """The name that evidence has for it."""

    @property
    def language(self) -> str:
        """ISO 639-1."""

    @property
    def stamp(self) -> str:
        """Name, version and content: what its answers depend on."""

    def tag(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Start, end and kind (``Person``, ``Organisation``) of each name in a text."""


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark what the taggers of the document's language find in a unit."""
    taggers = [one for one in scene.knowledge.taggers if one.language == scene.document.language]
    if not taggers or not _prose(text := scene.words(unit.span)):
        return
    for tagger in taggers:
        for start, end, kind in tagger.tag(unit.span.of(scene.text)):
            _keep(scene, tagger, kind, _name(scene, text, unit.span.start + start, unit.span.start + end))


def _prose(text: Sequence[Word]) -> bool:
    """Whether it is running text, which is what taggers are trained on: in headings and cells they guess."""
    counted = [word for word in text if word.folded]
    return len(counted) > _SHORT and 2 * sum(not capitalised(word.text) for word in counted) > len(counted)


def _name(scene: Scene, text: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The whole words of a tagged stretch, without an article in front or punctuation around."""
    found = [word for word in text if start <= word.start and word.end <= end]
    while found and (not found[0].folded or phrases("article").at(found, 0, scene.languages)):
        del found[0]
    while found and (not found[-1].folded or found[-1].text in {"'s", "’s"}):
        del found[-1]
    return found


def _keep(scene: Scene, tagger: Tagger, kind: str, name: Sequence[Word]) -> None:
    if not name or not _shaped(scene, kind, name):
        return
    span = span_of(name, 0, len(name))
    if scene.free(span):
        scene.add(Mention(span, kind, span.of(scene.text), CONFIDENCE, by=tagger.extractor))


def _shaped(scene: Scene, kind: str, name: Sequence[Word]) -> bool:
    """Whether the words can be such a name: two or more, not all ordinary, the first a capital."""
    if len(name) < 2 or not capitalised(name[0].text) or all(known(w.text, scene.language) for w in name if w.folded):
        return False
    if "\n" in scene.text[name[0].start : name[-1].end]:
        return False
    return kind != "Person" or (len(name) < _LONG and capitalised(name[-1].text) and all(w.folded for w in name))
