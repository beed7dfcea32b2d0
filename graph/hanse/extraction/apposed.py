"""Of what a participle behind a comma tells: not of the event before it where something else stands nearer.

"The meeting closed the SKYLARK project, | organised by X"; "The gala was part of the Sea Days, an event | held by X".
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.tenses import past
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["told_of_other"]


def told_of_other(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether a verb at a place tells of something that stands between it and the event before it."""
    called = cues(scene, text)
    named = scene.inside(Span(text[0].start, text[start].start), ("Event",)) if start else []
    if named:
        event = next(i for i, w in enumerate(text) if w.start >= named[-1].span.end)
    else:
        event = next((m.end for m in called if m.end < start), start)
    return _of_initiative(scene, text, event, start) or _of_apposition(scene, text, called, start)


def _of_initiative(scene: Scene, text: Sequence[Word], event: int, start: int) -> bool:
    """Whether a project or network, of which the event's clause tells, stands right before a participle."""
    if not start or text[start - 1].text != ",":
        return False
    told = next((i for i in range(event, start) if past(text, i, scene.language)), start)
    if told + 1 >= start - 1:
        return False
    last = _last(scene, text, told + 1, start - 1)
    called = phrases("name-cue", INITIATIVES).scan(text[told + 1 : start - 1], scene.languages)
    return last.kind in INITIATIVES if last else bool(called)


def _last(scene: Scene, text: Sequence[Word], first: int, end: int) -> Mention | None:
    """What is named last among some words."""
    inside = scene.inside(Span(text[first].start, text[end - 1].end))
    return inside[-1] if inside else None


def _of_apposition(scene: Scene, text: Sequence[Word], called: Sequence[Match], start: int) -> bool:
    """Whether a word for an event in apposition, which says what stands before it is, governs a participle."""
    word = next((m.start for m in called if m.end == start and m.start > 1), None)
    if word is None:
        return False
    comma = word - 1 - phrases("article").alone(text[word - 1], scene.languages)
    return text[comma].text == ","
