"""Fact sheets: pages whose labels tell of one network or project, which the first of them or the headline names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.extraction.headings import heads_matter
from hanse.extraction.labels import labelled
from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import LONGEST, roles
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
    if any(m.kind in INITIATIVES for m in scene.mentions):
        return
    given = [one for one in _named(scene) if _asks_name(scene, one[0])]
    sure = len(given) == 1 and _nameable(scene, given[0][1])
    if not _profiled(scene) and not (sure and _lists_partners(scene)):
        return
    found = (*given, *_named(scene), *((None, span) for span in _headlined(scene)))
    label, name = next((one for one in found if _nameable(scene, one[1])), (None, None))
    if name:
        scene.replace(Mention(name, _kind(scene, label), name.of(scene.text), 0.9))


def _lists_partners(scene: Scene) -> bool:
    """Whether a line is but a label for those who take part: beside one that gives a name it tells whose page it is."""
    short = (i for i, b in enumerate(scene.layout.blocks) if b.span.end - b.span.start <= LONGEST)
    lines = (scene.layout.text(i) for i in short if not scene.layout.boilerplate(i))
    return any("partner" in roles(line, scene.languages) for line in lines)


def _profiled(scene: Scene) -> bool:
    """Whether the labels of a page are those of one network or project, each but once."""
    found = [f.roles for f in labelled(scene)]
    told = sum(any(roles & telling for roles in found) for telling in _TELLING)
    return told >= _ENOUGH and sum("leadPartner" in roles for roles in found) < 2


def _asks_name(scene: Scene, label: Span) -> bool:
    """Whether a label says more than what kind of thing it gives: "Project name", not "Network"."""
    return len([w for w in scene.words(label) if w.folded]) > 1


def _named(scene: Scene) -> Iterator[tuple[Span, Span]]:
    """What lines like "Acronym: X", "Project title | X" give, each behind its label."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.ROW and len(scene.layout.children[index]) == 2:
            key, value = (scene.layout.block(c).span for c in scene.layout.children[index])
            if roles(key.of(scene.text), scene.languages) & {*INITIATIVES}:
                yield key, value
        elif block.label and roles(block.label.of(scene.text), scene.languages) & {*INITIATIVES}:
            rest = scene.text[block.label.end : block.span.end]
            value_text = rest.split("\n")[0].strip(" \t:–-*")
            if value_text:
                start = block.label.end + rest.index(value_text)
                yield block.label, Span(start, start + len(value_text))


def _kind(scene: Scene, label: Span | None) -> str:
    """The kind of thing that a label asks for, if but one; else what the page calls itself."""
    asked = roles(label.of(scene.text), scene.languages) & {*INITIATIVES} if label else frozenset()
    return next(iter(asked)) if len(asked) == 1 else scene.calls_itself(("Network", "Project")) or "Project"


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
    if roles(text) or not scene.nameable(text) or heads_matter(scene, span):
        return False
    if any(m.kind in ("Person", "Event", "Programme") for m in scene.touching(span)):
        return False
    cues = phrases("name-cue", INITIATIVES).scan(words(text), scene.languages)
    return not any(m.cue.language and m.end - m.start == len(found) for m in cues)
