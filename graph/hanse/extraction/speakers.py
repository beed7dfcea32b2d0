"""Who is on an event's programme: the people in the lists, tables and lines with an hour of an agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from hanse.extraction.absence import there
from hanse.extraction.focus import event_of, headlined
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["read", "read_announced", "read_slots"]

_AT = "|".join(sorted(word.replace("_", " ") for word in everywhere("at-hours", as_written=True)))
_HOUR = re.compile(rf"(?:(?:{_AT})\b\.?\s)?\d{{1,2}}(?:[:.h]\s?\d\d|\s?h\b)", re.IGNORECASE)
_DAY = 4  # lines with an hour
_ENTRY = 120  # characters of a line of an agenda
_AGENDA = frozenset(("attendee", "Programme", "programme"))  # an event's programme is none that funds


def read(scene: Scene) -> None:
    """Note the people in the tables, lists and lines with an hour of a page whose headline is an event, or that is an
    agenda: its programme, its speakers; those in lines with an hour of the event of the heading above them.
    """
    listed = (BlockKind.ITEM, BlockKind.CELL, BlockKind.ROW)
    main = headlined(scene) or _of_agenda(scene)
    under = False  # whether a line with an hour stands above, and nothing but short lines since
    for unit in scene.units() if scene.mentions.of("Event") else ():
        people = scene.inside(unit.span, ("Person",))
        line = unit.span.of(scene.text)
        timed = _HOUR.match(line) is not None
        under = timed or (under and len(line) < _ENTRY and not line.endswith("."))
        if not people:
            continue
        event = (_above(scene, unit) if under else None) or main
        if not event or unit.span.start < event.span.end:
            continue
        if under or scene.layout.nearest(unit.block, *listed) is not None or _listed(scene, unit):
            for person in there(scene, scene.words(unit.span), people):
                scene.say(event, "attendee", person, unit.span, "programme", 0.75)


def read_slots(scene: Scene) -> None:
    """Note the people below the parts of an agenda without hours: "Opening speech", "Keynote 2: The quiet city"."""
    slots = list(_slots(scene)) if scene.mentions.of("Event") else []
    before = [m for m in scene.mentions.of("Event") if slots and m.span.start < slots[0].start]
    named = [m for m in before if m.scope != "described"]
    if len(slots) < _SLOTS or len({fold(m.name) for m in named}) != 1:
        return
    for line in slots:
        for person in there(scene, scene.words(line), scene.inside(line, ("Person",))):
            scene.say(named[0], "attendee", person, line, "programme", 0.75)


def read_announced(scene: Scene) -> None:
    """Note the people who begin the lines below one that says who spoke: "The following speakers gave talks:".

    Lines between them tell what each spoke about; a heading, a sentence or the next label ends the list.
    """
    if not scene.mentions.of("Event"):
        return
    lines = list(_lines(scene, boilerplate=True))
    for place, (unit, line) in enumerate(lines):
        event = event_of(scene, unit.block, line.end) if _announces(scene, line) else None
        told = takewhile(lambda one: _entry(scene, *one), lines[place + 1 :])
        found = [below for _, below in told if _begun_by_person(scene, below)] if event else []
        if event and len(found) >= _ANNOUNCED:
            for below in found:
                scene.say(event, "attendee", scene.inside(below, ("Person",))[0], below, "programme", 0.75)


def _announces(scene: Scene, line: Span) -> bool:
    """Whether a short line that ends in a colon has a word for those who speak or come."""
    written = line.of(scene.text)
    if not written.endswith(":") or len(written) > _ENTRY or scene.inside(line, ("Person",)):
        return False
    return phrases("label-cue", ("attendee",)).within(scene.words(line), scene.languages)


def _entry(scene: Scene, unit: Unit, line: Span) -> bool:
    """Whether a line may be of such a list."""
    written = line.of(scene.text)
    other = scene.layout.block(unit.block).kind is BlockKind.HEADING or scene.layout.boilerplate(unit.block)
    return not other and len(written) <= _ENTRY and written[-1] not in ".:!?"


_ANNOUNCED = 2  # people of such a list


def _lines(scene: Scene, *, boilerplate: bool = False) -> Iterator[tuple[Unit, Span]]:
    """The lines of a page, each with what it stands in."""
    for unit in scene.units(boilerplate=True) if boilerplate else scene.layout.body:
        for match in _LINE.finditer(unit.span.of(scene.text)):
            yield unit, Span(unit.span.start + match.start(), unit.span.start + match.end())


def _slots(scene: Scene) -> Iterator[Span]:
    """The lines that a person begins, below one of a few words that begins with a word for a part of an agenda."""
    above = False
    for _, line in _lines(scene):
        if above and _begun_by_person(scene, line):
            yield line
        text, written = scene.words(line), line.of(scene.text)
        above = bool(text) and text[0].folded in _PARTS and len(written) < _ENTRY and written[-1] != "."


def _begun_by_person(scene: Scene, line: Span) -> bool:
    """Whether a line begins with a person, titles passed over, and is no sentence, which ends in a full stop."""
    people = scene.inside(line, ("Person",))
    led = [w for w in scene.words(line) if people and w.start < people[0].span.start and w.folded]
    ended = line.of(scene.text).endswith(".")
    titles = (phrases("honorific"), phrases("role-cue"))
    return bool(people) and not ended and all(any(t.alone(w, scene.languages) for t in titles) for w in led)


_LINE = re.compile(r"[^\n]+")
_PARTS = everywhere("agenda-parts")
_SLOTS = 3  # parts of an agenda


def _of_agenda(scene: Scene) -> Mention | None:
    """The only event that a page names before a day's worth of lines with an hour, in a line of its own."""
    timed = [unit.span for unit in scene.layout.body if _HOUR.match(unit.span.of(scene.text))]
    named = [m for m in scene.mentions.of("Event") if m.span.start < timed[0].start] if len(timed) >= _DAY else []
    if len({fold(m.name) for m in named}) != 1:
        return None
    unit = scene.layout.unit_at(named[0].span)
    return named[0] if unit and unit.span == named[0].span else None


def _above(scene: Scene, unit: Unit) -> Mention | None:
    """The only event of the nearest heading above."""
    headings = scene.layout.headings(unit.block)
    found = scene.inside(scene.layout.block(headings[-1]).span, ("Event",)) if headings else []
    return found[0] if len(found) == 1 else None


def _listed(scene: Scene, unit: Unit) -> bool:
    """Whether a unit is an item of a list of people, under no heading that says that they are something else."""
    block = scene.layout.block(unit.block)
    if block.kind is not BlockKind.ITEM or block.parent is None:
        return False
    headings = scene.layout.headings(unit.block)
    told = roles(scene.layout.text(headings[-1]), scene.languages) if headings else frozenset()
    items = scene.layout.children[block.parent]
    people = sum(bool(scene.inside(scene.layout.block(i).span, ("Person",))) for i in items)
    return told <= _AGENDA and people > 2 and 3 * people >= 2 * len(items)
