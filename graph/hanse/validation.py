"""Checks a graph against ``ontology/shapes.ttl`` (SHACL), one document's graph at a time, and the names in their merge.

By the piece, for the shapes hold for each document's graph alone, and a SHACL engine slows down on a whole corpus.
Evidence looks at nothing but its own selectors, so it is checked apart, some thousand at once: a table's can be
millions of triples.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat
from pyoxigraph import Store as Oxigraph

from hanse import store
from hanse.errors import InputError
from hanse.vocabulary import HANSE, PREFIXES, ontology

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

__all__ = ["FORMATS", "Progress", "Violation", "validate"]

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}
"""RDF files that can be checked, by the ending of their names."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many of how many triples are done."""

_Name: TypeAlias = NamedNode | BlankNode | DefaultGraph
_Piece: TypeAlias = tuple[str, list[Quad]]

_BATCH = 4000  # pieces of evidence, or things with names, that are checked at once: about 50,000 triples
_EVIDENCE, _SELECTOR = NamedNode(HANSE + "Evidence"), NamedNode(PREFIXES["oa"] + "hasSelector")
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_PREFERRED, _OTHER = NamedNode(PREFIXES["skos"] + "prefLabel"), NamedNode(PREFIXES["skos"] + "altLabel")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that a shape forbids."""

    graph: str  # the graph's IRI; "" for a file's default graph, and for the merge that queries see
    focus: str  # the thing at fault
    path: str  # the property at fault, as in SPARQL and with known prefixes; "" where it is the thing itself
    value: str  # the value at fault; "" where one is missing
    message: str


def validate(source: str | Path, *, progress: Progress | None = None) -> Iterator[Violation]:
    """What is wrong in a graph directory or in one RDF file, a graph after the other, then in the names of the merge.

    Raises GraphError where ``source`` is no graph directory, InputError where it is a file that is not RDF or can't be
    read.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "wrong.ttl")
    >>> _ = file.write_text('''@prefix hanse: <https://w3id.org/hanse/ontology#> .
    ... <urn:meeting> a hanse:Event ; <http://www.w3.org/2000/01/rdf-schema#label> "Meeting" ; hanse:attendance -3 .''')
    >>> for wrong in validate(file):
    ...     print(wrong.focus, wrong.path, wrong.value, wrong.message)
    urn:meeting hanse:attendance -3 An attendance is an xsd:integer above zero.
    """
    path = Path(source)
    file = path.is_file() or path.suffix.lower() in FORMATS
    quads = _loaded(path) if file else store.open(path).oxigraph
    graphs = _graphs(quads, default=file)
    done, total = 0, sum(size for _, size in graphs)
    for graph, size in graphs:
        for name, piece in _pieces(quads, graph):
            yield from _check(name, piece)
            if progress:
                progress(min(done + len(piece), total), total)
        done += size
    if not file:
        for piece in _names(quads):
            yield from _check("", piece)


def _names(quads: Oxigraph) -> Iterator[list[Quad]]:
    """What things are called in the merge of all graphs, some thousand things at once."""
    things = sorted({quad.subject for quad in quads.quads_for_pattern(None, _PREFERRED, None, DefaultGraph())}, key=str)
    for start in range(0, len(things), _BATCH):
        found = (
            quads.quads_for_pattern(thing, predicate, None, DefaultGraph())
            for thing in things[start : start + _BATCH]
            for predicate in (_PREFERRED, _OTHER)
        )
        yield list(chain.from_iterable(found))


def _loaded(path: Path) -> Oxigraph:
    if path.suffix.lower() not in FORMATS:
        raise InputError(f"not an RDF file; allowed are {' '.join(FORMATS)}", source=str(path))
    quads = Oxigraph()
    try:
        quads.bulk_load(path=str(path), format=FORMATS[path.suffix.lower()])
    except SyntaxError as error:
        raise InputError(str(error.msg), source=str(path), line=error.lineno) from error
    except OSError as error:
        raise InputError(error.strerror or str(error), source=str(path)) from error
    return quads


def _graphs(quads: Oxigraph, *, default: bool) -> list[tuple[_Name, int]]:
    """Each graph with its number of triples. A directory's default graph is but the merge of the others."""
    named = sorted(quads.named_graphs(), key=lambda graph: graph.value)
    every = [DefaultGraph(), *named] if default else named
    return [(graph, sum(1 for _ in quads.quads_for_pattern(None, None, None, graph))) for graph in every]


def _pieces(quads: Oxigraph, graph: _Name) -> Iterator[_Piece]:
    """The parts of a graph that can be checked by themselves: one, or batches of evidence with their selectors."""
    name = "" if isinstance(graph, DefaultGraph) else graph.value
    if not name.endswith("/evidence"):
        if any(_targeted(quads, graph)):
            yield name, list(quads.quads_for_pattern(None, None, None, graph))
        return
    evidence = quads.quads_for_pattern(None, _TYPE, _EVIDENCE, graph)
    while batch := list(islice(evidence, _BATCH)):
        subjects = {quad.subject for quad in batch}
        own = [quad for one in subjects for quad in quads.quads_for_pattern(one, None, None, graph)]
        selectors = {quad.object for quad in own if quad.predicate == _SELECTOR} - subjects
        theirs = (quads.quads_for_pattern(one, None, None, graph) for one in selectors if not isinstance(one, Literal))
        yield name, [*own, *chain.from_iterable(theirs)]


def _targeted(quads: Oxigraph, graph: _Name) -> Iterator[bool]:
    """For each target of the shapes, whether the graph has it: most graphs of measures or links have none."""
    classes, properties = _targets()
    for one in classes:
        yield next(quads.quads_for_pattern(None, _TYPE, one, graph), None) is not None
    for one in properties:
        yield next(quads.quads_for_pattern(None, one, None, graph), None) is not None


@cache
def _shapes() -> rdflib.Graph:
    from rdflib import Graph

    return Graph().parse(data=(ontology() / "shapes.ttl").read_text("utf-8"), format="turtle")


@cache
def _targets() -> tuple[tuple[NamedNode, ...], tuple[NamedNode, ...]]:
    """The classes and the properties whose things the shapes speak of."""
    from rdflib import SH

    def named(*properties: Node) -> tuple[NamedNode, ...]:
        return tuple(NamedNode(str(one)) for term in properties for one in _shapes().objects(None, term))

    return named(SH.targetClass), named(SH.targetSubjectsOf, SH.targetObjectsOf)


def _check(name: str, piece: Iterable[Quad]) -> list[Violation]:
    from pyshacl import validate
    from rdflib import SH

    with _quiet():
        graph = _rdflib(piece)
        conforms, report, _ = validate(graph, shacl_graph=_shapes(), inplace=True)
    if conforms:
        return []
    return sorted({_violation(name, report, one) for one in report.objects(None, SH.result)})


@contextmanager
def _quiet() -> Iterator[None]:
    """Without rdflib's log of literals that are not of their type: the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _rdflib(quads: Iterable[Quad]) -> rdflib.Graph:
    from rdflib import BNode, Graph, URIRef
    from rdflib import Literal as Value

    @cache
    def term(one: object) -> Node:
        if isinstance(one, NamedNode):
            return URIRef(one.value)
        if isinstance(one, Literal):
            datatype = None if one.language else URIRef(one.datatype.value)
            return Value(one.value, lang=one.language, datatype=datatype, normalize=False)
        return BNode(one.value if isinstance(one, BlankNode) else str(one))

    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def _violation(name: str, report: rdflib.Graph, result: Node) -> Violation:
    from rdflib import SH

    def said(term: Node) -> Node | None:
        return report.value(result, term)

    path = said(SH.resultPath)
    return Violation(
        graph=name,
        focus=_shown(said(SH.focusNode)),
        path=_path(report, path) if path is not None else "",
        value=_shown(said(SH.value)),
        message=str(said(SH.resultMessage) or ""),
    )


def _shown(term: Node | None) -> str:
    from rdflib import BNode

    if term is None:
        return ""
    return f"_:{term}" if isinstance(term, BNode) else str(term)


def _path(report: rdflib.Graph, path: Node) -> str:
    """A property path as SPARQL writes it.

    >>> from rdflib import URIRef
    >>> _path(_shapes(), URIRef(HANSE + "partner"))
    'hanse:partner'
    >>> from rdflib import SH
    >>> _path(_shapes(), _shapes().value(URIRef("https://w3id.org/hanse/shapes#label"), SH.path))
    'skos:prefLabel|rdfs:label'
    """
    from rdflib import RDF, SH, URIRef
    from rdflib.collection import Collection

    if isinstance(path, URIRef):
        return next((f"{p}:{path[len(start) :]}" for p, start in PREFIXES.items() if path.startswith(start)), str(path))
    alternatives = report.value(path, SH.alternativePath)
    if alternatives is not None:
        return "|".join(_path(report, one) for one in Collection(report, alternatives))
    if report.value(path, RDF.first) is not None:
        return "/".join(_path(report, one) for one in Collection(report, path))
    return ""
