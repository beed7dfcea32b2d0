"""What takes the place of what a release has no more; only where there is one answer.

A thing goes on as another where somebody has decided so (dcterms:isReplacedBy), where both are the same as one thing
elsewhere (skos:exactMatch), or where the words that made the one now make the other: a single thing of the same class.
What is said of such things goes on with them: a participation of the same two, evidence of the same statement at the
same place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from hanse.publishing.publication import Publication
from hanse.triples.terms import hanse, node

__all__ = ["decided", "successors"]

_TYPE = node("rdf:type")
_MATCH = node("skos:exactMatch")
_REPLACED = node("dcterms:isReplacedBy")
_MERGE = DefaultGraph()
_STATEMENT = (node("rdf:subject"), node("rdf:predicate"), node("rdf:object"), node("oa:hasSelector"))
_PAIR = (node("org:organization"), node("org:member"))


def successors(old: Publication, new: Publication, retired: Iterable[str]) -> dict[str, str]:
    """What takes the place of each of some IRIs of the old release, as far as that is known."""
    gone = list(retired)
    found = decided(old, new)
    found |= _by_match(old, new, [iri for iri in gone if iri not in found])
    found |= _by_place(old, new, [iri for iri in gone if iri not in found])
    for kind, parts in (("Participation", _PAIR), ("Evidence", _STATEMENT)):
        some = [iri for iri in gone if old.resources.kinds.get(iri) == kind]
        found |= _by_parts(old, new, some, parts, found)
    return found


def decided(old: Publication, new: Publication) -> dict[str, str]:
    """What things of the old release go on as, by what the new one says itself."""
    said = ((quad.subject, quad.object) for quad in new.store.quads(None, _REPLACED, None, _MERGE))
    pairs = {
        one.value: other.value for one, other in said if isinstance(one, NamedNode) and isinstance(other, NamedNode)
    }
    return {one: other for one, other in pairs.items() if one in old.labels.kinds and other in new.labels.kinds}


def _by_match(old: Publication, new: Publication, gone: Sequence[str]) -> dict[str, str]:
    found = {}
    for iri in gone:
        kind = old.labels.kinds.get(iri)
        matches = [quad.object for quad in old.store.quads(NamedNode(iri), _MATCH, None, _MERGE)]
        same = {
            quad.subject.value
            for match in matches
            for quad in new.store.quads(None, _MATCH, match, _MERGE)
            if isinstance(quad.subject, NamedNode) and new.labels.kinds.get(quad.subject.value) == kind
        }
        if len(same) == 1:
            found[iri] = same.pop()
    return found


def _by_place(old: Publication, new: Publication, gone: Sequence[str]) -> dict[str, str]:
    """By the places in documents at which they were named: what the place makes now and did not make before.

    A sentence or a row may name several things; those that it named already stay what they were.
    """
    named, before = _named(new), _named(old)
    places: dict[str, set[str]] = defaultdict(set)
    for place, things in before.items():
        for iri in things:
            places[iri].add(place)
    found = {}
    for iri in gone:
        kind = old.labels.kinds.get(iri)
        if kind is None or kind == "Document":
            continue
        now = {
            other
            for place in places[iri]
            for other in named.get(place, set()) - before[place]
            if new.labels.kinds.get(other) == kind
        }
        if len(now) == 1:
            found[iri] = now.pop()
    return found


def _named(release: Publication) -> Mapping[str, set[str]]:
    """The things whose class each place in a document proves."""
    found: dict[str, set[str]] = defaultdict(set)
    for proof in release.store.quads(None, _STATEMENT[1], _TYPE, _MERGE):
        things = list(_iris(release, proof.subject, _STATEMENT[0]))
        for place in _iris(release, proof.subject, _STATEMENT[3]):
            found[place].update(things)
    return found


def _iris(release: Publication, subject: NamedNode | BlankNode | Triple, predicate: NamedNode) -> Iterator[str]:
    for quad in release.store.quads(subject, predicate, None, _MERGE):
        if isinstance(quad.object, NamedNode):
            yield quad.object.value


def _by_parts(
    old: Publication, new: Publication, gone: Sequence[str], parts: Sequence[NamedNode], known: Mapping[str, str]
) -> dict[str, str]:
    """Those that say the same of what goes on, whichever IRI it has."""
    if not gone:
        return {}
    kind = hanse("Participation" if parts is _PAIR else "Evidence")
    now: dict[tuple[frozenset[str], ...], set[str]] = defaultdict(set)
    for quad in new.store.quads(None, _TYPE, kind, _MERGE):
        if isinstance(quad.subject, NamedNode):
            now[_key(new, quad.subject.value, parts, {})].add(quad.subject.value)
    found = {}
    for iri in gone:
        same = now.get(_key(old, iri, parts, known), set())
        if len(same) == 1:
            found[iri] = next(iter(same))
    return found


def _key(
    release: Publication, iri: str, parts: Sequence[NamedNode], known: Mapping[str, str]
) -> tuple[frozenset[str], ...]:
    subject = NamedNode(iri)
    return tuple(frozenset(_values(release, subject, part, known)) for part in parts)


def _values(release: Publication, subject: NamedNode, part: NamedNode, known: Mapping[str, str]) -> Iterator[str]:
    for quad in release.store.quads(subject, part, None, _MERGE):
        value = quad.object
        yield known.get(value.value, value.value) if isinstance(value, NamedNode) else str(value)
