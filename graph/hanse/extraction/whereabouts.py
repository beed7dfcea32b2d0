"""Where things are: a place in brackets, after a comma or preposition; a body named after or described by its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hanse.extraction.bodies import skip_small
from hanse.extraction.coordination import coordinated
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.listmates import next_listed
from hanse.extraction.localities import agrees, rank
from hanse.extraction.nationalities import town_nouns
from hanse.extraction.negation import negated
from hanse.extraction.recognition.surroundings import covered
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read", "read_names"]

_NUMBER = re.compile(r"\b\d{1,4}\w?\b")
_BASED = "-based"
_REACH = 12  # words between a city and the place that its description names


@needs(kinds=PLACES)
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note each place that stands beside a city, region or body as where that is."""
    inside = scene.inside(sentence)
    _read_seats(scene, sentence)
    said: list[tuple[Mention, Mention]] = []
    for index, (first, second) in enumerate(pairwise(inside)):
        if first.kind in PLACES and second.kind == "Organisation":
            _read_before(scene, first, second)
        if second.kind == "Event" and _named_by(scene, first, second):
            scene.say(second, "locatedIn", first, Span(first.span.start, second.span.end), "name", 0.75)
        if second.kind not in PLACES or first.kind not in ("City", "Region", "Organisation"):
            continue
        confidence = _tied(scene, first, second, inside, sentence)
        if confidence:
            closed = scene.text[second.span.end : second.span.end + 1] in {")", "]"}
            scene.say(
                first, "locatedIn", second, Span(first.span.start, second.span.end + closed), "apposition", confidence
            )
            said.append((first, second))
            if closed:
                _read_joined(scene, first, second, inside[:index])
            city = inside[index - 1] if index else None
            if city and city.kind == "City" and (city, first) in said and agrees(city, second):
                where = Span(city.span.start, second.span.end + closed)  # "Faenza, Emilia-Romagna (Italy)"
                scene.say(city, "locatedIn", second, where, "apposition", 0.85)


def _named_by(scene: Scene, city: Mention, event: Mention) -> bool:
    """Whether a town right before an event tells which one is meant: "the Riga meeting", where it was."""
    beside = scene.text[city.span.end : event.span.start] == " "
    return scene.language == "en" and city.kind == "City" and beside and event.scope == "described"


def _read_seats(scene: Scene, sentence: Span) -> None:
    """Note the cities after "has its seat in", of the body right before or the only one: "X, which has offices in"."""
    text = scene.words(sentence)
    for match in phrases("seat-cue").scan(text, scene.languages):
        cue = Span(text[match.start].start, text[match.end - 1].end)
        bodies = scene.inside(Span(sentence.start, cue.start), ("Organisation", "Network")) if match.start else []
        place = skip_small(scene, text, match.end)
        there = scene.touching(text[place]) if place < len(text) else []
        if not bodies or not there or there[0].kind != "City" or negated(scene, text):
            continue
        near = len(scene.words(Span(bodies[-1].span.end, cue.start))) <= _NEAR
        if near or len({m.name for m in bodies}) == 1:
            for city in coordinated(scene, there[0], sentence):
                where = Span(bodies[-1].span.start, city.span.end)
                scene.say(bodies[-1], "locatedIn", city, where, "apposition", 0.85)


_NEAR = 2  # words between a body and what tells its seat: a comma, "which"


def _read_joined(scene: Scene, last: Mention, country: Mention, before: list[Mention]) -> None:
    """Note the cities joined to one that has its country in brackets: "Bristol and London (United Kingdom)"."""
    for city in reversed(before):
        if city.kind != "City" or last.kind != "City" or country.kind != "Country" or not agrees(city, country):
            return
        between = [w for w in scene.words(Span(city.span.end, last.span.start)) if w.text != ","]
        if len(between) > 1 or not all(phrases("conjunction").alone(w, scene.languages) for w in between):
            return
        scene.say(city, "locatedIn", country, Span(city.span.start, country.span.end + 1), "apposition", 0.8)
        last = city


def _tied(scene: Scene, first: Mention, second: Mention, inside: list[Mention], sentence: Span) -> float:
    """How surely a place beside a thing is said to be where that is; 0 if it isn't."""
    between = scene.text[first.span.end : second.span.start]
    if first.kind == "Organisation":
        if between == ", " and _of_town(scene, first):
            return 0
        if (
            _from(scene, first, second)
            or _described(scene, first, second)
            or _addressed(first, second, between)
            or _based(scene, first, second)
        ):
            return 0.85
    elif _prepositional(scene, first, second):
        return 0.85
    if _of_several(scene, second, inside):
        return 0
    if re.fullmatch(r"\s?[(\[][^()]{0,40}?", between) and _bracket_fits(scene, first, second, between):
        return 0.92
    dash = re.fullmatch(r"\s[-–—]\s", between) and second.kind == "Country" and second.span.end == sentence.end
    if between.strip(" ") == "/" and second.kind == "Country" and agrees(first, second):
        return 0.85  # "Graz/Austria", "Graz / Austria"
    comma = re.fullmatch(r",\s", between) and not _goes_on(scene, second) and not _as_body(scene, second)
    comma = comma and not (first.kind == "Organisation" and next_listed(scene, second, inside))
    return 0.85 if (dash and agrees(first, second)) or (comma and _comma_fits(first, second, inside)) else 0


def _of_several(scene: Scene, country: Mention, inside: list[Mention]) -> bool:
    """Whether a country is but the first of some in brackets: "the Union (Estonia, Italy and Malta)"."""
    after = next((m for m in inside if m.span.start >= country.span.end), None)
    if country.kind != "Country" or after is None or after.kind != "Country":
        return False
    opened = scene.text[country.span.start - 1] in "(["
    return opened and scene.text[country.span.end : after.span.start].strip() == ","


def _of_town(scene: Scene, body: Mention) -> bool:
    """Whether a town's noun with "of" stands before a body, so that the name behind it is the town's: "the capital of
    the EU, Brussels".
    """
    unit = scene.layout.unit_at(body.span)
    text = scene.words(unit.span) if unit else ()
    end = covered(text, body.span)[0] if text else 0
    towns = town_nouns()
    nouns = (
        i for i in range(max(0, end - _NOUN), end) if text[i].folded in _CAPITALS or towns.at(text, i, scene.languages)
    )
    return any(skip_small(scene, text, noun + 1) == end > noun + 1 for noun in nouns)


_CAPITALS = everywhere("capitals")
_NOUN = 4  # words from such a noun to the body


def _read_before(scene: Scene, place: Mention, body: Mention) -> None:
    """Note a place before a body and a word for what it is: "the Dublin-based institute TASC"."""
    between = scene.text[place.span.end : body.span.start]
    if between.startswith(_BASED) and re.fullmatch(r"(?: [\w’'-]+){0,4} [\"“„«']?", between[len(_BASED) :]):
        scene.say(body, "locatedIn", place, Span(place.span.start, body.span.end), "apposition", 0.85)


def read_names(scene: Scene) -> None:
    """Note of a body named after a place, "Cluster of Asturias", that it is there, if the text has the place.

    Of one that is but a kind of body and the place nothing is said: "Ayuntamiento de Lugo". Universities and the like
    stand in the towns that they are named after.
    """
    by_id = {m.place.id: m for m in reversed(scene.mentions) if m.place and m.kind in ("City", "Region")}
    for body in [m for m in scene.mentions if m.kind == "Organisation"]:
        text = scene.words(body.span)
        cut = next((i for i in range(len(text) - 1, 1, -1) if _ties_place(scene, text, i - 1)), 0)
        if cut and text[0].folded not in _ELSEWHERE and not _merely_typed(scene, text, cut):
            written = Span(text[cut].start, body.span.end).of(scene.text)
            there = [p.id for p in scene.gazetteer.find(written, scene.language)[:1] if p.id in by_id]
            if there:
                scene.say(body, "locatedIn", by_id[there[0]], body.span, "name", 0.8)


def _ties_place(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word ties a body to a place: "of", or "in" where names have it, as in "Sveučilište u Zadru"."""
    within = text[index].text in _WITHIN[scene.language]
    return within or phrases("genitive").at(text, index, scene.languages) is not None


_WITHIN = by_language("within", as_written=True)


def _merely_typed(scene: Scene, text: Sequence[Word], cut: int) -> bool:
    """Whether nothing but the kind of a body stands before "of" and its place, and no kind that has a seat by it."""
    kinds = phrases("name-cue", ("Organisation",)).scan(text[:cut], scene.languages)
    typed = {i for m in kinds for i in range(m.start, m.end)}
    return len(typed) >= cut - 1 and not phrases("institution-cue").at(text, 0, scene.languages)


_ELSEWHERE = everywhere("seated-elsewhere")


def _types(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether there is a word for one body among some words."""
    cues = (phrases("name-cue", ("Organisation",)), phrases("descriptor-cue"), phrases("institution-cue"))
    for cue in cues:
        for match in cue.scan(text, scene.languages):
            if not text[match.end - 1].folded.endswith("s") or match.cue.text.endswith("s"):
                return True
    return False


def _from(scene: Scene, first: Mention, second: Mention) -> bool:
    """As in "el instituto Eurac Research de Bolzano", "das Büro Planwerk aus Bremen"."""
    if second.kind != "City" or first.span.end == second.span.start:
        return False
    between = scene.words(Span(first.span.end, second.span.start))
    of = len(between) == 1 and phrases("genitive").alone(between[0], (scene.language,))
    return of and scene.language in _ROMANCE and between[0].text.islower()


_ROMANCE = frozenset(("es", "fr", "it", "pt", "ca", "ro"))


def _described(scene: Scene, first: Mention, second: Mention) -> bool:
    """As in "X, the advanced manufacturing cluster of Asturias", "X, agenție de antreprenoriat din Vic"."""
    between = scene.words(Span(first.span.end, second.span.start))
    plain = [w for w in between if w.folded]
    if not plain or len(plain) > 9 or between[0].text != "," or not all(w.text[0].islower() for w in plain):
        return False
    if any(w.text in particles("relative", scene.languages) for w in plain) or not _types(scene, plain[:6]):
        return False
    if phrases("beside-cue").at(between, 1, scene.languages):
        return False  # "X, además de los ayuntamientos de Y"
    ties = [phrases(name) for name in ("genitive", "place-preposition")]
    last = len(between) - 1
    tied = any((m := t.at(between, i, scene.languages)) and m.end > last for t in ties for i in (last - 1, last))
    return tied and len(between) == len(plain) + 1


def _based(scene: Scene, first: Mention, second: Mention) -> bool:
    """As in "X, a Stuttgart-based maker of canopies", "X, a Brussels think tank"."""
    between = scene.text[first.span.end : second.span.start]
    words = scene.words(Span(first.span.end, second.span.start))
    one = re.fullmatch(r"(?:\s\([\w.-]+\))?,\s\w+\s", between) and phrases("article").alone(words[-1], scene.languages)
    if not one:
        return False
    if scene.text.startswith(_BASED, second.span.end):
        return True
    other = scene.mentions.after(second.span.end)
    end = other.span.start if other else len(scene.text)
    after = [w for w in scene.words(Span(second.span.end, min(end, second.span.end + 40))) if w.folded][:3]
    return bool(after) and after[0].text[0].islower() and _types(scene, after)


def _addressed(first: Mention, second: Mention, between: str) -> bool:
    """As in "X, Palmotićeva 25, 10000 Zagreb": a street and a number or postcode between a body and a city."""
    return (
        second.kind == "City"
        and between[:1] == ","
        and len(between) < 70
        and not re.search(r"[.;:\n]\s", between)
        and _NUMBER.search(between) is not None
        and re.search(r",\s*(?:[A-Z]{1,2}-?)?[\d ]*$", between) is not None
    )


def _prepositional(scene: Scene, first: Mention, second: Mention) -> bool:
    """As in "Bra, en el Piamonte", "Vasa i Finland", "Kavala, a port of 54 000 people in northern Greece"."""
    if not first.place or rank(second) <= rank(first) or not agrees(first, second):
        return False
    if not second.place and (first.kind, second.kind) != ("City", "Region"):
        return False
    between = scene.words(Span(first.span.end, second.span.start))
    plain = [w for w in between if w.folded]
    if (
        not plain
        or len(plain) > _REACH
        or any(w.text in particles("relative", scene.languages) or w.text[0].isupper() for w in plain)
    ):
        return False
    signs = "".join(w.text for w in between if not w.folded)
    start = next((i for i in range(len(between) - 1, -1, -1) if _within(scene, between, i)), None)
    if start is None or len(between) - start > 3:
        return False
    lead = [w for w in between[:start] if w.folded]
    if not lead:
        return signs in {"", ","} if second.place else signs == ","
    return second.place is not None and signs == "," and phrases("article").at(lead, 0, scene.languages) is not None


def _within(scene: Scene, text: Sequence[Word], index: int) -> bool:
    return phrases("place-preposition").at(text, index, scene.languages) is not None


def _bracket_fits(scene: Scene, first: Mention, second: Mention, between: str) -> bool:
    code = len(second.name) == 2
    plain = between.strip(" ([") == "" or (code and between.rstrip().endswith(","))
    whole = not _goes_on(scene, second, re.compile(r"[ \xa0][^\W\d_]"))  # "(Europe for Citizens)"
    return plain and whole and rank(second) > rank(first) and agrees(first, second)


_CAPITAL = re.compile(r"[ \xa0](?=[^\W\d_a-zß-öø-ÿ])[^\W\d_][^\W\d_]*[a-zß-öø-ÿ]")


def _goes_on(scene: Scene, place: Mention, begun: re.Pattern[str] = _CAPITAL) -> bool:
    """Whether a place only begins a longer name, by a word right behind it: "X, Cyprus Chamber of Commerce"."""
    after = Span(place.span.end + 1, place.span.end + 2)
    return begun.match(scene.text, place.span.end) is not None and not scene.touching(after)


def _as_body(scene: Scene, place: Mention) -> bool:
    """Whether a town has the word for a municipality behind its name: it acts, and is no body's address."""
    text = scene.words(place.span)
    return len(text) > 1 and phrases("name-cue", ("City",)).alone(text[-1], scene.languages)


def _comma_fits(first: Mention, second: Mention, inside: list[Mention]) -> bool:
    """After a comma only a place that contains the other does, and not in an enumeration of the like."""
    if rank(second) <= rank(first):
        return False
    if first.kind == "Organisation":
        return second.kind in {"City", "Country"} and not _enumeration(second, inside)
    return (
        agrees(first, second)
        and not (_listed(first, second, inside) or (second.kind == "Region" and _enumeration(second, inside)))
        and first.place is not None
        and second.place is not None
        and (first.place.country == second.place.country)
    )


def _listed(city: Mention, region: Mention, inside: list[Mention]) -> bool:
    """Whether a region only ends a list that other cities begin: "Lille, Lyon, Occitanie"."""
    index = inside.index(city)
    before = inside[index - 1] if index else None
    near = before is not None and city.span.start - before.span.end < 4
    return region.kind == "Region" and before is not None and before.kind == city.kind and near


_JOINT = 6  # characters between two places of a list: ", ", " and "


def _enumeration(place: Mention, inside: list[Mention]) -> bool:
    index = inside.index(place)
    return (
        index + 1 < len(inside)
        and inside[index + 1].kind == place.kind
        and inside[index + 1].span.start - place.span.end <= _JOINT
    )
