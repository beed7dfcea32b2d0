"""Which event a stretch of text is about when it names none."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.scene import Mention, Scene
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["alongside", "event_of", "headlined", "occasion"]

_NEAR = 700


def event_of(scene: Scene, block: int, position: int) -> Mention | None:
    """The event of the nearest heading, else the one named just before under the same parent, else the page's."""
    events = [m for m in scene.mentions if m.kind == "Event"]
    for heading in reversed(scene.layout.headings(block)):
        if found := [m for m in events if m.span in scene.layout.block(heading).span]:
            return found[-1]
    before = [m for m in events if m.span.end <= position and position - m.span.end < _NEAR]
    if before and alongside(scene, block, before[-1]):
        return before[-1]
    return occasion(scene, events)


def alongside(scene: Scene, block: int, event: Mention) -> bool:
    """Whether an event is named in a block, around it, or beside it under the same headings."""
    layout = scene.layout
    unit = layout.unit_at(event.span)
    if unit is None:
        return False
    own = unit.block
    alike = layout.block(own).parent == layout.block(block).parent and layout.headings(own) == layout.headings(block)
    return own == block or own in layout.ancestors(block) or alike


def occasion(scene: Scene, events: Sequence[Mention] | None = None) -> Mention | None:
    """The page's event: that of its headline, else the only one it names."""
    found = [m for m in scene.mentions if m.kind == "Event"] if events is None else events
    if main := headlined(scene):
        return main
    names = sorted({fold(m.name) for m in found}, key=len)
    return found[0] if names and all(_same(names[0], n) for n in names[1:]) else None


def _same(short: str, long: str) -> bool:
    return f" {short} " in f" {long} "


def headlined(scene: Scene) -> Mention | None:
    """The event in the title or in a heading of the first level."""
    stretches = [f.span for f in scene.document.fields if f.name == "title"]
    stretches += [b.span for b in scene.layout.blocks if b.kind is BlockKind.HEADING and b.level == 1]
    return next((m for s in stretches for m in scene.inside(Span(s.start, s.end), ("Event",))), None)
