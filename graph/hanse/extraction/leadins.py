"""Sentences that a list below them completes: "Taking part in it are:" over the names of towns."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.extraction import beneath
from hanse.extraction.labels import stated
from hanse.extraction.participants import PARTICIPANT, participants
from hanse.extraction.reference import focus
from hanse.extraction.relations import said_of_next
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.sentences import sentences
from hanse.model import BlockKind, Span

__all__ = ["read"]

_TERMS = frozenset(("partner", "leadPartner"))
_FEWEST = 2  # items of a list
_KNOWN = 0.5  # of them, with a town or body in them


def read(scene: Scene) -> None:
    """Note whom such a list names as partners of what the sentence over it is about."""
    for index in range(len(scene.layout.blocks)):
        sentence = _opening(scene, index)
        values = tuple(beneath.below(scene, index)) if sentence else ()
        known = [value for value in values if scene.inside(value, PARTICIPANT)]
        if sentence is None or len(values) < _FEWEST or len(known) < _KNOWN * len(values):
            continue
        for term, initiative in dict.fromkeys(_told(scene, index, sentence)):
            participants(scene, initiative, values, term, 0.8, label=sentence)


def _told(scene: Scene, index: int, sentence: Span) -> Iterator[tuple[str, Mention]]:
    """What a sentence says of those below it, and of which initiative; a label says it of the page's, if it has one."""
    if labelled := stated(scene, sentence) & _TERMS:
        spoken = focus(scene, sentence) if scene.subject(index) is None else None
        yield from ((term, spoken) for term in sorted(labelled) if spoken)
    else:
        yield from said_of_next(scene, sentence, _TERMS)


def _opening(scene: Scene, index: int) -> Span | None:
    """The sentence at the end of a paragraph that ends in a colon."""
    block, text = scene.layout.block(index), scene.layout.text(index)
    if block.kind is not BlockKind.PARAGRAPH or not text.rstrip().endswith(":") or scene.layout.boilerplate(index):
        return None
    return max(sentences(text, block.span.start), default=None)
