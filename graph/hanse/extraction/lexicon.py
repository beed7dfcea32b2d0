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

__all__ = ["Match", "Phrases", "exact", "forms", "phrases"]


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


class Phrases:
    """Cues by their first word. A cue matches words as written or their lemmas, whatever their case and accents."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        for cue in cues:
            parts = tuple(word.folded or word.text for word in words(cue.text))
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, cue))
        self._starts: dict[tuple[str, ...], Memory[str, tuple[_Start, ...]]] = {}

    def at(self, text: Sequence[Word], index: int, languages: Sequence[str]) -> Match | None:
        """The longest cue that begins at a word, in one of the languages ("" stands for any)."""
        starts = self._in(languages)[text[index].text]
        return _longest(text, index, starts) if starts else None

    def scan(self, text: Sequence[Word], languages: Sequence[str]) -> Iterator[Match]:
        """All cues from left to right, none overlapping."""
        known, free = self._in(languages), 0
        for index, word in enumerate(text):
            if index >= free and (starts := known[word.text]) and (match := _longest(text, index, starts)):
                yield match
                free = match.end

    def _in(self, languages: Sequence[str]) -> Memory[str, tuple[_Start, ...]]:
        languages = tuple(languages)
        found = self._starts.get(languages)
        if found is None:
            found = self._starts[languages] = Memory(lambda word: self._starting(word, languages))
        return found

    def _starting(self, word: str, languages: tuple[str, ...]) -> tuple[_Start, ...]:
        """The cues whose first word a word of a text may be, the longest first."""
        found: list[_Start] = []
        for first in forms(languages)[word]:
            for parts, cue in self._by_first.get(first, ()):
                own = forms((cue.language,) if cue.language else languages)
                if (not cue.language or not languages or cue.language in languages) and first in own[word]:
                    found.append(_Start(parts[1:], cue, own))
        return tuple(sorted(found, key=lambda start: (-len(start.rest), start.cue)))


def _longest(text: Sequence[Word], index: int, starts: tuple[_Start, ...]) -> Match | None:
    index += 1
    for rest, cue, forms_of in starts:
        end = index + len(rest)
        if not rest or (end <= len(text) and all(part in forms_of[text[i].text] for i, part in enumerate(rest, index))):
            return Match(index - 1, end, cue)
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
    return Phrases(cue for cue in wording().get(name, ()) if not terms or cue.term in terms)


@cache
def exact(name: str) -> dict[str, tuple[Cue, ...]]:
    """The cues of a property by their folded text, for whole labels, headings and lines."""
    found: dict[str, list[Cue]] = {}
    for cue in wording().get(name, ()):
        found.setdefault(fold(cue.text), []).append(cue)
    return {text: tuple(cues) for text, cues in found.items()}
