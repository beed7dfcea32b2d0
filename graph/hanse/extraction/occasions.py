"""When and where events are, of what, and how many came."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from hanse.extraction import dates, owners, seats, venues
from hanse.extraction.dateforms import months_at
from hanse.extraction.dates import Moment, When
from hanse.extraction.focus import headlined
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.negation import called_off
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.model import DOCUMENT, BlockKind, Span
from hanse.names import fold

__all__ = ["read", "read_years", "remainder"]


@needs(kinds=("Event",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note date, place, initiative and attendance of the events in a sentence or line."""
    events, published = scene.inside(sentence, ("Event",)), scene.published
    if called_off(scene, sentence):
        return
    whens = _whens(scene, sentence) if events else []
    for number, event in enumerate(events):
        bound = events[number + 1].span.start if number + 1 < len(events) else sentence.end
        since = events[number - 1].span.end if number else sentence.start
        bound = _before_other(scene, event, whens, Span(since, bound))
        taken = number > 0 and any(since <= w.span.start < event.span.start for w in whens)
        dated = _when(scene, event, whens, Span(event.span.start if taken else since, bound), sentence, published)
        if not venues.behind(scene, event, Span(event.span.end, bound), sentence) and not taken:
            venues.before(scene, event, Span(since, event.span.start), sentence, dated=bool(whens))
        if not dated and len(events) == 1:
            _beside(scene, unit, event, published)
        owners.state(scene, unit, event, Span(event.span.end, bound), sentence)
    seats.read(scene, unit, events)


def _before_other(scene: Scene, event: Mention, whens: Sequence[When], stretch: Span) -> int:
    """Where what is said of an event with its day ends, before "and" and another: "on 3 May at the fair and on …"."""
    near = [w.span for w in whens if w.span in stretch]
    if len(near) < 2 or near[0].end > event.span.start:
        return stretch.end
    for when in near:
        between = scene.words(Span(event.span.end, when.start))[-_JOINT:] if when.start > event.span.end else ()
        joint = next((w for w in between if phrases("conjunction").alone(w, scene.languages)), None)
        if joint:
            return joint.start
    return stretch.end


_JOINT = 4  # words from "and" to a day: "and on the 8th"


def read_years(scene: Scene) -> None:
    """Note the year in an event's name ("Economic Development Forum 2022") where nothing tells its day."""
    dated = {
        fold(d.subject.name) for d in scene.drafts if isinstance(d.subject, Mention) and d.predicate == "startDate"
    }
    for event in [m for m in scene.mentions if m.kind == "Event"]:
        year = re.search(r"\b(?:19|20)\d\d$", event.name)
        name = fold(event.name)
        if year and not any(name in other or other in name for other in dated):
            scene.say(event, "startDate", Moment(int(year.group())).value, event.span, "occasion", 0.7)


def _whens(scene: Scene, span: Span) -> list[When]:
    """Days and months; a year alone is no date of an event."""
    return [w for w in scene.dates(span) if w.start.month]


def _when(
    scene: Scene, event: Mention, whens: Sequence[When], stretch: Span, sentence: Span, published: Moment | None
) -> bool:
    """The first date after the event, else the last before it."""
    near = [w for w in whens if w.span in stretch]
    after = [w for w in near if event.span.end <= w.span.start < event.span.end + 160]
    if after and _in_month(scene, Span(event.span.end, after[0].span.start)):
        after = []  # "the meeting in December begins anew on 10 January"
    before = [w for w in near if w.span.end <= event.span.start and not _parted(scene, w, event)]
    inner = [w for w in whens if w.span in event.span]
    best = next(iter([*inner, *after[:1], *before[-1:]]), None)
    if best:
        date(scene, event, best, sentence, published)
    return best is not None


def _in_month(scene: Scene, between: Span) -> bool:
    """Whether a month alone stands right behind an event, before another date: the event is then."""
    beside = between.of(scene.text)[:_MONTH]
    place = next(iter(months_at(beside, scene.language)), 0)
    before = scene.words(Span(between.start, between.start + place)) if place else []
    return bool(before) and phrases("place-preposition").alone(before[-1], scene.languages)


_MONTH = 16  # characters of a month with its preposition


def _parted(scene: Scene, when: When, event: Mention) -> bool:
    """Whether a date before an event belongs to a clause of its own: "It began on 1 August, but the meeting was …"."""
    between = scene.words(Span(when.span.end, event.span.start)) if when.span.end < event.span.start else []
    return any(one.text == "," and two.folded in _OTHERWISE[scene.language] for one, two in pairwise(between))


_OTHERWISE = by_language("but")


def date(scene: Scene, event: Mention, when: When, where: Span, published: Moment | None) -> None:
    """Note the day on which an event is, or the days from which to which."""
    published = _day_beside(scene, event, when) or _month_above(scene, when) or published
    scene.say(event, "startDate", dates.resolve(when.start, published).value, where, "occasion", 0.8)
    if when.end:
        scene.say(event, "endDate", dates.resolve(when.end, published).value, where, "occasion", 0.8)


def _day_beside(scene: Scene, event: Mention, when: When) -> Moment | None:
    """The same day with its year in the lines before an event: "24 Nov 2025" over its name, "24-26 November" below."""
    if when.start.year or not when.start.day:
        return None
    units = scene.layout.body
    place = bisect_left(units, event.span.start, key=attrgetter("span.end"))
    told = (w.start for unit in units[max(0, place - 2) : place] for w in scene.dates(unit.span) if not w.end)
    return next((d for d in told if d.year and (d.month, d.day) == (when.start.month, when.start.day)), None)


def _month_above(scene: Scene, when: When) -> Moment | None:
    """The month and year that are all of the heading above a date without a year, if it is of that month."""
    block = None if when.start.year else scene.layout.innermost(when.span)
    headings = scene.layout.headings(block) if block is not None else []
    for heading in reversed(headings):
        found = scene.dates(scene.layout.block(heading).span)
        if len(found) == 1 and remainder(scene, scene.layout.block(heading).span, found) == 0 and found[0].start.year:
            same = when.start.month == found[0].start.month and not found[0].start.day
            return found[0].start if same else None
    return None


def _beside(scene: Scene, unit: Unit, event: Mention, published: Moment | None) -> None:
    """Date and place of an event that has a line of its own: from the lines below it, else from the one above."""
    if 5 * _told(scene, unit, event) < 2 * (unit.span.end - unit.span.start):
        return
    units = scene.layout.body
    place = bisect_left(units, unit.span.start, key=attrgetter("span.start"))
    above, below = _lines(scene, units, place)
    own = bool(below) and _dateline(scene, event, below, published)
    if not own and above:
        own = _dateline(scene, event, above, published)
    if not own and place + 1 < len(units) and scene.layout.block(unit.block).kind is BlockKind.HEADING:
        _teaser(scene, event, units[place + 1], published)


def _told(scene: Scene, unit: Unit, event: Mention) -> int:
    """How many letters of a line name an event or tell its kind: "Water first – International conference"."""
    text = scene.words(unit.span)
    around = [m for kind in ("name-cue", "modifier-cue") for m in phrases(kind, ("Event",)).scan(text, scene.languages)]
    words = {i for match in around for i in range(match.start, match.end) if scene.free(text[i])}
    return event.span.end - event.span.start + sum(len(text[i].text) + 1 for i in words)


def _lines(scene: Scene, units: Sequence[Unit], place: int) -> tuple[Sequence[Unit], Sequence[Unit]]:
    """The lines above and below that may be an event's; where lines and dates take turns, only those of its side."""
    parent = scene.layout.block(units[place].block).parent

    def beside(unit: Unit) -> bool:
        return scene.layout.block(unit.block).parent == parent

    above = units[place - 1 : place] if place and beside(units[place - 1]) else []
    below = [u for u in units[place + 1 : place + 4] if beside(u)]
    if above and below and _farther(scene, above[0], units[place], below[0]):
        return [], below  # the date of the event above
    if above and below and _is_date(scene, above[0]) and (own := _before_next(scene, units, place, below)):
        return [*above, *own], []
    if not (above and below and _is_date(scene, above[0]) and _is_date(scene, below[0])):
        return above, below
    top = place
    while top > 1 and _is_date(scene, units[top - 1]) and scene.inside(units[top - 2].span, ("Event",)):
        top -= 2
    if not (top and _is_date(scene, units[top - 1])):
        return [], below
    ends = top < 2 or scene.layout.block(units[top - 2].block).kind is BlockKind.HEADING or not beside(units[top - 2])
    return (above if ends else []), []


def _farther(scene: Scene, above: Unit, line: Unit, below: Unit) -> bool:
    """Whether a line is farther from the one above than from the one below, as where empty lines part events."""
    gaps = scene.text[above.span.end : line.span.start], scene.text[line.span.end : below.span.start]
    return gaps[0].count("\n") > gaps[1].count("\n")


def _before_next(scene: Scene, units: Sequence[Unit], place: int, below: Sequence[Unit]) -> Sequence[Unit]:
    """The lines between an event's and a date that is the next event's, as in cards of a day, a name and a place."""
    dated = next((i for i, line in enumerate(below) if _is_date(scene, line)), 0)
    after = units[place + 2 + dated : place + 3 + dated]
    return below[:dated] if after and scene.inside(after[0].span, ("Event",)) else []


def _is_date(scene: Scene, line: Unit) -> bool:
    whens = _whens(scene, line.span)
    return bool(whens) and not scene.inside(line.span, ("Event",)) and remainder(scene, line.span, whens) <= _SPARE


def _dateline(scene: Scene, event: Mention, lines: Sequence[Unit], published: Moment | None) -> bool:
    """Whether lines of little but dates and places follow; those of a headline may have its subtitle between."""
    titled = headlined(scene) is event
    for place, line in enumerate(lines):
        span = next(iter(scene.sentences(line)), line.span)
        whens = _whens(scene, span)
        subtitle = titled and not whens and scene.layout.block(line.block).kind is not BlockKind.HEADING
        if (subtitle and scene.inside(line.span, ("Event",))) or _of_page(scene, line.span):
            continue
        if scene.inside(line.span, ("Event",)) or remainder(scene, span, whens) > _SPARE:
            return False
        city = next(iter(scene.inside(span, ("City",))), None)
        if city:
            scene.say(event, "locatedIn", city, span, "occasion", 0.8)
        if whens:
            date(scene, event, whens[0], span, published)
            if not city:
                _placeline(scene, event, lines[place + 1 : place + 2])
            return True
    return False


def _of_page(scene: Scene, line: Span) -> bool:
    """Whether a line tells when the page was written: that day is in the page's head, too, or the line was read so."""
    whens = scene.dates(line)
    if len(whens) == 1 and not whens[0].end and whens[0].start == scene.published:
        return True
    return any(d.where.start == line.start and d.subject == DOCUMENT for d in scene.drafts)


def _placeline(scene: Scene, event: Mention, lines: Sequence[Unit]) -> None:
    """Where the line after an event's date has a city and little else, or is the name of a venue."""
    for line in lines:
        cities = scene.inside(line.span, ("City",))
        if scene.inside(line.span, ("Event", "Person")) or scene.dates(line.span):
            return
        few = len(cities) == 1 and remainder(scene, line.span, ()) <= _SPARE
        city = cities[0] if few else seats.city_within(scene, line.span) if _names_venue(scene, line.span) else None
        if city:
            scene.say(event, "locatedIn", city, line.span, "occasion", 0.8)


def _names_venue(scene: Scene, line: Span) -> bool:
    """Whether a line is a name, "Town Hall, Great Hall", and nothing that tells who holds an event or comes to it."""
    text = scene.words(line)
    plain = sum(w.text.islower() and len(w.text) > _SMALL for w in text)
    if plain > 1 or len(text) > _LONGEST_VENUE or text[-1].text == "." or any(w.text in ":?!" for w in text):
        return False
    return not any(phrases("label-cue", (term,)).within(text, scene.languages) for term in ("organiser", "attendee"))


_SMALL = 3  # letters of prepositions and articles
_LONGEST_VENUE = 12


def _teaser(scene: Scene, event: Mention, line: Unit, published: Moment | None) -> None:
    """The only date in the paragraph below an event's heading."""
    whens = _whens(scene, line.span)
    if _of_page(scene, line.span):
        return
    if len(whens) == 1 and not scene.inside(line.span, ("Event",)) and event.span in _above(scene, line):
        sentence = scene.sentence_at(whens[0].span)
        date(scene, event, whens[0], sentence, published)
        cities = scene.inside(sentence, ("City",))
        if len(cities) == 1 and _beside_date(scene, cities[0], whens[0]):
            scene.say(event, "locatedIn", cities[0], sentence, "occasion", 0.75)


def _beside_date(scene: Scene, city: Mention, when: When) -> bool:
    """Whether a town and a day make up what a teaser begins with: "In Brussels, 9-12 June, …"."""
    first, last = sorted((city.span, when.span), key=attrgetter("start"))
    joined = scene.text[first.end : last.start].strip(" ") in {",", "|", "·", "–", "-"}
    start = scene.sentence_at(city.span).start
    lead = scene.words(Span(start, first.start)) if start < first.start else ()
    return joined and len(lead) <= 1


def _above(scene: Scene, line: Unit) -> Span:
    headings = scene.layout.headings(line.block)
    return scene.layout.block(headings[-1]).span if headings else Span(0, 0)


_SPARE = 2


def remainder(scene: Scene, line: Span, whens: Sequence[When]) -> int:
    """How many words a line has beside dates, times and places; the weekday and what is all in capitals don't count."""
    taken = [w.span for w in whens] + [m.span for m in scene.inside(line, PLACES)]
    return sum(
        1
        for w in scene.words(line)
        if w.folded
        and not w.text[0].isdigit()
        and not w.text.isupper()
        and not any(w.start < t.end and t.start < w.end for t in taken)
        and not any(w.end <= t.start < w.end + 3 for t in taken)
    )
