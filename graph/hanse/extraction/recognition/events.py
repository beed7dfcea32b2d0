"""Events: names with a word like forum or congress in capitals, and meetings that the text describes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction import dates
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import is_joint, leftward, quoted, rightward, span_of, trimmed
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
    """A quoted or titled name beside the cue, or a capitalised run around it."""
    if _plural(text[match.end - 1], match):
        return
    bounds = _titled(scene, text, match) or _around(scene, text, match)
    if not bounds or bounds[1] - bounds[0] < 2:
        return
    span = span_of(text, *bounds)
    if any(m.span not in span or m.kind in {"Event", "Person"} for m in scene.touching(span)):
        return
    name = span.of(scene.text)
    scene.replace(Mention(span, "Event", name, 0.75, aliases=_shorter(scene, text, match, bounds)))


def _shorter(scene: Scene, text: Sequence[Word], match: Match, bounds: tuple[int, int]) -> tuple[str, ...]:
    """The name without the place that follows it: "kick-off meeting in Avilés"."""
    inner = bounds[0] <= match.start and match.end < bounds[1]
    return (span_of(text, bounds[0], match.end).of(scene.text),) if inner and bounds[0] < match.start else ()


def _titled(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """ "Webinar: Measuring school travel"; "“Ready for Action!” Meeting"."""
    after = match.end
    if after + 2 < len(text) and text[after].text == ":" and match.start <= 2 and capitalised(text[after + 1].text):
        line = scene.text[text[after].end :].split("\n")[0]
        end = next((i for i, w in enumerate(text) if w.start >= text[after].end + len(line)), len(text))
        return (after + 1, end) if 2 <= end - after - 1 <= 14 and text[end - 1].text != "." else None
    if inner := quoted(text, after):
        return inner
    if match.start >= 3 and text[match.start - 1].text in '"”“»':
        opening = next(
            (i for i in range(match.start - 2, max(-1, match.start - 14), -1) if text[i].text in '"“„«'), None
        )
        return (opening + 1, match.start - 1) if opening is not None and opening + 1 < match.start - 1 else None
    return None


def _around(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    start = max(leftward(text, match.start, scene.languages, 7), _after_date(scene, text, match.start))
    start = trimmed(text, start, match.start, scene.languages)
    lower = not capitalised(text[match.start].text)
    if lower and not (start < match.start and _of_initiative(scene, text[start : match.start])):
        return None
    end = match.end
    if not lower and end < len(text) and (_NUMBER.match(text[end].text) or capitalised(text[end].text)):
        end = max(end, rightward(text, end, 6))
    elif not lower and end + 1 < len(text) and is_joint(text[end]) and capitalised(text[end + 1].text):
        end = rightward(text, end + 1, 6)
    if end < len(text) and _NUMBER.match(text[end].text):
        end += 1
    while start > 0 and _ORDINAL.match(text[start - 1].text) and not lower:
        start -= 1
    return None if start == match.start and end == match.end else (start, end)


def _of_initiative(scene: Scene, before: Sequence[Word]) -> bool:
    """Whether the words before a lower-case cue are an initiative's or programme's name: "EURE kick-off meeting"."""
    there = scene.touching(before[-1].span)
    return (
        bool(there) and there[0].kind in {"Network", "Project", "Programme"} and there[0].span.start <= before[0].start
    )


def _after_date(scene: Scene, text: Sequence[Word], index: int) -> int:
    """Where the words begin that follow the last date before a word: a date is no part of the name."""
    stretch = span_of(text, 0, index) if index else None
    whens = dates.find(stretch.of(scene.text), scene.language, stretch.start) if stretch else []
    return next((i for i, w in enumerate(text) if whens and w.start >= whens[-1].span.end), 0)


def _plural(word: Word, match: Match) -> bool:
    return match.cue.language == "en" and lemma(word.text, "en") != word.folded and not distinctive(word.text)
