"""The files of each resource: a page for people, Turtle and JSON-LD."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import IO

from hanse.publishing.descriptions import Description, describe
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld, turtle

__all__ = ["Things"]

_KEPT = 8  # descriptions: the three files of a resource are written one after the other


class Things:
    """``PATH.ttl``, ``PATH.jsonld`` and ``PATH/index.html`` for each resource of the graph."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.kept: OrderedDict[str, Description] = OrderedDict()
        self.writers: Mapping[str, Callable[[Description], bytes]] = {
            ".ttl": lambda description: turtle(description.triples),
            ".jsonld": lambda description: jsonld(description.triples),
        }

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted(f"{path}{suffix}" for path in self.publication.resources.iris for suffix in self.writers)

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        for suffix, written in self.writers.items():
            iri = self.publication.resources.iris.get(path.removesuffix(suffix)) if path.endswith(suffix) else None
            if iri is not None:
                out.write(written(self.described(iri)))
                return True
        return False

    def described(self, iri: str) -> Description:
        """The description of a resource, made once for its files."""
        if iri not in self.kept:
            self.kept[iri] = describe(self.publication, iri)
            if len(self.kept) > _KEPT:
                self.kept.popitem(last=False)
        return self.kept[iri]
