"""Events by their place in a calendar: what has a date and stands under a heading or column for events.

"Mills on the move" is a name because the list is headed "Upcoming events" and a date stands below it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from operator import attrgetter

from hanse.extraction.gatherings import is_due
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.roles import roles
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import capitalised, distinctive
from hanse.model import BlockKind, Span

__all__ = ["is_day", "recognise"]

_LONG = 8  # letters of a word that may be a name by itself: "Textildagen"
_MOST_WORDS = 14
_BEFORE = re.compile(r"\s*(?:[,|(:·–—]|\s-\s|\n)")
_PLACE = re.compile(r",\s+([^\W\d_][^,.;\n]*)")
_DAY = re.compile(r",\s+(?:[^\W\d_]+\s+)?\d")
_AFTER = re.compile(r"[\s,|):·–—.-]+")


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark what a unit names, if it is the entry of a calendar."""
    kind = scene.layout.block(unit.block).kind
    if kind is BlockKind.CELL:
        told = _in_column(scene, unit) or _beside_day(scene, unit)
        name = _unbracketed(scene, unit.span) if told else None
    elif kind is BlockKind.HEADING and _of_series(scene, unit):
        number = _NUMBER.match(unit.span.of(scene.text))
        name = Span(unit.span.start + (number.end() if number else 0), unit.span.end)
    elif not _headed(scene, unit.block) and not _among(scene, unit):
        return
    elif whens := [w for w in scene.dates(unit.span) if w.start.month]:
        name = _beside(scene, unit.span, whens[0].span)
    elif _of_entry(scene, unit):
        name = _first_piece(scene, unit.span)
    else:
        titled = kind is BlockKind.HEADING and (_dated_below(scene, unit) or _dated_above(scene, unit))
        name = unit.span if titled or (kind is BlockKind.PARAGRAPH and _over_day(scene, unit)) else None
    if name and _nameable(scene, name):
        scene.replace(Mention(name, "Event", name.of(scene.text), 0.75))


def _unbracketed(scene: Scene, name: Span) -> Span:
    """A name without the remark in brackets behind it."""
    written = name.of(scene.text).split("(")[0].rstrip()
    return Span(name.start, name.start + len(written))


def _headed(scene: Scene, block: int) -> bool:
    """Whether the nearest heading above says that events follow."""
    above = scene.layout.headings(block)[-1:]
    return any("Event" in _roles(scene, scene.layout.block(i).span) <= _SAID_OF_EVENTS for i in above)


def _of_series(scene: Scene, unit: Unit) -> bool:
    """Whether a heading is numbered and has a day below it, as others beside it, under a word for an event."""
    layout = scene.layout
    if not _NUMBER.match(unit.span.of(scene.text)) or not _dated_below(scene, unit):
        return False
    above = layout.headings(unit.block)[-1:]
    if not any(cues(scene, scene.words(layout.block(i).span)) for i in above):
        return False
    alike = [i for i in layout.siblings(unit.block) if i != unit.block and layout.block(i).kind is BlockKind.HEADING]
    others = layout.units_of({i for i in alike if layout.block(i).level == layout.block(unit.block).level})
    return any(_NUMBER.match(u.span.of(scene.text)) and _dated_below(scene, u) for u in others)


def _among(scene: Scene, unit: Unit) -> bool:
    """Whether a line that tells a name, a day and a place stands beside one that does so of an event."""
    layout = scene.layout
    if not scene.mentions.of("Event") or layout.block(unit.block).kind not in {BlockKind.ITEM, BlockKind.PARAGRAPH}:
        return False
    near = {*layout.preceding(unit.block, 2), *islice(layout.following(unit.block), 2)}
    events = [(event, other) for other in layout.units_of(near) for event in scene.inside(other.span, ("Event",))]
    whens = [w for w in scene.dates(unit.span) if w.start.day] if events else []
    if not whens:
        return False
    after = _PLACE.match(scene.text, whens[0].span.end, unit.span.end)
    if not after or not (place := scene.gazetteer.find(after.group(1), scene.language)) or place[0].kind != "City":
        return False
    return any(
        event.span.start == other.span.start and _DAY.match(scene.text, event.span.end, other.span.end)
        for event, other in events
    )


def _of_events(scene: Scene, label: Span) -> bool:
    return _roles(scene, label) == {"Event"}


def _roles(scene: Scene, label: Span) -> frozenset[str]:
    return roles(_NUMBER.sub("", label.of(scene.text)).strip(" :"), scene.languages)


_SAID_OF_EVENTS = frozenset({"Event", "temporalCoverage"})  # "Termine"
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s+")  # of a section


def _beside_day(scene: Scene, unit: Unit) -> bool:
    """Whether a cell is the first after a day's in its row, in a table under a heading for events."""
    layout = scene.layout
    before = layout.before(unit.block)
    table = layout.nearest(unit.block, BlockKind.TABLE) if before is not None else None
    return table is not None and before is not None and is_day(scene, before) and _headed(scene, table)


def _in_column(scene: Scene, unit: Unit) -> bool:
    """Whether a cell's column is headed by a word for events, and a cell beside it has a date."""
    layout = scene.layout
    row, table = (layout.nearest(unit.block, kind) for kind in (BlockKind.ROW, BlockKind.TABLE))
    if row is None or table is None or not any(w.start.month for w in scene.dates(layout.block(row).span)):
        return False
    level = layout.block(unit.block).level
    head = next((i for i in layout.children[table] if layout.block(i).kind is BlockKind.ROW), row)
    cells = (layout.block(c) for c in layout.children[head])
    return head != row and any(c.level == level and _of_events(scene, c.span) for c in cells)


def _dated_below(scene: Scene, unit: Unit) -> bool:
    """Whether one of the two lines below a heading begins with a date."""
    units = scene.layout.units
    place = bisect_left(units, unit.span.start, key=attrgetter("span.start"))
    for line in units[place + 1 : place + 3]:
        if scene.layout.block(line.block).kind is BlockKind.HEADING:
            return False
        if any(w.start.month and w.span.start - line.span.start < 20 for w in scene.dates(line.span)):
            return True
    return False


def _dated_above(scene: Scene, unit: Unit) -> bool:
    """Whether the line above a heading is a day and no more: that of its card, or of a section that begins with one."""
    layout = scene.layout
    before, above = layout.before(unit.block), layout.headings(unit.block)[-1:]
    if before is None or not is_day(scene, before):
        return False
    first = next((i for h in above for i in layout.following(h)), None)
    return layout.block(unit.block).parent is not None or (first is not None and is_day(scene, first))


def _of_entry(scene: Scene, unit: Unit) -> bool:
    """Whether a line is what a list of definitions has for a day: "<dt>12 May</dt><dd>Rivers of data, Riga</dd>"."""
    layout = scene.layout
    item, before = layout.nearest(unit.block, BlockKind.ITEM), layout.before(unit.block)
    label = layout.block(item).label if item is not None else None
    return label is not None and before is not None and layout.block(before).span == label and is_day(scene, before)


def _first_piece(scene: Scene, line: Span) -> Span:
    sign = _BEFORE.search(scene.text, line.start, line.end)
    return Span(line.start, sign.start()) if sign and sign.start() > line.start else line


def _over_day(scene: Scene, unit: Unit) -> bool:
    """Whether the line below one begins with a day and has little else, as in a list of names over days and places."""
    below = next(scene.layout.following(unit.block), None)
    if below is None or scene.layout.block(below).kind is not BlockKind.PARAGRAPH:
        return False
    line = scene.layout.block(below).span
    whens = scene.dates(line) if line.end - line.start <= _ENTRY else ()
    return bool(whens) and whens[0].start.day > 0 and whens[0].span.start == line.start


_ENTRY = 60  # characters of a line with a day and a place


def is_day(scene: Scene, block: int) -> bool:
    """Whether a block is a day, or a range of days, and no more."""
    line = scene.layout.block(block).span
    taken = sum(w.span.end - w.span.start for w in scene.dates(line) if w.start.month)
    return taken > 0 and line.end - line.start - taken <= _WEEKDAY


_WEEKDAY = 12  # characters of a weekday and a comma


def _beside(scene: Scene, line: Span, date: Span) -> Span | None:
    """What stands before the first sign of a line that has its date later on, else what follows the date."""
    text = scene.text
    sign = _BEFORE.search(text, line.start, date.start)
    if sign and sign.start() > line.start:
        return Span(line.start, sign.start())
    if date.start - line.start > 12:
        return None
    start = _AFTER.match(text, date.end, line.end)
    if not start:
        return None
    end = _BEFORE.search(text, start.end(), line.end)
    return Span(start.end(), end.start() if end else line.end)


def _nameable(scene: Scene, name: Span) -> bool:
    """Whether a stretch can be a name that nothing else told: no place, person or event, not prose."""
    found = [w for w in scene.words(name) if w.folded]
    written = name.of(scene.text).rstrip()
    if not 0 < len(found) <= _MOST_WORDS or written.endswith((".", "…", "?", ":")) or roles(written):
        return False
    if not (capitalised(found[0].text) or distinctive(found[0].text)) or len(written) < 5:
        return False
    if any(map(is_due, found)) or any(phrases("copula").alone(w, (scene.language,)) for w in found if w.text.islower()):
        return False
    there = scene.touching(name)
    if any(m.kind in {"Event", "Person"} or m.span == name for m in there):
        return False
    return (len(found) > 1 or len(written) > _LONG) and not scene.gazetteer.find(written, scene.language)
