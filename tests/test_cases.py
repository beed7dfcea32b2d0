"""Cases: a document and the graph that a careful reader would draw from it, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import graph_diff, to_isomorphic
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from hanse.documents import read
from hanse.extraction import Knowledge, extract, survey
from hanse.gazetteer import load
from hanse.identity import Identity
from hanse.model import DOCUMENT, Document, Extract
from hanse.names import fold
from hanse.triples import graph_iri, quads
from hanse.vocabulary import CLASSES, HANSE, PREFIXES, PROPERTIES, VALUES, term

CASES = sorted((Path(__file__).parent / "cases").glob("*/*/input.*"))
KINDS = {URIRef(term(name)): name for name in CLASSES} | {
    URIRef(HANSE + "Theme"): "Theme",
    URIRef(HANSE + "Document"): DOCUMENT,
}
SAID = frozenset(URIRef(term(name)) for name in (*PROPERTIES, *VALUES)) - {DCTERMS.source}
NAMES = (RDFS.label, SKOS.prefLabel, SKOS.altLabel)


def extracted(document: Document) -> tuple[Extract, Knowledge]:
    """What a document says that is a corpus of its own."""
    knowledge = Knowledge.of([survey(document, load())], [], load())
    return extract(document, knowledge), knowledge


def produced(path: Path) -> Graph:
    """The graph of a file, without evidence."""
    document = read(path)
    found, knowledge = extracted(document)
    identity = Identity(knowledge.gazetteer)
    identity.add(found)
    own = graph_iri(document.identifier)
    said = quads(found, document, lambda entity: identity.iri(entity, document.identifier))
    return Graph().parse(data="".join(f"{q.triple} .\n" for q in said if q.graph_name.value == own), format="nt")


@cache
def expected(path: Path) -> Graph:
    return Graph().parse(path.parent / "expected.ttl", publicID="urn:case:")


def things(graph: Graph) -> Iterator[tuple[URIRef, str, set[str]]]:
    """Each thing with its kind and names, folded."""
    for thing, kind in graph.subject_objects(RDF.type):
        if kind in KINDS and isinstance(thing, URIRef):
            yield thing, KINDS[kind], {fold(name) or str(name) for p in NAMES for name in graph.objects(thing, p)}


def matched(graph: Graph, wanted: Graph) -> dict[URIRef, URIRef]:
    """The things of a graph → those wanted that have their kind and one of their names."""
    pairs = {}
    for thing, kind, names in things(graph):
        alike = (
            other for other, sort, labels in things(wanted) if sort == kind and (labels & names or kind == DOCUMENT)
        )
        pairs[thing] = next(alike, URIRef(f"urn:extra:{kind}:{'|'.join(sorted(names)).replace(' ', '_')}"))
    return pairs


def stated(graph: Graph, pairs: dict[URIRef, URIRef]) -> Graph:
    """Classes, facts and values, about the things that are wanted."""
    said = Graph()
    for subject, predicate, value in graph:
        if predicate == RDF.type and value in KINDS:
            said.add((pairs.get(subject, subject), predicate, Literal(KINDS[value])))
        elif predicate in SAID and isinstance(value, URIRef | Literal):
            target = pairs.get(value, value) if isinstance(value, URIRef) else value
            said.add((pairs.get(subject, subject), predicate, target))
    return said


def shown(graph: Graph, sign: str) -> list[str]:
    short = graph.namespace_manager
    for prefix, namespace in PREFIXES.items():
        short.bind(prefix, namespace)
    return sorted(f"{sign} {' '.join(term.n3(short) for term in triple)}" for triple in graph)


def difference(graph: Graph, wanted: Graph) -> list[str]:
    """The triples that are missing (-) and those that are too many (+), and names that were not found."""
    pairs = matched(graph, wanted)
    here, there = to_isomorphic(stated(graph, pairs)), to_isomorphic(stated(wanted, {}))
    lines = []
    if here != there:
        _, extra, missing = graph_diff(here, there)
        lines = [*shown(missing, "-"), *shown(extra, "+")]
    found: dict[URIRef, set[str]] = {}
    for thing, _, names in things(graph):
        found.setdefault(pairs[thing], set()).update(names)
    for thing, kind, names in things(wanted):
        lines += [
            f"- {thing} is called {name!r}" for name in sorted(names - found.get(thing, names)) if kind != DOCUMENT
        ]
    twice = sorted(v for v in set(pairs.values()) if list(pairs.values()).count(v) > 1)
    return [*lines, *(f"+ {thing} stands under several IRIs" for thing in twice)]


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}")
def test_case(case: Path) -> None:
    lines = difference(produced(case), expected(case))
    assert not lines, "\n".join(["", *lines])


def test_there_are_cases_of_every_layout_and_of_many_languages() -> None:
    assert len(CASES) >= 20
    assert {path.suffix for path in CASES} >= {".txt", ".html", ".md"}
    assert len({read(path).language for path in CASES}) >= 8
    assert all((path.parent / "expected.ttl").exists() for path in CASES)


def test_a_difference_is_seen() -> None:
    """The comparison itself: a missing fact, one too many, a name that isn't there."""
    prefixes = f"@prefix : <urn:case:#> . @prefix hanse: <{HANSE}> . @prefix rdfs: <{RDFS}> ."
    one = Graph().parse(
        data=prefixes + ':a a hanse:Network; rdfs:label "A"; hanse:partner :b. :b a hanse:City; rdfs:label "B".'
    )
    two = Graph().parse(
        data=prefixes + ':a a hanse:Network; rdfs:label "A"; hanse:leadPartner :b. :b a hanse:City; rdfs:label "B","C".'
    )
    assert difference(one, one) == []
    assert difference(one, two) == [
        "- <urn:case:#a> hanse:leadPartner <urn:case:#b>",
        "+ <urn:case:#a> hanse:partner <urn:case:#b>",
        "- urn:case:#b is called 'c'",
    ]
