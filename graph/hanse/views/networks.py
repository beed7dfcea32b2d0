"""A network as a file for other programs: GraphML, and GEXF with the colours, sizes and places of a drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from math import sqrt
from typing import Any

import networkx as nx

from hanse.names import printable
from hanse.views.colours import MOST, communities
from hanse.views.kinds import KINDS
from hanse.views.placing import place

__all__ = ["FORMATS", "gexf", "graphml"]

Scores = Mapping[str, Mapping[str, float | int | None]]
"""Measures by name, each a number for every node."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SMALLEST, _LARGEST = 6.0, 30.0  # radius


def graphml(network: nx.Graph, scores: Scores) -> bytes:
    """GraphML (http://graphml.graphdrawing.org/), measures and what is known of nodes and ties as attributes."""
    out = BytesIO()
    nx.write_graphml(_plain(network, scores), out, encoding="utf-8")
    return out.getvalue()


def gexf(network: nx.Graph, scores: Scores) -> bytes:
    """GEXF 1.2 (https://gexf.net/), which Gephi opens as it is drawn: coloured by community or else by kind, sized by
    the first measure, placed as in Hanse's own drawings.
    """
    made = _plain(network, scores)
    community = {node: int(value or 0) for node, value in scores.get("community", {}).items()}
    radii = _radii(made, next(iter(scores.values()), {}))
    places = place(network, radii, {node: community.get(node, 0) for node in network}).of
    for node, data in made.nodes(data=True):
        x, y = places[node]
        data["viz"] = {
            "color": _colour(community.get(node, 0), str(data.get("kind", ""))),
            "size": radii[node],
            "position": {"x": float(x), "y": float(-y), "z": 0.0},  # Gephi's y points upwards
        }
    out = BytesIO()
    nx.write_gexf(made, out, encoding="utf-8", version="1.2draft")
    return out.getvalue()


FORMATS: dict[str, Callable[[nx.Graph, Scores], bytes]] = {"graphml": graphml, "gexf": gexf}
"""Writers by the name of their format."""


def _plain(network: nx.Graph, scores: Scores) -> nx.Graph:
    """A copy whose attributes are numbers and text that XML can hold."""
    made = nx.Graph()
    for node, data in network.nodes(data=True):
        own = {name: values[node] for name, values in scores.items()}
        made.add_node(node, **_flat(data | own))
    for one, other, data in network.edges(data=True):
        made.add_edge(one, other, **_flat(data))
    return made


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _simple(value) for name, value in data.items() if value is not None}


def _simple(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return "; ".join(_text(str(one)) for one in value)
    return _text(value) if isinstance(value, str) else value


def _text(value: str) -> str:
    """Without what XML 1.0 has no character for (section 2.2)."""
    return _NO_XML.sub("\ufffd", printable(value))


def _radii(network: nx.Graph, values: Mapping[str, float | int | None]) -> dict[str, float]:
    """Area by value."""
    most = max((value or 0 for value in values.values()), default=0) or 1
    return {node: round(max(_SMALLEST, _LARGEST * sqrt(max(values.get(node) or 0, 0) / most)), 2) for node in network}


def _colour(community: int, kind: str) -> dict[str, Any]:
    others, *own = (light for light, _ in communities(MOST))
    if community:
        code = own[community - 1] if community <= MOST else others
    else:
        code = KINDS[kind].light if kind in KINDS else others
    return dict(zip("rgb", bytes.fromhex(code[1:]), strict=True)) | {"a": 1.0}
