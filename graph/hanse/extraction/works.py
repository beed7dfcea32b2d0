"""What an initiative has, of which and not of the whole a sentence speaks: "the evaluation of X is led by Riga"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import BARE_GENITIVE
from hanse.extraction.words import Word, lemma
from hanse.model import Span

__all__ = ["work_done", "work_of"]

_WHOLE = everywhere("whole-works")
_REACH = 4  # words from "of" to an initiative's name: "of the European project"
_SHORTEST = 4  # letters of a noun


def work_of(scene: Scene, initiative: Mention, sentence: Span) -> bool:
    """Whether an initiative before "is led by" is but what another noun is of; its management is as good as itself."""
    if initiative.span not in sentence or not _is_said(scene, initiative, sentence):
        return False
    text = _ahead(scene, initiative, sentence)
    tie = _tie(scene, text)
    return tie is not None and _is_noun(scene, text[tie - 1])


def work_done(scene: Scene, initiative: Mention, sentence: Span, said: Collection[str]) -> bool:
    """Whether an initiative behind what somebody does, in the words given, is but what another noun is of or about:
    "leads the evaluation of X", "makes a film on X"; not "is one of the members of X", if these words say it.
    """
    if initiative.span not in sentence:
        return False
    text, topics = _ahead(scene, initiative, sentence), particles("topic-preposition", scene.languages)
    tie = _tie(scene, text, topics)
    if tie is None:
        return False
    if said and tie > 1 and text[tie - 1].text in topics:
        tie -= 1  # "ankietę | o projekcie SKYLARK"
    led = text[max(0, tie - 2) : tie] if said else ()  # "w europejskim | projekcie SKYLARK"
    noun = text[tie - 1]
    if any(phrases("place-preposition").alone(word, scene.languages) for word in led):
        return False
    return {noun.folded, lemma(noun.text, scene.language)}.isdisjoint(said) and _is_noun(scene, noun)


def _ahead(scene: Scene, initiative: Mention, sentence: Span) -> Sequence[Word]:
    return [word for word in scene.words(sentence) if word.end <= initiative.span.start]


def _tie(scene: Scene, text: Sequence[Word], ties: Collection[str] = ()) -> int | None:
    """Where "of", a word in its case or another tie stands near the end of a text, before words for initiatives."""
    for place in range(len(text) - 1, max(0, len(text) - 1 - _REACH), -1):
        word = text[place]
        if phrases("genitive").alone(word, scene.languages) or _oblique(scene, text, place) or word.text in ties:
            return place
        if not _describes(scene, word):
            return None
    return None


def _is_said(scene: Scene, initiative: Mention, sentence: Span) -> bool:
    """Whether the verb of a passive stands right behind an initiative, the word for it between: "X project | was"."""
    behind = [w for w in scene.words(sentence) if w.start >= initiative.span.end][:2]
    place = bool(behind) and phrases("name-cue", INITIATIVES).alone(behind[0], scene.languages)
    return len(behind) > place and behind[place].folded in _IS[scene.language]


_IS = by_language("auxiliaries-of-works")


def _describes(scene: Scene, word: Word) -> bool:
    """Whether a word is an article or one for initiatives before a name."""
    return phrases("article").alone(word, scene.languages) or phrases("name-cue", INITIATIVES).alone(
        word, scene.languages
    )


def _oblique(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether a word for initiatives stands in a case that needs no "of": "badanie | projektu"."""
    if scene.language not in BARE_GENITIVE or place == 0:
        return False
    cue = phrases("name-cue", INITIATIVES).at(text, place, (scene.language,))
    return cue is not None and text[place].folded != cue.cue.text.casefold()


def _is_noun(scene: Scene, word: Word) -> bool:
    """Whether a word is a noun that says of what of an initiative a sentence speaks."""
    if not word.folded or len(word.text) < _SHORTEST or not scene.free(word):
        return False
    if word.folded in _WHOLE or lemma(word.text, scene.language) in _WHOLE:
        return False
    grammar = ("place-preposition", "conjunction", "article", "copula", "role-cue")
    return not any(phrases(kind).alone(word, scene.languages) for kind in grammar)
