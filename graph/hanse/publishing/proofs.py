"""Evidence as values: the words that state something, where they stand, who read them there, how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode

from hanse.store import Embedded
from hanse.views.evidence import after, before
from hanse.views.proofs import trust
from hanse.vocabulary import HANSE, PREFIXES

__all__ = ["Proof", "Proofs"]

_OA, _PROV, _RDF = (PREFIXES[name] for name in ("oa", "prov", "rdf"))
_SUBJECT, _OBJECT = (NamedNode(_RDF + name) for name in ("subject", "object"))
_DERIVED, _GENERATED = (NamedNode(_PROV + name) for name in ("wasDerivedFrom", "wasGeneratedBy"))
_MERGE = DefaultGraph()
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence."""

    iri: str
    subject: str
    predicate: str
    object: str  # an IRI or the text of a value
    exact: str
    prefix: str
    suffix: str
    document: str
    anchor: str  # of the quote in its document: what stands after "#" in its IRI
    start: int | None
    end: int | None
    row: str  # of a table: "row=12"
    confidence: float | None
    extractor: str

    @property
    def before(self) -> str:
        """The words before the quote, from a whole one on."""
        return before(self.prefix)

    @property
    def after(self) -> str:
        """The words after it."""
        return after(self.suffix)

    @property
    def where(self) -> str:
        """Its place in words."""
        if self.row:
            return self.row.replace("sheet=", "sheet ").replace("row=", "row ").replace("&", ", ")
        return "" if self.start is None else f"characters {self.start:,}–{self.end:,}"

    @property
    def rank(self) -> tuple[float, str, int, str]:
        """The surest first, then as they stand in their documents."""
        return -(self.confidence or 0), self.document, self.start or 0, self.iri


class Proofs:
    """The evidence in a store, read piece by piece; the last ones read are remembered."""

    def __init__(self, store: Embedded) -> None:
        self.oxigraph = store.oxigraph
        self.read = lru_cache(_KEPT)(self._read)

    def on(self, iri: str) -> list[Proof]:
        """Of what is said of a thing, as subject or as object, the surest first."""
        return self._found((_SUBJECT, _OBJECT), iri)

    def in_document(self, iri: str) -> list[Proof]:
        """Of what a document says, in its order."""
        return sorted(self._found((_DERIVED,), iri), key=_place)

    def by(self, iri: str) -> list[Proof]:
        """Of what an extractor read."""
        return self._found((_GENERATED,), iri)

    def _found(self, predicates: Iterable[NamedNode], iri: str) -> list[Proof]:
        node = NamedNode(iri)
        quads = (q for predicate in predicates for q in self.oxigraph.quads_for_pattern(None, predicate, node, _MERGE))
        found = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}
        proofs = (proof for one in found if (proof := self.read(one)).predicate)  # not a graph that was derived from it
        return sorted(proofs, key=lambda proof: proof.rank)

    def _read(self, iri: str) -> Proof:
        said = self._said(iri)
        words: dict[str, list[str]] = defaultdict(list)
        anchor = ""
        for selector in sorted(said.get(_OA + "hasSelector", ())):
            about = self._said(selector)
            anchor = selector.partition("#")[2] if _OA + "exact" in about else anchor
            for predicate, values in about.items():
                words[predicate].extend(values)
        start, end = (_number(words, _OA + name) for name in ("start", "end"))
        return Proof(
            iri,
            subject=_first(said, _RDF + "subject"),
            predicate=_first(said, _RDF + "predicate"),
            object=_first(said, _RDF + "object"),
            exact=_first(words, _OA + "exact"),
            prefix=_first(words, _OA + "prefix"),
            suffix=_first(words, _OA + "suffix"),
            document=_first(said, _PROV + "wasDerivedFrom"),
            anchor=anchor,
            start=start,
            end=end,
            row=_first(words, _RDF + "value"),
            confidence=max(map(_confidence, said.get(HANSE + "confidence", ())), default=None),
            extractor=_first(said, _PROV + "wasGeneratedBy"),
        )

    def _said(self, iri: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.oxigraph.quads_for_pattern(NamedNode(iri), None, None, _MERGE):
            if isinstance(quad.object, NamedNode | Literal):
                found[quad.predicate.value].append(quad.object.value)
        return found


def _first(said: Mapping[str, list[str]], predicate: str) -> str:
    return min(said.get(predicate, ()), default="")


def _number(said: Mapping[str, list[str]], predicate: str) -> int | None:
    text = _first(said, predicate)
    return int(text) if text.isascii() and text.isdigit() else None


def _confidence(text: str) -> float:
    try:
        return trust(float(text)) or 0.0
    except ValueError:
        return 0.0


def _place(proof: Proof) -> tuple[int, int, str, str]:
    row = "".join(c for c in proof.row if c.isdigit())
    return proof.start if proof.start is not None else int(row or 0), proof.end or 0, proof.row, proof.iri
