"""The RDF terms that quads are made of: IRIs by their naming rules, literals by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TypeAlias
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from hanse.model import Value
from hanse.vocabulary import BASE, PREFIXES, term

__all__ = [
    "Node",
    "Triple",
    "date",
    "decimal",
    "document_iri",
    "graph_iri",
    "hanse",
    "in_graph",
    "literal",
    "node",
    "participation_iri",
    "text",
]

Node: TypeAlias = NamedNode | Literal
Triple: TypeAlias = tuple[NamedNode, NamedNode, Node]

_DATES = {4: "gYear", 7: "gYearMonth"}


@cache
def node(name: str) -> NamedNode:
    """The term of a prefixed name.

    >>> node("rdf:type").value
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
    """
    prefix, local = name.split(":")
    return NamedNode(PREFIXES[prefix] + local)


@cache
def hanse(name: str) -> NamedNode:
    """The term of a class or property of the model, by its local name."""
    return NamedNode(term(name))


def in_graph(graph: NamedNode, triples: Iterable[Triple]) -> Iterator[Quad]:
    """The triples as quads of one graph."""
    return (Quad(*triple, graph) for triple in triples)


def document_iri(identifier: str, base: str = BASE) -> str:
    """The IRI of a source.

    >>> document_iri("d001")
    'https://w3id.org/hanse/id/document/d001'
    """
    return f"{base}id/document/{quote(identifier, safe='')}"


def graph_iri(name: str, base: str = BASE) -> str:
    """The IRI of a named graph: a source's identifier, the same with ``/evidence``, ``gazetteer`` or ``input/…``.

    >>> graph_iri("d001/evidence")
    'https://w3id.org/hanse/graph/d001/evidence'
    """
    return f"{base}graph/{quote(name)}"


def participation_iri(network: str, partner: str, base: str = BASE) -> str:
    """The IRI of the participation of one thing in another, of which the IRIs are given.

    >>> participation_iri(BASE + "id/network/in4green", BASE + "id/city/aviles-es")
    'https://w3id.org/hanse/id/participation/in4green--aviles-es'

    What is usual (a city in a network) goes without saying; other kinds are named, for they share names:

    >>> participation_iri(BASE + "id/project/in4green", BASE + "id/organisation/riga")
    'https://w3id.org/hanse/id/participation/project-in4green--organisation-riga'
    """
    return f"{base}id/participation/{_short(network, 'network')}--{_short(partner, 'city')}"


def _short(iri: str, usual: str) -> str:
    *_, kind, name = re.split("[/#:]", iri.rstrip("/#"))
    return name if kind == usual else f"{kind}-{name}"


def literal(value: Value) -> Literal:
    """The typed literal of a value.

    >>> str(literal(Value("2023-10", "gYearMonth")))
    '"2023-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    >>> str(literal(Value("10-24", "gMonthDay")))
    '"--10-24"^^<http://www.w3.org/2001/XMLSchema#gMonthDay>'
    >>> str(literal(Value("Alcalde", language="es")))
    '"Alcalde"@es'
    """
    if value.type == "string":
        return text(value.text, value.language)
    said = f"--{value.text}" if value.type == "gMonthDay" and not value.text.startswith("--") else value.text
    return Literal(said, datatype=node("xsd:" + value.type))


def text(words: str, language: str = "") -> Literal:
    """A literal with its language, or a plain one where that is no language tag."""
    try:
        return Literal(words, language=language) if language else Literal(words)
    except ValueError:
        return Literal(words)


def date(said: str) -> Literal:
    """A year, month or day.

    >>> str(date("2019"))
    '"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    """
    return Literal(said, datatype=node("xsd:" + _DATES.get(len(said), "date")))


def decimal(number: float, digits: int = 3) -> Literal:
    """A rounded decimal number.

    >>> str(decimal(0.98765))
    '"0.988"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return Literal(f"{number:.{digits}f}".rstrip("0").rstrip("."), datatype=node("xsd:decimal"))
