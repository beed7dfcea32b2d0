"""Where things are: a place in brackets or after a comma; a body named after its place."""

from __future__ import annotations

import re
from itertools import pairwise

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.model import BlockKind, Span

__all__ = ["read", "read_names", "read_rows"]

_NUMBER = re.compile(r"\b\d{1,4}\w?\b")


def read(scene: Scene, sentence: Span) -> None:
    """Note each place that stands beside a city, region or body as where that is."""
    inside = scene.inside(sentence)
    for first, second in pairwise(inside):
        if second.kind not in PLACES or first.kind not in ("City", "Region", "Organisation"):
            continue
        between = scene.text[first.span.end : second.span.start]
        bracket = re.fullmatch(r"\s?[(\[][^()]{0,40}?", between)
        comma = re.fullmatch(r",\s", between)
        dash = re.fullmatch(r"\s[-–—]\s", between) and second.kind == "Country" and second.span.end == sentence.end
        closed = scene.text[second.span.end : second.span.end + 1] in {")", "]"}
        where = Span(first.span.start, second.span.end + closed)
        if first.kind == "Organisation" and (_described(scene, first, second) or _addressed(scene, first, second)):
            scene.say(first, "locatedIn", second, where, "apposition", 0.85)
        elif (
            (dash and _agrees(first, second))
            or (bracket and _bracket_fits(scene, first, second, between))
            or (comma and _comma_fits(scene, first, second, inside))
        ):
            scene.say(first, "locatedIn", second, where, "apposition", 0.92 if bracket else 0.85)


def read_rows(scene: Scene) -> None:
    """Note of a table's row with one city and one body, each a cell of its own, that the body is there."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.ROW and not scene.layout.boilerplate(index):
            cells = {scene.layout.block(i).span for i in scene.layout.children[index]}
            whole = [m for m in scene.inside(block.span, ("City", "Organisation")) if m.span in cells]
            if sorted(m.kind for m in whole) == ["City", "Organisation"]:
                city, body = sorted(whole, key=lambda m: m.kind)
                scene.say(body, "locatedIn", city, block.span, "table", 0.85)


def read_names(scene: Scene) -> None:
    """Note of a body named after a place, "Cluster of Asturias", that it is there, if the text has the place."""
    by_id = {m.place.id: m for m in reversed(scene.mentions) if m.place and m.kind in ("City", "Region")}
    for body in [m for m in scene.mentions if m.kind == "Organisation"]:
        text = scene.words(body.span)
        cut = next((i for i in range(len(text) - 1, 1, -1) if phrases("genitive").at(text, i - 1, scene.languages)), 0)
        if cut:
            written = Span(text[cut].start, body.span.end).of(scene.text)
            there = [p.id for p in scene.gazetteer.find(written, scene.language)[:1] if p.id in by_id]
            if there:
                scene.say(body, "locatedIn", by_id[there[0]], body.span, "name", 0.8)


def _described(scene: Scene, first: Mention, second: Mention) -> bool:
    """As in "X, the advanced manufacturing cluster of Asturias", "X, agenție de antreprenoriat din Vic"."""
    between = scene.words(Span(first.span.end, second.span.start))
    plain = [w for w in between if w.folded]
    if not plain or len(plain) > 9 or between[0].text != "," or not all(w.text[0].islower() for w in plain):
        return False
    cue = next(phrases("name-cue", ("Organisation",)).scan(plain[:6], scene.languages), None)
    ties = [phrases(name) for name in ("genitive", "place-preposition")]
    last = len(between) - 1
    tied = any((m := t.at(between, i, scene.languages)) and m.end > last for t in ties for i in (last - 1, last))
    return cue is not None and tied and len(between) == len(plain) + 1


def _addressed(scene: Scene, first: Mention, second: Mention) -> bool:
    """As in "X, Palmotićeva 25, 10000 Zagreb": a street and a number or postcode between a body and a city."""
    between = scene.text[first.span.end : second.span.start]
    return (
        second.kind == "City"
        and between[:1] == ","
        and len(between) < 70
        and not re.search(r"[.;:\n]\s", between)
        and _NUMBER.search(between) is not None
        and re.search(r",\s*(?:[A-Z]{1,2}-?)?[\d ]*$", between) is not None
    )


def _bracket_fits(scene: Scene, first: Mention, second: Mention, between: str) -> bool:
    code = len(second.name) == 2
    plain = between.strip(" ([") == "" or (code and between.rstrip().endswith(","))
    return plain and _rank(second) > _rank(first) and _agrees(first, second)


def _comma_fits(scene: Scene, first: Mention, second: Mention, inside: list[Mention]) -> bool:
    """After a comma only a place that contains the other does, and not in an enumeration of the like."""
    if _rank(second) <= _rank(first):
        return False
    if first.kind == "Organisation":
        return second.kind == "City" or (second.kind == "Country" and not _enumeration(second, inside))
    return (
        _agrees(first, second)
        and first.place is not None
        and second.place is not None
        and (first.place.country == second.place.country)
    )


def _enumeration(place: Mention, inside: list[Mention]) -> bool:
    index = inside.index(place)
    return (
        index + 1 < len(inside)
        and inside[index + 1].kind == place.kind
        and inside[index + 1].span.start - place.span.end < 4
    )


def _rank(mention: Mention) -> int:
    return {"Organisation": 0, "City": 1, "Region": 2, "Country": 3}.get(mention.kind, 9)


def _agrees(first: Mention, second: Mention) -> bool:
    if first.place is None or second.place is None:
        return True
    return not first.place.country or not second.place.country or first.place.country == second.place.country
