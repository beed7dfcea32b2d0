"""The saved questions, and the counts of the dataset, as queries that run anywhere as they stand.

Prefixes are declared and parameters bound: to the examples of the question where the graph has them, else to the first
thing that fits. They ask the merged graph (``dumps/graph.nt.gz``); those that ask single sources are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import IO

from hanse.errors import QueryError
from hanse.publishing import statistics
from hanse.publishing.publication import Publication
from hanse.queries.questions import Parameter, Question, load
from hanse.queries.rows import IRI, Term, term_of
from hanse.queries.sparql import bind, tokens
from hanse.vocabulary import PREFIXES

__all__ = ["FOLDER", "Examples"]

FOLDER = "queries"
_INDEX = f"{FOLDER}/index.json"


@dataclass(frozen=True, slots=True)
class Listed:
    """A query as the index lists it."""

    name: str
    title: str
    rows: int


class Examples:
    """``queries/``: a file for each query, and ``index.json`` with how many rows each gives."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted((_INDEX, *self.texts))

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path == _INDEX:
            listed = [asdict(self._counted(*each)) for each in self.texts.items()]
            out.write((json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode())
        elif path in self.texts:
            out.write(self.texts[path][1].encode())
        return path == _INDEX or path in self.texts

    @cached_property
    def texts(self) -> Mapping[str, tuple[str, str]]:
        """Title and text of each query, by path."""
        return dict(self._all())

    def _all(self) -> Iterator[tuple[str, tuple[str, str]]]:
        for name, question in load().items():
            if not any(token.text.upper() == "GRAPH" for token in tokens(question.sparql)):
                try:
                    given = {one.name: self._value(one) for one in question.parameters if one.required}
                    yield f"{FOLDER}/{name}.rq", (question.title, self._text(question, given))
                except QueryError:  # the graph has nothing to ask about
                    continue
        for name, query in statistics.queries().items():
            space = statistics.spaces(self.publication.base).get(name)
            given = {"space": IRI(space)} if space else {}
            yield f"{FOLDER}/count-{name}.rq", (query.title, self._text(query, given))

    def _text(self, question: Question, given: Mapping[str, object]) -> str:
        bound = bind(question.sparql, self._bindings(question, given))
        used = {token.text.partition(":")[0] for token in tokens(bound) if token.kind == "name"}
        declared = "".join(f"PREFIX {name}: <{start}>\n" for name, start in PREFIXES.items() if name in used)
        comment = re.match(r"(#[^\n]*\n)*", bound)
        head = comment[0] if comment else ""
        return f"{head}{declared}{bound[len(head) :].rstrip()}\n"

    def _bindings(self, question: Question, given: Mapping[str, object]) -> Mapping[str, Sequence[Term]]:
        if question.parameters:
            return question.bindings(given, lambda: self.publication.labels)
        return {name: [term_of(value)] for name, value in given.items()}

    def _value(self, parameter: Parameter) -> object:
        """The example that the question names, or the first thing of the graph that fits."""
        kinds = ("Country",) if parameter.type == "country" else parameter.kinds
        if parameter.type not in ("name", "country"):
            return parameter.example
        labels = self.publication.labels
        try:
            return labels.find(parameter.example, kinds)[:1] and parameter.example
        except QueryError:
            named = (iri for iri in sorted(labels.best) if not kinds or labels.kinds[iri] in kinds)
            if (first := next(named, None)) is None:
                raise
            return IRI(first)

    def _counted(self, path: str, query: tuple[str, str]) -> Listed:
        title, text = query
        name = path.removeprefix(f"{FOLDER}/").removesuffix(".rq")
        return Listed(name, title, len(self.publication.graph.select(text)))
