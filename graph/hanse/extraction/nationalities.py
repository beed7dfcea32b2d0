"""The country of a city that an adjective gives: "the Portuguese town of Fundão", "Sète, ville française"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, Phrases, particles, phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word
from hanse.model import Span
from hanse.vocabulary import Cue, wording

__all__ = ["demonym", "read", "town_nouns"]

_REACH = 4  # words between the adjective and the city


@cache
def _demonyms() -> Phrases:
    """The adjectives, each with the country's name for its term."""
    found = ((*cue.text.partition(": "), cue.language) for cue in wording().get("demonym", ()))
    return Phrases.of([Cue(name, adjective, language) for adjective, _, name, language in found])


def demonym(scene: Scene, word: Word) -> bool:
    """Whether a word is the adjective of a country."""
    return _demonyms().alone(word, (scene.language,))


@needs(_demonyms, kinds=("City",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the country of each city that an adjective and a word for a city stand beside, if it does lie there."""
    if not scene.inside(sentence, ("City",)):
        return
    text = scene.words(sentence)
    for match in _demonyms().scan(text, (scene.language,)):
        country = scene.gazetteer.country(match.cue.term)
        span = Span(text[match.start].start, text[match.end - 1].end)
        city = _city(scene, text, match) if country and scene.free(span) else None
        if city and city.place and country and city.place.country == country.country:
            named = scene.add(Mention(span, "Country", match.cue.term, 0.9, place=country))
            where = Span(min(span.start, city.span.start), max(span.end, city.span.end))
            if named:
                scene.say(city, "locatedIn", named, where, "apposition", 0.85)


@cache
def town_nouns() -> Phrases:
    """The words for a city, without the "of" that they are given with: "municipio" of "municipio de"."""
    small = {(cue.text, cue.language) for kind in ("genitive", "place-preposition") for cue in wording()[kind]}
    cues = [cue for cue in wording()["name-cue"] if cue.term == "City" and cue.language]
    bare = (Cue(c.term, " ".join(w for w in c.text.split() if (w, c.language) not in small), c.language) for c in cues)
    return Phrases.of(sorted({cue for cue in bare if cue.text}))


def _city(scene: Scene, text: Sequence[Word], match: Match) -> Mention | None:
    """The city behind an adjective and its noun, or before the comma that both stand behind."""
    cues = town_nouns()
    nouns = [i for i in (match.start - 1, match.end, match.end + 1) if 0 <= i < len(text)]
    noun = next((i for i in nouns if cues.at(text, i, scene.languages)), None)
    if noun is None:
        return None
    return _after(scene, text, match.end) or _before(scene, text, min(match.start, noun))


def _after(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    relatives = particles("relative", scene.languages)
    for word in text[index : index + _REACH]:
        if there := scene.touching(word):
            return there[0] if there[0].kind == "City" else None
        if not word.folded or word.text in relatives:
            return None
    return None


def _before(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """The city before the comma and the article of an apposition."""
    if index and phrases("article").at(text, index - 1, scene.languages):
        index -= 1
    there = scene.touching(text[index - 2]) if index > 1 and text[index - 1].text == "," else []
    return there[0] if there and there[0].kind == "City" else None
