"""Programmes whose names are made of others: "Interreg VI-A Romania-Bulgaria"; LIFE, which is a word besides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.gates import needs
from hanse.extraction.knowledge import register
from hanse.extraction.layout import Unit
from hanse.extraction.lines import Trait
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import Word, capitalised, distinctive, folded

__all__ = ["recognise"]

_ROUND = re.compile(r"(?:[IVX]{1,4}|\d)(?:-?[A-D])?|NEXT|IPA|ENI|CBC")
_ROMAN = re.compile(r"[IV]{1,3}(?:-?[A-D])?")
_STRANDS = frozenset("ABC")
_DASHES = frozenset("-–—/")
_LONGEST = 8  # words of a name after "Interreg"

_LIFE = frozenset({"LIFE", "LIFE+"})
_NAMING = Trait(lambda word, _: word in _LIFE or folded(word) == "interreg")


@needs(_NAMING)
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the Interreg programmes of two or more countries or regions, and LIFE where it stands by itself."""
    text = scene.words(unit.span)
    if not _NAMING.within(text, scene.languages):
        return
    shouted = unit.span.of(scene.text).isupper()
    for index, word in enumerate(text):
        if word.folded == "interreg":
            end = max(_end(scene, text, index + 1), _round(text, index + 1))
            known = register().at(text, index, scene.language)
            if end > index + 1 and (not known or end > known[0]):
                span = span_of(text, index, end)
                scene.add(Mention(span, "Programme", span.of(scene.text), 0.92))
        elif word.text in _LIFE and not shouted and _alone(text, index):
            scene.add(Mention(word.span, "Programme", word.text, 0.9, aliases=("LIFE programme",)))


def _round(text: Sequence[Word], start: int) -> int:
    """Where the number and strand of a round end that begin at a word: "Interreg | III A", "Interreg | V-A"."""
    end = start
    if end < len(text) and _ROMAN.fullmatch(text[end].text):
        end += 1
        end += end < len(text) and text[end].text in _STRANDS
    return end


def _end(scene: Scene, text: Sequence[Word], start: int) -> int:
    """Where the countries and regions of a programme end that begin at a word, after the number of its round."""
    place = start
    while place < len(text) and _ROUND.fullmatch(text[place].text):
        place += 1
    end = start
    while place < len(text) and place - start < _LONGEST:
        after = next((e for e in range(min(len(text), place + 3), place, -1) if _is_area(scene, text, place, e)), None)
        if after is None:
            return end
        end = after
        place = end + (end < len(text) and text[end].text in _DASHES)
        if place == end:
            return end
    return end


def _is_area(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether words name a country or region, or two of them with a hyphen: "Romania-Bulgaria"."""
    if not all(capitalised(w.text) for w in text[start:end]):
        return False
    written = span_of(text, start, end).of(scene.text)
    return _placed(scene, written) or ("-" in written and all(_placed(scene, part) for part in written.split("-")))


def _placed(scene: Scene, written: str) -> bool:
    return any(place.kind != "City" for place in scene.gazetteer.find(written.strip(), scene.language))


def _alone(text: Sequence[Word], index: int) -> bool:
    """Whether no other part of a name touches a word: "LIFE Micacc" and "SMART LIFE" are projects."""
    before = text[index - 1] if index else None
    after = text[index + 1] if index + 1 < len(text) else None
    return not any(w and (distinctive(w.text) or w.text in {"-", "–", "&"}) for w in (before, after)) and not (
        after is not None
        and after.text[0].isupper()
        and after.folded not in _KINDS
        and after.start - text[index].end < 2
    )


_KINDS = everywhere("kinds")
