"""What is listed where partners are: each entry with its name, and where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.extraction.lexicon import phrases
from hanse.extraction.localities import near
from hanse.extraction.roles import bystanding, roles
from hanse.extraction.scene import INITIATIVES, PLACES, Scene
from hanse.extraction.slots import Slot, parse, split
from hanse.model import Span

__all__ = ["listed"]

_LINE = re.compile(r"[^\n•·▪]+")


def listed(scene: Scene, values: tuple[Span, ...]) -> Iterator[Slot]:
    """Each entry of an enumeration, or of lines that have one each."""
    lines = [Span(v.start + m.start(), v.start + m.end()) for v in values for m in _LINE.finditer(v.of(scene.text))]
    for line in lines:
        pieces: list[Span] = []
        parts = [part for whole in split(scene.text, line, scene.languages) for part in _joined(scene, whole)]
        for piece in parts:
            told = "leadPartner" in roles(piece.of(scene.text)) or _is_remark(scene, piece)
            if pieces and (told or _is_type(scene, piece) or _is_state(scene, pieces[-1], piece)):
                # "Valencia (ES), lead partner", "Graz, withdrew in 2023", "Falkenberg, municipality, lead partner"
                pieces[-1] = Span(pieces[-1].start, piece.end)
            else:
                pieces.append(piece)
        ends = scene.gazetteer.country(pieces[-1].of(scene.text)) if pieces else None
        if (len(lines) > 1 or ends) and _is_seated(scene, line, pieces):
            pieces = [Span(pieces[0].start, pieces[-1].end)]
        yield from (_apart(scene, parse(scene.text, piece)) for piece in pieces)


def _joined(scene: Scene, piece: Span) -> list[Span]:
    """The two cities that "&" joins, if they lie far from each other: not "Brighton & Hove"."""
    first, sign, second = piece.of(scene.text).partition(" & ")
    halves = [Span(piece.start, piece.start + len(first)), Span(piece.end - len(second), piece.end)]
    names = [parse(scene.text, half).name for half in halves] if sign else []
    cities = [m for name in names for m in scene.inside(name, ("City",)) if m.span == name]
    return halves if len(cities) == len(halves) and not near(*cities) else [piece]


def _is_remark(scene: Scene, piece: Span) -> bool:
    """Whether a piece of an enumeration names nobody and says that the one before it is no partner, or no longer."""
    text = scene.words(piece)
    plain = text and all(
        w.text.islower() or w.text.isdigit() for w in text[:1] + ([] if scene.language == "de" else text)
    )
    return bool(plain or len(text) == 1) and not scene.inside(piece) and bystanding(scene, piece)


def _is_type(scene: Scene, piece: Span) -> bool:
    """Whether a piece has nothing but a word for towns in lower case: what the one before it is."""
    text = scene.words(piece)
    cue = phrases("name-cue", ("City",)).at(text, 0, scene.languages) if text and text[0].text.islower() else None
    return cue is not None and cue.end == len(text)


def _is_state(scene: Scene, before: Span, piece: Span) -> bool:
    """Whether a piece is but the code of a state or province of the city before it: "Washington, | DC"."""
    return bool(_STATE.fullmatch(piece.of(scene.text))) and any(
        m.span == before for m in scene.inside(before, ("City",))
    )


_STATE = re.compile(r"[A-Z]{2}")


def _is_seated(scene: Scene, line: Span, pieces: list[Span]) -> bool:
    """Whether a line names a body and then where it is: one of several, or one that a country ends."""
    if not 1 < len(pieces) < 4 or line.of(scene.text).rstrip().endswith(","):
        return False
    names = [parse(scene.text, piece).name for piece in pieces]
    there = [any(m.span == name for m in scene.inside(name, PLACES)) for name in names]
    return all(there[1:]) and not there[0] and not scene.inside(names[0], INITIATIVES)


def _apart(scene: Scene, slot: Slot) -> Slot:
    """A value whose parts no sign tells apart: "Idrija Slovenia", "Kuldīga Latvia Lead Partner"."""
    text = scene.words(slot.name)
    for cut in range(max(1, len(text) - 3), len(text)):
        head, tail = Span(text[0].start, text[cut - 1].end), Span(text[cut].start, slot.name.end)
        if roles(tail.of(scene.text), scene.languages) & {"leadPartner", "partner"}:
            return _apart(scene, Slot(slot.whole, head, slot.notes, tail))
        country = scene.gazetteer.country(tail.of(scene.text))
        places = scene.gazetteer.find(head.of(scene.text), scene.language) if country else ()
        if country and any(p.country == country.country for p in places):
            return Slot(slot.whole, head, (*slot.notes, tail), slot.rest)
    return slot
