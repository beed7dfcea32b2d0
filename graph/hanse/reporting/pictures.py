"""Plots with two axes, and a map: shapes at places, in pixels of a picture that pages scale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from hanse.reporting.wording import cut, whole
from hanse.views.geography import SIZE, outline, project

__all__ = ["Box", "Disc", "Picture", "Stroke", "Words", "atlas", "columns", "heat"]

_LETTER = 0.56  # width of a letter by its size, on average


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: str
    strength: float = 1.0  # of its colour
    title: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle."""

    x: float
    y: float
    radius: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True, slots=True)
class Words:
    """A text; ``anchor`` is the end or middle of it that is at the place."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    turned: bool = False  # upwards
    look: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, in this order: land, strokes, boxes, discs, words."""

    alternative: str
    width: int
    height: int
    narrowest: int  # in pixels: on a smaller screen it is scrolled rather than made smaller
    size: int = 12  # of letters
    land: tuple[str, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    boxes: tuple[Box, ...] = ()
    discs: tuple[Disc, ...] = ()
    words: tuple[Words, ...] = ()
    legend: tuple[tuple[str, str], ...] = field(default=())  # what each look of a box is


def columns(values: Mapping[str, Mapping[int, int]], what: str, series: Sequence[str]) -> Picture:
    """A column for each year, made of a box for each series; ``series`` are their looks, in order."""
    years = sorted({year for own in values.values() for year in own})
    span = range(years[0], years[-1] + 1)
    totals = {year: sum(own.get(year, 0) for own in values.values()) for year in span}
    width, height, left, foot, head = 760, 280, 44, 26, 14
    step = (width - left) / len(span)
    ceiling, every = _ceiling(max(totals.values()))
    scale = (height - foot - head) / ceiling
    strokes, words, boxes = [], [], []
    for value in range(0, ceiling + 1, every):
        y = height - foot - value * scale
        strokes.append(Stroke(left, y, width, y))
        words.append(Words(left - 6, y + 4, whole(value), "end", look="quiet"))
    apart = next(n for n in (1, 2, 5, 10, 20, 50, 100) if step * n >= 36)
    for place, year in enumerate(span):
        middle, wide = left + (place + 0.5) * step, min(step * 0.74, 46)
        if (year % apart == 0) or apart == 1:
            words.append(Words(middle, height - 8, str(year), "middle"))
        y = height - foot
        for (name, own), look in zip(values.items(), series, strict=True):
            if count := own.get(year, 0):
                y -= count * scale
                title = f"{name}, {year}: {whole(count)}"
                boxes.append(Box(middle - wide / 2, y, wide, count * scale, look, title=title))
        if totals[year] and step >= 20:
            words.append(Words(middle, y - 4, whole(totals[year]), "middle", look="quiet"))
    told = "; ".join(f"{year}: {whole(total)}" for year, total in totals.items() if total)
    return Picture(
        f"Columns: {what} by year. {told}.", width, height, 560,
        strokes=tuple(strokes), boxes=tuple(boxes), words=tuple(words),
        legend=tuple(zip(series, values, strict=True)) if len(values) > 1 else (),
    )  # fmt: skip


def _ceiling(most: int) -> tuple[int, int]:
    """A round number that is no less, and the step of a scale up to it."""
    size = 10 ** max(len(str(most)) - 2, 0)
    every = next(size * n for n in (1, 2, 5, 10, 20, 50) if most / (size * n) <= 5)
    return -(-most // every) * every, every


def heat(names: Sequence[str], values: Mapping[tuple[str, str], float], what: str) -> Picture:
    """A square for each two names, the darker the higher its value; the same on both sides of the diagonal."""
    side, edge = 21, 118
    values = {pair: value for pair, value in values.items() if {*pair} <= {*names}}
    most = max(values.values(), default=0) or 1
    boxes, words = [], []
    for row, one in enumerate(names):
        words.append(Words(edge - 6, edge + row * side + 15, cut(one, 18), "end"))
        words.append(Words(edge + row * side + 15, edge - 6, cut(one, 18), turned=True))
        for column, other in enumerate(names):
            value = values.get((one, other), values.get((other, one), 0))
            place = edge + column * side, edge + row * side, side - 1, side - 1
            if one == other:
                boxes.append(Box(*place, "none"))
            elif value:
                boxes.append(Box(*place, "heat", _strength(value / most), f"{one} and {other}: {whole(value)}"))
            else:
                boxes.append(Box(*place, "empty"))
    strongest = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
    told = "; ".join(f"{one} and {other}: {whole(value)}" for (one, other), value in strongest)
    total = edge + side * len(names)
    return Picture(
        f"Matrix of {len(names)} by {len(names)}: {what}. The highest: {told}.", total, total, min(total, 460),
        boxes=tuple(boxes), words=tuple(words), legend=(("heat", f"most: {whole(most)}"), ("empty", "none")),
    )  # fmt: skip


def _strength(part: float) -> float:
    """Of a colour: never so faint that it looks like none."""
    return round(0.12 + 0.88 * part, 3)


def atlas(places: Iterable[tuple[str, float, float, int]], what: str) -> Picture:
    """A map of Europe with a disc for each name, latitude, longitude and count; its area goes with the count."""
    width, height = SIZE
    found = []
    for name, latitude, longitude, count in places:
        x, y = project(latitude, longitude)
        if 0 <= x <= width and 0 <= y <= height:
            found.append((count, name, round(x, 1), round(y, 1)))
    found.sort(key=lambda one: (-one[0], one[1]))
    largest = found[0][0] if found else 1
    discs = tuple(
        Disc(x, y, round(22 * sqrt(count / max(largest, 8)), 1), f"{name}: {count}") for count, name, x, y in found
    )
    first = "; ".join(f"{name}: {count}" for count, name, _, _ in found[:5])
    words = tuple(_named(discs, [name for _, name, _, _ in found], size=21))
    alternative = f"Map of Europe: {what}, {len(found)} places. Most: {first}."
    return Picture(alternative, width, height, 480, size=21, land=outline(), discs=discs, words=words)


def _named(discs: Sequence[Disc], names: Sequence[str], size: int, most: int = 14) -> Iterable[Words]:
    """The names of the largest, right of their discs, where they stand on no other name."""
    taken: list[tuple[float, float, float]] = []
    for disc, name in zip(discs[:most], names, strict=False):
        text = cut(name, 24)
        left, right = disc.x + disc.radius + 3, disc.x + disc.radius + 3 + len(text) * size * _LETTER
        if right < SIZE[0] and all(abs(disc.y - y) > size or right < a or left > b for a, b, y in taken):
            taken.append((left, right, disc.y))
            yield Words(left, disc.y + size * 0.35, text)
