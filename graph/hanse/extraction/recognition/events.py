"""Named events: "8th European Conference on Sustainable Cities", "Webinar: School travel", "Eurocities 2024 Cluj"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from hanse.extraction.counts import worded
from hanse.extraction.dateforms import months_at
from hanse.extraction.gates import needs
from hanse.extraction.gatherings import is_day, is_paper, is_partners, ordinal_before
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.lines import Trait
from hanse.extraction.recognition.chunks import coined, is_joint, leftward, quoted, rightward, span_of, trimmed
from hanse.extraction.recognition.eventnouns import EVENTFUL, cues, plural, vague
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.recognition.openings import ORDINAL, after_date, branded, numbered, unlabelled
from hanse.extraction.recognition.phrased import apposed, phrase
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.typology import BARE_NOUNS, HEAD_LAST
from hanse.extraction.words import Word, capitalised
from hanse.model import BlockKind, Span

__all__ = ["recognise"]

_NUMBER = re.compile(r"(?:19|20)\d\d$")
_ADJECTIVES = everywhere("qualities")  # "Fair Food Towns" is none
_NAMING = ("Network", "Project", "Programme")
_OPENING_EDITIONS = (*_NAMING, "Organisation")


@needs(*EVENTFUL, Trait(lambda word, _: _NUMBER.match(word) is not None))
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the events in a unit."""
    text = scene.words(unit.span)
    _edition(scene, unit, text)
    label = scene.layout.block(unit.block).label
    for match in cues(scene, text):
        _named(scene, unit, text, match, labelled=bool(label and text[match.start].span in label))


def _edition(scene: Scene, unit: Unit, text: Sequence[Word]) -> None:
    """A line that is nothing but a network's name, a year and a city: "Eurocities 2024 Cluj-Napoca"."""
    if not 3 <= len(text) <= 5 or not _NUMBER.match(text[1].text):
        return
    there = scene.touching(text[0])
    place = scene.gazetteer.find(span_of(text, 2, len(text)).of(scene.text), scene.language)
    if there and there[0].kind in _OPENING_EDITIONS and place and place[0].kind == "City":
        scene.hidden.extend(there)
        scene.replace(Mention(unit.span, "Event", unit.span.of(scene.text), 0.85,
                              aliases=(span_of(text, 0, 2).of(scene.text),)))  # fmt: skip


def _named(scene: Scene, unit: Unit, text: Sequence[Word], match: Match, *, labelled: bool) -> None:
    """A quoted or titled name beside the cue, or a capitalised run around it."""
    if plural(text[match.end - 1], match, text[: match.start]):
        return
    titled = _titled(scene, text, match) or _headline(scene, unit, text, match) or apposed(scene, text, match)
    if titled and _whereabouts(scene, span_of(text, *titled)):
        titled = None  # "Final conference: Kranj, 20 March 2025"
    if titled and phrases("honorific", ("Person",)).at(text, titled[0], scene.languages):
        return  # "Lecture: Prof. Anna Holm"
    bounds = titled or (None if labelled else _around(scene, text, match))
    if (
        not bounds
        or bounds[1] - bounds[0] < 2
        or _venue(scene, text, match, bounds)
        or _day(scene, text, match, bounds)
    ):
        return
    span = span_of(text, *bounds)
    name = span.of(scene.text)
    if titled and titled[1] < match.start:
        span = Span(span.start, text[match.end - 1].end)
    if (vague(scene, text, match) or match.cue.text == "event") and not titled and not _dated(scene, unit, text, span):
        return
    if any(m.span not in span or m.kind in {"Event", "Person"} for m in scene.touching(span)):
        return
    scene.replace(Mention(span, "Event", name, 0.75, aliases=_aliases(scene, text, match, bounds)))


def _whereabouts(scene: Scene, span: Span) -> bool:
    """Whether a stretch only tells a place and a date."""
    first = span.of(scene.text).split(",")[0].strip()
    whens = scene.dates(span)
    return bool(whens) and (span.start == whens[0].span.start or bool(scene.gazetteer.find(first, scene.language)))


def _dated(scene: Scene, unit: Unit, text: Sequence[Word], span: Span) -> bool:
    """Whether a date stands in the same line or row, or right below a heading, or the name begins with the number of a
    series, or has a programme's or network's.
    """
    row = scene.layout.nearest(unit.block, BlockKind.ROW)
    line = span_of(text, 0, len(text)) if row is None else scene.layout.block(row).span
    first = next(i for i, word in enumerate(text) if word.start == span.start)
    series = ordinal_before(text, first + 1, scene.languages)
    own = bool(series) or any(m.kind in _NAMING for m in scene.inside(span))
    named = own or bool(scene.dates(line)) or bool(re.search(r"(?:19|20)\d\d", span.of(scene.text)))
    return named or (scene.layout.block(unit.block).kind is BlockKind.HEADING and _dated_below(scene, unit))


def _dated_below(scene: Scene, unit: Unit) -> bool:
    """Whether the line below one begins with a range of days."""
    units = scene.layout.body
    place = bisect_left(units, unit.span.start, key=attrgetter("span.start"))
    below = units[place + 1 : place + 2]
    return any(
        w.end and w.start.day and w.span.start - u.span.start < _HEAD for u in below for w in scene.dates(u.span)
    )


_HEAD = 20  # characters of a line before the date that it begins with: those of a weekday


def _venue(scene: Scene, text: Sequence[Word], match: Match, bounds: tuple[int, int]) -> bool:
    """Whether the run names a place for events, or a firm: "Edinburgh International Conference Centre".

    Where the head comes first, a word for a body after it tells whose the event is.
    """
    after = text[match.end : bounds[1]]
    firm = (phrases("legal-form").at(text, i, ()) for i in range(match.end, min(bounds[1] + 1, len(text))))
    if any(m and m.cue.text == text[m.start].text for m in firm):
        return True  # "Forum Nordica Oy"
    if scene.language not in HEAD_LAST and match.cue.language != "en":
        return False
    return any(phrases("name-cue", ("Organisation",)).at(after, i, scene.languages) for i in range(min(2, len(after))))


def _day(scene: Scene, text: Sequence[Word], match: Match, bounds: tuple[int, int]) -> bool:
    """Whether the run is but a day of something: "DAY ONE", "Dzień drugi"; "World Day" is more."""
    if not is_day(text[match.start], scene.languages):
        return False
    others = [i for i in range(*bounds) if not match.start <= i < match.end]
    modifiers = phrases("modifier-cue")
    return all(
        text[i].text.isdigit() or ordinal_before(text, i + 1, scene.languages) or modifiers.at(text, i, scene.languages)
        for i in others
    )


def _aliases(scene: Scene, text: Sequence[Word], match: Match, bounds: tuple[int, int]) -> tuple[str, ...]:
    """The name without what follows the cue: "Mayors Summit (on the Future of Europe)"."""
    inner = bounds[0] < match.start and match.end < bounds[1]
    found = [(bounds[0], match.end)] if inner else []
    for place in range(match.end, bounds[1] - 1):  # "Summit of Small Cities (in Vic)"
        if phrases("place-preposition").alone(text[place], scene.languages) and _is_city(
            scene, text, place + 1, bounds[1]
        ):
            found.append((bounds[0], place))
            break
    return tuple(dict.fromkeys(span_of(text, *part).of(scene.text) for part in found))


def _is_city(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    places = scene.gazetteer.find(span_of(text, start, end).of(scene.text), scene.language)
    return bool(places) and places[0].kind == "City"


def _titled(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """The title beside a cue: "Webinar: Measuring school travel"; "“Ready for Action!” Meeting"."""
    after = match.end
    if after + 2 < len(text) and text[after].text == ":" and match.start <= 2 and capitalised(text[after + 1].text):
        line = scene.text[text[after].end :].split("\n")[0]
        end = next((i for i, w in enumerate(text) if w.start >= text[after].end + len(line)), len(text))
        return (after + 1, end) if 2 <= end - after - 1 <= 14 and text[end - 1].text != "." else None
    while after < len(text) and (found := phrases("modifier-cue").at(text, after, (scene.language,))):
        after = found.end  # "la conferencia internacional «…»"
    if inner := quoted(text, after):
        return inner
    if match.start >= 3 and text[match.start - 1].text in '"”“»':
        opening = next(
            (i for i in range(match.start - 2, max(-1, match.start - 14), -1) if text[i].text in '"“„«'), None
        )
        return (opening + 1, match.start - 1) if opening is not None and opening + 1 < match.start - 1 else None
    return None


def _headline(scene: Scene, unit: Unit, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """A heading of a word for events and a name in sentence case: "Konference Živé náměstí"."""
    if scene.layout.block(unit.block).kind is not BlockKind.HEADING or scene.language in _TITLE_CASE or match.start:
        return None
    name = text[match.end :]
    if not 2 <= len(name) <= _SHORT or not all(w.folded and w.text.isalpha() for w in name):
        return None
    if not capitalised(name[0].text) or not scene.free(span_of(text, match.end, len(text))):
        return None
    lower = [w for w in name[1:] if not capitalised(w.text)]
    grammar = ("place-preposition", "genitive", "conjunction", "article")
    plain = lower and not any(phrases(kind).alone(w, scene.languages) for kind in grammar for w in lower)
    return (match.start, len(text)) if plain else None


_TITLE_CASE = ("en", "de")
_SMALL = ("genitive", "article")
_SHORT = 3  # words of such a name


def _around(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    floor = after_date(scene, text, match.start)
    start = max(leftward(text, match.start, scene.languages, 7), floor)
    start = unlabelled(scene, text, trimmed(text, start, match.start, scene.languages), match.start)
    while start < match.start and phrases("place-preposition").alone(text[start], scene.languages):
        start += 1  # "W Forum weźmie udział …"
    start += _in_town(scene, text, start, match.start)
    lower = not capitalised(text[match.start].text)
    if start < match.start and is_paper(text[start].text):  # "MINUTES OF THE 9TH GENERAL ASSEMBLY"
        start += 1
        while start < match.start and any(phrases(k).alone(text[start], scene.languages) for k in _SMALL):
            start += 1
    start = numbered(scene, text, branded(scene, text, start), floor)
    if start + 1 == match.start and worded(text[start].folded, scene.languages) > 1:
        start += 1  # "Six | Forum chairs"
    role = phrases("role-cue").at(text, start, scene.languages) if start < match.start else None
    if role and role.end < match.start and phrases("genitive").alone(text[role.end], scene.languages):
        return None  # "President of the Standing Conference of Towns"
    if lower and not (start < match.start and _named_before(scene, text, start, match.start)):
        return None
    end = (
        match.end
        if lower
        else max(_rightward(scene, text, match), phrase(scene, text, match, vague=vague(scene, text, match)))
    )
    if start == match.start < end - 1 and text[start].folded in _ADJECTIVES and capitalised(text[start + 1].text):
        return None
    if end < len(text) and _NUMBER.match(text[end].text):
        end += 1
    return None if start == match.start and end == match.end else (start, end)


def _in_town(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """Whether the first word of a run is the town where an event is: "w | Toruniu | Zgromadzenia Ogólnego"."""
    own = (scene.language,) if scene.language in BARE_NOUNS and 0 < start < end else ()
    return int(
        bool(own)
        and phrases("place-preposition").alone(text[start - 1], own)
        and _is_city(scene, text, start, start + 1)
    )


def _rightward(scene: Scene, text: Sequence[Word], match: Match) -> int:
    """The end of a name that goes on after its cue: "Forum 2027", "City Lab #2", "Summit on the Future of Europe"."""
    end = match.end
    if end + 1 < len(text) and text[end].text == "#" and text[end + 1].text.isdigit():
        return end + 2
    if end < len(text) and (_NUMBER.match(text[end].text) or capitalised(text[end].text)):
        end = max(end, rightward(text, end, 6))
    elif (joints := _joints(text, end)) and not (
        begins_name(scene, text, end + joints)
        or months_at(text[end + joints].text, scene.language)
        or phrases("label-cue", ("theme",)).alone(text[end + joints], scene.languages)  # "Konferenz | zum Thema …"
    ):
        end = rightward(text, end + joints, 6)
    end = _before_day(scene, text, match.end, _one(scene, text, match.end, end))
    topic = end + 1
    if topic < len(text) and text[end].text in particles("topic-preposition", scene.languages):
        topic += phrases("article").at(text, topic, scene.languages) is not None
        titled = topic < len(text) and not phrases("label-cue", ("theme",)).alone(text[topic], scene.languages)
        if titled and capitalised(text[topic].text):
            end = rightward(text, topic, 14)
            if end + 1 < len(text) and text[end].text == "#":
                end += 2
    return end


def _before_day(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """The end of a name that a day with its month follows: "XXII Cumbre Aguas | del 29 de noviembre"."""
    day = next((i for i in range(start + 1, end) if text[i].text.isdigit()), None)
    whens = scene.dates(span_of(text, day, min(len(text), day + _DATE))) if day else ()
    if day is None or not any(w.span.start == text[day].start and w.start.month for w in whens):
        return end
    while day > start and is_joint(text[day - 1]):
        day -= 1
    return day


_DATE = 9  # words of a day, or days, and a month


def _joints(text: Sequence[Word], index: int) -> int:
    """How many small words stand before the next capitalised one: "of", "de las"."""
    for count in (1, 2):
        if index + count >= len(text) or not is_joint(text[index + count - 1]):
            return 0
        if capitalised(text[index + count].text):
            return count
    return 0


def _one(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """The end of the first of two events joined by "and": "Annual Conference and General Assembly"."""
    for index in range(start, end):
        if phrases("conjunction").at(text, index, scene.languages) and any(
            phrases("name-cue", ("Event",)).at(text, i, scene.languages) for i in range(index + 1, end)
        ):
            return index
    return end


def _named_before(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a name stands before a lower-case cue: "SKYLARK kick-off meeting", "New European Bauhaus festival"."""
    there = scene.touching(text[end - 1])
    if there and there[0].kind in _NAMING and there[0].span.start <= text[start].start:
        return True
    capital = [w for w in text[start:end] if w.folded and capitalised(w.text)]
    placed = any(
        m.kind in {"City", "Country", "Region"} and len(capital) < 3 for m in scene.touching(span_of(text, start, end))
    )
    if (
        len(capital) == 1
        and not placed
        and coined(capital, scene.languages)
        and is_partners(text[end], scene.languages)
    ):
        return True  # "the third | Marshline partner meeting"
    if (
        start
        and scene.language not in HEAD_LAST
        and phrases("place-preposition").alone(text[start - 1], scene.languages)
    ):
        return False  # "w Bibliotece Elbląskiej | spotkanie"
    opening = start == 0 or text[start - 1].text in ".!?:"
    numbered = bool(ORDINAL.match(text[start].text)) and not text[start].text.isdigit()
    whole = opening and end + 1 >= len(text)
    return (not placed and len(capital) >= (3 if opening and not whole else 2)) or (numbered and bool(capital))
