"""Checks of how single things are described: three formats that say the same, names, kinds, no blank nodes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from hanse.checking.check import Check, Figure, Findings
from hanse.checking.page import fingerprint, resolve
from hanse.checking.site import Site
from hanse.errors import InputError
from hanse.publishing.pages import EMBEDDED
from hanse.vocabulary import DCTERMS, HANSE, PREFIXES

__all__ = ["CHECKS"]

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_NAMES = {PREFIXES["rdfs"] + "label", DCTERMS + "title", DCTERMS + "identifier"}
_STATEMENTS = {HANSE + "Evidence", HANSE + "Participation"}
_FORMATS = {"text/turtle": ".ttl", "application/ld+json": ".jsonld"}


def formats(site: Site) -> Findings:
    """Each thing has its page and both files of data, and the page leads to them."""
    for path in site.resources:
        missing = [end for end in ("/index.html", ".ttl", ".jsonld") if path + end not in site.files]
        yield from (f"{path}{end}: missing" for end in missing)
        if not missing:
            yield from _alternates(site, path)
    yield Figure(f"{len(site.resources):,} things, each with HTML, Turtle and JSON-LD")


def _alternates(site: Site, path: str) -> Iterator[str]:
    page = site.page(f"{path}/index.html")
    led = {kind: resolve(address, page.path) for kind, address in page.alternates}
    for kind, end in _FORMATS.items():
        if led.get(kind) != (path + end, ""):
            yield f'{page.path}: no <link rel="alternate" type="{kind}"> to {path}{end}'


def same(site: Site) -> Findings:
    """Turtle, JSON-LD and the JSON-LD in the page, where that is not too much for one, hold the same triples."""
    for path in site.resources:
        page, data = f"{path}/index.html", f"{path}.jsonld"
        if not {page, data, f"{path}.ttl"} <= site.files.keys():
            continue  # told by the check above
        found = site.triples(f"{path}.ttl")
        if site.triples(data) != found:
            yield f"{data}: not the triples of {path}.ttl"
            continue
        content = site.read(data)
        if len(content) > EMBEDDED and not site.page(page).data:
            continue  # it leads to them
        if fingerprint(json.loads(content)) not in site.page(page).data and site.embedded(page) != found:
            yield f"{page}: its embedded JSON-LD is not what {path}.ttl says"


def named(site: Site) -> Findings:
    """Each thing has a kind, and a name where it is more than a statement about others."""
    kinds: dict[str, set[str]] = defaultdict(set)
    labelled: set[str] = set()
    for path in site.resources:
        for triple in _of(site, path):
            if "#" not in triple.subject.value and site.path_of(triple.subject.value) == path:
                if triple.predicate == _TYPE:
                    kinds[path].add(triple.object.value)
                elif triple.predicate.value in _NAMES and isinstance(triple.object, Literal):
                    labelled.add(path)
    for path in site.resources:
        if not kinds[path] and path.startswith("id/"):
            yield f"{path}.ttl: no rdf:type"
        if path not in labelled and path.startswith("id/") and not kinds[path] & _STATEMENTS:
            yield f"{path}.ttl: no rdfs:label (or dcterms:title, dcterms:identifier)"


def _of(site: Site, path: str) -> frozenset[Any]:
    try:
        return site.triples(f"{path}.ttl")
    except InputError:
        return frozenset()  # told by the check of formats


def no_blank_nodes(site: Site) -> Findings:
    """Whatever is spoken of can be spoken of by others."""
    for path in site.resources:
        if any(isinstance(term, BlankNode) for triple in _of(site, path) for term in triple):
            yield f"{path}.ttl: a blank node"
    if any(isinstance(term, BlankNode) for quad in site.graphs for term in quad):
        yield "dumps/graph.nq.gz: a blank node"


def answered(site: Site) -> Findings:
    """Every IRI under the base that the graph mentions is described."""
    known = set(site.resources) | {"", "ontology", "themes"}
    mentioned = {
        path: term.value
        for quad in site.graphs
        for term in quad
        if isinstance(term, NamedNode) and (path := site.path_of(term.value)) is not None
    }
    yield from (f"<{mentioned[path]}>: nothing answers at {path}" for path in sorted(mentioned.keys() - known))
    yield Figure(f"{len(mentioned):,} addresses in the graph")


def stable(site: Site) -> Findings:
    """What an earlier release described still answers, if only to say that it was retired."""
    assert site.earlier is not None  # else this check is not made
    earlier = site.earlier
    if earlier.base != site.base:
        yield f"{site.where}: its base is {site.base}, where that of {earlier.where} is {earlier.base}"
    gone = [path for path in earlier.resources if f"{path}.ttl" not in site.files]
    yield from (f"{path}: described by {earlier.where}, and not here" for path in gone)
    yield Figure(f"{len(earlier.resources) - len(gone):,} of {len(earlier.resources):,} addresses still answer")


CHECKS = (
    Check(
        "formats",
        "Each thing has a page, Turtle and JSON-LD, and the page leads to both",
        "Data on the Web Best Practices 14 (data in multiple formats), 19 (content negotiation)",
        "publish again; a file that was removed by hand comes back",
        formats,
    ),
    Check(
        "same",
        "Turtle, JSON-LD and what the page embeds say the same",
        "Data on the Web Best Practices 14; FsF-I1-01M (metadata in a formal language)",
        "publish again with one version of Hanse, into a new folder",
        same,
    ),
    Check(
        "named",
        "Each thing has a kind and a name",
        "Cool URIs for the Semantic Web; 5-star linked data; FsF-F2-01M",
        "give the thing a name in its source, or leave it out; `hanse validate` finds what has none",
        named,
    ),
    Check(
        "nodes",
        "Nothing is a blank node",
        "Data on the Web Best Practices 10 (persistent identifiers within datasets); FsF-F1-01D",
        "give nodes of own RDF files IRIs, then build and publish again",
        no_blank_nodes,
    ),
    Check(
        "answered",
        "Every address of the graph under the site's base is answered",
        "Linked Data Principles 3; Data on the Web Best Practices 9, 10",
        "publish with the base that the graph was built with, or let --base rewrite it",
        answered,
    ),
    Check(
        "stable",
        "Whatever an earlier release described still answers",
        "Data on the Web Best Practices 10 and 27 (identifiers that persist); Cool URIs don't change",
        "publish with --diff OLD, so that retired things keep a page that says so",
        stable,
        needs="earlier",
    ),
)
