"""Triples as Turtle and as JSON-LD: the same triples give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from hanse.vocabulary import PREFIXES

__all__ = ["jsonld", "turtle"]

_TYPE = PREFIXES["rdf"] + "type"
_STRING = PREFIXES["xsd"] + "string"


def turtle(triples: Iterable[Triple]) -> bytes:
    """Sorted triples as Turtle, with the prefixes that it uses.

    >>> from pyoxigraph import Literal
    >>> riga = NamedNode("https://example.org/riga")
    >>> print(turtle([Triple(riga, NamedNode(PREFIXES["rdfs"] + "label"), Literal("Riga"))]).decode().strip())
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <https://example.org/riga> rdfs:label "Riga" .
    """
    head: list[bytes] = []
    body = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
    while body.startswith(b"@prefix "):
        line, _, body = body.partition(b"\n")
        head.append(line)
    used = sorted(line for line in head if line.split(b" ", 2)[1] in body)  # the store gives them in any order
    return b"".join(line + b"\n" for line in used) + body


def jsonld(triples: Iterable[Triple]) -> bytes:
    """Sorted triples as JSON-LD 1.1, with its context inside: one object for each subject, IRIs with prefixes."""
    held = list(triples)
    names = _Names(_schemes(held))
    graph = []
    for subject, about in groupby(held, key=lambda triple: triple.subject):
        node: dict[str, Any] = {"@id": _iri(subject)}
        for predicate, said in groupby(about, key=lambda triple: triple.predicate.value):
            if predicate == _TYPE:
                node["@type"] = _one([names(_iri(triple.object)) for triple in said])
            else:
                node[names(predicate)] = _one([_value(triple.object, names) for triple in said])
        graph.append(node)
    content = {"@context": dict(sorted(names.used.items())), "@graph": graph}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _schemes(triples: Iterable[Triple]) -> set[str]:
    """What IRIs of things begin with: "geo:52,10" must not be read as a name with the prefix geo."""
    terms = (term for triple in triples for term in (triple.subject, triple.object) if isinstance(term, NamedNode))
    return {term.value.partition(":")[0] for term in terms if not term.value.startswith("http")}


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _iri(term: object) -> str:
    assert isinstance(term, NamedNode)  # neither a blank node nor a triple: descriptions have none
    return term.value


def _value(term: object, names: _Names) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _iri(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": names(term.datatype.value)}


class _Names:
    """IRIs of terms, with prefixes; and those that were used."""

    def __init__(self, taken: Container[str]) -> None:
        self.prefixes = {iri: name for name, iri in PREFIXES.items() if name not in taken}
        self.used: dict[str, str] = {}

    def __call__(self, iri: str) -> str:
        cut = max(iri.rfind("#"), iri.rfind("/")) + 1
        name = self.prefixes.get(iri[:cut])
        if name is None or iri.startswith("//", cut):
            return iri
        self.used[name] = iri[:cut]
        return f"{name}:{iri[cut:]}"
