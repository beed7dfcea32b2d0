"""What an IRI answers that a release has no more: that it is withdrawn, since when, and what takes its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from hanse.publishing.earlier import Earlier, Retired
from hanse.publishing.frame import Alternate, render
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld, turtle
from hanse.publishing.succession import successors
from hanse.triples.terms import node

__all__ = ["page", "retire", "said", "written"]

_FORMATS = {".ttl": turtle, ".jsonld": jsonld}


def retire(old: Earlier, new: Publication, since: str) -> list[Retired]:
    """The IRIs that are retired: those of the earlier release that this one lacks, and those that it had retired."""
    release, base = old.publication, new.base
    gone = [iri for iri in release.resources.paths if iri not in new.resources.kinds]
    follow = successors(release, new, gone)
    found = {
        iri: Retired(
            release.resources.paths[iri],
            iri.removeprefix(base),
            release.resources.kinds[iri],
            release.labels.of(iri),
            since,
            _short((follow[iri],) if iri in follow else (), base),
        )
        for iri in gone
    }
    for one in old.retired:
        iri = base + one.iri
        if iri not in new.resources.kinds and one.path not in new.resources.iris:
            found.setdefault(iri, _carried(one, found, base))
    return sorted(found.values(), key=lambda one: one.path)


def _carried(one: Retired, found: Mapping[str, Retired], base: str) -> Retired:
    """An IRI that was retired before: what took its place may be retired now."""
    by = [other for it in one.by for other in (found[base + it].by if base + it in found else (it,))]
    return Retired(one.path, one.iri, one.kind, one.label, one.since, tuple(dict.fromkeys(by)))


def _short(iris: Sequence[str], base: str) -> tuple[str, ...]:
    return tuple(iri.removeprefix(base) for iri in iris)


def said(one: Retired, publication: Publication) -> list[Triple]:
    """What its description says, sorted."""
    itself = NamedNode(publication.base + one.iri)
    found = [
        Triple(itself, node("rdfs:label"), Literal(one.label)),
        Triple(itself, node("rdf:type"), node("prov:Entity")),
        Triple(itself, node("owl:deprecated"), Literal(True)),
        Triple(itself, node("skos:changeNote"), Literal(_note(one))),
        Triple(itself, node("void:inDataset"), NamedNode(publication.base + "dataset")),
    ]
    for other in replacing(one, publication.base):
        found.append(Triple(itself, node("dcterms:isReplacedBy"), NamedNode(other)))
        found.append(Triple(NamedNode(other), node("rdfs:label"), Literal(publication.labels.of(other))))
    return sorted(found, key=lambda triple: (str(triple.subject), triple.predicate.value, str(triple.object)))


def replacing(one: Retired, base: str) -> list[str]:
    """The IRIs of what takes its place."""
    return [other if ":" in other.partition("/")[0] else base + other for other in one.by]


def _note(one: Retired) -> str:
    since = f" since {one.since}" if one.since else ""
    return f"Withdrawn{since}" + ("; something else takes its place" if one.by else "; nothing takes its place")


def written(one: Retired, publication: Publication, suffix: str) -> bytes:
    """One of its three files."""
    return _FORMATS[suffix](said(one, publication)) if suffix in _FORMATS else page(one, publication)


def page(one: Retired, publication: Publication) -> bytes:
    """The page that stands where its own did."""
    path = f"{one.path}/index.html"
    return render(
        publication,
        "tombstone.html.j2",
        path,
        title=f"{one.label} (withdrawn)",
        canonical=publication.base + one.iri,
        alternates=(
            Alternate("Turtle", "text/turtle", f"{one.path}.ttl"),
            Alternate("JSON-LD", "application/ld+json", f"{one.path}.jsonld"),
        ),
        embedded=jsonld(said(one, publication)),
        one=one,
        others=[(other, publication.labels.of(other)) for other in replacing(one, publication.base)],
    )
