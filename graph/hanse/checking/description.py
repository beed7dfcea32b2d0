"""What the description of the dataset says, as far as checks look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from hanse.checking.site import Site
from hanse.vocabulary import PREFIXES

__all__ = ["Description", "Distribution", "Partition"]


def expand(name: str) -> str:
    """The IRI of a prefixed name.

    >>> expand("void:triples")
    'http://rdfs.org/ns/void#triples'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


class Distribution(NamedTuple):
    """A file that the dataset is offered as."""

    iri: str
    address: str
    type: str
    size: int
    checksum: str


class Partition(NamedTuple):
    """A part of the dataset, and how many of what it counts."""

    iri: str
    of: str  # the class or property
    counted: int


@dataclass(frozen=True, slots=True)
class Description:
    """The triples of ``dataset.ttl``."""

    iri: str
    triples: frozenset[Any]  # of pyoxigraph.Triple

    @classmethod
    def of(cls, site: Site) -> Description:
        """That of a site."""
        return cls(site.base + "dataset", site.dataset)

    def values(self, predicate: str, subject: str | None = None) -> list[str]:
        """What stands there for a property, of the dataset or of another node, sorted."""
        wanted = expand(predicate)
        who = subject or self.iri
        return sorted(
            str(triple.object.value)
            for triple in self.triples
            if triple.subject.value == who and triple.predicate.value == wanted
        )

    def value(self, predicate: str, subject: str | None = None) -> str:
        """The first of them, or ""."""
        return next(iter(self.values(predicate, subject)), "")

    def number(self, predicate: str, subject: str | None = None) -> int:
        """The first of them as a whole number; -1 where there is none."""
        value = self.value(predicate, subject)
        return int(value) if value.isdigit() else -1

    def of_kind(self, kind: str) -> list[str]:
        """The nodes of a class, sorted."""
        wanted, type_ = expand(kind), expand("rdf:type")
        return sorted(
            str(triple.subject.value)
            for triple in self.triples
            if triple.predicate.value == type_ and triple.object.value == wanted
        )

    def literals(self) -> Iterator[Literal]:
        """All texts in it."""
        return (triple.object for triple in self.triples if isinstance(triple.object, Literal))

    def links(self, predicate: str) -> list[str]:
        """The IRIs that stand there for a property of the dataset."""
        wanted = expand(predicate)
        return sorted(
            triple.object.value
            for triple in self.triples
            if triple.subject.value == self.iri
            and triple.predicate.value == wanted
            and isinstance(triple.object, NamedNode)
        )

    def distributions(self) -> list[Distribution]:
        """The files that it is offered as."""
        return [
            Distribution(
                one,
                self.value("dcat:downloadURL", one),
                self.value("dcat:mediaType", one),
                self.number("dcat:byteSize", one),
                self.value("spdx:checksumValue", self.value("spdx:checksum", one)),
            )
            for one in self.values("dcat:distribution")
        ]

    def partitions(self, by: str, of: str, counted: str) -> list[Partition]:
        """Its parts by class or by property."""
        return [Partition(one, self.value(of, one), self.number(counted, one)) for one in self.values(by)]
