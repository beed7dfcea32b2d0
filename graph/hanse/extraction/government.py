"""Which prepositions stand before names: "pupils from Oslo and Pau" says nothing of Oslo; "the city of Oslo" does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.recognition.chunks import is_small, opens
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, folded, lemma
from hanse.vocabulary import wording

__all__ = ["before", "governs", "possessive", "town_titles"]

_TITLE = 3  # words that say what a name is: "la ciudad italiana de"
_GOVERNING = ("genitive", "place-preposition", "company-preposition", "topic-preposition", "aim-preposition")


def before(scene: Scene, text: Sequence[Word], first: Mention) -> int | None:
    """The word before a name, those joined to it, and what says what they are, such as "the city of"; None if they
    come first.
    """
    place = next((i for i, w in enumerate(text) if w.start >= first.span.start), 0) - 1
    joined = False
    while place >= 0:
        word, near = text[place], range(max(0, place - _TITLE), place + 1)
        titled = next((i for i in near if _titles(scene, text, i, place) or _council(scene, text, i, first)), None)
        if titled is not None:
            place = titled - 1
        elif (and_ := phrases("conjunction").alone(word, scene.languages)) or (joined and word.text == ","):
            named = _joined(scene, text, place - 1) if place else place
            if named == place:
                return place
            joined, place = joined or and_, named - 1
        elif _determines(scene, text, place):
            place -= 1
        else:
            return place
    return None


def _joined(scene: Scene, text: Sequence[Word], place: int) -> int:
    """The first word of the name that ends at a word; of none, the word after it."""
    there = [m for m in scene.touching(text[place]) if m.kind in _ALIKE]
    if there:
        return next(i for i, w in enumerate(text) if w.start >= there[0].span.start)
    return place if place and capitalised(text[place].text) else place + 1


_ALIKE = ("City", "Region", "Organisation")


def _determines(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether a word is an article; German "der" is none behind another noun."""
    word = text[place]
    if not phrases("article").alone(word, scene.languages) or _stressed(scene, word):
        return False
    if not governs(scene, word):
        return True
    return scene.language == "de" and (place == 0 or not capitalised(text[place - 1].text) or place == 1)


def _stressed(scene: Scene, word: Word) -> bool:
    """Whether but its accent tells a word from an article: "en él"."""
    written = word.text.lower()
    return written != word.folded and written not in particles("article", scene.languages)


def _titles(scene: Scene, text: Sequence[Word], start: int, place: int) -> bool:
    """Whether a word for towns begins at a word and goes on to another, at most an adjective and "of" between."""
    cue = phrases("name-cue", ("City", "Region")).at(text, start, scene.languages)
    if cue is None or cue.end > place + 1:
        return False
    owned = cue.end <= place and phrases("genitive").alone(text[place], scene.languages)
    return cue.end == place + 1 or (owned and all(w.text.islower() for w in text[cue.end : place]))


def _council(scene: Scene, text: Sequence[Word], start: int, first: Mention) -> bool:
    """Whether a word for a city's council begins at a word and goes on to a name: "los ayuntamientos de Murcia"."""
    cue = phrases("name-cue", ("Organisation",)).at(text, start, scene.languages) if first.kind == "City" else None
    if cue is None or not all(w.text.islower() for w in text[start:] if w.start < first.span.start):
        return False
    written = scene.text[text[cue.end - 1].end : first.span.end]
    return bool(scene.gazetteer.find(f"{cue.cue.text}{written}", scene.language))


def governs(scene: Scene, word: Word) -> bool:
    """Whether a word is a preposition, so that another thing is spoken of than what follows it."""
    if not word.text[0].islower():
        return bool(word.folded) and (
            opens(word, scene.language) or phrases("place-preposition").alone(word, scene.languages)
        )
    if phrases("conjunction").alone(word, scene.languages):
        return False
    if any(word.text in particles(kind, scene.languages) for kind in _GOVERNING) or opens(word, scene.language):
        return True
    return is_small(word, scene.languages) and not phrases("article").alone(word, scene.languages)


def possessive(scene: Scene, text: Sequence[Word], name: Mention, verb: str = "") -> bool:
    """Whether a name only says whose or where a thing is: "Oslo's schools", "Oslo pupils take part", "Oulussa"."""
    after = next((w for w in text if w.start >= name.span.end), None)
    titled = after is not None and after.folded in town_titles(scene.language)  # "Turun kaupunki"
    if scene.language in _CASES and name.kind == "City" and not titled and not scene.gazetteer.find(name.name):
        return True
    if after is None or after.text in _OWNING or scene.language != "en":
        return after is not None and after.text in _OWNING
    if not after.text.islower() or after.start - name.span.end != 1 or not after.folded.endswith("s"):
        return False
    base = lemma(after.text, "en")
    return base not in {after.folded, verb} and bool(verb)


@cache
def town_titles(language: str) -> frozenset[str]:
    """The words for a town in the form of who acts."""
    cues = (c for c in wording().get("name-cue", ()) if c.term == "City" and c.language == language)
    return frozenset(folded(c.text) for c in cues if " " not in c.text)


_CASES = frozenset(("fi", "et", "hu"))  # languages whose endings stand for prepositions
_OWNING = frozenset(("'s", "’s"))
