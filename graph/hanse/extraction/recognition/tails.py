"""How a name goes on in lower case, as most languages write names: "Ports en fête", "Zielone podwórka".

One word, or small words and one more; then a sign or a verb has to follow, else nobody can say where the name ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import is_small
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.words import Word, capitalised, distinctive, known, lemma, words
from hanse.vocabulary import signature, wording

__all__ = ["cut_off", "tail", "tail_before", "tail_of_called"]

_TITLED = ("en", "de")  # English writes all words of a name with capitals, German all nouns
_SENTENCE_CASED = ("hr", "sr", "bs", "sl", "cs", "sk")  # where a lemma tells a verb
_LONGEST = 3
_SIGNS = frozenset(",.);:(–—")
_SMALL = 2  # small words between two others: "pour la"
_PIECES = 2
_NOUN = 4  # letters


def tail(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """The end of a name of which text[start:end] is the beginning in capitals."""
    if not _may_go_on(scene, text, start, end):
        return end
    return next((last for last in _tails(scene, text, end) if _stops(scene, text, last)), end)


def tail_of_called(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """The end of a name right behind what it is, up to a sign: "projekta Kamen i more, …", "sítě Severní větry"."""
    if scene.language not in _SENTENCE_CASED or end != start + 1:
        return tail(scene, text, start, end)
    last = end
    while last < len(text) and last - end < _LONGEST and text[last].text.islower() and scene.free(text[last]):
        if _is_finite(scene, text[last]):
            break
        last += 1
    ended = last < len(text) and (text[last].text in {",", ".", ")", ";"} or _is_finite(scene, text[last]))
    if any(phrases("place-preposition").alone(w, scene.languages) for w in text[end:last]):
        return tail(scene, text, start, end)  # "mreže Gradovi na vodi"
    return last if last > end and ended else end


def _is_finite(scene: Scene, word: Word) -> bool:
    """Whether a word is a form of a verb: its lemma is another word and ends as infinitives do, or it is a copula."""
    base = lemma(word.text, scene.language)
    verb = base != word.folded and base.endswith(("ti", "ci")) and len(base) > _LONGEST
    return verb or phrases("copula").alone(word, (scene.language,))


def tail_before(scene: Scene, text: Sequence[Word], end: int) -> int:
    """The start of a name inside a sentence that ends before a sign in lower case; ``end`` if there is none."""
    for start in range(end - 2, max(0, end - 2 - _PIECES * (_SMALL + 1)), -1):
        if capitalised(text[start].text) and _may_go_on(scene, text, start, start + 1):
            inside = start > 0 and text[start - 1].text not in {".", "!", "?", ":", ";", "•"}
            return start if inside and end in _tails(scene, text, start + 1) else end
        if not text[start].text.islower():
            break
    return end


def cut_off(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a single ordinary word in capitals is but the beginning of a name: "Rues" in "Rues vivantes"."""
    if not _may_go_on(scene, text, start, end) or end >= len(text):
        return False
    after = text[end]
    return (
        after.text.islower()
        and not _verb(after, scene.language)
        and not phrases("conjunction").alone(after, scene.languages)
    )


def _may_go_on(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether one ordinary word in capitals is all that a name has so far, in a language that writes the rest small."""
    if scene.language in _TITLED or end != start + 1 or distinctive(text[start].text):
        return False
    return scene.free(text[start]) and known(text[start].text, scene.language)


def _tails(scene: Scene, text: Sequence[Word], end: int) -> list[int]:
    """Where the lower-case words after a name's beginning may end, the farthest first."""
    found: list[int] = []
    place = end
    for piece in range(_PIECES):
        small = place
        while small < len(text) and small - place < _SMALL and _is_small(scene, text[small]):
            small += 1
        bare = small == place  # an adjective: one, right after the noun
        placed = not bare and phrases("place-preposition").alone(text[small - 1], (scene.language,))
        if small >= len(text) or (bare and piece) or not _is_noun(scene, text[small], placed=placed):
            break
        place = small + 1
        found.append(place)
    return found[::-1]


def _is_small(scene: Scene, word: Word) -> bool:
    return (
        word.text.islower()
        and scene.free(word)
        and (is_small(word, scene.languages) or phrases("article").alone(word, (scene.language,)))
    )


def _is_noun(scene: Scene, word: Word, *, placed: bool) -> bool:
    """Whether a word may be a noun; behind a preposition also one that looks like a verb: "na vodi", "voditi"."""
    return (
        word.text.islower()
        and len(word.text) >= _NOUN
        and scene.free(word)
        and (placed or not _verb(word, scene.language))
        and not phrases("conjunction").alone(word, scene.languages)
        and not phrases("negation-cue").alone(word, scene.languages)
    )


def _stops(scene: Scene, text: Sequence[Word], place: int) -> bool:
    if place >= len(text) or text[place].text in _SIGNS:
        return True
    return _verb(text[place], scene.language) or phrases("conjunction").alone(text[place], scene.languages)


def _verb(word: Word, language: str) -> bool:
    return word.folded in _verbs(language) or lemma(word.text, language) in _verbs(language)


@cache
def _verbs(language: str) -> frozenset[str]:
    """The words that patterns have right after an initiative: "brings", "is"; copulas."""
    told = [
        cue.text.partition("{subject}")[2]
        for cue in wording()["pattern"]
        if cue.language == language
        and cue.text.startswith("{subject} ")
        and set(INITIATIVES) & set(signature(cue.term).subjects)
    ]
    told += [cue.text for cue in wording()["copula"] if cue.language == language]
    first = [found[0] for text in told if (found := words(text)) and found[0].text.isalpha()]
    return frozenset(w.folded for w in first) | frozenset(lemma(w.text, language) for w in first)
