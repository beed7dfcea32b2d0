"""Words for events at the end of compounds: "Bundeskongress", "Online-Seminar", "startmötet"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from hanse.extraction.lexicon import Match
from hanse.extraction.lines import Trait
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import Word, capitalised, folded, lemma, words
from hanse.vocabulary import Cue, wording

__all__ = ["COMPOUNDED", "compounds", "ends_as_event", "undefined"]

_SHORTEST = 8  # letters of a compound
_LEAST = {"sv": 4, "da": 4, "nl": 5}  # letters of a word that ends a compound: "startmöte"; 6 elsewhere
_DEFINITE = ("ets", "ens", "et", "en", "t", "n", "s")
_FORUM = 5
_BEHIND = {  # articles and endings of cases: what follows the noun in one word
    "sv": _DEFINITE,
    "da": _DEFINITE,
    "hu": ("t", "n", "ja", "je", "jat", "jet", "jan", "jen", "an", "en", "on", "ra", "re", "nak", "nek"),
}


def compounds(language: str, text: Sequence[Word]) -> Iterator[Match]:
    """The compounds in a text that end in a word for events."""
    for index, word in enumerate(text) if language in COMPOUNDING else ():
        cue = _ended(word.text, language) or (_of_days(language) if _named_days(language, text, index) else None)
        if cue:
            yield Match(index, index + 1, cue)


def ends_as_event(word: str, language: str) -> bool:
    """Whether a compound ends in a word for events, also in one that bodies are called by: "Wasserforum".

    >>> ends_as_event("Wasserforum", "de"), ends_as_event("Wasserwerk", "de")
    (True, False)
    """
    return _ended(word, language, _FORUM) is not None


def _named_days(language: str, text: Sequence[Word], index: int) -> bool:
    """Whether a word is the name of days that are one event: "Internationale Hanzedagen", no "Arbeitstage".

    A capital tells a name within a sentence; in German, one of the adjective before.
    """
    if not _days_long(text[index].text, language):
        return False
    before = index - 1 if language == "de" else index
    return before >= 0 and capitalised(text[before].text) and (language == "de" or index > 0)


@lru_cache(maxsize=1 << 15)
def _days_long(word: str, language: str) -> bool:
    ending = next((end for end in _DAYS[language] if folded(word).endswith(end)), "")
    return (
        bool(ending)
        and len(word) >= _SHORTEST
        and capitalised(word)
        and folded(word).removesuffix(ending) not in _ORDINARY
    )


_DAYS = by_language("days-held")
_ORDINARY = everywhere("ordinary-days")


@cache
def _of_days(language: str) -> Cue | None:
    """The shortest of the words for events of a language: days are any sort of event."""
    found = [c for c in wording()["name-cue"] if c.term == "Event" and c.language == language]
    return next((c for c in found if folded(c.text) in _DAYS[language]), found[0] if found else None)


@lru_cache(maxsize=1 << 15)
def _ended(word: str, language: str, least: int = 0) -> Cue | None:
    if language not in COMPOUNDING or len(word) < _SHORTEST or not word.replace("-", "").isalpha():
        return None
    if language == "de" and not capitalised(word):
        return None
    forms = undefined(folded(word), language) | {lemma(word, language)}
    for cue, ending in _endings(language, least):
        if any(form.endswith(ending) and len(form) > len(ending) + 2 for form in forms):
            return cue
    return None


COMPOUNDED = Trait(lambda word, languages: bool(_ended(word, languages[0]) or _days_long(word, languages[0])))
"""What a word of a text has that ends in one for events, in its own language."""


def undefined(word: str, language: str) -> frozenset[str]:
    """A folded word with and without the article or case that its end may be.

    >>> sorted(undefined("startmotet", "sv"))
    ['startmot', 'startmote', 'startmotet']
    """
    return frozenset({word, *(word.removesuffix(end) for end in _BEHIND.get(language, ()))})


@cache
def _endings(language: str, least: int) -> tuple[tuple[Cue, str], ...]:
    found = (c for c in wording()["name-cue"] if c.term == "Event" and c.language == language)
    single = [(c, words(c.text)[0].folded) for c in found if " " not in c.text and "-" not in c.text]
    return tuple((c, ending) for c, ending in single if len(ending) >= (least or _LEAST.get(language, 6)))
