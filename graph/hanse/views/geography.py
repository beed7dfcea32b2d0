"""Where things are on a map of Europe, and the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from math import cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from hanse.queries.rows import value_of
from hanse.views.lookup import Lookup

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["SIZE", "Spot", "outline", "project", "spots"]

Spot = tuple[int, int]

SIZE = (1300, 920)
"""Of the map, in pixels."""

_CENTRE = (radians(52.0), radians(10.0))
_EARTH = 6371.0  # kilometres, the mean radius
_SCALE = 5.0  # kilometres that a pixel stands for
_CORNER = (-3420.0, 2290.0)  # of the map, north-west of the centre, in kilometres
_STEP = 7.0  # pixels between things at one place
_TURN = 2.399963  # the golden angle: no two of a spiral stand behind each other

_COORDINATES = """
SELECT ?thing (MIN(?lat) AS ?latitude) (MIN(?long) AS ?longitude) {
  ?thing wgs84:lat ?lat ; wgs84:long ?long
} GROUP BY ?thing
"""


@cache
def outline() -> tuple[str, ...]:
    """The land and the borders of Europe as SVG paths; those of land are closed. Natural Earth, public domain."""
    return tuple((files("hanse.views") / "assets" / "europe.txt").read_text(encoding="ascii").splitlines())


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to pixels of the map.

    Lambert's azimuthal equal-area projection on the centre that Europe's statistics use, of a sphere: J. P. Snyder,
    Map projections: a working manual, US Geological Survey Professional Paper 1395, 1987, equations 24-2 to 24-4.

    >>> [round(value) for value in project(52, 10)]
    [684, 458]
    """
    north, east = radians(latitude), radians(longitude) - _CENTRE[1]
    middle = _CENTRE[0]
    facing = 1 + sin(middle) * sin(north) + cos(middle) * cos(north) * cos(east)
    k = _EARTH * sqrt(2 / max(facing, 1e-9))
    x = k * cos(north) * sin(east)
    y = k * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(east))
    return (x - _CORNER[0]) / _SCALE, (_CORNER[1] - y) / _SCALE


def spots(graph: Graph, lookup: Lookup, things: Iterable[str]) -> dict[str, Spot]:
    """Where things are on the map, as far as coordinates are known: their own, or those of the city that they are in.

    What is at one place stands around it on a spiral, cities in the middle. Beyond the map nothing has a spot.
    """
    known = dict(_located(graph))
    at: dict[Spot, list[str]] = defaultdict(list)
    for iri in things:
        if (spot := _spot(lookup, known, iri)) and 0 <= spot[0] <= SIZE[0] and 0 <= spot[1] <= SIZE[1]:
            at[spot].append(iri)
    return {iri: place for spot, here in at.items() for iri, place in _around(lookup, spot, here)}


def _located(graph: Graph) -> Iterator[tuple[str, Spot]]:
    for thing, latitude, longitude in graph.select(_COORDINATES).terms:
        place = value_of(latitude), value_of(longitude)
        if thing is not None and all(isinstance(value, int | float) and abs(value) <= 180 for value in place):
            x, y = project(*place)  # type: ignore[arg-type]
            yield str(value_of(thing)), (round(x), round(y))


def _spot(lookup: Lookup, known: dict[str, Spot], iri: str) -> Spot | None:
    if iri in known:
        return known[iri]
    cities = (place for place in sorted(lookup.places(iri)) if lookup.kind(place) == "City")
    return next((known[city] for city in cities if city in known), None)


def _around(lookup: Lookup, spot: Spot, here: list[str]) -> Iterator[tuple[str, Spot]]:
    for number, iri in enumerate(sorted(here, key=lambda iri: lookup.kind(iri) != "City")):
        far, turn = _STEP * sqrt(number), _TURN * number
        yield iri, (round(spot[0] + far * cos(turn)), round(spot[1] + far * sin(turn)))
