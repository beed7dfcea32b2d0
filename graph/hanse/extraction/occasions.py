"""When and where events are, of what, and how many came."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction import dates
from hanse.extraction.dates import Moment, When
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word
from hanse.model import Span, Value
from hanse.names import fold

__all__ = ["read"]

_COUNT = re.compile(r"(?<![\d.,/-])\+?(\d{1,3}(?:[.,]\d{3})+|\d{2,6})\+?(?![\d/])")


def read(scene: Scene, sentence: Span, published: Moment | None) -> None:
    """Note date, place, initiative and attendance of the events in a sentence or line."""
    events = scene.inside(sentence, ("Event",))
    whens = dates.find(sentence.of(scene.text), scene.language, sentence.start)
    for number, event in enumerate(events):
        bound = events[number + 1].span.start if number + 1 < len(events) else sentence.end
        since = events[number - 1].span.end if number else sentence.start
        _when(scene, event, whens, Span(since, bound), sentence, published)
        _where(scene, event, Span(event.span.end, bound), sentence)
        _of(scene, event, Span(event.span.end, bound), sentence)
        if len(events) == 1:
            _attendance(scene, event, sentence)


def _when(
    scene: Scene, event: Mention, whens: Sequence[When], stretch: Span, sentence: Span, published: Moment | None
) -> None:
    near = [w for w in whens if w.span in stretch and (w.start.month or w.start.day)]
    if not near:
        return
    after = [w for w in near if w.span.start >= event.span.end]
    best = (
        after[0]
        if after and after[0].span.start - event.span.end < 160
        else near[-1]
        if near[-1].span.start < event.span.start
        else None
    )
    if best is None:
        return
    start = dates.resolve(best.start, published)
    scene.say(event, "startDate", start.value, sentence, "occasion", 0.8)
    if best.end:
        scene.say(event, "endDate", dates.resolve(best.end, published).value, sentence, "occasion", 0.8)


def _where(scene: Scene, event: Mention, stretch: Span, sentence: Span) -> None:
    """The first place after the event that a preposition of place brings."""
    for place in scene.inside(stretch, ("City", "Region")):
        between = scene.text[event.span.end : place.span.start]
        if len(between) > 110:
            return
        before = scene.words(Span(event.span.end, place.span.start)) if place.span.start > event.span.end else []
        if _led_in(scene, before) or between.strip() in {"(", ","}:
            scene.say(event, "locatedIn", place, sentence, "occasion", 0.8)
            return
        if before and before[-1].text not in {",", "("}:
            return


def _led_in(scene: Scene, before: Sequence[Word]) -> bool:
    for back in range(1, min(5, len(before) + 1)):
        match = phrases("place-preposition").at(before, len(before) - back, scene.languages)
        if match:
            rest = before[match.end :]
            return all(len(w.folded) <= 3 or w.folded in _OF_CITY for w in rest)
    return False


_OF_CITY = {"heart", "city", "town", "ville", "ciudad", "citta", "cidade", "centre", "corazon", "stadt", "miasto"}


def _of(scene: Scene, event: Mention, stretch: Span, sentence: Span) -> None:
    """The initiative after "of"; else one whose name is inside the event's."""
    for other in scene.inside(stretch, (*INITIATIVES, "Programme"))[:1]:
        between = scene.words(Span(event.span.end, other.span.start))
        plain = [w for w in between if w.folded]
        if len(between) <= 4 and plain and phrases("genitive").at(between, 0, scene.languages):
            scene.say(event, "eventOf", other, sentence, "occasion", 0.85)
            return
    own = f" {fold(event.name)} "
    named = {fold(m.name): m for m in scene.mentions if m.kind in (*INITIATIVES, "Programme")}
    inside = [
        m for name, m in sorted(named.items(), key=lambda item: -len(item[0])) if f" {name} " in own and len(name) > 2
    ]
    if inside:
        scene.say(event, "eventOf", inside[0], sentence, "occasion", 0.85)


def _attendance(scene: Scene, event: Mention, sentence: Span) -> None:
    text = sentence.of(scene.text)
    for match in _COUNT.finditer(text):
        after = scene.words(Span(sentence.start + match.end(), min(sentence.end, sentence.start + match.end() + 60)))
        if any(
            phrases("label-cue", ("attendance", "attendee")).at(after, i, scene.languages)
            for i in range(min(3, len(after)))
        ):
            number = re.sub(r"\D", "", match.group(1))
            scene.say(event, "attendance", Value(number, "integer"), sentence, "occasion", 0.75)
            return
