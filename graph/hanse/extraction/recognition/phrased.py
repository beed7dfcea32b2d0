"""Names of events that go on in lower case, in Romance languages: "le Forum des villes apprenantes"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.passages import ROMANCE, opens_at
from hanse.extraction.scene import Scene
from hanse.extraction.words import Word, lemma, words
from hanse.vocabulary import wording

__all__ = ["phrase"]

_NOUN = 5  # letters of a noun of such a name, at the least
_SAID_OF_EVENTS = frozenset({"locatedIn", "organiser", "attendee"})


def phrase(scene: Scene, text: Sequence[Word], match: Match, *, vague: bool) -> int:
    """The end of a name after its word for events, which is written with a capital inside a sentence.

    It is "of" a noun, with adjectives that agree, up to a sign, a short word or a verb; else the word's own end.
    """
    if scene.language not in ROMANCE or opens_at(scene, text, match.start):
        return match.end
    noun = _noun(scene, text, match, determined=vague)
    if not noun:
        return match.end
    end = noun
    while end < len(text) and text[end].text.islower() and _agrees(text[end - 1].text, text[end].text):
        end += 1
    after = text[end] if end < len(text) else None
    short = after is None or not after.folded or len(after.text) < _NOUN or after.text[0].isdigit()
    return end if short or (after is not None and _is_verb(after, scene.language)) else match.end


def _noun(scene: Scene, text: Sequence[Word], match: Match, *, determined: bool) -> int:
    """Where the noun after "of" ends, an article between; that of a cue that has one; 0 where there is none."""
    own = (scene.language,)
    genitive = phrases("genitive")
    last = text[match.end - 1]
    if match.end - match.start > 1 and not genitive.alone(last, own):
        return match.end if last.text.islower() and last.text.endswith("s") else 0  # "forum des villes"
    of = match.end if genitive.alone(last, own) else 0
    if not of and match.end < len(text) and (found := genitive.at(text, match.end, own)):
        of = found.end
    if not of or of >= len(text):
        return 0
    article = phrases("article").alone(text[of], own)
    place = of + article
    if determined and not article:
        return 0
    return place + 1 if place < len(text) and text[place].text.islower() and len(text[place].text) >= _NOUN else 0


def _agrees(noun: str, word: str) -> bool:
    """Whether a word may be an adjective of the noun before it: both in the plural, in "s" or as Italian has it."""
    return len(word) >= _NOUN and ((noun.endswith("s") and word.endswith("s")) or word.endswith(("ali", "ee", "ili")))


def _is_verb(word: Word, language: str) -> bool:
    return word.folded in _verbs(language) or lemma(word.text, language) in _verbs(language)


@cache
def _verbs(language: str) -> frozenset[str]:
    """The words that patterns have right after an event: "takes", "opens"."""
    told = (
        words(cue.text.partition("{subject}")[2])[:1]
        for cue in wording()["pattern"]
        if cue.language == language and cue.term in _SAID_OF_EVENTS and cue.text.startswith("{subject} ")
    )
    first = [word for found in told for word in found if word.text.isalpha()]
    return frozenset(form for word in first for form in (word.folded, lemma(word.text, language)))
