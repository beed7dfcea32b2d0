"""The wording of the ontology, compiled: which cue stands at a place in a list of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from hanse.extraction.lines import Line, announce, begun, forms, new_bit
from hanse.extraction.memory import Memory
from hanse.extraction.words import Word, folded, folded_words, lemma, words
from hanse.names import fold
from hanse.vocabulary import Cue, wording

__all__ = ["Match", "Phrases", "contracted", "exact", "particles", "phrases"]


_INFLECTED = ("name-cue", "descriptor-cue", "institution-cue")  # words for bodies: if several, they match in any case


_OTHER = ("pattern", "boilerplate-cue", "related-heading", "past-form", "contraction")


_LEADING = (
    "agent-cue",
    "helm-cue",
    "joint-cue",
    "seat-cue",
    "sending-cue",
)  # a preposition may end them, with the article of what follows in it


@dataclass(slots=True)  # a frozen one takes three times as long to make, and there are many
class Match:
    """A cue found at words[start:end]."""

    start: int
    end: int
    cue: Cue


class _Start(NamedTuple):
    """A cue whose first two words are met."""

    rank: int  # the longest first
    rest: tuple[str, ...]  # the words that must follow
    cue: Cue
    forms: Memory[str, frozenset[str]]  # of words in its language


_Forms = Memory[str, frozenset[str]]
_Told = tuple[_Forms, dict[str, list[_Start]]]


class _Starts(NamedTuple):
    """The cues that begin with a word: the one that is but that word, and those of several by their second word."""

    alone: Cue | None
    several: tuple[_Told, ...]  # for each language: the forms of words in it, the cues


class _Cues:
    """Cues by their first word, those of each term under a bit of its own.

    The words of an ``inflected`` cue may stand as lemmas themselves. What these are is asked when a text in the cue's
    language is met: a dictionary takes a third of a second to read, and there are many.
    """

    def __init__(self, cues: Iterable[Cue], *, inflected: bool = False) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
        self.bits: dict[str, int] = {}  # by term
        self._inflected: dict[str, list[Cue]] = {}  # by the languages that were not met yet
        for cue in cues:
            parts = _parts(cue.text)
            if parts:
                self._add(parts, cue)
            if inflected and cue.term == "Organisation" and cue.language and len(parts) > 1:
                self._inflected.setdefault(cue.language, []).append(cue)
        told = ((self.bits[cue.term], parts) for first in self.by_first.values() for parts, cue in first)
        announce(told, self._learn)

    def _add(self, parts: tuple[str, ...], cue: Cue) -> None:
        self.by_first.setdefault(parts[0], []).append((parts, cue))
        if cue.term not in self.bits:
            self.bits[cue.term] = new_bit()

    def _learn(self, languages: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Take in, and give, the lemmas of cues in languages that are met for the first time."""
        for cue in [cue for language in languages for cue in self._inflected.pop(language, ())]:
            parts = _parts(cue.text, cue.language)
            if parts != _parts(cue.text):
                self._add(parts, cue)
                yield self.bits[cue.term], parts


class Phrases:
    """Cues, all or those of some terms. One matches words as written or their lemmas, whatever their case and accents.

    Any may be asked for at any time: the wording is compiled as a whole, once.
    """

    def __init__(self, cues: _Cues, terms: Sequence[str] = ()) -> None:
        self._by_first = cues.by_first
        self._terms = frozenset(terms or cues.bits)
        self.bit = sum([bit for term, bit in cues.bits.items() if term in self._terms])
        self._starts: Memory[tuple[str, tuple[str, ...]], _Starts] = Memory(lambda key: self._starting(*key))

    @classmethod
    def of(cls, cues: Iterable[Cue]) -> Phrases:
        """Cues that stand nowhere as such."""
        return cls(_Cues(cues))

    def at(self, text: Sequence[Word], index: int, languages: tuple[str, ...]) -> Match | None:
        """The longest cue that begins at a word, in one of the languages ("" stands for any)."""
        word = text[index].text
        if not begun[languages][word] & self.bit:
            return None
        return _longest(text, index, self._starts[word, languages])

    def may_begin(self, text: Sequence[Word], languages: tuple[str, ...]) -> bool:
        """Whether a cue may begin in a line: where not, there is none, and that costs next to nothing to know."""
        if type(text) is not Line:
            return True
        return bool((text.looks.get(languages) or text.look(languages)).begun & self.bit)

    def starts(
        self, text: Sequence[Word], first: int, last: int, languages: tuple[str, ...], *others: Phrases
    ) -> Sequence[int]:
        """Where its cues, or others, may begin, from one word to before another."""
        if type(text) is not Line:
            return range(first, last)
        bits = reduce(or_, [cues.bit for cues in others], self.bit)
        places = text.look(languages).places
        return [index for index in range(first, last) if places[index] & bits]

    def begins(self, word: Word, languages: tuple[str, ...]) -> bool:
        """Whether a word is the first of a cue, or a cue."""
        return bool(begun[languages][word.text] & self.bit)

    def alone(self, word: Word, languages: tuple[str, ...]) -> bool:
        """Whether a word is a cue by itself."""
        return bool(begun[languages][word.text] & self.bit) and self.at((word,), 0, languages) is not None

    def within(self, text: Sequence[Word], languages: tuple[str, ...]) -> bool:
        """Whether there is a cue among some words."""
        return bool(self.scan(text, languages))

    def first(self, text: Sequence[Word], languages: tuple[str, ...]) -> Match | None:
        """The first cue among some words."""
        return next(iter(self.scan(text, languages)), None)

    def scan(self, text: Sequence[Word], languages: tuple[str, ...]) -> Sequence[Match]:
        """All cues from left to right, none overlapping."""
        if type(text) is not Line:
            return self._scan(languages, text)
        look = text.looks.get(languages) or text.look(languages)
        if not look.begun & self.bit:
            return ()
        found: list[Match] | None = look.found.get(self)
        if found is None:
            found = look.found[self] = self._scan(languages, text)
        return found

    def _scan(self, languages: tuple[str, ...], text: Sequence[Word]) -> list[Match]:
        found: list[Match] = []
        free = 0
        for index in text.places(self.bit, languages) if isinstance(text, Line) else range(len(text)):
            if index >= free and (match := self.at(text, index, languages)):
                found.append(match)
                free = match.end
        return found

    def languages(self, word: str) -> set[str]:
        """The languages of the cues, "" for any, of which a word may be the first."""
        return {cue.language for _, cue, _ in self._begun(word, ())}

    def _starting(self, word: str, languages: tuple[str, ...]) -> _Starts:
        """The cues whose first word a word of a text may be."""
        found = self._begun(word, languages)
        found.sort(key=lambda start: (-len(start[0]), start[1]))
        told: dict[int, _Told] = {}
        for rank, (rest, cue, own) in enumerate(found):
            if rest:
                seconds = told.setdefault(id(own), (own, {}))[1]
                seconds.setdefault(rest[0], []).append(_Start(rank, rest[1:], cue, own))
        return _Starts(next((cue for rest, cue, _ in found if not rest), None), tuple(told.values()))

    def _begun(self, word: str, languages: tuple[str, ...]) -> list[tuple[tuple[str, ...], Cue, _Forms]]:
        """Those cues, each with its other words, and the forms of words that count for it."""
        found = []
        written = folded(word) or word  # in whatever language: it need not be looked up for that
        for first in forms(languages)[word]:
            for parts, cue in self._by_first.get(first, ()):
                if cue.term not in self._terms or (cue.language and languages and cue.language not in languages):
                    continue
                if len(written) == 1 and _accented_otherwise(word, cue.text.split()[0]):
                    continue
                own = forms((cue.language,) if cue.language and languages else languages)  # lemmas of no other language
                acronym = cue.text.isupper() and not cue.language  # which has no other forms: "mas" is not "MA"
                if first == written or (first in own[word] and not acronym):
                    found.append((parts[1:], cue, own))
        return found


def _accented_otherwise(word: str, begun: str) -> bool:
    """Whether two words are told apart by the accent on their one letter: "è" (is), "e" (and); capitals may lack it.

    >>> _accented_otherwise("e", "è"), _accented_otherwise("A", "à"), _accented_otherwise("e'", "è")
    (True, False, False)
    """
    if len(begun) > 1:
        return False
    if word[-1] in "'’":
        return folded(begun) == begun
    bare = word.isupper() and folded(word) == word.casefold()
    return not bare and begun.casefold() != word.casefold()


def _parts(text: str, language: str = "") -> tuple[str, ...]:
    """The words of a cue as they are written, or their lemmas: "gospodarska komora" is met as "gospodarske komore"."""
    if not language:
        return folded_words(text)
    return tuple((lemma(w.text, language) if w.folded else "") or w.text for w in words(text))


def _longest(text: Sequence[Word], index: int, starts: _Starts) -> Match | None:
    if starts.several and index + 1 < len(text):
        second = text[index + 1].text
        found = [start for own, told in starts.several for form in own[second] for start in told.get(form, ())]
        for _, rest, cue, own in sorted(found) if len(found) > 1 else found:
            end = index + 2
            for part in rest:
                if end == len(text) or part not in own[text[end].text]:
                    break
                end += 1
            else:
                return Match(index, end, cue)
    return Match(index, index + 1, starts.alone) if starts.alone else None


@cache
def _compiled() -> dict[str, _Cues]:
    """The wording by its properties, but for those whose texts are no phrases."""
    told = {name: cues for name, cues in wording().items() if name not in _OTHER}
    told |= {name: tuple({form: None for cue in told[name] for form in _contracted(cue)}) for name in _LEADING}
    return {name: _Cues(cues, inflected=name in _INFLECTED) for name, cues in told.items()}


def _contracted(cue: Cue) -> Iterator[Cue]:
    """A cue, and with the article in its last word: "aperto da", "aperto dal", "aperto dalla"."""
    *before, last = cue.text.split()
    yield cue
    for contraction in wording()["contraction"]:
        preposition, *others = contraction.text.split()
        if before and preposition == last and contraction.language == cue.language:
            yield from (Cue(cue.term, " ".join((*before, other)), cue.language) for other in others)


@cache
def phrases(name: str, terms: tuple[str, ...] = ()) -> Phrases:
    """The cues that a property of wording.ttl gives ("name-cue"), of all terms or of some."""
    return Phrases(_compiled()[name], terms)


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
def contracted(language: str) -> frozenset[str]:
    """The prepositions that have an article in them, as they are written: "del", "do", "às" (not "as", the article)."""
    told = (cue.text.split()[1:] for cue in wording()["contraction"] if cue.language == language)
    return frozenset(form.casefold() for forms in told for form in forms)


@cache
def exact(name: str) -> dict[str, tuple[Cue, ...]]:
    """The cues of a property by their folded text, for whole labels, headings and lines."""
    found: dict[str, list[Cue]] = {}
    for cue in wording().get(name, ()):
        found.setdefault(fold(cue.text), []).append(cue)
    return {text: tuple(cues) for text, cues in found.items()}
