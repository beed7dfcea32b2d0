"""What a clause says that somebody does for a body: "who heads the waste department of the City of Kranj"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.anaphora import referred
from hanse.extraction.bodies import body_at, skip_small
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.ties import tie
from hanse.extraction.typology import BARE_GENITIVE
from hanse.extraction.words import Word

__all__ = ["duty", "is_beside", "of_unit"]

_LONGEST = 16  # words of a clause
_ENDS = frozenset(",.;:()–—")
_BARE = frozenset("de el pl hr sr cs sk sl fi et hu lv lt".split())
"""Languages in which a noun's owner may stand behind it with an article at most: "Abteilung Umwelt der Stadt X"."""
_WITH = by_language("with-bodies")
"""Words before a body that somebody has to do with and does not belong to."""


def duty(scene: Scene, text: Sequence[Word], start: int) -> tuple[Mention, int] | None:
    """The body for which the clause that begins at a word says that somebody works, and the word after it."""
    bound = next((i for i in range(start, min(start + _LONGEST, len(text))) if text[i].text in _ENDS), len(text))
    bound = min(bound, start + _LONGEST)
    cues = phrases("duty-cue")
    verb = cues.at(text, start, scene.languages) if start < bound else None
    last = None if verb else cues.at(text, bound - 1, (scene.language,)) if bound > start else None
    if not (verb or last) or any(w.text in particles("relative", scene.languages) for w in text[start + 1 : bound]):
        return None
    first = verb.end if verb else start
    for index in range(first, bound):
        found = _body(scene, text, index, first)
        if found and found[1] <= bound:
            return found
    return None


def _body(scene: Scene, text: Sequence[Word], index: int, first: int) -> tuple[Mention, int] | None:
    """The body at a word, or behind the preposition or article there, that ends a phrase of a duty."""
    place = skip_small(scene, text, index)
    if text[index].folded in _WITH[scene.language] or (
        index > first and text[index - 1].folded in _WITH[scene.language]
    ):
        return None
    found = body_at(scene, text, place) if place < len(text) else None
    tied = index == first or _is_tie(scene, text, index, place)
    if found is None and tied and place > index and place < len(text):
        return referred(scene, text, place)
    if found is None or not tied:
        return None
    if found[0].kind in PLACES:
        titled = found[0].span.start > text[place].start
        return found if found[0].kind != "Country" and (titled or _of_unit(scene, text, first, index)) else None
    return found


def _is_tie(scene: Scene, text: Sequence[Word], index: int, place: int) -> bool:
    """Whether more than an article stands between two words, where the language needs more."""
    if scene.language in _BARE:
        return True
    ties = (phrases("genitive"), phrases("place-preposition"), tie("at"))
    return any(t.at(text, i, scene.languages) for i in range(index, place) for t in ties)


def _of_unit(scene: Scene, text: Sequence[Word], first: int, index: int) -> bool:
    """Whether a word for a part of a body stands between the verb and a city: "the culture department of Leoben"."""
    titles = phrases("name-cue", ("City",))
    while index > first and titles.alone(text[index], scene.languages):
        index -= 1  # "van de | gemeente"
    tied = scene.language in BARE_GENITIVE or phrases("genitive").at(text, index, scene.languages) is not None
    return tied and phrases("unit-cue").within(text[first : index + 1], scene.languages)


def of_unit(scene: Scene, text: Sequence[Word], start: int) -> tuple[Mention, int] | None:
    """The city or body whose part stands at a word: "(from the) mobility office of Bologna"; the word after it."""
    for index in range(start, min(start + _UNIT, len(text))):
        if text[index].text in _ENDS:
            return None
        if scene.touching(text[index]):
            found = body_at(scene, text, index)
            tied = index > start and _of_unit(scene, text, start, index - 1)
            return found if found and found[0].kind in ("City", "Organisation") and tied else None
    return None


_UNIT = 9  # words from a part's name to that of its city


def is_beside(scene: Scene, text: Sequence[Word], start: int, place: int) -> bool:
    """Whether the small words before a body only say with whom or in which town: "works with X", "works in Ghent"."""
    if any(w.folded in _WITH[scene.language] for w in text[start:place]):
        return True
    there = [m for m in scene.touching(text[place]) if m.kind in PLACES] if place < len(text) else []
    return bool(there) and any(
        phrases("place-preposition").at(text, i, scene.languages)
        and not phrases("genitive").at(text, i, scene.languages)
        for i in range(start, place)
    )
