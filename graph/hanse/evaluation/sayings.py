"""What a graph says of one document: names, classes, facts and values, and the words that say them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hanse.evaluation.gold import MEASURED
from hanse.vocabulary import CLASSES, HANSE, PREFIXES, PROPERTIES

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from hanse.store import Store

__all__ = ["Page", "Proof", "Said", "Statement", "gathered", "page", "pages", "said"]

Statement = tuple[str, str, str]
"""Subject, local name of the property ("type" for its class), and object: an IRI, a text, or the name of a class."""

_SCHEMA = ("http://schema.org/", "https://schema.org/")
_BASES = (HANSE, PREFIXES["dcterms"], *_SCHEMA)
_CONCEPT = PREFIXES["skos"] + "Concept"
_TYPE = PREFIXES["rdf"] + "type"
_LABELS = frozenset(
    [PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "altLabel"]
    + [base + "name" for base in _SCHEMA]
)


@dataclass(frozen=True, slots=True)
class Page:
    """A document of a graph."""

    iri: str
    graphs: tuple[str, ...]  # that hold what it says
    language: str = ""
    format: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The surest evidence of a statement."""

    quote: str = ""
    extractor: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Said:
    """What a graph says that one document says; things are IRIs."""

    document: str
    names: Mapping[str, set[str]] = field(default_factory=dict)
    kinds: Mapping[str, set[str]] = field(default_factory=dict)  # local names of classes
    facts: frozenset[Statement] = frozenset()
    values: frozenset[Statement] = frozenset()
    proofs: Mapping[Statement, Proof] = field(default_factory=dict)

    def proof(self, *statement: str) -> Proof:
        """The surest evidence of a statement; an empty one where there is none."""
        subject, name, target = statement
        return self.proofs.get((subject, name, target), Proof())


def pages(store: Store) -> dict[str, Page]:
    """The documents of a graph, by identifier."""
    graphs: dict[str, list[str]] = defaultdict(list)
    named = set(store.graphs())
    for graph, document in _pairs(store, "prov:wasDerivedFrom"):
        if graph in named:
            graphs[document].append(graph)
    languages, formats = dict(_pairs(store, "dcterms:language")), dict(_pairs(store, "dcterms:format"))
    return {
        name: Page(iri, tuple(graphs[iri]), languages.get(iri, ""), formats.get(iri, ""))
        for iri, name in _pairs(store, "dcterms:identifier")
    }


def _pairs(store: Store, name: str) -> list[tuple[str, str]]:
    """Subject and object of all that a graph says by one property."""
    from pyoxigraph import NamedNode

    prefix, local = name.split(":")
    return sorted({(_text(q.subject), _text(q.object)) for q in store.quads(None, NamedNode(PREFIXES[prefix] + local))})


def page(store: Store, identifier: str) -> Page | None:
    """The document of an identifier, looked up by itself; None where the graph has none of it."""
    from pyoxigraph import Literal, NamedNode

    named = store.quads(None, NamedNode(PREFIXES["dcterms"] + "identifier"), Literal(identifier))
    for iri in sorted({_text(quad.subject) for quad in named}):
        derived = store.quads(None, NamedNode(PREFIXES["prov"] + "wasDerivedFrom"), NamedNode(iri))
        graphs = {_text(quad.subject) for quad in derived if quad.subject == quad.graph_name}
        return Page(iri, tuple(sorted(graphs)))
    return None


def said(store: Store, page: Page) -> Said:
    """All that the graphs of a document say."""
    return gathered(page.iri, _quads(store, page.graphs), dict(_proofs(store, page.graphs)))


def gathered(document: str, quads: Iterable[Quad], proofs: Mapping[Statement, Proof]) -> Said:
    """What quads say of a document, and of the things that it names."""
    from pyoxigraph import Literal, NamedNode

    names: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    facts, values = set(), set()
    for quad in quads:
        subject, name, target = _text(quad.subject), _local(quad.predicate.value), _text(quad.object)
        if quad.predicate.value in _LABELS:
            names[subject].add(target)
        elif quad.predicate.value == _TYPE:
            kinds[subject].add(_local(target))
        elif name in PROPERTIES and isinstance(quad.object, NamedNode):
            facts.add((subject, name, target))
            if name == "theme":
                kinds[target].add("Theme")
        elif name in MEASURED and isinstance(quad.object, Literal):
            values.add((subject, name, target))
    known = {iri: found & set(CLASSES) for iri, found in kinds.items() if iri != document}
    return Said(
        document=document,
        names=names,
        kinds={iri: found for iri, found in sorted(known.items()) if found},
        facts=frozenset(facts),
        values=frozenset(values),
        proofs=proofs,
    )


_Node = Mapping[str, list[str]]


def _proofs(store: Store, graphs: Iterable[str]) -> Iterator[tuple[Statement, Proof]]:
    """The evidence of statements, the surest of each last."""
    nodes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in _quads(store, [f"{graph}/evidence" for graph in graphs]):
        nodes[_text(quad.subject)][quad.predicate.value].append(_text(quad.object))
    found = []
    for node in list(nodes.values()):
        if node[PREFIXES["rdf"] + "predicate"]:
            quotes = [text for one in node[_SELECTOR] for text in nodes[one][PREFIXES["oa"] + "exact"]]
            makers = [text for one in node[_MAKER] for text in nodes[one][PREFIXES["rdfs"] + "label"]]
            sure = max(map(float, node[HANSE + "confidence"]), default=0.0)
            found.append((_proved(node), Proof(min(quotes, default=""), min(makers, default=""), sure)))
    yield from sorted(found, key=lambda one: (one[1].confidence, one[1].extractor, one[1].quote))


_SELECTOR, _MAKER = PREFIXES["oa"] + "hasSelector", PREFIXES["prov"] + "wasGeneratedBy"


def _proved(node: _Node) -> Statement:
    subject, predicate, target = (node[PREFIXES["rdf"] + part][0] for part in ("subject", "predicate", "object"))
    return (subject, "type", _local(target)) if predicate == _TYPE else (subject, _local(predicate), target)


def _quads(store: Store, graphs: Iterable[str]) -> Iterator[Quad]:
    from pyoxigraph import NamedNode

    for graph in graphs:
        yield from store.quads(graph=NamedNode(graph))


def _text(term: object) -> str:
    """An IRI, or the text of a literal."""
    return str(getattr(term, "value", term))


def _local(iri: str) -> str:
    """The local name of a class or property that gold can speak of; else empty."""
    if iri == _CONCEPT:
        return "Theme"
    return next((iri[len(base) :] for base in _BASES if iri.startswith(base)), "")
