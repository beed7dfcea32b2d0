"""Fact sheets: pages whose labels tell of one network or project, which the first of them or the headline names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.extraction.labels import labelled
from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import capitalised, words
from hanse.model import BlockKind, Span

__all__ = ["declare"]

_TELLING = (
    frozenset({"leadPartner"}),
    frozenset({"partner"}),
    frozenset({"programme"}),
    frozenset({"temporalCoverage", "startDate", "endDate"}),
)
_ENOUGH = 3  # kinds of labels that together only a network or project has
_LONGEST = 8  # words of a name
_PARTS = re.compile(r"\s+[|–—-]\s+|:\s+")


def declare(scene: Scene) -> None:
    """Say that what a fact sheet is about is a network or project, where nothing else says so."""
    if any(m.kind in INITIATIVES for m in scene.mentions) or not _profiled(scene):
        return
    named = (*_named(scene), *((span, "") for span in _headlined(scene)))
    name, kind = next(((span, kind) for span, kind in named if _nameable(scene, span)), (None, ""))
    if name:
        kind = kind or scene.calls_itself(("Network", "Project")) or "Project"
        scene.replace(Mention(name, kind, name.of(scene.text), 0.9))


def _profiled(scene: Scene) -> bool:
    """Whether the labels of a page are those of one network or project, each but once."""
    found = [f.roles for f in labelled(scene)]
    told = sum(any(roles & telling for roles in found) for telling in _TELLING)
    return told >= _ENOUGH and sum("leadPartner" in roles for roles in found) < 2


def _named(scene: Scene) -> Iterator[tuple[Span, str]]:
    """What lines like "Acronym: X", "Project title | X" give, and which kind of thing the label is of, if of one."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.ROW and len(scene.layout.children[index]) == 2:
            key, value = (scene.layout.block(c).span for c in scene.layout.children[index])
            if kinds := roles(key.of(scene.text), scene.languages) & {*INITIATIVES}:
                yield value, _only(kinds)
        elif block.label and (kinds := roles(block.label.of(scene.text), scene.languages) & {*INITIATIVES}):
            rest = scene.text[block.label.end : block.span.end]
            value_text = rest.split("\n")[0].strip(" \t:–-*")
            if value_text:
                start = block.label.end + rest.index(value_text)
                yield Span(start, start + len(value_text)), _only(kinds)


def _only(kinds: frozenset[str]) -> str:
    return next(iter(kinds)) if len(kinds) == 1 else ""


def _headlined(scene: Scene) -> Iterator[Span]:
    """The headline, or its part before a dash or colon."""
    for where in scene.layout.headlines:
        part = _PARTS.split(where.of(scene.text).strip())[0].strip(' "“”„«»')
        if part:
            start = where.start + where.of(scene.text).index(part)
            yield Span(start, start + len(part))


def _nameable(scene: Scene, span: Span) -> bool:
    """Whether a stretch may be a name: short, begun by a capital, no label, place or sentence."""
    text = span.of(scene.text)
    found = [w for w in words(text) if w.folded]
    if not 0 < len(found) <= _LONGEST or not (capitalised(found[0].text) or found[0].text[0].isdigit()):
        return False
    if roles(text) or not scene.nameable(text):
        return False
    if any(m.kind in ("Person", "Event", "Programme") for m in scene.touching(span)):
        return False
    cues = phrases("name-cue", INITIATIVES).scan(words(text), scene.languages)
    return not any(m.cue.language and m.end - m.start == len(found) for m in cues)
