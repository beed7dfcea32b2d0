"""RDF files as they are, each in a named graph of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from hanse.building.cache import fingerprint, key
from hanse.building.job import Job
from hanse.building.reading import described, reason
from hanse.building.report import Input
from hanse.building.runs import Run, taken, write_run
from hanse.building.source import Source
from hanse.building.workers import Step
from hanse.errors import InputError
from hanse.triples import graph_iri

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, NamedNode, Quad

__all__ = ["Copied", "copy", "line", "lines"]

_FORMATS = {
    ".ttl": "TURTLE",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".trig": "TRIG",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
    ".owl": "RDF_XML",
}


@dataclass(slots=True)
class Copied:
    """What came of an RDF file: its lines, sorted, in a file."""

    source: Source
    input: Input | None = None
    run: Run | None = None
    failed: str = ""


def copy(job: Job, source: Source, step: Step) -> Copied:
    """The quads of an RDF file as they are, or as the earlier build took them."""
    done = Copied(source)
    name = key(source.identifier)
    try:
        told = described(source)
    except (InputError, OSError) as error:
        done.failed = reason(error, source)
        return done
    depends = key("input", told.sha256, source.label, source.identifier, source.suffix, job.base, fingerprint())
    new, old = job.kept("input", f"{name}.{depends}")
    try:
        done.run = taken(new, old)
        done.input = replace(told, cached=done.run is not None)
        done.run = done.run or write_run(lines(source, job.base), new)
    except InputError as error:
        done.failed = error.reason if error.line is None else f"line {error.line}: {error.reason}"
    return done


def lines(source: Source, base: str) -> Iterator[bytes]:
    """The file's quads as N-Quads: in ``{base}graph/input/{identifier}`` unless they name a graph themselves.

    Blank nodes become IRIs: named as in the file where each line stands alone (.nt, .nq), for it may be of any size,
    else numbered by their first occurrence. Raises InputError, with the line, where the file can't
    be read as what its name says.
    """
    from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

    graph = NamedNode(graph_iri(f"input/{source.identifier}", base))
    names = _Labels if source.suffix in (".nt", ".nq") else _Numbers
    named = names(f"{base}id/node/{source.identifier}-")
    yield line(Quad(graph, NamedNode("http://purl.org/dc/terms/source"), Literal(source.label), graph))
    try:
        with source.open() as file:
            if not file.peek(1):  # type: ignore[attr-defined]
                raise InputError("is empty")
            for quad in parse(file, format=getattr(RdfFormat, _FORMATS[source.suffix]), base_iri=graph.value):
                where = graph if isinstance(quad.graph_name, DefaultGraph) else named(quad.graph_name)
                yield line(Quad(named(quad.subject), quad.predicate, named(quad.object), where))
    except InputError as error:
        raise InputError(error.reason, source=str(source)) from error
    except SyntaxError as error:
        raise InputError(_plain(str(error.msg)), source=str(source), line=error.lineno) from error
    except ValueError as error:
        raise InputError(str(error), source=str(source)) from error


def _plain(message: str) -> str:
    """What the parser says, without the place, which is told apart.

    >>> _plain("Parser error at line 1 column 24: [ is not a valid predicate")
    '[ is not a valid predicate (column 24)'
    """
    if "LoadDocumentCallback" in message:
        return "its @context is a web address, and a build fetches nothing: write the context into the file"
    return re.sub(r"^Parser error (?:at|between) line \d+ (column \d+).*?: (.*)", r"\2 (\1)", message, flags=re.DOTALL)


def line(quad: Quad) -> bytes:
    """A quad as a line of N-Quads, in UTF-8."""
    return f"{quad} .\n".encode()


class _Labels:
    """IRIs for blank nodes by what the file calls them, so that none of them need be remembered."""

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __call__(self, term: Any) -> Any:
        from pyoxigraph import BlankNode, NamedNode, Triple

        if isinstance(term, Triple):
            raise InputError("holds a triple term (RDF 1.2), which is not read")
        return self.iri(term, NamedNode) if isinstance(term, BlankNode) else term

    def iri(self, node: BlankNode, made: type[NamedNode]) -> NamedNode:
        """The IRI of a blank node."""
        return made(f"{self.stem}{quote(node.value)}")


class _Numbers(_Labels):
    """IRIs for blank nodes in the order in which they are asked for."""

    def __init__(self, stem: str) -> None:
        super().__init__(stem)
        self.known: dict[BlankNode, NamedNode] = {}

    def iri(self, node: BlankNode, made: type[NamedNode]) -> NamedNode:
        """The IRI of a blank node."""
        return self.known.setdefault(node, made(f"{self.stem}{len(self.known) + 1}"))
