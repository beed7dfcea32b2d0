"""The start page of a graph directory, and the drawings that it leads to."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from hanse.errors import QueryError
from hanse.names import printable
from hanse.queries import Graph
from hanse.queries import open as open_graph
from hanse.views import reading
from hanse.views.drawing import draw
from hanse.views.evidence import after, before
from hanse.views.excerpt import LARGE, excerpt, numbers, size
from hanse.views.inventory import Inventory, take
from hanse.views.kinds import KINDS, PHRASES
from hanse.views.lookup import Lookup
from hanse.views.page import asset, kept_texts, policy, templates
from hanse.views.preview import preview
from hanse.views.request import Request
from hanse.views.scene import Scene, Statement
from hanse.views.viewing import View
from hanse.writing import writing

if TYPE_CHECKING:
    from hanse.building.ranges import Each

__all__ = ["DRAWINGS", "START", "example", "rankings", "write_index"]

START = "index.html"
DRAWINGS = {"graph.html": "all", "cities.html": "city"}
"""Files beside the start page, and what each draws."""
_PROBLEMS = 50


def write_index(directory: str | Path, each: Each | None = None) -> None:
    """Write the start page of a graph directory, and the drawings that it leads to.

    The page says what is in the graph and how far to trust it, needs no script, and links only to what is in the
    directory and to the documents' own addresses. With ``each``, the processes of a build make drawings while others
    take the page's numbers. Raises GraphError where there is no graph, OutputError where it can't be written.
    """
    from hanse.building.ranges import one_by_one  # which takes a while to import

    folder = Path(directory)
    parts = (START, *DRAWINGS)  # what takes longest first
    made = {part: one for part, one, _ in (each or one_by_one)(_make, _Shown(folder), parts)}
    drawings = {name: made[name] for name in DRAWINGS if made[name]}
    with writing(folder / START) as file:
        file.write(_page(folder, made[START], drawings).encode())


@dataclass
class _Shown:
    """A graph directory, opened once in each process that makes parts of its pages."""

    folder: Path

    @cached_property
    def large(self) -> bool:
        return size(self.folder) > LARGE

    @cached_property
    def graph(self) -> Graph:
        graph = open_graph(self.folder)
        return excerpt(graph) if self.large else graph

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup.of(reading.ties(self.graph), self.graph.labels)


def _make(shown: _Shown, part: str, _: object) -> Inventory | Scene | None:
    """The numbers of the start page; or a drawing, saved, where there is something to draw."""
    if part == START:
        held = take(shown.graph, shown.lookup)
        return numbers(held, shown.folder) if shown.large else held
    of = DRAWINGS[part]
    try:
        drawing = View(draw(shown.graph, Request(of), shown.lookup), shown.graph.directory)
    except QueryError:
        return None
    if not drawing.scene.edges and of != "all":
        return None
    drawing.save(shown.folder / part, home=START)
    return drawing.scene


def _page(folder: Path, held: Inventory, drawings: Mapping[str, Scene]) -> str:
    scene = drawings.get("graph.html")
    return (
        templates()
        .get_template("index.html.j2")
        .render(
            held=held,
            kinds=[(KINDS[name], count) for name, count in held.kinds.items()],
            rankings=rankings(held),
            drawings=list(drawings.items()),
            picture=preview(scene) if scene else None,
            linked=_linked(scene),
            texts=kept_texts(folder, (source.identifier for source, _ in held.documents)),
            example=example(scene),
            problems=held.problems[:_PROBLEMS],
            files=[name for name in ("graph.nq", "manifest.json") if (folder / name).is_file()],
            style=Markup(asset("index.css")),
            policy=policy(),
            printable=printable,
            quoted=shlex.quote,
            before=before,
            after=after,
            phrases=PHRASES,
        )
    )


def rankings(held: Inventory) -> list[tuple[str, str, object]]:
    """What is most often taken part in: a title, what is counted, and the ranked."""
    found = [
        ("Cities", "networks, projects and good practices that each takes part in", held.cities),
        ("Countries", "partners in each", held.countries),
        ("Programmes", "networks, projects and events under each", held.programmes),
        ("Themes", "networks, projects and events on each", held.themes),
    ]
    return [ranking for ranking in found if ranking[2]]


def _linked(scene: Scene | None) -> dict[str, str]:
    """Where the drawing shows a thing: the address that chooses it there."""
    return {node.iri: f"graph.html#{quote(node.iri, safe='')}" for node in scene.nodes} if scene else {}


def example(scene: Scene | None) -> tuple[str, str, Statement] | None:
    """A statement that shows how quotes work: a sure one, whose quote is a sentence rather than a word."""
    if scene is None:
        return None
    names = dict(scene.names)
    for predicate in ("leadPartner", "leadExpert", "partner"):
        for said in scene.statements:
            best = said.quotes[0] if said.quotes else None
            if best and said.predicate == predicate and best.prefix and 25 < len(best.exact) < 200:
                return names.get(said.subject, ""), names.get(said.object, ""), said
    return None
