"""A graph that is being published: opened, under its base, with what its owner says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hanse import manifest, queries
from hanse.errors import InputError
from hanse.publishing.part import Part
from hanse.publishing.preparing import prepare
from hanse.publishing.resources import Resources, address, index
from hanse.publishing.settings import Settings
from hanse.queries import Graph
from hanse.queries.labels import Labels
from hanse.store import Embedded
from hanse.vocabulary import BASE, HANSE, THEMES

if TYPE_CHECKING:
    from hanse.publishing.material import Material

__all__ = ["Publication", "opening"]


@dataclass(frozen=True)
class Publication:
    """What the parts of a site are made from."""

    graph: Graph  # opened, under the site's base
    settings: Settings
    base: str  # of the site; ends in "/"
    previous: Path | None = None  # an earlier site, to say what changed since

    @property
    def directory(self) -> Path:
        """The graph's directory, in which graph.nq, text/ and manifest.json are."""
        assert self.graph.directory is not None
        return self.graph.directory

    @property
    def store(self) -> Embedded:
        """The store with its quads; its default graph is the merge of all named graphs."""
        return self.graph.embedded

    @property
    def labels(self) -> Labels:
        """The names of its things."""
        return self.graph.labels

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What the build said of itself; empty where it said nothing."""
        return manifest.read(self.directory)

    @cached_property
    def resources(self) -> Resources:
        """All that the graph minted, each with its kind and its path in the site."""
        return index(self.store, self.base)

    @cached_property
    def material(self) -> Material:
        """What many of its pages need."""
        from hanse.publishing.material import Material

        return Material(self)

    def text(self, identifier: str) -> str:
        """The kept text of a document, as it may be shown; "" where there is none."""
        path = self.directory / "text" / f"{identifier}.txt"
        return path.read_bytes().decode() if identifier and path.is_file() else ""

    @cached_property
    def parts(self) -> dict[str, Part]:
        """What the site is made of, by name."""
        from hanse.publishing.site import PARTS

        return {name: make(self) for name, make in PARTS.items()}

    def file(self, path: str) -> bytes:
        """A file of the site, whichever part makes it; KeyError where none does."""
        with BytesIO() as out:
            if any(part.write(path, out) for part in self.parts.values()):
                return out.getvalue()
        raise KeyError(path)

    def href(self, iri: str, origin: str) -> str:
        """The address of the page on a resource, relative to the page at the path ``origin``; "" where there is none.

        What stands after a "#" leads to its place in the page of what stands before.
        """
        return self.link(iri, "../" * origin.count("/"))

    def link(self, iri: str, up: str) -> str:
        """The same from wherever ``up`` leads to the root of the site."""
        if iri.startswith(HANSE):
            return f"{up}ontology/#{address(iri[len(HANSE) :])}"
        if iri.startswith(THEMES):
            return f"{up}themes/{address(iri[len(THEMES) :])}/"
        if iri in (HANSE[:-1], THEMES[:-1]):
            return f"{up}{'ontology' if iri == HANSE[:-1] else 'themes'}/"
        page, mark, fragment = iri.partition("#")
        path = self.resources.paths.get(page)
        return "" if path is None else f"{up}{address(path)}/{mark}{fragment}"


@contextmanager
def opening(
    directory: str | Path, settings: Settings | None = None, base: str = "", previous: Path | None = None
) -> Iterator[Publication]:
    """Open a graph directory to publish it under a base, its own if none is given.

    What is published is a temporary copy, gone afterwards: its IRIs under the base, without e-mail addresses and
    telephone numbers, its texts as far as they are quoted (`hanse.publishing.preparing`). Raises GraphError where there
    is no graph, InputError where the base is not allowed.
    """
    folder = Path(directory)
    queries.open(folder)  # whatever is wrong with it is said before the work begins
    said = settings or Settings()
    old = str(manifest.read(folder).get("options", {}).get("base", BASE))
    new = _checked(base or old)
    with TemporaryDirectory(prefix="hanse-") as place:
        target = Path(place) / folder.resolve().name
        prepare(folder, target, old, new, whole=said.texts == "whole")
        yield _publication(queries.open(target), said, new, previous)


def _publication(graph: Graph, said: Settings, base: str, previous: Path | None) -> Publication:
    day = _built(manifest.read(graph.directory))
    dated = replace(said, issued=said.issued or day, modified=said.modified or day)
    return Publication(graph, dated, base, previous)


def _built(manifest: dict[str, Any]) -> date | None:
    found = re.match(r"\d{4}-\d\d-\d\d", str(manifest.get("started", "")))
    return date.fromisoformat(found[0]) if found else None


def _checked(base: str) -> str:
    if base.endswith("#"):
        raise InputError(f"the base {base!r} has no pages: publish under another, as --base https://example.org/graph/")
    whole = base if base.endswith("/") else base + "/"
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`/?#]+/([^\s<>\"{}|\\^`?#]*/)?", whole) or "/../" in whole:
        raise InputError(f"the base {base!r} is not allowed: an http(s) address, as {BASE}")
    return whole
