"""The words beside a date that say that something begins or ends then: "was launched in", "runs until", "startete".

The wording's patterns of startDate and endDate are read as what stands before a date, after it, or around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from hanse.extraction.dates import When
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line, Trait, forms
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import Word, lemma, words
from hanse.vocabulary import wording

__all__ = ["SINCE", "UNTIL", "Half", "Verge", "around", "begun", "index_at", "told"]

_TERMS = ("startDate", "endDate")


@dataclass(frozen=True, slots=True)
class Half:
    """The words between what begins or ends and its date; ``after`` where they follow the date."""

    term: str
    language: str
    literals: tuple[str, ...]
    lemmas: tuple[str, ...]
    after: bool
    rest: tuple[str, ...] = ()  # words that follow the date: "ging in 2020 van start"
    loose: bool = False  # without its preposition: any may stand there; of one for a beginning, before a range alone
    since: bool = False


@dataclass(frozen=True, slots=True)
class Verge:
    """A half beside a date: where it begins, and where the words after it and the date begin."""

    half: Half
    start: int
    after: int

    @property
    def plain(self) -> bool:
        """Whether it is no more than "until" or "since"."""
        return len(self.half.literals) == 1 and self.half.literals[0] in UNTIL | SINCE


class _Halves:
    """Halves with the same word next to the date, the longest first; those of several words by the second, too."""

    def __init__(self, halves: Iterable[Half]) -> None:
        self._single: list[tuple[int, Half]] = []
        self._several: dict[str, list[tuple[int, Half]]] = {}
        for rank, half in enumerate(sorted(halves, key=lambda h: (-len(h.literals), h.literals, h.language, h.term))):
            if len(half.literals) == 1:
                self._single.append((rank, half))
                continue
            second = 1 if half.after else -2
            for form in {half.literals[second], half.lemmas[second]}:
                self._several.setdefault(form, []).append((rank, half))

    def beside(self, seconds: Iterable[str]) -> list[Half]:
        """Those whose second word may be in one of some forms."""
        found = dict(self._single)
        for second in seconds:
            found.update(self._several.get(second, ()))
        return [found[rank] for rank in sorted(found)]


@cache
def _halves(languages: tuple[str, ...]) -> dict[tuple[bool, str], _Halves]:
    """The halves by their side of the date and the word next to it."""
    keyed: dict[tuple[bool, str], set[Half]] = {}
    for cue in wording().get("pattern", ()):
        if cue.term in _TERMS and cue.language in languages:
            for half in _of(cue.term, cue.language, cue.text):
                next_to = half.literals[0 if half.after else -1]
                keyed.setdefault((half.after, next_to), set()).add(half)
    return {key: _Halves(found) for key, found in keyed.items()}


def _at(text: Sequence[Word], place: int, languages: tuple[str, ...], *, after: bool) -> Iterator[Half]:
    """The halves of which a word is the one next to the date, and the word beyond may be the second."""
    if not 0 <= place < len(text):
        return
    beyond = place + 1 if after else place - 1
    seconds = _forms(text[beyond], languages) if 0 <= beyond < len(text) else ()
    for form in _forms(text[place], languages):
        if halves := _halves(languages).get((after, form)):
            yield from halves.beside(seconds)


def _of(term: str, language: str, pattern: str) -> list[Half]:
    """The halves of a pattern that say more than a preposition or "is"."""
    found = []
    if match := re.fullmatch(r"\{subject\},?(.+)\{object\}(.*)", pattern):
        found.append(_half_of(term, language, match.group(1), match.group(2), after=False))
    if match := re.fullmatch(r"(.*)\{object\}(.+)\{subject\}.*", pattern):
        found.append(_half_of(term, language, match.group(2), "", after=True))
    found += [bare for half in found if (bare := _loosened(half))]
    return [h for h in found if h.literals and any(_telling(word, language) for word in (*h.literals, *h.rest))]


def _loosened(half: Half) -> Half | None:
    """A half without the prepositions and articles beside its date, unless they tell that something ends then."""
    end = len(half.literals)
    while end and (len(half.literals[end - 1]) <= _SHORT or not _telling(half.literals[end - 1], half.language)):
        end -= 1
    dropped = half.literals[end:]
    if half.after or half.rest or not end or any(word in UNTIL for word in dropped):
        return None
    since = any(word in SINCE for word in dropped)
    return replace(half, literals=half.literals[:end], lemmas=half.lemmas[:end], loose=True, since=since)


_SHORT = 3
UNTIL = everywhere("until")
SINCE = everywhere("since")


def _half_of(term: str, language: str, text: str, rest: str, *, after: bool) -> Half:
    found = [w for w in words(text) if w.folded]
    lemmas = tuple(lemma(w.text, language) for w in found)
    return Half(term, language, tuple(w.folded for w in found), lemmas, after, tuple(w.folded for w in words(rest)))


def told(text: Line, languages: tuple[str, ...]) -> bool:
    """Whether a line has a word that stands beside dates in a half."""
    return _BESIDE.within(text, languages)


def _stands_beside(word: str, languages: tuple[str, ...]) -> bool:
    return not _next_to_dates(languages).isdisjoint(forms(languages)[word])


@cache
def _next_to_dates(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for _, form in _halves(languages))


_BESIDE = Trait(_stands_beside)


@cache
def _telling(word: str, language: str) -> bool:
    copulas = {lemma(c.text, language) for c in wording().get("copula", ()) if c.language == language}
    grammar = phrases("place-preposition"), phrases("genitive"), phrases("article")
    single = words(word)
    return (
        len(word) >= 3
        and word not in _SMALL
        and lemma(word, language) not in copulas
        and not any(p.at(single, 0, (language,)) for p in grammar)
    )


_SMALL = everywhere("untelling")


def index_at(text: Sequence[Word], position: int) -> int:
    """The first word at or after a position."""
    return next((i for i, w in enumerate(text) if w.start >= position), len(text))


def begun(text: Sequence[Word], when: When, languages: tuple[str, ...]) -> int:
    """Where a date begins with articles and what says which part of it: "in early 2024", "Anfang März"."""
    start = next((i for i, w in enumerate(text) if w.end > when.span.start), len(text))
    if start > 1 and text[start - 2].folded in _PARTS and phrases("genitive").at(text, start - 1, languages):
        start -= 2  # "the end of"
    while start and (phrases("article").at(text, start - 1, languages) or text[start - 1].folded in _PARTS):
        start -= 1
    return start


_PARTS = everywhere("parts-of-years")


def around(text: Sequence[Word], when: When, languages: tuple[str, ...]) -> Verge | None:
    """The half beside a date."""
    first = next((i for i, w in enumerate(text) if w.end > when.span.start), len(text))
    last = _past_unit(text, index_at(text, when.span.end))
    whole = begun(text, when, languages)
    weekday = max(whole - 1, 0) if when.start.day else whole  # "am Donnerstag 19. September"
    for end in dict.fromkeys((first, whole, weekday)):
        for half in _at(text, end - 1, languages, after=False):
            begin = end - len(half.literals)
            if (
                not half.loose
                and begin >= 0
                and _agree(text[begin:end], half)
                and _follows(text[last : last + 6], half.rest)
            ):
                return Verge(half, begin, last)
    loose = _skipped(text, whole, languages)
    for half, begin in _loose(text, loose, languages):
        if when.end or not half.since:
            return Verge(half, begin, last)
    told = last + (last < len(text) and text[last].text in {":", "–", "—", "|"})  # "2026: end of the project"
    for half in _at(text, told, languages, after=True):
        after = told + len(half.literals)
        if first <= _OPENING and _agree(text[told:after], half):
            return Verge(half, 0, after)
    return _behind(text, whole, last, languages)


_OPENING = 4  # words before the date of a sentence that it opens: "U Puli je 21. ožujka održana"


def _past_unit(text: Sequence[Word], place: int) -> int:
    """Past "year", and its stop, behind a date: "2021 | r. rozpoczął się", "2021. godine | započeo je"."""
    end = place + (place < len(text) and text[place].text == ".")
    end += end < len(text) and text[end].folded in _YEAR
    end += end < len(text) and text[end].text == "." and end > place
    return end if end < len(text) and text[end].text.islower() else place


_YEAR = everywhere("year-units")


def _behind(text: Sequence[Word], whole: int, last: int, languages: tuple[str, ...]) -> Verge | None:
    """The verb that ends a clause which a date opens: "On 1 May 2021, the SKYLARK project began"."""
    if whole > 1 or (whole and len(text[0].folded) > _SHORT + 1):
        return None
    clause = last + (last < len(text) and text[last].text == ",")
    for place in range(clause + 1, min(len(text), clause + _CLAUSE)):
        if text[place - 1].text in _PARTED:
            return None
        if place + 1 < len(text) and text[place + 1].text not in _PARTED:
            continue  # "the project began | a survey"
        for half, begin in _loose(text, place + 1, languages):
            if begin > clause:
                return Verge(half, begin, place + 1)
    return None


def _loose(text: Sequence[Word], end: int, languages: tuple[str, ...]) -> Iterator[tuple[Half, int]]:
    """The halves without their prepositions that end at a place, and where each begins."""
    for half in _at(text, end - 1, languages, after=False):
        begin = end - len(half.literals)
        if half.loose and begin >= 0 and _agree(text[begin:end], half):
            yield half, begin


_CLAUSE = 14  # words of such a clause
_PARTED = frozenset(",.;:()–—")


def _skipped(text: Sequence[Word], end: int, languages: tuple[str, ...]) -> int:
    """Where the prepositions and articles before a date begin."""
    start = end
    while start and end - start < _SHORT and text[start - 1].folded and text[start - 1].folded not in UNTIL:
        if text[start - 1].folded.endswith(_ADVERBS) and len(text[start - 1].folded) > _ADVERB:
            start -= 1  # "terminará oficialmente el 31 de diciembre"
            break
        small = len(text[start - 1].folded) <= _SHORT or phrases("place-preposition").at(text, start - 1, languages)
        if not small or text[start - 1].text[0].isdigit():
            break
        start -= 1
    return start


_ADVERBS = ("ly", "mente", "ment", "weise")
_ADVERB = 6


def _follows(text: Sequence[Word], rest: tuple[str, ...]) -> bool:
    return not rest or any(tuple(w.folded for w in text[i : i + len(rest)]) == rest for i in range(len(text)))


def _forms(word: Word, languages: tuple[str, ...]) -> list[str]:
    return [word.folded or word.text, *(lemma(word.text, code) for code in languages if word.folded)]


def _agree(text: Sequence[Word], half: Half) -> bool:
    if len(text) != len(half.literals):
        return False
    for word, part, base in zip(text, half.literals, half.lemmas, strict=True):  # most differ in the first word
        if word.folded != part and (not word.folded or lemma(word.text, half.language) != base):
            return False
    return True
