"""A scene as plain data for the program in its page: columns of numbers instead of IRIs, every text made printable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from math import log2
from typing import Any

from hanse.names import printable
from hanse.views.colours import communities
from hanse.views.evidence import evidence
from hanse.views.kinds import CONTEXT, KINDS
from hanse.views.scene import Edge, Scene

__all__ = ["SMALL", "content"]

SMALL = 500
"""Nodes up to which pyvis and its vis-network draw: beyond, they are neither quick nor legible, and sigma draws."""

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"borderWidth": 1.2, "borderWidthSelected": 3, "font": {"size": 0}},
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.5},
    "interaction": {"hover": True, "tooltipDelay": 100000, "multiselect": False, "dragNodes": True, "keyboard": False},
}
"""Of vis-network."""

_FIELDS = ("country", "programme", "theme")


class _Numbered(dict[Any, int]):
    """Each value's number, in the order in which they are first asked for."""

    def __missing__(self, value: Any) -> int:
        self[value] = len(self)
        return self[value]


def content(
    scene: Scene, texts: Mapping[str, str] | None = None, pages: Mapping[str, str] | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page of a scene carries: what it draws, and what it tells of a thing that is chosen.

    ``texts`` are the addresses of documents' texts by their identifiers, ``pages`` things' pages by IRI.
    """
    number = {node.iri: i for i, node in enumerate(scene.nodes)}
    facts = _facts_by_node(scene, number)
    values, periods, labels = {field: _Numbered() for field in _FIELDS}, _Numbered(), _Numbered()
    kinds = {name: i for i, name in enumerate(KINDS)}
    drawing = {
        "most": SMALL,
        "kinds": _kinds(),
        "measures": [{"name": m.name, "label": m.label, "reading": m.reading} for m in scene.measures],
        "communities": [
            {"number": c.number, "name": printable(c.name), "size": c.size, "x": c.x, "y": c.y, "radius": c.radius}
            for c in scene.communities
        ],
        "colours": dict(zip(("light", "dark"), zip(*communities(len(scene.communities)), strict=True), strict=True)),
        "bundles": [[tie.one, tie.other, round(tie.weight, 2), tie.count] for tie in scene.bundles],
        "outline": scene.outline,
        "overview": scene.overview,
        "absent": _printable(scene.absent),
        "nodes": _nodes(scene, kinds, values, periods, facts)
        | ({"page": [pages.get(node.iri, "") for node in scene.nodes]} if pages else {}),
        "edges": _edges(scene.edges, number, periods, labels),
        "drawing": _drawing(scene, number) if len(scene.nodes) <= SMALL else None,
    }
    drawing["values"] = {field: _printable(found) for field, found in values.items()}
    drawing["periods"] = list(periods)
    drawing["labels"] = _printable(labels)
    return drawing, evidence(scene, facts, texts or {})


def _facts_by_node(scene: Scene, number: dict[str, int]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in scene.nodes]
    for i, statement in enumerate(scene.statements):
        for end in dict.fromkeys((statement.subject, statement.object)):
            if end in number:
                found[number[end]].append(i)
    return found


def _kinds() -> list[dict[str, Any]]:
    return [
        {
            "name": kind.name,
            "label": kind.label,
            "plural": kind.plural,
            "shape": kind.shape,
            "light": kind.light,
            "dark": kind.dark,
            "context": kind.name in CONTEXT,
        }
        for kind in KINDS.values()
    ]


def _nodes(
    scene: Scene,
    kinds: dict[str, int],
    values: dict[str, _Numbered],
    periods: _Numbered,
    facts: Sequence[Sequence[int]],
) -> dict[str, Any]:
    nodes = scene.nodes
    return {
        "iri": [node.iri for node in nodes],
        "kind": [kinds[node.kind] for node in nodes],
        "name": _printable(node.name for node in nodes),
        "also": [_printable(node.also) for node in nodes],
        **{field: [[values[field][v] for v in getattr(node, field)] for node in nodes] for field in _FIELDS},
        "x": [node.x for node in nodes],
        "y": [node.y for node in nodes],
        "radius": [node.radius for node in nodes],
        "community": [node.community for node in nodes],
        "measures": [[float(f"{node.measures[k]:.6g}") for node in nodes] for k in range(len(scene.measures))],
        "years": [periods[node.years] for node in nodes],
        "spot": [node.spot for node in nodes] if scene.outline else [None] * len(nodes),
        "facts": [len(said) for said in facts],
    }


def _printable(names: Iterable[str]) -> list[str]:
    return [printable(name) for name in names]


def _edges(edges: Sequence[Edge], number: dict[str, int], periods: _Numbered, labels: _Numbered) -> dict[str, Any]:
    return {
        "one": [number[edge.one] for edge in edges],
        "other": [number[edge.other] for edge in edges],
        "label": [labels[edge.label] for edge in edges],
        "weight": [round(edge.weight, 2) for edge in edges],
        "strong": [int(edge.strong) for edge in edges],
        "years": [periods[edge.years] for edge in edges],
        "confidence": [edge.confidence for edge in edges],
        "facts": [len(edge.statements) for edge in edges],
    }


def _drawing(scene: Scene, number: dict[str, int]) -> dict[str, Any]:
    """Nodes, edges and options for vis-network, by way of pyvis; ids are n0, n1, … and e0, e1, …"""
    from pyvis.network import Network

    network = Network(directed=False, cdn_resources="in_line")
    for i, node in enumerate(scene.nodes):
        kind = KINDS[node.kind]
        look = {"shape": kind.shape, "color": kind.light, "size": node.radius}
        network.add_node(f"n{i}", label=" ", x=node.x, y=node.y, physics=False, **look)
    # pyvis' add_edge searches all earlier edges for a twin; ours are distinct already.
    network.edges = [_line(i, edge, number) for i, edge in enumerate(scene.edges)]
    network.set_options(json.dumps(OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _line(i: int, edge: Edge, number: dict[str, int]) -> dict[str, Any]:
    width = min(1 + log2(max(edge.weight, 1)) * 1.1, 5) + (0.8 if edge.strong else 0)
    line = {"id": f"e{i}", "from": f"n{number[edge.one]}", "to": f"n{number[edge.other]}", "width": round(width, 1)}
    return line | {"strong": True} if edge.strong else line
