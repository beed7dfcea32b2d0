"""Where layout puts things: a row's places, a name's next line, a list below a country, a country before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians

from hanse.extraction.bodies import skip_small
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.words import Word, capitalised
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["agrees", "near", "parts", "rank", "read", "whole"]

_BY = "layout"
_LONGEST = 300  # characters of a quote
_BETWEEN = re.compile(r"[\s,()\[\]/–-]*")
_COLON = re.compile(r"\s?(?::|[–—-])\s")


def read(scene: Scene) -> None:
    """Note where layout says that cities, regions and bodies are."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.TABLE and not scene.layout.boilerplate(index):
            _read_table(scene, index)
    lines = list(_lines(scene))
    for (kind, name), (below, place) in pairwise(lines):
        if below is not BlockKind.ITEM:
            _read_pair(scene, name, place, heads=kind is BlockKind.HEADING)
            _read_city(scene, name, place)
    for index, (kind, line) in enumerate(lines):
        _read_parts(scene, line)
        _read_labelled(scene, line)
        if kind is BlockKind.HEADING and (country := whole(scene, line, ("Country",))):
            _read_headed(scene, country, lines[index + 1 :])


def rank(mention: Mention) -> int:
    """How large a thing is, that smaller things lie in."""
    return {"Organisation": 0, "City": 1, "Region": 2, "Country": 3}.get(mention.kind, 9)


def agrees(first: Mention, second: Mention) -> bool:
    """Whether two places may lie in one country."""
    if first.place is None or second.place is None:
        return True
    return not first.place.country or not second.place.country or first.place.country == second.place.country


def near(first: Mention, second: Mention) -> bool:
    """Whether two cities may lie in one province, as far as the map knows; other things may."""
    one, other = first.place, second.place
    if one is None or other is None or first.kind != "City" or second.kind != "City":
        return True
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(one.latitude - other.latitude, east) * _DEGREE <= _PROVINCE


_DEGREE, _PROVINCE = 111, 150  # kilometres


def _lines(scene: Scene) -> Iterator[tuple[BlockKind, Span]]:
    for unit in scene.units():
        kind = scene.layout.block(unit.block).kind
        if kind not in (BlockKind.META, BlockKind.CELL, BlockKind.ROW):
            for match in re.finditer(r"[^\n]+", unit.span.of(scene.text)):
                yield kind, Span(unit.span.start + match.start(), unit.span.start + match.end())


def whole(scene: Scene, span: Span, kinds: Sequence[str]) -> Mention | None:
    """The mention that is all of a line or cell, but for an acronym in brackets behind it."""
    inside = scene.inside(span, kinds)
    if not inside or not _leads(scene, Span(span.start, inside[0].span.start), inside[0]):
        return None
    rest = scene.text[inside[0].span.end : span.end].strip(" *_.")
    return inside[0] if not rest or re.fullmatch(r"\([\w.&-]+\)", rest) else None


def _leads(scene: Scene, before: Span, named: Mention) -> bool:
    """Whether nothing stands before a name, or but a word for a town before one: "City of | Norrköping"."""
    text: Sequence[Word] = scene.words(before) if before.of(scene.text).strip(" *_") else ()
    titled = text and named.kind == "City"
    languages = () if titled and capitalised(text[0].text) else scene.languages  # "Comune di" on an English page
    cue = phrases("name-cue", ("City",)).at(text, 0, languages) if titled else None
    return not text or (cue is not None and skip_small(scene, text, cue.end) == len(text))


def _read_table(scene: Scene, table: int) -> None:
    """Note of each row's one city, country and body where they are; a country's cell may span several rows."""
    _mark_codes(scene, table)
    above: dict[int, Mention] = {}
    for row in scene.layout.children[table]:
        cells = {scene.layout.block(i).level: scene.layout.block(i).span for i in scene.layout.children[row]}
        filled = {c: m for c, span in cells.items() if (m := whole(scene, span, (*PLACES, "Organisation")))}
        above = {c: m for c, m in above.items() if cells and c < min(cells)}  # a cell that spans rows, no empty one
        above |= {c: m for c, m in filled.items() if m.kind == "Country"}
        named = {(m.kind, fold(m.name)): m for m in filled.values() if m.kind != "Country"}  # "City of Graz | Graz"
        found = sorted([*named.values(), *above.values()], key=rank)
        kinds = [m.kind for m in found]
        if len(set(kinds)) == len(kinds):
            _say_nested(scene, found, scene.layout.block(row).span)


def _mark_codes(scene: Scene, table: int) -> None:
    """Mark the countries of a column of codes: "AT", "SI", "IT"."""
    columns: dict[int, list[Span]] = {}
    for row in scene.layout.children[table][1:]:
        for cell in (scene.layout.block(i) for i in scene.layout.children[row]):
            columns.setdefault(cell.level, []).append(cell.span)
    for cells in columns.values():
        codes = [span for span in cells if re.fullmatch(r"[A-Z]{2}", span.of(scene.text))]
        if len(codes) > 1 and len(codes) == len(cells):
            for span in codes:
                written = span.of(scene.text)
                if (country := scene.gazetteer.country(written)) and scene.free(span):
                    scene.add(Mention(span, "Country", written, 0.9, place=country))


def _say_nested(scene: Scene, found: list[Mention], where: Span) -> None:
    """Of things from the smallest to the largest, each is in the next; a city is in its country too."""
    for first, second in pairwise(found):
        if agrees(first, second):
            scene.say(first, "locatedIn", second, _around(where, second), _BY, 0.85)
    city = next((m for m in found if m.kind == "City"), None)
    if city and found[-1].kind == "Country" and agrees(city, found[-1]):
        scene.say(city, "locatedIn", found[-1], _around(where, found[-1]), _BY, 0.85)


def _around(where: Span, named: Mention) -> Span:
    """A row, from the cell above it on that it shares."""
    start = min(where.start, named.span.start)
    return Span(start, where.end) if where.end - start <= _LONGEST else where


def _places(scene: Scene, line: Span) -> list[Mention]:
    """The places of a line that has nothing else: "Gliwice, Poland", "Tudela (Navarra)"."""
    inside = scene.inside(line)
    if not inside or any(m.kind not in PLACES for m in inside):
        return []
    edges = [line.start, *(edge for m in inside for edge in (m.span.start, m.span.end)), line.end]
    gaps = [scene.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    ranks = [rank(m) for m in inside]
    return inside if all(_BETWEEN.fullmatch(gap) for gap in gaps) and ranks == sorted(ranks) else []


def _read_pair(scene: Scene, name: Span, line: Span, *, heads: bool) -> None:
    """Note of a body, a line of its own, that it is at the place that the next line is."""
    body = whole(scene, name, ("Organisation",))
    places = _places(scene, line) if body else []
    if body and places and (len(places) > 1 or heads):
        scene.say(body, "locatedIn", places[0], Span(name.start, line.end), _BY, 0.85)


def _read_city(scene: Scene, name: Span, line: Span) -> None:
    """Note of a city, a line of its own, that it is in the country that the next line, or a part of it, is."""
    if city := whole(scene, name, ("City",)):
        for part in parts(scene, line):
            _say_within(scene, city, part, Span(name.start, line.end))


def _read_parts(scene: Scene, line: Span) -> None:
    """Note of a city, the first part of a line, where it is: "**Romans** · 33 000 habitants · Drôme, France"."""
    first, *others = parts(scene, line)
    if others and (city := whole(scene, first, ("City",))):
        for part in others:
            _say_within(scene, city, part, line)


def parts(scene: Scene, line: Span) -> list[Span]:
    """What a line has between its dots or bars."""
    found, start = [], line.start
    for sign in _PARTED.finditer(scene.text, line.start, line.end):
        found.append(Span(start, sign.start()))
        start = sign.end()
    return [*found, Span(start, line.end)]


_PARTED = re.compile(r"\s+[·•|]\s+")


def _say_within(scene: Scene, city: Mention, line: Span, where: Span) -> None:
    """Note that a city is in the places that a line, or a part of it, names, up to a country."""
    around = _places(scene, line)
    if around and around[-1].kind == "Country" and city.place and all(agrees(city, place) for place in around):
        for place in around:
            scene.say(city, "locatedIn", place, where, _BY, 0.85)


def _read_headed(scene: Scene, country: Mention, below: list[tuple[BlockKind, Span]]) -> None:
    """Note of the names that begin the lines below a country's heading that they are there."""
    for kind, line in below:
        if kind is BlockKind.HEADING:
            return
        first = next(iter(scene.inside(line, ("City", "Region", "Organisation"))), None)
        if first and first.span.start == line.start and rank(first) < rank(country) and agrees(first, country):
            if first.kind == "Organisation" and first.span != line:
                continue
            near = line.end - country.span.start <= _LONGEST
            where = Span(country.span.start, line.end) if near else line
            scene.say(first, "locatedIn", country, where, _BY, 0.8)


def _read_labelled(scene: Scene, line: Span) -> None:
    """Note of the cities after a country and a colon that they are there: "Sweden: Gävle, Luleå"."""
    inside = scene.inside(line)
    if len(inside) < 2 or inside[0].kind != "Country" or inside[0].span.start != line.start:
        return
    country = inside[0]
    if _COLON.match(scene.text, country.span.end) and all(m.kind in ("City", "Organisation") for m in inside[1:]):
        for city in inside[1:]:
            if city.place and agrees(city, country):
                scene.say(city, "locatedIn", country, line, _BY, 0.85)
