"""Values as lists and cells give them: "Riga (LV), Siracusa (IT)", "Creaccio, agency from Vic (Spain)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from hanse.extraction.lexicon import phrases
from hanse.extraction.words import Word, capitalised, words
from hanse.model import Span

__all__ = ["Slot", "parse", "split"]

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_DASH = re.compile(r"(?<=[^\W\d_]{3})\.\s(?=[^\W\d_])|\s[-–—:|/]\s|\s*\n\s*|\s[-–—]|[-–—]\s")


@dataclass(frozen=True, slots=True)
class Slot:
    """One value of a list: its name, what stands in brackets, what follows after a dash or comma."""

    whole: Span
    name: Span
    notes: tuple[Span, ...] = ()
    rest: Span | None = None


def split(text: str, span: Span, languages: tuple[str, ...] = ("en",)) -> list[Span]:
    """The items of an enumeration: at semicolons if there are any, else at commas and the last "and".

    >>> value = "Riga (LV), ERIGES Seraing (local agency, BE) and Constanta (RO)"
    >>> [s.of(value) for s in split(value, Span(0, len(value)))]
    ['Riga (LV)', 'ERIGES Seraing (local agency, BE)', 'Constanta (RO)']
    """
    inner = span.of(text)
    lines = [m.span() for m in re.finditer(r"[^\n•·▪]+", inner)]
    pieces: list[Span] = []
    separator = ";" if ";" in _outside(inner) else "|" if " | " in _outside(inner) else ","
    for start, end in lines:
        pieces.extend(_pieces(inner, start, end, separator, languages))
    return [Span(span.start + p.start, span.start + p.end) for p in pieces]


def _outside(text: str) -> str:
    return _BRACKETS.sub(lambda m: " " * len(m.group()), text)


def _pieces(text: str, start: int, end: int, separator: str, languages: tuple[str, ...]) -> Iterator[Span]:
    bare = _outside(text)
    cuts = [i for i in range(start, end) if bare[i] == separator and not _in_number(bare, i)]
    bounds = [start, *cuts, end]
    for number, (left, right) in enumerate(pairwise(bounds)):
        left += number > 0
        last = right == end or (separator == "," and text[right + 1 : right + 3].strip()[:1].islower())
        for piece in _conjuncts(text, left, right, languages) if last and (cuts or start == 0) else [(left, right)]:
            if separator == ";" and _outside(text[piece[0] : piece[1]]).count(",") > 1:
                yield from _pieces(text, *piece, ",", languages)
                continue
            body = text[piece[0] : piece[1]].strip(" \t.,;|•-–\xa0")
            if body:
                begin = text.index(body, piece[0])
                yield Span(begin, begin + len(body))


def _in_number(text: str, index: int) -> bool:
    return 0 < index < len(text) - 1 and text[index - 1].isdigit() and text[index + 1].isdigit()


def _conjuncts(text: str, start: int, end: int, languages: tuple[str, ...]) -> list[tuple[int, int]]:
    found = words(_outside(text)[start:end], start)
    joints = phrases("conjunction")
    for place in range(len(found) - 2, 0, -1):
        word = found[place]
        lower = word.text == word.text.lower() and word.text not in "/-&"
        if lower and joints.at(found, place, languages) and _named(found, place + 1, languages):
            return [*_conjuncts(text, start, word.start, languages), (word.end, end)]
    first = found[0] if found else None
    if first and first.text.islower() and joints.at(found, 0, languages):
        return [(first.end, end)]
    return [(start, end)]


def _named(found: list[Word], place: int, languages: tuple[str, ...]) -> bool:
    """Whether a name begins at a word, or behind its article: "Teruel en de Universiteit Maastricht"."""
    article = phrases("article").at(found, place, languages) if place + 1 < len(found) else None
    start = article.end if article else place
    for cues in (phrases("descriptor-cue"), phrases("name-cue", ("City",))) if start < len(found) else ():
        called = cues.at(found, start, languages)
        named = called.end + bool(phrases("genitive").at(found, called.end, languages)) if called else len(found)
        if named < len(found) and capitalised(found[named].text):
            return True  # "and the company Hydrotec", "e la città di Genova"
    behind = article is not None and article.end < len(found) and capitalised(found[article.end].text)
    return capitalised(found[place].text) or behind


def parse(text: str, span: Span) -> Slot:
    """Take one value apart.

    >>> value = "Málaga (Ayuntamiento) – jefe de fila"
    >>> slot = parse(value, Span(0, len(value)))
    >>> slot.name.of(value), [n.of(value) for n in slot.notes], slot.rest and slot.rest.of(value)
    ('Málaga', ['Ayuntamiento'], 'jefe de fila')
    """
    inner = span.of(text)
    notes = tuple(Span(span.start + m.start(1), span.start + m.end(1)) for m in _BRACKETS.finditer(inner))
    bare = _outside(inner)
    first_bracket = min((n.start - 1 - span.start for n in notes), default=len(inner))
    dash = _DASH.search(bare)
    comma = bare.find(", ")
    cut = min([c for c in (dash.start() if dash else -1, comma, first_bracket) if c > 0], default=len(inner))
    head = inner[:cut].strip(' \t.,;:•"“”„«»*–-\xa0\n')
    begin = inner.index(head) if head else 0
    name = Span(span.start + begin, span.start + begin + len(head))
    tail_start = max([cut, *(n.end + 1 - span.start for n in notes if n.end - span.start <= cut + 60)])
    tail = inner[min(tail_start, len(inner)) :].strip(" \t.,;:-–—|\n")
    rest = None
    if tail:
        at = inner.rindex(tail)
        rest = Span(span.start + at, span.start + at + len(tail))
    return Slot(span, name, notes, rest)
