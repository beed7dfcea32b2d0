"""A drawing to look at, in a notebook or as a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.queries.filters import given
from hanse.views.drawing import draw
from hanse.views.page import kept_texts, render
from hanse.views.request import USUAL, Request
from hanse.views.scene import Scene
from hanse.writing import writing

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["View", "view"]


@dataclass(frozen=True)
class View:
    """A drawing of a graph: shows itself in a notebook, and saves itself as a page."""

    scene: Scene
    directory: Path | None = None  # of the graph: a page saved in it links to the texts beside it

    @property
    def html(self) -> str:
        """The page: one self-contained file that asks nothing of the network."""
        return render(self.scene)

    def save(self, path: str | Path, *, home: str = "") -> Path:
        """Write the page as UTF-8; ``home`` is the address of a page to go back to. OutputError where it can't be.

        A page saved in the graph's own directory links to the texts of the documents that it quotes.
        """
        target = Path(path)
        beside = self.directory is not None and target.resolve().parent == self.directory.resolve()
        texts = kept_texts(target.parent, (source.identifier for source in self.scene.sources)) if beside else {}
        page = render(self.scene, texts=texts, home=home)
        with writing(target) as file:
            file.write(page.encode())
        return target

    def titled(self, title: str) -> View:
        """The same under another title."""
        return replace(self, scene=replace(self.scene, title=title))

    def _repr_html_(self) -> str:
        allowed = "allow-scripts allow-popups allow-downloads allow-modals"
        frame = f'style="width:100%;height:640px;border:1px solid #8888" sandbox="{allowed}"'
        return f'<iframe srcdoc="{escape(self.html)}" {frame} title="{escape(self.scene.title)}"></iframe>'

    def __repr__(self) -> str:
        return f"<hanse.views.View {self.scene.title!r}: {len(self.scene.nodes)} things, {len(self.scene.edges)} ties>"


def view(
    graph: Graph,
    of: str = "all",
    *,
    around: str = "",
    hops: int = 1,
    top: int = USUAL,
    by: str = "",
    query: str = "",
    title: str = "",
    **filters: object,
) -> View:
    """Draw a graph, or the part of it that is asked for.

    ``of`` is a key of `OF`: all things, networks with their partners ("two-mode"), or one kind tied by what it shares
    ("city", "organisation", "network", "country"). ``around`` names a thing to draw with all that is at most ``hops``
    ties away; ``top`` is how many things are drawn at most: those that hold together best, or come first ``by`` a
    measure (a key of `hanse.analysis.MEASURES`). Filters, those of `hanse.network.project`,
    keep to the networks that they choose and what is tied to them. ``query``, a CONSTRUCT or
    DESCRIBE, takes the place of ``of``: its triples between things are drawn. Raises QueryError where a name means
    nothing in this graph, or the query is wrong.
    """
    request = Request(of, around, hops, top, by, given(filters), query, title)
    return View(draw(graph, request), graph.directory)
