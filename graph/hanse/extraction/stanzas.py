"""Lines that give a coined name and what it is short for, over lines with labels: one initiative of several on a page.

As in "IRIDA – Shared roofs for towns", "Lead cities: Oulu, Ghent", "Coordinated by: Oulu".
"""

from __future__ import annotations

import re
from itertools import takewhile

from hanse.extraction.labels import of_partners
from hanse.extraction.roles import roles
from hanse.extraction.scene import Mention, Scene
from hanse.model import BlockKind, Span

__all__ = ["declare"]

_NAMED = re.compile(r"([^\W\d_][^–—:,;.()\n]{1,40}?)\s+[–—-]\s+[^\W\d_]")


def declare(scene: Scene) -> None:
    """Say that each such name is what the page calls its initiatives, and that the lines below it are about it."""
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
