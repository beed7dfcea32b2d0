"""The kinds of documents: pages of networks, news of events, listings, reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from inventing import Body, Initiative, World, languages, prose
from telling import Block, Paper, Telling

from hanse.gazetteer import Place

SITES = 300
A_NEW_ONE = 8  # documents for each network or project


def compose(world: World, number: int) -> Paper:
    """The document of a number, the same each time."""
    draw = world.draw("document", number)
    names, shares = languages()
    language = draw.choices(names, cum_weights=shares)[0]
    kind = draw.choices(tuple(KINDS), (36, 30, 6, 6, 6, 16))[0]
    telling = Telling(world, draw, language)
    title, blocks, day = KINDS[kind](telling, subject(world, draw, number))
    created = day + timedelta(days=draw.randint(1, 40))
    site = draw.randrange(SITES // len(names)) * len(names) + names.index(language)
    return Paper(kind, language, title, blocks, telling.truth, (created.year, created.month, created.day), site)


def subject(world: World, draw: Random, number: int) -> Initiative:
    """Some are written about far more often than others, and there are more of them the more is written."""
    return world.initiative(int((4 + number / A_NEW_ONE) * draw.random() ** 1.6))


def network(telling: Telling, one: Initiative) -> tuple[str, list[Block], date]:
    """A page that presents it: prose, then its partners as a list or table, and its dates."""
    draw, table = telling.draw, telling.table
    facts = [telling.about(one), telling.led(one), telling.funded(one)]
    facts += [telling.runs(one)] if draw.random() < 0.4 else []
    facts += [telling.expert(one)] if one.kind == "Network" and draw.random() < 0.4 else []
    facts += [telling.refused(one)] if draw.random() < 0.15 else []
    blocks = telling.prose(draw.randint(60, 220), facts)
    blocks.append(("h2", telling.say("partners_heading")))
    others = one.partners[1:]
    if draw.random() < 0.3:
        head = table["city_columns"][:2]
        cities = [partner for partner in others if not isinstance(partner, Body)]
        blocks.append(("table", [head, *([city.name, located(telling, one, city)] for city in cities)]))
    else:
        blocks.append(("ul", [member(telling, one, partner) for partner in others]))
    if draw.random() < 0.5:
        blocks.append(("dl", details(telling, one)))
    blocks += telling.prose(draw.randint(40, 200))
    return telling.say("headline_network", net=one.name), blocks, any_day(draw, one)


def member(telling: Telling, one: Initiative, partner: Place | Body) -> str:
    """An item of a list of partners."""
    key = telling.takes_part(one, partner)
    place = partner.city if isinstance(partner, Body) else partner
    if isinstance(partner, Body):
        if telling.draw.random() < 0.5:
            return partner.name
        city = telling.city(place)
        telling.truth.fact(key, "locatedIn", city)
        telling.truth.maybe(key, "locatedIn", telling.country(place))
        telling.truth.fact(city, "locatedIn", telling.country(place))
        return f"{partner.name}, {place.name} ({place.country})"
    telling.truth.fact(key, "locatedIn", telling.country(place))
    return f"{place.name} ({place.country})"


def located(telling: Telling, one: Initiative, place: Place) -> str:
    """A city's country, in a table of partners."""
    telling.truth.fact(telling.takes_part(one, place), "locatedIn", telling.country(place))
    return place.country


def details(telling: Telling, one: Initiative) -> list[tuple[str, str]]:
    telling.programme(one)
    telling.dated(one)
    pairs = [
        (telling.say("programme_label"), one.programme),
        (telling.say("start_label"), telling.month(one.start)),
        (telling.say("end_label"), telling.month(one.end)),
    ]
    if one.kind == "Network" and telling.draw.random() < 0.5:
        pairs.append((telling.say("expert_label"), telling.names_expert(one)))
    return [*pairs, (telling.say("theme_label"), themes(telling, one))]


def themes(telling: Telling, one: Initiative) -> str:
    found = dict(telling.theme(number) for number in one.themes)
    for theme in found:
        telling.truth.fact(telling.initiative(one), "theme", theme)
    return ", ".join(found.values())


def news(telling: Telling, one: Initiative) -> tuple[str, list[Block], date]:
    """An event: where, when, by whom, how many came, who spoke."""
    draw, truth, language = telling.draw, telling.truth, telling.language
    places = [partner for partner in one.partners if not isinstance(partner, Body)]
    venue = draw.choice(places) if places else telling.world.city(draw)
    kind = telling.say("event")
    whole = prose()["names"]["event_of"][language].format(event=kind, net=one.name)
    event = truth.thing("Event", kind, whole, f"{one.name} {kind}")
    day = any_day(draw, one)
    days = draw.choice((0, 0, 1, 2)) if day.day < 26 else 0
    month = telling.table["months"][day.month - 1]
    when = telling.say("span" if days else "on", d=day.day, e=day.day + days, month=month, y=day.year)
    truth.value(event, "startDate", day.isoformat())
    if days:
        truth.value(event, "endDate", (day + timedelta(days=days)).isoformat())
    truth.fact(event, "eventOf", telling.initiative(one))
    truth.fact(event, "locatedIn", telling.city(venue))
    truth.maybe(event, "organiser", telling.city(venue))
    truth.maybe(event, "attendee", telling.city(venue))
    said = {"event": kind, "net": one.name, "city": venue.name}
    facts = [telling.say("took_place", **said, when=when)]
    host = draw.choice(one.partners)
    truth.fact(event, "organiser", telling.partner(host))
    truth.maybe(telling.initiative(one), "partner", telling.partner(host))
    facts.append(telling.say("organised", event=kind, host=host.name))
    if draw.random() < 0.6:
        count = draw.randint(14, 400)
        truth.value(event, "attendance", count)
        facts.append(telling.say("attended", event=kind, n=count))
    for number in range(draw.randint(0, 2)):
        body = draw.choice(one.partners)
        sentence, person = telling.quoted(body, ("speaker", one.number, number))
        for who in (person, telling.partner(body)):
            truth.maybe(event, "attendee", who)
        facts.append(sentence)
    facts += [telling.led(one)] if draw.random() < 0.4 else []
    facts += [telling.funded(one)] if draw.random() < 0.4 else []
    title = telling.say("headline_news", **said)
    return title, telling.prose(draw.randint(120, 320), facts), day + timedelta(days=days)


def overview(telling: Telling, one: Initiative) -> tuple[str, list[Block], date]:
    """A table of networks, each with its partners and who leads it."""
    rows: list[list[str]] = [list(telling.table["columns"])]
    for other in several(telling, one, "Network"):
        cities = [partner for partner in other.partners if not isinstance(partner, Body)]
        truth, key = telling.truth, telling.initiative(other)
        for city in cities:
            located(telling, other, city)
        truth.fact(key, "leadPartner", telling.partner(other.partners[0]))
        cell = ", ".join(f"{city.name} ({city.country})" for city in cities)
        rows.append([other.name, cell, other.partners[0].name])
    blocks = [*telling.prose(30), ("table", rows), *telling.prose(telling.draw.randint(0, 60))]
    return listing_title(telling), blocks, any_day(telling.draw, one)


def cards(telling: Telling, one: Initiative) -> tuple[str, list[Block], date]:
    """Cards of networks."""
    found = []
    for other in several(telling, one):
        truth, key, lead = telling.truth, telling.initiative(other), other.partners[0]
        truth.fact(key, "leadPartner", telling.partner(lead))
        telling.programme(other)
        lines = [
            f"{telling.say('lead_label')}: {lead.name}",
            f"{telling.say('programme_label')}: {other.programme}",
            f"{telling.say('theme_label')}: {themes(telling, other)}",
        ]
        found.append((other.name, lines))
    blocks = [*telling.prose(40), ("cards", found), *telling.prose(telling.draw.randint(20, 160))]
    return listing_title(telling), blocks, any_day(telling.draw, one)


def cities(telling: Telling, one: Initiative) -> tuple[str, list[Block], date]:
    """The cities of one network, with their inhabitants."""
    rows: list[list[str]] = [list(telling.table["city_columns"])]
    for partner in one.partners:
        if not isinstance(partner, Body):
            key, land = telling.takes_part(one, partner), located(telling, one, partner)
            telling.truth.value(key, "population", partner.population)
            rows.append([partner.name, land, telling.number(partner.population)])
    blocks = [*telling.prose(60, [telling.about(one)]), ("table", rows), *telling.prose(telling.draw.randint(40, 160))]
    return telling.say("headline_cities", net=one.name), blocks, any_day(telling.draw, one)


def report(telling: Telling, one: Initiative) -> tuple[str, list[Block], date]:
    """Several sections of prose."""
    draw = telling.draw
    section = telling.say("section_b")
    heads = [telling.say("section_a"), telling.say("section_a"), section]
    facts = [telling.about(one), telling.led(one), telling.joined(one, one.partners[1:]), telling.runs(one)]
    facts += [telling.expert(one)] if one.kind == "Network" else []
    facts += [telling.quoted(partner, ("speaker", one.number, partner.name))[0] for partner in one.partners[:2]]
    facts += [telling.refused(one)] if draw.random() < 0.3 else []
    blocks: list[Block] = []
    for at, head in enumerate(dict.fromkeys(heads)):
        blocks += [("h2", head), *telling.prose(draw.randint(120, 260), facts[at * 3 : at * 3 + 3])]
        if at == 0 and draw.random() < 0.5:
            items = [telling.say("filler") for _ in range(draw.randint(2, 5))]
            blocks.append(("ul", items))
    if len(heads) > len(set(heads)):
        blocks += telling.prose(40, facts[6:])
    title = telling.say("headline_report", net=one.name, section_b=section)
    return title, blocks, any_day(draw, one)


KINDS: dict[str, Callable[[Telling, Initiative], tuple[str, list[Block], date]]] = {
    "network": network,
    "news": news,
    "table": overview,
    "cards": cards,
    "cities": cities,
    "report": report,
}


def several(telling: Telling, one: Initiative, kind: str = "") -> list[Initiative]:
    """It and those that came before it, of that kind if there are any."""
    first = max(0, one.number - telling.draw.randint(3, 7))
    found = [telling.world.initiative(number) for number in range(first, one.number + 1)]
    return [other for other in found if other.kind == kind or not kind] or [one]


def listing_title(telling: Telling) -> str:
    return telling.say("headline_listing")


def any_day(draw: Random, one: Initiative) -> date:
    """A day of its time."""
    year = draw.randint(one.start[0], one.end[0])
    return date(year, draw.randint(1, 12), draw.randint(1, 28))
