"""Where things are: a place in brackets or after a comma; a body named after its place."""

from __future__ import annotations

import re

from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.model import Span

__all__ = ["read"]

_BESIDE = re.compile(r"\s?(?:\(|,|[-–/]|\[)\s?$")


def read(scene: Scene, sentence: Span) -> None:
    """Note each place that stands beside a city, region or body as where that is."""
    inside = scene.inside(sentence)
    for first, second in zip(inside, inside[1:], strict=False):
        if second.kind not in PLACES or first.kind not in ("City", "Region", "Organisation"):
            continue
        between = scene.text[first.span.end : second.span.start]
        bracket = re.fullmatch(r"\s?[(\[][^()]{0,40}?", between)
        comma = re.fullmatch(r",\s", between)
        dash = re.fullmatch(r"\s[-–—]\s", between) and second.kind == "Country" and second.span.end == sentence.end
        closed = scene.text[second.span.end : second.span.end + 1] in {")", "]"}
        where = Span(first.span.start, second.span.end + closed)
        if (
            (dash and _agrees(first, second))
            or (bracket and _bracket_fits(scene, first, second, between))
            or (comma and _comma_fits(scene, first, second, inside))
        ):
            scene.say(first, "locatedIn", second, where, "apposition", 0.92 if bracket else 0.85)


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
