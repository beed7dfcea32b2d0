"""What the graph says of things: the ties between them, since when, and the documents that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from hanse.queries.rows import compact
from hanse.views.scene import Source
from hanse.vocabulary import PREFIXES, PROPERTIES, VALUES, term

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["Tie", "bare", "property_name", "sources", "starts", "ties"]

Tie = tuple[str, str, str]
"""Subject, property (its local name), object."""

_NAMES = {term(name): name for name in (*PROPERTIES, *VALUES)} | {PREFIXES["rdf"] + "type": "type"}
_MERGE = DefaultGraph()
_IMPLIED = {"partner": "leadPartner"}

DOCUMENTS = """
SELECT ?document ?identifier ?title ?source ?url ?language {
  ?document a hanse:Document ; dcterms:identifier ?identifier
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:source ?source }
  OPTIONAL { ?document schema:url ?url }
  OPTIONAL { ?document dcterms:language ?language }
} ORDER BY ?document ?identifier ?title ?source ?url ?language
"""


def ties(graph: Graph) -> list[Tie]:
    """What ties one thing to another, sorted, without what another tie implies."""
    kinds = graph.labels.kinds
    things = {iri for iri, kind in kinds.items() if kind != "Document"}
    found = {
        (quad.subject.value, _NAMES[quad.predicate.value], quad.object.value)
        for quad in graph.store.quads(None, [NamedNode(term(name)) for name in PROPERTIES], None, _MERGE)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
    return sorted(bare({tie for tie in found if tie[0] in things and tie[2] in things and tie[0] != tie[2]}))


def bare(found: set[Tie]) -> set[Tie]:
    """Without what another tie implies: who leads takes part."""
    return {tie for tie in found if (tie[0], _IMPLIED.get(tie[1]), tie[2]) not in found}


def property_name(iri: str) -> str:
    """The local name of a property of ours; of another one, its IRI, shortened where there is a prefix."""
    return _NAMES.get(iri) or compact(iri)


def starts(graph: Graph) -> dict[str, tuple[int, ...]]:
    """The years in which things started, as far as the graph says."""
    found: dict[str, set[int]] = defaultdict(set)
    for quad in graph.store.quads(None, NamedNode(term("startDate")), None, _MERGE):
        if isinstance(quad.subject, NamedNode) and (year := re.match(r"\d{4}(?!\d)", _text(quad.object))):
            found[quad.subject.value].add(int(year[0]))
    return {iri: tuple(sorted(years)) for iri, years in found.items()}


def _text(term: object) -> str:
    return term.value if isinstance(term, Literal) else ""


def sources(graph: Graph) -> dict[str, Source]:
    """The documents of the graph, by IRI."""
    found: dict[str, Source] = {}
    for row in graph.select(DOCUMENTS):
        said = {name: "" if value is None else str(value) for name, value in row.items()}
        address = next((said[name] for name in ("url", "source") if said[name].startswith(("http://", "https://"))), "")
        source = Source(said["document"], said["identifier"], said["title"], address, said["language"])
        found.setdefault(source.iri, source)
    return dict(sorted(found.items()))
