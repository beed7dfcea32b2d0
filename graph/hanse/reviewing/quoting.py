"""Where a thing is named: sentences of documents, so that whoever reviews can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode

from hanse.names import fold
from hanse.vocabulary import DCTERMS, HANSE, PREFIXES

if TYPE_CHECKING:
    from hanse.store import Store

__all__ = ["Quote", "quotes"]

_MERGE = DefaultGraph()
_SIDES = tuple(NamedNode(PREFIXES["rdf"] + side) for side in ("subject", "object"))
_PREDICATE, _TYPE = (NamedNode(PREFIXES["rdf"] + name) for name in ("predicate", "type"))
_SELECTOR, _EXACT, _PREFIX, _SUFFIX = (
    NamedNode(PREFIXES["oa"] + name) for name in ("hasSelector", "exact", "prefix", "suffix")
)
_DOCUMENT = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")
_IDENTIFIER = NamedNode(DCTERMS + "identifier")
_CONFIDENCE = NamedNode(HANSE + "confidence")
_ASKED = 60  # evidence of a thing that is looked at
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that name a thing."""

    text: str
    document: str  # its identifier

    def __str__(self) -> str:
        return f"“{self.text}” ({self.document})"


def quotes(store: Store, iri: str, names: Iterable[str], most: int = 2) -> list[Quote]:
    """The surest sentences that say something of a thing, those with one of its names first, one a document."""
    folded = [f" {fold(name)} " for name in names]

    def rank(said: tuple[bool, float, int, str, Quote]) -> tuple[bool, bool, float, int, str]:
        text = f" {fold(said[-1].text)} "
        return not any(name in text for name in folded), *said[:-1]

    best: dict[str, Quote] = {}
    for *_, quote in sorted(_said(store, iri), key=rank):
        best.setdefault(quote.document, quote)
    return list(best.values())[:most]


def _said(store: Store, iri: str) -> Iterator[tuple[bool, float, int, str, Quote]]:
    thing = NamedNode(iri)
    for side in _SIDES:
        for proof in islice(store.quads(None, side, thing, _MERGE), _ASKED):
            if not isinstance(proof.subject, NamedNode):
                continue
            typed = any(quad.object == _TYPE for quad in store.quads(proof.subject, _PREDICATE, None, _MERGE))
            text = _text(store, proof.subject, around=typed)
            sure = float(next(_values(store, proof.subject, _CONFIDENCE), "0") or 0)
            documents = (quad.object for quad in store.quads(proof.subject, _DOCUMENT, None, _MERGE))
            named = (
                name for one in documents if isinstance(one, NamedNode) for name in _values(store, one, _IDENTIFIER)
            )
            if text:
                document = next(named, "")
                yield typed, -sure, len(text), document, Quote(text, document)


def _text(store: Store, proof: NamedNode, *, around: bool) -> str:
    """What its selector quotes; with what stands ``around`` that where it is but a name."""
    for quad in store.quads(proof, _SELECTOR, None, _MERGE):
        if not isinstance(quad.object, NamedNode):
            continue
        parts = (_PREFIX, _EXACT, _SUFFIX) if around else (_EXACT,)
        said = [next(_values(store, quad.object, part), "") for part in parts]
        if text := " ".join("".join(said).split()):
            cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
            return f"…{cut}…" if around and any(said[::2]) else cut
    return ""


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> Iterator[str]:
    found: Iterable[object] = (quad.object for quad in store.quads(subject, predicate, None, _MERGE))
    return (one.value for one in found if isinstance(one, Literal))
