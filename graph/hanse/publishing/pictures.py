"""Small pictures in the page of a thing: where it is, and what is next to it. Both are SVG whose marks are links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hanse.publishing.facts import Group, Item
from hanse.publishing.material import Material
from hanse.views.geography import SIZE, outline
from hanse.views.kinds import KINDS

__all__ = ["Hub", "Map", "Spoke", "Spot", "draw_hub", "draw_map", "europe"]

_ASPECT = 1.4  # width by height
_LEAST = 420.0  # pixels of the map that a picture is wide at least: 2,100 km
_MARGIN = 0.12
_NAMED = 14  # spots at most that have their names beside them
_LETTERS = 0.55  # width of a letter by its size
_SPOKES = 22
_LONGEST = 27  # letters of a name in the small graph


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map."""

    x: float
    y: float
    iri: str
    name: str
    kind: str
    own: bool  # of the thing itself
    label: tuple[float, float, str] | None  # where its name stands, and its anchor


@dataclass(frozen=True, slots=True)
class Map:
    """A part of the map of Europe."""

    box: tuple[float, float, float, float]  # left, top, width, height
    spots: tuple[Spot, ...]
    radius: float
    letters: float


@dataclass(frozen=True, slots=True)
class Spoke:
    """A neighbour in the small graph."""

    item: Item
    text: str
    label: str  # how it is tied
    x: int
    y: int
    left: bool


@dataclass(frozen=True, slots=True)
class Hub:
    """A thing in the middle of its neighbours."""

    width: int
    height: int
    spokes: tuple[Spoke, ...]
    more: int  # neighbours that have no room


def europe() -> bytes:
    """The map below the spots, in the colours of a light or a dark page."""
    paths = "".join(f'<path class="{"land" if one.endswith("Z") else "border"}" d="{one}"/>' for one in outline())
    style = (
        ".land{fill:#e6e9e3}.border{fill:none;stroke:#c3c9c0}"
        "@media(prefers-color-scheme:dark){.land{fill:#2b343c}.border{stroke:#414c56}}"
    )
    box = f"0 0 {SIZE[0]} {SIZE[1]}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><style>{style}</style>{paths}</svg>\n'.encode()


def draw_map(iri: str, kind: str, groups: Iterable[Group], material: Material) -> Map | None:
    """Where a thing is, or what it is tied to; None where nothing of that has a place on the map."""
    own = material.place(iri)
    near = _located(groups, material) if own is None or kind in ("Country", "Region", "Event") else {}
    spots = {one: place for one, place in near.items() if one != iri}
    if own is not None and kind not in ("Country", "Region"):
        spots[iri] = own
    elif not spots and own is not None:
        spots = {iri: own}
    inside = {one: at for one, at in spots.items() if 0 <= at[0] <= SIZE[0] and 0 <= at[1] <= SIZE[1]}
    if not inside:
        return None
    box = _framed(list(inside.values()))
    radius, letters = box[2] / 90, box[2] / 34
    order = sorted(inside, key=lambda one: one != iri)  # else as they are told: what leads has its name first
    return Map(box, tuple(_spots(order, inside, iri, material, box, radius, letters)), radius, letters)


def _located(groups: Iterable[Group], material: Material) -> dict[str, tuple[float, float]]:
    """The other ends of statements, as they are told; of several at one place the first city, or the first."""
    ends = [item for group in groups for item in group.items if item.kind in ("City", "Organisation", "Event")]
    taken: dict[tuple[float, float], str] = {}
    for item in sorted(ends, key=lambda item: item.kind != "City"):
        if place := material.place(item.iri):
            taken.setdefault(place, item.iri)
    return {item.iri: place for item in ends if taken.get(place := material.place(item.iri) or (0, 0)) == item.iri}


def _framed(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The part of the map that shows all of them, with something around, as wide as pictures are."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    width = max((right - left) * (1 + 2 * _MARGIN), (bottom - top) * (1 + 2 * _MARGIN) * _ASPECT, _LEAST)
    width = min(width, SIZE[0])
    height = min(width / _ASPECT, SIZE[1])
    x = min(max((left + right - width) / 2, 0), SIZE[0] - width)
    y = min(max((top + bottom - height) / 2, 0), SIZE[1] - height)
    return round(x, 1), round(y, 1), round(width, 1), round(height, 1)


def _spots(
    order: list[str],
    places: dict[str, tuple[float, float]],
    itself: str,
    material: Material,
    box: tuple[float, float, float, float],
    radius: float,
    letters: float,
) -> Iterator[Spot]:
    """Each with its name to the right or left where it hides no other name."""
    taken = [(x - radius, y - radius, x + radius, y + radius) for x, y in places.values()]
    for number, iri in enumerate(order):
        x, y = places[iri]
        name = material.name(iri)
        width = len(name) * letters * _LETTERS
        sides = ((x + radius * 1.6, "start", x + radius * 1.1), (x - radius * 1.6, "end", x - radius * 1.1 - width))
        label = None
        for at, anchor, start in sides if number < _NAMED else ():
            area = start, y - letters * 0.6, start + width, y + letters * 0.6
            inside = area[0] > box[0] and area[2] < box[0] + box[2]
            if inside and not any(_meet(area, other) for other in taken):
                taken.append(area)
                label = (round(at, 1), round(y + letters * 0.35, 1), anchor)
                break
        yield Spot(round(x, 1), round(y, 1), iri, name, material.kind(iri), iri == itself, label)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def draw_hub(groups: Iterable[Group]) -> Hub | None:
    """A thing's neighbours on both its sides, what tells most first; None where it has fewer than two."""
    known: dict[str, tuple[Group, Item]] = {}
    for group in groups:
        for item in group.items:
            if item.kind in KINDS:
                known.setdefault(item.iri, (group, item))
    if len(known) < 2:
        return None
    shown = list(known.values())[:_SPOKES]
    half = (len(shown) + 1) // 2
    height = max(150, half * 30 + 16)
    spokes = []
    for number, (group, item) in enumerate(shown):
        left = number < half
        place, count = (number, half) if left else (number - half, len(shown) - half)
        y = round(height * (place + 0.5) / count) if count > 2 else round(height / 2 + (place - (count - 1) / 2) * 60)
        text = item.text if len(item.text) <= _LONGEST else item.text[: _LONGEST - 1].rstrip() + "…"
        spokes.append(Spoke(item, text, group.label, 218 if left else 342, y, left))
    return Hub(560, height, tuple(spokes), len(known) - len(shown))
