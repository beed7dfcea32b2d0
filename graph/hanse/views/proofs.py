"""Why the statements of a drawing are believed: how sure each is, and the words that say it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode

from hanse.queries.rows import IRI, value_of
from hanse.views.kinds import KINDS, PHRASES
from hanse.views.reading import Tie, bare, property_name
from hanse.views.scene import Quote, Statement
from hanse.vocabulary import PREFIXES, PROPERTIES, VALUES, term

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["QUOTED", "Proofs", "prove", "statements", "trust"]

Proofs: TypeAlias = dict[Tie, list[tuple[float, Any]]]
"""Statements, each with the nodes of its evidence and how sure that is, the surest first."""

QUOTED = 3_000_000
"""Characters of quotes that a page carries: with more, a mail doesn't take it any longer."""
_READ = 25_000  # pieces of evidence that are looked up for it
_AT_ONCE = 500  # of them are asked for together
_FRAME = 60  # characters that a quote costs beside its words
_MANY = 1000  # things from which all evidence is read in one pass, rather than that of each

_MERGE = DefaultGraph()
_NAMED = ("oa:hasSelector", "prov:wasGeneratedBy")
_CLASSES = {term(kind.name): kind.label.lower() for kind in KINDS.values()}
_NAMES = frozenset((*PROPERTIES, *VALUES, "type"))

EVIDENCE = """
SELECT ?evidence ?s ?p ?o ?confidence {
  ?evidence rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o
  OPTIONAL { ?evidence hanse:confidence ?confidence }
}
"""


def prove(graph: Graph, things: Collection[str]) -> Proofs:
    """The evidence of what is said of things, whether as subject or as object.

    Of very many things, without that of their classes, which the drawing shows anyway.
    """
    found: dict[Tie, set[tuple[float, Any]]] = defaultdict(set)
    for evidence, subject, predicate, object_, confidence in _rows(graph, things):
        name = property_name(predicate.value)
        if name in _NAMES and isinstance(subject, NamedNode):
            said = _CLASSES.get(object_.value, object_.value)
            found[subject.value, name, said].add((trust(value_of(confidence)) or 0.0, evidence))
    kept = bare(set(found))
    return {tie: sorted(found[tie], key=lambda one: (-one[0], str(one[1]))) for tie in sorted(kept)}


def _rows(graph: Graph, things: Collection[str]) -> Iterator[tuple[Any, ...]]:
    if len(things) <= _MANY:
        terms = [IRI(thing) for thing in things]
        for end in ("s", "o"):
            yield from graph.select(EVIDENCE, **{end: terms}).terms if terms else ()
        return
    asked = set(things)
    said = {term(name) for name in (*PROPERTIES, *VALUES) if name != "type"}
    for piece in graph.evidence:
        if piece.predicate.value in said and not asked.isdisjoint((_value(piece.subject), _value(piece.object))):
            yield piece.node, piece.subject, piece.predicate, piece.object, piece.confidence


def _value(term: Any) -> str:
    return getattr(term, "value", "")


def trust(said: object) -> float | None:
    """A confidence in [0, 1], or None where what is said is none.

    >>> trust(0.9), trust("high"), trust(float("nan"))
    (0.9, None, None)
    """
    return float(said) if isinstance(said, int | float) and 0 <= said <= 1 else None


def statements(graph: Graph, proofs: Proofs, known: Set[Tie], room: int = QUOTED) -> list[Statement]:
    """What is proved, and what is known all the same, what tells most first.

    Each comes with its quotes, as long as they are no more than ``room`` characters altogether: each statement's
    surest one first, the surest of all before the others.
    """
    quotes, read = _quotes(graph, proofs, room)
    order = {name: i for i, name in enumerate(PHRASES)}
    return [
        Statement(*tie, quotes=tuple(sorted(quotes[tie], key=_surest_first)), more=len(proofs.get(tie, ())) - read[tie])
        for tie in sorted(set(proofs) | known, key=lambda tie: (order.get(tie[1], 99), tie))
    ]


def _quotes(graph: Graph, proofs: Proofs, room: int) -> tuple[dict[Tie, set[Quote]], Counter[Tie]]:
    """The quotes for which there is room, and from how many pieces of evidence of each statement they come."""
    reader = _Reader(graph)
    seen: set[Quote] = set()
    quotes: dict[Tie, set[Quote]] = defaultdict(set)
    read: Counter[Tie] = Counter()
    pieces = [
        (rank, -sure, str(node), tie, node) for tie, known in proofs.items() for rank, (sure, node) in enumerate(known)
    ]
    wanted = [piece[3:] for piece in sorted(pieces, key=lambda piece: piece[:4])[:_READ]]
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        reader.read([node for _, node in some])
        for tie, node in some:
            found = set(reader.quotes(node))
            room -= sum(_length(quote) for quote in found - seen)
            if room < 0:
                return quotes, read
            seen |= found
            quotes[tie] |= found
            read[tie] += 1
    return quotes, read


def _length(quote: Quote) -> int:
    return len(quote.exact) + len(quote.prefix) + len(quote.suffix) + _FRAME


def _surest_first(quote: Quote) -> tuple[float, str, str, str, str]:
    return -(quote.confidence or 0), quote.source, quote.where, quote.exact, quote.extractor


class _Reader:
    """Evidence, read many pieces at a time; what pieces share is read once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.known: dict[Any, dict[str, set[Any]]] = {}
        self.words = cache(self._words)
        self.label = cache(self._label)

    def read(self, evidence: Iterable[Any]) -> None:
        """Read pieces of evidence, and what they name."""
        self._read(evidence)
        named = (one for piece in evidence for name in _NAMED for one in _terms(self.known[piece], name))
        self._read(named)

    def _read(self, nodes: Iterable[Any]) -> None:
        new = {node: None for node in nodes if node not in self.known}
        self.known |= {node: defaultdict(set) for node in new}
        for quad in self.graph.store.quads(list(new), graph=_MERGE):
            self.known[quad.subject][quad.predicate.value].add(quad.object)

    def quotes(self, evidence: Any) -> Iterator[Quote]:
        """The places that a piece of evidence that was read points to: one, as a rule."""
        said = self.known[evidence]
        words: dict[str, str] = {}
        for selector in _terms(said, "oa:hasSelector"):
            words |= self.words(selector)
        by = min((self.label(one) for one in _terms(said, "prov:wasGeneratedBy")), default="")
        confidences = (trust(value_of(one)) for one in _terms(said, "hanse:confidence"))
        sure = max((one for one in confidences if one is not None), default=None)
        for document in _terms(said, "prov:wasDerivedFrom"):
            yield Quote(document.value, confidence=sure, extractor=by, **words)

    def _words(self, selector: Any) -> dict[str, str]:
        said = self.known[selector]
        found = {name: _text(said, f"oa:{name}") for name in ("exact", "prefix", "suffix")}
        start, end, row = (_text(said, name) for name in ("oa:start", "oa:end", "rdf:value"))
        if row:
            found["where"] = row.replace("sheet=", "sheet ").replace("row=", "row ").replace("&", ", ")
        elif start:
            found["where"] = f"characters {start}–{end}"
        return {name: text for name, text in found.items() if text}

    def _label(self, node: Any) -> str:
        return _text(self.known[node], "rdfs:label")


def _terms(said: Mapping[str, Iterable[Any]], name: str) -> list[Any]:
    prefix, _, local = name.partition(":")
    return sorted(said.get(PREFIXES[prefix] + local, ()), key=str)


def _text(said: Mapping[str, Iterable[Any]], name: str) -> str:
    return min((one.value for one in _terms(said, name) if isinstance(one, Literal)), default="")
