"""Things by their names, for the API: found, and told with all that is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hanse.errors import QueryError
from hanse.names import fold
from hanse.publishing import Publication
from hanse.queries import explanation
from hanse.queries.labels import Labels

__all__ = ["Index", "brief", "explain", "kinds", "thing"]


@dataclass(frozen=True, slots=True)
class Index:
    """The names of a graph's things, folded, in the order in which they are shown."""

    labels: Labels
    names: tuple[tuple[str, str], ...]  # folded name, IRI

    @classmethod
    def read(cls, labels: Labels) -> Index:
        """Of the names that a graph has."""
        pairs = {(fold(name), iri) for iri, names in labels.names.items() if iri in labels.kinds for name in names}
        return cls(labels, tuple(sorted(pairs, key=lambda pair: (len(pair[0]), pair))))

    def find(self, text: str, kind: str = "") -> list[str]:
        """The IRIs of the things that a text may mean, of all kinds or one, best first.

        Best is who is called so; then whose name begins so, has a word that begins so, has the text in it. Where none
        has, those with names that are near it.
        """
        wanted = fold(text).strip()
        if not wanted:
            return []
        ranked: dict[str, int] = {}
        for name, iri in self.names:
            if wanted in name and (not kind or self.labels.kinds[iri] == kind):
                ranked[iri] = min(_rank(wanted, name), ranked.get(iri, 9))
        if ranked:
            return sorted(ranked, key=ranked.__getitem__)
        near = self.labels.near(text, (kind,) if kind else (), most=10)
        return list(dict.fromkeys(iri for name in near for iri in self.labels.find(name, (kind,) if kind else ())))


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3


def brief(publication: Publication, iri: str) -> dict[str, Any]:
    """A thing in a list: its IRI, kind, name, other names and the path of its page."""
    labels = publication.labels
    path = publication.resources.paths.get(iri)
    return {
        "iri": iri,
        "kind": labels.kinds[iri],
        "name": labels.of(iri),
        "names": list(labels.names.get(iri, ())),
        "path": None if path is None else f"/{path}",
    }


def thing(publication: Publication, iri: str, most: int) -> dict[str, Any] | None:
    """All that is said of a thing; None where the graph has none of that IRI."""
    if iri not in publication.labels.kinds or iri not in publication.labels.names:
        return None
    return _told(publication, explanation.explain(publication.graph, iri).things[0], most)


def explain(publication: Publication, name: str, most: int) -> list[dict[str, Any]]:
    """All that is said of what bears a name; nothing where none does."""
    try:
        found = explanation.explain(publication.graph, name)
    except QueryError:
        return []
    return [_told(publication, one, most) for one in found.things]


def _told(publication: Publication, told: explanation.Thing, most: int) -> dict[str, Any]:
    said = asdict(told)
    statements: Sequence[Mapping[str, Any]] = said.pop("statements")
    path = publication.resources.paths.get(told.iri)
    return said | {
        "path": None if path is None else f"/{path}",
        "statements": statements[:most],
        "more": max(0, len(statements) - most),
    }


def kinds(labels: Labels) -> Iterator[str]:
    """The classes of which the graph has things, sorted."""
    yield from sorted({labels.kinds[iri] for iri in labels.names if iri in labels.kinds})
