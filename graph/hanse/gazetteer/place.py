"""The values that the gazetteer gives: a place, and a match of a name in a text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from hanse.model import Span

__all__ = ["Kind", "Match", "Place"]

Kind = Literal["City", "Region", "Country"]


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region or country."""

    id: int  # GeoNames id; negative for a place that has none here
    name: str
    kind: Kind
    country: str = ""  # ISO 3166-1 alpha-2, XK for Kosovo; empty for what lies in several
    latitude: float = 0.0  # WGS 84 degrees; of a region or country the middle of its population
    longitude: float = 0.0
    population: int = 0  # 0 where unknown
    region: str = ""  # a city's first-level subdivision
    codes: tuple[tuple[str, str], ...] = ()  # ("iso3", "ESP"), ("iso", "ES-AS")
    section: bool = False  # a district of a larger city

    @property
    def capital(self) -> bool:
        """Whether it is the capital of its country."""
        return self.id in _capitals()


@cache
def _capitals() -> frozenset[int]:
    text = (files("hanse.gazetteer") / "capitals.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text).values())


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text."""

    span: Span
    places: tuple[Place, ...]  # the likeliest first; never empty
    exact: bool  # False where an inflected form was led back to the name
    common: bool = False  # the words are ordinary words too: only a cue makes them a place
