"""Lists of cities with what each does: "Petrinja: CityCentreDoctor", "Ostrava (CZ): CLAIRO picks the trees"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import distinctive
from hanse.model import BlockKind, Span

__all__ = ["declare", "read"]

_PAIR = re.compile(r"^(?:\d+\.\s*)?([^\n:–(]{2,40}?)\s*(\([^()]{2,30}\))?\s*(?::|\s[–—-])\s+(.{2,})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pair:
    """An item: the city, the name beside it, and the whole."""

    item: Span
    city: Span
    name: Span


def _pairs(scene: Scene) -> Iterator[Pair]:
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.LIST and not scene.layout.boilerplate(index):
            found = [p for c in scene.layout.children[index] if (p := _pair(scene, scene.layout.block(c).span))]
            if len(found) >= 3 and len(found) >= 0.7 * len(scene.layout.children[index]):
                yield from found


def _pair(scene: Scene, item: Span) -> Pair | None:
    match = _PAIR.match(item.of(scene.text))
    if not match or not scene.gazetteer.find(match.group(1), scene.language):
        return None
    rest = Span(item.start + match.start(3), item.end)
    text = scene.words(rest)
    end = 0
    while end < len(text) and end < 5 and distinctive(text[end].text):
        end += 1
    whole = rest.of(scene.text)
    name = (
        Span(text[0].start, text[end - 1].end)
        if end
        else rest
        if len(whole.split()) <= 4 and not whole.endswith(".")
        else None
    )
    return Pair(item, Span(item.start + match.start(1), item.start + match.end(1)), name) if name else None


def declare(scene: Scene) -> None:
    """Say that the names beside the cities are networks or projects, as the page calls them."""
    kind = scene.calls_itself()
    for pair in _pairs(scene) if kind else ():
        if scene.free(pair.name) and scene.nameable(pair.name.of(scene.text)):
            scene.add(Mention(pair.name, kind, pair.name.of(scene.text), 0.85))


def read(scene: Scene) -> None:
    """Note that the city takes part in the network, or that the project is carried out there."""
    for pair in _pairs(scene):
        city = next(iter(scene.inside(pair.city, ("City",))), None)
        name = next((m for m in scene.touching(pair.name) if m.kind in INITIATIVES), None)
        if city and name:
            predicate = "partner" if name.kind == "Network" else "implementedIn"
            scene.say(name, predicate, city, pair.item, "pair", 0.85)
