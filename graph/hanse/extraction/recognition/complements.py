"""How far a Romance body's name goes of which but the type word has a capital: "Fédération française des ports"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.nationalities import demonym
from hanse.extraction.recognition.passages import RELATIONAL, Passage, lower
from hanse.extraction.scene import INITIATIVES
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import Word, folded, lemma

__all__ = ["complemented"]

_SCOPES = by_language("scopes")
_INFINITIVE = ("er", "ir", "re", "ar", "or")
_ACTS = ("duty-cue", "act-cue", "participation-cue", "presence-cue")
_PLURAL = ("s", "x", "i")
_LONG = 4  # letters: what is longer is no word of grammar
_OTHERS = (*INITIATIVES, "Programme")  # what a body is named for: "du programme URBACT"
_SHORTEST = 3  # letters of a noun


def complemented(passage: Passage, match: Match) -> int:
    """The end of a name that an adjective says to be of a country, or of more than one: else the type word's."""
    text, place = passage.words, match.end
    scoped = any(_scope(passage, word) for word in text[match.start + 1 : match.end])
    while _adjective(passage, place):
        scoped = scoped or _scope(passage, text[place])
        place += 1
    written, called = text[match.start].folded, folded(match.cue.text.split()[0])
    several = passage.language == "it" and written != called  # "Enti locali italiani"
    if not scoped or several:
        return match.end
    end = place
    while after := _complement(passage, end) or (_further(passage, end) if end > place else 0):
        end = after
    return end if _ended(passage, end) else match.end


def _scope(passage: Passage, word: Word) -> bool:
    """Whether an adjective is a country's, or "national", "European" and the like."""
    own = passage.language == passage.scene.language and demonym(passage.scene, word)
    return own or word.folded in _SCOPES[passage.language]


def _adjective(passage: Passage, place: int) -> bool:
    """Whether an adjective in lower case stands at a place: by its ending, or as a plural behind another."""
    word = _at(passage, place)
    if word is None or _scope(passage, word):
        return word is not None
    agrees = len(word.text) > _LONG and word.text.endswith("s") and passage.words[place - 1].text.endswith("s")
    return (agrees or RELATIONAL.search(word.folded) is not None) and not _is_verb(passage, word)


def _complement(passage: Passage, place: int) -> int:
    """The end of "of" or "for" and a noun with its adjectives at a place, or 0."""
    after = _tie(passage, place)
    return _past_noun(passage, after) if after > place else 0


def _further(passage: Passage, place: int) -> int:
    """The end of "and" and another complement, or noun, at a place, or 0."""
    joined = _at(passage, place) and phrases("conjunction").alone(passage.words[place], (passage.language,))
    return _complement(passage, place + 1) or _past_noun(passage, place + 1) if joined else 0


def _past_noun(passage: Passage, place: int) -> int:
    """The end of a noun and its adjectives at a place, or 0."""
    noun = _at(passage, place)
    if noun is None or len(noun.text) < _SHORTEST or _is_verb(passage, noun) or _is_grammar(passage, noun):
        return 0
    if phrases("name-cue", _OTHERS).alone(noun, passage.languages):
        return 0
    place += 1
    while _adjective(passage, place):
        place += 1
    return place


def _tie(passage: Passage, place: int) -> int:
    """The end of "of" or "for", and of an article behind it, at a place; else the place."""
    text, languages = passage.words, (passage.language,)
    tie = phrases("genitive").at(text, place, languages) if _at(passage, place) else None
    aimed = not tie and _at(passage, place) and text[place].text in particles("aim-preposition", languages)
    after = tie.end if tie else place + bool(aimed)
    article = phrases("article").at(text, after, languages) if after > place and _at(passage, after) else None
    return article.end if article else after


def _ended(passage: Passage, place: int) -> bool:
    """Whether nothing that may be of the name stands at a place: a sign, a verb or a word of grammar but "of"."""
    if place >= len(passage.words) or passage.apart(place) or not passage.words[place].folded:
        return True
    word = passage.words[place]
    if not lower(word) or _tie(passage, place) > place:
        return False
    told = any(phrases(kind).alone(word, (passage.language,)) for kind in _ACTS)  # "pilote", "guida" are nouns as well
    return told or len(word.text) < _SHORTEST or _is_verb(passage, word) or _is_grammar(passage, word)


def _is_grammar(passage: Passage, word: Word) -> bool:
    kinds = ("article", "conjunction", "place-preposition", "phrase-end", "copula")
    return any(phrases(kind).alone(word, (passage.language,)) for kind in kinds)


def _at(passage: Passage, place: int) -> Word | None:
    """The word in lower case at a place, if no line ends before it."""
    words: Sequence[Word] = passage.words
    return words[place] if place < len(words) and lower(words[place]) and not passage.apart(place) else None


def _is_verb(passage: Passage, word: Word) -> bool:
    """Whether a word's dictionary form is an infinitive; plurals of nouns such as "métiers" have one that looks so."""
    found = folded(lemma(word.text, passage.language))
    return found != word.folded and found.endswith(_INFINITIVE) and not word.folded.endswith(_PLURAL)
