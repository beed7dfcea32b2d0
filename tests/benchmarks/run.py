"""What Hanse costs on top of the engines below it: times as ratios, which say the same on any machine.

python tests/benchmarks/run.py [DIR]     DIR is a graph directory; hanse-graph if not given

Each pair is timed in turn, and the best of several runs counts. A ratio of 1.00 is as fast as the engine alone.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUESTION = "partners-of-network"
NETWORK = "GenProcure"
Job = Callable[[], object]


def main() -> None:
    directory = Path(sys.argv[1] if len(sys.argv) > 1 else "hanse-graph")
    if not (directory / "graph.nq").is_file():
        sys.exit(f"{directory} is no graph directory: make graph")
    print(f"{'':32}{'Hanse':>10}{'alone':>10}{'ratio':>8}")
    for name, pair, runs in (("load", loading, 3), ("saved question", asking, 20), ("read HTML", reading, 3)):
        jobs = pair(directory)
        if jobs is None:
            print(f"{name:32}trafilatura is not installed")
            continue
        against, ours, alone = jobs
        one, other = timed(ours, alone, runs)
        print(f"{name + ', ' + against:32}{one * 1000:>7.1f} ms{other * 1000:>7.1f} ms{one / other:>8.2f}")


def timed(ours: Job, alone: Job, runs: int) -> tuple[float, float]:
    """The best times of both, in seconds, taken in turn."""
    found = [(seconds(ours), seconds(alone)) for _ in range(runs)]
    return min(one for one, _ in found), min(other for _, other in found)


def seconds(job: Job) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def loading(directory: Path) -> tuple[str, Job, Job]:
    """The store of a graph, which also holds the merge of all its graphs, and the same quads as they are."""
    from pyoxigraph import RdfFormat, Store

    from hanse.store import write

    quads = directory / "graph.nq"

    def ours() -> None:
        with tempfile.TemporaryDirectory() as name:
            write(Path(name) / "store", quads)

    def alone() -> None:
        with tempfile.TemporaryDirectory() as name:
            Store(name).bulk_load(path=str(quads), format=RdfFormat.N_QUADS)

    return "pyoxigraph", ours, alone


def asking(directory: Path) -> tuple[str, Job, Job]:
    """A saved question by a network's name, and its SPARQL with the network's IRI in it."""
    import hanse
    from hanse.queries.questions import named
    from hanse.vocabulary import PREFIXES

    graph = hanse.open(directory)
    (iri,) = graph.select("SELECT ?n { ?n a hanse:Network ; rdfs:label ?name }", name=NETWORK).column("n")
    sparql = named(QUESTION).sparql.replace("?network ", f"<{iri}> ")
    store = graph.store.oxigraph

    def ours() -> int:
        return len(list(graph.saved(QUESTION, network=NETWORK)))  # type: ignore[arg-type]

    def alone() -> int:
        return len(list(store.query(sparql, prefixes=dict(PREFIXES))))  # type: ignore[arg-type]

    if ours() != alone():
        sys.exit(f"{QUESTION} gives {ours()} rows, and its SPARQL {alone()}")
    return "pyoxigraph", ours, alone


def reading(directory: Path) -> tuple[str, Job, Job] | None:
    """Pages into documents with blocks and offsets, and trafilatura's text of them."""
    try:
        from trafilatura import extract
    except ImportError:
        return None
    from hanse.documents import read

    pages = sorted((ROOT / "data" / "benchmark" / "documents").glob("*.html"))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    return "trafilatura", lambda: [read(page) for page in pages], lambda: [extract(text) for text in texts]


if __name__ == "__main__":
    main()
