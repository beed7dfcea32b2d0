"""What one document says, and the gold of it: all that is written is written together with what it states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from cordis import code
from inventing import Body, Initiative, World, elided, grammar, prose

from hanse.gazetteer import Place, load

Block = tuple[str, Any]  # its kind, and what it holds: text, items, pairs, rows, or cards


@dataclass(slots=True)
class Truth:
    """The gold of a document, as it is being written."""

    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: dict[tuple[str, str, str], None] = field(default_factory=dict)
    optional: dict[tuple[str, str, str], None] = field(default_factory=dict)
    values: list[tuple[str, str, str | int]] = field(default_factory=list)

    def thing(self, kind: str | list[str], *names: str, optional: bool = False, key: str = "") -> str:
        """The key of a thing; what is optional where it is named first is firm when it is named again."""
        key = key or f"{kind} {names[0]}"
        known = self.things.setdefault(key, {"type": kind, "names": [], "optional": True})
        known["names"] = list(dict.fromkeys((*known["names"], *names)))
        if not optional:
            known.pop("optional", None)
        return key

    def fact(self, subject: str, name: str, target: str) -> None:
        self.facts[subject, name, target] = None

    def maybe(self, subject: str, name: str, target: str) -> None:
        self.optional[subject, name, target] = None

    def value(self, subject: str, name: str, told: str | int) -> None:
        self.values.append((subject, name, told))

    def gold(self, document: str) -> dict[str, Any]:
        return {
            "doc": document,
            "entities": self.things,
            "facts": [list(fact) for fact in self.facts],
            "optional_facts": [list(fact) for fact in self.optional if fact not in self.facts],
            "values": [list(value) for value in self.values],
        }


@dataclass(slots=True)
class Paper:
    """A document before it is dressed as a page: its blocks, and what they state."""

    kind: str
    language: str
    title: str
    blocks: list[Block]
    truth: Truth
    created: tuple[int, int, int]
    site: int


class Telling:
    """Says things in one language, and notes what was said."""

    def __init__(self, world: World, draw: Random, language: str) -> None:
        self.world, self.draw, self.language = world, draw, language
        self.words, self.table, self.truth = grammar(language), prose()[language], Truth()

    def say(self, rule: str, **given: Any) -> str:
        draw = self.draw
        slots = {
            "n": lambda: str(draw.randint(12, 980)),
            "m": lambda: str(draw.randrange(1000, 9000, 50)),
            "few": lambda: str(draw.randint(2, 9)),
            "year": lambda: str(draw.randint(2008, 2023)),
            "city": lambda: self.city_in_passing(),
        }
        return elided(self.words.say(draw, rule, **slots | given), self.language)

    def city_in_passing(self) -> str:
        place = self.world.city(self.draw)
        self.city(place)
        return place.name

    def prose(self, words: int, facts: Sequence[str] = ()) -> list[Block]:
        """Paragraphs of about so many words, in which sentences that state something stand among others."""
        blocks: list[Block] = []
        waiting, count = list(facts), 0
        while waiting or count < words:
            share = self.draw.randint(1, 2)
            own, waiting = waiting[:share], waiting[share:]
            others = [self.say("filler") for _ in range(self.draw.randint(1, 3))]
            text = " ".join([*own, *others] if self.draw.random() < 0.7 else [*others, *own])
            blocks.append(("p", text))
            count += text.count(" ") + 1
        return blocks

    # things

    def city(self, place: Place, *, optional: bool = False) -> str:
        return self.truth.thing("City", place.name, optional=optional, key=f"c{place.id}")

    def country(self, place: Place) -> str:
        land = load().country(place.country)
        return self.truth.thing("Country", code(place.country), place.country, *([land.name] if land else []))

    def body(self, body: Body) -> str:
        key = self.truth.thing("Organisation", body.name, key=f"o{body.number}")
        self.truth.maybe(key, "locatedIn", self.city(body.city, optional=True))
        return key

    def partner(self, partner: Place | Body) -> str:
        return self.body(partner) if isinstance(partner, Body) else self.city(partner)

    def initiative(self, one: Initiative, *, said: bool = False, optional: bool = False) -> str:
        """A network or project; which of them is open until it is said."""
        kinds = one.kind if said else ["Network", "Project"]
        key = self.truth.thing(kinds, one.name, optional=optional, key=f"i{one.number}")
        if said:
            self.truth.things[key]["type"] = kinds
        return key

    def theme(self, number: int) -> tuple[str, str]:
        themes = self.table["theme"]
        name = themes[number % len(themes)]
        return self.truth.thing("Theme", name), name

    # how values are written

    def listed(self, names: Sequence[str]) -> str:
        return ", ".join(names[:-1]) + f" {self.table['and']} {names[-1]}" if len(names) > 1 else "".join(names)

    def month(self, at: tuple[int, int]) -> str:
        return f"{self.table['months'][at[1] - 1]} {at[0]}"

    def day(self, date: tuple[int, int, int]) -> str:
        return self.table["day"].format(d=date[2], month=self.table["months"][date[1] - 1], y=date[0])

    def number(self, count: int) -> str:
        return f"{count:,}".replace(",", prose()["names"]["thousands"][self.language])

    # sentences, and what they state

    def about(self, one: Initiative) -> str:
        key = self.initiative(one, said=True)
        themes = dict(self.theme(number) for number in one.themes[:2])
        for theme in themes:
            self.truth.fact(key, "theme", theme)
        rule = "intro_project" if one.kind == "Project" else "intro"
        return self.say(rule, net=one.name, count=len(one.partners), themes=self.listed(list(themes.values())))

    def led(self, one: Initiative) -> str:
        self.truth.fact(self.initiative(one), "leadPartner", self.partner(one.partners[0]))
        return self.say("led", net=one.name, lead=one.partners[0].name)

    def joined(self, one: Initiative, partners: Sequence[Place | Body]) -> str:
        partners = sorted(partners, key=lambda one: isinstance(one, Body))  # no city is taken for an organisation's
        for partner in partners:
            self.takes_part(one, partner)
        return self.say("joined", net=one.name, partners=self.listed([partner.name for partner in partners]))

    def takes_part(self, one: Initiative, partner: Place | Body) -> str:
        key = self.partner(partner)
        self.truth.fact(self.initiative(one), "partner", key)
        self.truth.maybe(self.initiative(one), "implementedIn", key)
        return key

    def funded(self, one: Initiative) -> str:
        self.programme(one)
        return self.say("funded", net=one.name, programme=one.programme)

    def programme(self, one: Initiative) -> None:
        programme = self.truth.thing("Programme", one.programme)
        self.truth.fact(self.initiative(one), "programme", programme)

    def runs(self, one: Initiative) -> str:
        self.dated(one)
        return self.say("runs", net=one.name, **{"from": self.month(one.start), "until": self.month(one.end)})

    def dated(self, one: Initiative) -> None:
        key = self.initiative(one)
        for name, (year, month) in (("startDate", one.start), ("endDate", one.end)):
            self.truth.value(key, name, f"{year}-{month:02}")

    def expert(self, one: Initiative) -> str:
        return self.say("expert", net=one.name, person=self.names_expert(one))

    def names_expert(self, one: Initiative) -> str:
        name = self.world.expert(one)
        person = self.truth.thing("Person", name)
        self.truth.fact(self.initiative(one), "leadExpert", person)
        self.truth.maybe(person, "affiliation", self.initiative(one))
        return name

    def refused(self, one: Initiative) -> str:
        other = self.world.city(self.draw)
        while other in one.partners:
            other = self.world.city(self.draw)
        self.city(other)
        return self.say("refused", net=one.name, other=other.name)

    def quoted(self, body: Place | Body, speaker: object) -> tuple[str, str]:
        """A sentence that somebody says, and the key of who says it."""
        name = self.world.person(speaker, self.world.tongue(body))
        person, where = self.truth.thing("Person", name), self.partner(body)
        rule = "city" if isinstance(body, Place) else "body"
        role = self.say(f"role_{rule}")
        self.truth.fact(person, "affiliation", where)
        self.truth.value(person, "roleTitle", role)
        return self.say(f"said_{rule}", person=name, role=role, body=body.name), person
