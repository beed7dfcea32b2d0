"""How long networks and projects last, where no word says that they begin or end: a range of years beside a name, until
when something is funded or worked on in them, since when they have had their partners.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter

from hanse.extraction import dates
from hanse.extraction.dates import When
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.reference import focus, referred
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.verges import SINCE, UNTIL, begun
from hanse.extraction.words import Word, capitalised, lemma, words
from hanse.model import Span
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["HALF_A_YEAR", "KINDS", "OPENED", "bracketed", "going_on", "lasting", "months", "subtitled", "uniting"]

KINDS = ("Network", "Project")
HALF_A_YEAR = 6
OPENED = 62  # characters from the name before a bracket to a date in it


def months(when: When) -> int:
    """How many months a range has, or 0 for a single date."""
    last = when.end or when.start
    return 12 * (last.year - when.start.year) + last.month - when.start.month


def bracketed(scene: Scene, when: When) -> Mention | None:
    """The initiative right before a range in brackets: "SKYLARK (2018–2021)", "GREENLINK (Interreg, 2019-2022)"."""
    opening = scene.text.rfind("(", max(0, when.span.start - OPENED + 2), when.span.start)
    if opening < 0 or scene.text[when.span.end : when.span.end + 1] not in {")", ",", ";"}:
        return None
    if ")" in scene.text[opening : when.span.start]:
        return None
    before = scene.touching(Span(max(0, opening - 2), opening))
    return before[0] if before and before[0].kind in KINDS else None


def lasting(scene: Scene, sentence: Span, when: When) -> Mention | None:
    """Whose time a range of half a year or more is: the initiative named or spoken of last before it, or named after
    a range that opens the sentence.
    """
    if months(when) < HALF_A_YEAR or (when.start.year, when.end and when.end.year) in _BUDGETS:
        return None
    points = _points(scene, sentence)
    before = [(span, m) for span, m in points if span.end <= when.span.start]
    names = {fold(m.name) for _, m in points}
    if before:
        span, found = before[-1]
        stretch = Span(span.end, when.span.start)
        if _told_of_other(scene, stretch):
            return None
        certain = (
            len(names) == 1 or span not in found.span
        )  # "X builds on Y, a project that Riga led from 2018 to 2020"
    else:
        if not points:
            return None
        span, found = points[0]
        stretch = Span(when.span.end, max(when.span.end, span.start))
        if phrases("name-cue", ("City",)).within(scene.words(stretch), scene.languages):
            return None  # "From 2009 to 2012 the town belonged to the network X"
        certain = len(names) == 1
    between = scene.inside(stretch, ("Event", "Person")) or scene.inside(sentence, ("Person",))[:1]
    near = stretch.end - stretch.start < _NEAR and ";" not in stretch.of(scene.text)
    return found if certain and near and not between else None


def _told_of_other(scene: Scene, stretch: Span) -> bool:
    """Whether a clause about another name begins in a stretch: "the network goes on from Oar, which from 2016 to"."""
    text = scene.words(stretch)
    relative = particles("relative", scene.languages)
    clauses = (i for i in range(2, len(text)) if text[i].text in relative and text[i - 1].text == ",")
    return any(capitalised(text[i - 2].text) and scene.free(text[i - 2]) for i in clauses)


_BUDGETS = {(2000, 2006), (2007, 2013), (2014, 2020), (2021, 2027)}
_NEAR = 140


def _points(scene: Scene, sentence: Span) -> list[tuple[Span, Mention]]:
    """The initiatives of a sentence, named or spoken of, from left to right."""
    named = [(m.span, m) for m in scene.inside(sentence, KINDS)]
    spoken = [(span, m) for span, m in referred(scene, sentence) if m.kind in KINDS]
    return sorted([*named, *spoken], key=lambda point: point[0])


def subtitled(scene: Scene) -> tuple[Mention, When, Span] | None:
    """The initiative of a page's headline and the range that fills a piece of a line below it: "LIFE · 2018–2021"."""
    topic, headline = scene.topic, scene.layout.headline
    if (
        not topic
        or topic.kind not in KINDS
        or headline is None
        or fold(topic.name) not in fold(headline.span.of(scene.text))
    ):
        return None
    units = scene.layout.body
    place = bisect_right(units, headline.span.start, key=attrgetter("span.start"))
    for unit in units[place : place + 2]:
        line = unit.span.of(scene.text)
        pieces = [piece.strip(" *_") for piece in _SIGNS.split(line)] if len(line) <= _LINE else []
        whens = dates.find(line, scene.language, unit.span.start, years=True) if len(pieces) > 1 else []
        if len(whens) == 1 and whens[0].end and months(whens[0]) >= HALF_A_YEAR and _fills(whens[0], pieces, scene):
            return topic, whens[0], unit.span
    return None


def _fills(when: When, pieces: Sequence[str], scene: Scene) -> bool:
    return when.span.of(scene.text).strip(" .") in {piece.strip(" .") for piece in pieces}


_SIGNS = re.compile(r"\s*[|·•]\s*")
_LINE = 100  # characters


def going_on(scene: Scene, sentence: Span, when: When) -> Mention | None:
    """What is funded, coordinated or worked on until a month: the only initiative of the sentence, or the one before.

    Until a day people apply, and until a year they mean to have reached something.
    """
    text = scene.words(sentence)
    start = begun(text, when, scene.languages)
    parted = start and text[start].start < when.span.start and text[start].folded not in _ARTICLES[scene.language]
    if when.start.day or not (when.start.month or parted):
        return None
    until = any(w.folded in UNTIL for w in text[max(0, start - 2) : start])
    if not until or not phrases("lasting-cue").within(text, scene.languages):
        return None
    points = _points(scene, sentence)
    names = {fold(m.name) for _, m in points}
    found = points[0][1] if len(names) == 1 else (focus(scene, sentence) if not names else None)
    return found if found and found.kind in KINDS else None


def uniting(scene: Scene, sentence: Span, when: When) -> Mention | None:
    """What has had its partners since a month or year: "Since 2021 the network has brought five towns together"."""
    text = scene.words(sentence)
    start = begun(text, when, scene.languages)
    if when.start.day or not start or text[start - 1].folded not in SINCE:
        return None
    points = _points(scene, sentence)
    if len({fold(m.name) for _, m in points}) != 1 or scene.inside(sentence, ("Person", "Event")):
        return None
    point, away = points[0][0], [w for w in text if w.end <= when.span.start or w.start >= when.span.end]
    near = [*[w for w in away if w.end <= point.start][-_VERB:], *[w for w in away if w.start >= point.end][:_VERB]]
    nouns = {w.start for before, w in pairwise(text) if phrases("article").alone(before, scene.languages)}
    verbs = [w for w in near if w.start not in nouns]  # not as in "has been a member of the network since 2021"
    return points[0][1] if any(_unites(w, scene.language) for w in verbs) else None


_VERB = 4  # words from a name to its verb


def _unites(word: Word, language: str) -> bool:
    return word.text.islower() and not {word.folded, lemma(word.text, language)}.isdisjoint(_verbs(language))


@cache
def _verbs(language: str) -> frozenset[str]:
    """The verbs with which patterns say of an initiative whom it unites."""
    told = (
        words(cue.text.removeprefix("{subject} "))[0]
        for cue in wording()["pattern"]
        if cue.term == "partner" and cue.language == language and cue.text.startswith("{subject} ")
    )
    others = ("label-cue", "name-cue", "copula")
    verbs = (
        w for w in told if len(w.folded) > _SMALL and not any(phrases(kind).alone(w, (language,)) for kind in others)
    )
    return frozenset(form for w in verbs for form in (w.folded, lemma(w.text, language)))


_SMALL = 4  # letters of a word of grammar
_ARTICLES = by_language("before-years")
