"""Graphs of any size to measure on: real places of Europe in networks that are made up, the same each time.

Networks draw their partners from a few areas of one programme, well-known partners more often than others: so there
are communities, hubs and a long tail, as in what programmes publish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from pyoxigraph import Quad

from hanse import store
from hanse.gazetteer import Place, load
from hanse.model import Document, Entity, Evidence, Extract, Fact, Span, Value
from hanse.triples import gazetteer, quads
from hanse.vocabulary import mint, theme_names

Areas = Sequence[Sequence[Place]]

LANDS = "AT BE BG CZ DE DK EE ES FI FR GR HR HU IE IT LT LV NL NO PL PT RO SE SI SK".split()
PARTNERS = 15  # of a network
A_PROGRAMME = 6  # areas that it joins
A_DOCUMENT = 50  # networks that it tells of


def write(directory: Path, things: int) -> Path:
    """A graph directory of about so many networks (a fifth), cities and organisations, each tie with its quote."""
    draw = Random(things)
    areas = _areas(draw, max(things // 2, 4))
    places = [(_iri(_city(place)), place) for area in areas for place in area]
    places += [(mint("Country", land.name), land) for code in LANDS if (land := load().country(code))]
    lines = {f"{quad} .\n" for quad in gazetteer(places)}
    for quad in _documents(draw, areas, max(things // 5, 1)):
        lines.add(f"{quad} .\n")
    directory.mkdir(parents=True)
    (directory / store.QUADS).write_text("".join(sorted(lines)), encoding="utf-8", newline="")
    store.write(directory / store.STORE, directory / store.QUADS)
    return directory


def populous(most: int) -> list[Place]:
    """The most populous cities of Europe, the largest first; of those of one name the largest."""
    lookup = load().lookup
    atlas, countries = lookup.atlas, lookup.header["countries"]
    wanted = {countries.index(land) for land in LANDS}
    largest = np.argsort(-atlas["population"].astype(np.int64), kind="stable")
    rows = (int(row) for row in largest if int(atlas["country"][row]) in wanted)
    places = (lookup.place_at(row) for row in rows)
    found: dict[str, Place] = {}
    for one in places:
        if one.kind == "City" and not one.section and not re.search(r"\d|\bI+\b", one.name):
            found.setdefault(one.name, one)
            if len(found) == most:
                break
    return list(found.values())


def _areas(draw: Random, most: int) -> Areas:
    """The most populous places of Europe, by region."""
    found: dict[tuple[str, str], list[Place]] = {}
    for place in populous(most):
        found.setdefault((place.country, place.region), []).append(place)
    areas = list(found.values())
    draw.shuffle(areas)
    return areas


def _documents(draw: Random, areas: Areas, count: int) -> Iterator[Quad]:
    programmes = [areas[start : start + A_PROGRAMME] for start in range(0, len(areas), A_PROGRAMME)]
    sizes = [sum(map(len, programme)) for programme in programmes]
    for first in range(0, count, A_DOCUMENT):
        chosen = draw.choices(range(len(programmes)), sizes, k=min(A_DOCUMENT, count - first))
        yield from _document(draw, first, [(number, programmes[number]) for number in chosen], areas)


def _document(draw: Random, first: int, told: Sequence[tuple[int, Areas]], areas: Areas) -> Iterator[Quad]:
    """A page that tells of networks, each with its programme and the areas of that."""
    text, facts, entities = "", [], {}
    for number, (programme, own) in enumerate(told, first):
        network, under = Entity(f"n{number}", "Network", f"Net {number}"), _programme(programme)
        partners = _partners(draw, own, areas)
        theme, expert, event = _theme(draw), _expert(draw, number), Entity(f"e{number}", "Event", f"Kick-off {number}")
        entities |= {one.id: one for one in (network, under, theme, expert, event, *partners)}
        sentence = f"{network.name} is led by {partners[0].name}, with {', '.join(one.name for one in partners[1:])}."
        sentence += f" It is about {theme.name}; {expert.name} is its lead expert. {event.name} took place there."
        proof = Evidence(Span(len(text), len(text) + len(sentence)), "sentences", draw.choice((0.7, 0.8, 0.9, 0.95)))
        year = str(2000 + draw.randrange(25))
        facts.append(Fact(network.id, "programme", under.id, proof))
        facts.append(Fact(network.id, "startDate", Value(year, "gYear"), proof))
        facts.append(Fact(network.id, "theme", theme.id, proof))
        facts.append(Fact(network.id, "leadExpert", expert.id, proof))
        facts.append(Fact(expert.id, "affiliation", partners[0].id, proof))
        facts.append(Fact(event.id, "eventOf", network.id, proof))
        facts.append(Fact(event.id, "organiser", partners[0].id, proof))
        facts.append(Fact(event.id, "startDate", Value(year, "gYear"), proof))
        for one in partners:
            role = "leadPartner" if one is partners[0] else "partner"
            facts.append(Fact(network.id, role, one.id, proof, since=year))
        text += sentence + "\n"
    document = Document(f"page {first}", f"https://example.org/{first}", text, language="en")
    yield from quads(Extract(document.identifier, tuple(entities.values()), tuple(facts)), document, _iri)


def _partners(draw: Random, own: Areas, areas: Areas) -> list[Entity]:
    """Mostly of one area, others of two more of the programme, and now and then one of any."""
    home = draw.choice(own)
    pools = [home] * 6 + [draw.choice(own)] * 3 + [draw.choice(own)] * 3
    found: dict[str, Entity] = {}
    wanted = max(2, round(draw.gammavariate(4, PARTNERS / 4)))
    for _ in range(3 * wanted):
        pool = draw.choice([*pools, draw.choice(areas)])
        place = pool[int(len(pool) * draw.random() ** 1.6)]  # the populous more often
        one = _city(place) if draw.random() < 0.5 else _office(place)
        found[one.id] = one
        if len(found) == wanted:
            break
    return list(found.values())


def _programme(number: int) -> Entity:
    return Entity(f"p{number}", "Programme", f"Programme {number}")


def _theme(draw: Random) -> Entity:
    """Of the ontology's; some far more often than others."""
    known = sorted(theme_names())
    iri = known[int(len(known) * draw.random() ** 2)]
    return Entity(f"t{iri}", "Theme", theme_names()[iri]["en"], concept=iri)


def _expert(draw: Random, number: int) -> Entity:
    """Who works for several networks, as likely as not."""
    which = draw.randrange(number // 2 + 2)
    return Entity(f"x{which}", "Person", f"Expert {which}")


def _city(place: Place) -> Entity:
    return Entity(f"c{place.id}", "City", place.name, country=place.country, place=place.id)


def _office(place: Place) -> Entity:
    return Entity(f"o{place.id}", "Organisation", f"Development agency of {place.name}", country=place.country)


def _iri(entity: Entity) -> str:
    """By number where names are shared."""
    if entity.concept:
        return entity.concept
    return mint(entity.kind, f"{entity.name} {entity.id[1:]}")
