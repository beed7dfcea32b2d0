"""The countries that a document names, and in which of them its rows put things: they tell towns of one name apart."""

from __future__ import annotations

from hanse.extraction.grids import grids
from hanse.extraction.scene import Scene

__all__ = ["declare", "named"]

_PLACED = frozenset({"City", "Organisation", "leadPartner", "locatedIn", "partner"})  # columns of what is in a country


def declare(scene: Scene) -> None:
    """Note of cells in which country their row puts them."""
    for grid in grids(scene):
        country = grid.column("Country")
        if country is None:
            continue
        placed = [c for c, found in grid.columns.items() if found & _PLACED and "Country" not in found]
        for _, cells in grid.rows:
            written = cells[country].of(scene.text).strip(" *") if country in cells else ""
            if found := scene.gazetteer.country(written):
                scene.abroad |= {cells[column]: found.country for column in placed if column in cells}


def named(scene: Scene) -> frozenset[str]:
    """The codes of the countries that a document names."""
    return frozenset(
        match.places[0].country
        for unit in scene.layout.body
        for match in scene.places(unit)
        if match.places[0].kind == "Country"
    )
