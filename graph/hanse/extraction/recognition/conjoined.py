"""What of a body's name stands behind "and" or a comma: "Ministry of Economy, Industry and Competitiveness"."""

from __future__ import annotations

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import is_joint
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.recognition.passages import INFLECTED, LOWER_HEADED, RELATIONAL, ROMANCE, Passage, lower, plural
from hanse.extraction.words import Word, capitalised, known

__all__ = ["fields", "goes_on", "past_again", "past_joints", "series"]

_BODIES = ("Organisation", "Network", "Project", "Event", "City", "Region")
_TOWN = 20_000


def past_joints(passage: Passage, place: int) -> int:
    """Over a preposition that is said again: "delle Infrastrutture e della Mobilità"; in German over an article."""
    if place < len(passage.words) and (
        phrases("genitive").at(passage.words, place, passage.languages)
        or (passage.language == "de" and phrases("article").at(passage.words, place, ("de",)))
    ):
        return place + 1
    return place


def past_again(passage: Passage, match: Match, place: int) -> int:
    """Over a preposition that the name had before, its article too: "per le Politiche di Coesione e | per il Sud"."""
    text = passage.words
    had = {w.text for w in text[match.end : place - 1] if lower(w) and is_joint(w)}
    if passage.language not in ROMANCE or place >= len(text) or text[place].text not in had:
        return place
    article = phrases("article").at(text, place + 1, passage.languages)
    return article.end if article else place + 1


def goes_on(passage: Passage, place: int, *, again: bool) -> bool:
    """After "and": neither another body, nor a person or place, nor a new phrase; again: a preposition is repeated."""
    scene, text = passage.scene, passage.words
    if place >= len(text) or not capitalised(text[place].text) or begins_name(scene, text, place):
        return False
    if passage.language == "de" and phrases("role-cue").alone(text[place], ("de",)):
        return False  # "Vorsitzende des Städtetags und | Landrat des Kreises Harburg"
    if there := scene.touching(text[place]):
        return passage.language == "de" and there[0].kind == "Programme" and lower(text[place - 1])
    last = place
    while last < len(text) and text[last].folded and capitalised(text[last].text):
        last += 1
    run = text[place:last]
    kinds = _BODIES[:2] if passage.language in INFLECTED else _BODIES
    found = list(phrases("name-cue", kinds).scan(run, passage.languages))
    places = scene.gazetteer.find(run[0].text, passage.language)
    return (
        all(plural(run[m.end - 1], m) for m in found)
        and not (passage.language in LOWER_HEADED and _heads(passage, last))
        and not (not again and places and places[0].population >= _TOWN and not known(run[0].text, passage.language))
    )


def fields(passage: Passage, place: int, following: int) -> bool:
    """Whether "and" joins two adjectives that say what field a Romance body is of: "Ecología Urbana y Territorial"."""
    text = passage.words
    if passage.language not in ROMANCE or following >= len(text) or place < 2 or not capitalised(text[place - 2].text):
        return False
    around = (text[place - 1], text[following])
    return all(capitalised(w.text) and RELATIONAL.search(w.folded) for w in around)


def _heads(passage: Passage, place: int) -> bool:
    """Whether a type word in lower case follows, with adjectives between: "Regionalna razvojna agencija"."""
    cues = phrases("name-cue", ("Organisation",))
    for index in range(place, min(place + 3, len(passage.words))):
        if not lower(passage.words[index]):
            return False
        if cues.at(passage.words, index, (passage.language,)):
            return True
    return False


def series(passage: Passage, place: int) -> int:
    """The end of ", Industry and Competitiveness" after "Ministry of Economy": ordinary words, the last after "and"."""
    text, joined = passage.words, False
    if place and _names_place(passage, text[place - 1]):
        return 0  # "Ayuntamiento de Lugo, Ciudades …"
    while place + 1 < len(text) and text[place].text == ",":
        place += 1
        if phrases("conjunction").at(text, place, passage.languages):
            joined, place = True, place + 1
        first = place
        if phrases("name-cue", ("Organisation",)).at(text, first, (passage.language,)):
            return 0  # "Consiliul Județean Cluj, Universitatea …"
        while place < len(text) and text[place].folded and capitalised(text[place].text):
            place += 1
        if place == first or _heads(passage, place) or not all(_ordinary(passage, w) for w in text[first:place]):
            return 0
        if begins_name(passage.scene, text, first):
            return 0
        if not joined and place + 1 < len(text) and phrases("conjunction").at(text, place, passage.languages):
            joined, place = True, place + 1
            if not (capitalised(text[place].text) and _ordinary(passage, text[place])):
                return 0
            if begins_name(passage.scene, text, place):
                return 0
            while place < len(text) and text[place].folded and capitalised(text[place].text):
                place += 1
        if joined:
            return place
    return 0


def _names_place(passage: Passage, word: Word) -> bool:
    """Whether a word is a larger place's name, and no word besides."""
    large = any(p.population >= _TOWN for p in passage.scene.gazetteer.find(word.text))
    return large and not known(word.text.lower(), passage.language)


def _ordinary(passage: Passage, word: Word) -> bool:
    return not passage.scene.touching(word) and (
        known(word.text, passage.language) or not passage.scene.gazetteer.find(word.text, passage.language)
    )
