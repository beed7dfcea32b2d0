"""Where an initiative's name begins behind a place, and where it ends before one: "SKYLARK | in Ghent"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.recognition.chunks import is_small, span_of, trimmed
from hanse.extraction.scene import Scene
from hanse.extraction.typology import HEAD_LAST
from hanse.extraction.words import Word, capitalised, distinctive

__all__ = ["before_place", "past_place"]


def past_place(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """Without what stands before the name: mentions, "Ghent with …"."""
    for place in range(start, end):
        small = not capitalised(text[place].text) and not distinctive(text[place].text)
        if scene.touching(text[place]) or (small and _is_place(scene, text, start, place)):
            start = trimmed(text, place + 1, end, scene.languages)
    return start


def before_place(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """Without what stands after the name: mentions, "… in Ghent"."""
    for place in range(start + 1, end):
        small = bool(phrases("place-preposition").at(text, place, scene.languages))
        tail = next((i for i in range(place, end) if capitalised(text[i].text)), end)
        by = scene.language == "de" and text[place].text == "von"  # "wurde das Netzwerk SKYLARK | von Wien gegründet"
        several = by and tail > place + 1  # "von den Städten Linz und Wels"
        placed = (small or by) and tail < end and _is_place(scene, text, tail, end)
        another = _lists_places(scene, text, place) or _acts(scene, text, start, place, end)
        another = another or _in_company(scene, text, start, place, tail)
        if scene.touching(text[place]) or placed or several or another:
            while place > start + 1 and text[place - 1].text.islower():
                place -= 1
            return place
    return end


def _in_company(scene: Scene, text: Sequence[Word], start: int, place: int, tail: int) -> bool:
    """Whether "with" behind a coined name, or before a body, brings who takes part: "SKYLARK | mit der Hochschule"."""
    if text[place].text not in particles("company-preposition", scene.languages):
        return False
    body = phrases("name-cue", ("Organisation", "City")).at(text, tail, scene.languages) if tail < len(text) else None
    return body is not None or all(distinctive(word.text) for word in text[start:place])


def _lists_places(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether several places are told from a word on, side by side: "vereint das Projekt SKYLARK | Linz und Graz"."""
    for end in range(start + 1, min(start + _LONGEST_PLACE, len(text) - 1) + 1):
        joint = text[end] if end + 1 < len(text) else None
        if joint is None or not (joint.text == "," or phrases("conjunction").alone(joint, scene.languages)):
            continue
        after = text[end + 1].text
        return capitalised(after) and _is_place(scene, text, start, end) and bool(scene.gazetteer.find(after))
    return False


_LONGEST_PLACE = 2  # words of such a place's name


def _acts(scene: Scene, text: Sequence[Word], name: int, start: int, end: int) -> bool:
    """Whether a town behind a coined name does what the verb behind it says, for the name itself stands in a phrase
    with a preposition: "W projekcie SKYLARK | Linz współpracuje z …".
    """
    if scene.language in HEAD_LAST or not distinctive(text[start - 1].text) or end >= len(text):
        return False
    led = any(phrases("place-preposition").alone(word, scene.languages) for word in text[max(0, name - _LED) : name])
    town = phrases("name-cue", ("City",)).at(text, start, scene.languages)
    verb = text[end].text.islower() and not is_small(text[end], scene.languages)
    return led and verb and _is_place(scene, text, town.end if town else start, end)


_LED = 4  # words from "in" to the name: "en el marco del proyecto"


def _is_place(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    if start >= end:
        return False
    return bool(scene.gazetteer.find(span_of(text, start, end).of(scene.text), scene.language))
