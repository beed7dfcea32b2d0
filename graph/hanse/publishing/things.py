"""The files of each resource: a page for people, Turtle and JSON-LD."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO

from hanse.publishing.descriptions import Description, describe
from hanse.publishing.pages import page
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld, turtle

__all__ = ["Things"]

_KEPT = 8  # the three files of a resource are written one after the other


@dataclass
class _Thing:
    """A resource, described once for its files."""

    publication: Publication
    path: str
    description: Description

    @cached_property
    def jsonld(self) -> bytes:
        return jsonld(self.description.triples)

    @property
    def turtle(self) -> bytes:
        return turtle(self.description.triples)

    @property
    def page(self) -> bytes:
        return page(self.description, self.publication.material, self.path, self.jsonld)


_FILES = {".ttl": "turtle", ".jsonld": "jsonld", "/index.html": "page"}


class Things:
    """``PATH.ttl``, ``PATH.jsonld`` and ``PATH/index.html`` for each resource of the graph."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.kept: OrderedDict[str, _Thing] = OrderedDict()

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted(f"{path}{end}" for path in self.publication.resources.iris for end in _FILES)

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        for end, form in _FILES.items():
            stem = path.removesuffix(end)
            if path.endswith(end) and stem in self.publication.resources.iris:
                out.write(getattr(self._thing(stem), form))
                return True
        return False

    def _thing(self, path: str) -> _Thing:
        if path not in self.kept:
            description = describe(self.publication, self.publication.resources.iris[path])
            self.kept[path] = _Thing(self.publication, path, description)
            if len(self.kept) > _KEPT:
                self.kept.popitem(last=False)
        return self.kept[path]
