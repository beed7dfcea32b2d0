"""A name → the places that bear it: cities, regions and countries, after GeoNames (CC BY 4.0) and curated additions."""

from __future__ import annotations

from hanse.gazetteer.index import Gazetteer, load
from hanse.gazetteer.place import Match, Place

__all__ = ["Gazetteer", "Match", "Place", "load"]
