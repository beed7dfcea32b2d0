"""What the things of a graph are called, and which things a name may mean."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode

from hanse.errors import QueryError
from hanse.names import fold, printable
from hanse.queries.rows import IRI
from hanse.store import Store
from hanse.suggestions import near
from hanse.vocabulary import CLASSES, DCTERMS, PREFIXES, SKOS, local_name, term

__all__ = ["KINDS", "Labels"]

KINDS = (*CLASSES, "Document")
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_CHOSEN = (PREFIXES["rdfs"] + "label",)  # in the merge of all graphs
_BEST = (PREFIXES["rdfs"] + "label", SKOS + "prefLabel", DCTERMS + "title")
_OTHER = (SKOS + "altLabel", SKOS + "notation", DCTERMS + "identifier")
_WEIGHTS = ((1000, _BEST), (1, _OTHER))  # each time that a graph says it


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of a graph's things, read once."""

    kinds: dict[str, str]  # IRI → local name of its class
    best: dict[str, str]  # IRI → its best name
    names: dict[str, tuple[str, ...]]  # IRI → all its names, the best one first
    _folded: dict[str, list[str]] = field(repr=False)  # folded name → IRIs

    @classmethod
    def read(cls, store: Store) -> Labels:
        """Collect them from the store: every thing that has one of the classes and a name."""
        kinds = {iri: kind for kind in reversed(KINDS) for iri in _of_kind(store, kind)}
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        merge = DefaultGraph()
        for weight, predicates, graph in (
            (1_000_000, _CHOSEN, merge),
            *((weight, predicates, graph) for weight, predicates in _WEIGHTS for graph in (merge, None)),
        ):
            for iri, name in _named(store, predicates, graph):
                if iri in kinds:
                    votes[iri][name] += weight
        names = {iri: tuple(sorted(votes[iri], key=lambda name: _rank(name, votes[iri]))) for iri in sorted(votes)}
        folded: dict[str, list[str]] = defaultdict(list)
        for iri, called in names.items():
            for key in {fold(name) for name in called}:
                folded[key].append(iri)
        return cls(kinds, {iri: called[0] for iri, called in names.items()}, names, dict(folded))

    def of(self, iri: str) -> str:
        """The best name of a thing; the IRI's last part where it has none."""
        return self.best.get(iri) or local_name(iri)

    def find(self, name: str, kinds: Collection[str] = ()) -> tuple[IRI, ...]:
        """The things that bear a name, without regard to case and accents; QueryError suggests near ones."""
        if name in self.kinds and self._fits(name, kinds):
            return (IRI(name),)
        found = tuple(IRI(iri) for iri in self._folded.get(fold(name), ()) if self._fits(iri, kinds))
        if not found:
            asked = f"; asked for: {', '.join(kinds)}" if kinds else ""
            raise QueryError(f"nothing in the graph is called '{printable(name)}'{self._meant(name, kinds)}{asked}")
        return found

    def near(self, name: str, kinds: Collection[str] = (), most: int = 4) -> list[str]:
        """Names in the graph that resemble one, best first."""
        keys = (key for key, iris in self._folded.items() if any(self._fits(iri, kinds) for iri in iris))
        return list(dict.fromkeys(self.of(self._first(key, kinds)) for key in near(name, keys, most)))

    def _first(self, key: str, kinds: Collection[str]) -> str:
        return next(iri for iri in self._folded[key] if self._fits(iri, kinds))

    def _fits(self, iri: str, kinds: Collection[str]) -> bool:
        return not kinds or self.kinds.get(iri) in kinds

    def _meant(self, name: str, kinds: Collection[str]) -> str:
        found = [printable(other) for other in self.near(name, kinds)]
        return f" (did you mean {' or '.join(found)}?)" if found else ""


def _rank(name: str, votes: Counter[str]) -> tuple[int, bool, int, str]:
    """Most often used first; then no shouting, then short."""
    return -votes[name], name.isupper(), len(name), name


def _of_kind(store: Store, kind: str) -> Iterator[str]:
    for quad in store.quads(None, _TYPE, NamedNode(term(kind))):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _named(store: Store, predicates: Collection[str], graph: DefaultGraph | None) -> Iterator[tuple[str, str]]:
    for quad in store.quads(None, list(map(NamedNode, predicates)), None, graph):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.subject.value, quad.object.value
