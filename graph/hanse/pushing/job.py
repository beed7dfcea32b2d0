"""The push itself: plan, send, compare."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode

from hanse.errors import ServerError
from hanse.pushing.contents import MERGED, Contents, survey
from hanse.pushing.finding import PROBE, find_place, find_writer, is_ours
from hanse.pushing.journal import Entry, Journal
from hanse.pushing.plan import Plan, plan
from hanse.pushing.writers import DEFAULT, Writer
from hanse.store.connection import Connection
from hanse.store.remote import MERGE, Remote

__all__ = ["Difference", "Progress", "Pushed", "push"]

_SHOWN = 3  # triples of a difference
_COMPARED = 200_000  # quads up to which a graph is fetched to see what it lacks


class Progress(Protocol):
    """Called with how far a stage has come."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Take note."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph of which the server does not hold what was sent."""

    graph: str
    sent: int
    found: int
    missing: tuple[str, ...]  # some of the triples that the server lacks

    def __str__(self) -> str:
        lacks = "".join(f"\n  not there: {triple}" for triple in self.missing)
        return f"<{self.graph}>: {self.sent:,} triples here, {self.found:,} on the server{lacks}"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did."""

    plan: Plan
    graphs: int  # named graphs of the graph directory
    quads: int  # in them
    place: str = ""  # of the merge: the IRI of its graph, nothing for the default graph
    protocol: str = ""
    address: str = ""  # where triples went
    dropped: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    seconds: float = 0.0


def push(
    directory: str | Path,
    endpoint: str,
    *,
    protocol: str = "",
    to: str = "",
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Pushed:
    """Put a graph directory onto the server that answers queries at ``endpoint``.

    Graphs that are there already are left, others of the base are put anew; those that are gone here are dropped where
    ``prune`` is given. Nothing outside the base is touched but an empty default graph. ``protocol`` and ``to`` say
    how and where the server takes triples, which is found out otherwise; with ``dry_run`` nothing is sent. What was
    interrupted goes on when it is called again.

    Raises GraphError where there is no graph, ServerError where the server refuses; what the server holds in the end
    and what was sent are compared, and differences are told in what is given.
    """
    begun = time.monotonic()
    contents = survey(directory)
    with Connection(endpoint) as connection:
        remote = Remote(connection)
        journal = Journal(endpoint, contents.base)
        known = journal.entries.get(MERGED)
        there = _counts(remote, contents.base, known)
        gone = tuple(sorted(there.keys() - contents.graphs.keys() - {MERGED, contents.base + PROBE}))
        planned = plan(contents.graphs, there, journal.entries, gone)
        told = Pushed(planned, len(contents.graphs) - 1, sum(c.quads for n, c in contents.graphs.items() if n))
        if dry_run:
            return told
        place = known.place if known else ""
        writer = None
        if planned.sent or (prune and gone):
            writer = find_writer(remote, contents.base, protocol, to)
            place = _place(remote, writer, contents, known)
            _send(writer, contents, planned, journal, place, progress)
            for graph in gone if prune else ():
                writer.drop(graph)
        differences = _compare(remote, contents, journal, place)
    return Pushed(
        planned,
        told.graphs,
        told.quads,
        "" if place == "default" else place,
        writer.name if writer else "",
        writer.address if writer else "",
        gone if prune else (),
        differences,
        time.monotonic() - begun,
    )


def _counts(remote: Remote, base: str, known: Entry | None) -> dict[str, int]:
    """How many quads the server has in each graph below the base, and in the merge, where an earlier push put that."""
    text = f'SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{base}")) }} GROUP BY ?g'
    counts = {row["g"].value: int(row["n"].value) for row in remote.endpoint.rows(text) if row["g"]}
    merged = counts.pop(base + MERGE, 0)
    if known and known.place == "default":
        merged = _default(remote)
    return counts | ({MERGED: merged} if merged else {})


def _default(remote: Remote) -> int:
    return remote.endpoint.count("?s ?p ?o")


def _place(remote: Remote, writer: Writer, contents: Contents, known: Entry | None) -> str:
    """Where the merge goes: "default", or the IRI of its graph; noted before it goes there."""
    count = _default(remote)
    as_left = known and known.place == "default" and (not known.sum or count == known.found)
    if not count or as_left or (not (known and known.place != "default") and is_ours(remote, contents.base)):
        place = find_place(remote, writer, contents.base)
    else:
        writer.drop(contents.base + PROBE)
        place = contents.base + MERGE
    return "default" if place == DEFAULT else place


def _send(
    writer: Writer, contents: Contents, planned: Plan, journal: Journal, place: str, progress: Progress | None
) -> None:
    done = 0
    for graph in planned.sent:
        if graph == MERGED:
            journal.add(Entry(MERGED, "", place=place))  # from now on what is there is ours
        target = graph if graph != MERGED else DEFAULT if place == "default" else place
        for count in writer.put(target, contents.lines(graph)):
            done += count
            if progress:
                progress("pushing", done, planned.quads)
        content = contents.graphs[graph]
        journal.add(Entry(graph, content.sum, content.quads, place if graph == MERGED else ""))


def _compare(remote: Remote, contents: Contents, journal: Journal, place: str) -> tuple[Difference, ...]:
    """Count again, note what there is, and tell where that is not what was sent."""
    merged = Entry(MERGED, contents.graphs[MERGED].sum, place=place)
    there = _counts(remote, contents.base, merged)
    entries = {
        graph: Entry(graph, content.sum, there.get(graph, 0), place if graph == MERGED else "")
        for graph, content in contents.graphs.items()
    }
    journal.settle(entries)
    return tuple(_differences(remote, contents, there, place))


def _differences(remote: Remote, contents: Contents, there: Mapping[str, int], place: str) -> Iterator[Difference]:
    for graph, content in contents.graphs.items():
        found = there.get(graph, 0)
        if found != content.quads:
            missing: tuple[str, ...] = ()
            if content.quads <= _COMPARED:
                missing = tuple(_missing(remote, contents, graph, place))
            name = graph or ("the default graph" if place == "default" else place)
            yield Difference(name, content.quads, found, missing)


def _missing(remote: Remote, contents: Contents, graph: str, place: str) -> Iterator[str]:
    name = graph or place
    where = DefaultGraph() if name == "default" else NamedNode(name)
    try:
        have = {f"{quad.triple} .\n".encode() for quad in remote.quads(graph=where)}
    except ServerError:
        return
    lacks = (line for line in contents.lines(graph) if line not in have)
    for _, line in zip(range(_SHOWN), lacks, strict=False):
        yield line.decode().removesuffix(" .\n")
