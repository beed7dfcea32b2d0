"""Tables: the header says what each column gives, and which of them names networks, projects or practices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hanse.extraction.columns import by_content, header_roles, keyed, mostly, numbers_rows, of_people
from hanse.extraction.labels import stated
from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.slots import split
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import distinctive, words
from hanse.model import BlockKind, Span

_REMARK = re.compile(r"(?<=\w)\s+\(([^()]*)\)$")
_ONCE = everywhere("once-called")
_NAMED = frozenset({"Person", "title"})  # what a column that is headed "Name" or "Title" may be read as

PARTNERSHIP = frozenset({"partner", "leadPartner"})
TOWNS = frozenset({"City"})  # beside a column headed so, another one of cities is of something else: "Visited by"
_NUMBERS = frozenset({"population", "attendance", "temporalCoverage", "startDate", "endDate"})
_TELLING = frozenset({"theme", "programme", "temporalCoverage", "startDate", "endDate", "implementedIn", "leadExpert"})

__all__ = ["PARTNERSHIP", "TOWNS", "Grid", "declare", "grids", "headed_partners", "name_in", "turned"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a header: the roles of its columns and the cells of each row by column."""

    block: int
    columns: dict[int, frozenset[str]]
    rows: tuple[tuple[int, dict[int, Span]], ...]

    def column(self, *wanted: str) -> int | None:
        """The first column that has one of the roles, in the order of the roles."""
        return next((c for role in wanted for c, found in sorted(self.columns.items()) if role in found), None)


def grids(scene: Scene) -> Iterator[Grid]:
    """The tables whose header says what at least one column gives."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.TABLE:
            rows = [r for r in scene.layout.within(index) if scene.layout.block(r).kind is BlockKind.ROW]
            grid = _grid(scene, index, rows)
            if grid:
                yield grid


def _grid(scene: Scene, index: int, rows: list[int]) -> Grid | None:
    if len(rows) < 2:
        return None
    if turned(scene, rows):
        return _turned(scene, index, rows)
    if not _is_header(scene, rows[0]) and _numbered_partners(scene, rows):
        return _headless(scene, index, rows)
    header = {level: header_roles(scene, text) for level, text in _texts(scene, rows[0])}
    if sum(map(bool, header.values())) < (1 if _is_header(scene, rows[0]) else 2):
        return _headless(scene, index, rows)
    body = _body(scene, rows[1:])
    if keyed(scene, body):
        return None
    for column in {c for _, cells in body for c in cells} - {c for c, r in header.items() if r}:
        found = by_content(scene, [cells[column] for _, cells in body if column in cells])
        header[column] = frozenset() if found & TOWNS & frozenset().union(*header.values()) else found
    for column in [c for c, said in header.items() if said & PARTNERSHIP]:
        if of_people(scene, [cells[column] for _, cells in body if column in cells]):
            header[column] = frozenset({"Person"})  # "Local coordinator"
    taking_part = [c for c, said in header.items() if "attendee" in said]
    if taking_part and not any(said & PARTNERSHIP for said in header.values()) and headed_partners(scene, index):
        header |= dict.fromkeys(taking_part, frozenset({"partner"}))  # "Consortium", over "Participant | Country"
    first = [cells[0] for _, cells in body if 0 in cells]
    if header.get(0) and not header[0] & _NUMBERS and numbers_rows(scene, first):
        header[0] = frozenset()
    return Grid(index, {c: r for c, r in header.items() if r}, body)


def turned(scene: Scene, rows: Sequence[int]) -> bool:
    """Whether the first row names things, with nothing over the labels in the first column: each column is of one."""
    heads = _cells(scene, rows[0]) if len(rows) > _FEWEST else {}
    if len(heads) < _FEWEST or 0 in heads or any(roles(head.of(scene.text)) for head in heads.values()):
        return False
    labels = [text for row in rows[1:] for level, text in _texts(scene, row) if level == 0]
    return len(labels) == len(rows) - 1 and mostly(labels, lambda label: bool(roles(label, scene.languages)))


_FEWEST = 2  # things side by side, and labels


def _turned(scene: Scene, index: int, rows: list[int]) -> Grid:
    """A table whose columns are of one thing each, as one with a row for each: its row is the cell that names it."""
    lines = [_cells(scene, row) for row in rows]
    told = {
        number: roles(line[0].of(scene.text).strip(" *:"), scene.languages)
        for number, line in enumerate(lines)
        if 0 in line
    }
    heads = {scene.layout.block(c).level: c for c in scene.layout.children[rows[0]]}
    body = tuple(
        (heads[column], {number: line[column] for number, line in enumerate(lines) if column in line})
        for column in sorted(lines[0])
    )
    of = by_content(scene, [cells[0] for _, cells in body])
    return Grid(index, {c: r for c, r in {**told, 0: of}.items() if r}, body)


def _body(scene: Scene, rows: list[int]) -> tuple[tuple[int, dict[int, Span]], ...]:
    """The cells of each row, with those of rows above that reach down into it."""
    found, reaching = [], dict[int, tuple[int, Span]]()  # by column: the first row that it does not reach, the cell
    for number, row in enumerate(rows):
        own = _cells(scene, row)
        above = {column: cell for column, (end, cell) in reaching.items() if number < end and column not in own}
        if own:
            found.append((row, {**above, **own}))
        for block in (scene.layout.block(cell) for cell in scene.layout.children[row]):
            if block.rows > 1 and block.level in own:
                reaching[block.level] = number + block.rows, block.span
    return tuple(found)


def _headless(scene: Scene, index: int, rows: list[int]) -> Grid | None:
    """A table of partners without a header: countries fill a column, and heading or cells call the others partners."""
    body = _body(scene, rows)
    texts: dict[int, list[str]] = {}
    for _, cells in body:
        for column, cell in cells.items():
            texts.setdefault(column, []).append(cell.of(scene.text).strip(" *"))
    nations = {c for c, found in texts.items() if mostly(found, lambda t: bool(scene.gazetteer.country(t)))}
    called = {c for c, found in texts.items() if mostly(found, _is_partnership)}
    others = sorted(texts.keys() - nations - called)
    if not nations or not others or not (called or headed_partners(scene, index)):
        return None
    return Grid(index, {**dict.fromkeys(nations, frozenset({"Country"})), others[0]: frozenset({"partner"})}, body)


def _is_partnership(text: str) -> bool:
    """Whether a cell calls somebody a partner or the lead: "LP", "PP2"."""
    return bool(roles(text) & PARTNERSHIP)


def _numbered_partners(scene: Scene, rows: list[int]) -> bool:
    """Whether the first cells of all rows call somebody a partner: the first row is one of them, and no header."""
    first = [text for row in rows for level, text in _texts(scene, row) if level == 0]
    return len(first) == len(rows) > 1 and all(map(_is_partnership, first))


def _is_header(scene: Scene, row: int) -> bool:
    return all(scene.layout.block(c).header for c in scene.layout.children[row])


def _texts(scene: Scene, row: int) -> Iterator[tuple[int, str]]:
    for cell in scene.layout.children[row]:
        block = scene.layout.block(cell)
        yield block.level, block.span.of(scene.text).strip(" *")


def _cells(scene: Scene, row: int) -> dict[int, Span]:
    found = {}
    for cell in scene.layout.children[row]:
        block = scene.layout.block(cell)
        text = block.span.of(scene.text)
        if text.strip(" *\n|") and block.columns < 3:
            found[block.level] = block.span
    return found


def declare(scene: Scene) -> None:
    """Say what a column names whose header says network, project or good practice."""
    for grid in grids(scene):
        column, kind = _subject_column(scene, grid)
        if column is None:
            continue
        made: dict[Span, list[Mention]] = {}
        for row, cells in grid.rows:
            if cell := cells.get(column):
                found = made.get(cell)
                if found is None:
                    found = made[cell] = _named(scene, cell, kind)
                if found:
                    scene.records[row] = found[0]
                    scene.rows[row] = found


def _named(scene: Scene, cell: Span, kind: str) -> list[Mention]:
    """The initiatives that a cell names."""
    named = [span for span in _names(scene, cell) if _nameable(scene, span.of(scene.text))]
    return [scene.replace(Mention(span, kind, span.of(scene.text), 0.93)) for span in named]


def _says(scene: Scene, grid: Grid, column: int, kind: str) -> bool:
    """Whether a header has a word for the class, "UIA project", rather than one that any class may bear, "Acronym"."""
    row = next(i for i in scene.layout.within(grid.block) if scene.layout.block(i).kind is BlockKind.ROW)
    header = next((text for level, text in _texts(scene, row) if level == column), "")
    return phrases("name-cue", (kind,)).first(words(header), scene.languages) is not None


def _nameable(scene: Scene, text: str) -> bool:
    """Whether a cell can hold an initiative's name: also one that begins like a place, "Salt and Sea"; not "PP2"."""
    text = text.rstrip("!?")
    if _is_partnership(text):
        return False
    places = scene.gazetteer.find(text, scene.language)
    return scene.nameable(text) or bool(places and len(text.split()) > len(places[0].name.split()) + 1)


def _subject_column(scene: Scene, grid: Grid) -> tuple[int | None, str]:
    """The column of initiatives: by its header; or the first without a role, where others tell what only those have."""
    column = grid.column(*INITIATIVES)
    if column is not None:
        kind = next(k for k in INITIATIVES if k in grid.columns[column])
        return column, kind if _says(scene, grid, column, kind) else scene.calls_itself() or kind
    first = min((c for _, cells in grid.rows for c in cells), default=0)
    told = sum(bool(found & _TELLING) for found in grid.columns.values())
    telling = told > 1 or grid.column("leadPartner", "partner") is not None
    if not telling or grid.columns.get(first, _NAMED) - _NAMED or len(grid.rows) < 2:
        return None, ""
    named = [cells[first].of(scene.text) for _, cells in grid.rows if first in cells]
    fits = mostly(named, lambda name: _nameable(scene, name.split("\n")[0].strip()))
    return (first, scene.calls_itself() or "Project") if fits else (None, "")


def _names(scene: Scene, cell: Span) -> list[Span]:
    """One name, or several in a cell: "SKYLARK, GREENLINK"."""
    pieces = split(scene.text, cell, scene.languages)
    coined = all(distinctive(p.of(scene.text).split()[0]) and len(p.of(scene.text).split()) < 4 for p in pieces)
    return pieces if len(pieces) > 1 and coined else [span for span in (name_in(scene, cell),) if span]


def name_in(scene: Scene, cell: Span) -> Span | None:
    """The name that a cell begins with."""
    text = cell.of(scene.text)
    lines = [line for line in re.split(r"\n|\s[–-]\s|:\s", text) if line.strip()]
    if not lines or len(lines[0].split()) > 10:
        return None
    name = _unremarked(lines[0].strip(' *"“”„'))
    start = cell.start + text.index(name)
    return Span(start, start + len(name)) if name and not name[0].isdigit() | name.islower() else None


def _unremarked(name: str) -> str:
    """A name without quotation marks and brackets around it, and what it was called before: "X (formerly Y)"."""
    remark = _REMARK.search(name)
    if not remark:
        return name.strip(' *"“”„()')
    once = words(remark[1])[:1]
    return name[: remark.start()] if once and once[0].folded in _ONCE else name


def headed_partners(scene: Scene, table: int) -> bool:
    """Whether the heading or line above a table says that partners follow."""
    headings = scene.layout.headings(table)
    before = scene.layout.before(table)
    spans = [scene.layout.block(i).span for i in (*headings[-1:], *((before,) if before is not None else ()))]
    return any(stated(scene, span) & PARTNERSHIP for span in spans)
