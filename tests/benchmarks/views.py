"""How soon a page can be used, beside the page that plain pyvis makes of the same nodes and ties (physics off).

python tests/benchmarks/views.py [SIZE ...] [--graph DIR] [--keep DIR] [--patience SECONDS]

Pages of generated graphs of 10, 300, 5,000 and 50,000 things, or of those sizes, and of --graph (any graph directory)
are opened in Chromium from disk. The time runs from the start of the navigation to the second frame after the page
says that it is ready (ours), or has its network (pyvis'); best of five. A ratio above 1 is in our favour. Nothing
is fetched: what pyvis asks of other servers is refused at once, which takes it no time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import generated
from pyvis.network import Network

import hanse
from hanse.views import MOST, View
from hanse.views.kinds import KINDS
from hanse.views.scene import Scene

SIZES = (10, 300, 5000, 50_000)
RUNS = 5
WINDOW = {"width": 1366, "height": 768}

WATCH = """
const frame = (then) => requestAnimationFrame(() => setTimeout(then));
const watch = () => {
  if (!(READY)) return setTimeout(watch, 5);
  frame(() => frame(() => { document.documentElement.dataset.settled = performance.now(); }));
};
watch();
"""
OURS = "document.documentElement && document.documentElement.dataset.ready === 'yes'"
THEIRS = "document.readyState === 'complete' && typeof network === 'object'"


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured of one graph."""

    name: str
    scene: Scene
    made: float  # seconds of the processor for the scene and the page
    ours: tuple[int, float | None]  # bytes, seconds
    theirs: tuple[int, float | None]


def main() -> None:
    sys.path.append(str(Path(__file__).parents[1]))
    from visiting import chromium

    given = arguments()
    with tempfile.TemporaryDirectory() as scratch, chromium() as browser:
        folder = given.keep or Path(scratch)
        lines = [
            line
            for name, graph in graphs(given, folder)
            if (line := measured(browser, name, graph, folder, given.patience))
        ]
    print(table(lines, given.patience))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    parser.add_argument("--graph", type=Path, metavar="DIR")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep graphs and pages here, and use those that are there"
    )
    parser.add_argument("--patience", type=float, default=120, metavar="SECONDS", help="for one page")
    return parser.parse_args()


def graphs(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Path]]:
    if given.graph:
        yield given.graph.name, given.graph
    for size in given.sizes:
        place = folder / f"graph-{size}"
        yield f"generated {size:,}", place if place.is_dir() else generated.write(place, size)


def measured(browser: Any, name: str, graph: Path, folder: Path, patience: float) -> Line:
    print(f"{name} …", file=sys.stderr)
    began = time.process_time()
    drawing = hanse.view(hanse.open(graph), "two-mode", top=MOST)
    ours = drawing.save(folder / f"{graph.name}.html")
    made = time.process_time() - began
    theirs = plain(drawing, folder / f"{graph.name}-pyvis.html")
    return Line(
        name,
        drawing.scene,
        made,
        (ours.stat().st_size, best(browser, ours, OURS, patience)),
        (theirs.stat().st_size, best(browser, theirs, THEIRS, patience)),
    )


def plain(drawing: View, path: Path) -> Path:
    """The page that pyvis makes by itself, with our places, so that it need not look for any."""
    network = Network(height="700px", directed=False, cdn_resources="in_line")
    for node in drawing.scene.nodes:
        look = {"x": node.x, "y": node.y, "size": node.radius, "color": KINDS[node.kind].light}
        network.add_node(node.iri, label=node.name, title=node.name, **look)
    # Its add_edge compares each edge with all before; so large graphs are given their edges at once.
    network.edges = [{"from": edge.one, "to": edge.other, "width": 1} for edge in drawing.scene.edges]
    network.toggle_physics(False)
    path.write_text(network.generate_html(notebook=False), encoding="utf-8")
    return path


def best(browser: Any, page: Path, ready: str, patience: float) -> float | None:
    """Seconds until a page is ready, at best; None where it takes longer than anybody waits."""
    times = []
    for _ in range(RUNS):
        found = seconds(browser, page, ready, patience)
        if found is None:
            return None
        times.append(found)
    return min(times)


def seconds(browser: Any, path: Path, ready: str, patience: float) -> float | None:
    from playwright.sync_api import TimeoutError

    context = browser.new_context(viewport=WINDOW)
    context.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
    page = context.new_page()
    page.add_init_script(WATCH.replace("READY", ready))
    try:
        page.goto(path.resolve().as_uri(), wait_until="commit", timeout=patience * 1000)
        page.wait_for_selector("html[data-settled]", state="attached", timeout=patience * 1000)
        return float(page.get_attribute("html", "data-settled")) / 1000
    except TimeoutError:
        return None
    finally:
        context.close()


def table(lines: list[Line], patience: float) -> str:
    head = ["graph", "things", "ties", "made in (CPU)", "size", "pyvis", "ready in", "pyvis", "ratio"]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for line in lines:
        (size, ready), (their_size, theirs) = line.ours, line.theirs
        least = "≥ " if theirs is None else ""
        ratio = f"{least}{(theirs or patience) / ready:.1f}" if ready else "–"
        rows.append([
            line.name, f"{len(line.scene.nodes):,}", f"{len(line.scene.edges):,}", f"{line.made:.1f} s",
            f"{size / 1e6:.1f} MB", f"{their_size / 1e6:.1f} MB", took(ready, patience), took(theirs, patience), ratio,
        ])  # fmt: skip
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def took(found: float | None, patience: float) -> str:
    return f"> {patience:.0f} s" if found is None else f"{found:.2f} s"


if __name__ == "__main__":
    main()
