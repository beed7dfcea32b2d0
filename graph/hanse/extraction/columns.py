"""What the cells of a table's columns are, whatever its header says: labels, numbers of rows, countries, cities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.slots import parse, split
from hanse.extraction.words import words
from hanse.model import Span

__all__ = ["by_content", "header_roles", "keyed", "mostly", "numbers_rows", "of_people"]

_KEYS = 3
_MOST = 0.7  # of a column's cells


def numbers_rows(scene: Scene, cells: Sequence[Span]) -> bool:
    """Whether the first column only numbers the rows, whatever its header is short for: "LP"."""
    return mostly([cell.of(scene.text).strip(" .)#") for cell in cells], str.isdecimal)


def keyed(scene: Scene, body: Sequence[tuple[int, dict[int, Span]]]) -> bool:
    """Whether the cells of the first column are labels, each of the value beside it."""
    keys = [cells[0].of(scene.text) for _, cells in body if len(cells) == 2 and 0 in cells]
    return len(keys) >= _KEYS and sum(bool(roles(key, scene.languages)) for key in keys) > len(body) / 2


def by_content(scene: Scene, cells: Sequence[Span]) -> frozenset[str]:
    """What a column gives whose header does not say: countries, or cities, one or several in a cell."""
    texts = [cell.of(scene.text).strip(" *") for cell in cells]
    if mostly(texts, lambda text: bool(scene.gazetteer.country(text))):
        return frozenset({"Country"})
    names = [parse(scene.text, p).name.of(scene.text) for c in cells for p in split(scene.text, c, scene.languages)]
    places = [scene.gazetteer.find(name, scene.language) for name in names if name]
    cities = [found[0] for found in places if found and found[0].kind == "City"]
    return frozenset({"City"}) if len(cells) > 1 and len(cities) >= _MOST * max(len(names), 1) else frozenset()


def mostly(texts: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Whether a test holds of most of a column's cells."""
    return len(texts) > 1 and sum(map(test, texts)) >= _MOST * len(texts)


def of_people(scene: Scene, cells: list[Span]) -> bool:
    """Whether cells hold people, who lead or take part for the others of their rows."""
    people = [any(p.span.start == cell.start for p in scene.inside(cell, ("Person",))) for cell in cells]
    return bool(people) and all(people)


def header_roles(scene: Scene, text: str) -> frozenset[str]:
    """A header's roles; also of one whose last or first word says what is listed: "UIA project", "Network acronym"."""
    found = words(text)
    if (stated := roles(text, scene.languages)) or not 0 < len(found) <= 4:
        return stated
    cues = list(phrases("name-cue", INITIATIVES).scan(found, scene.languages))
    return frozenset(m.cue.term for m in cues if m.end == len(found) or not m.start)
