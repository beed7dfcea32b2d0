"""The members of an alliance, association or cluster: bodies that a page lists below "Members" are part of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hanse.extraction.belonging import owner
from hanse.extraction.lexicon import exact, phrases
from hanse.extraction.participants import participant
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.sentences import sentences
from hanse.extraction.slots import parse, split
from hanse.extraction.words import words
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["is_umbrella", "read"]

_WHOLES = ("Organisation", "Network")
_FEWEST = 2  # members that make a list
_LONGEST_LABEL = 60
_LONGEST_QUOTE = 300
_LONGEST_ITEM = 200
_SPARE = 4  # characters of a line beside a name and what stands in brackets


def read(scene: Scene) -> None:
    """Note each body that a list of members names as part of the body whose members they are."""
    page: list[Mention | None] = []
    for index in range(len(scene.layout.blocks)):
        label = None if scene.layout.boilerplate(index) else _label(scene, index)
        if label is None:
            continue
        if not page:
            page.append(owner(scene))
        if whole := _whole(scene, index, label, page[0]):
            _say(scene, index, label, whole)


def _say(scene: Scene, index: int, label: Span, whole: Mention) -> None:
    heading = scene.layout.block(index).kind is BlockKind.HEADING
    members = [(m, line) for m, line in _listed(scene, index) if fold(m.name) != fold(whole.name)]
    for member, line in members if len(members) >= _FEWEST else ():
        near = label.end <= line.start and line.end - label.start <= _LONGEST_QUOTE
        where = Span(label.start, line.end) if near and not heading else line
        scene.say(member, "partOf", whole, where, "members", 0.8)


def _label(scene: Scene, index: int) -> Span | None:
    """A heading, the key of a key line or a line before a list that says "members", alone or with the body's name."""
    block = scene.layout.block(index)
    span = block.label or (block.span if block.kind is BlockKind.HEADING else None)
    if span is None and block.kind is BlockKind.PARAGRAPH and scene.layout.text(index).rstrip().endswith(":"):
        span = list(sentences(scene.layout.text(index), block.span.start))[-1]
    if span is None or span.end - span.start > 3 * _LONGEST_LABEL:
        return None
    written = span.of(scene.text).strip(" :?!")
    if fold(written) in exact("member-cue"):
        return span
    text = scene.words(span)
    cue = phrases("member-cue").at(text, 0, scene.languages) if text else None
    if cue is None and block.kind is BlockKind.PARAGRAPH:  # "The alliance has four members:"
        cue = phrases("member-cue").first(text[-8:], scene.languages)
    named = scene.inside(span, _WHOLES)
    return span if cue and (named or block.kind is BlockKind.PARAGRAPH) else None


def _whole(scene: Scene, index: int, label: Span, page: Mention | None) -> Mention | None:
    """The body whose members a list has: named with the label or in a heading above, else the one of the page."""
    layout = scene.layout
    for span in (label, *(layout.block(i).span for i in reversed(layout.headings(index)))):
        if named := scene.inside(span, (*INITIATIVES, "Organisation")):
            return next((m for m in named if m.kind in _WHOLES and is_umbrella(scene, m)), None)
    before = layout.before(index)
    led = scene.inside(layout.block(before).span, _WHOLES) if before is not None else []
    return next((m for m in (page, scene.topic, *led) if m and m.kind in _WHOLES and is_umbrella(scene, m)), None)


def is_umbrella(scene: Scene, mention: Mention) -> bool:
    """Whether a name that a body has in the text says that it is one of members: "Union of …", "… Cluster"."""
    names = {mention.name, *mention.aliases}
    names |= {name for m in scene.mentions if names & {m.name, *m.aliases} for name in (m.name, *m.aliases)}
    cues = phrases("umbrella-cue")
    texts = [words(name) for name in sorted(names)]
    return any(cues.within(text, ()) or cues.within(text, scene.languages) for text in texts)


def _listed(scene: Scene, index: int) -> Iterator[tuple[Mention, Span]]:
    """The bodies that begin the items, rows or lines below a label or behind it, and where each stands."""
    block = scene.layout.block(index)
    if block.label and (value := Span(block.label.end, block.span.end)).of(scene.text).strip(" :\n"):
        for piece in split(scene.text, value, scene.languages):
            if member := _named(scene, piece):
                yield member, piece
        return
    heading = block.kind is BlockKind.HEADING
    for below in _section(scene, index):
        for inner in scene.layout.within(below):
            kind, line = scene.layout.block(inner).kind, _line(scene, inner)
            if kind in {BlockKind.ITEM, BlockKind.CELL} and _is_first(scene, inner):
                member = _named(scene, line)
            elif heading and kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
                member = _filling(scene, line)
            else:
                continue
            if member:
                yield member, line


def _line(scene: Scene, index: int) -> Span:
    return next((unit.span for unit in scene.layout.units_of((index,))), scene.layout.block(index).span)


def _is_first(scene: Scene, index: int) -> bool:
    """Whether a block is an item, or the first cell of a row that is no header."""
    block = scene.layout.block(index)
    return block.kind is BlockKind.ITEM or (block.level == 0 and not block.header)


def _named(scene: Scene, item: Span) -> Mention | None:
    """The body that an item or cell names, one known by its place alone included."""
    text = item.of(scene.text)
    member = participant(scene, parse(scene.text, item)) if len(text) < _LONGEST_ITEM else None
    return member if member and member.kind in _WHOLES else None


def _filling(scene: Scene, line: Span) -> Mention | None:
    """The body that a line names and says no more than what stands in brackets behind it."""
    member = next((m for m in scene.inside(line, _WHOLES) if m.span.start - line.start < _SPARE), None)
    rest = Span(member.span.end, line.end).of(scene.text).strip() if member else ""
    return member if len(rest) < _SPARE or (rest.startswith("(") and rest.endswith(")")) else None


def _section(scene: Scene, index: int) -> Iterator[int]:
    """The blocks below a label: of a heading all until the next of its rank, without parts that list something else."""
    after, block = scene.layout.following(index), scene.layout.block(index)
    if block.kind is not BlockKind.HEADING:
        yield from (i for i in (*scene.layout.children[index], *islice(after, 1)) if _is_list(scene, i))
        return
    told = True
    for place in after:
        other = scene.layout.block(place)
        if other.kind is BlockKind.HEADING:
            if other.level <= block.level:
                return
            told = not _of_others(scene, other.span)
        if told and not scene.layout.boilerplate(place):
            yield place


def _is_list(scene: Scene, index: int) -> bool:
    return scene.layout.block(index).kind in {BlockKind.LIST, BlockKind.TABLE, BlockKind.ITEM}


def _of_others(scene: Scene, heading: Span) -> bool:
    """Whether a heading is over boards, people, partners or the like."""
    boards = phrases("generic-cue").within(scene.words(heading), scene.languages)
    return boards or bool(roles(heading.of(scene.text), scene.languages) - {"Organisation", "City", "Country"})
