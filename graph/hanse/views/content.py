"""A scene as plain data for the program in its page: numbers instead of IRIs, every text made printable."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from math import log2
from typing import Any

from hanse.names import printable
from hanse.views.kinds import KINDS, PHRASES
from hanse.views.scene import Edge, Node, Quote, Scene, Source, Statement

__all__ = ["after", "before", "content"]

FACTS_OF_A_NODE = 120
QUOTES_OF_A_FACT = 4
CONTEXT = 30  # code points that evidence keeps around a quote: as many, and there is more in the text

OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"borderWidth": 1.2, "borderWidthSelected": 3, "font": {"size": 0}},
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.5},
    "interaction": {"hover": True, "tooltipDelay": 100000, "multiselect": False, "dragNodes": True, "keyboard": False},
}
"""Of vis-network."""


def content(scene: Scene, texts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the page of a scene carries; ``texts`` are the addresses of documents' texts by their identifiers."""
    number = {node.iri: i for i, node in enumerate(scene.nodes)}
    of_node = _facts_by_node(scene, number)
    told = sorted({i for facts in of_node for i in facts[:FACTS_OF_A_NODE]}.union(*(e.statements for e in scene.edges)))
    place = {old: new for new, old in enumerate(told)}
    statements = [scene.statements[i] for i in told]
    quotes = list(dict.fromkeys(quote for said in statements for quote in said.quotes[:QUOTES_OF_A_FACT]))
    names = dict(scene.names) | {node.iri: node.name for node in scene.nodes}
    documents = {source.iri: i for i, source in enumerate(scene.sources)}
    numbered = {quote: i for i, quote in enumerate(quotes)}
    return {
        "kinds": [{"name": k.name, "label": k.label, "light": k.light, "dark": k.dark} for k in KINDS.values()],
        "nodes": [_node(node, facts, place) for node, facts in zip(scene.nodes, of_node, strict=True)],
        "edges": [_edge(edge, place) for edge in scene.edges],
        "facts": [_fact(said, number, names, numbered) for said in statements],
        "quotes": [_quote(quote, documents) for quote in quotes],
        "sources": [_source(source, texts or {}) for source in scene.sources],
        "absent": [printable(name) for name in scene.absent],
        "drawing": _drawing(scene, number),
    }


def _facts_by_node(scene: Scene, number: dict[str, int]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in scene.nodes]
    for i, statement in enumerate(scene.statements):
        for end in dict.fromkeys((statement.subject, statement.object)):
            if end in number:
                found[number[end]].append(i)
    return found


def _node(node: Node, facts: list[int], place: dict[int, int]) -> dict[str, Any]:
    return {
        "iri": node.iri,
        "kind": node.kind,
        "name": printable(node.name),
        "also": _printable(node.also),
        "country": _printable(node.country),
        "programme": _printable(node.programme),
        "theme": _printable(node.theme),
        "facts": [place[i] for i in facts[:FACTS_OF_A_NODE]],
        "more": max(0, len(facts) - FACTS_OF_A_NODE),
    }


def _printable(names: Iterable[str]) -> list[str]:
    return [printable(name) for name in names]


def _edge(edge: Edge, place: dict[int, int]) -> dict[str, Any]:
    said = [place[i] for i in edge.statements]
    return {"label": printable(edge.label), "facts": said, "weight": round(edge.weight, 2)}


def _fact(said: Statement, number: dict[str, int], names: dict[str, str], quotes: dict[Quote, int]) -> dict[str, Any]:
    forth, back = PHRASES.get(said.predicate, (said.predicate, f"is {said.predicate} of"))
    return {
        "s": number.get(said.subject, -1),
        "subject": printable(names.get(said.subject, said.subject)),
        "says": forth,
        "inverse": back,
        "o": number.get(said.object, -1),
        "object": printable(names.get(said.object, said.object)),
        "quotes": [quotes[quote] for quote in said.quotes[:QUOTES_OF_A_FACT]],
        "more": max(0, len(said.quotes) - QUOTES_OF_A_FACT),
    }


def before(prefix: str) -> str:
    """What stands before a quote, from a whole word on.

    >>> before("ther. The Cities@Heart network, ")
    '… The Cities@Heart network, '
    """
    return "… " + prefix.split(maxsplit=1)[1] if len(prefix) >= CONTEXT and len(prefix.split()) > 1 else prefix


def after(suffix: str) -> str:
    """What stands after a quote, up to a whole word.

    >>> after(", has ten partners in nine coun")
    ', has ten partners in nine …'
    """
    return suffix.rsplit(maxsplit=1)[0] + " …" if len(suffix) >= CONTEXT and len(suffix.split()) > 1 else suffix


def _quote(quote: Quote, documents: dict[str, int]) -> dict[str, Any]:
    return {
        "d": documents.get(quote.source, -1),
        "prefix": printable(before(quote.prefix)),
        "exact": printable(quote.exact),
        "suffix": printable(after(quote.suffix)),
        "where": printable(quote.where),
        "confidence": quote.confidence,
        "by": printable(quote.extractor),
    }


def _source(source: Source, texts: Mapping[str, str]) -> dict[str, str]:
    web = source.address.startswith(("https://", "http://"))
    return {
        "id": printable(source.identifier),
        "title": printable(source.title),
        "address": source.address if web else "",
        "text": texts.get(source.identifier, ""),
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
