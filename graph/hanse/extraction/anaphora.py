"""What a word for a body means without its name, "the cluster", "la Fundación": the one body that is called so."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import Word, capitalised
from hanse.model import Span
from hanse.names import fold

__all__ = ["referred"]

_CALLED = ("Organisation", "Network")
_AND = everywhere("and", as_written=True)


def referred(scene: Scene, text: Sequence[Word], index: int) -> tuple[Mention, int] | None:
    """What "the cluster" or "la Fundación" without a name means: the only body before that is called so."""
    while index < len(text) and not text[index].folded:
        index += 1
    cues = phrases("name-cue", _CALLED)
    cue = cues.at(text, index, scene.languages) if index < len(text) else None
    if not cue or scene.touching(text[index]) or _goes_on(text, cue.end):
        return None
    before = scene.inside(Span(0, text[index].start), _CALLED)
    named = [m for m in before if _has_type(scene, m, cue.cue.text)] or [
        m for m in before if _is_described(scene, m, cue.cue.text)
    ]
    last = named[-1] if named else None
    return (last, cue.end) if last and all(_alike(last.name, m.name) for m in named) else None


def _goes_on(text: Sequence[Word], index: int) -> bool:
    """Whether a name follows a type word, or an adjective and a name: "dell'agenzia olandese Waterlab"."""
    for word in text[index : index + 2]:
        if not word.folded or word.text in _AND:
            return False
        if capitalised(word.text):
            return True
    return False


def _has_type(scene: Scene, mention: Mention, type_word: str) -> bool:
    """Whether a name has a type word: "Federación de Municipios" is a "federación"."""
    found = phrases("name-cue", _CALLED).scan(scene.words(mention.span), scene.languages)
    return any(f"{m.cue.text} ".startswith(f"{type_word} ") for m in found)


def _is_described(scene: Scene, mention: Mention, type_word: str) -> bool:
    """Whether a type word stands before a name, or opens what a comma adds to it: "X, the Aragonese cluster of"."""
    unit = scene.layout.unit_at(mention.span)
    text = scene.words(unit.span) if unit else ()
    first = next((i for i, w in enumerate(text) if w.start >= mention.span.start), 0)
    last = next((i for i, w in enumerate(text) if w.start >= mention.span.end), len(text))
    behind = range(last + 1, min(last + 4, len(text))) if last < len(text) and text[last].text == "," else ()
    places = (*range(max(0, first - 1), first), *behind)
    cues = phrases("name-cue", _CALLED)
    return any((m := cues.at(text, i, scene.languages)) is not None and m.cue.text == type_word for i in places)


def _alike(name: str, other: str) -> bool:
    """Whether two names may be one thing's: one has the words of the other, or they differ in an ending."""
    first, second = fold(name), fold(other)
    return first in second or second in first or first[: len(second) - 2] == second[:-2]
