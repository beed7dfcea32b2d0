"""What a graph directory has to send: its graphs, how large each is, and a sum by which a change shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode

from hanse import manifest, store
from hanse.errors import GraphError
from hanse.merging import merge
from hanse.vocabulary import BASE

__all__ = ["MERGED", "Content", "Contents", "survey"]

MERGED = ""
"""Stands for the merge among the names of graphs: where it goes is for the server to say."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a graph."""

    quads: int
    sum: str  # SHA-256 of its sorted lines


@dataclass(frozen=True, slots=True)
class Contents:
    """All that there is to send."""

    directory: Path
    base: str
    graphs: dict[str, Content]  # by IRI, sorted; the merge comes last
    opened: store.Store

    def lines(self, graph: str) -> Iterator[bytes]:
        """The triples of a graph as lines of N-Triples."""
        if graph == MERGED:
            with (self.directory / store.QUADS).open("rb") as quads:
                yield from merge(quads)
            return
        for quad in self.opened.quads(graph=NamedNode(graph)):
            yield f"{quad.triple} .\n".encode()


def survey(directory: str | Path) -> Contents:
    """Look through a graph directory; GraphError where there is none, or it can't be sent as it is."""
    folder = Path(directory)
    opened = store.open(folder)
    base = _base(folder)
    try:
        with (folder / store.QUADS).open("rb") as lines:
            graphs = _summed(lines, base)
        with (folder / store.QUADS).open("rb") as lines:
            merged = _sum(merge(lines))
    except ValueError as error:
        raise GraphError(f"{folder / store.QUADS}: broken ({error}); build the graph again") from error
    return Contents(folder, base, {**dict(sorted(graphs.items())), MERGED: merged}, opened)


def _base(folder: Path) -> str:
    return str(manifest.read(folder).get("options", {}).get("base", BASE))


def _summed(lines: Iterable[bytes], base: str) -> dict[str, Content]:
    counts: dict[bytes, int] = {}
    sums = {}
    for line in filter(bytes.strip, lines):
        triple, graph, _ = line.rsplit(b" ", 2)
        if line.startswith(b"_:") or triple.rsplit(b" ", 1)[-1].startswith(b"_:"):
            raise GraphError("a blank node can't be sent in parts; build the graph again")
        if graph not in counts:
            counts[graph], sums[graph] = 0, sha256()
        counts[graph] += 1
        sums[graph].update(triple + b"\n")
    names = {graph: graph[1:-1].decode() for graph in counts}
    if outside := sorted(name for name in names.values() if not name.startswith(base)):
        raise GraphError(f"the graph <{outside[0]}> is not below the base {base}, and nothing else is touched")
    return {names[graph]: Content(counts[graph], sums[graph].hexdigest()) for graph in counts}


def _sum(lines: Iterable[bytes]) -> Content:
    count, made = 0, sha256()
    for line in lines:
        count += 1
        made.update(line)
    return Content(count, made.hexdigest())
