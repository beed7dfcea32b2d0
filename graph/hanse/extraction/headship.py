"""Towns and bodies that are named but to say whose head somebody is: "opened by the mayor of Linz, Anna Berg"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.coordination import coordinated
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["of_head", "role_ahead"]

_NEAR = 120  # characters in which a name and the role that it has stand before a town
_PHRASE = 4  # words from a role to the name of a town: "mayor of the city of"


def of_head(scene: Scene, body: Mention, sentence: Span) -> bool:
    """Whether a role stands before a town or body, or before those joined to it, and who has it right beside: "the
    mayor of Linz, Anna Berg", "Anna Berg, mayor of Linz".
    """
    if body.kind == "Person" or body.span not in sentence:
        return False
    joined = coordinated(scene, body, sentence)
    first, last = joined[0], joined[-1]
    if not sentence.start < first.span.start:
        return False
    ahead = scene.words(Span(max(sentence.start, first.span.start - _NEAR), first.span.start))
    role = _role(scene, ahead)
    if role is None:
        return False
    behind = next((m for m in scene.inside(Span(last.span.end, sentence.end)) if m.kind == "Person"), None)
    if behind and not scene.text[last.span.end : behind.span.start].strip(", "):
        return True
    parted = role > 1 and ahead[role - 1].text == ","
    return parted and any(m.kind == "Person" for m in scene.touching(ahead[role - 2]))


def role_ahead(scene: Scene, ahead: Sequence[Word]) -> bool:
    """Whether a role stands before a name, and nothing but small words between: "the mayor of | Linz"."""
    return _role(scene, ahead) is not None


def _role(scene: Scene, ahead: Sequence[Word]) -> int | None:
    """Where a role begins, with its article, that stands before a name with nothing but small words between."""
    offset, near = max(0, len(ahead) - _PHRASE), ahead[-_PHRASE:]
    kinds = ("article", "genitive", "place-preposition")
    small = (*(phrases(kind) for kind in kinds), phrases("name-cue", ("City",)))
    for match in phrases("role-cue").scan(near, scene.languages):
        if all(any(cue.alone(word, scene.languages) for cue in small) for word in near[match.end :]):
            start = offset + match.start
            return start - bool(start and phrases("article").alone(ahead[start - 1], scene.languages))
    return None
