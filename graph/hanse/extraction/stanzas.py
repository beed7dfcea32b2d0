"""Lines that name one initiative of several on a page, over lines that tell who takes part in it.

Over lines with labels, a coined name with what it is short for: "IRIDA – Shared roofs for towns", "Lead cities: Oulu".
Over a line of nothing but towns with their countries, any name: "Quiet Harbours", "Oulu (FI), Ghent (BE), Graz (AT)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from hanse.extraction.labels import of_partners, only_placed
from hanse.extraction.participants import participants
from hanse.extraction.roles import aside, roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.model import BlockKind, Span

__all__ = ["declare", "read"]

_LONGEST = 60  # characters of a name
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_NAMED = re.compile(r"([^\W\d_][^–—:,;.()\n]{1,40}?)\s+[–—-]\s+[^\W\d_]")


def declare(scene: Scene) -> None:
    """Say that each such name is what the page calls its initiatives, and that the lines below it are about it."""
    _declare_labelled(scene)
    _declare_placed(scene)


def read(scene: Scene) -> None:
    """Note the towns of lines that have nothing else as partners of the initiative named over them."""
    for line, below in _placed(scene):
        if name := next((m for m in scene.touching(line) if m.span == line and m.kind in INITIATIVES), None):
            participants(scene, name, (below,), "partner", 0.85, label=line)


def _declare_placed(scene: Scene) -> None:
    found = list(_placed(scene))
    kind = scene.calls_itself() if len(found) > 1 else ""
    for line, _ in found if kind else ():
        if scene.free(line):
            scene.add(Mention(line, kind, line.of(scene.text), 0.86))


def _placed(scene: Scene) -> Iterator[tuple[Span, Span]]:
    """Short lines over a line of nothing but names with the codes of their countries, with that line."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.span.end - block.span.start > _LONGEST or block.label or block.kind not in _LINES:
            continue
        below = next(layout.following(index), None)
        if below is None or not only_placed(layout.text(below)) or layout.boilerplate(index):
            continue
        name = layout.text(index).strip()
        if scene.nameable(name) and not roles(name) and not aside(scene.words(block.span), scene.languages):
            start = block.span.start + block.span.of(scene.text).index(name)
            yield Span(start, start + len(name)), layout.block(below).span


def _declare_labelled(scene: Scene) -> None:
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.kind is not BlockKind.PARAGRAPH or block.label or layout.boilerplate(index):
            continue
        labels = {i: label for i in takewhile(lambda i: layout.block(i).label, layout.following(index))
                  if (label := layout.block(i).label)}  # fmt: skip
        if not any(of_partners(scene, label) for label in labels.values()):
            continue
        name = _name(scene, block.span)
        if name and (kind := scene.calls_itself()):
            mention = scene.replace(Mention(name, kind, name.of(scene.text), 0.88))
            scene.records |= dict.fromkeys(labels, mention)


def _name(scene: Scene, line: Span) -> Span | None:
    """The coined name that a line begins with, before a dash."""
    match = _NAMED.match(line.of(scene.text))
    if match is None or roles(match[1]) or not scene.coined(match[1]) or not scene.nameable(match[1]):
        return None
    return Span(line.start, line.start + match.end(1))
