"""Lists of initiatives with one partner each, whose role the line before tells: "Networks led by towns here: …"."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.extraction.lexicon import phrases
from hanse.extraction.participants import participant
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.slots import Slot
from hanse.extraction.words import folded
from hanse.model import BlockKind, Span

__all__ = ["read"]

_FEWEST = 3  # lines of a list
_LINES = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_LONGEST = 160  # characters of a line
_KINDS = ("Network", "Project")
_ROLES = ("leadPartner", "partner")


def read(scene: Scene) -> None:
    """Note whom each line below such an announcement names behind an initiative."""
    for index, block in enumerate(scene.layout.blocks):
        announces = block.kind is BlockKind.PARAGRAPH and scene.text[block.span.end - 1] == ":"
        role = _role(scene, block.span) if announces else ""
        found = list(_lines(scene, index + 1)) if role else []
        for line, initiative, rest in found if len(found) >= _FEWEST else ():
            partner = participant(scene, Slot(rest, rest))
            if partner and partner is not initiative:
                scene.say(initiative, role, partner, line, "pair", 0.8)


def _role(scene: Scene, intro: Span) -> str:
    """What those behind the names are, by a line that speaks of networks or projects: their leads, else partners."""
    text = scene.words(intro)
    first = phrases("name-cue", _KINDS).first(text, scene.languages)
    if first is None or text[first.end - 1].folded == folded(first.cue.text.split()[-1]):
        return ""  # one network is announced
    told = (role for role in _ROLES if phrases("label-cue", (role,)).within(text, scene.languages))
    return next(told, "")


def _lines(scene: Scene, first: int) -> Iterator[tuple[Span, Mention, Span]]:
    """The lines from a block on that end in a comma and a name: those that begin with an initiative, it, the name."""
    for block in scene.layout.blocks[first:]:
        if block.kind is BlockKind.LIST:
            continue
        written = block.span.of(scene.text)
        head, comma, tail = written.rpartition(", ")
        if block.kind not in _LINES or not comma or len(written) > _LONGEST or written[-1] in ".:;":
            return
        name = next((m for m in scene.inside(block.span, _KINDS) if m.span.start == block.span.start), None)
        if name and "," not in head and name.span.end <= block.span.start + len(head):
            yield block.span, name, Span(block.span.end - len(tail), block.span.end)
