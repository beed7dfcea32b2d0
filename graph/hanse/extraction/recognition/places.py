"""Cities, regions and countries from the gazetteer; ordinary words and small places need a cue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from hanse.extraction import dates
from hanse.extraction.labels import roles
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.words import Word, capitalised, known, lemma, words
from hanse.gazetteer import Match, Place
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["choose", "doubtful", "recognise", "recognise_long"]

_CODE = re.compile(r"[(\[,]\s?([A-Z]{2})(?=\s?[)\],;]|$)")
_LARGE = 40_000
_WRAPPED = 25  # characters of a line that may go on in the next
_SHORT = 5  # letters of an acronym
_FAR = 500_000  # inhabitants from which a city outside Europe is meant by its bare name
_HUGE = 100_000
_SAID = 5  # spaces of what is a sentence rather than a label
_TOWN = 10_000
_VILLAGE = 2_000


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the places in a unit: first those that are sure, then those that stand in an enumeration with them."""
    _codes(scene, unit, unit.span.of(scene.text))
    waiting = [match for match in scene.places(unit) if not _common_noun(scene, match.span)]
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


def _common_noun(scene: Scene, span: Span) -> bool:
    """Whether a name is an article with a word in lower case: "la réunion" is a meeting, "La Réunion" an island."""
    first, _, rest = span.of(scene.text).partition(" ")
    return rest.islower() and phrases("article").within(words(first), (scene.language,))


def _metropolises(scene: Scene, unit: Unit) -> None:
    """French cities with their surroundings: "Rouen Normandie", "Clermont Auvergne Métropole"."""
    text = scene.words(unit.span)
    for region in scene.inside(unit.span, ("City", "Region")):
        first, last = _covered(text, region.span)
        name = text[first - 1] if first else None
        if not (name and region.place and region.place.country == "FR" and _adjacent(scene, name, text[first])):
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
        if plain and scene.free(span) and not _part_of_name(scene, unit, span):
            place = choose(scene, unit, span, match)
            if place:
                scene.add(_mention(scene, span, place))


def _codes(scene: Scene, unit: Unit, text: str) -> None:
    """Country codes in brackets or at a value's end."""
    for match in _CODE.finditer(text):
        span = Span(unit.span.start + match.start(1), unit.span.start + match.end(1))
        country = scene.gazetteer.country(match.group(1))
        if country and scene.free(span) and _after_name(text, match.start()):
            scene.add(Mention(span, "Country", match.group(1), 0.97, place=country))


def _after_name(text: str, index: int) -> bool:
    before = text[:index].rstrip()
    return bool(before) and (before[-1].isalpha() or before[-1] in ")’'\"")


def _mention(scene: Scene, span: Span, place: Place) -> Mention:
    written = span.of(scene.text)
    return Mention(span, place.kind, written, 0.9, place=place)


def choose(scene: Scene, unit: Unit, span: Span, match: Match) -> Place | None:
    """The place that a name means here, or None if it is not sure to mean one.

    A country beside the name decides; then a country that the document names; then rank in the gazetteer.
    """
    beside = _country_beside(scene, unit, span)
    inside = [p for p in match.places if p.country == beside and p.kind != "Country"] if beside else []
    if inside:
        return _city_first(inside)
    best = _city_proper(scene, span, match.places[0])
    if match.common and scene.layout.block(unit.block).header:
        return None  # "Ora" over a column of hours
    if best.kind == "Country":
        return best if match.exact or not _adjective(scene, span) else None
    if _part_of_name(scene, unit, span) or best.section or _label(scene, unit, span) or _dated(scene, span):
        return None
    sure, cued = _sure(scene, unit, span, beside), _cued(scene, unit, span)
    if not sure and (_street(scene, unit, span) or _surname(scene, span) or _acronym(scene, unit, span)):
        return None
    cued = cued or _established(scene, span)
    local = [p for p in match.places if p.country in scene.countries or scene.gazetteer.near(p, scene.language)]
    alone = _TOWN if len(match.places) == 1 and match.exact and not match.common else _LARGE
    large = best.population >= (alone if local or scene.gazetteer.european(best) else _FAR)
    if not sure and match.common and not (cued and (large or local)):
        return None
    enough = _VILLAGE if cued else _TOWN
    told = (cued and large) or (local and local[0].population >= enough) or _told_by_capital(scene, unit, span, match)
    if not sure and _ordinary(scene, span) and not told:
        return None
    if not large and local and local[0].population * 10 > best.population:
        best = local[0]
    best = _city_first([best, *(p for p in match.places if p.country == best.country)])
    if not match.exact:
        return best if sure or cued or local or best.population >= 100_000 else None
    several = re.search(r"[ -].*[ -]", span.of(scene.text), re.DOTALL)
    return best if best.kind == "Region" or large or sure or local or several else None


def _told_by_capital(scene: Scene, unit: Unit, span: Span, match: Match) -> bool:
    """Whether a large city stands inside a sentence of a language that writes ordinary words there small.

    English writes its titles large, and has words for much that is named after cities.
    """
    inside = span.start > unit.span.start and scene.text[unit.span.start : span.start].rstrip()[-1:].isalpha()
    least = _FAR if scene.language == "en" else _HUGE
    large = match.exact and match.places[0].kind == "City" and match.places[0].population >= least
    return large and inside and scene.language != "de" and unit.span.of(scene.text).count(" ") > _SAID


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


def _ordinary(scene: Scene, span: Span) -> bool:
    name = span.of(scene.text)
    return " " not in name and any(known(name, code) for code in scene.languages)


def _country_beside(scene: Scene, unit: Unit, span: Span) -> str:
    after = scene.text[span.end : min(unit.span.end, span.end + 60)]
    text = scene.words(unit.span)
    _, last = _covered(text, span)
    preposition = phrases("place-preposition").at(text, last + 1, scene.languages) if last + 1 < len(text) else None
    if preposition and preposition.end < len(text):
        start = text[preposition.end].start
        found = (
            None
            if scene.text[start].islower()
            else next(scene.gazetteer.scan(scene.text[start : start + 40], scene.language), None)
        )
        if found and not found.span.start and found.places[0].kind == "Country":
            return found.places[0].country
    match = re.match(r"\s?[(\[,–-]\s?([^()\[\],;.\n]{2,40})", after)
    if not match:
        return ""
    country = scene.gazetteer.country(match.group(1).strip())
    return country.country if country else ""


def _part_of_name(scene: Scene, unit: Unit, span: Span) -> bool:
    """A capitalised word beside it makes it part of a longer name, unless that is a place or begins a sentence."""
    text = scene.words(unit.span)
    first, last = _covered(text, span)
    if text[first].start < span.start or text[last].end > span.end:
        return scene.text[span.end : text[last].end] != "-based"
    if first and _postcode(text[first - 1]):
        return False
    after = text[last + 1] if last + 1 < len(text) else None
    before = text[first - 1] if first else None
    if after and after.folded and capitalised(after.text) and _adjacent(scene, text[last], after):
        if phrases("name-cue", ("City", "Region")).at(text, last + 1, scene.languages):
            return False
        if not scene.gazetteer.find(after.text) and not after.text.isupper() and not scene.touching(after):
            return scene.layout.block(unit.block).kind is not BlockKind.HEADING
    if before and scene.language == "el" and phrases("article").at(text, first - 1, ("el",)):
        return False
    if before and before.folded and capitalised(before.text) and _adjacent(scene, before, text[first]) and first > 1:
        cues = (phrases("name-cue", ("City", "Region")), phrases("place-preposition"))
        return not (scene.touching(before) or any(c.at(text, first - 1, scene.languages) for c in cues))
    return False


def _postcode(word: Word) -> bool:
    return sum(c.isdigit() for c in word.text) >= 4


_end = attrgetter("end")


def _covered(text: Sequence[Word], span: Span) -> tuple[int, int]:
    """The first and the last word that a stretch touches."""
    first = bisect_right(text, span.start, key=_end)
    last = bisect_left(text, span.end, key=_end)
    return min(first, len(text) - 1), min(last, len(text) - 1)


def _adjacent(scene: Scene, left: Word, right: Word) -> bool:
    gap = scene.text[left.end : right.start]
    wrapped = gap == "\n" and left.end - scene.text.rfind("\n", 0, left.end) > _WRAPPED
    return gap in {" ", "\xa0", "-"} or wrapped


def doubtful(scene: Scene, written: str) -> bool:
    """Whether a name alone is as likely an acronym or an ordinary word: "DURA", "University"."""
    shouted = written.isupper() and len(written) <= _SHORT
    return shouted or scene.gazetteer.common(written, scene.language) or bool(_type_word(scene, written))


def _type_word(scene: Scene, written: str) -> bool:
    found = words(written)
    return phrases("name-cue").at(found, 0, scene.languages) is not None and len(found) == 1


def _label(scene: Scene, unit: Unit, span: Span) -> bool:
    """A whole line that is a label or a type word, not a name: "Villes", "Plan", "City Hall"."""
    text = scene.words(unit.span)
    first, last = _covered(text, span)
    if span == unit.span and roles(span.of(scene.text)):
        return True
    cues = phrases("name-cue")
    return any((m := cues.at(text, i, scene.languages)) and m.end > last for i in (first - 1, first) if i >= 0)


def _street(scene: Scene, unit: Unit, span: Span) -> bool:
    """A street is named after the place: "45D rue de Tournai", "Avenue de l'Europe"; not "took place in Tournai"."""
    text = scene.words(unit.span)
    first, _ = _covered(text, span)
    streets = phrases("street-cue")
    for start in range(max(0, first - 3), first):
        match = streets.at(text, start, ())
        if match and all(_links(scene, text, i) for i in range(match.end, first)):
            return True
    return False


def _links(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word can stand between "rue" and the name that it has: "de", "la", but not "in"."""
    word = text[index]
    within = phrases("place-preposition").at(text, index, scene.languages)
    return (
        bool(word.folded)
        and word.text[0].islower()
        and not (within and not phrases("genitive").at(text, index, scene.languages))
    )


def _surname(scene: Scene, span: Span) -> bool:
    """Whether somebody in the document is called that."""
    name = fold(span.of(scene.text))
    return name in scene.mentions.view(_surnames, "Person")


def _surnames(people: Sequence[Mention]) -> set[str]:
    return {word for m in people for word in fold(m.name).split()[-1:]}


def _acronym(scene: Scene, unit: Unit, span: Span) -> bool:
    """A short word in capitals within a line that is not: "ANCI"."""
    written = span.of(scene.text)
    return written.isupper() and len(written) <= _SHORT and not unit.span.of(scene.text).isupper()


def _established(scene: Scene, span: Span) -> bool:
    """Whether the document has the name as a city elsewhere."""
    return scene.mentions.named("City", span.of(scene.text))


def _sure(scene: Scene, unit: Unit, span: Span, country: str) -> bool:
    """As in "City of", a country beside it, "mayor of", or another place in the same enumeration."""
    text = scene.words(unit.span)
    first, last = _covered(text, span)
    cues = phrases("name-cue", ("City",))
    if any((m := cues.at(text, i, scene.languages)) and m.end == first for i in range(max(0, first - 3), first)):
        return True
    return bool(country) or _enumerated(scene, text, first, last) or _governed(scene, text, first)


def _enumerated(scene: Scene, text: Sequence[Word], first: int, last: int) -> bool:
    """Beside a place, with a comma or an "and" between them."""
    return any(
        0 <= joint < len(text)
        and 0 <= other < len(text)
        and (text[joint].text in {",", ";", "/"} or phrases("conjunction").at(text, joint, scene.languages))
        and any(m.kind in ("City", "Country") for m in scene.touching(text[other]))
        for joint, other in ((first - 1, first - 2), (last + 1, last + 2))
    )


def _governed(scene: Scene, text: Sequence[Word], first: int) -> bool:
    """As in "Mayor of X", "sindaco di X"."""
    roles_of = phrases("role-cue", ("City",))
    for start in range(max(0, first - 4), first):
        match = roles_of.at(text, start, scene.languages)
        if match and all(phrases("genitive").at(text, i, scene.languages) for i in range(match.end, first)):
            return True
    return False


def _cued(scene: Scene, unit: Unit, span: Span) -> bool:
    """A preposition of place before it, or a line of its own."""
    text = scene.words(unit.span)
    first, _ = _covered(text, span)
    prepositions = phrases("place-preposition")
    return span == unit.span or any(
        (m := prepositions.at(text, i, scene.languages)) and m.end == first for i in range(max(0, first - 3), first)
    )
