"""The words of a line, and what is found out of all of them at once: which cues may begin, which traits they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_
from typing import Any, TypeAlias

from hanse.extraction.memory import Found, Memory
from hanse.extraction.words import Word, folded, lemma

__all__ = ["Line", "Look", "Trait", "announce", "begun", "forms", "new_bit"]


@cache
def forms(languages: tuple[str, ...]) -> Memory[str, frozenset[str]]:
    """The forms under which words match in some languages: as they are written, folded, and their lemmas.

    >>> sorted(forms(("en",))["Networks"]), sorted(forms(())["Networks"]), sorted(forms(("en",))["("])
    (['network', 'networks'], ['networks'], ['('])
    """

    def read(word: str) -> frozenset[str]:
        plain = folded(word)
        return frozenset((plain, *(lemma(word, code) for code in languages if code)) if plain else (word,))

    return Memory(read)


@dataclass(slots=True)  # a frozen one takes three times as long to make, and there are many
class Look:
    """What is known of the words of a line in some languages."""

    made: int  # how many bits there were then
    begun: int  # the bits of the cues that may begin at one of the words; any that came since then may too
    traits: int  # a bit for each ``Trait`` that one of the words has
    places: list[int]  # of each word: the bits of the cues that may begin there
    had: list[int]  # of each word: a bit for each ``Trait`` that it has
    found: dict[object, Any] = field(default_factory=dict)  # what was looked for in the line


class Line(list[Word]):
    """Words that many look through: which cues may begin in them, and which traits they have, is found out once."""

    __slots__ = ("_firsts", "_told", "looks")

    def __init__(self, words: Iterable[Word]) -> None:
        super().__init__(words)
        self._told: list[str] | None = None
        self._firsts: frozenset[str] | None = None
        self.looks: dict[tuple[str, ...], Look] = {}

    @property
    def told(self) -> list[str]:
        """The words as names are compared: folded, signs as they are."""
        if self._told is None:
            self._told = [word.folded or word.text for word in self]
        return self._told

    @property
    def firsts(self) -> frozenset[str]:
        """The different words as names are compared."""
        if self._firsts is None:
            self._firsts = frozenset(self.told)
        return self._firsts

    def places(self, bit: int, languages: tuple[str, ...]) -> list[int]:
        """Where cues with one of some bits may begin."""
        return [index for index, begun in enumerate(self.look(languages).places) if begun & bit]

    def look(self, languages: tuple[str, ...]) -> Look:
        """What is known of the words in some languages; ``looks`` has what was before the last cues came."""
        look = self.looks.get(languages)
        if look is None or look.made != len(_made):
            look = self.looks[languages] = _looked(self, languages)
        return look

    def part(self, first: int, last: int) -> Line:
        """Some of the words, with what is known of them."""
        part = Line(self[first:last])
        for languages, look in self.looks.items():
            if languages:
                part.looks[languages] = _gathered(look.made, look.places[first:last], look.had[first:last])
        return part

    def keep(self, find: Callable[[tuple[str, ...], Line], Found], languages: tuple[str, ...]) -> Found:
        """What a function finds in the line in some languages, asked but once."""
        found = self.look(languages).found
        if find not in found:
            found[find] = find(languages, self)
        return found[find]  # type: ignore[no-any-return]


def _looked(text: Iterable[Word], languages: tuple[str, ...]) -> Look:
    made, kinds, last = len(_made), _kinds[languages], 0
    places: list[int] = []
    traits: list[int] = []
    for word in text:
        alone, several, second, had = kinds[word.text]
        if second and last and (both := last & second):
            places[-1] |= both
        places.append(alone)
        traits.append(had)
        last = several
    return _gathered(made, places, traits)


def _gathered(made: int, places: list[int], had: list[int]) -> Look:
    return Look(made, reduce(or_, places, -1 << made), reduce(or_, had, 0), places, had)


Told: TypeAlias = Iterable[tuple[int, tuple[str, ...]]]
"""Cues: the bit of what a cue is for, its words."""

_made: list[int] = []
"""The bits of all that cues are for."""
_alone: dict[str, int] = {}
"""The cues of one word: a bit for each thing that it is a cue for."""
_first: dict[str, int] = {}
_second: dict[str, int] = {}
"""The first and second words of the others, likewise."""
_learning: list[Callable[[tuple[str, ...]], Told]] = []
"""What tells more cues when a language is met."""


def new_bit() -> int:
    """The bit of one more thing that cues are for."""
    _made.append(1 << len(_made))
    return _made[-1]


def announce(cues: Told, learn: Callable[[tuple[str, ...]], Told]) -> None:
    """Take in the words of cues; ``learn`` gives more of them for languages that are met."""
    _tell(cues)
    _learning.append(learn)
    begun.clear()  # what was found out about words holds for the cues that there were
    _kinds.clear()


def _tell(cues: Told) -> None:
    for bit, (first, *rest) in cues:
        several = _first if rest else _alone
        several[first] = several.get(first, 0) | bit
        if rest:
            _second[rest[0]] = _second.get(rest[0], 0) | bit


def _meet(languages: tuple[str, ...]) -> None:
    """Take in the cues that are told of some languages only when a text in them is met."""
    for learn in _learning:
        _tell(learn(languages))


def _beginning(languages: tuple[str, ...]) -> Memory[str, int]:
    _meet(languages)
    of = forms(languages)
    return Memory(lambda word: reduce(or_, [_alone.get(form, 0) | _first.get(form, 0) for form in of[word]]))


begun: Memory[tuple[str, ...], Memory[str, int]] = Memory(_beginning)
"""Of each word: the bits of what cues are for that may begin with it."""


class Trait:
    """What some words of some languages have, asked of each once: so that a line without any is passed over.

    >>> from hanse.extraction.words import words
    >>> Trait(lambda word, languages: word.isdigit()).within(Line(words("Twelve cities")), ("en",))
    False
    """

    def __init__(self, has: Callable[[str, tuple[str, ...]], bool]) -> None:
        self.has = has
        self.bit = 1 << len(_traits)
        _traits.append(self)
        _had.clear()  # what was found out about words holds for what there was
        _kinds.clear()

    def within(self, text: Line, languages: tuple[str, ...]) -> bool:
        """Whether a word of a line has it."""
        return bool((text.looks.get(languages) or text.look(languages)).traits & self.bit)

    def places(self, text: Line, languages: tuple[str, ...]) -> list[int]:
        """Where the words of a line that have it stand."""
        return [index for index, had in enumerate(text.look(languages).had) if had & self.bit]


_traits: list[Trait] = []


def _having(languages: tuple[str, ...]) -> Memory[str, int]:
    asked = _traits if languages else ()  # a trait is one in some language
    return Memory(lambda word: sum([trait.bit for trait in asked if trait.has(word, languages)]))


_had: Memory[tuple[str, ...], Memory[str, int]] = Memory(_having)
_Kind = tuple[int, int, int, int]


def _looking(languages: tuple[str, ...]) -> Memory[str, _Kind]:
    _meet(languages)
    of, had = forms(languages), _had[languages]

    def look(word: str) -> _Kind:
        """The bits of the cues that a word may be, begin, or go on with, and of its traits."""
        alone = first = second = 0
        for form in of[word]:
            alone |= _alone.get(form, 0)
            first |= _first.get(form, 0)
            second |= _second.get(form, 0)
        return alone, first, second if languages else -1, had[word]  # in any language, the second may be inflected

    return Memory(look)


_kinds: Memory[tuple[str, ...], Memory[str, _Kind]] = Memory(_looking)
