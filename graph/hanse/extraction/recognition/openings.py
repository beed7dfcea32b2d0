"""Where an event's name begins: with its number or a programme's name, behind a date or a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import Scene
from hanse.extraction.words import Word

__all__ = ["ORDINAL", "after_date", "branded", "numbered", "unlabelled"]

ORDINAL = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th|t|er|e|º|ª)?|[IVX]+)$")
"""The number of a series, before an event's name."""
_ROMAN = re.compile(r"[IVX]+$")
_LONGEST = 7  # letters of a Roman number
_NEAR = 30  # words before an event's that its name may have
_NAMING = ("Network", "Project", "Programme")


def branded(scene: Scene, text: Sequence[Word], start: int) -> int:
    """With a network's or programme's name right before: "Horizon 2020 Session"."""
    there = scene.touching(text[start - 1]) if start else []
    if there and there[0].kind in _NAMING:
        return next((i for i in range(max(0, start - _NEAR), start) if text[i].span in there[0].span), start)
    return start


def numbered(scene: Scene, text: Sequence[Word], start: int, floor: int) -> int:
    """With the number before a name: "17. Bundeskongress", "XI Asamblea"; in Swedish "I mötet" has none."""
    places = phrases("place-preposition")
    while start > floor and ORDINAL.match(text[start - 1].text) and not _of_hour(text, start - 1):
        if places.alone(text[start - 1], (scene.language,)):
            break
        start -= 1
    if (
        start > floor + 1
        and text[start - 1].text == "."
        and (text[start - 2].text.isdigit() or _ROMAN.match(text[start - 2].text))
        and len(text[start - 2].text) < (3 if text[start - 2].text.isdigit() else _LONGEST)
    ):
        start -= 2
    return start


def _of_hour(text: Sequence[Word], index: int) -> bool:
    """Whether a number is the minutes of an hour: "11:30"."""
    return index > 1 and text[index - 1].text in {":", ".", "h"} and text[index - 2].text.isdigit()


def unlabelled(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """Without a label before the name: "Organizatorem Letniego Uniwersytetu", "Host city forum"."""
    if start == 0 or text[start - 1].text in ".:!?":
        label = phrases("label-cue", ("organiser", "attendee", "locatedIn")).at(text, start, scene.languages)
        if label and label.end <= end:
            return label.end
    return start


def after_date(scene: Scene, text: Sequence[Word], index: int) -> int:
    """Where the words begin that follow the last date before a word: a date is no part of the name."""
    first = max(0, index - _NEAR)
    whens = scene.dates(span_of(text, first, index)) if index else ()
    return next((i for i in range(first, len(text)) if whens and text[i].start >= whens[-1].span.end), 0)
