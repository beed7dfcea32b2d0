"""Write the map of Europe that views draw: its land and borders as SVG paths, one a line.

npm pack world-atlas && tar -xzf world-atlas-*.tgz package/countries-50m.json
python data/outline.py package/countries-50m.json > graph/hanse/views/assets/europe.txt

world-atlas has Natural Earth's shapes (public domain, https://www.naturalearthdata.com/) as TopoJSON, in which what two
countries share is one line: so borders are thinned once, and both sides fit. Borders that next to no state recognises
are left out: those of Crimea and of the north of Cyprus.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))

from hanse.views.geography import SIZE, project

Point = tuple[float, float]

THIN = 0.8  # pixels by which a line may differ from the true one
LEAST = 5.0  # square pixels: smaller islands are left out
UNRECOGNISED = ((32.0, 45.7, 36.0, 46.4), (32.0, 34.5, 35.0, 35.8))
"""West, south, east and north of the borders that are left out, in degrees."""


def main() -> None:
    atlas = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    degrees = [list(_degrees(atlas["transform"], arc)) for arc in atlas["arcs"]]
    arcs = [_thinned([project(north, east) for east, north in arc]) for arc in degrees]
    for polygon in _polygons(atlas["objects"]["land"], arcs):
        rings = [clipped for ring in polygon if _area(clipped := _clipped(ring)) >= LEAST]
        if rings:
            print("".join(_path(ring, closed=True) for ring in rings))
    for number in _shared(atlas["objects"]["countries"]):
        if not any(_within(degrees[number], box) for box in UNRECOGNISED):
            for line in _inside(arcs[number]):
                print(_path(line))


def _degrees(transform: dict[str, Sequence[float]], arc: Iterable[Sequence[int]]) -> Iterator[Point]:
    """Longitude and latitude: TopoJSON gives whole numbers, each as a step from the one before."""
    x = y = 0
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * wide + west, y * high + south


def _thinned(points: list[Point]) -> list[Point]:
    """D. Douglas, T. Peucker, Algorithms for the reduction of the number of points, Cartographica 10, 1973."""
    if len(points) < 3:
        return points
    (x, y), (to_x, to_y) = points[0], points[-1]
    length = ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5

    def away(point: Point) -> float:
        if not length:
            return float(((point[0] - x) ** 2 + (point[1] - y) ** 2) ** 0.5)
        return abs((to_x - x) * (y - point[1]) - (x - point[0]) * (to_y - y)) / length

    far = max(range(1, len(points) - 1), key=lambda i: away(points[i]))
    if away(points[far]) < THIN:
        return [points[0], points[-1]]
    return _thinned(points[: far + 1])[:-1] + _thinned(points[far:])


def _polygons(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[list[Point]]]:
    """Each with its rings: the shore, then those of inland seas, which run the other way."""
    for part in shape.get("geometries", ()):
        yield from _polygons(part, arcs)
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", ())
    for polygon in polygons:
        yield [[point for number in ring for point in _directed(number, arcs)[:-1]] for ring in polygon]


def _directed(number: int, arcs: list[list[Point]]) -> list[Point]:
    """An arc; one that is taken backwards has its number's complement."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _shared(countries: dict[str, Any]) -> list[int]:
    """The arcs between two countries."""
    used: Counter[int] = Counter()
    for country in countries["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country.get("arcs", [])
        used.update({number if number >= 0 else ~number for polygon in polygons for ring in polygon for number in ring})
    return sorted(number for number, count in used.items() if count > 1)


def _within(points: Iterable[Point], box: Sequence[float]) -> bool:
    return all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in points)


def _clipped(ring: list[Point]) -> list[Point]:
    """What of an area lies on the map. I. Sutherland, G. Hodgman, Reentrant polygon clipping, CACM 17, 1974."""
    for axis, bound, sign in ((0, 0, 1), (0, SIZE[0], -1), (1, 0, 1), (1, SIZE[1], -1)):
        kept: list[Point] = []
        for before, point in zip(ring[-1:] + ring[:-1], ring, strict=True):
            was, now = (sign * (end[axis] - bound) >= 0 for end in (before, point))
            if was != now:
                part = (bound - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
            if now:
                kept.append(point)
        ring = kept
    return ring


def _inside(line: list[Point]) -> Iterator[list[Point]]:
    """The stretches of a line that lie on the map."""
    box = (0, 0, *SIZE)
    stretch: list[Point] = []
    for point in line:
        if _within([point], box):
            stretch.append(point)
        elif stretch:
            yield stretch
            stretch = []
    if len(stretch) > 1:
        yield stretch


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs)) / 2


def _path(points: Sequence[Point], closed: bool = False) -> str:
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(to[0] - at[0], to[1] - at[1]) for at, to in pairwise(whole)]
    said = " ".join(f"{x},{y}" if y >= 0 else f"{x}{y}" for x, y in steps if (x, y) != (0, 0))
    return f"M{whole[0][0]},{whole[0][1]}l{said}" + ("Z" if closed else "")


if __name__ == "__main__":
    main()
