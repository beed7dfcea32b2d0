"""Initiatives by names that a page sets off whole, in a heading or in quotation marks, and a sentence calls one.

"Rues vivantes" over a page tells where the name ends in "le réseau Rues vivantes réunit neuf villes"; letters don't.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.recognition.chunks import coined
from hanse.extraction.recognition.known import Name
from hanse.extraction.recognition.people import name_at
from hanse.extraction.recognition.presented import copula_before, heads, modifies
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.words import Word, capitalised, words
from hanse.model import BlockKind

__all__ = ["set_off"]

_SEPARATOR = re.compile(r"\s+[|–—»·:-]+\s+|:\s+|\s*\|\s*")
_QUOTED = re.compile(r"[«„“\"]\s?([^«»„“”\"\n]{4,60}?)\s?[»”“\"]")
_FEWEST, _MOST = 2, 7  # words of such a name; one word needs an odd shape, which others look for
_ADJECTIVES = 2  # words between what a thing is and its name: "le réseau européen X"
_CALLED = 4  # and with "is called" between them
_BEYOND = 6  # words from a name to what it is
_SIGNS = frozenset(",–—(")
_QUOTES = frozenset('«»„“”"')


def set_off(scene: Scene) -> Iterator[Name]:
    """The names that stand alone somewhere and that a sentence says to be a network, project or practice."""
    names = [name for name in _whole(scene) if _nameable(scene, name)]
    if not names:
        return
    for name in names:
        kind = _opened(scene, name) or next((k for k in _callings(scene, name) if k), "")
        if kind:
            yield Name(name, kind, score=0.88)


def _whole(scene: Scene) -> list[str]:
    """Headings, the parts of titles, what is in quotation marks."""
    found = [field.value for field in scene.document.fields if field.name == "title"]
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.META:
            found.append(scene.layout.text(index).partition(": ")[2])
        elif block.kind is BlockKind.HEADING:
            found.append(scene.layout.text(index))
    parts = [part for title in found for part in (title, *_SEPARATOR.split(title))]
    quoted = (m[1] for unit in scene.layout.body for m in _QUOTED.finditer(unit.span.of(scene.text)))
    return list(dict.fromkeys(part.strip(' .,;"“”„«»*_') for part in (*parts, *quoted)))


def _nameable(scene: Scene, text: str) -> bool:
    """Whether a stretch may be a name of several words: no label, place, person, body or event."""
    found = words(text)
    told = [w for w in found if w.folded]
    if not _FEWEST <= len(told) <= _MOST or not capitalised(told[0].text) or text[-1] in ".!?…" or "\n" in text:
        return False
    if roles(text, scene.languages) or scene.knows(text) or scene.gazetteer.find(text, scene.language):
        return False
    if phrases("name-cue", ("Organisation", "Event", "Programme", "City")).first(found, scene.languages):
        return False
    cues = phrases("name-cue", INITIATIVES).scan(found, scene.languages)
    return name_at(scene, found, 0) < len(found) and not cues


def _opened(scene: Scene, name: str) -> str:
    """What the line right under a headline calls it: "Keys for All" — "A good practice from Ghent"."""
    for span in scene.layout.headlines:
        if span.of(scene.text).strip() != name:
            continue
        after = next((u for u in scene.layout.body if u.span.start >= span.end), None)
        line = scene.words(after.span)[:_BEYOND] if after else []
        for match in phrases("name-cue", INITIATIVES).scan(line, scene.languages):
            before = line[: match.start]
            told = before and before[0].text.lower() in particles("indefinite", scene.languages)
            if told and all(w.text.islower() for w in before[1:]) and heads(scene, line, match):
                return match.cue.term
    return ""


def _callings(scene: Scene, name: str) -> Iterator[str]:
    """What each sentence that has a name calls it."""
    parts = [w.folded for w in words(name)]
    for unit in scene.layout.body:
        if parts[0] not in scene.words(unit.span).firsts:
            continue
        text = scene.words(unit.span)
        for start in range(len(text) - len(parts) + 1):
            there = text[start : start + len(parts)]
            if capitalised(there[0].text) and [w.folded for w in there] == parts:
                yield _before(scene, text, start) or _after(scene, text, start + len(parts))


def _before(scene: Scene, text: Sequence[Word], start: int) -> str:
    """What stands before a name: "the network X", "la red europea X", "the project is called X"."""
    while start and text[start - 1].text in {*_QUOTES, ":"}:
        start -= 1
    for match in phrases("name-cue", INITIATIVES).scan(text[:start], scene.languages)[::-1][:1]:
        between = text[match.end : start]
        if not match.start and not between and coined(text[match.start : match.end], scene.languages):
            return ""
        if len(between) <= _ADJECTIVES and all(_adjective(scene, w) for w in between):
            return match.cue.term
        naming = phrases("naming-cue").scan(between, scene.languages)
        if len(between) <= _CALLED and naming and naming[-1].end == len(between):
            return match.cue.term
    return ""


def _adjective(scene: Scene, word: Word) -> bool:
    grammar = ("article", "genitive", "place-preposition", "conjunction", "copula")
    return (
        word.text.islower()
        and len(word.text) > 3
        and not any(phrases(kind).alone(word, scene.languages) for kind in grammar)
    )


def _after(scene: Scene, text: Sequence[Word], end: int) -> str:
    """What follows a name: "X is a network", "X, the project that"."""
    while end < len(text) and text[end].text in _QUOTES:
        end += 1
    if end >= len(text):
        return ""
    for match in phrases("name-cue", INITIATIVES).scan(text[end : end + _BEYOND], scene.languages)[:1]:
        place = end + match.start
        while place > end and modifies(scene, text, place - 1):
            place -= 1
        if place == end and copula_before(scene, text, end + match.end + 1) == end + match.end:
            return match.cue.term  # "Žive obale mreža je …", as the South Slavic languages order words
        apposed = place == end + 1 and text[end].text in _SIGNS
        if (apposed or (place > end and copula_before(scene, text, place) == end)) and heads(scene, text[end:], match):
            return match.cue.term
    return ""
