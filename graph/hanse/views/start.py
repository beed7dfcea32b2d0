"""The start page of a graph directory, and the drawings that it leads to."""

from __future__ import annotations

import shlex
from pathlib import Path
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

__all__ = ["DRAWINGS", "START", "example", "rankings", "write_index"]

START = "index.html"
DRAWINGS = {"graph.html": "all", "cities.html": "city"}
"""Files beside the start page, and what each draws."""
_PROBLEMS = 50


def write_index(directory: str | Path) -> None:
    """Write the start page of a graph directory, and the drawings that it leads to.

    The page says what is in the graph and how far to trust it, needs no script, and links only to what is in the
    directory and to the documents' own addresses. Raises GraphError where there is no graph, OutputError where it
    can't be written.
    """
    folder = Path(directory)
    graph = open_graph(folder)
    large = size(folder) > LARGE
    if large:
        graph = excerpt(graph)
    lookup = Lookup.of(reading.ties(graph), graph.labels)
    drawings = {name: view_ for name, of in DRAWINGS.items() if (view_ := _drawn(graph, of, lookup))}
    for name, drawing in drawings.items():
        drawing.save(folder / name, home=START)
    held = take(graph, lookup)
    with writing(folder / START) as file:
        file.write(_page(folder, numbers(held, folder) if large else held, drawings).encode())


def _drawn(graph: Graph, of: str, lookup: Lookup) -> View | None:
    """The drawing, where there is something to draw."""
    try:
        drawing = View(draw(graph, Request(of), lookup), graph.directory)
    except QueryError:
        return None
    return drawing if drawing.scene.edges or of == "all" else None


def _page(folder: Path, held: Inventory, drawings: dict[str, View]) -> str:
    scene = drawings["graph.html"].scene if "graph.html" in drawings else None
    return (
        templates()
        .get_template("index.html.j2")
        .render(
            held=held,
            kinds=[(KINDS[name], count) for name, count in held.kinds.items()],
            rankings=rankings(held),
            drawings=[(name, drawing.scene) for name, drawing in drawings.items()],
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
