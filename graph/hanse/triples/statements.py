"""What one source says, as lines of N-Quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Quad, RdfFormat, parse

from hanse.errors import InputError
from hanse.model import DOCUMENT, Document, Entity, Evidence, Extract, Fact, Value
from hanse.triples.evidence import Proof, proofs
from hanse.triples.notation import Written, iri, own, prefixed, quoted, worded, written
from hanse.triples.terms import date, document_iri, graph_iri, literal, participation_iri
from hanse.vocabulary import BASE

__all__ = ["lines", "quads", "trusted"]

TYPE_CONFIDENCE = 0.8
"""Of the class of a thing for which nobody gives one, and of which no fact speaks."""

_IMPLIED = {"leadPartner": "partner"}
_ROLES = {"partner": "member", "leadPartner": "lead"}


def lines(
    extract: Extract,
    document: Document,
    iri_of: Callable[[Entity], str],
    *,
    base: str = BASE,
    versions: Mapping[str, str] | None = None,
    least: float = 0.0,
) -> Iterator[bytes]:
    """All that one source says, and why: lines of N-Quads, in UTF-8, some more than once.

    ``document`` describes the source (a table's has no text), ``iri_of`` is identity's answer, ``versions`` are those
    of the extractors by name, "" for any other. Facts of less confidence than ``least`` are left out. Raises
    InputError where the extract contradicts its document, and ValueError for an IRI that is none.

    >>> from hanse.model import Span
    >>> document = Document("d001", "d001.txt", "In4Green is led by Avilés.", language="en")
    >>> net = Entity("n", "Network", "In4Green")
    >>> city = Entity("c", "City", "Avilés", country="ES")
    >>> fact = Fact("n", "leadPartner", "c", Evidence(Span(0, 25), "sentences", 0.9))
    >>> said = lines(Extract("d001", (net, city), (fact,)), document, lambda entity: "urn:" + entity.id, base="urn:x/")
    >>> for line in said:
    ...     if b"artner> <urn:c>" in line:
    ...         print(line.decode(), end="")
    <urn:n> <https://w3id.org/hanse/ontology#leadPartner> <urn:c> <urn:x/graph/d001> .
    <urn:n> <https://w3id.org/hanse/ontology#partner> <urn:c> <urn:x/graph/d001> .
    """
    itself = document_iri(document.identifier, base)
    facts = [fact for fact in extract.facts if fact.evidence.confidence >= least]
    entities = [*trusted(extract.entities, facts, least)]
    iris = {entity.id: iri_of(entity) for entity in entities} | {DOCUMENT: itself}
    terms = {name: iri(address) for name, address in iris.items()}
    graph = iri(graph_iri(document.identifier, base))
    yield from written(graph, _description(graph, terms[DOCUMENT], document))
    yield from written(graph, _named(entities, terms))
    said = [fact for fact in facts if not _reflexive(fact, terms)]
    stated = [*_stated(said, terms)]
    yield from written(graph, (triple for triple, _ in stated))
    yield from written(graph, _participations(said, iris, terms, base))
    reasons = (*_types(entities, facts, terms), *stated)
    beside = iri(graph_iri(f"{document.identifier}/evidence", base))
    yield from written(beside, proofs(reasons, document, itself, base, versions or {}))


def quads(
    extract: Extract,
    document: Document,
    iri_of: Callable[[Entity], str],
    *,
    base: str = BASE,
    versions: Mapping[str, str] | None = None,
    least: float = 0.0,
) -> Iterator[Quad]:
    """The same as quads."""
    said = lines(extract, document, iri_of, base=base, versions=versions, least=least)
    return parse(b"".join(said), format=RdfFormat.N_QUADS)


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


def _reflexive(fact: Fact, terms: Mapping[str, str]) -> bool:
    """Whether its two ends turned out to be one thing, as a district and its city: nothing is located in itself."""
    return isinstance(fact.object, str) and fact.object in terms and terms[fact.object] == terms.get(fact.subject)


def _description(graph: str, itself: str, document: Document) -> Iterator[Written]:
    yield graph, prefixed("prov:wasDerivedFrom"), itself
    yield itself, prefixed("rdf:type"), own("Document")
    yield itself, prefixed("dcterms:identifier"), quoted(document.identifier)
    yield itself, prefixed("dcterms:source"), quoted(document.source)
    yield itself, prefixed("dcterms:format"), quoted(document.format)
    if document.language:
        yield itself, prefixed("dcterms:language"), quoted(document.language)
    for field in document.fields:
        if field.name == "url" and (address := _address(field.value)):
            yield itself, prefixed("schema:url"), address


def _address(said: str) -> str:
    """A web address as a term, "" where it is none: pages state all sorts of things."""
    try:
        return iri(said) if said.startswith(("http://", "https://")) else ""
    except ValueError:
        return ""


def _named(entities: Iterable[Entity], terms: Mapping[str, str]) -> Iterator[Written]:
    """Class and names; where two of a document's names turned out to be one thing, the first is preferred."""
    preferred: dict[str, str] = {}
    for entity in entities:
        itself = terms[entity.id]
        yield itself, prefixed("rdf:type"), own(entity.kind)
        if itself not in preferred:
            preferred[itself] = entity.name
            yield itself, prefixed("rdfs:label"), quoted(entity.name)
            yield itself, prefixed("skos:prefLabel"), worded(entity.name, entity.language)
        for name in (entity.name, *entity.names):
            if name != preferred[itself]:
                yield itself, prefixed("skos:altLabel"), worded(name, entity.language)


def _stated(facts: Iterable[Fact], terms: Mapping[str, str]) -> Iterator[Proof]:
    """Each fact's own triple, and the one that it implies, with its evidence."""
    for fact in facts:
        subject = _known(fact.subject, terms)
        target = str(literal(fact.object)) if isinstance(fact.object, Value) else _known(fact.object, terms)
        yield (subject, own(fact.predicate), target), fact.evidence
        if fact.predicate in _IMPLIED:
            yield (subject, own(_IMPLIED[fact.predicate]), target), fact.evidence


def _known(identifier: str, iris: Mapping[str, str]) -> str:
    if identifier not in iris:
        raise InputError(f"a fact speaks of {identifier!r}, which the extract does not hold")
    return iris[identifier]


def _participations(
    facts: Sequence[Fact], iris: Mapping[str, str], terms: Mapping[str, str], base: str
) -> Iterator[Written]:
    leads = {(fact.subject, fact.object) for fact in facts if fact.predicate == "leadPartner"}
    for fact in facts:
        led = fact.predicate == "partner" and (fact.subject, fact.object) in leads
        if fact.predicate in _ROLES and not led:
            partner = str(fact.object)
            itself = iri(participation_iri(iris[fact.subject], _known(partner, iris), base))
            yield from _participation(itself, terms[fact.subject], terms[partner], fact)


def _participation(itself: str, network: str, partner: str, fact: Fact) -> Iterator[Written]:
    yield itself, prefixed("rdf:type"), own("Participation")
    yield itself, prefixed("rdf:type"), prefixed("org:Membership")
    yield itself, prefixed("org:member"), partner
    yield itself, prefixed("org:organization"), network
    yield itself, prefixed("org:role"), own(_ROLES[fact.predicate])
    if fact.since:
        yield itself, own("startDate"), str(date(fact.since))
    if fact.until:
        yield itself, own("endDate"), str(date(fact.until))


def _types(entities: Iterable[Entity], facts: Iterable[Fact], terms: Mapping[str, str]) -> Iterator[Proof]:
    """The class of each thing, proved by its first mention, or else by the best fact that names it."""
    best = _best(facts)
    for entity in entities:
        reason = best.get(entity.id)
        if entity.mention is not None:
            reason = Evidence(entity.mention, entity.extractor, _sure(entity, reason))
        if reason is not None:
            yield (terms[entity.id], prefixed("rdf:type"), own(entity.kind)), reason
