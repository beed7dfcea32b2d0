"""What the words for an event tell of it: which of a series, of what sort, at the start or at the end of something."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from hanse.extraction.compounds import undefined
from hanse.extraction.lines import forms
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import Word
from hanse.names import fold

__all__ = [
    "ANY",
    "Ordinal",
    "brings_other",
    "hosts",
    "invites",
    "is_day",
    "is_due",
    "is_paper",
    "is_part",
    "is_partners",
    "is_remote",
    "ordinal_after",
    "ordinal_before",
    "sorts",
    "stage",
]

ANY = "event"
"""The sort of what may be of any other."""

_SHORTEST = 4  # letters of a noun that ends a compound; "top" and "vrh" are met alone
_FIGURE = re.compile(r"(\d{1,2})(?: ?([^\W\d]{1,4}))?$")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})$")
_LETTERS = {"I": 1, "V": 5, "X": 10}
_JOINTS = ("", "s", " ")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number of a series, and how many words it takes."""

    number: int
    length: int


def ordinal_before(text: Sequence[Word], end: int, languages: tuple[str, ...]) -> Ordinal | None:
    """The number that the words before a place tell, from the second on: "quarta", "4th", "4.", "IV", "IV.".

    >>> from hanse.extraction.words import words
    >>> ordinal_before(words("la quarta trobada"), 2, ("ca",)), ordinal_before(words("das 4. Treffen"), 3, ("de",))
    (Ordinal(number=4, length=1), Ordinal(number=4, length=2))
    >>> ordinal_before(words("first meeting"), 1, ("en",)), ordinal_before(words("40 meetings"), 1, ("en",))
    (None, None)
    """
    if end < 1:
        return None
    word = text[end - 1]
    if word.text in {".", "°"} and end > 1 and text[end - 2].text.isdecimal() and text[end - 2].end == word.start:
        return _second_on(int(text[end - 2].text), 2)
    if word.text == "." and end > 1 and text[end - 2].end == word.start and _is_roman(text[end - 2]):
        return _second_on(_roman(text[end - 2].text), 2)
    if word.text[0].isdigit():
        found = _FIGURE.match(word.folded)
        marked = found and found[2] and any(found[2] in _marks(code) for code in languages)
        return _second_on(int(found[1]), 1) if found and marked else None
    if _is_roman(word):
        return _second_on(_roman(word.text), 1)
    return _worded(text, end, languages)


def _is_roman(word: Word) -> bool:
    return word.text.isupper() and _ROMAN.match(word.text) is not None


def _worded(text: Sequence[Word], end: int, languages: tuple[str, ...]) -> Ordinal | None:
    for length in (2, 1):
        said = " ".join(w.folded for w in text[max(0, end - length) : end])
        for code in languages:
            if number := _numbers(code).get(said):
                return Ordinal(number, min(length, end))
    return None


def ordinal_after(text: Sequence[Word], start: int) -> Ordinal | None:
    """The number right after an event's words: "Workshop 3", "City Lab #2".

    >>> from hanse.extraction.words import words
    >>> ordinal_after(words("City Lab #2"), 2)
    Ordinal(number=2, length=2)
    """
    skipped = start < len(text) and text[start].text == "#"
    place = start + skipped
    if place < len(text) and text[place].text.isdecimal() and len(text[place].text) < 3:
        return _second_on(int(text[place].text), 1 + skipped)
    return None


def _second_on(number: int, length: int) -> Ordinal | None:
    return Ordinal(number, length) if number > 1 else None


def _roman(text: str) -> int:
    values = [_LETTERS[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def sorts(word: Word, languages: tuple[str, ...]) -> frozenset[str]:
    """The sorts of event that a word stands for; the last part of a compound tells it.

    >>> from hanse.extraction.words import words
    >>> [sorted(sorts(w, ("de", "en"))) for w in words("Netzwerktreffen meeting Riga")]
    [['meeting'], ['meeting'], []]
    """
    nouns = _nouns("sorts")
    found = frozenset(s for form in forms(languages)[word.text] for s in nouns.get(form, ()))
    if found or languages[0] not in COMPOUNDING:
        return found
    forms_of = undefined(word.folded, languages[0])
    ends = [n for n in nouns if len(n) >= _SHORTEST and any(form.endswith(n) for form in forms_of)]
    return nouns[max(ends, key=len)] if ends else frozenset()


def stage(word: Word, languages: tuple[str, ...]) -> str:
    """Whether a word tells that something starts ("kick-off") or ends ("final"): the stage; "" for others."""
    nouns = _nouns("stages")
    found = next((s for form in sorted(forms(languages)[word.text]) for s in nouns.get(form, ())), "")
    if found or languages[0] not in COMPOUNDING:
        return found
    begun = (
        (n, word.folded.removeprefix(n + joint))
        for n in nouns
        for joint in _JOINTS
        if word.folded.startswith(n + joint)
    )
    return next((min(nouns[n]) for n, rest in begun if rest in _nouns("sorts")), "")


def brings_other(word: Word, language: str) -> bool:
    """Whether a word before a noun tells that another event is meant: "next", "another", "previous"."""
    return not _others(language).isdisjoint((word.folded, *forms((language,))[word.text]))


def invites(text: str) -> bool:
    """Whether a text is what stands before an event's name: "Save the date", "Einladung".

    >>> invites("Save the Date!"), invites("Save our rivers")
    (True, False)
    """
    return fold(text).strip(" !.:") in _invitations()


def is_paper(word: str) -> bool:
    """Whether a word names a paper of or on an event: "Minutes", "Protokoll"."""
    return fold(word) in _listed("papers")


def is_due(word: Word) -> bool:
    """Whether a word tells by when something is due: "deadline"."""
    return word.folded in _listed("deadlines")


def is_day(word: Word, languages: tuple[str, ...]) -> bool:
    """Whether a word for an event is one for a stretch of time: "week", "Tag", "tygodniu"."""
    return not forms(languages)[word.text].isdisjoint(_listed("days"))


def is_part(words: Sequence[Word], languages: tuple[str, ...]) -> bool:
    """Whether words for an event name what events consist of: "opening session", "séance plénière"."""
    return any(form in _nouns("parts") for word in words for form in forms(languages)[word.text])


def hosts(said: str, language: str) -> bool:
    """Whether words for who holds an event tell that it is at home there.

    >>> hosts("was hosted by", "en"), hosts("organised by", "en"), hosts("Gastgeberin", "de")
    (True, False, True)
    """
    return any(word.startswith(_hosting(language)) for word in fold(said).split())


def is_partners(word: Word, languages: tuple[str, ...]) -> bool:
    """Whether a word says that an event is one of those who work together: "transnational", "partner".

    >>> from hanse.extraction.words import words
    >>> [is_partners(w, ("de", "en")) for w in words("zweites Partnertreffen")]
    [False, True]
    """
    own = _listed("partners")
    if not own.isdisjoint((word.folded, *forms(languages)[word.text])):
        return True
    begun = (own_word for own_word in own if len(own_word) >= _SHORTEST and word.folded.startswith(own_word))
    return languages[0] in COMPOUNDING and any(
        word.folded.removeprefix(start).lstrip("s") in _nouns("sorts") for start in begun
    )


def is_remote(text: Sequence[Word]) -> bool:
    """Whether words for an event tell that it takes place nowhere but on screens: "online seminar"."""
    return any(word.folded in _listed("remote") for word in text)


@cache
def _hosting(language: str) -> tuple[str, ...]:
    return tuple(fold(stem) for stem in _all("gatherings")["hosts"].get(language, "").split())


@cache
def _listed(table: str) -> frozenset[str]:
    return frozenset(fold(word) for listed in _all("gatherings")[table].values() for word in listed.split())


@cache
def _invitations() -> frozenset[str]:
    return frozenset(fold(said.strip()) for listed in _all("gatherings")["invitations"].values() for said in listed)


@cache
def _all(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("hanse.extraction") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _nouns(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sort, listed in _all("gatherings")[table].items():
        for noun in listed.split():
            found.setdefault(fold(noun), set()).add(sort)
    return {noun: frozenset(known) for noun, known in found.items()}


@cache
def _others(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _all("gatherings")["others"].get(language, "").split())


@cache
def _marks(language: str) -> frozenset[str]:
    return frozenset(fold(mark) for mark in _all("ordinals").get(language, {}).get("marks", "").split())


@cache
def _numbers(language: str) -> dict[str, int]:
    return dict(_worded_numbers(_all("ordinals").get(language, {})))


def _worded_numbers(data: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    endings = ["" if e == "-" else e for e in data.get("endings", "-").split()]
    for table, ends in (("words", endings), ("whole", [""])):
        for number, listed in data.get(table, {}).items():
            yield from ((fold(stem.strip() + ending), int(number)) for stem in listed.split(",") for ending in ends)
