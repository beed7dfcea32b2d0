"""The page of a named graph: what it holds and what it was read from."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pyoxigraph import NamedNode

from hanse.names import fold
from hanse.publishing.descriptions import Description
from hanse.publishing.material import Material
from hanse.publishing.pages.trail import trail
from hanse.vocabulary import PREFIXES, local_name

__all__ = ["content"]

_DERIVED = PREFIXES["prov"] + "wasDerivedFrom"
_SHOWN = 200


def content(description: Description, material: Material) -> dict[str, Any]:
    """What the template shows."""
    itself = NamedNode(description.iri)
    quads = list(material.store.oxigraph.quads_for_pattern(None, None, None, itself))
    subjects = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
    things = sorted(
        (iri for iri in subjects if material.kind(iri) not in ("", "Evidence", "Participation", "Extractor", "Graph")),
        key=lambda iri: (fold(material.name(iri)), iri),
    )
    name = description.iri.removeprefix(material.publication.base)
    derived = sorted(
        triple.object.value
        for triple in description.triples
        if triple.subject == itself and triple.predicate.value == _DERIVED and isinstance(triple.object, NamedNode)
    )
    return {
        "title": f"Named graph {name}",
        "trail": trail("Graph"),
        "derived": [(iri, material.name(iri)) for iri in derived],
        "triples": len(quads),
        "predicates": Counter(local_name(quad.predicate.value) for quad in quads).most_common(12),
        "things": [(iri, material.name(iri), material.kind(iri)) for iri in things[:_SHOWN]],
        "more": max(0, len(things) - _SHOWN),
    }
