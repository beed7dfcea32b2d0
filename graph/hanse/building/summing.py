"""What is said once, when all sources have said what they say: of the places and well-known things that they name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hanse.building.extracting import linker
from hanse.building.graphs import line
from hanse.building.report import Trust
from hanse.building.saying import Tally
from hanse.model import Entity
from hanse.triples import gazetteer, named
from hanse.vocabulary import theme_names

if TYPE_CHECKING:
    from hanse.gazetteer import Place
    from hanse.identity import Identity

__all__ = ["known_lines", "trust"]


def known_lines(identity: Identity, tally: Tally, base: str) -> Iterator[bytes]:
    """What the gazetteer and the ontology know of what sources name surely enough."""
    for quad in gazetteer(_places(tally, base), base):
        yield line(quad)
    for quad in named(_known(identity, tally), base):
        yield line(quad)


def _places(tally: Tally, base: str) -> list[tuple[str, Place]]:
    """The places that sources name, and the countries that they are in."""
    find = linker()
    places = [find.gazetteer.place(number) for number in sorted(tally.places)]
    named = {place.country for place in places if place.kind == "Country"}
    for code in sorted({place.country for place in places} - named - {""}):
        if country := find.gazetteer.country(code):
            said = Entity("country", "Country", country.name, place=country.id, country=code)
            places.append(find.place(said) or country)
    return [(find.iri(place, base), place) for place in places]


def _known(identity: Identity, tally: Tally) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The themes, programmes, networks and bodies that sources name, as the ontology calls them."""
    for iri, languages in sorted(tally.themes.items()):
        if names := theme_names().get(iri):
            yield iri, "Theme", {one: names[one] for one in sorted(languages) if one in names}
    for iri, kind in sorted(tally.known.items()):
        if known := identity.known(iri):
            yield iri, kind, {"": known.name}


def trust(tally: Tally) -> dict[str, Trust]:
    """How far to trust what documents say by each property, the most frequent first."""
    from hanse.reliability import load

    rates = load()
    order = sorted(tally.sure.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return {name: Trust(count, sum_ / count / 1_000_000, rates.of(name).observed) for name, (count, sum_) in order}
