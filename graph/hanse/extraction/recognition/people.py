"""People: by given name, by honorific, by the role beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, known, lemma
from hanse.names import fold

__all__ = ["given_names", "name_at", "recognise"]

_PARTICLES = frozenset(
    "von van der den de da di del della dos das do la le el al bin ben ter zu af av d' ’t 't".split()
)
_IBERIAN = ("es", "pt", "gl", "ca", "it")
_TYPES = ("Organisation", "Network", "Project", "Event", "Programme", "Region", "City", "GoodPractice")


@cache
def given_names() -> frozenset[str]:
    """The given names, folded."""
    text = (files("hanse.extraction") / "given-names.txt").read_text(encoding="utf-8")
    return frozenset(fold(line) for line in text.splitlines() if line)


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the people in a unit."""
    text = scene.words(unit.span)
    index = 0
    while index < len(text):
        end = name_at(scene, text, index)
        if end:
            span = span_of(text, index, end)
            if scene.free(span):
                scene.add(Mention(span, "Person", span.of(scene.text), 0.85))
        index = end or index + 1


def name_at(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of a person's name that begins at a word, or 0."""
    word = text[index]
    if not word.folded or not capitalised(word.text) or not _is_given(word, scene.language):
        return 0 if not _after_title(scene, text, index) else _surname_end(scene, text, index)
    end = _surname_end(scene, text, index)
    if end - index < 2 or _is_place(scene, text, index, end) or _ordinary(scene, text[index:end]):
        return 0
    return end


def _ordinary(scene: Scene, name: Sequence[Word]) -> bool:
    """Whether all words of a name, or its first and any later one, are ordinary words: "Urban Innovative Actions"."""
    plain = [any(known(w.text, code) for code in scene.languages) for w in name if w.folded and capitalised(w.text)]
    return plain[0] and any(plain[1:])


def _is_given(word: Word, language: str) -> bool:
    first = word.folded.split(" ")[0]
    return (len(first) > 1 and (first in given_names() or lemma(word.text, language) in given_names())) and not any(
        c.isdigit() for c in word.text
    )


def _after_title(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether an honorific or a role stands just before a word."""
    if not capitalised(text[index].text) or index == 0:
        return False
    for start in range(max(0, index - 4), index):
        honorific = phrases("honorific").at(text, start, scene.languages)
        if honorific and (honorific.end == index or (honorific.end == index - 1 and text[index - 1].text == ".")):
            return True
        role = phrases("role-cue").at(text, start, scene.languages)
        if role and role.end == index and index + 1 < len(text) and capitalised(text[index + 1].text):
            return _name_shaped(scene, text, index)
    return False


def _name_shaped(scene: Scene, text: Sequence[Word], index: int) -> bool:
    end = _surname_end(scene, text, index)
    return 2 <= end - index <= 4 and not _is_place(scene, text, index, end)


def _surname_end(scene: Scene, text: Sequence[Word], index: int) -> int:
    cues = phrases("name-cue", _TYPES)
    place, end = index + 1, index + 1
    while place < len(text) and place - index < 6:
        word = text[place]
        if word.text == "." and len(text[place - 1].text) == 1:
            place += 1
            continue
        if (
            not word.folded
            or text[place].start - text[place - 1].end > 1
            or "\n" in scene.text[text[place - 1].end : word.start]
        ):
            break
        if capitalised(word.text) and not any(c.isdigit() for c in word.text):
            if cues.at(text, place, scene.languages) or scene.touching(word.span):
                break
            place += 1
            end = place
        elif (
            word.text.lower() in _PARTICLES
            and (end == index + 1 or scene.language in _IBERIAN)
            and place + 1 < len(text)
            and (capitalised(text[place + 1].text) or text[place + 1].text.lower() in _PARTICLES)
        ):
            place += 1
        else:
            break
    return end


def _is_place(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    name = span_of(text, start, end).of(scene.text)
    return bool(scene.gazetteer.find(name, scene.language))
