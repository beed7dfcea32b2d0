"""The dataset that a site is: its description for machines and for people."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import IO

from pyoxigraph import NamedNode, Triple

from hanse.publishing import catalogue, quality, statistics, void
from hanse.publishing.datasheet import PATH, page
from hanse.publishing.discovery import nested
from hanse.publishing.dumps import Dump, Dumps, Held
from hanse.publishing.notes import Notes
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld, turtle
from hanse.publishing.statistics import Statistics

__all__ = ["Dataset"]

_TURTLE = ("dataset.ttl", ".well-known/void")
_JSONLD = "dataset.jsonld"


class Dataset:
    """``dataset.ttl``, ``dataset.jsonld``, ``dataset/index.html``, ``.well-known/void``."""

    ways = (PATH,)

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted((*_TURTLE, _JSONLD, PATH))

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path in _TURTLE:
            out.write(turtle(self.triples))
        elif path == _JSONLD:
            out.write(jsonld(self.triples))
        elif path == PATH:
            out.write(page(self))
        else:
            return False
        return True

    @cached_property
    def counted(self) -> Statistics:
        """What it holds, in numbers."""
        return statistics.count(self.publication.graph, self.publication.base)

    @cached_property
    def measured(self) -> list[quality.Measured]:
        """How far to trust each of its properties."""
        used = {str(row["property"]) for row in self.counted.properties}
        return [one for one in quality.measure(self.publication.manifest) if one.iri in used]

    @cached_property
    def downloads(self) -> list[tuple[Dump, Held]]:
        """The files to download."""
        dumps = self.publication.parts["dumps"]
        assert isinstance(dumps, Dumps)
        return [(dump, dumps.held(path)) for path, dump in dumps.dumps.items()]

    def searchable(self) -> bytes:
        """What search engines for datasets read of it, as JSON-LD: what it says by schema.org."""
        return nested(self.triples, NamedNode(f"{self.publication.base}dataset"))

    @cached_property
    def triples(self) -> list[Triple]:
        """All that its description says, sorted."""
        at, settings = self.publication, self.publication.settings
        notes = Notes(at.base, settings.language)
        catalogue.introduce(notes, settings, at.base, settings.endpoint)
        catalogue.coverage(notes, self.counted)
        catalogue.distribute(notes, self.downloads, settings, at.base)
        catalogue.build(notes, at.manifest, [str(row["document"]) for row in self.counted.documents])
        void.describe(notes, self.counted, at.base)
        quality.describe(notes, self.measured)
        return notes.triples()
