"""Values under a label: key lines, definition lists, lists below a heading or line, tables of two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hanse.extraction import beneath, dates
from hanse.extraction.lexicon import exact, phrases
from hanse.extraction.roles import LONGEST, TIMES, aside, roles, run_ins
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.sentences import sentences
from hanse.extraction.topics import whole
from hanse.extraction.words import Word
from hanse.model import BlockKind, Span
from hanse.names import fold
from hanse.vocabulary import concept

__all__ = [
    "Labelled",
    "country_codes",
    "labelled",
    "lists_partners",
    "of_partners",
    "only_placed",
    "stated",
    "together",
]

_NEAR = 40
_CODE = re.compile(r"\([A-Z]{2}\)")
_PLACED = re.compile(r"(?:[^\W\d_](?:(?!\s[–—-]\s)[^(),;:.\n]){1,40} \([A-Z]{2}\)(?:, |; | and |$))+")


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


def only_placed(text: str) -> bool:
    """Whether a text has nothing but at least two names with the codes of their countries.

    >>> only_placed("Riga (LV), Siracusa (IT)"), only_placed("Roofs - Riga (LV), Siracusa (IT)")
    (True, False)
    """
    return bool(_PLACED.fullmatch(text.strip())) and country_codes(text) > 1


def labelled(scene: Scene) -> Iterator[Labelled]:
    """All labelled values of a document."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind in {BlockKind.META, BlockKind.TABLE, BlockKind.ROW}:
            continue
        span = block.label or (block.span if block.kind is BlockKind.HEADING else _introduction(scene, index))
        found = stated(scene, span) if span else frozenset()
        if span and found:
            values = tuple(beneath.inline(scene, index)) or tuple(beneath.below(scene, index))
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
        if said & _TAKING_PART and not layout.boilerplate(below) and beneath.all_names(scene, value):
            yield Labelled(said, (value,), block.span, index)
        if said & _TAKING_PART and len(lines := tuple(beneath.lines_below(scene, index))) >= _FEWEST:
            yield Labelled(said, lines, block.span, index)
        times = said & TIMES if value.end - value.start <= _DATES else None
        whens = dates.find(value.of(scene.text), scene.language, value.start, years=True) if times else []
        if times and sum(w.span.end - w.span.start for w in whens) >= value.end - value.start - _SPARE:
            yield Labelled(times, (value,), block.span, index)


_TAKING_PART = frozenset({"partner"})
_FEWEST = 3  # lines of such a list
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
            values = tuple(beneath.leaves(scene, index)) if block.kind is BlockKind.LIST else (block.span,)
            yield Labelled(frozenset({"partner"}), values, label, index)


def _topics(scene: Scene) -> Iterator[Labelled]:
    """Lists without a label whose items are topics of the theme scheme."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.kind is BlockKind.LIST and not layout.boilerplate(index) and layout.children[index]:
            items = tuple(beneath.leaves(scene, index))
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
