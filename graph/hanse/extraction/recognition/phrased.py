"""Names of events behind the word for one: in lower case, "le Forum des villes apprenantes", or in capitals behind a
word that is not, "la conférence Villes Vivantes".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hanse.extraction.gatherings import ordinal_before
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import rightward, span_of
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.recognition.passages import ROMANCE, opens_at
from hanse.extraction.scene import Scene
from hanse.extraction.words import Word, capitalised, known, lemma, words
from hanse.vocabulary import wording

__all__ = ["apposed", "phrase"]

_PLAIN = (*ROMANCE, "nl", "sv", "da", "no", "nb")  # languages in which no bare name behind a noun is a genitive
_CASED = ("pl", "hr", "cs", "sk", "sl", "sr", "bg", "el", "lv", "lt")
_BODIES = ("Organisation", "Network", "Project", "Programme")
_LONGEST = 6  # words of such a name

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
    ends = _stops(text, end) or (after is not None and _is_verb(after, scene.language))
    return end if ends else match.end


def apposed(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """The name in capitals right behind a noun that is not, up to a sign or a small word: "conferenza Città Vive, …".

    Where nouns have cases it could as well be the genitive of a body's or person's name, unless it is English.
    """
    own = (scene.language,)
    if not text[match.end - 1].text.islower() or scene.language not in (*_PLAIN, *_CASED):
        return None
    if ordinal_before(text, match.start, own):
        return None  # "o quarto encontro Cais Vivo"
    start = match.end
    while start < len(text) and (found := phrases("modifier-cue").at(text, start, own)):
        start = found.end
    end = rightward(text, start, _LONGEST) if start < len(text) else start
    if end - start < 2 or not text[start].text.isalpha() or text[start].start - text[start - 1].end != 1:
        return None
    name = span_of(text, start, end)
    if not scene.free(name) or not _stops(text, end) or scene.dates(name) or begins_name(scene, text, start):
        return None
    if any(phrases(kind).within(text[start:end], scene.languages) for kind in ("role-cue", "honorific")):
        return None
    if phrases("name-cue", _BODIES).within(text[start:end], scene.languages) or scene.gazetteer.find(
        name.of(scene.text), scene.language
    ):
        return None
    capitals = [w for w in text[start:end] if capitalised(w.text)]
    english = all(known(w.text, "en") and not known(w.text, scene.language) for w in capitals)
    return (start, end) if english or scene.language in _PLAIN else None


def _stops(text: Sequence[Word], place: int) -> bool:
    """Whether a sign, a date or a small word stands at a place."""
    word = text[place] if place < len(text) else None
    return word is None or not word.folded or word.text[0].isdigit() or len(word.text) < _NOUN


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
