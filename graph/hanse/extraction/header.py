"""What a page says of itself: title, dates, author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction import datelines, dates
from hanse.extraction.dates import Moment
from hanse.extraction.gatherings import is_paper
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.roles import TIMES
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, is_year
from hanse.model import BlockKind, Field, Span, Value
from hanse.names import fold
from hanse.vocabulary import Cue

__all__ = ["published", "read", "title"]


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
    datelines.read(scene)


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
    cues = phrases("label-cue", ("created", "modified", "creator"))
    for unit in scene.units(boilerplate=True):
        if unit.span.end - unit.span.start > 160 or scene.layout.block(unit.block).kind is BlockKind.META:
            continue
        text = scene.words(unit.span)
        found: list[tuple[Cue, int]] = []
        for index in cues.starts(text, 0, len(text), scene.languages):
            if index > 2 and not _after_sign(scene, text, index):
                continue
            match = cues.at(text, index, scene.languages) if not found or text[index].start >= found[-1][1] else None
            if match and match.cue.term == "creator" and (_on_programme(scene, text, match) or _of_other(text, match)):
                continue
            if match and match.cue.term == "creator" and match.start and _of_a_body(scene, unit.span, text, match):
                continue
            if match and match.cue.term == "created" and datelines.timed_below(scene, unit.block):
                continue
            if match and not (_of_times(scene, text, match) or datelines.dates_event(scene, unit.span)):
                found.append((match.cue, text[match.end - 1].end))
        for place, (cue, after) in enumerate(found):
            bound = found[place + 1][1] if place + 1 < len(found) else unit.span.end
            _line(scene, unit.span, cue, after, bound, said)


def _on_programme(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether a line tells of an event's programme rather than of an author: "9.30 Welcome by", "Moderated by"."""
    agents = phrases("agent-cue", ("attendee",)).scan(text[: match.end], scene.languages)
    timed = _HOUR.match(scene.text, text[0].start) is not None
    return timed or any(m.start < match.start and m.end == match.end for m in agents)


def _of_other(text: Sequence[Word], match: Match) -> bool:
    """Whether a word before "by" says what else somebody did: "Video message by"; "Report by" tells an author."""
    if not match.start or match.end - match.start > 1 or len(text[match.start].text) > _BY:
        return False
    before = text[match.start - 1]
    return bool(before.folded) and not is_paper(before.text) and not before.text[-1].isdigit()


def _of_a_body(scene: Scene, line: Span, text: Sequence[Word], match: Match) -> bool:
    """Whether "by" behind a year goes on about a body or initiative: "The X Foundation, led since 2019 by"."""
    told = scene.inside(Span(line.start, text[match.start].start), ("Organisation", *INITIATIVES))
    return is_year(text[match.start - 1].text) and bool(told)


_BY = 4  # letters of "by" in any language
_HOUR = re.compile(r"\d{1,2}(?:[:.h]\s?\d\d|\s?h)\b(?!\.\d)")


def _of_times(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether a word only ends a label for when something else begins or ends: "Start date"."""
    label = phrases("label-cue", _TIMES).at(text, 0, scene.languages) if match.start else None
    return label is not None and label.end >= match.end


_TIMES = tuple(sorted(TIMES))


def _after_sign(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a dash, bar or dot stands before a word, or a date: "3 May 2023 · by …"."""
    last = text[index - 1]
    if last.text == "," and index > 1:
        last = text[index - 2]  # "First published 14 April 2022, revised 30 May 2023"
    return last.text in {"—", "–", "|", "·", "•", "-", "."} or is_year(last.text)


def _line(scene: Scene, line: Span, cue: Cue, after: int, end: int, said: set[str]) -> None:
    """Note what follows one of the words of a line, up to the next of them."""
    rest = Span(after, end)
    whens = [w for w in dates.find(rest.of(scene.text), scene.language, after) if w.start.year]
    people = scene.inside(rest, ("Person",))
    written = cue.term == "creator" and bool(people) and people[0].span.start - after < 6
    if written and "creator" not in said:
        scene.say_of_document("creator", people[0], line, 0.85)
        said.add("creator")
    if cue.term == "creator" and not written and " " not in cue.text:
        return  # "Submitted by the team on …" dates the page, "di", which begins a line with a date, does not
    predicate = "created" if cue.term == "creator" else cue.term
    of_event = bool(whens) and (whens[0].end is not None or dates.has_hours(rest.of(scene.text)))
    if whens and not of_event and predicate not in said and whens[0].span.start - after < 60:
        scene.say_of_document(predicate, whens[0].start.value, line, 0.9)
        said.add(predicate)


def published(scene: Scene) -> Moment | None:
    """When the document was published, if it says so."""
    for wanted in ("created", "modified"):
        for draft in scene.drafts:
            if draft.subject == "document" and draft.predicate == wanted and isinstance(draft.object, Value):
                return _moment(draft.object.text)
    return None
