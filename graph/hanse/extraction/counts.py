"""How many people a text says: "1,200", "105 000", "43 mil", "2.5 million", "forty-six", "une trentaine"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from hanse.extraction.lines import Trait
from hanse.extraction.words import folded
from hanse.names import fold

__all__ = ["COUNTING", "Count", "count_at", "halves", "worded"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number, and where it ends."""

    number: int
    end: int


_FIGURES = re.compile(
    r"(\d{1,3}(?:[ .,\u00a0\u202f'’]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2}(?!\d))?)(?:[\s\u00a0-]?([^\W\d_]+)\.?)?"
)
_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+")
_INSIDE = re.compile(r"(?<!\d)\d{1,3}[ .,\u00a0\u202f'’]\Z|\d\Z")
_DIGITS = 12  # of a number of anything that is counted
_TIMES = (
    (1_000_000, re.compile(r"m(?:il(?:l?i[oó]n|j[uo]n|ioan|hõ|li)|io$|ln$|iljo)|εκατ")),
    (1_000, re.compile(r"(?:mil|mila|mille|mii|thousand|tausend|duizend|tys|tis\w*|tusen|tusind|χιλ\w*|хил\w*|ezer)$")),
)


def count_at(text: str, place: int) -> Count | None:
    """The number that figures, and a word for thousand or million after them, give at a place of a text.

    >>> count_at("105 000 invånare", 0), count_at("43 mil habitantes", 0), count_at("1.2 million", 0)
    (Count(number=105000, end=7), Count(number=43000, end=6), Count(number=1200000, end=11))
    >>> count_at("350 people", 0)
    Count(number=350, end=3)
    >>> count_at("10,500", 3)  # inside a number
    """
    match = _FIGURES.match(text, place)
    if not match or _INSIDE.search(text, max(0, place - 5), place):
        return None
    scale = _scale(match[2]) if match[2] else 0
    figures = re.sub(r"\D", "", match[1]) if _GROUPED.fullmatch(match[1]) else match[1].replace(",", ".")
    if len(figures) > _DIGITS:
        return None
    number = float(figures)
    if number != round(number) and not scale:
        return None
    return Count(round(number * (scale or 1)), match.end() if scale else match.end(1))


def _scale(text: str) -> int:
    return next((times for times, words in _TIMES if words.match(text.casefold())), 0)


@lru_cache(maxsize=1 << 15)
def worded(word: str, languages: tuple[str, ...]) -> int:
    """The number that a folded word says in some languages: "vingtaine", "forty-six", "sextiotal"; 0 if none.

    >>> worded("forty six", ("en",)), worded("sextiotal", ("sv", "en")), worded("people", ("en",))
    (46, 60, 0)
    """
    tens, _, unit = word.partition(" ")
    for language in languages:
        known = _words(language)
        if number := known.get(word):
            return number
        if unit and known.get(unit, 10) < 10 <= known.get(tens, 0):
            return known[tens] + known[unit]
    return 0


@cache
def _words(language: str) -> Mapping[str, int]:
    said = _data().get(language, {}).items()
    return {fold(form): int(number) for number, forms in said if number != _HALF for form in forms.split()}


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("hanse.extraction") / "counts.toml").read_text(encoding="utf-8"))


_HALF = "half"


def halves(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a folded word before a number in words halves it: "medio centenar".

    >>> halves("medio", ("es",)), halves("un", ("es",))
    (True, False)
    """
    return any(word in _halves(language) for language in languages)


@cache
def _halves(language: str) -> frozenset[str]:
    return frozenset(_data().get(language, {}).get(_HALF, "").split())


COUNTING = Trait(lambda word, languages: "0" <= word[0] <= "9" or worded(folded(word), languages) > 9)
