"""What the names in a graph are that begin in some way: for completion, which must be quick."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hanse.names import fold, printable
from hanse.queries.labels import KINDS
from hanse.queries.questions import Parameter
from hanse.store import Store
from hanse.vocabulary import term

__all__ = ["begins", "named", "values"]

_LABELS = "SELECT DISTINCT ?name {{ VALUES ?kind {{ {kinds} }} ?thing a ?kind ; {predicates} ?name }}"
_BEST, _OTHERS = "rdfs:label", "skos:prefLabel|skos:altLabel|skos:notation|dcterms:identifier|dcterms:title"
_VALUES = {
    "type": "SELECT DISTINCT ?name { ?network a hanse:Network ; dcterms:type ?name }",
    "year": "SELECT DISTINCT (SUBSTR(STR(?date), 1, 4) AS ?name) { ?thing schema:startDate|schema:endDate ?date }",
}
"""What a parameter of text, by its name, or of another type may be."""


def begins(name: str, typed: str) -> bool:
    """Whether a name begins as typed, whatever its case, accents and punctuation.

    >>> begins("Avilés", "avile"), begins("Den Haag", "den "), begins("Denver", "den ")
    (True, True, False)
    """
    key = fold(typed) + (" " if typed and not typed[-1].isalnum() else "")
    return f"{fold(name)} ".startswith(key.lstrip())


def named(store: Store, typed: str, kinds: Collection[str] = ()) -> list[str]:
    """The names of things of some kinds (all, by default) that begin as typed, sorted.

    Those that are best known; where none begins so, whatever else things are called.

    >>> named(graph.store, "ri", ["City"]), named(graph.store, "AVIL")
    (['Riga'], ['Avilés'])
    """
    for predicates in (_BEST, _OTHERS):
        terms = " ".join(f"<{term(kind)}>" for kind in kinds or KINDS)
        if found := _found(store, _LABELS.format(kinds=terms, predicates=predicates), typed):
            return found
    return []


def values(store: Store, typed: str, parameter: Parameter) -> list[str]:
    """What in a graph a parameter may be, of what begins as typed; nothing where that can be anything."""
    if parameter.type in {"name", "country"}:
        return named(store, typed, parameter.kinds or (("Country",) if parameter.type == "country" else ()))
    query = _VALUES.get({"text": parameter.name, "years": "year"}.get(parameter.type, parameter.type))
    return _found(store, query, typed) if query else []


def _found(store: Store, query: str, typed: str) -> list[str]:
    names = {name for name in _names(store, query) if begins(name, typed) and printable(name) == name}
    return sorted(names, key=lambda name: (fold(name), name))


def _names(store: Store, query: str) -> Iterator[str]:
    """Names that can be typed: what has control characters, or begins as options do, is no word of a command."""
    for (name,) in store.query(query):  # type: ignore[union-attr]
        if name is not None and not name.value.startswith("-"):
            yield name.value
