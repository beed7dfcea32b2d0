"""The start page of a site, the views that it leads to, and the page for addresses that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import IO, Any
from urllib.parse import urlsplit

from hanse.errors import QueryError
from hanse.publishing.dataset import Dataset
from hanse.publishing.frame import Alternate, render
from hanse.publishing.publication import Publication
from hanse.reporting import report
from hanse.reporting.page import render as render_report
from hanse.views import reading
from hanse.views.drawing import draw
from hanse.views.evidence import after, before
from hanse.views.inventory import Inventory, take
from hanse.views.kinds import KINDS, PHRASES
from hanse.views.lookup import Lookup
from hanse.views.page import render as render_view
from hanse.views.preview import preview
from hanse.views.request import Request
from hanse.views.scene import Scene
from hanse.views.start import DRAWINGS, example, rankings

__all__ = ["Start", "Views"]

_START, _LOST = "index.html", "404.html"
_HOME = "index.html"


class Views:
    """``graph.html``, ``cities.html`` and ``report.html``, as far as there is something to draw and to report."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    @cached_property
    def lookup(self) -> Lookup:
        """The ties of the graph."""
        return Lookup.of(reading.ties(self.publication.graph), self.publication.labels)

    @cached_property
    def scenes(self) -> dict[str, Scene]:
        """The drawings, by the names of their files."""
        drawn = {name: self._scene(of) for name, of in DRAWINGS.items()}
        return {name: scene for name, scene in drawn.items() if scene and (scene.edges or name == "graph.html")}

    def _scene(self, of: str) -> Scene | None:
        try:
            return draw(self.publication.graph, Request(of), self.lookup)
        except QueryError:  # nothing of that kind
            return None

    @cached_property
    def report(self) -> bytes | None:
        """The report, where there is something to report."""
        try:
            return render_report(report(self.publication.graph), home=_HOME).encode("utf-8", "replace")
        except QueryError:
            return None

    @property
    def ways(self) -> tuple[str, ...]:
        """What heads of pages link to: that a view can be drawn is seen without drawing it."""
        partners = bool(self.lookup.partners)
        return (*(("graph.html",) if self.lookup.labels.kinds else ()), *(("report.html",) if partners else ()))

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted([*self.scenes, *(["report.html"] if self.report else [])])

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path in self.scenes:
            out.write(self._drawn(path, self.scenes[path]).encode("utf-8", "replace"))
        elif path == "report.html" and self.report:
            out.write(self.report)
        else:
            return False
        return True

    def _drawn(self, path: str, scene: Scene) -> str:
        href = self.publication.href
        texts = {source.identifier: href(source.iri, path) for source in scene.sources}
        pages = {node.iri: href(node.iri, path) for node in scene.nodes}
        return render_view(scene, texts=texts, home=_HOME, pages=pages)


class Start:
    """``index.html`` and ``404.html``."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.writers: Mapping[str, Callable[[], bytes]] = {_START: self.start, _LOST: self.lost}

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted(self.writers)

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path in self.writers:
            out.write(self.writers[path]())
        return path in self.writers

    def start(self) -> bytes:
        """What the graph is, what is in it, and the ways in."""
        views = Views(self.publication)
        views = self.publication.parts.get("views", views)  # type: ignore[assignment]
        held = take(self.publication.graph, views.lookup)
        scene = views.scenes.get("graph.html")
        return render(
            self.publication,
            "start.html.j2",
            _START,
            title=self.publication.settings.title,
            canonical=self.publication.base,
            held=held,
            kinds_here=[(KINDS[name], count) for name, count in held.kinds.items()],
            rankings=rankings(held),
            picture=preview(scene) if scene else None,
            cities="cities.html" in views.scenes,
            example=example(scene),
            before=before,
            after=after,
            phrases=PHRASES,
            cite=self._cite(),
            **self._described(held),
        )

    def _described(self, held: Inventory) -> dict[str, Any]:
        """The description of the dataset, where a part of the site makes one."""
        dataset = self.publication.parts.get("dataset")
        if not isinstance(dataset, Dataset):
            return {"dataset": False}
        return {
            "dataset": True,
            "embedded": dataset.searchable(),
            "alternates": (
                Alternate("Turtle", "text/turtle", "dataset.ttl"),
                Alternate("JSON-LD", "application/ld+json", "dataset.jsonld"),
            ),
        }

    def _cite(self) -> str:
        said = self.publication.settings
        makers = [agent.name for agent in said.creators or ((said.publisher,) if said.publisher else ())]
        year = f" ({said.issued.year})" if said.issued else ""
        version = f" Version {said.version}." if said.version else ""
        return f"{', '.join(makers) or 'Anonymous'}{year}: {said.title}.{version} {self.publication.base}"

    def lost(self) -> bytes:
        """For addresses that lead nowhere: a host shows it at any of them, so its links begin at the host's root."""
        root = urlsplit(self.publication.base).path
        return render(self.publication, "lost.html.j2", _LOST, title="There is nothing here", root=root)
