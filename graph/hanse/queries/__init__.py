"""SPARQL in, rows or triples out; the saved questions; what is said of a thing."""

from hanse.queries.graph import Answer, Graph, open
from hanse.queries.rows import IRI, Row, Rows, Triples
from hanse.queries.workers import Limits

__all__ = ["IRI", "Answer", "Graph", "Limits", "Row", "Rows", "Triples", "open"]
