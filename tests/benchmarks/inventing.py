"""What generated corpora tell of: real cities, and networks, organisations and people that are made up.

All follows from a seed and a number: the thing of a number is the same wherever it is asked for, and nothing is held.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from math import gcd
from pathlib import Path
from random import Random

import generated

from hanse.gazetteer import Place

Given = str | int | Callable[[], str]
CITIES = 4000
_PARTS = re.compile(r"\[([^\]]*)\]|\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation."""

    name: str
    city: Place
    number: int


@dataclass(frozen=True, slots=True)
class Initiative:
    """A network or project: cities and organisations that work together."""

    number: int
    kind: str  # Network or Project
    name: str
    programme: str
    themes: tuple[int, ...]  # numbers, as they are worded in each language
    partners: tuple[Place | Body, ...]  # the first leads
    expert: int  # a person's number
    start: tuple[int, int]  # year and month
    end: tuple[int, int]


class Grammar:
    """Rules that say things in many ways."""

    def __init__(self, rules: Mapping[str, Sequence[str]]) -> None:
        self.rules = {name: [_split(way) for way in ways] for name, ways in rules.items() if isinstance(ways, list)}

    def say(self, draw: Random, rule: str, **given: Given) -> str:
        """One of the ways of a rule; a slot is what is given under its name, or another rule."""
        ways = self.rules[rule]
        return "".join([self._part(draw, part, given) for part in ways[int(draw.random() * len(ways))]])

    def _part(self, draw: Random, part: str | tuple[str, ...], given: Mapping[str, Given]) -> str:
        if isinstance(part, str):
            return part
        if len(part) > 1:
            return part[int(draw.random() * len(part))]
        name = part[0]
        capital = name[0].isupper()
        name = name[0].lower() + name[1:]
        value = given.get(name)
        text = self.say(draw, name, **given) if value is None else value() if callable(value) else str(value)
        return text[:1].upper() + text[1:] if capital else text


def _split(way: str) -> list[str | tuple[str, ...]]:
    """Fixed text, choices of several, and slots as tuples of one."""
    parts: list[str | tuple[str, ...]] = []
    at = 0
    for match in _PARTS.finditer(way):
        parts += [way[at : match.start()]] if match.start() > at else []
        parts.append(tuple(match[1].split("|")) if match[1] is not None else (match[2],))
        at = match.end()
    return [*parts, way[at:]] if at < len(way) else parts


@cache
def prose() -> dict[str, dict]:
    return tomllib.loads((Path(__file__).parent / "prose.toml").read_text(encoding="utf-8"))


@cache
def grammar(language: str) -> Grammar:
    return Grammar(prose()[language])


@cache
def languages() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The languages, and how often each is written, cumulated."""
    shares = {name: table["share"] for name, table in prose().items() if "share" in table}
    return tuple(shares), tuple(accumulate(shares.values()))


class World:
    """The things of one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.cities = generated.populous(CITIES)
        self.names = prose()["names"]
        self.initiative = lru_cache(maxsize=4096)(self._initiative)
        self.body = lru_cache(maxsize=65536)(self._body)

    def draw(self, *of: object) -> Random:
        """Chance that is the same for the same things."""
        return Random(f"{self.seed} {of}")

    def city(self, draw: Random) -> Place:
        """Populous ones more often."""
        return self.cities[int(len(self.cities) * draw.random() ** 2)]

    def tongue(self, partner: Place | Body) -> str:
        """What is spoken where a city or an organisation is."""
        place = partner.city if isinstance(partner, Body) else partner
        return self.names["tongue"].get(place.country, "en")

    def person(self, number: object, language: str) -> str:
        draw = self.draw("person", number)
        words = grammar(language)
        return f"{words.say(draw, 'given')} {words.say(draw, 'surname')}"

    def expert(self, one: Initiative) -> str:
        return self.person(one.expert, ("en", "de", "fr", "es", "it")[one.expert % 5])

    def coined(self, number: int) -> str:
        """A word for each number below 3.4 million, no two alike."""
        onset, vowel, ending = self.names["onset"], self.names["vowel"], self.names["ending"]
        sizes = [len(one) for one in (onset, vowel, onset, vowel, onset, vowel, ending)]
        word, rest = "", _shuffled(number, _product(sizes))
        for letters in (onset, vowel, onset, vowel, onset, vowel, ending):
            rest, at = divmod(rest, len(letters))
            word += letters[at]
        return word.capitalize()

    def _body(self, number: int) -> Body:
        draw = self.draw("body", number)
        place = self.city(draw)
        tongue = self.tongue(place)
        kind = draw.choices(("university", "agency", "company", "institute"), (2, 2, 4, 2))[0]
        name = self.names[kind][tongue].format(city=place.name, coined=self.coined(2 * number + 1))
        return Body(elided(name, tongue), place, number)

    def _initiative(self, number: int) -> Initiative:
        draw = self.draw("initiative", number)
        project = draw.random() < 0.3
        wanted = min(max(3, round(draw.gammavariate(4, 2.2))), 16)
        partners: dict[str, Place | Body] = {}
        for _ in range(wanted):
            member = self._bodies(draw, number) if project and draw.random() < 0.7 else self.city(draw)
            partners.setdefault(member.name, member)
        year = draw.randint(2004, 2023)
        return Initiative(
            number,
            "Project" if project else "Network",
            self._named(draw, number),
            draw.choice(self.names["programme"]),
            tuple(draw.sample(range(100), 3)),
            tuple(partners.values()),
            draw.randrange(200 + 3 * number),
            (year, draw.randint(1, 12)),
            (year + draw.randint(2, 4), draw.randint(1, 12)),
        )

    def _bodies(self, draw: Random, number: int) -> Body:
        """An organisation that may take part in others too: a few do so in very many."""
        return self.body(int((40 + 3 * number) * draw.random() ** 2.5))

    def _named(self, draw: Random, number: int) -> str:
        """A name that no other has."""
        first, second = self.names["first"], self.names["second"]
        at = _shuffled(number, len(first) * len(second)) if number < len(first) * len(second) else -1
        style = draw.random()
        if at >= 0 and style < 0.4:
            return first[at % len(first)] + second[at // len(first)]
        word = self.coined(2 * number)
        if style < 0.7:
            return word.upper()
        return word + draw.choice(second) if style < 0.9 else word + draw.choice(second).lower()


def _product(sizes: Sequence[int]) -> int:
    product = 1
    for size in sizes:
        product *= size
    return product


def _shuffled(number: int, size: int) -> int:
    """Another number below ``size`` for each one below it."""
    step = int(size * 0.618) | 1
    while gcd(step, size) > 1:
        step += 2
    return (number * step + size // 3) % size


def elided(text: str, language: str) -> str:
    """Contracted as French has it."""
    return re.sub(r"\b([Dd])e (?=[AEIOUÉÈÎÂaeiouéèêâîh])", r"\1'", text) if language == "fr" else text
