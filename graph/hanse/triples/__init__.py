"""Facts become quads (lines of N-Quads), each with the evidence that says it.

What a source says stands in a graph of its own, ``{base}graph/{identifier}``: types, labels, plain triples,
participations, and the description of the source. Why it is believed stands beside it, in
``{base}graph/{identifier}/evidence``. What no source says (coordinates, identifiers elsewhere) is in
``{base}graph/gazetteer``, what the ontology calls them in ``{base}graph/ontology``, and what
people decided on identity in ``{base}graph/decisions``.
"""

from hanse.triples.decisions import decided
from hanse.triples.names import named
from hanse.triples.places import gazetteer
from hanse.triples.statements import lines, quads, trusted
from hanse.triples.terms import document_iri, graph_iri, literal, participation_iri

__all__ = [
    "decided",
    "document_iri",
    "gazetteer",
    "graph_iri",
    "lines",
    "literal",
    "named",
    "participation_iri",
    "quads",
    "trusted",
]
