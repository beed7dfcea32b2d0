"""When and by whom a page was written, where a line at its head or the beginning of its text says so without a word:
"26.06.2010 | 02:00", "12 May 2024 · 4 min read", "Zaragoza, 14 January 2025. The big estates …".
"""

from __future__ import annotations

import re
from itertools import islice, takewhile

from hanse.extraction import dates
from hanse.extraction.dates import When
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import exact
from hanse.extraction.roles import TIMES, roles
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["dates_event", "read", "timed_below"]

_PROSE = 140  # characters of a line that is no head any more
_FURTHEST = 25  # lines of a head at most, menus included
_LEAD = 6  # sentences of a text that may tell the days of what it reports
_PARTS = re.compile(r"\s+[|·•—–-]\s+|\s{3,}|\n|\s/\s")
_DIGIT = re.compile(r"\d")
_READING = re.compile(r"\d{1,2}['’]?\s*[-–]?\s*min|min\w*\s\d{1,2}\b|\d{1,2}\s?['’]", re.I)
_CLOSE = re.compile(r"\s*(?:[.:–—-]|\))")


def read(scene: Scene) -> None:
    """Note the date and author that fill a line of the head; else the date that the first paragraph begins with."""
    said = {d.predicate for d in scene.drafts if d.subject == "document"}
    label, elsewhere, prose, begun = "", False, False, False
    for unit in _head(scene):
        line = unit.span.of(scene.text)
        if len(line) > _PROSE and not begun and not scene.layout.boilerplate(unit.block):
            prose = begun = True
            _beginning(scene, unit, said)
        prose = prose or _of_event(scene, unit)
        late = prose or scene.layout.boilerplate(unit.block)
        if _DIGIT.search(line) and not elsewhere:  # as in every date
            if not late or _READING.search(line) or (not begun and _told_below(scene, unit)):
                _read_line(scene, unit.span, label, said)
            _masthead(scene, unit, said)
        cues = exact("label-cue").get(fold(line), ()) if len(line) <= _PROSE else ()
        label = next((c.term for c in cues if c.term in {"created", "modified"}), "")
        elsewhere = not label and any(c.term in TIMES for c in cues)  # "Start date", over its day


def _head(scene: Scene) -> list[Unit]:
    layout = scene.layout
    units = (u for u in scene.units(boilerplate=True) if layout.block(u.block).kind is not BlockKind.META)
    lines = (u for u in islice(units, _FURTHEST) if layout.nearest(u.block, BlockKind.ROW) is None)
    before = takewhile(lambda u: not _heads_events(scene, u), lines)
    return [u for u in before if not (_labelled_otherwise(scene, u) or timed_below(scene, u.block))]


def _heads_events(scene: Scene, unit: Unit) -> bool:
    """Whether a heading says that events follow: what has a day below it is no page."""
    heading = scene.layout.block(unit.block).kind is BlockKind.HEADING
    return heading and "Event" in roles(unit.span.of(scene.text).strip(" :"), scene.languages)


def _labelled_otherwise(scene: Scene, unit: Unit) -> bool:
    """Whether a line is a value whose label tells when something else begins, ends or takes place."""
    item = scene.layout.nearest(unit.block, BlockKind.ITEM)
    label = scene.layout.block(item).label if item is not None else None
    said = roles(label.of(scene.text).strip(" :"), scene.languages) if label else frozenset()
    return bool(said & TIMES) and not said & {"created", "modified"}


def _of_event(scene: Scene, unit: Unit) -> bool:
    """Whether a line stands in the card of an event, or right below its name."""
    card = scene.layout.nearest(unit.block, BlockKind.ITEM)
    around = scene.layout.block(card).span if card is not None else unit.span
    return bool(scene.inside(around, ("Event",))) or _of_teaser(scene, unit)


def _of_teaser(scene: Scene, unit: Unit) -> bool:
    """Whether a line stands in one of several cards or sections, each with a day of its own: a list of news."""
    layout = scene.layout
    card = layout.nearest(unit.block, BlockKind.ITEM)
    if card is not None:
        others = [layout.block(i).span for i in layout.siblings(card) if i != card]
    else:
        above = layout.headings(unit.block)[1:][-1:]
        beside = [i for h in above for i in layout.siblings(h) if i != h and layout.headings(i) == layout.headings(h)]
        others = [
            layout.block(next(iter(layout.following(i)), i)).span
            for i in beside
            if layout.block(i).kind is BlockKind.HEADING
        ]
    return any(_only_date(scene, Span(span.start, min(span.end, span.start + _DAY))) for span in others)


_DAY = 30  # characters of a day


def _told_below(scene: Scene, unit: Unit) -> bool:
    """Whether the text below a day tells others near it and leaves out the year: that of the page, which the day is."""
    whens = scene.dates(unit.span)
    if len(whens) != 1 or whens[0].end or not whens[0].start.year:
        return False
    day = whens[0].start
    sentences = (s for u in scene.layout.body if u.span.start > unit.span.end for s in scene.sentences(u))
    told = (w for s in islice(sentences, _LEAD) for w in scene.dates(s) if w.start.day and not w.start.year)
    return any(dates.resolve(w.start, day).year and (w.start.month, w.start.day) != (day.month, day.day) for w in told)


def _read_line(scene: Scene, line: Span, label: str, said: set[str]) -> None:
    """Note the day of a line of short parts, each of which is a date, an author, a place or a time; hours are an
    event's.
    """
    if dates.has_hours(line.of(scene.text)) or _of_period(scene, line) or dates_event(scene, line):
        return
    parts = _parts(scene, line)
    for part in parts:
        _labelled(scene, part, line, said)
    dated = [(part, when) for part in parts if (when := _only_date(scene, part))]
    if len(dated) != 1 or not all(_is_furniture(scene, part) for part in parts if part != dated[0][0]):
        return
    if not {"created", "modified"} & said:
        said.add(label or "created")
        scene.say_of_document(label or "created", dated[0][1].start.value, line, 0.8)
    for part in parts:
        if "creator" not in said and len(parts) > 1 and (author := _author(scene, part)):
            said.add("creator")
            scene.say_of_document("creator", author, line, 0.8)


def dates_event(scene: Scene, line: Span) -> bool:
    """Whether a line was read as the date of an event or of a running time: "Date: 12 May 2023"."""
    return any(
        draft.predicate in _DATES and line in draft.where and isinstance(draft.subject, Mention)
        for draft in scene.drafts
    )


_DATES = frozenset({"startDate", "endDate"})


def timed_below(scene: Scene, block: int) -> bool:
    """Whether the line below one gives hours, so that its date is an event's: "Date: 12 May", "Time: 15:00 – 16:30"."""
    below = next(scene.layout.following(block), None)
    written = scene.layout.text(below) if below is not None else ""
    return len(written) < _HOURS and dates.has_hours(written)


_HOURS = 60  # characters of a line of hours


def _of_period(scene: Scene, line: Span) -> bool:
    """Whether a line tells how long something runs: by its label, or by a range of days."""
    written = line.of(scene.text)
    label, colon, _ = written.partition(":")
    whens = dates.find(written, scene.language, line.start, years=True)
    before = label if colon else written[: whens[0].span.start - line.start] if whens else ""
    said = roles(before.strip(), scene.languages)
    if said & TIMES and not said & {"created", "modified"}:
        return True
    return any(when.end for when in whens)


def _labelled(scene: Scene, part: Span, line: Span, said: set[str]) -> None:
    """A column of its own in a line: "Status: open      Posted: 03/02/2025"."""
    label, colon, rest = part.of(scene.text).partition(":")
    whens = dates.find(rest, scene.language, part.end - len(rest)) if colon else []
    for predicate in sorted(roles(label, scene.languages) & {"created", "modified"} - said) if len(whens) == 1 else ():
        if whens[0].start.year:
            said.add(predicate)
            scene.say_of_document(predicate, whens[0].start.value, line, 0.85)


def _parts(scene: Scene, line: Span) -> list[Span]:
    text, start, found = line.of(scene.text), 0, []
    for match in [*_PARTS.finditer(text), None]:
        end = match.start() if match else len(text)
        body = text[start:end].strip()
        if body:
            begin = line.start + text.index(body, start)
            found.append(Span(begin, begin + len(body)))
        start = match.end() if match else end
    return found


def _masthead(scene: Scene, unit: Unit, said: set[str]) -> None:
    """Note the day or month that ends the line of an issue: "Stadtblick, Heft 4, 2. Juli 2024"."""
    line = next(iter(scene.sentences(unit)), unit.span)
    if {"created", "modified"} & said or line.end - line.start > _PROSE or not _ISSUE.search(line.of(scene.text)):
        return
    whens = dates.find(line.of(scene.text), scene.language, line.start)
    last = whens[-1] if whens else None
    if last and not last.end and last.start.year and last.start.month and line.end - last.span.end <= 1:
        said.add("created")
        scene.say_of_document("created", last.start.value, line, 0.8)


_ISSUE = re.compile(
    r"\b(?:nr|no|n[°ºr]|núm|num|br|č|vol|issue|ausgabe|heft|jaargang|rocznik|newsletter|bulletin|bollettino|boletín|"
    r"boletim|lettre|letter|rundbrief|infolettre|nieuwsbrief|biuletyn|bilten|buletin|zpravodaj|nyhetsbrev|nyhedsbrev)\b",
    re.IGNORECASE,
)


def _only_date(scene: Scene, part: Span) -> When | None:
    """The month or day that a part is, with little else: a place, a time, a weekday; a year alone is none."""
    whens = dates.find(part.of(scene.text), scene.language, part.start, years=True)
    if len(whens) != 1 or whens[0].end or not (whens[0].start.year and whens[0].start.month):
        return None
    rest = [w for w in scene.words(part) if not (whens[0].span.start <= w.start < whens[0].span.end)]
    plain = [w for w in rest if w.folded and not w.folded[0].isdigit()]
    return whens[0] if len(plain) <= 2 and not re.search(r":(?!\d)", part.of(scene.text)) else None


def _is_furniture(scene: Scene, part: Span) -> bool:
    """Whether a part of a line says nothing of an event: an author, a time, how long the page takes to read."""
    written = part.of(scene.text)
    count = len(written.split())
    numbered = any(c.isdigit() for c in written)
    labelled = bool(roles(written.split(":")[0], scene.languages)) and ":" in written
    return count <= 3 or (numbered and count <= 6) or labelled or _author(scene, part) is not None


def _author(scene: Scene, part: Span) -> Mention | None:
    """The person of whom a part is the name, after a word or two such as "by" or "Text:"."""
    people = scene.inside(part, ("Person",))
    alone = len(people) == 1 and len(scene.inside(part)) == 1
    return people[0] if alone and people[0].span.start - part.start < 16 and part.end - people[0].span.end < 2 else None


def _beginning(scene: Scene, unit: Unit, said: set[str]) -> None:
    """Note the day of a place and date that open the first paragraph."""
    places = scene.inside(Span(unit.span.start, min(unit.span.end, unit.span.start + 60)), PLACES)
    whens = dates.find(unit.span.of(scene.text)[:100], scene.language, unit.span.start)
    if {"created", "modified"} & said or not places or not whens or places[0].span.start != unit.span.start:
        return
    when = whens[0]
    between = scene.text[places[0].span.end : when.span.start]
    tail = scene.text[when.span.end : when.span.end + 4]
    if (
        when.start.day
        and when.start.year
        and not when.end
        and len(between) < 30
        and _CLOSE.match(tail)
        and (re.fullmatch(r"(?:[,(]\s?(?:\w+[,)]?\s?){0,2}|\s\(|\s)", between))
    ):
        said.add("created")
        scene.say_of_document("created", when.start.value, Span(unit.span.start, when.span.end), 0.8)
