"""Themes that stand alone: a heading over networks, a line of a page or card about one."""

from __future__ import annotations

import re

from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.topics import topics_in, whole
from hanse.model import BlockKind, Span
from hanse.vocabulary import concept

__all__ = ["read"]

_HEAD = re.compile(r"[\s\W]{0,4}(\w[^.:\n]{2,50}?)(?:[.:]| [–—-])\s+(?=\S)")
_LISTED = (BlockKind.ITEM, BlockKind.CELL, BlockKind.HEADING)


def read(scene: Scene) -> None:
    """Note a line's topic for what it is in, a heading's for each initiative in an item, cell or heading below."""
    layout = scene.layout
    _sections(scene)
    for unit in scene.units():
        kind = layout.block(unit.block).kind
        if (
            kind is BlockKind.PARAGRAPH
            and (theme := _topic(scene, unit.span))
            and (subject := scene.subject(unit.block))
        ):
            scene.say(subject, "theme", theme, theme.span, "heading", 0.75)
        _run_in(scene, unit.span)
        if kind not in _LISTED:
            continue
        for initiative in scene.inside(unit.span, INITIATIVES):
            for heading in layout.headings(unit.block)[-1:]:
                if theme := _topic(scene, layout.block(heading).span):
                    scene.say(initiative, "theme", theme, theme.span, "heading", 0.8)


def _run_in(scene: Scene, line: Span) -> None:
    """Note the topic that a line begins with, alone before a stop: "Mobility. In CargoLoop, …"."""
    opened = _HEAD.match(line.of(scene.text))
    if opened is None:
        return
    head = Span(line.start + opened.start(1), line.start + opened.end(1))
    rest = Span(line.start + opened.end(), line.end)
    sentence = scene.sentence_at(Span(rest.start, rest.start + 1))
    named = scene.inside(Span(rest.start, min(sentence.end, rest.end)), INITIATIVES)
    topic = whole(scene, head) if named else None
    if topic and (kept := scene.add(topic)):
        for initiative in named:
            scene.say(initiative, "theme", kept, Span(head.start, initiative.span.end), "heading", 0.75)


def _sections(scene: Scene) -> None:
    """Note the topic of a row that has one cell for the initiatives of the rows below."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is not BlockKind.TABLE or not any(i in scene.rows for i in scene.layout.children[index]):
            continue
        topics: list[Mention] = []
        for row in scene.layout.children[index]:
            cells = [scene.layout.block(c).span for c in scene.layout.children[row]]
            held = [c for c in cells if c.of(scene.text).strip(" *\n|")]
            if len(held) == 1 and row not in scene.rows:
                topics = topics_in(scene, held[0], free=True)
                topics = topics if topics and topics[-1].span.end >= held[0].end - 1 else []
            for initiative in scene.rows.get(row, ()):
                for topic in topics:
                    if kept := scene.add(topic):
                        scene.say(initiative, "theme", kept, topic.span, "heading", 0.8)


def _topic(scene: Scene, heading: Span) -> Mention | None:
    text = heading.of(scene.text)
    if not concept(text.strip(" :.*"), scene.language) or roles(text, scene.languages):
        return None
    return next(iter(scene.inside(heading, ("Theme",))), None) or scene.add(Mention(heading, "Theme", text, 0.85))
