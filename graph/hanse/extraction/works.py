"""What an initiative has, of which and not of the whole a sentence speaks: "the evaluation of X is led by Riga"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import BARE_GENITIVE
from hanse.extraction.words import Word, lemma
from hanse.model import Span

__all__ = ["work_of"]

_WHOLE = everywhere("whole-works")
_REACH = 4  # words from "of" to an initiative's name: "of the European project"
_SHORTEST = 4  # letters of a noun


def work_of(scene: Scene, initiative: Mention, sentence: Span, said: Collection[str] | None = None) -> bool:
    """Whether an initiative before "is led by", or behind what somebody has done, is but what another noun is of:
    "leads the evaluation of X"; its management is as good as itself. Behind it, the words that say it are given.
    """
    if initiative.span not in sentence or (said is None and not _is_said(scene, initiative, sentence)):
        return False
    text = [w for w in scene.words(sentence) if w.end <= initiative.span.start]
    place = len(text) - 1
    owned = False
    while place > 0 and len(text) - place <= _REACH:
        word = text[place]
        owned = phrases("genitive").alone(word, scene.languages) or _oblique(scene, text, place)
        owned = owned or (said is not None and word.text in particles("topic-preposition", scene.languages))
        if owned or not (_describes(scene, word)):
            break
        place -= 1
    if said and place > 1 and text[place - 1].text in particles("topic-preposition", scene.languages):
        place -= 1  # "ankietę | o projekcie SKYLARK"
    led = text[max(0, place - 2) : place]  # "w europejskim | projekcie SKYLARK"
    if not owned or (said and any(phrases("place-preposition").alone(word, scene.languages) for word in led)):
        return False
    noun = text[place - 1]
    if said and {noun.folded, lemma(noun.text, scene.language)}.intersection(said):
        return False  # "one of the | members of"
    return _is_noun(scene, noun)


def _is_said(scene: Scene, initiative: Mention, sentence: Span) -> bool:
    """Whether the verb of a passive stands right behind an initiative, the word for it between: "X project | was"."""
    behind = [w for w in scene.words(sentence) if w.start >= initiative.span.end][:2]
    place = bool(behind) and phrases("name-cue", INITIATIVES).alone(behind[0], scene.languages)
    return len(behind) > place and behind[place].folded in _IS.get(scene.language, frozenset())


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
