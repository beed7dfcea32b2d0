"""A graph in another format of RDF, whole or in part, in a stream.

Formats with named graphs (N-Quads, TriG, JSON-LD) keep them; the others hold their merge (see `hanse.merging`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from hanse import store
from hanse.errors import GraphError, QueryError
from hanse.merging import merge
from hanse.sifting import sift
from hanse.suggestions import meant, unknown
from hanse.vocabulary import PREFIXES

__all__ = ["FORMATS", "export", "format_of"]

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "n3": RdfFormat.N3,
}
"""The formats by name."""

_SUFFIXES = {".ttl": "turtle", ".rdf": "rdfxml", ".json": "jsonld"}


def format_of(path: str) -> str | None:
    """The format that a file's name ends in.

    >>> format_of("graph.ttl"), format_of("graph.nq"), format_of("graph")
    ('turtle', 'nq', None)
    """
    suffix = Path(path).suffix.lower()
    name = _SUFFIXES.get(suffix, suffix.removeprefix("."))
    return name if name in FORMATS else None


def export(
    directory: str | Path,
    out: IO[bytes],
    format: str,
    *,
    only: Iterable[str] = (),
    evidence: bool = True,
    min_confidence: float = 0.0,
) -> None:
    """Write the graph of a directory to ``out`` in one of FORMATS.

    ``directory`` may be the address of a server, as `hanse.open` takes it. ``only`` names the graphs to write, by IRI
    or by the identifier of a source; without ``evidence``, the graphs that hold nothing else are left out, and so are
    statements of less than ``min_confidence``. Raises GraphError where there is no graph, QueryError for a name or
    format that is unknown.
    """
    if format not in FORMATS:
        raise QueryError(unknown("format", format, FORMATS))
    opened = _open(directory, min_confidence)
    wanted = _wanted(opened.graphs(), list(only), evidence)
    if FORMATS[format].supports_datasets:
        quads: Iterable[Quad] | Iterable[Triple] = (
            quad for graph in sorted(wanted) for quad in _of_graph(opened, graph)
        )
    else:
        quads = _merged(opened, directory, wanted, min_confidence)
    serialize(quads, out, FORMATS[format], prefixes=dict(PREFIXES))


def _wanted(graphs: list[str], only: list[str], evidence: bool) -> set[str]:
    found = {graph for name in only for graph in _named(graphs, name)} if only else set(graphs)
    return {graph for graph in found if evidence or not _is_evidence(graph, found)}


def _is_evidence(graph: str, graphs: set[str]) -> bool:
    return graph.endswith("/evidence") and graph.removesuffix("/evidence") in graphs


def _named(graphs: list[str], name: str) -> list[str]:
    """The graph of that IRI, or those of the source of that identifier."""
    if name in graphs:
        return [name]
    found = [graph for graph in graphs if graph.removesuffix("/evidence").endswith(f"/graph/{name}")]
    if not found:
        identifiers = [graph.partition("/graph/")[2] or graph for graph in graphs if not graph.endswith("/evidence")]
        like = meant(name, identifiers)
        some = "" if like else f", for instance {', '.join(identifiers[:3])}"
        raise QueryError(f"no graph {name!r}{like}; there are {len(identifiers):,}{some}")
    return found


def _of_graph(opened: store.Store, graph: str) -> Iterator[Quad]:
    from pyoxigraph import NamedNode

    return iter(sorted(opened.quads(graph=NamedNode(graph)), key=str))


def _open(place: str | Path, least: float) -> store.Store:
    if isinstance(place, Path) or not store.is_address(place):
        return store.open(place, least)
    if least:
        raise QueryError("a server has what was built: hanse build --min-confidence, then hanse push")
    return store.connect(place)


def _merged(opened: store.Store, place: str | Path, wanted: set[str], least: float) -> Iterator[Triple]:
    """The merge of some graphs, as queries see it."""
    with TemporaryFile() as triples:
        try:
            triples.writelines(merge(_lines(opened, place, wanted, least)))
            triples.seek(0)
            yield from parse(input=triples, format=RdfFormat.N_TRIPLES)
        except (SyntaxError, ValueError) as error:  # ValueError: a line that is no quad
            raise GraphError(f"{place}: broken ({error}); build the graph again") from error


def _lines(opened: store.Store, place: str | Path, wanted: set[str], least: float) -> Iterator[bytes]:
    """The quads of some graphs as sorted lines of N-Quads."""
    if not isinstance(opened, store.Embedded):
        yield from sorted(f"{quad} .\n".encode() for graph in wanted for quad in _of_graph(opened, graph))
        return
    graphs = {f"<{graph}>".encode() for graph in wanted}
    quads = Path(place) / store.QUADS
    with quads.open("rb") as file:
        for line in sift(quads, least) if least > 0 else file:
            if line.strip() and line.rsplit(b" ", 2)[1] in graphs:
                yield line
