"""The part of a very large graph that its start page shows: what most take part in, with all that is said of it.

It is a graph by itself, in memory, so that whatever draws graphs draws it, and costs no more than a graph of that size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad

from hanse import manifest, store
from hanse.queries import Graph
from hanse.views.inventory import Inventory
from hanse.views.kinds import KINDS
from hanse.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FOREMOST", "LARGE", "excerpt", "numbers", "size"]

LARGE = 3_000_000
"""Quads from which the start page shows a part (about 60,000 facts with their evidence)."""

FOREMOST = 120
"""Networks, projects and good practices of a part."""
_EVIDENCE = 40_000  # pieces of it that are taken along

_MOST_PARTNERS = f"""
SELECT ?initiative (COUNT(?partner) AS ?partners) {{ ?initiative hanse:partner ?partner }}
GROUP BY ?initiative ORDER BY DESC(?partners) ?initiative LIMIT {FOREMOST}
"""


def size(directory: Path) -> int:
    """How many quads a graph has, as its manifest says; 0 where it has none."""
    return int(_counts(directory).get("quads", 0))


def numbers(held: Inventory, directory: Path) -> Inventory:
    """The inventory of a part, with the whole graph's numbers where its manifest has them, and none where not."""
    counts = _counts(directory)
    entities = counts.get("entities", {})
    sources = int(counts.get("documents", 0)) + int(counts.get("tables", 0))
    facts = int(counts.get("facts", 0))
    kinds = {kind: int(entities[kind]) for kind in KINDS if kind in entities}
    return replace(
        held,
        kinds=kinds,
        facts=facts,
        proved=facts,
        sources=sources,
        part=FOREMOST,
        programmes=(),
        cities=(),
        countries=(),
        themes=(),
    )


def _counts(directory: Path) -> Mapping[str, Any]:
    counts = manifest.read(directory).get("counts", {})
    return counts if isinstance(counts, dict) else {}


def excerpt(graph: Graph) -> Graph:
    """The foremost initiatives of a graph with their partners, and the evidence of what is said of them."""
    found = [str(row.initiative) for row in graph.select(_MOST_PARTNERS)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / store.QUADS
        lines = {f"{quad} .\n".encode() for quad in _quads(graph, found)}
        path.write_bytes(b"".join(sorted(lines)))
        return Graph(store.open(folder), graph.directory)


def _quads(graph: Graph, initiatives: Iterable[str]) -> Iterator[Quad]:
    centres = [NamedNode(iri) for iri in initiatives]
    around: set[NamedNode] = set()
    for centre in centres:
        for quad in _named(graph, centre, None, None):
            yield quad
            if isinstance(quad.object, NamedNode) and quad.predicate.value.startswith(PREFIXES["hanse"]):
                around.add(quad.object)
    for thing in sorted(around, key=str):
        yield from _named(graph, thing, None, None)
    yield from _reasons(graph, centres)


def _reasons(graph: Graph, centres: Iterable[NamedNode]) -> Iterator[Quad]:
    """The evidence of what is said of things, with its words, and what it is of."""
    subject = NamedNode(PREFIXES["rdf"] + "subject")
    along = {PREFIXES["oa"] + "hasSelector", PREFIXES["prov"] + "wasDerivedFrom", PREFIXES["prov"] + "wasGeneratedBy"}
    told: set[NamedNode] = set()
    taken = 0
    for centre in centres:
        for found in _named(graph, None, subject, centre):
            if taken == _EVIDENCE:
                return
            taken += 1
            for quad in _named(graph, found.subject, None, None):
                yield quad
                if quad.predicate.value in along and isinstance(quad.object, NamedNode) and quad.object not in told:
                    told.add(quad.object)
                    yield from _named(graph, quad.object, None, None)


def _named(graph: Graph, subject: Any, predicate: Any, object: Any) -> Iterator[Quad]:
    for quad in graph.store.quads(subject, predicate, object):
        if not isinstance(quad.graph_name, DefaultGraph):
            yield quad
