"""Networks, projects and practices that a page lists: sections with their fields, entries below "Our projects"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hanse.extraction import dates
from hanse.extraction.headings import named, untyped
from hanse.extraction.knowledge import register
from hanse.extraction.lexicon import Match, exact, phrases
from hanse.extraction.lines import Line
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, capitalised, lemma, words
from hanse.model import BlockKind, Span
from hanse.vocabulary import pays_for_networks

__all__ = ["declare", "listed_kind"]

_FIELDS = (
    frozenset({"programme"}),
    frozenset({"partner", "leadPartner"}),
    frozenset({"temporalCoverage", "startDate", "endDate"}),
)
_TELLING = 2  # kinds of fields that tell a section to be about a network or project
_NEAR = 12  # blocks below a heading that may be its fields
_HEADING = 7  # words of a heading that says what is listed below
_NAME = 9  # words of a name
_SMALL = 3  # letters of a word that names write small
_FIRST = 300  # characters of an entry that may tell what it is
_HEAD = re.compile(r"[^\n:(–—]{2,80}?(?=\s*(?:[:(\n]|\s[–—-]\s|$))")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What may be the name of something listed: where it stands, and what is said of it up to the next."""

    block: int
    name: Span
    rest: Span
    marked: bool  # it is a heading, or emphasised


def declare(scene: Scene) -> None:
    """Say of the titles of sections with fields, and of the entries of lists of projects, what they name."""
    _declare_sections(scene)
    for heading, kind in _headings(scene):
        entries = [e for e in _entries(scene, heading) if _nameable(scene, e)]
        told = [e for e in entries if e.block in scene.records or _told(scene, e)]
        for entry in told if 2 * len(told) > len(entries) else ():
            _keep(scene, entry, kind)


def listed_kind(scene: Scene, heading: Span) -> str:
    """What a heading says that is listed below: "Our projects", "Ongoing EU projects", "Projets européens de la Ville".

    A word for initiatives in the plural, at the head: after adjectives at the most, not after "goals of".
    """
    text = scene.words(heading)
    if not 0 < len(text) <= _HEADING or scene.coined(heading.of(scene.text)):
        return ""
    for match in phrases("label-cue", INITIATIVES).scan(text, scene.languages):
        before = text[: match.start]
        plain = len(before) <= 2 and not any(
            phrases(kind).alone(w, scene.languages) for kind in _BEFORE for w in before
        )
        return match.cue.term if plain and _several(text, match) else ""
    return ""


_BEFORE = ("genitive", "place-preposition", "name-cue")


def _several(text: Line, match: Match) -> bool:
    """Whether a word for initiatives stands in the plural, as a cue has it: "projekti", not "projekta"."""
    last, language = text[match.end - 1], match.cue.language
    written = " ".join(w.folded for w in text[match.start : match.end])
    as_cue = any(c.term == match.cue.term and c.language == language for c in exact("label-cue").get(written, ()))
    return as_cue and (last.folded != lemma(last.text, language) or (language == "sv" and match.end - match.start > 1))


def _headings(scene: Scene) -> Iterator[tuple[int, str]]:
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is not BlockKind.HEADING or scene.layout.boilerplate(index):
            continue
        if kind := listed_kind(scene, block.span):
            yield index, kind


def _entries(scene: Scene, heading: int) -> Iterator[_Entry]:
    """The headings of the next level below a heading, or of the one after it where those only group others; else the
    items of a list, the rows of a table and the paragraphs that follow it.
    """
    layout = scene.layout
    level = layout.block(heading).level
    below = []
    for index in layout.following(heading):
        block = layout.block(index)
        if block.kind is BlockKind.HEADING and block.level <= level:
            break
        below.append(index)
    inner = [i for top in below for i in layout.within(top) if layout.block(i).kind is BlockKind.HEADING]
    if inner:
        least, *deeper = sorted({layout.block(i).level for i in inner})
        highest = [i for i in inner if layout.block(i).level == least]
        if deeper and 2 * sum(_groups(scene, i) for i in highest) > len(highest):
            highest = [i for i in inner if layout.block(i).level == deeper[0]]
        yield from (_titled(scene, i) for i in highest)
        return
    for index in below:
        kind = layout.block(index).kind
        if kind is BlockKind.LIST:
            yield from (e for c in layout.children[index] if (e := _begun(scene, c)))
        elif kind is BlockKind.TABLE:
            yield from (e for row in layout.children[index] if (e := _rowed(scene, row)))
        elif kind is BlockKind.PARAGRAPH and (entry := _begun(scene, index)) and entry.marked:
            yield entry


def _rowed(scene: Scene, row: int) -> _Entry | None:
    """The first cell of a row that no header tells of, with what the others say of it."""
    cells = [scene.layout.block(c) for c in scene.layout.children[row]]
    if len(cells) < 2 or any(cell.header for cell in cells[1:]):
        return None
    return _Entry(row, cells[0].span, Span(cells[0].span.end, cells[-1].span.end), marked=True)


def _groups(scene: Scene, heading: int) -> bool:
    """Whether a heading stands over nothing but deeper ones, each with its own text: "Projects by theme", "Water"."""
    layout, level = scene.layout, scene.layout.block(heading).level
    below = (i for top in layout.section(heading) for i in layout.within(top))
    first = next((i for i in below if layout.own(i) is not None), None)
    return first is not None and layout.block(first).kind is BlockKind.HEADING and layout.block(first).level > level


def _titled(scene: Scene, heading: int) -> _Entry:
    end = max((scene.layout.block(i).span.end for i in scene.layout.section(heading)), default=0)
    span = scene.layout.block(heading).span
    return _Entry(heading, span, Span(span.end, max(end, span.end)), marked=True)


def _begun(scene: Scene, index: int) -> _Entry | None:
    """The name that an item or paragraph begins with: what is emphasised, else what stands before its first sign."""
    own = scene.layout.own(index)
    if own is None:
        return None
    strong = next((m for m in scene.strong if m.start - own.start <= 2 and m in own), None)
    match = None if strong else _HEAD.match(own.of(scene.text))
    name = strong or (Span(own.start, own.start + match.end()) if match else None)
    return _Entry(index, name, Span(name.end, own.end), marked=strong is not None) if name else None


def _nameable(scene: Scene, entry: _Entry) -> bool:
    """Whether what an entry begins with may be an initiative's name: no label, place, body, person or prose."""
    written = _name(scene, entry).of(scene.text)
    found = [w for w in words(written) if w.folded]
    if not 0 < len(found) <= _NAME or not scene.nameable(written) or roles(written):
        return False
    if not capitalised(found[0].text) or dates.find(written, scene.language) or _known(found, scene.language):
        return False
    if scene.coined(written):
        return not any(w.text.islower() and len(w.text) > _SMALL for w in found)
    kinds = phrases("name-cue", (*INITIATIVES, "Organisation", "City", "Event", "Programme"))
    return len(found) > 1 and not kinds.at(found, 0, scene.languages) and not listed_kind(scene, entry.name)


def _known(text: list[Word], language: str) -> bool:
    """Whether a well-known programme, network or body is named."""
    return any(register().at(text, i, language) for i in range(len(text)))


def _name(scene: Scene, entry: _Entry) -> Span:
    """The name of an entry, without quotation marks, a word for what it is, and a bracket."""
    written = entry.name.of(scene.text).split("(")[0].strip(' :.–—-*"“”„«»\n')
    written = untyped(scene, written if written.isupper() else named(written))
    start = entry.name.start + max(0, entry.name.of(scene.text).find(written))
    return Span(start, start + len(written))


def _told(scene: Scene, entry: _Entry) -> bool:
    """Whether something speaks for a name: its letters, that its text repeats it, a programme, a time of years."""
    name = _name(scene, entry).of(scene.text)
    if scene.coined(name):
        return True
    rest = Span(entry.rest.start, min(entry.rest.end, entry.rest.start + _FIRST))
    if not entry.marked:
        return False
    cased = scene.language != "de" and sum(capitalised(w.text) or w.text.isdigit() for w in words(name)) > 1
    if cased and (name in rest.of(scene.text) or _programme(scene, rest) or _lasting(scene, rest)):
        return True
    return _programme(scene, rest) and _lasting(scene, rest)


def _programme(scene: Scene, rest: Span) -> bool:
    text = scene.words(rest)
    found = (register().at(text, index, scene.language) for index in range(len(text)))
    return any(name and name[1].kind == "Programme" for name in found)


def _lasting(scene: Scene, rest: Span) -> bool:
    """Whether a text tells a time of more than a year."""
    whens = dates.find(rest.of(scene.text), scene.language, rest.start, years=True)
    return any(w.end and w.start.year and w.end.year > w.start.year for w in whens)


def _keep(scene: Scene, entry: _Entry, kind: str) -> None:
    if entry.block in scene.records:
        return
    name = _name(scene, entry)
    known = [
        m
        for m in [x for k in INITIATIVES for x in scene.mentions.of(k)]
        if name.of(scene.text).startswith(m.name + " ")
    ]
    if known:  # "SKYLARK at half-time", where a table has SKYLARK
        scene.records[entry.block] = max(known, key=lambda m: len(m.name))
        return
    scene.records[entry.block] = scene.replace(Mention(name, kind, name.of(scene.text), 0.88))


def _declare_sections(scene: Scene) -> None:
    """Say of the titles of at least two sections beside each other with such fields that they name initiatives."""
    by_level: dict[tuple[int | None, int], list[_Entry]] = {}
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.HEADING and not scene.layout.boilerplate(index) and _fielded(scene, index):
            entry = _titled(scene, index)
            if _nameable(scene, entry):
                by_level.setdefault((block.parent, block.level), []).append(entry)
    for entries in by_level.values():
        for entry in entries if len(entries) > 1 else ():
            _keep(scene, entry, _kind(scene, entry))


def _fielded(scene: Scene, heading: int) -> bool:
    """Whether key lines right below a heading tell a programme or who takes part, and a second thing."""
    inner = [i for top in scene.layout.section(heading) for i in scene.layout.within(top)][:_NEAR]
    labels = [b.label for b in (scene.layout.block(i) for i in inner) if b.label]
    said = [roles(label.of(scene.text), scene.languages) for label in labels]
    told = [any(found & fields for found in said) for fields in _FIELDS]
    return sum(told) >= _TELLING and any(told[:2])


def _kind(scene: Scene, entry: _Entry) -> str:
    """What a section's title names: as the headings above say, a network where a programme of networks pays for it."""
    for heading in reversed(scene.layout.headings(entry.block)):
        if kind := listed_kind(scene, scene.layout.block(heading).span):
            return kind if kind != "Project" or not _of_networks(scene, entry.rest) else "Network"
    return "Network" if _of_networks(scene, entry.rest) else scene.calls_itself(("Network", "Project")) or "Project"


def _of_networks(scene: Scene, rest: Span) -> bool:
    return any(pays_for_networks(word.folded) for word in scene.words(rest))
