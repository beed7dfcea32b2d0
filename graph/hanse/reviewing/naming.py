"""How alike two names are, and why: words compared one by one, rare ones counting for more.

A soft TF-IDF (Cohen, Ravikumar and Fienberg, "A comparison of string distance metrics for name-matching tasks", 2003)
over words in Latin letters, without words of grammar and legal forms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from math import log
from sys import intern

from rapidfuzz.distance import OSA, JaroWinkler

from hanse.names import slug
from hanse.vocabulary import wording

__all__ = ["Likeness", "Name", "Weights", "analysed", "likeness"]

_LONGEST = 160
_USUAL = 0.4
_PLACE = 0.25
_OTHER_NUMBER, _ONE_NUMBER = 0.1, 0.4  # the second is not the third
_MOST_WORDS = 14
_NUMBER = re.compile(r"(\d+)(?:st|nd|rd|th|t|r|n|o|a|e|er|re|os|as)?")
_NO_NUMBERS: frozenset[int] = frozenset()
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}
_GRAMMAR = ("article", "conjunction", "genitive", "place-preposition", "indefinite")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, taken apart."""

    text: str
    words: tuple[str, ...]  # in Latin letters, small
    core: tuple[str, ...]  # without words of grammar, legal forms and numbers
    numbers: frozenset[int]
    short: str  # its letters, where it looks like an acronym
    letters: str  # all of it without spaces: "In 4 Green" and "In4Green" have the same
    initials: tuple[str, ...]  # what it would be abbreviated to, with words of grammar and without


def analysed(text: str) -> Name:
    """Take a name apart.

    >>> name = analysed("The Forum of Cities III d.o.o.")
    >>> name.core, sorted(name.numbers), analysed("AoCE").short, analysed("ACR+").short
    (('forum', 'cities'), [3], 'aoce', 'acr')
    """
    words = tuple(map(intern, slug(text, _LONGEST).split("-")))[:_MOST_WORDS]
    bare = words
    while cut := _form_at_end(bare):
        bare = bare[:-cut]
    numbers = {int(found[1]) for word in bare if (found := _NUMBER.fullmatch(word))}
    romans = {one.lower(): _roman(one) for one in re.findall(r"\b[IVX]+\b", text) if _ROMAN.fullmatch(one)}
    if len(bare) > 1:
        numbers |= {romans[word] for word in bare[1:] if word in romans}
    core = tuple(w for w in bare if w not in _grammar() and w not in romans and not _NUMBER.fullmatch(w))
    capitals = sum(map(str.isupper, text))
    short = words[0] if len(words) == 1 and 2 < len(words[0]) < 9 and 2 * capitals >= len(words[0]) else ""
    kept = words if core == words else core or bare
    return Name(text, words, kept, frozenset(numbers) or _NO_NUMBERS, short, "".join(words), _initials(words, kept))


def _initials(words: tuple[str, ...], core: tuple[str, ...]) -> tuple[str, ...]:
    told = dict.fromkeys("".join([word[0] for word in some]) for some in (words, core))
    return tuple(one for one in told if len(one) > 2)


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _form_at_end(words: tuple[str, ...]) -> int:
    """How many words at the end of a name are a legal form."""
    forms = _legal_forms().get(words[-1], ())
    return next((len(form) for form in forms if len(form) < len(words) and words[-len(form) :] == form), 0)


@cache
def _legal_forms() -> dict[str, list[tuple[str, ...]]]:
    """By their last word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    every = {tuple(slug(cue.text).split("-")) for cue in wording()["legal-form"]}
    for form in sorted(every, key=lambda form: (-len(form), form)):
        found.setdefault(form[-1], []).append(form)
    return found


@cache
def _grammar() -> frozenset[str]:
    return frozenset(slug(cue.text) for kind in _GRAMMAR for cue in wording().get(kind, ()) if " " not in cue.text)


@cache
def _usual(kind: str) -> frozenset[str]:
    """Words for things of a class: "university", "meeting"."""
    cues = (slug(cue.text).split("-") for cue in wording()["name-cue"] if cue.term == kind)
    return frozenset(word for words in cues for word in words)


class Weights:
    """What a word counts: from 1 for one that a single thing has in its name down to 0 for one that all have.

    A word for things of the class, in any language, counts for less, and so does a single letter.
    """

    def __init__(self, names: Iterable[Iterable[Name]], kind: str = "") -> None:
        self._counts: Counter[str] = Counter()
        self._usual = _usual(kind)
        self._known: dict[str, float] = {}
        total = 0
        for own in names:
            total += 1
            self._counts.update({word for name in own for word in name.core})
        self._scale = log(1 + max(total, 2))

    def of(self, word: str) -> float:
        """The weight of a word."""
        if (known := self._known.get(word)) is None:
            known = self._known[word] = self._weigh(word)
        return known

    def _weigh(self, word: str) -> float:
        rare = max(1 - log(max(1, self._counts[word])) / self._scale, 0.05)
        return rare * _USUAL if word in self._usual or len(word) < 2 else rare

    def count(self, word: str) -> int:
        """How many things have it in a name."""
        return self._counts[word]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are, from 0 to 1, and in what."""

    value: float
    reason: str = ""
    weight: float = 1.0  # what the words count that they share


_NONE = Likeness(0.0)


def likeness(one: Name, other: Name, weights: Weights, places: Collection[str] = ()) -> Likeness:
    """How alike two names are; ``places`` are words for where both are, which all mean the same.

    >>> told = Weights([[analysed(name)] for name in ("Port of Riga", "University of Riga", "Port of Porto")])
    >>> for pair in (("Port of Riga", "Riga Port Ltd"), ("In4Green", "In-4 Green"), ("Porto", "Riga")):
    ...     found = likeness(*map(analysed, pair), told)
    ...     print(*filter(None, (found.value, found.reason)))
    0.9 the same words
    0.95 the same letters
    <BLANKLINE>
    """
    if one.letters == other.letters:
        weight = max(sum(map(weights.of, name.core)) for name in (one, other))
        return Likeness(0.95, "the same letters", weight)
    for short, long in ((one, other), (other, one)):
        if short.short and len(long.words) > 1 and short.short in long.initials:
            return Likeness(0.75 if len(short.short) > 3 else 0.6, f"{short.text} abbreviates {long.text}")
    found = _by_words(one, other, weights, places)
    if one.numbers == other.numbers:
        return found
    factor = _OTHER_NUMBER if one.numbers and other.numbers else _ONE_NUMBER
    return Likeness(found.value * factor, f"{found.reason}, but other numbers", found.weight)


def _by_words(one: Name, other: Name, weights: Weights, places: Collection[str]) -> Likeness:
    pairs, left, right = _aligned(_placed(one.core, places), _placed(other.core, places))
    if not pairs:
        return _NONE

    def weigh(word: str) -> float:
        """A place that both are in tells little of two that are called otherwise besides."""
        known = weights.of(word)
        return min(known, _PLACE) if (left or right) and word in places else known

    whole = sum(weigh(a) + weigh(b) for a, b, _ in pairs)
    shared = sum(alike * (weigh(a) + weigh(b)) for a, b, alike in pairs)
    part = shared / (whole + sum(map(weigh, (*left, *right))))
    if not left and not right:
        if part > 0.99:
            return Likeness(0.9, "the same words", shared / 2)
        return Likeness(0.9 * part**1.5, f"alike: {_differing(pairs)}", shared / 2)
    if left and right:
        kept = 0.5 * part**3
        told = f"{', '.join(a for a, _, _ in pairs)} in both"
        return Likeness(kept, told, shared / 2) if kept > 0.2 else _NONE
    return Likeness(0.85 * part**1.5, f"the same but for {', '.join(left or right)}", shared / 2)


def _placed(words: Iterable[str], places: Collection[str]) -> list[str]:
    """Words, those for the place under one form."""
    first = min(places, default="")
    return list(dict.fromkeys(first if word in places else word for word in words))


def _aligned(one: list[str], other: list[str]) -> tuple[list[tuple[str, str, float]], list[str], list[str]]:
    """Words of the two that answer to each other, with how alike they are, and what is left of each."""
    pairs = [(word, word, 1.0) for word in one if word in other]
    same = {word for word, _, _ in pairs}
    left, right = [w for w in one if w not in same], [w for w in other if w not in same]
    near = sorted(((_alike(a, b), a, b) for a in left for b in right), key=lambda pair: (-pair[0], pair[1:]))
    for alike, a, b in near:
        if alike and a in left and b in right:
            pairs.append((a, b, alike))
            left.remove(a)
            right.remove(b)
    return pairs, left, right


def _alike(one: str, other: str) -> float:
    """How alike two words are: a letter or two differ, an ending, or it is another language's form; else 0.

    >>> [round(_alike(*pair), 2) for pair in (("zaklada", "zaklade"), ("agency", "agencija"), ("urge", "urgent"))]
    [0.86, 0.0, 0.0]
    """
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if shortest < 4:
        return 0.0
    edits = 1 if shortest < 8 else 2
    if shortest > 4 and (found := OSA.distance(one, other, score_cutoff=edits)) <= edits:
        return 1 - found / longest
    alike = JaroWinkler.similarity(one, other, score_cutoff=0.9) if shortest > 6 else 0.0  # another language
    return (alike - 0.5) * 1.8 if alike else 0.0


def _differing(pairs: Iterable[tuple[str, str, float]]) -> str:
    return ", ".join(f"{a}/{b}" for a, b, alike in pairs if alike < 1)
