"""The wording of the ontology, compiled: which cue stands at a place in a list of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from hanse.extraction.words import Word, lemma, words
from hanse.names import fold
from hanse.vocabulary import Cue, wording

__all__ = ["Match", "Phrases", "exact", "phrases"]


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found at words[start:end]."""

    start: int
    end: int
    cue: Cue


class Phrases:
    """Cues by their first word. A cue matches words as written or their lemmas, whatever their case and accents."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        for cue in cues:
            parts = tuple(word.folded or word.text for word in words(cue.text))
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, cue))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[1]))

    def at(self, text: Sequence[Word], index: int, languages: Sequence[str]) -> Match | None:
        """The longest cue that begins at a word, in one of the languages ("" stands for any)."""
        return next(self._found(text, index, languages), None)

    def _found(self, text: Sequence[Word], index: int, languages: Sequence[str]) -> Iterator[Match]:
        for first in _forms(text[index], languages):
            for parts, cue in self._by_first.get(first, ()):
                if cue.language and languages and cue.language not in languages:
                    continue
                end = index + len(parts)
                own = (cue.language,) if cue.language else languages
                if end <= len(text) and all(p in _forms(w, own) for p, w in zip(parts, text[index:end], strict=True)):
                    yield Match(index, end, cue)

    def scan(self, text: Sequence[Word], languages: Sequence[str]) -> Iterator[Match]:
        """All cues from left to right, none overlapping."""
        index = 0
        while index < len(text):
            match = self.at(text, index, languages)
            if match:
                yield match
            index = match.end if match else index + 1


def _forms(word: Word, languages: Sequence[str]) -> set[str]:
    if not word.folded:
        return {word.text}
    return {word.folded, *(lemma(word.text, language) for language in languages if language)}


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
