"""The wording of the ontology, compiled: which cue stands at a place in a list of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from hanse.extraction.memory import Memory
from hanse.extraction.words import Word, folded, lemma, words
from hanse.names import fold
from hanse.vocabulary import Cue, wording

__all__ = ["Line", "Match", "Phrases", "exact", "forms", "particles", "phrases"]


_INFLECTED = ("name-cue", "descriptor-cue", "institution-cue")  # words for bodies: if several, they match in any case


@dataclass(frozen=True, slots=True)
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
    """Words that many look through: which cues may begin in them is found out once."""

    __slots__ = ("_begun",)

    def __init__(self, words: Iterable[Word]) -> None:
        super().__init__(words)
        self._begun: dict[tuple[str, ...], tuple[int, int]] = {}

    def begun(self, languages: tuple[str, ...]) -> int:
        """A bit for each ``Phrases`` of which a cue may begin at one of the words."""
        made, found = self._begun.get(languages, (0, 0))
        if made != len(_made):
            known = _begun[languages]
            for word in self:
                found |= known[word.text]
            self._begun[languages] = len(_made), found
        return found


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

    def alone(self, word: Word, languages: tuple[str, ...]) -> bool:
        """Whether a word is a cue by itself."""
        return bool(_begun[languages][word.text] & self._bit) and self.at((word,), 0, languages) is not None

    def within(self, text: Sequence[Word], languages: tuple[str, ...]) -> bool:
        """Whether there is a cue among some words."""
        return next(self.scan(text, languages), None) is not None

    def scan(self, text: Sequence[Word], languages: tuple[str, ...]) -> Iterator[Match]:
        """All cues from left to right, none overlapping."""
        if isinstance(text, Line) and not text.begun(languages) & self._bit:
            return iter(())
        return self._scanned(text, languages)

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
