"""Tables of events: a row has the day, the event, the place, who holds it, how many came."""

from __future__ import annotations

from hanse.extraction import dates
from hanse.extraction.counts import count_at
from hanse.extraction.dates import When
from hanse.extraction.grids import Grid, grids
from hanse.extraction.occasions import remainder
from hanse.extraction.recognition.agenda import is_day
from hanse.extraction.scene import Mention, Scene
from hanse.model import BlockKind, Span, Value
from hanse.names import fold

__all__ = ["read"]

_HOSTS = ("Organisation", "City", "Network", "Project", "Programme")
_BODIES = frozenset({"Organisation", "affiliation"})
_BY = "table"


def read(scene: Scene) -> None:
    """Note what the rows say of the one event that each names."""
    if not scene.mentions.of("Event"):
        return
    headed: set[int] = set()
    for grid in grids(scene):
        headed.add(grid.block)
        for row, cells in grid.rows if len(grid.columns) > 1 else ():
            where = scene.layout.block(row).span
            events = scene.inside(where, ("Event",))
            if row not in scene.rows and len({fold(m.name) for m in events}) == 1:
                _of_event(scene, grid, cells, events[0], where)
    for table, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.TABLE and table not in headed:
            for row in scene.layout.within(table):
                if scene.layout.block(row).kind is BlockKind.ROW:
                    _of_row(scene, row)


def _of_row(scene: Scene, row: int) -> None:
    """Note day and place of the one event that a row names, where cells are but a day and a place."""
    where = scene.layout.block(row).span
    events = scene.inside(where, ("Event",))
    if len({fold(m.name) for m in events}) != 1:
        return
    for cell in scene.layout.children[row]:
        span = scene.layout.block(cell).span
        if events[0].span in span:
            continue
        if is_day(scene, cell):
            _dated(scene, events[0], scene.dates(span)[0], where)
        elif remainder(scene, span, ()) <= _SPARE and not scene.inside(span, ("Person",)):
            for city in scene.inside(span, ("City",))[:1]:
                scene.say(events[0], "locatedIn", city, where, _BY, 0.85)


_SPARE = 2  # words beside a place


def _dated(scene: Scene, event: Mention, when: When, where: Span) -> None:
    scene.say(event, "startDate", when.start.value, where, _BY, 0.9)
    if when.end:
        scene.say(event, "endDate", when.end.value, where, _BY, 0.9)


def _of_event(scene: Scene, grid: Grid, cells: dict[int, Span], event: Mention, where: Span) -> None:
    for column, found in grid.columns.items():
        cell = cells.get(column)
        if cell is None or event.span in cell:
            continue
        written = cell.of(scene.text).strip()
        if "organiser" in found or (found & _BODIES and not scene.inside(where, ("Person",))):
            for host in scene.inside(cell, _HOSTS):
                scene.say(event, "organiser", host, where, _BY, 0.9)
        elif "attendance" in found and (count := count_at(written, 0)) and count.end == len(written):
            scene.say(event, "attendance", Value(str(count.number), "integer"), where, _BY, 0.9)
        elif "locatedIn" in found:
            for place in scene.inside(cell, ("City", "Region"))[:1]:
                scene.say(event, "locatedIn", place, where, _BY, 0.9)
        elif found & {"temporalCoverage", "startDate"}:
            whens = dates.find(cell.of(scene.text), scene.language, cell.start, years=True)
            if whens and whens[0].start.month:
                _dated(scene, event, whens[0], where)
