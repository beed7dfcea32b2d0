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
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.relations import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, lemma, words
from hanse.model import Span
from hanse.vocabulary import wording

__all__ = ["read"]

_KINDS = ("Network", "Project")
_TERMS = ("startDate", "endDate")
_LONGEST = 6  # words of a half
_REACH = 9  # words between a verb and the name that it speaks of


@dataclass(frozen=True, slots=True)
class Half:
    """The words between an initiative and its date; ``after`` where they follow the date."""

    term: str
    language: str
    literals: tuple[str, ...]
    lemmas: tuple[str, ...]
    after: bool


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
    if match := re.fullmatch(r"\{subject\},?(.+)\{object\}\s*(?:\w+)?", pattern):
        found.append(_half_of(term, language, match.group(1), after=False))
    if match := re.fullmatch(r"(.*)\{object\}(.+)\{subject\}.*", pattern):
        found.append(_half_of(term, language, match.group(2), after=True))
    return [h for h in found if any(_telling(word, language) for word in h.literals)]


def _half_of(term: str, language: str, text: str, *, after: bool) -> Half:
    found = [w for w in words(text) if w.folded]
    lemmas = tuple(lemma(w.text, language) for w in found)
    return Half(term, language, tuple(w.folded for w in found), lemmas, after)


@cache
def _telling(word: str, language: str) -> bool:
    copulas = {lemma(c.text, language) for c in wording().get("copula", ()) if c.language == language}
    grammar = phrases("place-preposition"), phrases("genitive"), phrases("article")
    single = words(word)
    return (
        len(word) >= 4
        and word not in _SMALL
        and lemma(word, language) not in copulas
        and not any(p.at(single, 0, (language,)) for p in grammar)
    )


_SMALL = frozenset("from with since desde depuis dnia dniach będzie wird wurde wurden worden entre".split())


def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the dates that a sentence says a network or project to begin or end at."""
    found = dates.find(sentence.of(scene.text), scene.language, sentence.start, years=True)
    whens = [w for w in found if scene.free(w.span)]
    if not whens:
        return
    text = scene.words(sentence)
    if negated(scene, text):
        return
    for when in whens:
        if when.end and (subject := _bracketed(scene, when)):
            _say(scene, subject, "startDate", when, sentence)
        elif half := _half(scene, text, when):
            place, stretch = half
            subject = _subject(scene, unit, sentence, text, stretch, when)
            if subject:
                _say(scene, subject, place.term, when, sentence)
        elif when.end and (subject := _alone(scene, sentence, when)):
            _say(scene, subject, "startDate", when, sentence)


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
    opening = scene.text.rfind("(", max(0, when.span.start - 60), when.span.start)
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


def _half(scene: Scene, text: Sequence[Word], when: When) -> tuple[Half, tuple[int, int]] | None:
    """The half beside a date, with the words that it covers."""
    keyed = _halves(scene.languages)
    first = next((i for i, w in enumerate(text) if w.end > when.span.start), len(text))
    last = next((i for i, w in enumerate(text) if w.start >= when.span.end), len(text))
    start = first
    while start and _between(scene, text, start - 1):
        start -= 1
    for end in dict.fromkeys((first, start)):
        for form in _forms(text[end - 1], scene.languages) if end else ():
            for half in keyed.get((False, form), ()):
                begin = end - len(half.literals)
                if begin >= 0 and _agree(text[begin:end], half):
                    return half, (begin, end)
    for form in _forms(text[last], scene.languages) if last < len(text) else ():
        for half in keyed.get((True, form), ()):
            if _agree(text[last : last + len(half.literals)], half):
                return half, (last, last + len(half.literals))
    return None


def _between(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word before a date is an article or says which part of it: "in early 2024", "Anfang März"."""
    return bool(phrases("article").at(text, index, scene.languages)) or text[index].folded in _PARTS


_PARTS = frozenset(
    "early mid late end beginning spring summer autumn winter january anfang ende mitte debut fin mi inizio fine meta "
    "principios finales mediados inicio fim meados poczatku koncu pocetkom krajem sredinom inceputul sfarsitul lunii "
    "luna month mes mois mese monat the passado pasado scorso".split()
)


def _forms(word: Word, languages: Sequence[str]) -> set[str]:
    return {word.folded or word.text, *(lemma(word.text, code) for code in languages if word.folded)}


def _agree(text: Sequence[Word], half: Half) -> bool:
    return len(text) == len(half.literals) and all(
        word.folded == part or (word.folded and lemma(word.text, half.language) == base)
        for word, part, base in zip(text, half.literals, half.lemmas, strict=True)
    )


def _subject(
    scene: Scene, unit: Unit, sentence: Span, text: Sequence[Word], stretch: tuple[int, int], when: When
) -> Mention | None:
    """Who began or ended: named before the words in the clause, else after them, else spoken of."""
    start, end = stretch
    index = start - 1
    while index >= 0 and start - index <= _REACH:
        word = text[index]
        there = scene.touching(word.span)
        if there and there[0].kind in _KINDS:
            return there[0]
        if spoken := phrases("name-cue", _KINDS).at(text, index, scene.languages):
            return _spoken_of(scene, unit, sentence, spoken.cue.term)
        if there or word.text in _ENDS:
            break
        index -= 1
    opening = index < 0 and start - 1 - index <= 2 and all(w.text[0].islower() or w is text[0] for w in text[:start])
    after = next((i for i in range(end, len(text)) if text[i].start >= when.span.end), len(text))
    for place in range(after if opening else len(text), min(len(text), after + 6)):
        there = scene.touching(text[place].span)
        if there:
            return there[0] if there[0].kind in _KINDS else None
        if spoken := phrases("name-cue", _KINDS).at(text, place, scene.languages):
            return _spoken_of(scene, unit, sentence, spoken.cue.term)
    return _spoken_of(scene, unit, sentence, "") if opening else None


_ENDS = frozenset(":;()!?")


def _spoken_of(scene: Scene, unit: Unit, sentence: Span, kind: str) -> Mention | None:
    """Who is meant by "the project" or "it": who the paragraph named last, else what the section is about."""
    before = [m for m in scene.inside(Span(unit.span.start, sentence.start), _KINDS)]
    if before:
        names = {m.name.casefold() for m in before}
        return before[-1] if len(names) == 1 or kind == before[-1].kind else None
    inside = scene.inside(sentence, _KINDS)
    if inside and kind:
        return inside[0] if len({m.name.casefold() for m in inside}) == 1 and inside[0].kind == kind else None
    subject = scene.subject(unit.block, _KINDS)
    return subject if subject and (not kind or subject.kind == kind or scene.topic is subject) else None
