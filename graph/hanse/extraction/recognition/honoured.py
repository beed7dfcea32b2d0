"""Bodies in Romance languages that are called after people: "Université Paul Valéry", "Fundación Rosa Vila".

Behind a title, "la directora de la Fundación Rosa Vila", the name may be that of who has it; not where they are named
before: "Ana Gil, directora de la Fundación Rosa Vila".
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.bodies import skip_small
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.entitled import role_follows
from hanse.extraction.recognition.passages import ROMANCE
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised
from hanse.model import Span

__all__ = ["recognise"]

_TITLE = 9  # words of a title before the type word of its body


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the bodies of a unit whose name ends in that of a person."""
    if scene.language not in ROMANCE:
        return
    text = scene.words(unit.span)
    for person in scene.inside(unit.span, ("Person",)):
        start = next(i for i, w in enumerate(text) if w.end > person.span.start)
        end = next((i for i, w in enumerate(text) if w.start >= person.span.end), len(text))
        begin = _type_word(scene, text, start)
        title = _title(scene, text, begin) if begin is not None else None
        if begin is None or (title is None and not _bare(scene, text, begin, start, end)):
            continue
        if title is None or _apposed(scene, text, title):
            span = Span(text[begin].start, person.span.end)
            scene.replace(Mention(span, "Organisation", " ".join(span.of(scene.text).split()), 0.85))


def _type_word(scene: Scene, text: Sequence[Word], start: int) -> int | None:
    """The type word right before a name, or one word before it: "Université | Toulouse | Jean Jaurès"."""
    for place in (start - 1, start - 2):
        near = place >= 0 and text[place + 1].start - text[place].end == 1 and capitalised(text[place].text)
        if not near or any(m.kind not in {"Organisation", "City"} for m in scene.touching(text[place])):
            return None
        if phrases("name-cue", ("Organisation",)).alone(text[place], scene.languages):
            return place
    return None


def _title(scene: Scene, text: Sequence[Word], begin: int) -> int | None:
    """Where a title begins that leads to a body."""
    for index in range(begin - 1, max(-1, begin - 1 - _TITLE), -1):
        if not text[index].folded:
            return None
        role = phrases("role-cue").at(text, index, scene.languages)
        if role and role.end <= begin:
            return index
    return None


def _apposed(scene: Scene, text: Sequence[Word], title: int) -> bool:
    """Whether a title stands behind the name of who has it and a comma, or behind another title of theirs."""
    comma = title - 1
    if comma < 1 or text[comma].text not in {",", "(", "–", "-"}:
        return False
    first = next((i + 1 for i in range(comma - 1, -1, -1) if text[i].text in _STOPS), 0)
    return bool(scene.inside(Span(text[first].start, text[comma].start), ("Person",)))


_STOPS = frozenset(";.!?:")


def _bare(scene: Scene, text: Sequence[Word], begin: int, start: int, end: int) -> bool:
    """Whether a body without a title has but a type word before a name without one, and a small word before that."""
    led = begin > 0 and skip_small(scene, text, begin - 1, 1) == begin
    return led and start - begin == 1 and not role_follows(scene, text, end)
