"""The files of each resource: a page for people, Turtle and JSON-LD."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import IO

from hanse.publishing.descriptions import Description, describe
from hanse.publishing.pages import page
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld, turtle

__all__ = ["Things"]

_KEPT = 8  # descriptions: the three files of a resource are written one after the other
_FORMATS = {".ttl": turtle, ".jsonld": jsonld}
_PAGE = "/index.html"


class Things:
    """``PATH.ttl``, ``PATH.jsonld`` and ``PATH/index.html`` for each resource of the graph."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.kept: OrderedDict[str, Description] = OrderedDict()

    def paths(self) -> Iterator[str]:
        """Sorted."""
        ends = (*_FORMATS, _PAGE)
        yield from sorted(f"{path}{end}" for path in self.publication.resources.iris for end in ends)

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        for end in (*_FORMATS, _PAGE):
            stem = path.removesuffix(end)
            iri = self.publication.resources.iris.get(stem) if path.endswith(end) else None
            if iri is not None:
                said = self.described(iri)
                content = page(said, self.publication.material, stem) if end == _PAGE else _FORMATS[end](said.triples)
                out.write(content)
                return True
        return False

    def described(self, iri: str) -> Description:
        """The description of a resource, made once for its files."""
        if iri not in self.kept:
            self.kept[iri] = describe(self.publication, iri)
            if len(self.kept) > _KEPT:
                self.kept.popitem(last=False)
        return self.kept[iri]
