"""Lists of places and bodies that no label explains: in a page or card about a network they are its partners."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.extraction.labels import Labelled, country_codes, only_placed, stated
from hanse.extraction.lexicon import phrases
from hanse.extraction.localities import whole
from hanse.extraction.negation import negated
from hanse.extraction.participants import participants
from hanse.extraction.roles import aside, roles
from hanse.extraction.scene import INITIATIVES, PLACES, Mention, Scene
from hanse.model import Block, BlockKind, Span

__all__ = ["declare", "nations", "read", "rosters", "sections"]

_PARTNERS = frozenset({"partner"})
_FEWEST = 2  # codes of a list
_DASHED = re.compile(r"([^\W_][^\n:;,()]{1,60}?)\s+[–—-]\s+(\S.*)")
_INTRO = 12  # words at the end of a line or heading that say what the list after it is of


def rosters(scene: Scene) -> Iterator[Labelled]:
    """Lists of at least three names of places, most with their country or led in by a word for partners."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.kind is not BlockKind.LIST or layout.boilerplate(index):
            continue
        items = tuple(_head(scene, i) for i in layout.children[index])
        placed = [item for item in items if _placed(scene, item)]
        named = [item for item in items if _begins(scene, item)]
        if _explained(scene, index) or len(named) < max(3, 0.7 * len(items)):
            continue
        if (len(placed) >= 0.6 * len(items) and not _of_else(scene, index)) or _led_in(scene, index):
            yield Labelled(_PARTNERS, tuple(item for item in items if item in named), block.span, index)


def nations(scene: Scene) -> Iterator[Labelled]:
    """Lines "Poland: Gdynia, Ustka" in a row, below a heading of partners: each with its country as the label."""
    for index, block in enumerate(scene.layout.blocks):
        if block.label and not scene.layout.boilerplate(index) and _nation(scene, index):
            above = scene.layout.headings(index)[-1:]
            if any(_PARTNERS & stated(scene, scene.layout.block(i).span) for i in above):
                value = Span(min(block.label.end + 1, block.span.end), block.span.end)
                yield Labelled(_PARTNERS, (value,), block.label, index)


def _nation(scene: Scene, index: int) -> list[Mention]:
    """The cities of a line whose label is their country."""
    block = scene.layout.block(index)
    country = scene.gazetteer.country(block.label.of(scene.text).strip()) if block.label else None
    cities = scene.inside(block.span, ("City",)) if country else []
    return cities if country and all(c.place and c.place.country == country.country for c in cities) else []


def sections(scene: Scene) -> Iterator[Labelled]:
    """Headings that are names, below one that says partners or lead: the cards of a consortium."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.kind is not BlockKind.HEADING or layout.boilerplate(index):
            continue
        label, role = _above(scene, index)
        label, role = (label, role) if label is not None else _titled(scene, index)
        if (
            label is not None
            and not stated(scene, block.span)
            and (_is_body(scene, index) or _place_below(scene, index))
        ):
            below = next(layout.following(index), None)
            leads = below is not None and "leadPartner" in roles(layout.text(below).strip(" :"), scene.languages)
            said = "leadPartner" if leads and role == "partner" else role
            yield Labelled(frozenset({said}), (block.span,), layout.block(label).span, index)


def _titled(scene: Scene, index: int) -> tuple[int | None, str]:
    """The title of a page of partners, "Consortium | SKYLARK", for a heading that is one of several cards'."""
    layout, cards = scene.layout, scene.layout.block(index).parent
    if cards is None or layout.block(cards).kind is not BlockKind.ITEM:
        return None, ""
    for place, block in enumerate(layout.blocks):
        pieces = _SEPARATOR.split(layout.text(place).partition(": ")[2]) if block.kind is BlockKind.META else []
        if any("partner" in roles(piece.strip(), scene.languages) for piece in pieces):
            return place, "partner"
    return None, ""


_SEPARATOR = re.compile(r"\s+[|–—»·:-]+\s+")


def _above(scene: Scene, index: int) -> tuple[int | None, str]:
    """The nearest heading above that says partners or lead; none below a heading over boards and the like."""
    for heading in reversed(scene.layout.headings(index)):
        span = scene.layout.block(heading).span
        for role in ("leadPartner", "partner"):
            if role in stated(scene, span):
                return heading, role
        boards = phrases("generic-cue").within(scene.words(span), scene.languages)
        if stated(scene, span) or boards or aside(scene.words(span), scene.languages):
            break
    return None, ""


def _is_body(scene: Scene, index: int) -> bool:
    span = scene.layout.block(index).span
    if whole(scene, span, ("City", "Organisation")):
        return True
    named = scene.inside(span, ("City", "Organisation"))
    return any(m.span.end - m.span.start >= 0.7 * (span.end - span.start) for m in named)


def _place_below(scene: Scene, index: int) -> list[Mention]:
    """The places of the line below a heading, if it has nothing else: "Gliwice, Poland"."""
    after = next(scene.layout.following(index), None)
    span = None if after is None else scene.layout.block(after).span
    places = scene.inside(span, PLACES) if span else []
    covered = sum(m.span.end - m.span.start for m in places)
    return places if span and places and covered + 2 * len(places) >= span.end - span.start else []


def _head(scene: Scene, index: int) -> Span:
    """An item, or of one like "Riga (LV): a new port" what stands before the colon; of a card, its heading."""
    block = scene.layout.block(index)
    inner = (scene.layout.block(i) for i in scene.layout.children[index][:1])
    if heading := next((b.span for b in inner if b.kind is BlockKind.HEADING), None):
        return heading
    return block.label if block.label and not roles(block.label.of(scene.text)) else block.span


def _begins(scene: Scene, item: Span) -> bool:
    """Whether an item is short and begins with a city or body."""
    first = next(iter(scene.inside(item, ("City", "Organisation"))), None)
    if first is None:
        return any(p.kind == "City" for p in scene.gazetteer.find(item.of(scene.text).strip(" .;,"), scene.language))
    return item.end - item.start < 160 and first.span.start - item.start < 14


def _placed(scene: Scene, item: Span) -> bool:
    """Whether a country stands beside the name: "Riga (LV)", "Turku, Finland"."""
    return _begins(scene, item) and bool(scene.inside(item, ("Country",))) and item.end - item.start < 80


def _explained(scene: Scene, index: int) -> bool:
    """Whether the line before or the heading above says that the list is of something (partners included)."""
    before = scene.layout.before(index)
    above = [*scene.layout.headings(index)[-1:], *((before,) if before is not None else ())]
    if any(aside(scene.words(scene.layout.block(i).span)[-_INTRO:], scene.languages) for i in above):
        return True
    return any(roles(scene.layout.text(i).strip(" :?"), scene.languages) - {"City", "Country"} for i in above)


def _of_else(scene: Scene, index: int) -> bool:
    """Whether what stands above names no initiative and says no "cities": a heading "News", a line "Elsewhere:"."""
    before = scene.layout.before(index)
    intro = [before] if before is not None and scene.layout.text(before).rstrip().endswith(":") else []
    above = intro or [h for h in scene.layout.headings(index)[-1:] if scene.layout.block(h).level > 1]
    return any(_tells_of_else(scene, i) for i in above)


def _tells_of_else(scene: Scene, index: int) -> bool:
    span = scene.layout.block(index).span
    towns = phrases("name-cue", ("City",)).within(scene.words(span), scene.languages)
    about = index in scene.records or bool(scene.inside(span, (*INITIATIVES, "City", "Country")))
    return not towns and not about and not roles(span.of(scene.text).strip(" :"), scene.languages)


def _led_in(scene: Scene, index: int) -> bool:
    """Whether the paragraph before ends in a colon, and has a word for partners or speaks of an initiative alone."""
    before = scene.layout.before(index)
    if before is None or not scene.layout.text(before).rstrip().endswith(":"):
        return False
    span = scene.layout.block(before).span
    text = scene.words(span)
    if any(phrases("label-cue", ("partner", "leadPartner")).scan(text[-25:], scene.languages)):
        return True
    named = {m.name for m in scene.inside(span, INITIATIVES)}
    event = bool(scene.inside(span, ("Event",))) or any(phrases("name-cue", ("Event",)).scan(text, scene.languages))
    return len(named) == 1 and not event and not negated(scene, text)


def declare(scene: Scene) -> None:
    """Say of names before a colon and a list of places, in at least two lines, that they are networks or projects."""
    kind = scene.calls_itself()
    found = list(_rows(scene))
    for name, _ in found if kind and len(found) > 1 else ():
        if scene.free(name) and scene.nameable(name.of(scene.text)):
            scene.add(Mention(name, kind, name.of(scene.text), 0.86))


def read(scene: Scene) -> None:
    """Note the places after a network's name and a colon as its partners, and where cities and bodies of cards are."""
    for index, block in enumerate(scene.layout.blocks):
        country = next(iter(scene.inside(block.label, ("Country",))), None) if block.label else None
        for city in _nation(scene, index) if country else ():
            if country and not scene.layout.boilerplate(index):
                scene.say(city, "locatedIn", country, Span(country.span.start, city.span.end), "list", 0.9)
    for found in sections(scene):
        member = next(iter(scene.touching(found.values[0])), None)
        if member and (country := _flag(scene, found.block)):
            scene.say(member, "locatedIn", country, Span(country.span.start, found.values[0].end), "card", 0.9)
        for place in _place_below(scene, found.block) if member else ():
            if member and member.kind == "Organisation":
                whole = Span(found.values[0].start, place.span.end)
                scene.say(member, "locatedIn", place, whole, "card", 0.9)
    for name, value in _rows(scene):
        initiative = next((m for m in scene.touching(name) if m.kind in INITIATIVES), None)
        if initiative:
            participants(scene, initiative, (value,), "partner", 0.85, label=name)


def _flag(scene: Scene, heading: int) -> Mention | None:
    """The country of which a card has but the code, over its heading: "FI"."""
    before = scene.layout.before(heading)
    code = scene.layout.text(before).strip() if before is not None else ""
    country = scene.gazetteer.country(code) if before is not None and re.fullmatch(r"[A-Z]{2}", code) else None
    if before is None or country is None:
        return None
    span = scene.layout.block(before).span
    there = scene.inside(span, ("Country",))
    return there[0] if there else scene.add(Mention(span, "Country", code, 0.9, place=country))


def _rows(scene: Scene) -> Iterator[tuple[Span, Span]]:
    """Lines like "SKYLARK: Rome (IT), Bremen (DE)": the name, and the list of two names or more with codes."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind not in {BlockKind.ITEM, BlockKind.PARAGRAPH} or scene.layout.boilerplate(index):
            continue
        label, value = _labelled(block) if block.label else _dashed(scene, block.span)
        if label is None or country_codes(value.of(scene.text)) < _FEWEST:
            continue
        if not roles(label.of(scene.text)) and not scene.gazetteer.find(label.of(scene.text)):
            yield label, value


def _labelled(block: Block) -> tuple[Span | None, Span]:
    """What a block has before its colon, and behind it."""
    end = block.label.end + 1 if block.label else block.span.start
    return block.label, Span(min(end, block.span.end), block.span.end)


def _dashed(scene: Scene, line: Span) -> tuple[Span | None, Span]:
    """The name before a dash, if nothing but names with codes stands behind it: "SKYLARK - Rome (IT), Bremen (DE)"."""
    match = _DASHED.fullmatch(line.of(scene.text))
    if match is None or not only_placed(match[2]) or aside(scene.words(line), scene.languages):
        return None, line
    return Span(line.start, line.start + match.end(1)), Span(line.start + match.start(2), line.end)
