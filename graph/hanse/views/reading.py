"""What the graph says of the things to draw: ties between them, and statements with their quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hanse.queries.rows import IRI, Row
from hanse.views.kinds import KINDS, PHRASES
from hanse.views.scene import Quote, Source, Statement
from hanse.vocabulary import PREFIXES, PROPERTIES, VALUES, term

if TYPE_CHECKING:
    from hanse.queries import Graph

__all__ = ["Tie", "bare", "sources", "statements", "ties", "trust"]

Tie = tuple[str, str, str]
"""Subject, property (its local name), object."""

_NAMES = {term(name): name for name in (*PROPERTIES, *VALUES)} | {PREFIXES["rdf"] + "type": "type"}
_CLASSES = {term(kind.name): kind.label.lower() for kind in KINDS.values()}
_IMPLIED = {"partner": "leadPartner"}

EVIDENCE = """
SELECT ?s ?p ?o ?document ?confidence ?by ?exact ?prefix ?suffix ?start ?end ?row {
  ?evidence rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasDerivedFrom ?document .
  OPTIONAL { ?evidence hanse:confidence ?confidence }
  OPTIONAL { ?evidence prov:wasGeneratedBy/rdfs:label ?by }
  OPTIONAL { ?evidence oa:hasSelector ?words . ?words oa:exact ?exact
             OPTIONAL { ?words oa:prefix ?prefix } OPTIONAL { ?words oa:suffix ?suffix } }
  OPTIONAL { ?evidence oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end }
  OPTIONAL { ?evidence oa:hasSelector ?line . ?line rdf:value ?row }
}
"""

DOCUMENTS = """
SELECT ?document ?identifier ?title ?source ?url ?language {
  ?document a hanse:Document ; dcterms:identifier ?identifier
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:source ?source }
  OPTIONAL { ?document schema:url ?url }
  OPTIONAL { ?document dcterms:language ?language }
} ORDER BY ?document ?identifier ?title ?source ?url ?language
"""


def ties(graph: Graph) -> list[Tie]:
    """What ties one thing to another, sorted, without what another tie implies."""
    kinds = graph.labels.kinds
    things = {iri for iri, kind in kinds.items() if kind != "Document"}
    found = {
        (quad.subject.value, name, quad.object.value)
        for name in PROPERTIES
        for quad in graph.store.quads(None, NamedNode(term(name)), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    }
    return sorted(bare({tie for tie in found if tie[0] in things and tie[2] in things and tie[0] != tie[2]}))


def bare(found: set[Tie]) -> set[Tie]:
    """Without what another tie implies: who leads takes part."""
    return {tie for tie in found if (tie[0], _IMPLIED.get(tie[1]), tie[2]) not in found}


def statements(graph: Graph, things: Collection[str], known: Iterable[Tie] = ()) -> list[Statement]:
    """What is said of things, whether as subject or as object, the surest quote first.

    ``known`` ties are told even where there is no quote for them.
    """
    quotes: dict[Tie, set[Quote]] = defaultdict(set)
    for tie, quote in _evidence(graph, things):
        quotes[tie].add(quote)
    asked = set(things)
    said = set(quotes) | {tie for tie in known if tie[0] in asked or tie[2] in asked}
    order = {name: i for i, name in enumerate(PHRASES)}
    return [
        Statement(*tie, quotes=tuple(sorted(quotes[tie], key=_surest_first)))
        for tie in sorted(bare(said), key=lambda tie: (order.get(tie[1], 99), tie))
    ]


def _evidence(graph: Graph, things: Collection[str]) -> Iterator[tuple[Tie, Quote]]:
    terms = [IRI(thing) for thing in things]
    for end in ("s", "o"):
        for row in graph.select(EVIDENCE, **{end: terms}) if terms else ():
            if str(row["p"]) in _NAMES:
                yield (str(row["s"]), _NAMES[str(row["p"])], _object(row)), _quote(row)


def _object(row: Row) -> str:
    """An IRI or text; a class is told by its name."""
    return _CLASSES.get(str(row["o"]), str(row["o"]))


def _quote(row: Row) -> Quote:
    return Quote(
        source=str(row["document"]),
        exact=str(row["exact"] or ""),
        prefix=str(row["prefix"] or ""),
        suffix=str(row["suffix"] or ""),
        where=_where(row),
        confidence=trust(row["confidence"]),
        extractor=str(row["by"] or ""),
    )


def trust(said: object) -> float | None:
    """A confidence in [0, 1], or None where what is said is none.

    >>> trust(0.9), trust("high"), trust(float("nan"))
    (0.9, None, None)
    """
    return float(said) if isinstance(said, int | float) and 0 <= said <= 1 else None


def _where(row: Row) -> str:
    if row["row"] is not None:
        return str(row["row"]).replace("sheet=", "sheet ").replace("row=", "row ").replace("&", ", ")
    return "" if row["start"] is None else f"characters {row['start']}–{row['end']}"


def _surest_first(quote: Quote) -> tuple[float, str, str, str, str]:
    return -(quote.confidence or 0), quote.source, quote.where, quote.exact, quote.extractor


def sources(graph: Graph) -> dict[str, Source]:
    """The documents of the graph, by IRI."""
    found: dict[str, Source] = {}
    for row in graph.select(DOCUMENTS):
        said = {name: "" if value is None else str(value) for name, value in row.items()}
        address = next((said[name] for name in ("url", "source") if said[name].startswith(("http://", "https://"))), "")
        source = Source(said["document"], said["identifier"], said["title"], address, said["language"])
        found.setdefault(source.iri, source)
    return dict(sorted(found.items()))
