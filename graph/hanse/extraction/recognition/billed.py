"""Events that a page's headline names without a word for it: the lines below bill them, as posters do.

"Small Harbours, Big Plans" is an event's name because "International conference | Koper, 2–3 October 2024" stands below
it, or "Date:" and "Venue:" and then a text that speaks of the conference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter

from hanse.extraction.dates import has_hours
from hanse.extraction.gatherings import invites, is_paper
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.recognition.eventnouns import cues, plural
from hanse.extraction.recognition.places import begins_town
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, capitalised
from hanse.model import BlockKind, Span

__all__ = ["recognise"]

_SEPARATOR = re.compile(r"\s+[|–—»·-]+\s+|\s?:\s+|\s*\|\s*|(?<!\d)\.\s+")
_TIMES = frozenset({"temporalCoverage", "startDate"})
_CALENDAR = frozenset({"Event", *_TIMES})
_BILL = 5  # lines below a headline that may be of its bill
_LINE = 120  # characters of such a line
_SURE = 0.9  # surer than what a subtitle calls it
_LOWER = 5  # words in lower case of a line that is no prose
_PROSE = 8  # sentences that may speak of the event
_MOST_WORDS = 14
_NAMED = frozenset({"Event", "Person", "Network", "Project", "GoodPractice", "Organisation"})


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the headline of a page as an event's name, if what stands below it bills one."""
    if not _headline(scene, unit) or not (name := _name(scene, unit.span)):
        return
    units = scene.layout.body
    place = bisect_left(units, unit.span.start, key=attrgetter("span.start"))
    lines = list(_lines(scene, units[place + 1 : place + 1 + _BILL]))
    kinds = tuple(_kinds(scene, [unit.span, *(line.span for line in lines)]))
    spoken = kinds or any(_speaks(scene, u) for u in islice(units, place + 1, place + 1 + _PROSE))
    if spoken and (_billed(scene, lines) or (kinds and _dated(scene, [unit.span, *(u.span for u in lines)]))):
        first = _SEPARATOR.split(name.of(scene.text))[0]
        aliases = dict.fromkeys(a for a in (first, *kinds) if a != name.of(scene.text))
        scene.replace(Mention(name, "Event", name.of(scene.text), _SURE, aliases=tuple(aliases)))


def _headline(scene: Scene, unit: Unit) -> bool:
    """Whether a unit is the first heading of the page."""
    first = scene.layout.headline
    return first is not None and first.span == unit.span


def _name(scene: Scene, line: Span) -> Span | None:
    """The pieces of a headline that may be a name: no invitation, no word for an event, no date, no place alone."""
    good: list[Span] = []
    for piece in _pieces(scene, line):
        text = scene.words(piece)
        if any(roles(said, scene.languages) & _CALENDAR for said in (piece.of(scene.text), text[0].text)):
            return None  # "SKYLARK: events", "Timeline of SKYLARK"
        if cues(scene, text) or scene.dates(piece) or invites(piece.of(scene.text)):
            if good:
                break
            continue
        good.append(piece)
    if not good:
        return None
    name = Span(good[0].start, good[-1].end)
    found = [w for w in scene.words(name) if w.folded]
    written = name.of(scene.text)
    kinds = phrases("name-cue", INITIATIVES).scan(found, scene.languages)
    if not found or is_paper(found[0].text) or _begins_body(scene, found):
        return None  # "Protokoll der …", "Town of Riga"
    if not all(plural(found[m.end - 1], m) for m in kinds):
        return None  # "The SKYLARK network" is no event; "Which alliances?" may be one
    plain = 1 < len(found) <= _MOST_WORDS and capitalised(found[0].text) and not written.endswith(".")
    free = not any(m.kind in _NAMED and (m.span == name or m.kind in {"Event", "Person"}) for m in scene.touching(name))
    return name if plain and free and not roles(written) and not scene.gazetteer.find(written, scene.language) else None


def _begins_body(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether a headline begins with a word for a town or body: it is a masthead."""
    return begins_town(scene, text) or bool(phrases("name-cue", ("Organisation",)).at(text, 0, scene.languages))


def _pieces(scene: Scene, line: Span) -> Iterator[Span]:
    """The pieces between the signs of a line."""
    written, start = line.of(scene.text), 0
    for match in [*_SEPARATOR.finditer(written), None]:
        end = match.start() if match else len(written)
        if body := written[start:end].strip(' "“”„«»'):
            begin = line.start + written.index(body, start)
            yield Span(begin, begin + len(body))
        start = match.end() if match else end


def _lines(scene: Scene, units: Sequence[Unit]) -> Iterator[Unit]:
    """The short lines below a headline, up to the first that is prose, or that says that other events follow."""
    for unit in units:
        text = unit.span.of(scene.text)
        lower = sum(w.text.islower() for w in scene.words(unit.span))
        heading = scene.layout.block(unit.block).kind is BlockKind.HEADING
        if heading and "Event" in roles(text.strip(" :"), scene.languages):
            return
        if len(text) > _LINE or len(scene.sentences(unit)) > 2 or (text.endswith(".") and lower > _LOWER):
            return
        yield unit


def _kinds(scene: Scene, lines: Sequence[Span]) -> Iterator[str]:
    """What kind of event lines say it is, that say little else: "International conference", "Fachtagung am …"."""
    for line in lines:
        for piece in _pieces(scene, line):
            text = scene.words(piece)
            match = next((m for m in cues(scene, text) if not plural(text[m.end - 1], m)), None)
            if not match or match.start > _ADJECTIVES or not _begins(scene, text, match.end):
                continue
            start = 0 if not phrases("article").at(text, 0, scene.languages) else 1
            end = match.end
            while end < len(text) and text[end].text.islower() and _adjective(scene, text, end):
                end += 1
            yield span_of(text, start, end).of(scene.text)
            last = next((w.span.start for w in scene.dates(piece)), piece.end)
            yield Span(text[start].start, max(last, text[end - 1].end)).of(scene.text).strip(" ,.;(–-")
            yield span_of(text, match.start, match.end).of(scene.text)


_ADJECTIVES = 3  # words before the word for an event


def _adjective(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word may stand behind its noun: "Colloque international", "Konferencja międzynarodowa"."""
    grammar = phrases("place-preposition"), phrases("genitive"), phrases("article"), phrases("conjunction")
    word = text[index]
    return len(word.folded) > 3 and not any(p.at(text, index, scene.languages) for p in grammar)


def _begins(scene: Scene, text: Sequence[Word], end: int) -> bool:
    """Whether nothing but an adjective, a date and a place follow: no verb, no "of" something."""
    stretch = Span(text[end].start, text[-1].end) if end < len(text) else None
    if stretch is None:
        return True
    taken = [w.span for w in scene.dates(stretch)] + [m.span for m in scene.inside(stretch)]
    spare = [w for w in text[end:] if w.folded and len(w.folded) > 3 and not any(w.span in t for t in taken)]
    return len([w for w in spare if w.text.islower()]) <= 1


def _dated(scene: Scene, lines: Sequence[Span]) -> bool:
    """Whether lines tell a day, or a range of days."""
    return any(w.start.day for line in lines for w in scene.dates(line))


def _billed(scene: Scene, lines: Sequence[Unit]) -> bool:
    """Whether key lines tell when and where, or a line tells days or hours."""
    said: set[str] = set()
    for unit in lines:
        whens = [w for w in scene.dates(unit.span) if w.start.day]
        label = scene.layout.block(unit.block).label
        found = roles(label.of(scene.text), scene.languages) if label else frozenset()
        if found & _TIMES and whens:
            said.add("when")
        elif "locatedIn" in found:
            said.add("where")
        elif whens and not label and (whens[0].end or has_hours(unit.span.of(scene.text))):
            return True
    return said == {"when", "where"}


def _speaks(scene: Scene, unit: Unit) -> bool:
    """Whether a text speaks of an event as known: "the conference", "Die Tagung"; with "event" if nothing else."""
    text = scene.words(unit.span)
    return any(m.start and phrases("article").at(text, m.start - 1, scene.languages) for m in cues(scene, text))
