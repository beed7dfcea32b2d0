"""What is said of a thing: its names, links elsewhere, and each statement with the words that state it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from json import dumps
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from hanse.names import printable
from hanse.queries.rows import IRI, Row, Rows
from hanse.vocabulary import PROPERTIES, SKOS, VALUES, term

if TYPE_CHECKING:
    from hanse.queries.graph import Graph

__all__ = ["Explanation", "Quote", "Statement", "Thing", "explain"]

_SHOWN = 20  # statements of a thing that a notebook shows before it says how many more there are
_LINKS = (SKOS + "exactMatch", SKOS + "closeMatch")
_IMPLIED = {"partner": "leadPartner"}
_SAID = {term(name): name for name in (*PROPERTIES, *VALUES)}
_EVIDENCE = """
SELECT DISTINCT ?s ?p ?o ?document ?quote ?start ?end ?row ?confidence ?by {
  ?evidence rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom/dcterms:identifier ?document .
  OPTIONAL { ?evidence hanse:confidence ?confidence }
  OPTIONAL { ?evidence prov:wasGeneratedBy/rdfs:label ?by }
  OPTIONAL { ?evidence oa:hasSelector/oa:exact ?quote }
  OPTIONAL { ?evidence oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end }
  OPTIONAL { ?evidence oa:hasSelector/rdf:value ?row }
}
"""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source that state something."""

    text: str
    document: str  # its identifier: the stem of its file
    where: str  # "characters 10–16", "row 12"
    confidence: float | None  # of the reading, in [0, 1]
    extractor: str

    def __str__(self) -> str:
        sure = "" if self.confidence is None else f"{self.confidence:.2f}"
        return ", ".join(part for part in (self.document, self.where, sure, self.extractor) if part)


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple about a thing, with names for its ends, and where it is said; the surest quote first."""

    subject: str
    predicate: str  # local name
    object: str  # an IRI, or the text of a value
    subject_name: str
    object_name: str
    quotes: tuple[Quote, ...]
    graphs: tuple[str, ...]  # the last parts of the names of the graphs that hold it

    def __str__(self) -> str:
        return f"{self.subject_name} — {_worded(self.predicate)} → {self.object_name}"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing and all that is said of it."""

    iri: str
    kind: str
    name: str
    names: tuple[str, ...]
    links: tuple[str, ...]  # the same thing elsewhere
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """What is known under a name: every thing that bears it."""

    name: str
    things: tuple[Thing, ...]

    def lines(self, most: int = 0) -> Iterator[tuple[str, str]]:
        """Its text line by line, each with a style: title, note, fact, quote, source or blank; safe for a terminal.

        ``most`` is how many statements of a thing are told; 0 is all.
        """
        for thing in self.things:
            for style, text in _told(thing, most):
                yield style, printable(text)
            yield "blank", ""

    def json(self) -> str:
        """All of it as a JSON object."""
        return dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    def markdown(self, most: int = 0) -> str:
        """Its text as Markdown."""
        return "".join(_marked(style, text) for style, text in self.lines(most))

    def __str__(self) -> str:
        return "\n".join(text for _, text in self.lines())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from hanse.queries.showing import lines

        return lines(self.lines(_SHOWN))


def explain(graph: Graph, name: str) -> Explanation:
    """What is known under a name; QueryError where nothing bears it, with near names.

    >>> print(explain(graph, "estonia"))
    Estonia (Country)
      https://w3id.org/hanse/id/country/estonia
      also: EE
      elsewhere: https://sws.geonames.org/6/
      Tallinn — located in → Estonia
        “Riga leads BiodiverCity, whose theme is Biodiversity, with Tallinn (EE). Robert'); DROP TABLE <script>.”
          news, characters 0–103, 0.90, hand
    <BLANKLINE>
    """
    return Explanation(name, tuple(_thing(graph, iri) for iri in graph.labels.find(name)))


def _thing(graph: Graph, iri: str) -> Thing:
    links = sorted({_text(quad.object) for quad in graph.store.quads(NamedNode(iri), list(map(NamedNode, _LINKS)))})
    labels = graph.labels
    said = tuple(_statements(graph, iri))
    return Thing(iri, labels.kinds[iri], labels.of(iri), labels.names[iri], tuple(links), said)


def _statements(graph: Graph, iri: str) -> Iterator[Statement]:
    quotes = _quotes(graph, iri)
    graphs: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for subject, target in ((NamedNode(iri), None), (None, NamedNode(iri))):
        for quad in graph.store.quads(subject, list(map(NamedNode, _SAID)), target):
            key = (_text(quad.subject), _SAID[quad.predicate.value], _text(quad.object))
            graphs[key].add(_text(quad.graph_name).partition("/graph/")[2])
    order = list(_SAID.values())
    for key in sorted(graphs, key=lambda key: (key[0] != iri, order.index(key[1]), key)):
        if not _implied(key, graphs) and key[0] in graph.labels.kinds:
            names = (_called(graph, key[0]), _called(graph, key[2]))
            yield Statement(*key, *names, tuple(sorted(quotes[key], key=_trust)), tuple(sorted(graphs[key])))


def _implied(key: tuple[str, str, str], known: Collection[tuple[str, str, str]]) -> bool:
    return key[1] in _IMPLIED and (key[0], _IMPLIED[key[1]], key[2]) in known


def _called(graph: Graph, text: str) -> str:
    return graph.labels.of(text) if text in graph.labels.kinds else text


def _quotes(graph: Graph, iri: str) -> dict[tuple[str, str, str], set[Quote]]:
    found: dict[tuple[str, str, str], set[Quote]] = defaultdict(set)
    for end in ("s", "o"):
        rows: Rows = graph.select(_EVIDENCE, **{end: IRI(iri)})
        for row in rows:
            subject, predicate, object_ = map(_text, row.terms[:3])
            found[subject, _SAID.get(predicate, ""), object_].add(_quote(row))
    return found


def _quote(row: Row) -> Quote:
    place = "" if row.start is None else f"characters {row.start}–{row.end}"
    line = str(row.row or "").replace("sheet=", "sheet ").replace("&row=", ", row ").replace("row=", "row ")
    sure = None if row.confidence is None else float(str(row.confidence))
    return Quote(str(row.quote or ""), str(row.document), place or line, sure, str(row.by or ""))


def _trust(quote: Quote) -> tuple[float, str, int, str]:
    digits = re.search(r"\d+", quote.where)
    return -(quote.confidence or 0), quote.document, int(digits[0]) if digits else 0, quote.text


def _text(node: object) -> str:
    if isinstance(node, NamedNode | Literal):
        return node.value
    return str(node)


def _worded(predicate: str) -> str:
    """A property's name as words: "lead partner"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", predicate).lower()


def _told(thing: Thing, most: int) -> Iterator[tuple[str, str]]:
    yield "title", f"{thing.name} ({thing.kind})"
    yield "note", f"  {thing.iri}"
    if len(thing.names) > 1:
        yield "note", f"  also: {', '.join(thing.names[1:])}"
    if thing.links:
        yield "note", f"  elsewhere: {' '.join(thing.links)}"
    shown = thing.statements[:most] if most else thing.statements
    for statement in shown:
        yield "fact", f"  {statement}"
        for quote in statement.quotes:
            yield "quote", f"    “{' '.join(quote.text.split())}”"
            yield "source", f"      {quote}"
        if not statement.quotes:
            yield "source", f"      from {', '.join(statement.graphs)}"
    if len(shown) < len(thing.statements):
        yield "note", f"  … and {len(thing.statements) - len(shown)} statements more"


_MARKS = {"title": "## {}\n\n", "note": "{}  \n", "fact": "\n- {}\n", "quote": "  > {}  \n", "source": "  > — {}\n"}


def _marked(style: str, text: str) -> str:
    plain = re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text.strip())
    return _MARKS[style].format(plain) if style in _MARKS else "\n"
