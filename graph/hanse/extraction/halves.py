"""Halves of the patterns that tell of events: "was organised by {object}", and where their words stand in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from types import MappingProxyType

from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line, Trait
from hanse.extraction.memory import Memory
from hanse.extraction.patterns import readings
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import folded, lemma, words
from hanse.vocabulary import wording

__all__ = ["Half", "places"]

_TERMS = ("organiser", "attendee")


@dataclass(frozen=True, slots=True)
class Half:
    """The words between an event and who holds it or comes to it."""

    term: str
    language: str
    literals: tuple[str, ...]
    object_left: bool
    event_left: bool


def places(
    text: Line, languages: tuple[str, ...], past: Mapping[int, int] = MappingProxyType({})
) -> list[tuple[Half, int, int]]:
    """Where the words of halves stand in a row: the longest halves first, each from left to right.

    What may part them is passed over: it ends ``past`` where it begins, "organised (in Graz) by".
    """
    if not BEGINNING.within(text, languages):
        return []
    begin = _begun(languages)
    found = [
        (rank, start, half, end)
        for start in BEGINNING.places(text, languages)
        for rank, half in begin[text[start].text]
        if (end := _end(text, start, half, past))
    ]
    found.sort(key=lambda place: place[:2])
    return [(half, start, end) for _, start, half, end in found]


def _end(text: Line, start: int, half: Half, past: Mapping[int, int]) -> int:
    """Where a half ends whose first word stands at a place, articles inside passed over; 0 if it stands elsewhere."""
    end = start + 1
    for part in half.literals[1:]:
        if end in past and not _agree(text[end].text, part, half.language):
            end = past[end]
        agrees = end < len(text) and _agree(text[end].text, part, half.language)
        if not agrees and end + 1 < len(text) and phrases("article").alone(text[end], (half.language,)):
            end += 1
            agrees = _agree(text[end].text, part, half.language)
        if not agrees:
            return 0
        end += 1
    return end


@cache
def _halves(languages: tuple[str, ...]) -> tuple[Half, ...]:
    found = {h for c in wording().get("pattern", ()) if c.term in _TERMS and c.language in languages
             for h in [_half(c.term, c.language, c.text)] if h}  # fmt: skip
    return tuple(sorted(found, key=lambda h: (-len(h.literals), h.term, h.literals, h.object_left)))


def _half(term: str, language: str, pattern: str) -> Half | None:
    """The middle of a pattern that has its slots at both ends, without the prepositions beside the event."""
    match = re.fullmatch(r"(?:\w+ )?\{(subject|object)\}(.+)\{(?:subject|object)\}", pattern)
    if not match:
        return None
    literals = [w.folded for w in words(match.group(2)) if w.folded]
    object_left = match.group(1) == "object"
    while object_left and len(literals) > 1 and len(literals[-1]) <= 3:
        literals.pop()
    if not any(
        len(word) >= 4 and word not in _SMALL and lemma(word, language) not in _copulas(language) for word in literals
    ):
        return None
    return Half(term, language, tuple(literals), object_left, not object_left)


_SMALL = everywhere("weak")


@cache
def _copulas(language: str) -> frozenset[str]:
    return frozenset(lemma(c.text, language) for c in wording().get("copula", ()) if c.language == language)


@cache
def _begun(languages: tuple[str, ...]) -> Memory[str, tuple[tuple[int, Half], ...]]:
    """The halves that a word may begin, with their rank."""
    by_form: dict[tuple[str, str], list[tuple[int, Half]]] = {}
    for rank, half in enumerate(_halves(languages)):
        first = half.literals[0]
        for key in {("", first), (half.language, first), (half.language, lemma(first, half.language))}:
            by_form.setdefault(key, []).append((rank, half))

    def begun(word: str) -> tuple[tuple[int, Half], ...]:
        keys = [("", folded(word)), *((code, lemma(word, code)) for code in languages)]
        found = {rank: half for key in keys for rank, half in by_form.get(key, ())}
        if not found:
            return ()
        return tuple(
            (r, h) for r, h in sorted(found.items(), key=itemgetter(0)) if _agree(word, h.literals[0], h.language)
        )

    return Memory(begun)


BEGINNING = Trait(lambda word, languages: bool(_begun(languages)[word]))


@lru_cache(maxsize=1 << 15)
def _agree(word: str, part: str, language: str) -> bool:
    plain = folded(word)
    if plain == part or not plain:
        return plain == part
    return lemma(word, language) in {part, lemma(part, language)} or part in readings((language,))[word]
