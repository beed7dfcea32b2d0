"""Extracts become one graph: identity across them, then their quads as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from hanse import triples
from hanse.building.cache import Cache
from hanse.building.graphs import line
from hanse.building.material import Job, Material
from hanse.building.reading import documents_of
from hanse.building.report import Trust
from hanse.model import Document, Entity, Extract, Span, Value
from hanse.reliability import load
from hanse.triples import gazetteer, named, trusted
from hanse.vocabulary import theme_names

if TYPE_CHECKING:
    from hanse.gazetteer import Place
    from hanse.identity import Identity

__all__ = ["TEXTS", "Tally", "identified", "lines"]

TEXTS = "text"


def identified(job: Job, material: Material) -> Identity:
    """What is one thing in all extracts."""
    from hanse.gazetteer import load
    from hanse.identity import Identity

    identity = Identity(load(), job.base)
    for extract in material.extracts():
        identity.add(extract)
    return identity


@dataclass(slots=True)
class Tally:
    """What is counted for the report: things by class, statements, and how sure those of documents are."""

    things: dict[str, set[str]] = field(default_factory=dict)
    facts: set[int] = field(default_factory=set)
    sure: dict[str, list[float]] = field(default_factory=dict)
    languages: dict[str, set[str]] = field(default_factory=dict)  # in which each theme is named

    def add(self, extract: Extract, iri_of: Callable[[Entity], str], least: float) -> None:
        """Count what a source says."""
        facts = [fact for fact in extract.facts if fact.evidence.confidence >= least]
        iris = {entity.id: iri_of(entity) for entity in extract.entities}
        for entity in trusted(extract.entities, facts, least):
            self.things.setdefault(entity.kind, set()).add(iris[entity.id])
            if entity.kind == "Theme":
                self.languages.setdefault(iris[entity.id], {"en"}).add(entity.language)
        for fact in facts:
            target = fact.object if isinstance(fact.object, Value) else iris.get(fact.object, extract.document)
            self.facts.add(hash((iris.get(fact.subject, extract.document), fact.predicate, target)))
            if isinstance(fact.evidence.where, Span):
                self.sure.setdefault(fact.predicate, []).append(fact.evidence.confidence)

    def trust(self) -> dict[str, Trust]:
        """How far to trust what documents say by each property, the most frequent first."""
        rates = load()
        order = sorted(self.sure.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        return {name: Trust(len(all_), fmean(all_), rates.of(name).observed) for name, all_ in order}


def lines(
    job: Job, material: Material, identity: Identity, cache: Cache, staging: Path, tally: Tally
) -> Iterator[bytes]:
    """Everything, as lines of N-Quads; the documents' texts are written on the way."""
    texts = staging / TEXTS
    texts.mkdir()
    total = len(material.extracted) + len(material.tables)
    for number, pairs in enumerate(_sources(material, cache), 1):
        for document, extract in pairs:
            if document.text:
                (texts / f"{document.identifier}.txt").write_bytes(document.text.encode())
            yield from _said(job, document, extract, identity, tally)
        job.progress("writing", number, total)
    for quad in gazetteer(_places(identity, tally), job.base):
        yield line(quad)
    for quad in named(_known(identity, tally), job.base):
        yield line(quad)
    for _, read in material.graphs:
        yield from read


def _sources(material: Material, cache: Cache) -> Iterator[list[tuple[Document, Extract]]]:
    for one in material.extracted:
        yield list(zip(documents_of(one.reading, cache), one.extracts, strict=True))
    for table in material.tables:
        source = table.source
        yield [(Document(source.identifier, source.label, "", format=source.suffix.lstrip(".")), table.extract)]


def _said(job: Job, document: Document, extract: Extract, identity: Identity, tally: Tally) -> Iterator[bytes]:
    def iri_of(entity: Entity) -> str:
        return identity.iri(entity, extract.document)

    tally.add(extract, iri_of, job.least)
    yield from triples.lines(extract, document, iri_of, base=job.base, versions=job.versions(), least=job.least)


def _places(identity: Identity, tally: Tally) -> list[tuple[str, Place]]:
    """The places that sources name surely enough, and the countries that they are in."""
    from hanse.gazetteer import load

    kept = set().union(*tally.things.values())
    places = [(iri, place) for iri, place in identity.places() if iri in kept]
    named = {place.country for _, place in places if place.kind == "Country"}
    for code in sorted({place.country for _, place in places} - named - {""}):
        if country := load().country(code):
            entity = Entity("country", "Country", country.name, place=country.id, country=code)
            places.append((identity.iri(entity, ""), country))
    return places


def _known(identity: Identity, tally: Tally) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The themes, programmes, networks and bodies that sources name surely enough, as the ontology calls them."""
    for kind, iris in tally.things.items():
        for iri in iris:
            if kind == "Theme" and (names := theme_names().get(iri)):
                yield iri, kind, {one: names[one] for one in tally.languages[iri] if one in names}
            elif known := identity.known(iri):
                yield iri, kind, {"": known.name}
