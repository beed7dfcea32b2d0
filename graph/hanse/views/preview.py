"""A scene as a still picture (SVG), for a page that leads to its drawing."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.names import printable
from hanse.views.kinds import KINDS
from hanse.views.scene import Node, Scene

__all__ = ["Label", "Mark", "Preview", "preview"]

_NAMED = 45  # labels at most
_LONGEST = 24
_SIZE = 13.0  # of the letters, in pixels at scale 1
_LETTER = 0.58  # width of a letter by its size, on average


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing's shape at its place; the shapes of the templates have a radius of 8."""

    shape: str
    kind: str
    x: int
    y: int
    scale: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name under its thing."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What the template draws."""

    box: tuple[int, int, int, int]  # the picture's left, top, width and height
    lines: tuple[tuple[int, int, int, int, bool], ...]  # from, to, strong
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


def preview(scene: Scene) -> Preview:
    """The picture of a scene, with the names of its most important things where there is room."""
    at = {node.iri: (node.x, node.y) for node in scene.nodes}
    left, right = min(x for x, _ in at.values()) - 70, max(x for x, _ in at.values()) + 70
    top, bottom = min(y for _, y in at.values()) - 30, max(y for _, y in at.values()) + 40
    return Preview(
        box=(left, top, right - left, bottom - top),
        lines=tuple((*at[edge.one], *at[edge.other], edge.strong) for edge in scene.edges),
        marks=tuple(
            Mark(KINDS[node.kind].shape, node.kind, node.x, node.y, round(node.radius / 8, 2)) for node in scene.nodes
        ),
        labels=_labels(scene.nodes),
    )


def _labels(nodes: tuple[Node, ...]) -> tuple[Label, ...]:
    taken = [(n.x - n.radius, n.y - n.radius, n.x + n.radius, n.y + n.radius) for n in nodes]
    placed: list[Label] = []
    for node in nodes:
        text = printable(node.name)
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        half, top = len(text) * _SIZE * _LETTER / 2, node.y + node.radius + 1
        box = (node.x - half, top, node.x + half, top + _SIZE)
        if len(placed) < _NAMED and not any(_meet(box, other) for other in taken):
            taken.append(box)
            placed.append(Label(text, node.x, round(top + _SIZE * 0.85)))
    return tuple(placed)


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
