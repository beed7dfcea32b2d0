"""Listing cards and sections about one thing: a title, then short lines with type, country, city, tags, population."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import takewhile

from hanse.extraction import dates
from hanse.extraction.headings import heads_matter, is_name, lists_things, named, untyped
from hanse.extraction.keywords import themes
from hanse.extraction.labels import of_partners
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import exact, phrases
from hanse.extraction.roles import roles, run_ins
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import words
from hanse.model import BlockKind, Span, Value
from hanse.names import fold

__all__ = ["Record", "declare", "heads_matter", "named", "read", "records", "untyped"]

_POPULATION = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+$")
_SHORT = 70
_ABOVE = 2  # short lines above a card's heading
_FIELDS = frozenset({"programme", "Programme", "leadPartner", "startDate", "endDate", "temporalCoverage"})
_LOOSE = 5  # characters around the dates of a line: "from", "(", a dash


@dataclass(frozen=True, slots=True)
class Record:
    """A card: the block, its title, the short pieces below it, and the tags in lists."""

    block: int
    title: Span
    pieces: tuple[Span, ...]
    tags: tuple[Span, ...]


def records(scene: Scene, blocks: Container[int] | None = None) -> Iterator[Record]:
    """All cards and sections with a title, or those of some blocks."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if layout.boilerplate(index) or (blocks is not None and index not in blocks):
            continue
        if block.kind is BlockKind.ITEM and layout.children[index]:
            body = [i for i in layout.within(index) if i != index]
            yield from _record(scene, index, body)
        elif block.kind is BlockKind.HEADING and block.level > 1:
            body = [i for i in scene.layout.section(index) for i in layout.within(i)]
            yield from _record(scene, index, [index, *body])


def _record(scene: Scene, index: int, body: list[int]) -> Iterator[Record]:
    units = [
        u
        for u in scene.layout.units_of((index, *body))
        if not any(scene.layout.block(i).kind is BlockKind.TABLE for i in scene.layout.ancestors(u.block))
    ]
    if len(units) < 2:
        return
    first = next((i for i, u in enumerate(units) if scene.layout.block(u.block).kind is BlockKind.HEADING), 0)
    if 0 < first <= _ABOVE and sum(u.span.end - u.span.start for u in units[:first]) < _SHORT:
        units = [units[first], *units[:first], *units[first + 1 :]]  # a card's status or theme above its heading
    title = _first_line(scene, units[0].span)
    rest = [Span(title.end, units[0].span.end), *(u.span for u in units[1:])]
    card = scene.layout.block(index).kind is BlockKind.ITEM
    tags = tuple(u.span for u in _before_body(scene, units[1:]) if card and _is_tag(scene, u, index))
    pieces: list[Span] = []
    for span in rest:
        if span not in tags:
            pieces.extend(_pieces(scene, span))
        if span.end - span.start > 160:
            break
    yield Record(index, title, tuple(pieces), tags)


def _is_tag(scene: Scene, unit: Unit, card: int) -> bool:
    item = scene.layout.block(unit.block).kind is BlockKind.ITEM and unit.block != card
    return item and unit.span.end - unit.span.start < _SHORT


def _before_body(scene: Scene, units: list[Unit]) -> Iterator[Unit]:
    """The units before the first heading, label or long text: where a card has its tags."""
    for unit in units:
        block = scene.layout.block(unit.block)
        if block.kind is BlockKind.HEADING or block.label or unit.span.end - unit.span.start > 240:
            return
        yield unit


def _first_line(scene: Scene, span: Span) -> Span:
    line = span.of(scene.text).split("\n")[0].rstrip()
    return Span(span.start, span.start + len(line))


def _pieces(scene: Scene, span: Span) -> Iterator[Span]:
    for match in re.finditer(r"[^\n|•·]+", span.of(scene.text)):
        body = match.group().strip(" \t*–-\xa0")
        if body and len(body) < _SHORT:
            start = span.start + match.start() + match.group().index(body)
            yield from _parts(Span(start, start + len(body)), body)


def _parts(piece: Span, text: str) -> Iterator[Span]:
    """A piece; in parts where the first says what the card is of: "Project, 2022–2025, Interreg Europe"."""
    if "," not in text or not _type_of(text.partition(",")[0]):
        yield piece
        return
    for match in re.finditer(r"[^,\s][^,]*", text):
        yield Span(piece.start + match.start(), piece.start + match.start() + len(match.group().rstrip()))


def declare(scene: Scene) -> None:
    """Say of each card what its title names, where a type line, the list's heading or its fields tell."""
    for record in records(scene):
        kind = _kind(scene, record)
        title = untyped(scene, named(record.title.of(scene.text))) if kind else ""
        if not title or not is_name(title) or lists_things(scene, title) or not scene.nameable(title):
            continue
        if heads_matter(scene, record.title):
            continue
        start = record.title.start + record.title.of(scene.text).index(title)
        span = Span(start, start + len(title))
        there = next((m for m in scene.records.values() if m.span == span), None)
        scene.records[record.block] = there or scene.replace(Mention(span, kind, title, 0.9))


def _kind(scene: Scene, record: Record) -> str:
    for piece in record.pieces:
        parted = scene.text[piece.end : piece.end + 1] == ","
        if kind := _type_of(piece.of(scene.text)) if parted else _type_line(piece.of(scene.text)):
            return kind
    places = [p for p in record.pieces if _is_place(scene, p)]
    above = _listed(scene, record, placed=bool(places))
    if above and len(places) > 1 and all(_is_town(scene, p) for p in record.pieces):
        return ""  # "Our offices: Lisbon, Brussels"
    if above and (places or scene.coined(record.title.of(scene.text)) or record.tags or _funded(scene, record)):
        return above
    coined = scene.coined(record.title.of(scene.text)) and not _is_body(scene, record.title)
    if _has_partners(scene, record) and (coined or _repeated(scene, record)):
        return above or scene.calls_itself() or "Project"
    fields = len(places) >= 2 or (places and any(_POPULATION.match(p.of(scene.text)) for p in record.pieces))
    if fields and record.tags:
        return above or "GoodPractice"
    return ""


def _is_body(scene: Scene, title: Span) -> bool:
    """Whether a title has a word for bodies and none for initiatives: one heads the card of a partner."""
    text = scene.words(title)
    bodies, initiatives = phrases("name-cue", ("Organisation",)), phrases("name-cue", INITIATIVES)
    return bodies.within(text, scene.languages) and not initiatives.within(text, scene.languages)


def _funded(scene: Scene, record: Record) -> bool:
    """Whether a card has a line for its programme or its running time."""
    top = scene.layout.block(record.block).kind is BlockKind.HEADING
    inner = [i for b in scene.layout.section(record.block) for i in scene.layout.within(b)] if top else ()
    labels = (scene.layout.block(i).label for i in inner or scene.layout.within(record.block))
    return any(roles(label.of(scene.text), scene.languages) & _FIELDS for label in labels if label)


def _has_partners(scene: Scene, record: Record) -> bool:
    within = (
        [record.block, *(i for top in scene.layout.section(record.block) for i in scene.layout.within(top))]
        if (scene.layout.block(record.block).kind is BlockKind.HEADING)
        else list(scene.layout.within(record.block))
    )
    return any(of_partners(scene, label) for i in within for label in _labels(scene, i, headings=True))


def _repeated(scene: Scene, record: Record) -> bool:
    """Whether another section beside this one lists partners too: then both titles are names of initiatives."""
    if scene.layout.block(record.block).kind is not BlockKind.HEADING:
        return False
    level = scene.layout.block(record.block).level
    alike = [i for i in scene.layout.siblings(record.block) if scene.layout.block(i).level == level]
    headings = [i for i in alike if scene.layout.block(i).kind is BlockKind.HEADING and i != record.block]
    return any(_labels_partners(scene, i) for i in headings) and _labels_partners(scene, record.block)


def _labels_partners(scene: Scene, heading: int) -> bool:
    """Whether a line right under a heading is labelled as partners or lead."""
    blocks = [i for top in scene.layout.section(heading) for i in scene.layout.within(top)]
    return any(of_partners(scene, label) for i in blocks for label in _labels(scene, i))


def _labels(scene: Scene, index: int, *, headings: bool = False) -> Iterator[Span]:
    """The labels of a block: its own, those behind it, a heading."""
    block = scene.layout.block(index)
    if block.label:
        yield block.label
        yield from (label for label, _ in run_ins(scene, index))
    elif headings and block.kind is BlockKind.HEADING:
        yield block.span


def _type_line(text: str) -> str:
    return _type_of(text) if len(text.split()) > 1 else ""


def _type_of(text: str) -> str:
    found = (cue for kind_of in ("name-cue", "label-cue") for cue in exact(kind_of).get(fold(text), ()))
    return next((cue.term for cue in found if cue.term in INITIATIVES), "")


def _listed(scene: Scene, record: Record, *, placed: bool) -> str:
    """What the headings above say that the cards are."""
    for heading in reversed(scene.layout.headings(record.block)):
        text = scene.layout.text(heading)
        found = roles(text, ()) & set(INITIATIVES) or (_listing(scene, text) if placed else frozenset())
        if len(found) == 1:
            return next(iter(found))
    return ""


def _listing(scene: Scene, heading: str) -> frozenset[str]:
    """A short heading with a word for initiatives and no name: "Good practice examples"."""
    text = words(heading)
    bare = len(text) <= 4 and not scene.coined(heading)
    cues = phrases("label-cue", INITIATIVES).scan(text, scene.languages) if bare else ()
    return frozenset(m.cue.term for m in cues)


def _is_place(scene: Scene, span: Span) -> bool:
    written = span.of(scene.text)
    return bool(scene.gazetteer.find(written, scene.language) or scene.gazetteer.coded(written))


def _is_town(scene: Scene, span: Span) -> bool:
    found = scene.gazetteer.find(span.of(scene.text), scene.language)
    return bool(found) and found[0].kind == "City"


def read(scene: Scene) -> None:
    """Note what the short lines of each declared card say."""
    for record in records(scene, scene.records):
        subject = scene.records[record.block]
        if subject.span not in record.title and record.title not in subject.span:
            continue
        cities: list[Mention] = []
        countries: list[Mention] = []
        for piece in record.pieces:
            for mention in scene.inside(piece) if not _labelled(scene, piece, record) else ():
                whole = mention.span.end - mention.span.start >= 0.6 * (piece.end - piece.start)
                if whole and mention.kind == "City":
                    cities.append(mention)
                elif whole and mention.kind == "Country":
                    countries.append(mention)
                elif whole and mention.kind == "Programme":
                    scene.say(subject, "programme", mention, piece, "card", 0.9)
            _period(scene, subject, piece)
            if _POPULATION.match(piece.of(scene.text)):
                number = re.sub(r"\D", "", piece.of(scene.text))
                scene.say(subject, "population", Value(number, "integer"), piece, "card", 0.9)
        _place(scene, subject, cities, countries)
        themes(scene, subject, record.tags)


def _labelled(scene: Scene, piece: Span, record: Record) -> bool:
    """Whether a line has a label that says what it gives, and no place of the card: "Inspired by: Cardiff"."""
    block = scene.layout.innermost(piece)
    around = () if block is None else (block, *scene.layout.ancestors(block))
    labels = (scene.layout.block(i).label for i in takewhile(lambda i: i != record.block, around))
    told = (roles(label.of(scene.text), scene.languages) for label in labels if label)
    return not all(found & _PLAIN for found in told)


_PLAIN = frozenset(("City", "Country", "Region", "implementedIn", "locatedIn", "programme", "Programme"))


def _period(scene: Scene, subject: Mention, piece: Span) -> None:
    """A line of nothing but two dates: "2018 – 2021", "1 Apr 2016 to 31 Mar 2021"."""
    whens = dates.find(piece.of(scene.text), scene.language, piece.start, years=True)
    covered = sum(w.span.end - w.span.start for w in whens)
    last = whens[-1].end or whens[-1].start if whens else None
    if last and (len(whens) == 2 or whens[0].end) and covered >= piece.end - piece.start - _LOOSE:
        scene.say(subject, "startDate", whens[0].start.value, piece, "card", 0.85)
        scene.say(subject, "endDate", last.value, piece, "card", 0.85)


def _place(scene: Scene, subject: Mention, cities: list[Mention], countries: list[Mention]) -> None:
    if cities and subject.kind != "Network":
        scene.say(subject, "implementedIn", cities[0], cities[0].span, "card", 0.9)
    if (
        cities
        and len(countries) == 1
        and cities[0].place
        and cities[0].place.country == (countries[0].place or cities[0].place).country
    ):
        first, last = sorted((cities[0].span, countries[0].span))
        scene.say(cities[0], "locatedIn", countries[0], Span(first.start, last.end), "card", 0.95)
