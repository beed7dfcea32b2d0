"""Checks of the statements: shapes, evidence with exact quotes, confidences, terms that are defined."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from hanse.checking.check import Check, Figure, Findings
from hanse.checking.site import Site, unpacked
from hanse.errors import InputError
from hanse.validation import validate
from hanse.vocabulary import HANSE, PREFIXES, PROPERTIES, term

__all__ = ["CHECKS"]

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_QUOTES = """
SELECT DISTINCT ?identifier ?exact ?start ?end {
  GRAPH ?any { ?evidence prov:wasDerivedFrom ?document ; oa:hasSelector ?quote, ?place .
    ?quote oa:exact ?exact . ?place oa:start ?start ; oa:end ?end }
  GRAPH ?other { ?document dcterms:identifier ?identifier }
} ORDER BY ?identifier ?start ?end
"""
_CONFIDENCES = "SELECT ?evidence ?value { GRAPH ?any { ?evidence hanse:confidence ?value } }"
_FACTS = "SELECT ?graph ?s ?p ?o { GRAPH ?graph { ?graph prov:wasDerivedFrom ?d . ?s ?p ?o VALUES ?p { %s } } }"
_PROVEN = "SELECT ?s ?p ?o { GRAPH ?any { ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } }"
_USED = "SELECT DISTINCT ?term { GRAPH ?g { { ?s ?term ?o } UNION { ?s a ?term } } }"
_DEFINED = """
SELECT ?term (SAMPLE(?name) AS ?label) (SAMPLE(?said) AS ?definition) {
  ?term rdfs:isDefinedBy ?ontology ; a ?kind .
  OPTIONAL { ?term rdfs:label ?name FILTER(LANG(?name) = "en") }
  OPTIONAL { ?term skos:definition|rdfs:comment ?said FILTER(LANG(?said) = "en") }
} GROUP BY ?term
"""


def shapes(site: Site) -> Findings:
    """The graph conforms to the shapes of the ontology."""
    with TemporaryDirectory(prefix="hanse-check-") as folder:
        file = Path(folder, "graph.nq")
        file.write_bytes(unpacked(site.read("dumps/graph.nq.gz"), "dumps/graph.nq.gz"))
        for wrong in validate(file):
            yield f"{wrong.focus}: {wrong.path} {wrong.value}: {wrong.message}"


def _ask(site: Site, sparql: str) -> Iterator[Any]:
    return iter(site.graphs.query(_PREFIXES + sparql))  # type: ignore[arg-type]


def evidence(site: Site) -> Findings:
    """Each statement that a document makes has evidence, and each quote stands in the document's text, at its place."""
    proven = {tuple(map(str, row)) for row in _ask(site, _PROVEN)}
    predicates = " ".join(f"<{term(name)}>" for name in PROPERTIES)
    facts = 0
    for graph, *fact in _ask(site, _FACTS % predicates):
        facts += 1
        if tuple(map(str, fact)) not in proven:
            yield f"{graph.value}: no evidence for {' '.join(map(str, fact))}"
    quotes = 0
    name, text = "", ""
    for row in _ask(site, _QUOTES):
        quotes += 1
        if row["identifier"].value != name:
            name = row["identifier"].value
            text = _text(site, name)
        if not text:
            yield f"text/{name}.txt: missing, so that no quote from it can be found"
        elif text[int(row["start"].value) : int(row["end"].value)] != row["exact"].value:
            yield f"text/{name}.txt, {row['start'].value}–{row['end'].value}: not the quote"
    yield Figure(f"{facts:,} statements of documents, {quotes:,} quotes at their place")


def _text(site: Site, name: str) -> str:
    try:
        return site.read(f"text/{name}.txt").decode("utf-8")
    except (InputError, UnicodeDecodeError):
        return ""


def confidence(site: Site) -> Findings:
    """Each confidence is a number from 0 to 1."""
    for row in _ask(site, _CONFIDENCES):
        value = row["value"]
        try:
            fits = isinstance(value, Literal) and 0 <= float(value.value) <= 1
        except ValueError:
            fits = False
        if not fits:
            yield f"{row['evidence'].value}: a confidence of {value}"


def terms(site: Site) -> Findings:
    """Each term of the ontology has a label and a definition, and each term that the graph uses is one."""
    known = Store()
    known.extend(Quad(*triple) for triple in site.triples("ontology.ttl"))
    answer: Any = known.query(_PREFIXES + _DEFINED)
    defined = {row["term"].value: row for row in answer}
    for iri, row in sorted(defined.items()):
        yield from (f"<{iri}>: no {name} in English" for name in ("label", "definition") if row[name] is None)
    used = {row["term"].value for row in _ask(site, _USED) if row["term"].value.startswith(HANSE)}
    yield from (f"<{iri}>: used, but not defined in ontology.ttl" for iri in sorted(used - defined.keys()))
    ontology = NamedNode(HANSE.rstrip("#"))
    told = {quad.predicate.value for quad in known.quads_for_pattern(ontology, None, None, None)}
    for prefix, name in _ONTOLOGY:
        if prefix + name not in told:
            yield f"<{ontology.value}>: no {name}"
    yield Figure(f"{len(defined)} terms, of which the graph uses {len(used & defined.keys())}")


_ONTOLOGY = (
    (PREFIXES["dcterms"], "title"),
    (PREFIXES["dcterms"], "description"),
    (PREFIXES["dcterms"], "license"),
    (PREFIXES["dcterms"], "creator"),
    (PREFIXES["dcterms"], "created"),
    (PREFIXES["owl"], "versionIRI"),
    (PREFIXES["owl"], "versionInfo"),
    ("http://purl.org/vocab/vann/", "preferredNamespacePrefix"),
    ("http://purl.org/vocab/vann/", "preferredNamespaceUri"),
)


def questions(site: Site) -> Findings:
    """The example queries run over the dump as they stand, and give as many rows as they did."""
    try:
        known = json.loads(site.read("queries/index.json"))
    except ValueError as error:
        yield f"queries/index.json: not JSON: {error}"
        return
    giving = 0
    for one in known:
        path = f"queries/{one['name']}.rq"
        try:
            rows = len(list(site.merge.query(site.read(path).decode("utf-8"))))  # type: ignore[arg-type]
        except (SyntaxError, ValueError, RuntimeError, TypeError) as error:
            yield f"{path}: does not run: {error}"
            continue
        giving += rows > 0
        if rows != one["rows"]:
            yield f"{path}: {rows:,} rows, where {one['rows']:,} are told"
    if not giving:
        yield "queries: none gives a row"
    yield Figure(f"{giving} of {len(known)} queries give rows")


CHECKS = (
    Check(
        "shapes",
        "The graph conforms to the shapes",
        "SHACL; FsF-R1.3-01M (community standards)",
        "hanse validate names the thing and property at fault; mend its source, build and publish again",
        shapes,
    ),
    Check(
        "evidence",
        "Every statement has evidence, and every quote stands at its place",
        "Data on the Web Best Practices 5 (provenance); Web Annotation, sections 4.2.4 and 4.2.5",
        "publish again: text/ or the dumps were changed",
        evidence,
    ),
    Check(
        "confidence",
        "Confidences are numbers from 0 to 1",
        "Data on the Web Best Practices 6 (data quality)",
        "mend the RDF file that gives another, then build and publish again",
        confidence,
    ),
    Check(
        "terms",
        "Every term of the ontology has a label and a definition, and no other is used",
        "FOOPS! (VOC3, VOC4, OM1, URI); Data on the Web Best Practices 15",
        "publish with this version of Hanse; own terms need an ontology of their own",
        terms,
    ),
    Check(
        "questions",
        "The example queries run and give what they gave",
        "Data on the Web Best Practices 25 (documentation of an API); VoID",
        "publish again: queries/ and the dumps are of two releases",
        questions,
    ),
)
