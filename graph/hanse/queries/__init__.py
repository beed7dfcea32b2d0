"""SPARQL in, rows or triples out; the saved questions; what is said of a thing."""

from hanse.queries.graph import Answer, Graph, open
from hanse.queries.rows import IRI, Row, Rows, Triples

__all__ = ["IRI", "Answer", "Graph", "Row", "Rows", "Triples", "open"]
