"""What a dataset holds, in numbers: each is the answer of a documented query of ``ontology/queries/statistics``.

They are counts over the merge of the named graphs, which is what queries see and what ``dumps/graph.nt.gz`` holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from hanse.queries import Graph
from hanse.queries.questions import Question, folder
from hanse.queries.rows import IRI, Rows

__all__ = ["NUMBERS", "Statistics", "count", "queries", "spaces"]

NUMBERS = {
    "triples": "triples",
    "entities": "entities",
    "distinct-subjects": "distinctSubjects",
    "distinct-objects": "distinctObjects",
    "classes": "classes",
    "properties": "properties",
}
"""Queries that count one thing, and the property of VoID that gives the number."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """The answers, by the name of the query."""

    numbers: Mapping[str, int]  # by the property of VoID
    classes: Rows
    properties: Rows
    linksets: Rows
    countries: Rows
    extent: Rows
    period: Rows
    languages: Rows
    documents: Rows
    examples: Rows

    @property
    def years(self) -> tuple[str, str] | None:
        """The first and the last year; None where there is none."""
        found = next(iter(self.period), None)
        return (str(found["start"]), str(found["end"])) if found and found["start"] else None

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north; None where nothing has coordinates."""
        found = next(iter(self.extent), None)
        if not found or found["west"] is None:
            return None
        west, south, east, north = (float(str(found[side])) for side in ("west", "south", "east", "north"))
        return west, south, east, north


@cache
def queries() -> Mapping[str, Question]:
    """The queries, by name."""
    return folder("statistics")


def spaces(base: str) -> Mapping[str, str]:
    """What the query on entities and that on linksets take as ``space``, under a base."""
    return {"entities": f"{base}id/", "linksets": base}


def count(graph: Graph, base: str) -> Statistics:
    """Ask a graph all of them.

    >>> count(graph, "https://w3id.org/hanse/").numbers["classes"] > 10
    True
    """
    numbers = {name: int(str(_ask(graph, query, base)[0]["count"])) for query, name in NUMBERS.items()}
    rest: Sequence[str] = (
        "class-partitions", "property-partitions", "linksets", "countries", "extent", "period", "languages",
        "documents", "examples",
    )  # fmt: skip
    return Statistics(numbers, *(_ask(graph, query, base) for query in rest))


def _ask(graph: Graph, query: str, base: str) -> Rows:
    found = graph.ask(queries()[query], {"space": IRI(space)} if (space := spaces(base).get(query)) else {})
    assert isinstance(found, Rows)
    return found
