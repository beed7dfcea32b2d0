"""Events: names with a word like forum or congress in capitals, and meetings that the text describes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction import dates
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import is_joint, leftward, rightward, span_of, trimmed
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, lemma

__all__ = ["recognise"]

_NUMBER = re.compile(r"(?:19|20)\d\d$")
_ORDINAL = re.compile(r"(?:\d+(?:st|nd|rd|th|er|º|ª|\.)?|[IVX]+)$")


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the events in a unit."""
    text = scene.words(unit.span)
    for match in phrases("name-cue", ("Event",)).scan(text, scene.languages):
        _named(scene, text, match)


def _named(scene: Scene, text: Sequence[Word], match: Match) -> None:
    """A capitalised run around the cue."""
    if not capitalised(text[match.start].text) or _plural(text[match.end - 1], match):
        return
    start = max(leftward(text, match.start, scene.languages, 7), _after_date(scene, text, match.start))
    end = match.end
    if end < len(text) and (_NUMBER.match(text[end].text) or capitalised(text[end].text)):
        end = max(end, rightward(text, end, 6))
    elif end + 1 < len(text) and is_joint(text[end]) and capitalised(text[end + 1].text):
        end = rightward(text, end + 1, 6)
    if end < len(text) and _NUMBER.match(text[end].text):
        end += 1
    start = trimmed(text, start, end, scene.languages)
    while start > 0 and _ORDINAL.match(text[start - 1].text):
        start -= 1
    if end - start < 2 or (start == match.start and end == match.end):
        return
    span = span_of(text, start, end)
    if any(m.span not in span or m.kind in {"Event", "Person"} for m in scene.touching(span)):
        return
    scene.replace(Mention(span, "Event", span.of(scene.text), 0.75))


def _after_date(scene: Scene, text: Sequence[Word], index: int) -> int:
    """Where the words begin that follow the last date before a word: a date is no part of the name."""
    stretch = span_of(text, 0, index) if index else None
    whens = dates.find(stretch.of(scene.text), scene.language, stretch.start) if stretch else []
    return next((i for i, w in enumerate(text) if whens and w.start >= whens[-1].span.end), 0)


def _plural(word: Word, match: Match) -> bool:
    return match.cue.language == "en" and lemma(word.text, "en") != word.folded and not distinctive(word.text)
