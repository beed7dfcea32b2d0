"""Numbers under a label: "Population: 143 000", "Participants: 180"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from hanse.extraction.counts import count_at
from hanse.extraction.focus import event_of
from hanse.extraction.labels import Labelled, together
from hanse.extraction.roles import roles
from hanse.extraction.scene import Mention, Scene
from hanse.model import Value

__all__ = ["state"]

_SUBJECTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"population": ("City", "Project", "GoodPractice"), "attendance": ("Event",)}
)
_LEAST: Mapping[str, int] = MappingProxyType({"population": 500, "attendance": 2})


def state(predicate: str, scene: Scene, found: Labelled) -> None:
    """Note the first number of a value as how many live in a town, or came to an event."""
    value = found.values[0].of(scene.text)
    figure = re.search(r"\d", value)
    count = count_at(value, figure.start()) if figure else None
    if not count or count.number < _LEAST[predicate] or scene.dates(found.values[0]):
        return
    if subject := _subject(scene, found, predicate):
        where = together(found, found.values[0])
        scene.say(subject, predicate, Value(str(count.number), "integer"), where, "label", 0.9)


def _subject(scene: Scene, found: Labelled, predicate: str) -> Mention | None:
    """The town that a line beside the label names, what the section is about, or the event told of."""
    if predicate == "attendance":
        subject = scene.subject(found.block, _SUBJECTS[predicate])
        return subject or event_of(scene, found.block, found.label.start)
    return _town_beside(scene, found) or scene.subject(found.block, _SUBJECTS[predicate])


def _town_beside(scene: Scene, found: Labelled) -> Mention | None:
    """The only town that the lines beside a label give as "City", else the town that is the heading over them."""
    layout = scene.layout
    named = set()
    for index in layout.siblings(found.block):
        label = layout.block(index).label
        if label and "City" in roles(label.of(scene.text), scene.languages):
            named |= {m for m in scene.inside(layout.block(index).span, ("City",)) if m.span.start >= label.end}
    if named:
        return named.pop() if len(named) == 1 else None
    headings = layout.headings(found.block)
    over = layout.block(headings[-1]).span if headings else None
    return next((m for m in scene.inside(over, ("City",)) if m.span == over), None) if over else None
