"""The indexes of a site: every resource by its kind, in pages of a length that reads well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO

from hanse.names import fold
from hanse.publishing.frame import render
from hanse.publishing.pages.statements import said
from hanse.publishing.pages.trail import PLURALS, home
from hanse.publishing.publication import Publication

__all__ = ["LENGTH", "Indexes"]

LENGTH = 500
"""Resources that a page names."""

_UNNAMED = ("Evidence", "Graph")  # in the order of their IRIs: for millions of them names cost too much
_TOP = "browse/index.html"


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource in an index."""

    iri: str
    name: str
    kind: str


class Indexes:
    """``browse/index.html``, and ``browse/{kind}/index.html``, ``browse/{kind}/2/index.html``, …"""

    ways = (_TOP,)

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """The resources of each kind that there is, in the order of their index."""
        found: dict[str, list[str]] = {kind: [] for kind in PLURALS}
        for iri, kind in self.publication.resources.kinds.items():
            found[kind].append(iri)
        named = {kind: iris if kind in _UNNAMED else sorted(iris, key=self._order) for kind, iris in found.items()}
        return {kind: iris for kind, iris in named.items() if iris}

    def _order(self, iri: str) -> tuple[str, str]:
        return fold(self.publication.material.name(iri)), iri

    @cached_property
    def pages(self) -> dict[str, tuple[str, int]]:
        """Path → kind and number of the page, from 1."""
        return {
            f"browse/{kind.lower()}/{f'{number}/' if number > 1 else ''}index.html": (kind, number)
            for kind, iris in self.kinds.items()
            for number in range(1, (len(iris) - 1) // LENGTH + 2)
        }

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted([_TOP, *self.pages])

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path == _TOP:
            out.write(self._top())
        elif path in self.pages:
            out.write(self._page(path, *self.pages[path]))
        else:
            return False
        return True

    def _top(self) -> bytes:
        kinds = [(kind, PLURALS[kind], len(iris)) for kind, iris in self.kinds.items()]
        return render(self.publication, "browse.html.j2", _TOP, title="What is in it", trail=(home,), kinds_here=kinds)

    def _page(self, path: str, kind: str, number: int) -> bytes:
        iris = self.kinds[kind]
        numbers = [page for page, (of, _) in self.pages.items() if of == kind]
        return render(
            self.publication,
            "index-of-kind.html.j2",
            path,
            title=PLURALS[kind] + (f", page {number}" if number > 1 else ""),
            trail=(home, ("Browse", _TOP)),
            entries=[self._entry(iri, kind) for iri in iris[(number - 1) * LENGTH : number * LENGTH]],
            count=len(iris),
            numbers=[(place, page, page == path) for place, page in enumerate(numbers, 1)],
        )

    def _entry(self, iri: str, kind: str) -> Entry:
        material = self.publication.material
        if kind == "Evidence":
            return Entry(iri, str(said(material.proofs.read(iri), material)), kind)
        if kind == "Graph":
            return Entry(iri, iri.removeprefix(self.publication.base), kind)
        return Entry(iri, material.name(iri), kind)
