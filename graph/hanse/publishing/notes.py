"""Triples put down one after the other, by prefixed names."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from hanse.triples.terms import node, text

__all__ = ["Notes"]

Value = NamedNode | Literal | str | int | date | None


class Notes:
    """What is noted of several things.

    >>> notes = Notes("https://example.org/", "en")
    >>> notes.say(notes.dataset, "dcterms:title", notes.worded("Cities"))
    >>> [str(triple) for triple in notes.triples()]
    ['<https://example.org/dataset> <http://purl.org/dc/terms/title> "Cities"@en']
    """

    def __init__(self, base: str, language: str) -> None:
        self.language = language
        self.dataset = NamedNode(f"{base}dataset")
        self._held: set[Triple] = set()

    def part(self, name: str) -> NamedNode:
        """A thing that is described with the dataset: its IRI is the dataset's with a fragment."""
        return NamedNode(f"{self.dataset.value}#{quote(name, safe='')}")

    def worded(self, words: str) -> Literal:
        """Text in the language of the settings."""
        return text(words, self.language)

    def say(self, subject: NamedNode, predicate: str, *values: Value) -> None:
        """Note a triple for each value: text as a plain literal, a date as xsd:date; None and "" say nothing."""
        for value in values:
            if value is not None and value != "":
                self._held.add(Triple(subject, node(predicate), _term(value)))

    def relate(self, subject: NamedNode, predicate: NamedNode, other: NamedNode) -> None:
        """Note a triple by a property that has no prefix here."""
        self._held.add(Triple(subject, predicate, other))

    def a(self, subject: NamedNode, *kinds: str) -> NamedNode:
        """Note the classes of a thing; gives the thing."""
        self.say(subject, "rdf:type", *map(node, kinds))
        return subject

    def triples(self) -> list[Triple]:
        """All, sorted."""
        return sorted(self._held, key=_order)


def _term(value: NamedNode | Literal | str | int | date) -> NamedNode | Literal:
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, date):
        return Literal(value.isoformat(), datatype=node("xsd:date"))
    return Literal(value)


def _order(triple: Triple) -> tuple[str, str, str]:
    return str(triple.subject), triple.predicate.value, str(triple.object)
