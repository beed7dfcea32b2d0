"""Towns that nothing but the title of their head tells: "maire de Bellerive-sur-Orne", "Ashby Mayor Jane Roe".

Behind "mayor of" a name is a town's even where no gazetteer has it, or has but a part of it: "Villarroya del Campo".
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import CASELESS, Word, capitalised, known
from hanse.model import Span

__all__ = ["headed", "town_before"]

_LONGEST = 3  # words with a capital
_LARGE = 20_000  # people of a town whose name is known whole
_PLACES = frozenset(("City", "Region"))
_NO_TOWN = ("City", "Region", "Organisation", "Network", "Country")


def headed(scene: Scene, text: Sequence[Word], index: int, found: Mention | None) -> tuple[Mention, int] | None:
    """The town that begins at a word behind the title of its head, and the word after it.

    Only where it is none that is ``found`` there, or goes on behind it.
    """
    word = text[index]
    led = _led_to if scene.language in CASELESS else _of_town
    if not _named(scene, word) or not led(scene, text, index) or (found and not _goes_on(scene, text, found)):
        return None
    end = _end(scene, text, index)
    span = Span(word.start, text[end - 1].end)
    if found and end == index + len(scene.words(found.span)):
        return None
    if any(m.kind not in _PLACES or m.span not in span for m in scene.touching(span)):
        return None
    return scene.replace(Mention(span, "City", span.of(scene.text), 0.75)), end


def _led_to(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "of" stands before a name: "sindaco | di X", but "assessore | ai Progetti"."""
    return bool(index) and phrases("genitive").alone(text[index - 1], scene.languages)


def _of_town(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a Greek genitive is a town's or its people's: "δήμαρχος | Αθηναίων", but "αντιδήμαρχος | Παιδείας"."""
    word = text[index].text
    own = word.endswith(_TOWNSPEOPLE) or "-" in word or not known(word, scene.language)
    return scene.language == "el" and own


_TOWNSPEOPLE = tuple(sorted(by_language("townspeople", as_written=True)["el"]))


def _named(scene: Scene, word: Word) -> bool:
    """Whether a word can be a town's name or a part of it."""
    lettered = word.folded.isalpha() or "-" in word.text
    if not lettered or not capitalised(word.text) or word.text.isupper():
        return False
    others = phrases("role-cue"), phrases("honorific"), phrases("name-cue", _NO_TOWN)
    return not any(cues.alone(word, scene.languages) for cues in others)


def _goes_on(scene: Scene, text: Sequence[Word], found: Mention) -> bool:
    """Whether a small town's name is led on by "del" or "sul" and a word with a capital."""
    if found.kind != "City" or (found.place and found.place.population >= _LARGE):
        return False
    place = next((i for i, w in enumerate(text) if w.start >= found.span.end), len(text))
    return _joined(scene, text, place) > place


def _end(scene: Scene, text: Sequence[Word], index: int) -> int:
    """Where a name ends: words with a capital, and what ties one to the next."""
    end, capitals = index + 1, 1
    while end < len(text) and capitals < _LONGEST and text[end].start - text[end - 1].end == 1:
        place = _joined(scene, text, end)
        if not _part(scene, text, place):
            break
        end, capitals = place + 1, capitals + 1
    return end


def _joined(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The word with a capital to which a small one leads from a place, or the place itself."""
    own = _TIES[scene.language]
    place = index
    while place < len(text) and place - index < _TIED and text[place].text in own:
        place += 1
    return place if place > index and _part(scene, text, place) else index


_TIED = 2
_TIES = by_language("in-towns", as_written=True)


def _part(scene: Scene, text: Sequence[Word], index: int) -> bool:
    there = scene.touching(text[index]) if index < len(text) else []
    return index < len(text) and _named(scene, text[index]) and all(m.kind in _PLACES for m in there)


def town_before(scene: Scene, text: Sequence[Word], first: int, start: int) -> Mention | None:
    """The town whose name stands right before the title of its head in English: "Ashby | Mayor Jane Roe"."""
    if scene.language != "en":
        return None
    if first == start and start > _STATE and [text[start - 3].text, text[start - 1].text] == ["(", ")"]:
        there = scene.touching(text[start - _STATE])  # "Ashby (MO) | Mayor Jane Roe"
        return there[0] if there and there[0].kind == "City" else None
    for begin in range(first, start):
        if begin == 0 and start == 1 and known(text[0].text, "en"):
            return None  # "Last | Mayor Jane Roe"
        span = Span(text[begin].start, text[start - 1].end)
        places = [p for p in scene.gazetteer.find(span.of(scene.text), "en") if p.kind == "City"]
        if places and not scene.gazetteer.common(span.of(scene.text), "en"):
            return scene.add(Mention(span, "City", span.of(scene.text), 0.85, place=places[0]))
    return None


_STATE = 4  # words back from a title over a state in brackets to the town
