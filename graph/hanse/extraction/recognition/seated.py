"""Bodies of which a place has one, by the place alone: "the university of Girona", "the Šibenik port authority"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import rightward, span_of
from hanse.extraction.recognition.passages import lower
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import Word, capitalised

__all__ = ["recognise"]

_LONGEST = 4  # words of a place's name
_WITHIN = by_language("within", as_written=True)  # "sveučilište u Zadru", "universitatea din Craiova"


@needs(partial(phrases, "institution-cue"))
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark institutions in lower case that are named with their place."""
    text = scene.words(unit.span)
    for match in phrases("institution-cue").scan(text, scene.languages):
        if not lower(text[match.start]) or scene.touching(text[match.start]):
            continue
        found = _of_place(scene, text, match) or _after_place(scene, text, match)
        if found and scene.free(span := span_of(text, *found)):
            scene.add(Mention(span, "Organisation", span.of(scene.text), 0.8))


def _of_place(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """As in "la cámara de agricultura del Gers"; in Slavic and Romanian with the preposition of place."""
    tie = phrases("genitive").at(text, match.end, scene.languages) if match.end < len(text) else None
    place = tie.end if tie else match.end
    if not tie and match.end < len(text) and text[match.end].text in _WITHIN[scene.language]:
        place = match.end + 1
    end = _place(scene, text, place) if place > match.end else 0
    if not end:
        return None
    return match.start, end


def _after_place(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """As in "the Šibenik port authority": after an article."""
    if match.cue.language != "en":
        return None
    for start in range(match.start - 1, max(-1, match.start - _LONGEST), -1):
        if not capitalised(text[start].text):
            return None
        article = start > 0 and phrases("article").at(text, start - 1, ("en",))
        if article and _place(scene, text, start) == match.start:
            return start, match.end
    return None


def _place(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of the longest name of a place that begins at a word, or 0."""
    if index >= len(text) or not text[index].folded or lower(text[index]):
        return 0
    last = rightward(text, index, _LONGEST)
    for end in range(last, index, -1):
        if scene.gazetteer.find(span_of(text, index, end).of(scene.text), scene.language):
            return end
    return 0
