"""What a sentence says is not so, or not for certain: words of negation and doubt, and verbs negated by a prefix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.scene import Scene
from hanse.extraction.typology import NEGATED_VERBS
from hanse.extraction.words import Word, folded, lemma
from hanse.model import Span

__all__ = ["called_off", "negated", "unnegated"]

_SHORT_CUE = 4  # letters


def negated(scene: Scene, tokens: Sequence[Word]) -> bool:
    """Whether a stretch has a word of negation or doubt; "Les Petits Pas" has none."""
    cues = phrases("negation-cue")
    if any(_negates(tokens, match) for match in cues.scan(tokens, scene.languages)):
        return True
    return scene.language in NEGATED_VERBS and any(_is_negated(word.text, scene.language) for word in tokens)


def called_off(scene: Scene, sentence: Span) -> bool:
    """Whether a sentence tells that an event is not, or on another day: "The forum on 5 May has been postponed"."""
    text = scene.words(sentence)
    cues = phrases("negation-cue", ("Event",))
    return any(_negates(text, match) for match in cues.scan(text, scene.languages))


@lru_cache(maxsize=16384)
def _is_negated(word: str, language: str) -> bool:
    """Whether a word begins with a negation that its lemma has not: "nepatří" of "patřit"."""
    return len(word) > _SHORT_CUE and word.startswith("ne") and not lemma(word, language).startswith("ne")


def _negates(tokens: Sequence[Word], match: Match) -> bool:
    """Whether a cue is no name; a short one stands there as it is written: "ingår" is no form of "inga"."""
    first, cue = tokens[match.start], match.cue.text
    if len(cue) <= _SHORT_CUE and first.folded != folded(cue):
        return False
    return not match.start or not first.text.istitle() or cue[0].isupper()


def unnegated(scene: Scene, sentence: Span) -> Iterator[Span]:
    """The parts of a sentence between semicolons that say something of their own, without a negation."""
    text = scene.words(sentence)
    ends = [i for i, word in enumerate(text) if word.text == ";"]
    for first, last in pairwise((-1, *ends, len(text))) if ends else ():
        part = text[first + 1 : last]
        if part and not negated(scene, part):
            yield Span(part[0].start, part[-1].end)
