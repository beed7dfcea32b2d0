"""What stands under a label: beside it in its line, in the list or the lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles, run_ins
from hanse.extraction.scene import Scene
from hanse.extraction.words import capitalised
from hanse.model import Block, BlockKind, Span

__all__ = ["all_names", "below", "inline", "leaves", "lines_below"]

_BODIES = ("City", "Region", "Organisation")
_LONGEST_NAME = 110
_NAME = 7  # words


def inline(scene: Scene, index: int) -> Iterator[Span]:
    """What follows the label in its own block."""
    block = scene.layout.block(index)
    if not block.label:
        return
    end = min((scene.layout.block(c).span.start for c in scene.layout.children[index]), default=block.span.end)
    end = min((inner.start for inner, _ in run_ins(scene, index)), default=end)
    rest = scene.text[block.label.end : end]
    value = rest.strip(" \t\n:–-—*_•|\xa0")
    if value:
        start = block.label.end + rest.index(value)
        yield Span(start, start + len(value))


def below(scene: Scene, index: int) -> Iterator[Span]:
    """The items of the list that follows or is inside; else the lines that follow, while they are short."""
    layout = scene.layout
    children = layout.children[index]
    heading = layout.block(index).kind is BlockKind.HEADING
    for candidate in (*children, *islice(layout.following(index), 6 if heading else 2)):
        block = layout.block(candidate)
        if block.span == layout.block(index).label:
            continue
        if block.kind in {BlockKind.HEADING, BlockKind.TABLE} or layout.boilerplate(candidate):
            return  # grids reads tables
        if block.label and candidate not in children and not heading:
            return
        if block.label and heading and block.kind is BlockKind.PARAGRAPH:
            continue
        if block.kind is BlockKind.LIST:
            yield from leaves(scene, candidate)
            return
        if block.kind is BlockKind.ITEM:
            yield from leaves(scene, candidate)
        elif block.kind is BlockKind.PARAGRAPH and _enumerates(scene.layout.text(candidate)):
            yield block.span
            if not heading and candidate not in children:
                yield from _further(scene, candidate)
                return  # of what a <dt> is for there may be several <dd>


def _further(scene: Scene, index: int) -> Iterator[Span]:
    """The lines right below one that stands under a label, each with an entry of its own: no blank line between."""
    layout, last = scene.layout, scene.layout.block(index).span
    for candidate in layout.following(index):
        block = layout.block(candidate)
        plain = block.kind is BlockKind.PARAGRAPH and not block.label and not layout.boilerplate(candidate)
        adjacent = not scene.text[last.end : block.span.start].strip(" \t\n") and (
            scene.text.count("\n", last.end, block.span.start) == 1
        )
        if not (plain and adjacent and _enumerates(layout.text(candidate))):
            return
        yield block.span
        last = block.span


def leaves(scene: Scene, index: int) -> Iterator[Span]:
    """The innermost items of a list, each without what is nested in it."""
    layout = scene.layout
    for inner in layout.within(index):
        block = layout.block(inner)
        if block.kind is BlockKind.ITEM and not any(
            layout.block(c).kind in {BlockKind.LIST, BlockKind.ITEM} for c in layout.children[inner]
        ):
            own = layout.own(inner)
            yield own if own else block.span


def _enumerates(text: str) -> bool:
    """Whether a line is a list of names rather than prose."""
    return (
        bool(text)
        and len(text) < 900
        and not re.search(r"[a-zà-ž]{2}\.(?:\s|$)", text)
        and (len(text) < 60 or text.count(",") + text.count(";") + text.count("\n") >= max(2, len(text) // 60))
    )


def lines_below(scene: Scene, index: int) -> Iterator[Span]:
    """The lines below a label that has no sign of one, each a name and little else; none where few are known."""
    below = (scene.layout.block(i) for i in scene.layout.following(index) if not scene.layout.boilerplate(i))
    lines = [b.span for b in takewhile(lambda b: b.kind is BlockKind.PARAGRAPH and _is_name(scene, b), below)]
    known = [line for line in lines if _known(scene, line)]
    if 5 * len(known) >= 3 * len(lines):
        yield from (_entry(scene, line) for line in lines)


def _known(scene: Scene, line: Span) -> bool:
    """Whether a line begins with a place or body, or has the place of one in brackets: "Blue Lab (Riga, Latvia)"."""
    written = line.of(scene.text)
    cue = phrases("name-cue", ("City", "Region")).at(scene.words(line), 0, scene.languages)
    begins = {line.start, *([scene.words(line)[cue.end].start] if cue and cue.end < len(scene.words(line)) else [])}
    if any(m.span.start in begins for m in scene.inside(line, _BODIES)):
        return True
    noted = _NOTED.search(written)
    return noted is not None and any(
        m.span.end == line.start + noted.end(1) for m in scene.inside(line, ("City", "Country"))
    )


_NOTED = re.compile(r"\(([^()]+)\)")


def _entry(scene: Scene, line: Span) -> Span:
    """The name that a line begins with, to its comma; with what says that it leads: "Riga (Latvia), coordinator"."""
    written = line.of(scene.text)
    masked = _NOTED.sub(lambda m: " " * len(m.group()), written)
    name, comma, rest = masked.partition(", ")
    if comma and "leadPartner" in roles(rest.strip(), scene.languages):
        return line
    return Span(line.start, line.start + len(name))


def _is_name(scene: Scene, block: Block) -> bool:
    """Whether a line is short, begins with a capital, and is neither a label nor a sentence."""
    text = block.span.of(scene.text).strip()
    short = len(text) <= _LONGEST_NAME and "\n" not in text and capitalised(text.split()[0])
    return short and not block.label and text[-1] not in ".!?:" and not roles(text)


def all_names(scene: Scene, line: Span) -> bool:
    """Whether a line is nothing but names, with commas between: at least three, one of them known, and no sentence."""
    written = line.of(scene.text).strip()
    pieces = [piece.strip() for piece in re.split(r"[,;/]\s", written)]
    names = [piece for piece in pieces if piece and capitalised(piece.split()[0])]
    plain = len(names) == len(pieces) > 2 and all(len(piece.split()) <= _NAME for piece in pieces)
    return plain and written[-1] not in ".!?" and bool(scene.inside(line, _BODIES))
