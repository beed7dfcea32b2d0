"""Why a statement is believed: the words that say it, who read them there, and how far to trust that.

Each statement has an Evidence node (an rdf:Statement). Its selectors are shared by all that rests on the same words:
``{document}#quote=10,16`` (W3C Web Annotation, TextQuoteSelector), ``{document}#char=10,16`` (TextPositionSelector,
named as in RFC 5147), and for tables ``{document}#row=12`` (FragmentSelector, RFC 7111) with the row's own text as
the quote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import TypeAlias
from urllib.parse import quote

from hanse.errors import InputError
from hanse.model import Document, Evidence, Row, Span
from hanse.triples.notation import Written, own, prefixed, quoted
from hanse.triples.terms import decimal

__all__ = ["CONTEXT", "Proof", "proofs"]

CONTEXT = 30
"""Code points of text kept before and after a quote."""

Proof: TypeAlias = tuple[Written, Evidence]
Selector: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]

_TYPE = prefixed("rdf:type")
_SUBJECT, _PREDICATE, _OBJECT = map(prefixed, ("rdf:subject", "rdf:predicate", "rdf:object"))
_EVIDENCE, _CONFIDENCE = own("Evidence"), own("confidence")
_DOCUMENT, _EXTRACTOR, _SELECTOR = map(prefixed, ("prov:wasDerivedFrom", "prov:wasGeneratedBy", "oa:hasSelector"))
_RFC7111 = "<http://tools.ietf.org/rfc/rfc7111>"


def proofs(
    reasons: Iterable[Proof], document: Document, itself: str, base: str, versions: Mapping[str, str]
) -> Iterator[Written]:
    """The Evidence nodes of statements in ``document``, of which ``itself`` is the IRI, without its brackets.

    Raises InputError where evidence lies outside the document's text.
    """
    known: set[str] = set()
    extractors: dict[str, str] = {}
    places: dict[Span | Row, tuple[Selector, Selector]] = {}
    for statement, evidence in _surest(reasons):
        where = evidence.where
        if where not in places:
            places[where] = _selectors(where, document, itself)
            for selector, properties in places[where]:
                if selector not in known:
                    known.add(selector)
                    yield from ((selector, one, value) for one, value in properties)
        label = evidence.extractor
        if label not in extractors:
            extractors[label] = f"<{base}id/extractor/{quote(label, safe='')}>"
            yield from _activity(extractors[label], label, versions)
        (one, _), (other, _) = places[where]
        yield from _proof(statement, evidence.confidence, (one, other, extractors[label]), f"<{itself}>", base)


def _surest(reasons: Iterable[Proof]) -> Iterable[Proof]:
    """Each statement once for the same words and extractor: a partner may be told as such, and implied by a lead."""
    best: dict[tuple[Written, Span | Row, str], Proof] = {}
    for statement, evidence in reasons:
        key = statement, evidence.where, evidence.extractor
        if key not in best or best[key][1].confidence < evidence.confidence:
            best[key] = statement, evidence
    return best.values()


def _proof(
    statement: Written, confidence: float, reading: tuple[str, str, str], document: str, base: str
) -> tuple[Written, ...]:
    """The Evidence node of a statement, given its two selectors and who read it."""
    key = sha256("\n".join((*statement, *reading)).encode()).hexdigest()[:24]
    itself = f"<{base}id/evidence/{key}>"
    one, other, extractor = reading
    return (
        (itself, _TYPE, _EVIDENCE),
        (itself, _SUBJECT, statement[0]),
        (itself, _PREDICATE, statement[1]),
        (itself, _OBJECT, statement[2]),
        (itself, _DOCUMENT, document),
        (itself, _EXTRACTOR, extractor),
        (itself, _CONFIDENCE, _decimal(confidence)),
        (itself, _SELECTOR, one),
        (itself, _SELECTOR, other),
    )


@cache
def _decimal(number: float) -> str:
    return str(decimal(number))


def _activity(extractor: str, label: str, versions: Mapping[str, str]) -> Iterator[Written]:
    yield extractor, _TYPE, prefixed("prov:Activity")
    yield extractor, prefixed("rdfs:label"), quoted(label)
    if version := versions.get(label) or versions.get(""):
        yield extractor, prefixed("schema:softwareVersion"), quoted(version)


def _selectors(where: Span | Row, document: Document, itself: str) -> tuple[Selector, Selector]:
    if isinstance(where, Row):
        return _of_row(where, itself)
    if not 0 <= where.start < where.end <= len(document.text):
        reason = f"evidence at {where.start}–{where.end}, but the text has {len(document.text)} code points"
        raise InputError(reason, source=document.source)
    return _of_span(where, document.text, itself)


def _of_span(span: Span, text: str, document: str) -> tuple[Selector, Selector]:
    words = (
        (_TYPE, prefixed("oa:TextQuoteSelector")),
        (prefixed("oa:exact"), quoted(span.of(text))),
        (prefixed("oa:prefix"), quoted(text[max(0, span.start - CONTEXT) : span.start])),
        (prefixed("oa:suffix"), quoted(text[span.end : span.end + CONTEXT])),
    )
    position = (
        (_TYPE, prefixed("oa:TextPositionSelector")),
        (prefixed("oa:start"), _integer(span.start)),
        (prefixed("oa:end"), _integer(span.end)),
    )
    place = f"{span.start},{span.end}"
    return (f"<{document}#quote={place}>", words), (f"<{document}#char={place}>", position)


def _integer(number: int) -> str:
    return f'"{number}"^^{prefixed("xsd:integer")}'


def _of_row(row: Row, document: str) -> tuple[Selector, Selector]:
    place = f"{document}#{quote(row.fragment, safe='=&,;-')}"
    fragment = (
        (_TYPE, prefixed("oa:FragmentSelector")),
        (prefixed("rdf:value"), quoted(row.fragment)),
        (prefixed("dcterms:conformsTo"), _RFC7111),
    )
    words = ((_TYPE, prefixed("oa:TextQuoteSelector")), (prefixed("oa:exact"), quoted(row.text)))
    key = sha256(row.text.encode()).hexdigest()[:8]
    return (f"<{place}>", fragment), (f"<{place}&quote={key}>", words)
