"""Towns and bodies that are named but to say whose head somebody is: "opened by the mayor of Linz, Anna Berg"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["of_head", "role_ahead"]

_PHRASE = 4  # words from a role to the name of a town: "mayor of the city of"


def of_head(scene: Scene, body: Mention, sentence: Span) -> bool:
    """Whether a role stands before a town or body in a sentence, and who has it right behind."""
    if body.kind == "Person" or not sentence.start < body.span.start or body.span.end >= sentence.end:
        return False
    behind = next((m for m in scene.inside(Span(body.span.end, sentence.end)) if m.kind == "Person"), None)
    beside = behind is not None and not scene.text[body.span.end : behind.span.start].strip(", ")
    return beside and role_ahead(scene, scene.words(Span(sentence.start, body.span.start)))


def role_ahead(scene: Scene, ahead: Sequence[Word]) -> bool:
    """Whether a role stands before a name, and nothing but small words between: "the mayor of | Linz"."""
    near = ahead[-_PHRASE:]
    small = (phrases("article"), phrases("genitive"), phrases("place-preposition"), phrases("name-cue", ("City",)))
    return any(
        all(any(cue.alone(word, scene.languages) for cue in small) for word in near[match.end :])
        for match in phrases("role-cue").scan(near, scene.languages)
    )
