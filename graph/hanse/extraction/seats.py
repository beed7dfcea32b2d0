"""Where events are by names: their own, "Partners' meeting in Kajaani", or that of the venue, "Rathaus Görlitz"."""

from __future__ import annotations

from hanse.extraction.gatherings import is_remote, sorts
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.localities import agrees
from hanse.extraction.recognition.places import choose
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word
from hanse.gazetteer import Place
from hanse.model import Span

__all__ = ["city_within", "read"]

_TO = 4  # letters of a preposition
_OTHERWISE = ("topic-preposition", "aim-preposition")


def read(scene: Scene, unit: Unit, events: list[Mention]) -> None:
    """Note the city that ends an event's name, or follows a visit, after a preposition that tells where or whereto."""
    for event in events if scene.places(unit) else ():
        _visited(scene, event)
        for match in scene.places(unit):
            if (
                match.span.end != event.span.end
                or match.span.start <= event.span.start
                or not _led_in(scene, event, match.span)
            ):
                continue
            place = choose(scene, unit, match.span, match)
            if place and place.kind == "City":
                city = Mention(match.span, "City", match.span.of(scene.text), 0.85, place=place)
                scene.hidden.append(city)
                scene.say(event, "locatedIn", city, event.span, "occasion", 0.8)
                _in_country(scene, city)


def _in_country(scene: Scene, city: Mention) -> None:
    """Note the country in brackets or after a comma behind a city that ends an event's name: "in Kajaani (Finland)"."""
    end = city.span.end
    for country in scene.inside(Span(end, end + _COUNTRY), ("Country",))[:1]:
        between = scene.text[end : country.span.start]
        if between in {" (", ", "} and agrees(city, country):
            where = Span(city.span.start, country.span.end + (between == " ("))
            scene.say(city, "locatedIn", country, where, "occasion", 0.85)


_COUNTRY = 30  # characters to the end of a country's name


def city_within(scene: Scene, stretch: Span) -> Mention | None:
    """The one city in the name of a venue: "Rathaus Görlitz, Großer Saal"."""
    unit = scene.layout.unit_at(stretch)
    matches = [m for m in scene.places(unit) if m.span in stretch and not m.common] if unit else []
    found = [m for m in matches if m.places[0].kind == "City" and _meant(scene, m.places[0])]
    if len({m.places[0].id for m in found}) != 1 or is_remote(scene.words(stretch)):
        return None
    last = found[-1]
    named = [m for m in scene.inside(last.span) if m.span == last.span]
    if named:
        return named[0] if named[0].kind == "City" else None
    city = Mention(last.span, "City", last.span.of(scene.text), 0.8, place=last.places[0])
    scene.hidden.append(city)
    return city


def _meant(scene: Scene, city: Place) -> bool:
    """Whether a city is large or near enough to be meant by its bare name."""
    return city.population >= _LARGE or scene.gazetteer.near(city, scene.language)


_LARGE = 10_000


def _visited(scene: Scene, event: Mention) -> None:
    """Note the city right after a visit: "the study visit to Tampere"."""
    if not any("visit" in sorts(word, scene.languages) for word in scene.words(event.span)):
        return
    for city in scene.inside(Span(event.span.end, event.span.end + _NEAR), ("City",))[:1]:
        between = scene.words(Span(event.span.end, city.span.start))
        if len(between) == 1 and _leads(scene, between[0]):
            scene.say(event, "locatedIn", city, Span(event.span.start, city.span.end), "occasion", 0.8)


_NEAR = 30  # characters from a visit to the end of the city's name


def _led_in(scene: Scene, event: Mention, name: Span) -> bool:
    before = scene.words(Span(event.span.start, name.start))
    return bool(before) and _leads(scene, before[-1])


def _leads(scene: Scene, word: Word) -> bool:
    """Whether a word is a short preposition that tells where or whereto, not whose or on what."""
    if not word.text.islower() or len(word.text) > _TO:
        return False
    if any(word.text in particles(kind, scene.languages) for kind in _OTHERWISE):
        return False
    of = phrases("genitive").alone(word, (scene.language,))
    return not of or phrases("place-preposition").alone(word, (scene.language,))
