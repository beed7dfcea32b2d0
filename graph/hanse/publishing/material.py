"""What many pages of a site need, computed once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from hanse.names import printable
from hanse.publishing.proofs import Proofs
from hanse.queries.rows import value_of
from hanse.views.geography import project
from hanse.views.reading import sources
from hanse.views.scene import Source
from hanse.vocabulary import PREFIXES, THEMES, local_name, term, theme_names

if TYPE_CHECKING:
    from hanse.publishing.publication import Publication

__all__ = ["Material"]

_COORDINATES = "SELECT ?thing ?lat ?long { ?thing wgs84:lat ?lat ; wgs84:long ?long } ORDER BY ?thing ?lat ?long"
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_ORG = PREFIXES["org"]
_LOCATED = term("locatedIn")


class Material:
    """Names, sources, places and evidence of a publication."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.store = publication.store
        self.proofs = Proofs(self.store)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The documents, by IRI."""
        return sources(self.publication.graph)

    @cached_property
    def places(self) -> dict[str, tuple[float, float]]:
        """Where things are on the map of Europe, in its pixels."""
        found: dict[str, tuple[float, float]] = {}
        for thing, *degrees in self.publication.graph.select(_COORDINATES).terms:
            latitude, longitude = map(value_of, degrees)
            if isinstance(thing, NamedNode) and _is_degree(latitude, 90) and _is_degree(longitude, 180):
                found.setdefault(thing.value, project(float(str(latitude)), float(str(longitude))))
        return found

    def place(self, iri: str) -> tuple[float, float] | None:
        """Where a thing is: its own place, or that of the city that it is in."""
        if iri in self.places:
            return self.places[iri]
        inside = self._ends(iri, _LOCATED)
        return next((self.places[one] for one in inside if one in self.places and self.kind(one) == "City"), None)

    def kind(self, iri: str) -> str:
        """What something is: a kind of `hanse.publishing.resources`, or "" where the graph minted it not."""
        if iri.startswith(THEMES):
            return "Theme"
        return self.publication.resources.kinds.get(iri) or self.publication.labels.kinds.get(iri, "")

    def name(self, iri: str) -> str:
        """What something is called, safe to show."""
        if not iri:  # of a statement that somebody left unfinished
            return "something"
        source = self.sources.get(iri)
        if source:
            return printable(source.title or source.identifier)
        if self.kind(iri) == "Participation":
            return self._participation(iri)
        best = self.publication.labels.best.get(iri) or theme_names().get(iri, {}).get("en")
        return printable(best or self._label(iri) or local_name(iri))

    def _participation(self, iri: str) -> str:
        """Who takes part, and in what."""
        who, whole = (self._ends(iri, _ORG + name) for name in ("member", "organization"))
        return f"{', '.join(map(self.name, who))} in {', '.join(map(self.name, whole))}"

    def _ends(self, iri: str, predicate: str) -> list[str]:
        quads = self.store.oxigraph.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, DefaultGraph())
        return sorted(quad.object.value for quad in quads if isinstance(quad.object, NamedNode))

    def _label(self, iri: str) -> str:
        quads = self.store.oxigraph.quads_for_pattern(NamedNode(iri), _LABEL, None, DefaultGraph())
        return min((str(value_of(quad.object)) for quad in quads), default="")


def _is_degree(value: object, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most
