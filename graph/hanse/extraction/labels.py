"""Values under a label: key lines, definition lists, lists below a heading or line, tables of two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from hanse.extraction import dates
from hanse.extraction.lexicon import exact, phrases
from hanse.extraction.roles import LONGEST, TIMES, aside, roles, run_ins
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.topics import whole
from hanse.extraction.words import Word, capitalised, sentences
from hanse.model import Block, BlockKind, Span
from hanse.names import fold
from hanse.vocabulary import concept

__all__ = [
    "Labelled",
    "country_codes",
    "labelled",
    "lists_partners",
    "of_partners",
    "stated",
    "together",
]

_NEAR = 40
_CODE = re.compile(r"\([A-Z]{2}\)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Values with what their label says they are: local names of properties and classes."""

    roles: frozenset[str]
    values: tuple[Span, ...]
    label: Span
    block: int


def together(found: Labelled, value: Span) -> Span:
    """The label with a value of it where they stand together, else the value."""
    near = found.label.end <= value.start and value.start - found.label.end < _NEAR
    return Span(found.label.start, value.end) if near else value


def of_partners(scene: Scene, label: Span) -> bool:
    """Whether a label says that what follows are partners, or the lead."""
    return bool(roles(label.of(scene.text), scene.languages) & {"partner", "leadPartner"})


def lists_partners(scene: Scene) -> bool:
    """Whether any line of a page is a label of partners."""
    return any(of_partners(scene, unit.span) for unit in scene.units())


def country_codes(text: str) -> int:
    """How many country codes in brackets a text has: the mark of a list of partners.

    >>> country_codes("Riga (LV), Siracusa (IT), Ghent")
    2
    """
    return len(_CODE.findall(text))


def labelled(scene: Scene) -> Iterator[Labelled]:
    """All labelled values of a document."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind in {BlockKind.META, BlockKind.TABLE, BlockKind.ROW}:
            continue
        span = block.label or (block.span if block.kind is BlockKind.HEADING else _introduction(scene, index))
        found = stated(scene, span) if span else frozenset()
        if span and found:
            values = tuple(_inline(scene, index)) or tuple(_below(scene, index))
            if values:
                yield Labelled(found, values, span, index)
        for inner, value in run_ins(scene, index):
            yield Labelled(roles(inner.of(scene.text), scene.languages), (value,), inner, index)
    yield from _dashed(scene)
    yield from _asked(scene)
    yield from _over(scene)
    yield from _after_lead(scene)
    yield from _pairs(scene)
    yield from _topics(scene)
    yield from _tagged(scene)


_DASHED = re.compile(r"([^:–—\n]{2,40}?)\s[–—-]\s+(?=\S)")


def _dashed(scene: Scene) -> Iterator[Labelled]:
    """Lines in which a dash stands for the colon: "Lead – Antwerp"."""
    for unit in scene.units():
        block = scene.layout.block(unit.block)
        match = _DASHED.match(unit.span.of(scene.text)) if block.kind is BlockKind.ITEM and not block.label else None
        found = roles(match.group(1), scene.languages) if match else frozenset()
        if match and found:
            label = Span(unit.span.start, unit.span.start + match.end(1))
            yield Labelled(found, (Span(unit.span.start + match.end(), unit.span.end),), label, unit.block)


def _over(scene: Scene) -> Iterator[Labelled]:
    """Lines that are but a label, over their value: "Duration", "May 2018 – April 2021"; "Partners", "Riga, Graz"."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        short = block.kind is BlockKind.PARAGRAPH and block.span.end - block.span.start <= _LONGEST_TIMES
        if not short or block.label or layout.text(index).rstrip().endswith((":", "?", ".")):
            continue
        below = next(layout.following(index), None)
        if below is None or layout.block(below).kind is not BlockKind.PARAGRAPH:
            continue
        value = layout.block(below).span
        said = roles(layout.text(index), scene.languages)
        if said & _TAKING_PART and not layout.boilerplate(below) and _all_names(scene, value):
            yield Labelled(said, (value,), block.span, index)
        if said & _TAKING_PART and len(lines := tuple(_lines_below(scene, index))) >= _FEWEST:
            yield Labelled(said, lines, block.span, index)
        times = said & TIMES if value.end - value.start <= _DATES else None
        whens = dates.find(value.of(scene.text), scene.language, value.start, years=True) if times else []
        if times and sum(w.span.end - w.span.start for w in whens) >= value.end - value.start - _SPARE:
            yield Labelled(times, (value,), block.span, index)


def _lines_below(scene: Scene, index: int) -> Iterator[Span]:
    """The lines below a label that has no sign of one, each a name and little else; none where few are known."""
    below = (scene.layout.block(i) for i in scene.layout.following(index) if not scene.layout.boilerplate(i))
    lines = [b.span for b in takewhile(lambda b: b.kind is BlockKind.PARAGRAPH and _is_name(scene, b), below)]
    known = [m for line in lines for m in scene.inside(line, _BODIES) if m.span.start == line.start]
    if 5 * len(known) >= 3 * len(lines):
        yield from (Span(line.start, line.start + len(line.of(scene.text).split(", ")[0])) for line in lines)


def _is_name(scene: Scene, block: Block) -> bool:
    """Whether a line is short, begins with a capital, and is neither a label nor a sentence."""
    text = block.span.of(scene.text).strip()
    short = len(text) <= _LONGEST_NAME and "\n" not in text and capitalised(text.split()[0])
    return short and not block.label and text[-1] not in ".!?:" and not roles(text)


def _all_names(scene: Scene, line: Span) -> bool:
    """Whether a line is nothing but names, with commas between: at least three, one of them known, and no sentence."""
    written = line.of(scene.text).strip()
    pieces = [piece.strip() for piece in re.split(r"[,;/]\s", written)]
    names = [piece for piece in pieces if piece and capitalised(piece.split()[0])]
    plain = len(names) == len(pieces) > 2 and all(len(piece.split()) <= _NAME for piece in pieces)
    return plain and written[-1] not in ".!?" and bool(scene.inside(line, _BODIES))


_TAKING_PART = frozenset({"partner"})
_BODIES = ("City", "Region", "Organisation")
_FEWEST = 3  # lines of such a list
_LONGEST_NAME = 110
_NAME = 7  # words
_LONGEST_TIMES, _DATES, _SPARE = 30, 50, 6  # characters of a label, of dates, and of small words beside them
_ASKED = re.compile(r"^([^\n:?]{2,30}\?)[ \xa0]+(\S.*)$", re.MULTILINE)


def _asked(scene: Scene) -> Iterator[Labelled]:
    """Lines in which a question stands for the label: "Quand ? Jeudi 19 septembre 2024"."""
    for unit in scene.units():
        written = unit.span.of(scene.text) if "?" in scene.text[unit.span.start : unit.span.start + LONGEST] else ""
        for match in _ASKED.finditer(written):
            if found := roles(match[1], scene.languages):
                label, value = (Span(unit.span.start + match.start(g), unit.span.start + match.end(g)) for g in (1, 2))
                yield Labelled(found, (value,), label, unit.block)


def _after_lead(scene: Scene) -> Iterator[Labelled]:
    """The list of names with country codes right below the line that gives the lead partner."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        before = (
            layout.before(index) if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST} and not block.label else None
        )
        label = layout.block(before).label if before is not None else None
        led = label and "leadPartner" in roles(label.of(scene.text), scene.languages)
        if label and led and country_codes(layout.text(index)) >= 2:
            values = tuple(_leaves(scene, index)) if block.kind is BlockKind.LIST else (block.span,)
            yield Labelled(frozenset({"partner"}), values, label, index)


def _topics(scene: Scene) -> Iterator[Labelled]:
    """Lists without a label whose items are topics of the theme scheme."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.kind is BlockKind.LIST and not layout.boilerplate(index) and layout.children[index]:
            items = tuple(_leaves(scene, index))
            named = [s for s in items if concept(s.of(scene.text).strip(" .,;"), scene.language) or whole(scene, s)]
            if len(named) >= max(2, 0.6 * len(items)):
                yield Labelled(frozenset({"theme"}), tuple(named), block.span, index)


def _tagged(scene: Scene) -> Iterator[Labelled]:
    """The keywords that a page's elements mark as such."""
    tags = [mark.span for mark in scene.document.marks if mark.kind == "tag"]
    for index in _blocks_of(scene, tags):
        held = tuple(tag for tag in tags if tag in scene.layout.block(index).span)
        if held and not scene.layout.boilerplate(index):
            yield Labelled(frozenset({"theme"}), held, held[0], index)


def _blocks_of(scene: Scene, stretches: list[Span]) -> list[int]:
    """The innermost blocks in which some stretches stand."""
    found = {scene.layout.innermost(stretch) for stretch in stretches}
    return sorted(index for index in found if index is not None)


def stated(scene: Scene, label: Span) -> frozenset[str]:
    """The roles of a label; also of one that goes on with an initiative's name: "Partners of the GreenLink network".

    The cities of an initiative are its partners: "The cities of GreenLink".
    """
    if found := roles(label.of(scene.text), scene.languages):
        return found
    text = scene.words(label)
    if len(text) < 12 and _owned(scene, label, text) & {"City", "partner"}:
        return frozenset({"partner"})
    cue = phrases("label-cue", ("partner",)).at(text, 0, scene.languages) if text else None
    return (
        frozenset({"partner"})
        if cue and not aside(text, scene.languages) and len(text) < 12 and scene.inside(label, INITIATIVES)
        else frozenset()
    )


def _owned(scene: Scene, label: Span, text: Sequence[Word]) -> frozenset[str]:
    """The roles of what a label says is an initiative's, if it says nothing else: "Die Städte von X", "X cities"."""
    named = scene.inside(label, INITIATIVES)
    if len(named) != 1:
        return frozenset()
    small = (phrases("article"), phrases("genitive"))
    rest = [w for w in text if not (w.start >= named[0].span.start and w.end <= named[0].span.end)]
    told = [w.text for w in rest if not any(one.alone(w, scene.languages) for one in small)]
    cues = exact("label-cue").get(fold(" ".join(told)), ())
    return frozenset(cue.term for cue in cues if not cue.language or cue.language in scene.languages)


def _introduction(scene: Scene, index: int) -> Span | None:
    """A short line that ends in a colon or question mark before a list."""
    block = scene.layout.block(index)
    text = scene.layout.text(index)
    if block.kind in {BlockKind.PARAGRAPH, BlockKind.CAPTION} and text.rstrip()[-1:] in {":", "?"}:
        last = list(sentences(text, block.span.start))[-1]
        return last if last.end - last.start <= LONGEST else None
    if block.kind is BlockKind.PARAGRAPH and len(text) <= 30 and text.isupper():
        return block.span
    return None


def _inline(scene: Scene, index: int) -> Iterator[Span]:
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


def _below(scene: Scene, index: int) -> Iterator[Span]:
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
            yield from _leaves(scene, candidate)
            return
        if block.kind is BlockKind.ITEM:
            yield from _leaves(scene, candidate)
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


def _enumerates(text: str) -> bool:
    """Whether a line is a list of names rather than prose."""
    return (
        bool(text)
        and len(text) < 900
        and not re.search(r"[a-zà-ž]{2}\.(?:\s|$)", text)
        and (len(text) < 60 or text.count(",") + text.count(";") + text.count("\n") >= max(2, len(text) // 60))
    )


def _leaves(scene: Scene, index: int) -> Iterator[Span]:
    layout = scene.layout
    for inner in layout.within(index):
        block = layout.block(inner)
        if block.kind is BlockKind.ITEM and not any(
            layout.block(c).kind in {BlockKind.LIST, BlockKind.ITEM} for c in layout.children[inner]
        ):
            own = layout.own(inner)
            yield own if own else block.span


def _pairs(scene: Scene) -> Iterator[Labelled]:
    """Rows of two cells of which the first is a label; a date is a value in the first row too, as a header it is none.

    Rows of a timeline have the date before the label: "1 March 2024 | Project start | Deventer".
    """
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.kind is not BlockKind.ROW or len(layout.children[index]) < 2:
            continue
        key, value, *more = (layout.block(c) for c in layout.children[index])
        if key.span.of(scene.text)[:1].isdigit() and (found := _begun(scene, value.span)):
            yield Labelled(found, (key.span,), value.span, index)
        elif not more and (found := roles(key.span.of(scene.text), scene.languages)):
            told = not value.header or (found & TIMES and scene.dates(value.span))
            if told and value.span.of(scene.text).strip():
                yield Labelled(found, (value.span,), key.span, index)


def _begun(scene: Scene, label: Span) -> frozenset[str]:
    """Whether a label says that a network or project begins or ends: "Project start"."""
    if not phrases("name-cue", INITIATIVES).within(scene.words(label), scene.languages):
        return frozenset()
    return roles(label.of(scene.text), scene.languages) & {"startDate", "endDate"}
