"""When events are of which the sentence that names them tells no day: the next sentence does, or the page does once.

"Riga will host the Harbour Forum. It takes place on 9 and 10 October." In the end a day without a year gets that of the
event's name ("Forum 2025"), of the page's date where it is near, or of the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from hanse.extraction import dates, header
from hanse.extraction.dates import Moment, When
from hanse.extraction.focus import in_passing, looks_ahead, occasion
from hanse.extraction.gatherings import sorts
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.negation import negated
from hanse.extraction.occasions import remainder
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.scene import Draft, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.verges import around, begun
from hanse.extraction.words import Word
from hanse.model import BlockKind, Span, Value
from hanse.names import fold

__all__ = ["read", "settle"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST = 9  # words before the date of a sentence that tells when something is
_SOON = 8  # sentences of a page's text that may tell the days of its event


def read(scene: Scene) -> None:
    """Note the days of events that other sentences tell than those that name them."""
    dated = {fold(d.subject.name) for d in scene.drafts if isinstance(d.subject, Mention) and _tells(d)}
    for event, when, sentence in (*_spoken_of(scene), *_days(scene)):
        if fold(event.name) not in dated:
            scene.say(event, "startDate", when.start.value, sentence, "appointment", 0.75)
            if when.end:
                scene.say(event, "endDate", when.end.value, sentence, "appointment", 0.75)
            _place(scene, event, sentence)
            dated.add(fold(event.name))


def _place(scene: Scene, event: Mention, sentence: Span) -> None:
    """Note the only city of a sentence that tells an event's days, after a word for where."""
    cities = scene.inside(sentence, ("City",))
    if len(cities) != 1 or scene.inside(sentence, ("Person",)):
        return
    before = scene.words(Span(sentence.start, cities[0].span.start)) if cities[0].span.start > sentence.start else []
    if before and phrases("place-preposition").alone(before[-1], scene.languages):
        scene.say(event, "locatedIn", cities[0], sentence, "appointment", 0.7)


def _spoken_of(scene: Scene) -> Iterator[tuple[Mention, When, Span]]:
    """The events that sentences with a day take up from the sentence before, or by their noun."""
    last: Span | None = None
    for unit in scene.layout.body if scene.mentions.of("Event") else ():
        for sentence in scene.sentences(unit):
            same = last is not None and last.start >= unit.span.start
            for find, named in ((_told, last), (_dateline, last if same else None), (_held, sentence)):
                if named and (event := _named(scene, named)) and (when := find(scene, sentence)):
                    yield event, when, sentence
                    break
            last = sentence


def _tells(draft: Draft) -> bool:
    return draft.predicate == "startDate" and isinstance(draft.subject, Mention) and draft.subject.kind == "Event"


def _named(scene: Scene, sentence: Span) -> Mention | None:
    """The event that a sentence names, or takes up by its noun: "a conference"."""
    if named := scene.inside(sentence, ("Event",)):
        return named[-1] if len(named) == 1 else None
    text = scene.words(sentence)
    said = [sorts(text[match.end - 1], scene.languages) for match in cues(scene, text)]
    if len(said) != 1:
        return None
    before = [m for m in scene.mentions.before("Event", sentence.start) if said[0] & _sorts(scene, m)]
    return before[0] if before and len({fold(m.name) for m in before}) == 1 else None


def _sorts(scene: Scene, event: Mention) -> frozenset[str]:
    return frozenset(sort for word in scene.words(event.span) for sort in sorts(word, scene.languages))


def _told(scene: Scene, sentence: Span) -> When | None:
    """The day that a sentence tells of the event spoken of just before."""
    whens = [w for w in scene.dates(sentence) if w.start.month and scene.free(w.span)]
    if not whens or not all(_generic(m) for m in scene.inside(sentence, ("Event",))):
        return None
    text = scene.words(sentence)
    start = begun(text, whens[0], scene.languages)
    verge = around(text, whens[0], scene.languages)
    if start > _LONGEST or negated(scene, text) or (verge and verge.half.term == "endDate"):
        return None
    opening = text[: verge.start if verge and not verge.half.after else start]
    said = verge or any(_copula(scene, w) for w in opening)
    before = len(opening) if verge else len(opening) - 1  # the last word may be that of a weekday
    return whens[0] if said and all(_light(scene, opening, i) for i in range(before)) else None


def _dateline(scene: Scene, sentence: Span) -> When | None:
    """The day of a sentence that has little but a day and a place: "Jornada técnica. Vitoria, 22 de mayo de 2024"."""
    whens = [w for w in scene.dates(sentence) if w.start.day and scene.free(w.span)]
    alone = len(whens) == 1 and not scene.inside(sentence, ("Event", "Person"))
    return whens[0] if alone and remainder(scene, sentence, whens) <= 1 else None


def _held(scene: Scene, sentence: Span) -> When | None:
    """The only day of a sentence that names no event and tells that one was held then."""
    whens = [w for w in scene.dates(sentence) if w.start.day and scene.free(w.span)]
    if len(whens) != 1 or scene.inside(sentence, ("Event",)):
        return None
    text = scene.words(sentence)
    verge = around(text, whens[0], scene.languages)
    return whens[0] if verge and verge.half.term == "startDate" and not negated(scene, text) else None


def _generic(event: Mention) -> bool:
    """Whether a word only takes up the event named before: "the meeting", "the two-day event"."""
    return event.scope == "described" and not event.aliases


def _light(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word may open a sentence that tells when the event before it is: "The next one will be in Riga on"."""
    word = text[index]
    if not word.folded or len(word.folded) <= 3 or word.text[0].isdigit():
        return True
    if any(m.kind in {"City", "Country", "Event"} for m in scene.touching(word.span)):
        return True
    if _copula(scene, word) or sorts(word, scene.languages) or word.folded in _LIGHT[scene.language]:
        return True
    kinds = phrases("article"), phrases("pronoun", ("Project",)), phrases("place-preposition"), phrases("modifier-cue")
    return any(p.at(text, index, scene.languages) for p in (*kinds, phrases("name-cue", ("Event",))))


_LIGHT = by_language("appointment")


def _copula(scene: Scene, word: Word) -> bool:
    return phrases("copula").at([word], 0, scene.languages) is not None


def _days(scene: Scene) -> Iterator[tuple[Mention, When, Span]]:
    """The only range of days that the first sentences of a page tell without an event, and the event told of there."""
    first = [*_first(scene)]
    said = {d.object.text for d in scene.drafts if _tells(d) and isinstance(d.object, Value)}
    found: dict[When, int] = {}
    for place, sentence in enumerate(first):
        if scene.inside(sentence, ("Event",)) or negated(scene, scene.words(sentence)):
            continue
        whens = [w for w in scene.dates(sentence) if w.start.day and w.end and scene.free(w.span) and not _long(w)]
        found |= {w: place for w in whens if w.start.value.text not in said}
    if len({(w.start, w.end) for w in found}) == 1:
        when, place = next(iter(found.items()))
        if event := _beside(scene, first, place):
            yield event, when, first[place]


def _beside(scene: Scene, sentences: Sequence[Span], place: int) -> Mention | None:
    """The event that the next sentence names, else the one before, else the page; none that is to come."""
    for near in (place + 1, place - 1, place - 2):
        found = scene.inside(sentences[near], ("Event",)) if 0 <= near < len(sentences) else []
        if named := [event for event in found if not in_passing(scene, event)]:
            ahead = looks_ahead(scene, scene.words(sentences[near]))
            own = looks_ahead(scene, scene.words(sentences[place]))
            return named[0] if len(named) == 1 and (own or not ahead) else None
    event = occasion(scene)
    return event if event and not _in_brackets(scene, event) else None


def _in_brackets(scene: Scene, event: Mention) -> bool:
    """Whether an event is named in brackets alone, behind something else: "a commission (World Forum)"."""
    around = scene.text[max(0, event.span.start - 1) : event.span.end + 1]
    return around[:1] == "(" and around[-1:] == ")"


def _long(when: When) -> bool:
    """Whether a range is longer than a meeting is."""
    assert when.end is not None
    months = 12 * (when.end.year - when.start.year) + when.end.month - when.start.month
    return not 0 <= 31 * months + when.end.day - when.start.day <= _WEEK


_WEEK = 9  # days


def _first(scene: Scene) -> Iterator[Span]:
    """The first sentences of a page's text."""
    prose = (u for u in scene.layout.body if _prose(scene, u))
    sentences = (s for unit in prose for s in scene.sentences(unit))
    for _, sentence in zip(range(_SOON), sentences, strict=False):
        yield sentence


def _prose(scene: Scene, unit: Unit) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
    return scene.layout.block(unit.block).kind in kinds and scene.layout.nearest(unit.block, BlockKind.ROW) is None


def settle(scene: Scene) -> None:
    """Give days without a year the year of their event's name, of the page where it is near, or of the headline."""
    heading = header.title(scene)
    headlines = [s.of(scene.text) for s in ((heading,) if heading else scene.layout.headlines[:1])]
    years = {year for line in headlines for year in _YEAR.findall(line)}
    titled = int(years.pop()) if len(years) == 1 else 0
    for place, draft in enumerate(scene.drafts):
        value = draft.object
        if isinstance(value, Value) and value.text.startswith("--") and isinstance(draft.subject, Mention):
            day = Moment(0, int(value.text[2:4]), int(value.text[5:7]))
            own = _YEAR.findall(draft.subject.name)
            year = int(own[-1]) if own else 0
            known = replace(day, year=year) if year else _beside_year(scene, draft.where, day)
            known = known if known.year else dates.resolve(day, scene.published)
            if not known.year and titled and draft.subject.kind == "Event":
                known = replace(day, year=titled)
            if known.year:
                scene.drafts[place] = replace(draft, object=known.value)


def _beside_year(scene: Scene, where: Span, day: Moment) -> Moment:
    """The day with the year that a line near it gives: "24 Nov 2025", then "24-26 November"; else as it is."""
    units = scene.layout.body
    place = bisect_right(units, where.start, key=attrgetter("span.start"))
    near = [
        unit.span for unit in units[max(0, place - _LINES) : place + _LINES] if unit.span.end - unit.span.start < _LINE
    ]
    years = {
        moment.year
        for span in near
        for when in scene.dates(span)
        for moment in (when.start, when.end or when.start)
        if moment.year and moment.month == day.month and moment.day and abs(moment.day - day.day) <= _WEEK
    }
    return replace(day, year=years.pop()) if len(years) == 1 else day


_LINES, _LINE = 3, 60
