"""A scene as a still picture (SVG), for a page that leads to its drawing."""

from __future__ import annotations

from dataclasses import dataclass

from hanse.names import printable
from hanse.views.kinds import KINDS
from hanse.views.scene import Node, Scene

__all__ = ["Label", "Mark", "Names", "Preview", "preview"]

_Box = tuple[float, float, float, float]  # left, top, right, bottom

_LONGEST = 24
_MARGIN = 14
_WIDE, _NARROW = (13.0, 60), (25.0, 16)  # size of letters, in pixels, where the picture is _HEIGHT high; names at most
_HEIGHT = 540.0
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
    """A name by its thing: the middle of its baseline."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a picture has where it is wide, or where it is narrow."""

    labels: tuple[Label, ...]
    size: float  # of their letters
    narrow: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What the template draws."""

    box: tuple[int, int, int, int]  # the picture's left, top, width and height
    lines: tuple[tuple[int, int, int, int, bool], ...]  # from, to, strong
    marks: tuple[Mark, ...]
    names: tuple[Names, ...]


def preview(scene: Scene) -> Preview:
    """The picture of a scene, with the names of its most important things where there is room."""
    at = {node.iri: (node.x, node.y) for node in scene.nodes}
    scale = max(1.0, (max(y for _, y in at.values()) - min(y for _, y in at.values())) / _HEIGHT)
    wide = _labels(scene.nodes, _WIDE[0] * scale, _WIDE[1])
    box = _box(scene.nodes, [one for _, one in wide])
    narrow = _labels(scene.nodes, _NARROW[0] * scale, _NARROW[1], box)
    return Preview(
        box=box,
        lines=tuple((*at[edge.one], *at[edge.other], edge.strong) for edge in scene.edges),
        marks=tuple(
            Mark(KINDS[node.kind].shape, node.kind, node.x, node.y, round(node.radius / 8, 2)) for node in scene.nodes
        ),
        names=(_names(wide, _WIDE[0] * scale, narrow=False), _names(narrow, _NARROW[0] * scale, narrow=True)),
    )


def _names(labels: list[tuple[str, _Box]], size: float, *, narrow: bool) -> Names:
    found = (Label(text, round((left + right) / 2), round(top + size * 0.85)) for text, (left, top, right, _) in labels)
    return Names(tuple(found), round(size, 1), narrow)


def _box(nodes: tuple[Node, ...], names: list[_Box]) -> tuple[int, int, int, int]:
    """What holds all things and names."""
    taken = [_around(node) for node in nodes] + names
    left, top = min(box[0] for box in taken) - _MARGIN, min(box[1] for box in taken) - _MARGIN
    right, bottom = max(box[2] for box in taken) + _MARGIN, max(box[3] for box in taken) + _MARGIN
    return round(left), round(top), round(right - left), round(bottom - top)


def _around(node: Node) -> _Box:
    return node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius


def _labels(
    nodes: tuple[Node, ...], size: float, most: int, within: tuple[int, int, int, int] | None = None
) -> list[tuple[str, _Box]]:
    """Names below, above or beside their things, the important first, where they hide nothing and leave no picture."""
    taken = [_around(node) for node in nodes]
    placed: list[tuple[str, _Box]] = []
    for node in nodes:
        text = printable(node.name)
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        boxes = _spots(node, len(text) * size * _LETTER, size)
        inside = (box for box in boxes if within is None or _holds(within, box))
        free = next((box for box in inside if not any(_meet(box, other) for other in taken)), None)
        if free and len(placed) < most:
            taken.append(free)
            placed.append((text, free))
    return placed


def _spots(node: Node, width: float, height: float) -> list[_Box]:
    x, y, away = node.x, node.y, node.radius + 1
    corners = [
        (x - width / 2, y + away),
        (x - width / 2, y - away - height),
        (x + away + 2, y - height / 2),
        (x - away - 2 - width, y - height / 2),
    ]
    return [(left, top, left + width, top + height) for left, top in corners]


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(picture: tuple[int, int, int, int], box: _Box) -> bool:
    left, top, width, height = picture
    return left <= box[0] and top <= box[1] and box[2] <= left + width and box[3] <= top + height
