"""Why a statement is believed: the words that say it, who read them there, and how far to trust that.

Each statement has an Evidence node (an rdf:Statement). Its selectors are shared by all that rests on the same words:
``{document}#quote=10,16`` (W3C Web Annotation, TextQuoteSelector), ``{document}#char=10,16`` (TextPositionSelector,
named as in RFC 5147), and for tables ``{document}#row=12`` (FragmentSelector, RFC 7111) with the row's own text as
the quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TypeAlias
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from hanse.errors import InputError
from hanse.model import Document, Evidence, Row, Span
from hanse.triples.terms import Node, Triple, decimal, hanse, node

__all__ = ["CONTEXT", "Proof", "proofs"]

CONTEXT = 30
"""Code points of text kept before and after a quote."""

Proof: TypeAlias = tuple[Triple, Evidence]
Selector: TypeAlias = tuple[NamedNode, tuple[tuple[str, Node], ...]]

_RFC7111 = NamedNode("http://tools.ietf.org/rfc/rfc7111")


def proofs(
    reasons: Iterable[Proof], document: Document, itself: NamedNode, base: str, versions: Mapping[str, str]
) -> Iterator[Triple]:
    """The Evidence nodes of statements in ``document``, of which ``itself`` is the IRI.

    Raises InputError where evidence lies outside the document's text.
    """
    written: set[NamedNode] = set()
    for statement, evidence in _surest(reasons):
        selectors = _selectors(evidence.where, document, itself)
        extractor = NamedNode(f"{base}id/extractor/{quote(evidence.extractor, safe='')}")
        yield from _proof(statement, evidence, itself, [selector for selector, _ in selectors], extractor, base)
        for selector, properties in selectors:
            if selector not in written:
                written.add(selector)
                yield from ((selector, node(name), value) for name, value in properties)
        if extractor not in written:
            written.add(extractor)
            yield from _activity(extractor, evidence.extractor, versions)


def _surest(reasons: Iterable[Proof]) -> Iterable[Proof]:
    """Each statement once for the same words and extractor: a partner may be told as such, and implied by a lead."""
    best: dict[tuple[Triple, Span | Row, str], Proof] = {}
    for statement, evidence in reasons:
        key = statement, evidence.where, evidence.extractor
        if key not in best or best[key][1].confidence < evidence.confidence:
            best[key] = statement, evidence
    return best.values()


def _proof(
    statement: Triple,
    evidence: Evidence,
    document: NamedNode,
    selectors: list[NamedNode],
    extractor: NamedNode,
    base: str,
) -> Iterator[Triple]:
    parts = "\n".join(str(part) for part in (*statement, *selectors, extractor))
    itself = NamedNode(f"{base}id/evidence/{sha256(parts.encode()).hexdigest()[:24]}")
    yield itself, node("rdf:type"), hanse("Evidence")
    yield itself, node("rdf:subject"), statement[0]
    yield itself, node("rdf:predicate"), statement[1]
    yield itself, node("rdf:object"), statement[2]
    yield itself, node("prov:wasDerivedFrom"), document
    yield itself, node("prov:wasGeneratedBy"), extractor
    yield itself, hanse("confidence"), decimal(evidence.confidence)
    for selector in selectors:
        yield itself, node("oa:hasSelector"), selector


def _activity(extractor: NamedNode, name: str, versions: Mapping[str, str]) -> Iterator[Triple]:
    yield extractor, node("rdf:type"), node("prov:Activity")
    yield extractor, node("rdfs:label"), Literal(name)
    if version := versions.get(name) or versions.get(""):
        yield extractor, node("schema:softwareVersion"), Literal(version)


def _selectors(where: Span | Row, document: Document, itself: NamedNode) -> tuple[Selector, Selector]:
    if isinstance(where, Row):
        return _of_row(where, itself.value)
    if not 0 <= where.start < where.end <= len(document.text):
        reason = f"evidence at {where.start}–{where.end}, but the text has {len(document.text)} code points"
        raise InputError(reason, source=document.source)
    return _of_span(where, document.text, itself.value)


def _of_span(span: Span, text: str, document: str) -> tuple[Selector, Selector]:
    words: tuple[tuple[str, Node], ...] = (
        ("rdf:type", node("oa:TextQuoteSelector")),
        ("oa:exact", Literal(span.of(text))),
        ("oa:prefix", Literal(text[max(0, span.start - CONTEXT) : span.start])),
        ("oa:suffix", Literal(text[span.end : span.end + CONTEXT])),
    )
    position: tuple[tuple[str, Node], ...] = (
        ("rdf:type", node("oa:TextPositionSelector")),
        ("oa:start", Literal(span.start)),
        ("oa:end", Literal(span.end)),
    )
    place = f"{span.start},{span.end}"
    return (NamedNode(f"{document}#quote={place}"), words), (NamedNode(f"{document}#char={place}"), position)


def _of_row(row: Row, document: str) -> tuple[Selector, Selector]:
    place = f"{document}#{quote(row.fragment, safe='=&,;-')}"
    fragment: tuple[tuple[str, Node], ...] = (
        ("rdf:type", node("oa:FragmentSelector")),
        ("rdf:value", Literal(row.fragment)),
        ("dcterms:conformsTo", _RFC7111),
    )
    words: tuple[tuple[str, Node], ...] = (
        ("rdf:type", node("oa:TextQuoteSelector")),
        ("oa:exact", Literal(row.text)),
    )
    key = sha256(row.text.encode()).hexdigest()[:8]
    return (NamedNode(place), fragment), (NamedNode(f"{place}&quote={key}"), words)
