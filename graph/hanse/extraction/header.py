"""What a page says of itself: title, dates, author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction import dates
from hanse.extraction.dates import Moment, When
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import exact, phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word
from hanse.model import BlockKind, Field, Span, Value
from hanse.names import fold

__all__ = ["published", "read", "title"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_PROSE = 140  # characters of a line that is no head any more


def title(scene: Scene) -> Span | None:
    """Where the document's title stands."""
    return next((f.span for f in scene.document.fields if f.name == "title"), None)


def read(scene: Scene) -> None:
    """Note title, dates and author from the head of the file, and from lines that begin with a word for them."""
    for field in scene.document.fields:
        if field.name == "title":
            scene.say_of_document(
                "title", Value(" ".join(field.value.split()), "string", scene.language), field.span, 0.9
            )
        elif field.name in {"created", "modified"} and (moment := _moment(field.value)):
            scene.say_of_document(field.name, moment.value, field.span, 0.9)
        elif field.name == "author":
            person = _author(scene, field)
            if person:
                scene.say_of_document("creator", person, field.span, 0.9)
    _lines(scene)
    _dateline(scene)


def _author(scene: Scene, field: Field) -> Mention | None:
    """The person whom a field names, wherever the text names the same."""
    inside = scene.inside(field.span, ("Person",))
    same = (m for m in scene.mentions if m.kind == "Person" and fold(m.name) == fold(field.value))
    return next(iter(inside), None) or next(same, None)


def _moment(text: str) -> Moment | None:
    found = dates.find(text, "en", years=True)
    return found[0].start if found else None


def _lines(scene: Scene) -> None:
    """Note "Edited on 17 January 2019", "Publié le 13/02/2026", "Submitted by Carmen Santos on 22/02/2024"."""
    said = {d.predicate for d in scene.drafts if d.subject == "document"}
    for unit in scene.units(boilerplate=True):
        if unit.span.end - unit.span.start > 160 or scene.layout.block(unit.block).kind is BlockKind.META:
            continue
        text = scene.words(unit.span)
        for index in range(len(text)):
            if index > 2 and not _after_sign(scene, text, index):
                continue
            match = phrases("label-cue", ("created", "modified", "creator")).at(text, index, scene.languages)
            if match:
                _line(scene, unit.span, match.cue.term, text[match.end - 1].end, said)
                break


def _after_sign(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a dash, bar or dot stands before a word, or a date: "3 May 2023 · by …"."""
    last = text[index - 1]
    return last.text in {"—", "–", "|", "·", "•", "-"} or bool(_YEAR.fullmatch(last.text))


def _line(scene: Scene, line: Span, term: str, after: int, said: set[str]) -> None:
    rest = Span(after, line.end)
    whens = [w for w in dates.find(rest.of(scene.text), scene.language, after) if w.start.year]
    people = scene.inside(rest, ("Person",))
    if term == "creator" and people and people[0].span.start - after < 6 and "creator" not in said:
        scene.say_of_document("creator", people[0], line, 0.85)
        said.add("creator")
    predicate = "created" if term == "creator" else term
    if whens and predicate not in said and whens[0].span.start - after < 60:
        scene.say_of_document(predicate, whens[0].start.value, line, 0.9)
        said.add(predicate)


def _dateline(scene: Scene) -> None:
    """A date that fills a line at the head of the page, before any prose: "26.06.2010 | 02:00", "May 2016"; a line
    before it may say which date it is ("Edited on").
    """
    if {"created", "modified"} & {d.predicate for d in scene.drafts if d.subject == "document"}:
        return
    label = ""
    for unit in scene.units():
        if scene.layout.block(unit.block).kind is BlockKind.META or scene.layout.nearest(unit.block, BlockKind.ROW):
            continue
        line = unit.span.of(scene.text)
        if len(line) > _PROSE or _of_event(scene, unit):
            return
        whens = dates.find(line, scene.language, unit.span.start, years=True)
        if len(whens) == 1 and _fills(scene, unit.span, whens[0]):
            scene.say_of_document(label or "created", whens[0].start.value, unit.span, 0.8)
            return
        cues = exact("label-cue").get(fold(line), ())
        label = next((c.term for c in cues if c.term in {"created", "modified"}), "")


def _of_event(scene: Scene, unit: Unit) -> bool:
    """Whether a line stands in the card of an event, or right below its name."""
    card = scene.layout.nearest(unit.block, BlockKind.ITEM)
    around = scene.layout.block(card).span if card is not None else unit.span
    return bool(scene.inside(around, ("Event",)))


def _fills(scene: Scene, line: Span, when: When) -> bool:
    """Whether a line is one day or month and little else: a place, a time, a weekday; a year alone is none."""
    if when.end or not (when.start.year and when.start.month):
        return False
    rest = [w for w in scene.words(line) if not (when.span.start <= w.start < when.span.end)]
    return len([w for w in rest if w.folded and not w.folded[0].isdigit()]) <= 2 and not any(
        w.text == ":" for w in rest
    )


def published(scene: Scene) -> Moment | None:
    """When the document was published, if it says so."""
    for wanted in ("created", "modified"):
        for draft in scene.drafts:
            if draft.subject == "document" and draft.predicate == wanted and isinstance(draft.object, Value):
                return _moment(draft.object.text)
    return None
