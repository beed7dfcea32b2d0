"""What one source says, as quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from hanse.errors import InputError
from hanse.model import DOCUMENT, Document, Entity, Evidence, Extract, Fact, Value
from hanse.triples.evidence import Proof, proofs
from hanse.triples.terms import (
    Triple,
    date,
    document_iri,
    graph_iri,
    hanse,
    in_graph,
    literal,
    node,
    participation_iri,
    text,
)
from hanse.vocabulary import BASE

__all__ = ["quads", "trusted"]

TYPE_CONFIDENCE = 0.8
"""Of the class of a thing for which nobody gives one, and of which no fact speaks."""

_IMPLIED = {"leadPartner": "partner"}
_ROLES = {"partner": "member", "leadPartner": "lead"}


def quads(
    extract: Extract,
    document: Document,
    iri_of: Callable[[Entity], str],
    *,
    base: str = BASE,
    versions: Mapping[str, str] | None = None,
    least: float = 0.0,
) -> Iterator[Quad]:
    """All that one source says, and why.

    ``document`` describes the source (a table's has no text), ``iri_of`` is identity's answer, ``versions`` are those
    of the extractors by name, "" for any other. Facts of less confidence than ``least`` are left out. Raises
    InputError where the extract contradicts its document.

    >>> from hanse.model import Span
    >>> document = Document("d001", "d001.txt", "In4Green is led by Avilés.", language="en")
    >>> net = Entity("n", "Network", "In4Green")
    >>> city = Entity("c", "City", "Avilés", country="ES")
    >>> fact = Fact("n", "leadPartner", "c", Evidence(Span(0, 25), "sentences", 0.9))
    >>> said = quads(Extract("d001", (net, city), (fact,)), document, lambda entity: "urn:" + entity.id)
    >>> for quad in said:
    ...     if quad.predicate in (hanse("partner"), hanse("leadPartner")):
    ...         print(quad.triple)
    <urn:n> <https://w3id.org/hanse/ontology#leadPartner> <urn:c>
    <urn:n> <https://w3id.org/hanse/ontology#partner> <urn:c>
    """
    itself = NamedNode(document_iri(document.identifier, base))
    facts = [fact for fact in extract.facts if fact.evidence.confidence >= least]
    entities = [*trusted(extract.entities, facts, least)]
    iris = {entity.id: NamedNode(iri_of(entity)) for entity in entities} | {DOCUMENT: itself}
    graph = NamedNode(graph_iri(document.identifier, base))
    yield from in_graph(graph, _description(graph, itself, document))
    yield from in_graph(graph, _named(entities, iris))
    said = [fact for fact in facts if not _reflexive(fact, iris)]
    yield from in_graph(graph, _stated(said, iris, base))
    reasons = (*_types(entities, facts, iris), *_reasons(said, iris))
    yield from in_graph(
        NamedNode(graph_iri(f"{document.identifier}/evidence", base)),
        proofs(reasons, document, itself, base, versions or {}),
    )


def trusted(entities: Iterable[Entity], facts: Iterable[Fact], least: float) -> Iterator[Entity]:
    """The things that are sure enough by themselves, or that a fact which is kept speaks of."""
    best = _best(facts)
    return (one for one in entities if _sure(one, best.get(one.id)) >= least)


def _best(facts: Iterable[Fact]) -> dict[str, Evidence]:
    """The best evidence of all that is said of each thing."""
    best: dict[str, Evidence] = {}
    for fact in facts:
        for name in (fact.subject, fact.object):
            if isinstance(name, str) and (name not in best or best[name].confidence < fact.evidence.confidence):
                best[name] = fact.evidence
    return best


def _sure(entity: Entity, best: Evidence | None) -> float:
    """How far to trust the class of a thing: where a fact about it is right, its class is too."""
    own = entity.confidence if entity.confidence is not None or best else TYPE_CONFIDENCE
    return max(own or 0.0, best.confidence if best else 0.0)


def _reflexive(fact: Fact, iris: Mapping[str, NamedNode]) -> bool:
    """Whether its two ends turned out to be one thing, as a district and its city: nothing is located in itself."""
    return isinstance(fact.object, str) and fact.object in iris and iris[fact.object] == iris.get(fact.subject)


def _description(graph: NamedNode, itself: NamedNode, document: Document) -> Iterator[Triple]:
    yield graph, node("prov:wasDerivedFrom"), itself
    yield itself, node("rdf:type"), hanse("Document")
    yield itself, node("dcterms:identifier"), Literal(document.identifier)
    yield itself, node("dcterms:source"), Literal(document.source)
    yield itself, node("dcterms:format"), Literal(document.format)
    if document.language:
        yield itself, node("dcterms:language"), Literal(document.language)
    for field in document.fields:
        if field.name == "url" and (address := _address(field.value)):
            yield itself, node("schema:url"), address


def _address(said: str) -> NamedNode | None:
    """A web address as a term, or None where it is none: pages state all sorts of things."""
    try:
        return NamedNode(said) if said.startswith(("http://", "https://")) else None
    except ValueError:
        return None


def _named(entities: Iterable[Entity], iris: Mapping[str, NamedNode]) -> Iterator[Triple]:
    """Class and names; where two of a document's names turned out to be one thing, the first is preferred."""
    preferred: dict[NamedNode, str] = {}
    for entity in entities:
        iri = iris[entity.id]
        yield iri, node("rdf:type"), hanse(entity.kind)
        if iri not in preferred:
            preferred[iri] = entity.name
            yield iri, node("rdfs:label"), Literal(entity.name)
            yield iri, node("skos:prefLabel"), text(entity.name, entity.language)
        for name in (entity.name, *entity.names):
            if name != preferred[iri]:
                yield iri, node("skos:altLabel"), text(name, entity.language)


def _stated(facts: Sequence[Fact], iris: Mapping[str, NamedNode], base: str) -> Iterator[Triple]:
    leads = {(fact.subject, fact.object) for fact in facts if fact.predicate == "leadPartner"}
    for fact in facts:
        yield from _triples(fact, iris)
        led = fact.predicate == "partner" and (fact.subject, fact.object) in leads
        if fact.predicate in _ROLES and not led:
            yield from _participation(fact, iris, base)


def _triples(fact: Fact, iris: Mapping[str, NamedNode]) -> Iterator[Triple]:
    """The fact's own triple, and the one that it implies."""
    subject = _known(fact.subject, iris)
    target = literal(fact.object) if isinstance(fact.object, Value) else _known(fact.object, iris)
    yield subject, hanse(fact.predicate), target
    if fact.predicate in _IMPLIED:
        yield subject, hanse(_IMPLIED[fact.predicate]), target


def _known(identifier: str, iris: Mapping[str, NamedNode]) -> NamedNode:
    if identifier not in iris:
        raise InputError(f"a fact speaks of {identifier!r}, which the extract does not hold")
    return iris[identifier]


def _participation(fact: Fact, iris: Mapping[str, NamedNode], base: str) -> Iterator[Triple]:
    network, partner = iris[fact.subject], _known(str(fact.object), iris)
    itself = NamedNode(participation_iri(network.value, partner.value, base))
    yield itself, node("rdf:type"), hanse("Participation")
    yield itself, node("rdf:type"), node("org:Membership")
    yield itself, node("org:member"), partner
    yield itself, node("org:organization"), network
    yield itself, node("org:role"), hanse(_ROLES[fact.predicate])
    if fact.since:
        yield itself, hanse("startDate"), date(fact.since)
    if fact.until:
        yield itself, hanse("endDate"), date(fact.until)


def _reasons(facts: Iterable[Fact], iris: Mapping[str, NamedNode]) -> Iterator[Proof]:
    return ((triple, fact.evidence) for fact in facts for triple in _triples(fact, iris))


def _types(entities: Iterable[Entity], facts: Iterable[Fact], iris: Mapping[str, NamedNode]) -> Iterator[Proof]:
    """The class of each thing, proved by its first mention, or else by the best fact that names it."""
    best = _best(facts)
    for entity in entities:
        reason = best.get(entity.id)
        if entity.mention is not None:
            reason = Evidence(entity.mention, entity.extractor, _sure(entity, reason))
        if reason is not None:
            yield (iris[entity.id], node("rdf:type"), hanse(entity.kind)), reason
