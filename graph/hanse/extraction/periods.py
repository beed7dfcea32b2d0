"""Since when and until when networks and projects run, in sentences: "was launched in June 2023 and runs until 2025".

The wording's patterns of startDate and endDate are read as what stands before a date ("launched in", "runs until") and
after it ("2019 startete"). The one that runs is named right beside, or is spoken of as "the project", as "it", or not
at all where the verb does without: then it is the one that the paragraph named last, or the section's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hanse.extraction import dates
from hanse.extraction.dates import When
from hanse.extraction.lexicon import Phrases, Trait, forms, phrases
from hanse.extraction.reference import focus, referred
from hanse.extraction.relations import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, lemma, words
from hanse.model import Span
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["read"]

_OPENED = 62  # characters from the name before a bracket to a date in it
_KINDS = ("Network", "Project")
_TERMS = ("startDate", "endDate")
_JOINING = 4  # words between a date and the verb of the next: "in 2020 and ends in 2023"


@dataclass(frozen=True, slots=True)
class Half:
    """The words between an initiative and its date; ``after`` where they follow the date."""

    term: str
    language: str
    literals: tuple[str, ...]
    lemmas: tuple[str, ...]
    after: bool
    rest: tuple[str, ...] = ()  # words that follow the date: "ging in 2020 van start"


@cache
def _halves(languages: tuple[str, ...]) -> dict[tuple[bool, str], tuple[Half, ...]]:
    """The halves by their side of the date and the word next to it, the longest first."""
    keyed: dict[tuple[bool, str], set[Half]] = {}
    for cue in wording().get("pattern", ()):
        if cue.term in _TERMS and cue.language in languages:
            for half in _of(cue.term, cue.language, cue.text):
                next_to = half.literals[0 if half.after else -1]
                keyed.setdefault((half.after, next_to), set()).add(half)
    return {key: tuple(sorted(found, key=lambda h: (-len(h.literals), h.literals))) for key, found in keyed.items()}


def _of(term: str, language: str, pattern: str) -> list[Half]:
    """The halves of a pattern that say more than a preposition or "is"."""
    found = []
    if match := re.fullmatch(r"\{subject\},?(.+)\{object\}(.*)", pattern):
        found.append(_half_of(term, language, match.group(1), match.group(2), after=False))
    if match := re.fullmatch(r"(.*)\{object\}(.+)\{subject\}.*", pattern):
        found.append(_half_of(term, language, match.group(2), "", after=True))
    return [h for h in found if h.literals and any(_telling(word, language) for word in (*h.literals, *h.rest))]


def _half_of(term: str, language: str, text: str, rest: str, *, after: bool) -> Half:
    found = [w for w in words(text) if w.folded]
    lemmas = tuple(lemma(w.text, language) for w in found)
    return Half(term, language, tuple(w.folded for w in found), lemmas, after, tuple(w.folded for w in words(rest)))


def _stands_beside(word: str, languages: tuple[str, ...]) -> bool:
    keyed = _halves(languages)
    return any((after, form) in keyed for form in forms(languages)[word] for after in (False, True))


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


_SMALL = frozenset(
    "from with since desde depuis des dem den del the for has had her his und and von vom zum till dnia dniach będzie "
    "wird wurde wurden worden entre".split()
)


def read(scene: Scene, sentence: Span) -> None:
    """Note the dates that a sentence says a network or project to begin or end at."""
    text = scene.words(sentence)
    named = any(m.kind in _KINDS for m in scene.touching(Span(max(0, sentence.start - _OPENED), sentence.end)))
    if not named and not _BESIDE.within(text, scene.languages):
        return
    found = dates.find(sentence.of(scene.text), scene.language, sentence.start, years=True)
    whens = [w for w in found if scene.free(w.span)]
    if not whens:
        return
    if negated(scene, text):
        return
    subject: Mention | None = None
    for number, when in enumerate(whens):
        if when.end and (bracketed := _bracketed(scene, when)):
            _say(scene, bracketed, "startDate", when, sentence)
        elif found_half := _half(scene, text, when):
            half, start, after = found_half
            if not half.after and any(e.span.end <= text[start].start for e in scene.inside(sentence, ("Event",))):
                continue  # "the first meeting of the network was held on …"
            going_on = subject if number and start - _index(text, whens[number - 1].span.end) <= _JOINING else None
            subject = going_on or _subject(scene, sentence, text, half, start, after)
            if subject:
                _say(scene, subject, half.term, when, sentence)
        elif when.end and (alone := _alone(scene, sentence, when)):
            _say(scene, alone, "startDate", when, sentence)


def _index(text: Sequence[Word], position: int) -> int:
    """The first word at or after a position."""
    return next((i for i, w in enumerate(text) if w.start >= position), len(text))


def _say(scene: Scene, subject: Mention, term: str, when: When, sentence: Span) -> None:
    last = when.end or when.start
    if term == "endDate":
        scene.say(subject, "endDate", last.value, sentence, "period", 0.8)
        return
    scene.say(subject, "startDate", when.start.value, sentence, "period", 0.8)
    if when.end:
        scene.say(subject, "endDate", when.end.value, sentence, "period", 0.8)


def _bracketed(scene: Scene, when: When) -> Mention | None:
    """The initiative right before a range in brackets: "SKYLARK (2018–2021)", "GREENLINK (Interreg, 2019-2022)"."""
    opening = scene.text.rfind("(", max(0, when.span.start - _OPENED + 2), when.span.start)
    if opening < 0 or scene.text[when.span.end : when.span.end + 1] not in {")", ",", ";"}:
        return None
    if ")" in scene.text[opening : when.span.start]:
        return None
    before = scene.touching(Span(max(0, opening - 2), opening))
    return before[0] if before and before[0].kind in _KINDS else None


def _alone(scene: Scene, sentence: Span, when: When) -> Mention | None:
    """The only initiative of a sentence, with nothing named between it and a range of years or months."""
    named = scene.inside(sentence, _KINDS)
    if not named or len({m.name.casefold() for m in named}) > 1 or not _lasts(when):
        return None
    stretch = Span(min(named[0].span.end, when.span.end), max(named[0].span.start, when.span.start))
    between = [m for m in scene.inside(stretch) if m.kind in {"Programme", "Event", "Person"}]
    near = stretch.end - stretch.start < _NEAR and ";" not in stretch.of(scene.text)
    return named[0] if near and not between else None


def _lasts(when: When) -> bool:
    """Whether a range is of at least half a year, and not the seven years of the European budget."""
    if not when.end:
        return False
    months = 12 * (when.end.year - when.start.year) + when.end.month - when.start.month
    return months >= 6 and (when.start.year, when.end.year) not in _BUDGETS


_BUDGETS = {(2000, 2006), (2007, 2013), (2014, 2020), (2021, 2027)}
_NEAR = 120


def _half(scene: Scene, text: Sequence[Word], when: When) -> tuple[Half, int, int] | None:
    """The half beside a date, where it begins, and where the words after it and the date begin."""
    keyed = _halves(scene.languages)
    first = next((i for i, w in enumerate(text) if w.end > when.span.start), len(text))
    last = _index(text, when.span.end)
    start = first
    while start and _between(scene, text, start - 1):
        start -= 1
    for end in dict.fromkeys((first, start)):
        for form in _forms(text[end - 1], scene.languages) if end else ():
            for half in keyed.get((False, form), ()):
                begin = end - len(half.literals)
                if begin >= 0 and _agree(text[begin:end], half) and _follows(text[last : last + 6], half.rest):
                    return half, begin, last
    for form in _forms(text[last], scene.languages) if last < len(text) else ():
        for half in keyed.get((True, form), ()):
            after = last + len(half.literals)
            if first <= 2 and _agree(text[last:after], half):
                return half, 0, after
    return None


def _follows(text: Sequence[Word], rest: tuple[str, ...]) -> bool:
    return not rest or any(tuple(w.folded for w in text[i : i + len(rest)]) == rest for i in range(len(text)))


def _between(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word before a date is an article or says which part of it: "in early 2024", "Anfang März"."""
    return bool(phrases("article").at(text, index, scene.languages)) or text[index].folded in _PARTS


_PARTS = frozenset(
    "early mid late end beginning spring summer autumn winter january anfang ende mitte debut fin mi inizio fine meta "
    "principios finales mediados inicio fim meados poczatku koncu pocetkom krajem sredinom inceputul sfarsitul lunii "
    "luna month mes mois mese monat the passado pasado scorso en au le den".split()
)


def _forms(word: Word, languages: tuple[str, ...]) -> set[str]:
    return {word.folded or word.text, *(lemma(word.text, code) for code in languages if word.folded)}


def _agree(text: Sequence[Word], half: Half) -> bool:
    return len(text) == len(half.literals) and all(
        word.folded == part or (word.folded and lemma(word.text, half.language) == base)
        for word, part, base in zip(text, half.literals, half.lemmas, strict=True)
    )


def _subject(scene: Scene, sentence: Span, text: Sequence[Word], half: Half, start: int, after: int) -> Mention | None:
    """Who begins or ends: named right before the words or a clause in commas; else after them; else spoken of."""
    index = start - 1
    while index >= 0:
        word = text[index]
        there = scene.touching(word)
        named = phrases("name-cue", _KINDS).at(text, index, scene.languages)
        if not there and named and index:
            there = [m for m in scene.touching(text[index - 1]) if m.kind in _KINDS]
        if there:
            return there[0] if there[0].kind in _KINDS and not _owned(scene, text, there[0]) else None
        if spoken := _stands_for(scene, sentence, word):
            return None if _governed(scene, text, index) else spoken
        if word.text == "," and (opening := _opened(text, index)) is not None:
            index = opening - 1
            continue
        if (len(half.literals) == 1 and half.lemmas[0] in _UNTIL) or not _light(word):
            break
        index -= 1
    if index >= 0 or start > 1:
        return None
    for place in range(after, min(len(text), after + 6)):
        there = scene.touching(text[place])
        if there:
            return there[0] if there[0].kind in _KINDS else None
        if spoken := _stands_for(scene, sentence, text[place]):
            return spoken
    found = focus(scene, sentence)
    return found if found and found.kind in _KINDS else None


def _stands_for(scene: Scene, sentence: Span, word: Word) -> Mention | None:
    """The network or project that a word stands for: "the project", "it"."""
    return next((m for span, m in referred(scene, sentence) if word.span in span and m.kind in _KINDS), None)


def _owned(scene: Scene, text: Sequence[Word], mention: Mention) -> bool:
    """Whether a name only says whose something is: "the call of the SKYLARK project"."""
    index = next(i for i, w in enumerate(text) if w.end > mention.span.start)
    if index and phrases("name-cue", _KINDS).at(text, index - 1, scene.languages):
        index -= 1
    return _governed(scene, text, index)


def _governed(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a noun and "of" or "for" stand before a word, or a noun alone where the word is a genitive."""
    cue = phrases("name-cue", _KINDS).at(text, index, scene.languages)
    bare = cue is not None and scene.language in _CASES and text[index].folded != fold(cue.cue.text)
    owner = phrases("genitive")
    while index and phrases("article").at(text, index - 1, scene.languages) and not _at(owner, scene, text, index - 1):
        index -= 1
    joined = index > 1 and (text[index - 1].text in _FOR or _at(owner, scene, text, index - 1))
    return bool(joined) or (bare and index > 0)


def _at(owner: Phrases, scene: Scene, text: Sequence[Word], index: int) -> bool:
    return owner.at(text, index, scene.languages) is not None


_CASES = ("pl", "hr", "cs", "sk", "sl", "el", "lt", "lv", "et", "fi")
_FOR = frozenset("for para pour per für dla za pentru για voor pel pels".split())


def _opened(text: Sequence[Word], index: int) -> int | None:
    """The comma before the one at a place, if it is not far; itself if it follows a name ("X, launched in")."""
    return next((i for i in range(index - 1, max(0, index - 14), -1) if text[i].text == ","), index)


def _light(word: Word) -> bool:
    """Whether a word may stand between a name and its verb: auxiliaries, relatives, adverbs, signs of brackets."""
    plain = word.folded
    return len(plain) <= 3 or plain in _LIGHT or plain.endswith(("ly", "mente", "ment", "weise", "owo"))


_LIGHT = frozenset(
    "that which also has had have been were will first itself only still already then wurde wird werden sich dann auch "
    "qui avait sera etait quien sera fueron quale stata stato sono viene ktory ktora ktore zostal zostala zostalo "
    "bedzie koji koja koje bila biti care fost fusese".split()
)
_UNTIL = frozenset(
    "until till hasta jusqu fino ate bis do az mexri μεχρι εωσ kuni iki lidz til tills fins pana tot".split()
)
