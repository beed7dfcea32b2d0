"""The wording of the ontology, compiled: which cue stands at a place in a list of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hanse.extraction.memory import Memory
from hanse.extraction.words import Word, folded, lemma, words
from hanse.names import fold
from hanse.vocabulary import Cue, wording

__all__ = ["Line", "Match", "Phrases", "Trait", "exact", "forms", "particles", "phrases"]


_INFLECTED = ("name-cue", "descriptor-cue", "institution-cue")  # words for bodies: if several, they match in any case


@dataclass(slots=True)  # a frozen one takes three times as long to make, and there are many
class Match:
    """A cue found at words[start:end]."""

    start: int
    end: int
    cue: Cue


class _Start(NamedTuple):
    """A cue whose first word is met: the words that must follow, the cue, the forms of words in its language."""

    rest: tuple[str, ...]
    cue: Cue
    forms: Memory[str, frozenset[str]]


class Line(list[Word]):
    """Words that many look through: which cues may begin in them, and which traits they have, is found out once."""

    __slots__ = ("_begun", "_languages", "_made", "_traits", "scanned")

    def __init__(self, words: Iterable[Word]) -> None:
        super().__init__(words)
        self._languages: tuple[str, ...] = ()
        self._made = self._begun = self._traits = 0
        self.scanned: dict[tuple[int, tuple[str, ...]], tuple[Match, ...]] = {}

    def begun(self, languages: tuple[str, ...]) -> int:
        """A bit for each ``Phrases`` of which a cue may begin at one of the words."""
        if self._made != len(_made) or self._languages != languages:
            self._look(languages)
        return self._begun

    def traits(self, languages: tuple[str, ...]) -> int:
        """A bit for each ``Trait`` that one of the words has."""
        if self._made != len(_made) or self._languages != languages:
            self._look(languages)
        return self._traits

    def _look(self, languages: tuple[str, ...]) -> None:
        made, begun, traits = len(_made), 0, 0
        known, kinds = _begun[languages], _had[languages]
        for word in self:
            begun |= known[word.text]
            traits |= kinds[word.text]
        self._begun, self._traits, self._languages, self._made = begun, traits, languages, made


_made: list[Phrases] = []
_bits: dict[str, int] = {}
"""The first words of cues: a bit for each ``Phrases`` that has one so beginning."""


def _beginning(languages: tuple[str, ...]) -> Memory[str, int]:
    of = forms(languages)

    def begun(word: str) -> int:
        found = 0
        for form in of[word]:
            found |= _bits.get(form, 0)
        return found

    return Memory(begun)


_begun: Memory[tuple[str, ...], Memory[str, int]] = Memory(_beginning)


class Trait:
    """What some words of some languages have, asked of each once: so that a line without any is passed over.

    >>> Trait(lambda word, languages: word.isdigit()).within(Line(words("Twelve cities")), ("en",))
    False
    """

    def __init__(self, has: Callable[[str, tuple[str, ...]], bool]) -> None:
        self.has = has
        self.bit = 1 << len(_all)
        _all.append(self)
        _had.clear()  # what was found out about words holds for what there was

    def within(self, text: Line, languages: tuple[str, ...]) -> bool:
        """Whether a word of a line has it."""
        return bool(text.traits(languages) & self.bit)


_all: list[Trait] = []


def _having(languages: tuple[str, ...]) -> Memory[str, int]:
    return Memory(lambda word: sum(trait.bit for trait in _all if trait.has(word, languages)))


_had: Memory[tuple[str, ...], Memory[str, int]] = Memory(_having)


class Phrases:
    """Cues by their first word. A cue matches words as written or their lemmas, whatever their case and accents."""

    def __init__(self, cues: Iterable[Cue], *, inflected: bool = False) -> None:
        self._bit = 1 << len(_made)
        self._by_first: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        for cue in cues:
            found = words(cue.text)
            several = inflected and cue.term == "Organisation" and cue.language and len(found) > 1
            for parts in dict.fromkeys(_parts(found, code) for code in (("", cue.language) if several else ("",))):
                if parts:
                    self._by_first.setdefault(parts[0], []).append((parts, cue))
        for first in self._by_first:
            _bits[first] = _bits.get(first, 0) | self._bit
        _made.append(self)
        _begun.clear()  # what was found out about words holds for the phrases that there were
        self._starts: Memory[tuple[str, tuple[str, ...]], tuple[_Start, ...]] = Memory(lambda key: self._starting(*key))

    def at(self, text: Sequence[Word], index: int, languages: tuple[str, ...]) -> Match | None:
        """The longest cue that begins at a word, in one of the languages ("" stands for any)."""
        word = text[index].text
        if not _begun[languages][word] & self._bit:
            return None
        return _longest(text, index, self._starts[word, languages])

    def may_begin(self, text: Line, languages: tuple[str, ...]) -> bool:
        """Whether a cue may begin in a line: where not, there is none, and that costs next to nothing to know."""
        return bool(text.begun(languages) & self._bit)

    def begins(self, word: Word, languages: tuple[str, ...]) -> bool:
        """Whether a word is the first of a cue, or a cue."""
        return bool(_begun[languages][word.text] & self._bit)

    def alone(self, word: Word, languages: tuple[str, ...]) -> bool:
        """Whether a word is a cue by itself."""
        return bool(_begun[languages][word.text] & self._bit) and self.at((word,), 0, languages) is not None

    def within(self, text: Sequence[Word], languages: tuple[str, ...]) -> bool:
        """Whether there is a cue among some words."""
        return next(self.scan(text, languages), None) is not None

    def scan(self, text: Sequence[Word], languages: tuple[str, ...]) -> Iterator[Match]:
        """All cues from left to right, none overlapping."""
        if not isinstance(text, Line):
            return self._scanned(text, languages)
        if not text.begun(languages) & self._bit:
            return iter(())
        key = self._bit, languages
        if key not in text.scanned:
            text.scanned[key] = tuple(self._scanned(text, languages))
        return iter(text.scanned[key])

    def _scanned(self, text: Sequence[Word], languages: tuple[str, ...]) -> Iterator[Match]:
        known, bit, free = _begun[languages], self._bit, 0
        for index, word in enumerate(text):
            if known[word.text] & bit and index >= free:
                match = _longest(text, index, self._starts[word.text, languages])
                if match:
                    yield match
                    free = match.end

    def _starting(self, word: str, languages: tuple[str, ...]) -> tuple[_Start, ...]:
        """The cues whose first word a word of a text may be, the longest first."""
        found: list[_Start] = []
        for first in forms(languages)[word]:
            for parts, cue in self._by_first.get(first, ()):
                own = forms((cue.language,) if cue.language else languages)
                if (not cue.language or not languages or cue.language in languages) and first in own[word]:
                    found.append(_Start(parts[1:], cue, own))
        return tuple(sorted(found, key=lambda start: (-len(start.rest), start.cue)))


def _parts(found: Sequence[Word], language: str) -> tuple[str, ...]:
    """The words of a cue as they are written, or their lemmas: "gospodarska komora" is met as "gospodarske komore"."""
    return tuple((lemma(w.text, language) if language and w.folded else w.folded) or w.text for w in found)


def _longest(text: Sequence[Word], index: int, starts: tuple[_Start, ...]) -> Match | None:
    for rest, cue, forms_of in starts:
        end = index + 1
        for part in rest:
            if end == len(text) or part not in forms_of[text[end].text]:
                break
            end += 1
        else:
            return Match(index, end, cue)
    return None


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


@cache
def phrases(name: str, terms: tuple[str, ...] = ()) -> Phrases:
    """The cues that a property of wording.ttl gives ("name-cue"), of all terms or of some."""
    cues = [cue for cue in wording().get(name, ()) if not terms or cue.term in terms]
    return Phrases(cues, inflected=name in _INFLECTED)


@cache
def particles(name: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The words of grammar of a kind ("relative") in some languages, as they are written: folding confuses them.

    >>> "où" in particles("relative", ("fr",)), "ou" in particles("relative", ("fr",))
    (True, False)
    >>> "o" in particles("indefinite", ("ro",)), "o" in particles("indefinite", ("pt",))
    (True, False)
    """
    return frozenset(cue.text for cue in wording().get(name, ()) if cue.language in languages)


@cache
def exact(name: str) -> dict[str, tuple[Cue, ...]]:
    """The cues of a property by their folded text, for whole labels, headings and lines."""
    found: dict[str, list[Cue]] = {}
    for cue in wording().get(name, ()):
        found.setdefault(fold(cue.text), []).append(cue)
    return {text: tuple(cues) for text, cues in found.items()}
