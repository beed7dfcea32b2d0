"""Cities, regions and countries from the gazetteer; ordinary words and small places need a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hanse.extraction import dates
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition import areas
from hanse.extraction.recognition.fullnames import is_given
from hanse.extraction.recognition.surroundings import (
    adjacent,
    country_beside,
    covered,
    cued_by,
    established,
    has_foreign_article,
    is_acronym,
    is_label,
    is_street,
    is_surname,
    part_of_name,
    sure_of,
)
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.typology import ANALYTIC, COMPOUNDING
from hanse.extraction.words import Word, capitalised, known, lemma, words
from hanse.gazetteer import Match, Place
from hanse.model import Span

__all__ = ["begins_town", "choose", "recognise", "recognise_long"]

_CODE = re.compile(r"[(\[,]\s?([A-Z]{2})(?=\s?[)\],;]|$)")
_LARGE = 40_000
_FAR = 500_000  # inhabitants from which a city outside Europe is meant by its bare name
_HUGE = 100_000
_SAID = 5  # spaces of what is a sentence rather than a label
_TOWN = 10_000
_VILLAGE = 2_000


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the places in a unit: first those that are sure, then those that stand in an enumeration with them."""
    _codes(scene, unit, unit.span.of(scene.text))
    waiting = [_surnamed(scene, match) for match in scene.places(unit) if not _common_noun(scene, match.span)]
    for _ in range(2):
        left = []
        for match in waiting:
            place = choose(scene, unit, match.span, match) if scene.free(match.span) else None
            if place:
                scene.add(_mention(scene, match.span, place))
            else:
                left.append(match)
        waiting = left
    _metropolises(scene, unit)
    areas.recognise(scene, unit)


def _surnamed(scene: Scene, match: Match) -> Match:
    """A town with what tells it from its namesakes, in brackets or behind a slash: "Frankfurt (Oder)"."""
    behind = _BY_RIVER.match(scene.text, match.span.end) if scene.language == "de" else None
    if behind is None or match.places[0].kind != "City":
        return match
    span = Span(match.span.start, behind.end())
    found = scene.gazetteer.find(span.of(scene.text), scene.language)
    return replace(match, span=span, places=found) if found and found[0] not in match.places else match


_BY_RIVER = re.compile(r" \([A-ZÄÖÜ]\w+\)|/[A-ZÄÖÜ]\w+")


def begins_town(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether a heading begins with a word for one town, as the municipality's own does: "TOWN OF X", "ΔΗΜΟΣ X"."""
    match = phrases("name-cue", ("City",)).at(text, 0, scene.languages)
    return match is not None and text[match.start].folded == words(match.cue.text)[0].folded


def _common_noun(scene: Scene, span: Span) -> bool:
    """Whether a name is an article with a word in lower case: "la réunion" is a meeting, "La Réunion" an island; or
    with a word for towns: "La Ville de Lyon".

    Or a word of the language that a genitive follows: "Palacio de Congresos" is a building.
    """
    first, _, rest = span.of(scene.text).partition(" ")
    if scene.language in COMPOUNDING and _ELIDED.match(scene.text, span.end) and _noun(first, scene.language):
        return True  # "Wissens- und Erfahrungsaustausch"
    if not rest and _of_something(scene, span):
        return True
    if not phrases("article").within(words(first), (scene.language,)):
        return False
    own = words(rest)
    return rest.islower() or (len(own) == 1 and phrases("name-cue", ("City",)).alone(own[0], (scene.language,)))


def _metropolises(scene: Scene, unit: Unit) -> None:
    """French cities with their surroundings: "Rouen Normandie", "Clermont Auvergne Métropole"."""
    text = scene.words(unit.span)
    for region in scene.inside(unit.span, ("City", "Region")):
        first, last = covered(text, region.span)
        name = text[first - 1] if first else None
        if not (name and region.place and region.place.country == "FR" and adjacent(scene, name, text[first])):
            continue
        cities = scene.gazetteer.find(name.text, country="FR") if capitalised(name.text) else ()
        if cities and cities[0].kind == "City" and region.kind == "Region":
            end = region.span.end
            if last + 1 < len(text) and phrases("name-cue", ("City",)).at(text, last + 1, ("fr",)):
                end = text[last + 1].end
            span = Span(name.start, end)
            if all(m.span in span and m.kind in PLACES for m in scene.touching(span)):
                scene.replace(_mention(scene, span, cities[0]))


def recognise_long(scene: Scene, unit: Unit) -> None:
    """Mark the places whose name has several words, before these can pass for people: "Santa Maria da Feira"."""
    for match in scene.places(unit):
        span = match.span
        several = " " in span.of(scene.text).strip()
        plain = several and match.exact and not match.common and not _common_noun(scene, span)
        if plain and scene.free(span) and not part_of_name(scene, unit, span) and not _begins_body(scene, unit, span):
            place = choose(scene, unit, span, match)
            if place:
                scene.add(_mention(scene, span, place))


def _begins_body(scene: Scene, unit: Unit, span: Span) -> bool:
    """Whether the last word of a place begins what a body is called: "La Chambre | de commerce"."""
    text = scene.words(unit.span)
    last = max(i for i, word in enumerate(text) if word.start < span.end)
    body = phrases("name-cue", ("Organisation",)).at(text, last, scene.languages)
    return body is not None and body.end > last + 1


def _noun(word: str, language: str) -> bool:
    """Whether a language has a word that a compound may begin with, with an "s" behind it or without."""
    return known(word, language) or known(word.removesuffix("s"), language)


_ELIDED = re.compile(r"[-‐‑](?=[\s,/])")  # what two compounds share stands behind the second


def _of_something(scene: Scene, span: Span) -> bool:
    """Whether "of" and a capital follow a word that the language's dictionary has, which is then part of a name."""
    unit = scene.layout.unit_at(span)
    after = [w for w in scene.words(unit.span) if w.start >= span.end][:2] if unit else []
    if len(after) < 2 or scene.language not in ANALYTIC or not known(span.of(scene.text).lower(), scene.language):
        return False
    named = capitalised(after[1].text) and not scene.gazetteer.find(after[1].text, scene.language)
    return named and phrases("genitive").alone(after[0], (scene.language,))


def _codes(scene: Scene, unit: Unit, text: str) -> None:
    """Country codes in brackets or at a value's end."""
    for match in _CODE.finditer(text):
        span = Span(unit.span.start + match.start(1), unit.span.start + match.end(1))
        country = scene.gazetteer.country(match.group(1))
        if country and text[match.start()] == "," and not scene.gazetteer.european(country):
            continue  # "Directorate-General for Energy, EC, Brussels"
        if (
            country
            and scene.free(span)
            and _after_name(text, match.start())
            and not _province(scene, text, match, country)
            and not _party(scene, text, match)
        ):
            scene.add(Mention(span, "Country", match.group(1), 0.97, place=country))


def _after_name(text: str, index: int) -> bool:
    before = text[:index].rstrip()
    return bool(before) and (before[-1].isalpha() or before[-1] in ")’'\"")


def _province(scene: Scene, text: str, match: re.Match[str], country: Place) -> bool:
    """Whether a code is that of a province, behind a town that only another country has: "Borgomanero (NO)"."""
    before = _NAME.search(text, 0, match.start()) if scene.language in _PROVINCES else None
    pieces = before.group(1).split() if before else []
    for first in range(len(pieces)):
        if found := scene.gazetteer.find(" ".join(pieces[first:]), scene.language):
            return all(place.country != country.country for place in found)
    return False


def _party(scene: Scene, text: str, match: re.Match[str]) -> bool:
    """Whether a code is that of a party, behind what names no town: "Name (LR)"."""
    if match.group(1) not in _PARTIES[scene.language]:
        return False
    before = _NAME.search(text, 0, match.start())
    pieces = before.group(1).split() if before else []
    return not any(scene.gazetteer.find(" ".join(pieces[first:]), scene.language) for first in range(len(pieces)))


_PARTIES = by_language("parties", as_written=True)
_PROVINCES = ("it",)  # languages whose towns have a code of two letters behind them
_NAME = re.compile(r"((?:[^\W\d_][\w'’-]* ){0,4}[^\W\d_][\w'’-]*)\s*$")


def _mention(scene: Scene, span: Span, place: Place) -> Mention:
    written = span.of(scene.text)
    base = written.removesuffix("s") if scene.language in _GENITIVE_S else written
    if base != written and not scene.gazetteer.find(written) and place in scene.gazetteer.find(base, scene.language):
        return Mention(span, place.kind, base, 0.9, place=place, aliases=(written,))  # "Uleåborgs stad"
    return Mention(span, place.kind, written, 0.9, place=place)


_GENITIVE_S = frozenset(("de", "nl", "sv", "da", "nb"))


def choose(scene: Scene, unit: Unit, span: Span, match: Match) -> Place | None:
    """The place that a name means here, or None if it is not sure to mean one.

    A country beside the name decides; then a country that the document names; then rank in the gazetteer.
    """
    beside = country_beside(scene, unit, span)
    inside = [p for p in match.places if p.country == beside and p.kind != "Country"] if beside else []
    if inside and not (match.places[0].kind == "Country" and _after_country(scene, span)):
        return _city_first(inside)
    best = _city_proper(scene, span, match.places[0])
    if match.common and scene.layout.block(unit.block).header:
        return None  # "Ora" over a column of hours
    if best.kind == "Country":
        return best if match.exact or not (_adjective(scene, span) or _opening_word(scene, unit, span)) else None
    if part_of_name(scene, unit, span) or best.section or is_label(scene, unit, span) or _dated(scene, span):
        return None
    titled = _titled(scene, span, match)
    if _given(scene, unit, span) or (best.kind == "City" and not titled and has_foreign_article(scene, unit, span)):
        return None
    sure, cued = sure_of(scene, unit, span, beside), cued_by(scene, unit, span)
    if not sure and (is_street(scene, unit, span) or is_surname(scene, span) or is_acronym(scene, unit, span)):
        return None
    cued = cued or established(scene, span)
    local = [p for p in match.places if p.country in scene.countries or scene.gazetteer.near(p, scene.language)]
    alone = _TOWN if match.exact and not match.common and _unrivalled(match.places) else _LARGE
    large = best.population >= (alone if local or scene.gazetteer.european(best) else _FAR)
    if not sure and match.common and not (cued and (large or local)):
        return None
    enough = _VILLAGE if cued else _TOWN
    told = (cued and large) or (local and local[0].population >= enough) or _told_by_capital(scene, unit, span, match)
    told = told or (large and match.exact and _of_person(scene, unit, span))
    if not sure and _ordinary(scene, span) and not (told or titled):
        return None
    if not large and local and local[0].population * 10 > best.population:
        best = local[0]
    best = _city_first([best, *(p for p in match.places if p.country == best.country)])
    if not match.exact:
        return best if sure or cued or local or best.population >= 100_000 else None
    several = re.search(r"[ -].*[ -]", span.of(scene.text), re.DOTALL)
    return best if best.kind == "Region" or large or sure or local or several else None


def _unrivalled(places: Sequence[Place]) -> bool:
    """Whether a name has one place, or one with many times the inhabitants of every other."""
    return all(other.population * _RIVAL <= places[0].population for other in places[1:])


_RIVAL = 5


def _titled(scene: Scene, span: Span, match: Match) -> bool:
    """Whether a name of several words begins with what it is: "Métropole de Lyon", "Città metropolitana di Bologna"."""
    cue = phrases("name-cue", ("City", "Region")).at(scene.words(span), 0, scene.languages)
    return match.exact and cue is not None and " " in span.of(scene.text)


def _after_country(scene: Scene, span: Span) -> bool:
    """Whether a comma and another country stand before a name, one of several: "Latvia, Malta, Netherlands"."""
    before = scene.text[max(0, span.start - _COUNTRY) : span.start].rstrip()
    pieces = before[:-1].split() if before.endswith(",") else []
    names = (" ".join(pieces[first:]).strip("(") for first in range(-1, -min(len(pieces), 3) - 1, -1))
    return any(scene.gazetteer.country(name) for name in names if name[:1].isupper() and len(name) > 2)


_COUNTRY = 40  # characters of a country's name


def _told_by_capital(scene: Scene, unit: Unit, span: Span, match: Match) -> bool:
    """Whether a large city stands inside a sentence of a language that writes ordinary words there small.

    English writes its titles large, and has words for much that is named after cities.
    """
    inside = span.start > unit.span.start and scene.text[unit.span.start : span.start].rstrip()[-1:].isalpha()
    least = _FAR if scene.language == "en" else _HUGE
    large = match.exact and match.places[0].kind == "City" and match.places[0].population >= least
    return large and inside and scene.language != "de" and unit.span.of(scene.text).count(" ") > _SAID


def _of_person(scene: Scene, unit: Unit, span: Span) -> bool:
    """Whether brackets have nothing but a name, right behind a person's: "the mayor Ana Gil (Roma)"."""
    text = scene.words(unit.span)
    first, last = covered(text, span)
    if first < _BEHIND or [w.text for w in (text[first - 1], *text[last + 1 : last + 2])] != ["(", ")"]:
        return False
    return any(m.kind == "Person" for m in scene.touching(text[first - 2]))


_BEHIND = 2  # words: a name, a bracket


def _dated(scene: Scene, span: Span) -> bool:
    """Whether a name is a month's: "im März 2020", "12 August"."""
    around = Span(max(0, span.start - 4), min(len(scene.text), span.end + 6))
    whens = dates.find(around.of(scene.text), scene.language, around.start)
    return any(w.span.start < span.end and span.start < w.span.end for w in whens)


def _city_first(places: Sequence[Place]) -> Place:
    """Of a city and the region that is named after it, the city."""
    return (
        next((p for p in places if p.kind == "City" and p.population >= 5000), places[0])
        if places[0].kind == "Region"
        else places[0]
    )


def _city_proper(scene: Scene, span: Span, place: Place) -> Place:
    """The city of "City of Zagreb", which is the name of a region too."""
    text = words(span.of(scene.text)) if place.kind == "Region" else []
    cue = phrases("name-cue", ("City",)).at(text, 0, scene.languages) if len(text) > 1 else None
    if cue is None or cue.end >= len(text):
        return place
    found = scene.gazetteer.find(span.of(scene.text)[text[cue.end].start :], scene.language, country=place.country)
    return next((other for other in found if other.kind == "City"), place)


def _adjective(scene: Scene, span: Span) -> bool:
    """Slavic adjectives of countries look like their inflected names: "polskie", "hrvatski"."""
    return lemma(span.of(scene.text), scene.language).endswith(("ski", "cki", "sky"))


def _given(scene: Scene, unit: Unit, span: Span) -> bool:
    """Whether a name is a person's first, before a second and a surname: "Francisco | Javier Castellón"."""
    text = scene.words(unit.span)
    first, last = covered(text, span)
    after = text[last + 1 : last + 3]
    if first != last or len(after) < 2 or not adjacent(scene, text[last], after[0]):
        return False
    named = is_given(scene, text[first]) and is_given(scene, after[0])
    return named and capitalised(after[1].text) and adjacent(scene, *after)


def _opening_word(scene: Scene, unit: Unit, span: Span) -> bool:
    """Whether what looks like a country's inflected name begins a sentence, and is another word's form: "Cílem"."""
    name = span.of(scene.text)
    if not any(sentence.start == span.start for sentence in scene.sentences(unit)):
        return False
    return known(name, scene.language) and scene.gazetteer.country(lemma(name, scene.language)) is None


def _ordinary(scene: Scene, span: Span) -> bool:
    name = span.of(scene.text)
    return " " not in name and any(known(name, code) for code in scene.languages)
