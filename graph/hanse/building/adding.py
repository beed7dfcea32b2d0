"""Adds a graph to a graph directory that stands, or puts it in the place of an earlier one."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import merge
from pathlib import Path

from pyoxigraph import Quad

from hanse import store
from hanse.building.cache import link_or_copy
from hanse.building.directory import replacing
from hanse.errors import GraphError

__all__ = ["add"]


def add(directory: str | Path, graph: str, quads: Iterable[Quad]) -> int:
    """Write the quads of a named graph into a graph directory, where they take the place of that graph; their number.

    The directory stays whole till the new one takes its place, as in a build. The next build leaves the graph out.
    GraphError where there is none, or another process is writing it; OutputError where it can't be written.
    """
    folder = Path(directory)
    if not (folder / store.QUADS).is_file():
        raise GraphError(f"{folder}: there is no graph here; make one with: hanse build SOURCE -o {folder}")
    lines = sorted({f"{quad} .\n".encode() for quad in quads})
    mark = f" <{graph}> .".encode()
    with replacing(folder) as staging:
        for entry in sorted(folder.rglob("*")):
            within = entry.relative_to(folder)
            if entry.is_file() and within.parts[0] not in (store.QUADS, store.STORE):
                link_or_copy(entry, staging / within)
        with (folder / store.QUADS).open("rb") as old, (staging / store.QUADS).open("wb") as new:
            new.writelines(merge((line for line in old if not line.rstrip().endswith(mark)), lines))
        store.write(staging / store.STORE, staging / store.QUADS, earlier=folder)
    return len(lines)
