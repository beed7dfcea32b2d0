"""Phrases of time and place that part what belongs together: "was organised | in Graz on 5 May | by the Agency"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import PLACES, Scene
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["adverbials"]

_LONGEST = 4  # words from a preposition to its place: "in the city of"
_LEADING = 4  # letters of what leads to a date: "on", "dnia"


def adverbials(scene: Scene, sentence: Span) -> Mapping[int, int]:
    """Where such phrases end, by the words with which they begin; several in a row end where the last does."""
    text = scene.words(sentence)
    found = {**_dates(scene, sentence, text), **_places(scene, text)}
    for start in sorted(found, reverse=True):
        found[start] = found.get(found[start], found[start])
    return found


def _dates(scene: Scene, sentence: Span, text: Sequence[Word]) -> dict[int, int]:
    found: dict[int, int] = {}
    for when in scene.dates(sentence):
        inner = [i for i, word in enumerate(text) if word.span in when.span]
        if inner:
            led = inner[0] > 0 and text[inner[0] - 1].text.islower() and len(text[inner[0] - 1].text) <= _LEADING
            found |= dict.fromkeys(range(inner[0] - led, inner[0] + 1), inner[-1] + 1)
    return found


def _places(scene: Scene, text: Sequence[Word]) -> dict[int, int]:
    found: dict[int, int] = {}
    for index in range(len(text) - 1):
        if phrases("place-preposition").alone(text[index], scene.languages) and (end := _place(scene, text, index + 1)):
            found[index] = end
    return found


def _place(scene: Scene, text: Sequence[Word], start: int) -> int:
    """The end of a place's name, articles and "the city of" before it passed over; 0 where there is none."""
    small = phrases("article"), phrases("genitive"), phrases("name-cue", ("City", "Region"))
    for index in range(start, min(len(text), start + _LONGEST)):
        if there := scene.touching(text[index]):
            end = next((i for i in range(index, len(text)) if text[i].start >= there[0].span.end), len(text))
            return end if there[0].kind in PLACES else 0
        if not any(cue.alone(text[index], scene.languages) for cue in small):
            return 0
    return 0
