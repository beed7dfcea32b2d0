"""Names of places in running text: the leftmost, longest runs of words that a place bears as its name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hanse.gazetteer.keys import FACTOR, MASK, word_key
from hanse.gazetteer.place import Match, Place
from hanse.model import Span
from hanse.names import fold

if TYPE_CHECKING:
    from hanse.gazetteer.index import Gazetteer

__all__ = ["inflected", "scan"]

LONGEST = 7  # words of a name
LONGEST_INFLECTED = 4
SHORTEST = 3  # letters of a name
ABBREVIATION = 3  # letters up to which a country's name is an abbreviation, in capitals: UK, USA
ACRONYM = 5  # letters up to which a name in capitals may be an acronym
SMALL_LAST = ("SI", "CZ", "SK", "HR")  # where the last word of a town's name may be written small
SHORTEST_INFLECTED = 4  # letters of an inflected name
WRAPPED = 40  # a line of at least so many characters may go on in the next one
_WORD = re.compile(r"[^\W_]{1,99}(?:[\u0300-\u036f]{1,9}[^\W_]{0,99}){0,19}")
_APOSTROPHE = re.compile("['’‘]")
_JOIN = re.compile(r"[ \t\u00a0]*(?:['’‘`´‐‑–-][ \t]?|& ?)?|\.[ \t\u00a0]*-?|[ \t]*\n[ \t]*")


@lru_cache(maxsize=1 << 15)
def _word(text: str) -> tuple[int, bool]:
    """The key of a word, and whether it may begin a name."""
    return word_key(fold(text)), text[0].isalpha() and not text[0].islower()


class _Words:
    """The words of stretches of a text, with their keys."""

    def __init__(self, text: str, stretches: Sequence[Span]) -> None:
        self.text = text
        self.stretches = stretches
        self.spans: list[tuple[int, int]] = []
        self.bounds = [0]  # where the words of a stretch begin, and those of the next
        for stretch in stretches:
            self.spans += [m.span() for m in _WORD.finditer(text, stretch.start, stretch.end)]
            self.bounds.append(len(self.spans))
        read = [_word(text[start:end]) for start, end in self.spans]
        self.keys = np.array([key for key, _ in read], np.uint64)
        self.capital = np.array([capital for _, capital in read], np.bool_)

    def word(self, index: int) -> str:
        start, end = self.spans[index]
        return self.text[start:end]

    def span(self, first: int, count: int) -> Span:
        return Span(self.spans[first][0], self.spans[first + count - 1][1])

    def around(self, index: int) -> tuple[int, int, int]:
        """The words of a word's stretch, and its offset."""
        place = bisect_right(self.bounds, index) - 1
        return self.bounds[place], self.bounds[place + 1], self.stretches[place].start

    def joined(self, first: int, count: int) -> bool:
        """Whether nothing but spaces, hyphens, apostrophes and the point of an abbreviation lies between the words."""
        return all(self._join(i) for i in range(first, first + count - 1))

    def _join(self, index: int) -> bool:
        start, end = self.spans[index]
        gap = self.text[end : self.spans[index + 1][0]]
        if gap == " " or gap == "-":
            return True
        if not _JOIN.fullmatch(gap) or (gap[0] == "." and end - start > 3):
            return False
        _, _, offset = self.around(index)
        return "\n" not in gap or end - max(offset, self.text.rfind("\n", offset, end) + 1) >= WRAPPED


_Hits = dict[int, list[tuple[int, int]]]


def scan(gazetteer: Gazetteer, text: str, stretches: Sequence[Span], language: str) -> Iterator[list[Match]]:
    """The matches in each stretch of a text, left to right, none overlapping another."""
    words = _Words(text, stretches)
    begin = _beginnings(words)
    hits = _hits(gazetteer, words, begin)
    firsts = begin.tolist() if gazetteer.inflects(language) else sorted(hits)
    for since, until in pairwise(words.bounds):
        inside = firsts[bisect_left(firsts, since) : bisect_left(firsts, until)]
        yield list(_matches(gazetteer, words, inside, hits, language))


def _matches(gazetteer: Gazetteer, words: _Words, firsts: Sequence[int], hits: _Hits, language: str) -> Iterator[Match]:
    inflects = gazetteer.inflects(language)
    free = 0
    for first in firsts:
        if first < free:
            continue
        match, count = _exact(gazetteer, words, first, hits.get(first, ()), language)
        if inflects:
            over = count if not match or gazetteer.likely(match.places[0], language) else count - 1
            other, longer = _inflected(gazetteer, words, first, over, language)
            match, count = (other, longer) if other else (match, count)
        if match:
            free = first + count
            yield match


def _beginnings(words: _Words) -> NDArray[np.int64]:
    """Capitalised words, and the "s" and "t" of Dutch names ('s-Hertogenbosch)."""
    begin = words.capital.copy()
    if not _APOSTROPHE.search(words.text):
        return np.flatnonzero(begin)
    for index, (start, end) in enumerate(words.spans):
        if end - start == 1 and words.text[start] in "st" and words.text[start - 1 : start] in ("'", "’", "‘"):
            _, last, offset = words.around(index)
            if offset < start and index + 1 < last:
                begin[index] = words.capital[index + 1] and not (
                    start - 2 >= offset and words.text[start - 2].isalnum()
                )
    return np.flatnonzero(begin)


def _hits(gazetteer: Gazetteer, words: _Words, begin: NDArray[np.int64]) -> _Hits:
    """For each word that begins a name: the lengths in words and rows of the names, the longest first."""
    found: _Hits = {}
    keys = words.keys[begin]
    last = np.repeat(words.bounds[1:], np.diff(words.bounds))
    for count in range(1, LONGEST + 1):
        if count == 2:
            several = gazetteer.lookup.starts(keys)
            begin, keys = begin[several], keys[several]
        if count > 1:
            inside = begin + count <= last[begin]
            begin = begin[inside]
            keys = keys[inside] * np.uint64(FACTOR) + words.keys[begin + count - 1]
        if not len(begin):
            break
        rows = gazetteer.lookup.rows(keys)
        for at in np.flatnonzero(rows >= 0):
            found.setdefault(int(begin[at]), []).insert(0, (count, int(rows[at])))
    return found


def _exact(
    gazetteer: Gazetteer, words: _Words, first: int, hits: list[tuple[int, int]] | tuple[()], language: str
) -> tuple[Match | None, int]:
    for count, row in hits:
        if words.joined(first, count):
            places = gazetteer.lookup.places(row)
            span = words.span(first, count)
            if _cased(words, first, count, places):
                common = gazetteer.common(span.of(words.text), language) or _acronym(words, first, count, places[0])
                return Match(span, places, exact=True, common=common), count
    return None, 0


def _cased(words: _Words, first: int, count: int, places: tuple[Place, ...]) -> bool:
    """Whether the capitals are those of a name: "UK" but not "Uk" or "Ö", "Novo mesto" but not "La mancha"."""
    best = places[0]
    if count == 1:
        word = words.word(first)
        if len(word) <= ABBREVIATION and _wide(best):
            return word.isupper()
        return len(word) >= SHORTEST
    last = words.word(first + count - 1)
    if len(last) == 1 and last.islower() and best.name[-2:-1] == " ":
        return best.name[-1].islower()  # "Košice i Zadar" has no "Košice I"
    return not last.islower() or best.kind != "City" or best.name.split()[-1].islower() or best.country in SMALL_LAST


def _wide(place: Place) -> bool:
    return place.kind == "Country" or not place.country


def _acronym(words: _Words, first: int, count: int, best: Place) -> bool:
    """Whether a short word in capitals is an acronym (or, among other capitals, "US" a word) as likely as a place."""
    word = words.word(first)
    if count > 1 or not word.isupper() or len(word) > ACRONYM:
        return False
    since, until, _ = words.around(first)
    near = [words.word(i) for i in (first - 1, first + 1) if since <= i < until]
    among_capitals = any(len(other) > 3 and other.isupper() for other in near)
    return among_capitals == (len(word) <= ABBREVIATION and _wide(best))


def _inflected(gazetteer: Gazetteer, words: _Words, first: int, over: int, language: str) -> tuple[Match | None, int]:
    """The longest name of more than ``over`` words that these are inflected forms of."""
    if len(words.word(first)) < SHORTEST_INFLECTED:
        return None, 0
    longest = min(LONGEST_INFLECTED, words.around(first)[1] - first)
    if longest > 1 and not gazetteer.begins(words.word(first), language):
        longest = 1
    for count in range(longest, over, -1):
        if count > 1 and not words.joined(first, count):
            continue
        folded = tuple(fold(words.word(i)) for i in range(first, first + count))
        if (places := gazetteer.inflected(folded, language)) and _cased(words, first, count, places):
            span = words.span(first, count)
            return Match(span, places, exact=False, common=gazetteer.common(span.of(words.text), language)), count
    return None, 0


def inflected(gazetteer: Gazetteer, folded: tuple[str, ...], language: str) -> tuple[Place, ...]:
    """The places that folded words name in an inflected form of a language, where that is plausible."""
    bases = gazetteer.base_forms(language)
    forms = [[word, *bases(word)] for word in folded]
    keys = []
    for combination in product(*forms):
        if combination != folded:
            key = 0
            for word in combination:
                key = (key * FACTOR + word_key(word)) & MASK
            keys.append(key)
    if not keys:
        return ()
    rows = gazetteer.lookup.rows(np.array(keys, np.uint64))
    named = (gazetteer.lookup.places(int(row)) for row in rows[rows >= 0])
    likely = [near for places in named if (near := [p for p in places if gazetteer.likely(p, language)])]
    likely.sort(key=lambda places: gazetteer.weight(places[0], language))
    return tuple({place.id: place for places in likely for place in places}.values())
