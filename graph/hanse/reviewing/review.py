"""The review of a graph: its candidates but for those that somebody has decided on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from hanse import manifest
from hanse.identity import decisions
from hanse.reviewing.candidates import Found, find
from hanse.reviewing.mapping import Shown, shown
from hanse.reviewing.things import KINDS, read
from hanse.vocabulary import BASE, PREFIXES

if TYPE_CHECKING:
    from hanse.queries import Graph
    from hanse.store import Store

__all__ = ["Review", "review"]


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to decide, and what came of what was decided before."""

    found: Found
    candidates: tuple[Shown, ...]
    without_effect: tuple[str, ...]  # decisions of the build that changed nothing, and why
    base: str


def review(
    graph: Graph,
    *,
    least: float = 0.5,
    most: int = 10_000,
    kinds: Iterable[str] = (),
    files: Iterable[Path] = (),
) -> Review:
    """Look for things of a graph directory that may be one.

    Args:
        graph: opened.
        least: how sure a candidate must be, from 0 to 1.
        most: candidates, the surest first.
        kinds: classes of things; all that are reviewed where none is given.
        files: of decisions, in which the pairs stand that are decided already.

    Raises InputError where a file of decisions is none, GraphError where the manifest is broken.

    >>> found = review(graph)
    >>> found.candidates, found.found.effort["Network"].things
    ((), 2)
    """
    store = graph.embedded
    things, world = read(store)
    chosen = {kind: things[kind] for kind in tuple(kinds) or KINDS}
    rows = decisions.read((path.name, path.read_bytes()) for path in files).rows
    known = _apart(store) | {frozenset((row.subject, row.object)) for row in rows}
    found = find(chosen, world, least, known, most)
    said = manifest.read(graph.directory)
    told = tuple(map(str, said.get("decisions", {}).get("without_effect", ())))
    base = str(said.get("options", {}).get("base", BASE))
    wanted = {iri for one in found.candidates for iri in (one.one, one.other)}
    names = {thing.iri: thing.names for some in chosen.values() for thing in some if thing.iri in wanted}
    return Review(found, tuple(shown(store, names, found.candidates)), told, base)


def _apart(store: Store) -> set[frozenset[str]]:
    """What the build was told to keep apart."""
    said = store.quads(None, NamedNode(PREFIXES["owl"] + "differentFrom"), None, DefaultGraph())
    return {frozenset(str(side).strip("<>") for side in (quad.subject, quad.object)) for quad in said}
