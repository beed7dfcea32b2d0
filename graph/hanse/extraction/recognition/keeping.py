"""Whether words that may be an initiative's name are kept as one, and what that replaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.recognition.leagues import is_strand
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, distinctive, known, numbered

__all__ = ["is_place", "keep"]

_CUT = re.compile(r"\d+/")
_NAMING = (*INITIATIVES, "Programme", "Organisation")


def is_place(scene: Scene, chunk: Sequence[Word]) -> bool:
    """Whether words are a place's name, and none is shaped like a coined one."""
    return bool(scene.gazetteer.find(" ".join(w.text for w in chunk), scene.language)) and not any(
        distinctive(w.text) for w in chunk
    )


def keep(scene: Scene, text: Sequence[Word], start: int, end: int, kind: str, score: float) -> bool:
    """Mark words as an initiative, with the acronym in brackets behind them, unless they can be none."""
    span = span_of(text, start, end)
    name = span.of(scene.text)
    if (
        len(name) < 2
        or (len(name) > 90)
        or numbered(name)
        or _CUT.match(name)  # "Bündnis | 90/Die Grünen"
        or (text[end - 1].text.islower() and phrases("genitive").alone(text[end - 1], scene.languages))
        or (scene.language == "de" and text[end - 1].text.rpartition("-")[2].islower() and "-" in text[end - 1].text)
        or (name.isupper() and _label(scene, text, start, end))
        or all(known(w.text, scene.language) and w.text.islower() for w in text[start:end])
        or is_strand(scene, text, start, end)
    ):
        return False
    aliases: tuple[str, ...] = ()
    if end + 2 < len(text) and text[end].text == "(" and text[end + 2].text == ")" and distinctive(text[end + 1].text):
        aliases = (text[end + 1].text,)
    there = scene.touching(span)
    if there and all(m.span in span and m.kind not in _NAMING for m in there):
        scene.replace(Mention(span, kind, name, score, aliases=aliases))
        return True
    return scene.add(Mention(span, kind, name, score, aliases=aliases)) is not None


def _label(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether ordinary words stand in a line that is all in capitals: "PROJECT FACTS", "NEWS FROM THE NETWORK"."""
    behind = start > 0 and phrases("name-cue", INITIATIVES).alone(text[start - 1], scene.languages)
    if end - start > 1 and not behind:
        return False  # "HARBOUR LIGHTS NETWORK"
    if not all(known(w.text, scene.language) for w in text[start:end] if w.folded):
        return False
    span = span_of(text, start, end)
    unit = scene.layout.unit_at(span)
    return unit is not None and any(s.of(scene.text).isupper() for s in (unit.span, scene.sentence_at(span)))
