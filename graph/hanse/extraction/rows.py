"""What the rows of tables say: of the initiative that they name, of its members, of the page's own town or body."""

from __future__ import annotations

import re

from hanse.extraction import dates
from hanse.extraction.belonging import city_of_page, owner
from hanse.extraction.grids import PARTNERSHIP, TOWNS, Grid, grids, headed_partners, name_in
from hanse.extraction.keywords import themes
from hanse.extraction.knowledge import register
from hanse.extraction.lexicon import phrases
from hanse.extraction.participants import PARTICIPANT, participant, participants
from hanse.extraction.roles import aside, bystanding, roles
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.slots import parse, split
from hanse.model import BlockKind, Span, Value
from hanse.names import fold

__all__ = ["read", "roles_in"]

_PARTNERS = frozenset({"partner"})


_SMALL = 5  # letters of a word that says nothing by itself: "about"


def read(scene: Scene) -> None:
    """Note what rows say."""
    for grid in grids(scene):
        for row, cells in grid.rows:
            for initiative in scene.rows.get(row, ()):
                _of_initiative(scene, grid, row, cells, initiative)
                _of_page(scene, grid, row, cells, initiative)
                _of_programme(scene, grid, row, initiative)
            if row not in scene.rows:
                _of_member(scene, grid, row, cells)
            if not scene.inside(scene.layout.block(row).span, ("Event",)):
                _whereabouts(scene, grid, row, cells)


def _of_programme(scene: Scene, grid: Grid, row: int, initiative: Mention) -> None:
    """The programme in the header ("UIA project")."""
    rows = (scene.layout.block(i) for i in scene.layout.within(grid.block))
    header = next(b.span for b in rows if b.kind is BlockKind.ROW)
    for programme in scene.named(header, ("Programme",))[:1]:
        scene.say(initiative, "programme", programme, header, "table", 0.85)


def _of_initiative(scene: Scene, grid: Grid, row: int, cells: dict[int, Span], initiative: Mention) -> None:
    for column, found in grid.columns.items():
        cell = cells.get(column)
        if cell is None or initiative.span in cell:
            continue
        for predicate in ("leadPartner", "partner"):
            if predicate in found:
                where = _stretch(scene, row, initiative.span, cell)
                participants(scene, initiative, (cell,), predicate, 0.93, where)
                break
        else:
            _field(scene, initiative, found | _with_lead(grid, found), cell, row)


def _stretch(scene: Scene, row: int, *cells: Span) -> Span:
    """A row, and what lies between it and cells of it that stand above or below."""
    span = scene.layout.block(row).span
    return Span(min([span.start, *(cell.start for cell in cells)]), max([span.end, *(cell.end for cell in cells)]))


def _of_page(scene: Scene, grid: Grid, row: int, cells: dict[int, Span], initiative: Mention) -> None:
    """What the town or body whose page it is does in an initiative: "Project | Our role", "SKYLARK | lead partner"."""
    columns = [column for column in _roled(scene, grid) if column in cells]
    if not columns or any(scene.inside(line, ("Person",)) for line in scene.layout.headlines):
        return  # what a person was in projects says nothing of a town
    member = owner(scene) or city_of_page(scene) or _sole(scene, grid)
    for cell in (cells[column] for column in columns):
        said = roles(cell.of(scene.text).strip(" *")) & PARTNERSHIP
        if member and member.kind in PARTICIPANT and len(said) == 1:
            scene.say(initiative, next(iter(said)), member, _stretch(scene, row, initiative.span), "table", 0.8)


def _roled(scene: Scene, grid: Grid) -> list[int]:
    """The columns whose cells say nothing but that somebody leads or takes part."""
    found: dict[int, list[bool]] = {}
    for _, cells in grid.rows:
        for column, cell in cells.items():
            found.setdefault(column, []).append(bool(roles(cell.of(scene.text).strip(" *")) & PARTNERSHIP))
    return [column for column, told in found.items() if len(told) > 1 and all(told)]


def _sole(scene: Scene, grid: Grid) -> Mention | None:
    """The only town or body that a page names ahead of a table."""
    start = scene.layout.block(grid.block).span.start
    ahead = [m for kind in ("City", "Organisation") for m in scene.mentions.of(kind) if m.span.end <= start]
    return ahead[0] if len({fold(m.name) for m in ahead}) == 1 else None


def _with_lead(grid: Grid, found: frozenset[str]) -> frozenset[str]:
    """The cities beside a column of leads are partners."""
    return _PARTNERS if found == {"City"} and grid.column("leadPartner") is not None else frozenset()


def _field(scene: Scene, initiative: Mention, found: frozenset[str], cell: Span, row: int) -> None:
    where = _stretch(scene, row, initiative.span, cell)
    if found & {"City", "implementedIn", "locatedIn"}:
        predicate = "partner" if initiative.kind == "Network" or "partner" in found else "implementedIn"
        cities = scene.inside(cell, ("City",))
        strong = [c for c in cities if any(c.span in mark for mark in scene.strong)]
        for city in cities:
            leads = predicate == "partner" and [city] == strong and len(cities) > 1
            scene.say(initiative, "leadPartner" if leads else predicate, city, where, "table", 0.88)
    if "theme" in found:
        themes(scene, initiative, (cell,))
    if "programme" in found:
        for programme in scene.inside(cell, ("Programme",)) or _registered(scene, cell):
            scene.say(initiative, "programme", programme, where, "table", 0.9)
    for predicate in ("leadExpert", "expert"):
        if predicate in found:
            for person in scene.inside(cell, ("Person",)):
                scene.say(initiative, predicate, person, where, "table", 0.9)
    if "population" in found and (number := re.sub(r"\D", "", cell.of(scene.text))):
        cities = scene.inside(scene.layout.block(row).span, ("City",))  # whose inhabitants a row counts that names one
        subject = cities[0] if len(cities) == 1 else initiative
        scene.say(subject, "population", Value(number, "integer"), where, "table", 0.9)
    _dates(scene, initiative, found, cell, where)


def _registered(scene: Scene, cell: Span) -> list[Mention]:
    """The programme that a cell of programmes is, if its name means other things as well: "LIFE"."""
    name = name_in(scene, cell)
    known = register().get(name.of(scene.text)) if name else None
    kept = scene.add(Mention(name, "Programme", name.of(scene.text), 0.85)) if name and known else None
    return [kept] if kept else []


def _dates(scene: Scene, subject: Mention, found: frozenset[str], cell: Span, where: Span) -> None:
    whens = dates.find(cell.of(scene.text), scene.language, cell.start, years=True)
    if not whens:
        return
    if found & {"startDate", "temporalCoverage"}:
        scene.say(subject, "startDate", whens[0].start.value, where, "table", 0.9)
    last = whens[0].end or (whens[-1].start if len(whens) > 1 or "endDate" in found else None)
    if found & {"endDate", "temporalCoverage"} and last:
        scene.say(subject, "endDate", last.value, where, "table", 0.9)


def _of_member(scene: Scene, grid: Grid, row: int, cells: dict[int, Span]) -> None:
    """A row about partners of the network or project that the page, section or caption is about."""
    where = scene.layout.block(row).span
    column = grid.column(*_MEMBERS)
    members = _members(scene, grid, cells, column) if column is not None else {}
    if not members or column is None:
        return
    for other, found in grid.columns.items():
        number = re.sub(r"\D", "", cells[other].of(scene.text)) if other in cells and "population" in found else ""
        for member in members if number and len(members) == 1 else ():
            if member.kind == "City":
                told = _stretch(scene, row, member.span, cells[other])
                scene.say(member, "population", Value(number, "integer"), told, "table", 0.9)
    people = _people(scene, cells, column)
    for person in people if len(members) == 1 else ():
        member = next(iter(members))
        scene.say(person, "affiliation", member, _stretch(scene, row, member.span, person.span), "table", 0.85)
    attending = any(p.span.start < cells[column].start for p in people) and not grid.columns[column] & _PARTNERS
    initiative = None if attending else scene.subject(row)  # "Name | Organisation": who was at a meeting
    if initiative and _partnership(scene, grid) and not _bystands(scene, grid, cells):
        for member, slot in members.items():
            called = where if len(members) == 1 else slot
            leads = "leadPartner" in roles_in(scene, called) or "leadPartner" in grid.columns[column]
            told = _stretch(scene, row, member.span)
            scene.say(initiative, "leadPartner" if leads else "partner", member, told, "table", 0.9)
    elif initiative and initiative.kind == "Network":
        for cell in (cells[c] for c in _tandems(scene, grid) if c in cells):
            for member in scene.inside(cell, ("City", "Organisation")):
                scene.say(initiative, "partner", member, _stretch(scene, row, cell), "table", 0.85)


def _bystands(scene: Scene, grid: Grid, cells: dict[int, Span]) -> bool:
    """Whether a cell says that a row is no partner's, or no longer, where those of other rows say that they are."""
    for column in (c for c, cell in cells.items() if bystanding(scene, cell)):
        others = (other[column].of(scene.text) for _, other in grid.rows if column in other)
        if any(roles(text.strip(" *")) & PARTNERSHIP for text in others):
            return True
    return False


def _people(scene: Scene, cells: dict[int, Span], column: int) -> list[Mention]:
    """The people of a row who fill cells of their own, beside that of a body."""
    own = [cell for other, cell in cells.items() if other != column]
    return [person for cell in own for person in scene.inside(cell, ("Person",)) if person.span.start == cell.start]


_BODIES = ("leadPartner", "partner", "Organisation")


_MEMBERS = (*_BODIES, "City")


_AROUND = frozenset({"Country", "City", "Region", "locatedIn"})


def _members(scene: Scene, grid: Grid, cells: dict[int, Span], column: int) -> dict[Mention, Span]:
    """Those whom a cell of a column of members names, a line each, or cities; and what is said of each."""
    cell = cells.get(column)
    if not cell:
        return {}
    cities = scene.inside(cell, ("City",))
    if not grid.columns[column] & {*_BODIES} or (len(cities) > 1 and "\n" not in cell.of(scene.text)):
        return {city: city.span for city in cities}
    lines = [m.span() for m in re.finditer(r"[^\n]+", cell.of(scene.text))]
    found = {}
    for start, end in lines:
        line = Span(cell.start + start, cell.start + end)
        pieces = split(scene.text, line, scene.languages)
        if pieces and (member := participant(scene, parse(scene.text, pieces[0]))):
            found[member] = line
    return found


def _whereabouts(scene: Scene, grid: Grid, row: int, cells: dict[int, Span]) -> None:
    """A column of places says where those of the columns of members before it are, else the one after it."""
    for column, found in grid.columns.items():
        places = scene.inside(cells[column], PLACES) if column in cells and found & _AROUND else []
        kinds = _BODIES if "City" in found else _MEMBERS
        around = [c for c, roles in sorted(grid.columns.items()) if c != column and roles & {*kinds}]
        for near in [c for c in around if c < column] or around[:1] if len(places) == 1 else ():
            members = _members(scene, grid, cells, near)
            for member in members if len(members) == 1 or row not in scene.rows else ():
                if member is not places[0] and member.kind != places[0].kind:
                    where = _stretch(scene, row, member.span, places[0].span)
                    scene.say(member, "locatedIn", places[0], where, "table", 0.93)


def _partnership(scene: Scene, grid: Grid) -> bool:
    """Whether the header, the heading above or the cells of the rows say that this is a list of partners."""
    if grid.column("partner", "leadPartner") is not None or headed_partners(scene, grid.block):
        return True
    said = [roles_in(scene, scene.layout.block(row).span) for row, _ in grid.rows]
    leads = sum("leadPartner" in found for found in said)  # one who leads is the first among partners
    return leads == 1 < len(said) or sum(bool(found & PARTNERSHIP) for found in said) > len(said) / 2


def roles_in(scene: Scene, row: Span) -> frozenset[str]:
    """The roles that brackets or whole cells of a row state."""
    parts = re.split(r"[()\n\t|–]|\s-\s", row.of(scene.text))
    return frozenset(role for part in parts if part.strip() for role in roles(part.strip(" *")))


def _tandems(scene: Scene, grid: Grid) -> list[int]:
    """The columns of a table of but towns and bodies, below a heading that speaks of a network alone."""
    headings = scene.layout.headings(grid.block)[-1:]
    towns = [c for c, found in grid.columns.items() if found & TOWNS]
    if len(towns) != 1 or not headings or not _of_network(scene, headings[0]):
        return []
    others = {c for _, cells in grid.rows for c in cells} - {c for c, found in grid.columns.items() if found & _AROUND}
    bodies = [c for c in sorted(others) if all(_body_of(scene, cells[c]) for _, cells in grid.rows if c in cells)]
    inner = (i for i in scene.layout.within(grid.block) if scene.layout.block(i).kind is BlockKind.CAPTION)
    before = scene.layout.before(grid.block)
    around = [*inner, *([before] if before is not None else [])]
    told = not any(aside(scene.words(scene.layout.block(i).span), scene.languages) for i in around)
    return [*towns, *bodies] if told and bodies and len(bodies) == len(others) else []


def _body_of(scene: Scene, cell: Span) -> Mention | None:
    """The body whose name a cell begins with."""
    return next((m for m in scene.inside(cell, ("Organisation",)) if m.span.start == cell.start), None)


def _of_network(scene: Scene, heading: int) -> bool:
    """Whether a heading has but small words beside a network, or a word for one: "What is the network?"."""
    span = scene.layout.block(heading).span
    named, text = scene.inside(span, ("Network",)), scene.words(span)
    cues = phrases("name-cue", ("Network",)).scan(text, scene.languages)
    covered = {i for cue in cues for i in range(cue.start, cue.end)}
    rest = [w for i, w in enumerate(text) if i not in covered and not any(w.span in m.span for m in named)]
    return bool(cues or named) and all(len(w.folded) <= _SMALL for w in rest)
