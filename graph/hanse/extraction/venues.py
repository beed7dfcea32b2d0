"""Where events are, said in the sentence that names them: after a preposition of place, in their line, before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hanse.extraction import destinations, owners, seats
from hanse.extraction.gatherings import brings_other
from hanse.extraction.halves import Half, places
from hanse.extraction.headship import role_ahead
from hanse.extraction.lexicon import Phrases, phrases
from hanse.extraction.nationalities import demonym, town_nouns
from hanse.extraction.negation import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.words import Word, capitalised, lemma
from hanse.model import Span

__all__ = ["before", "behind"]


def behind(scene: Scene, event: Mention, stretch: Span, sentence: Span) -> bool:
    """The first place after the event that a preposition of place brings, or that ends its line."""
    end = owners.end_of(scene, event)
    if town := _in_venue(scene, end, stretch):
        scene.say(event, "locatedIn", town, sentence, "occasion", 0.75)
        return True
    for place in scene.inside(stretch, ("City", "Region")):
        between = scene.text[end : place.span.start]
        if len(between) > _FAR or scene.inside(Span(end, max(end, place.span.start)), ("Person",)):
            return False
        before = scene.words(Span(end, max(end, place.span.start)))
        if role_ahead(scene, before):
            continue  # "öppnades av borgmästaren i Linz"
        if _where_else(scene, before, Span(sentence.start, event.span.start)):
            return False
        if any(_by(half) and last + _OF_TOWN >= len(before) for half, _, last in places(before, scene.languages)):
            continue  # "the seminar, organised by the city of Ghent, took place in Graz"
        if negated(scene, scene.words(Span(sentence.start, place.span.start))):
            return False
        led = _led_in(scene, before) or _at_venue(scene, before) or destinations.reached(scene, event, before, sentence)
        if led or between.strip() == "(" or _in_line(scene, before, place, sentence):
            scene.say(event, "locatedIn", place, sentence, "occasion", 0.8)
            return True
        if before and before[-1].text not in {",", "("}:
            return False
    return False


def _where_else(scene: Scene, between: Sequence[Word], before: Span) -> bool:
    """Whether "and" opens a clause between an event and a place, and a town led in stands before the event already."""
    joined = any(
        one.text == "," and phrases("conjunction").alone(two, scene.languages) for one, two in pairwise(between)
    )
    cities = scene.inside(before, ("City",)) if joined and before.start < before.end else []
    return len(cities) == 1 and _led_in(scene, scene.words(Span(before.start, cities[0].span.start))[-2:])


_OF_TOWN = 4  # words between "organised by" and a town: "the city of"


def _by(half: Half) -> bool:
    """Whether words are followed by who holds an event: "organised by"."""
    return half.term == "organiser" and not half.object_left


def _in_line(scene: Scene, between: Sequence[Word], place: Mention, sentence: Span) -> bool:
    """Whether signs and a date alone stand between an event and a place: "Final conference | 6 June | Brno".

    After a date in commas the place ends its line: "At the conference, 6 June, Brno won" is not where that was.
    """
    if between and between[0].text in _CLOSING:
        between = between[1:]
    if not between or between[0].text not in _SIGNS:
        return False
    whens = [w.span for w in scene.dates(Span(between[0].start, between[-1].end))]
    if between[0].text == "," and whens and not _ENDS.match(scene.text[place.span.end : sentence.end]):
        return False
    return all(not w.folded or any(w.start < t.end and t.start < w.end for t in whens) for w in between)


_SIGNS = frozenset(":|–—,")
_CLOSING = frozenset('"”“»')
_ENDS = re.compile(r"\s*(?:$|[.;|–—(\n]|,\s[^\W\d_][\w -]{2,30}\s*[.;)]?$)")


def before(scene: Scene, event: Mention, stretch: Span, sentence: Span, *, dated: bool) -> None:
    """The only city before the event: "Si è svolto a Torino il secondo incontro", "fand in Leipzig das Treffen"."""
    coming = any(brings_other(word, scene.language) for word in scene.words(event.span))
    if told := destinations.before(scene, event, stretch, sentence, dated=coming or dated):
        scene.say(event, "locatedIn", told, sentence, "occasion", 0.75)
        return
    cities = scene.inside(stretch, ("City",))
    if len(cities) == 1 and event.span.start - cities[0].span.end < 60 and dated:
        lead = scene.words(Span(stretch.start, cities[0].span.start)) if cities[0].span.start > stretch.start else []
        led = _led_in(scene, lead[-2:]) or _in_town(scene, lead[-_OF_TOWN - 1 :])
        others = scene.inside(_since_day(scene, stretch, cities[0]), ("Person", "Organisation"))
        if led and (not others or _held_there(scene, lead)):
            scene.say(event, "locatedIn", cities[0], sentence, "occasion", 0.75)


def _held_there(scene: Scene, lead: Sequence[Word]) -> bool:
    """Whether words before a town end in a verb of holding an event and a preposition: "organised in | Graz a …"."""
    verb = next((w for w in reversed(lead[:-1]) if not phrases("article").alone(w, scene.languages)), None)
    return verb is not None and lemma(verb.text, scene.language) in _HELD[scene.language]


_HELD = by_language("held")


def _since_day(scene: Scene, stretch: Span, place: Mention) -> Span:
    """A stretch from its last day before a place on: who is named before that is not there yet."""
    days = [w.span.end for w in scene.dates(stretch) if w.span.end <= place.span.start]
    return Span(max([stretch.start, *days]), stretch.end)


def _led_in(scene: Scene, before: Sequence[Word]) -> bool:
    for back in range(1, min(6, len(before) + 1)):
        match = phrases("place-preposition").at(before, len(before) - back, scene.languages)
        if match:
            some = phrases("example-cue").at(before, match.start, (scene.language,))
            if some and some.end > match.end and some.end + 1 >= len(before):
                return False  # "20 miast, w tym | Radom": some of many
            rest = before[match.end :]
            if _called_town(scene, rest):
                return True
            of_city = phrases("name-cue", ("City",)).within(rest[1:], scene.languages)  # "the beautiful city of"
            return all(len(w.folded) <= 3 or w.folded in _OF_CITY or (of_city and w.text.islower()) for w in rest)
    return False


def _in_town(scene: Scene, before: Sequence[Word]) -> bool:
    """Whether "in" and a word for a town stand before its name: "in the Hungarian town of"."""
    led = (phrases("place-preposition").at(before, i, scene.languages) for i in range(len(before)))
    return any(_called_town(scene, before[match.end :]) for match in led if match)


def _called_town(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether words say no more than that what follows is a town: "the Hungarian town of", "maďarském městě"."""
    small = (phrases("article"), phrases("genitive"))
    told = [word for word in text if not any(cue.alone(word, scene.languages) for cue in small)]
    if not told or not town_nouns().alone(told[-1], scene.languages):
        return False
    return len(told) <= _TOLD and all(word.text.islower() or demonym(scene, word) for word in told[:-1])


_TOLD = 2  # words for a town: an adjective and a noun
_OF_CITY = everywhere("middle-of-towns")


def _at_venue(scene: Scene, before: Sequence[Word]) -> bool:
    """Whether a building's name stands between a preposition of place and "of": "presso l'Hotel Alba di | Udine"."""
    if not before or not any(kind.alone(before[-1], scene.languages) for kind in (_of(), phrases("place-preposition"))):
        return False
    first = next((i for i in range(len(before) - 2, 0, -1) if before[i].folded in _VENUES), 0)
    named = before[first + 1 : -1]
    if not first or len(named) > _LONGEST or not capitalised(before[first].text):
        return False
    plain = (w for w in named if w.folded and not capitalised(w.text) and not _of().alone(w, scene.languages))
    return _led_in(scene, before[:first]) and not any(plain)


def _in_venue(scene: Scene, end: int, stretch: Span) -> Mention | None:
    """The town in the name of a building that is led in behind an event: "si terrà al | Teatro Verdi di Udine"."""
    venue = next(iter(scene.inside(stretch, ("Organisation", "City", "Region", "Person"))), None)
    if venue is None or venue.kind != "Organisation" or venue.span.start - end > _FAR:
        return None
    before = scene.words(Span(end, max(end, venue.span.start)))
    building = scene.words(venue.span)[0].folded in _VENUES
    led = building and _led_in(scene, before) and not negated(scene, before)
    return seats.city_within(scene, venue.span) if led else None


_FAR = 110  # characters from an event to where it is


def _of() -> Phrases:
    return phrases("genitive")


_VENUES = everywhere("venues")
_LONGEST = 7  # words of a building's name
