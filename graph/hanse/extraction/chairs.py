"""Who heads the body that the line above names: "It is chaired by Ana Gil", "Ana Gil, mayor of Riga, is its president".

Directories and pages about associations have the name of each on a line of its own, and say "it" below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.negation import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.ties import tie
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read"]

_BODIES = ("Organisation", "Network")
_SUBJECT = 4  # words that "it is", "elle est" may have
_ROLE = 3  # words from "its" to a role
_SHORT = re.compile(r"(?:\([^()]*\))?")
_SINCE = everywhere("since")
_ITS = by_language("its", as_written=True)


@needs(kinds=("Person",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note that somebody belongs to the body of the line above."""
    people = scene.inside(sentence, ("Person",))
    body = _above(scene, unit) if people else None
    if body is None:
        return
    text = _undated(scene.words(sentence))
    person = _chaired(scene, text, people) or _chairing(scene, text, people)
    if person and not negated(scene, text):
        scene.say(person, "affiliation", body, sentence, "role", 0.8)


def _above(scene: Scene, unit: Unit) -> Mention | None:
    """The body whose name, with what it is short for, is all of the line above."""
    before = scene.layout.before(unit.block)
    line = scene.layout.block(before).span if before is not None else None
    named = next((m for m in scene.inside(line, _BODIES) if m.span.start == line.start), None) if line else None
    rest = scene.text[named.span.end : line.end].strip() if named and line else "?"
    return named if _SHORT.fullmatch(rest) else None


def _undated(text: Sequence[Word]) -> list[Word]:
    """Words without "since 2014"."""
    years = {i for i, w in enumerate(text) if i and w.text.isdigit() and text[i - 1].folded in _SINCE}
    return [w for i, w in enumerate(text) if i not in years and i + 1 not in years]


def _chaired(scene: Scene, text: Sequence[Word], people: Sequence[Mention]) -> Mention | None:
    """The first person behind "chaired by" in a sentence that begins so, or with a pronoun and a verb."""
    for start in range(min(_SUBJECT, len(text))):
        if match := tie("by").at(text, start, scene.languages):
            behind = [m for m in people if m.span.start >= text[match.end - 1].end]
            return behind[0] if behind and start else None
        if scene.touching(text[start]) or phrases("article").alone(text[start], scene.languages):
            return None
    return None


def _chairing(scene: Scene, text: Sequence[Word], people: Sequence[Mention]) -> Mention | None:
    """The person with whom a sentence begins, where it says "is its president" and of nobody else."""
    own = _ITS[scene.language]
    if len(people) > 1 or people[0].span.start > text[0].start:
        return None
    for index, word in enumerate(text):
        verb = any(phrases("copula").alone(w, scene.languages) for w in text[max(0, index - 1) : index + 2])
        role = phrases("role-cue").first(text[index + 1 : index + 1 + _ROLE], scene.languages)
        if word.text in own and verb and role:
            return people[0]
    return None
