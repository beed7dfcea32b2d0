"""What is said of a thing, both ways, grouped by property, each statement with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode

from hanse.names import fold, printable
from hanse.publishing.descriptions import Description
from hanse.publishing.material import Material
from hanse.publishing.proofs import Proof
from hanse.publishing.wording import class_label, phrase, rank, shown
from hanse.vocabulary import PREFIXES, SCHEMA, SKOS, term

__all__ = ["ELSEWHERE", "Group", "Item", "Names", "elsewhere", "groups", "names"]

_RDF, _RDFS, _ORG = (PREFIXES[name] for name in ("rdf", "rdfs", "org"))
_TYPE = _RDF + "type"
_PREFERRED, _OTHER = SKOS + "prefLabel", SKOS + "altLabel"
_NAMES = frozenset({_RDFS + "label", _PREFERRED, _OTHER, SKOS + "notation", PREFIXES["dcterms"] + "title"})
ELSEWHERE = (SKOS + "exactMatch", SKOS + "closeMatch", SCHEMA + "url", _RDFS + "seeAlso", PREFIXES["foaf"] + "homepage")
"""Properties that lead to the same thing, or to its own page, outside the graph."""
_APART = frozenset(
    {
        *_NAMES,
        *ELSEWHERE,
        *(_RDF + name for name in ("subject", "predicate", "object")),
        *(_ORG + name for name in ("member", "organization", "role")),
        *(PREFIXES["wgs84"] + name for name in ("lat", "long")),
        *(PREFIXES["prov"] + name for name in ("wasGeneratedBy", "wasDerivedFrom")),
        PREFIXES["oa"] + "hasSelector",
        "http://rdfs.org/ns/void#inDataset",
    }
)
"""What a page shows elsewhere than among the statements, or not at all."""
_PARTNER, _LEAD = term("partner"), term("leadPartner")
_MERGE = DefaultGraph()


@dataclass(frozen=True, slots=True)
class Item:
    """The other end of a statement."""

    iri: str  # "" of a value
    text: str
    kind: str
    language: str
    proofs: tuple[Proof, ...]
    participation: str = ""  # the IRI of the node that says when
    when: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of a thing by one property in one direction."""

    predicate: str
    label: str
    inverse: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What a thing is called."""

    best: str
    language: str  # of the best; "" where none is said
    others: tuple[tuple[str, str], ...]  # text, language


def names(description: Description, material: Material) -> Names:
    """The names of a thing: each once, with a language where it has one."""
    languages: dict[str, set[str]] = defaultdict(set)
    for triple in description.triples:
        said = triple.object
        if triple.predicate.value in _NAMES and _is(triple.subject, description.iri) and isinstance(said, Literal):
            languages[printable(said.value)].add(said.language or "")
    best = material.name(description.iri)
    others = sorted((fold(text), text, ", ".join(sorted(tags - {""}))) for text, tags in languages.items())
    known = languages.get(best, set())
    language = next(iter(known)) if len(known) == 1 else ""
    return Names(best, language, tuple((text, tags) for _, text, tags in others if text != best))


def elsewhere(description: Description) -> list[str]:
    """Addresses of the same thing outside the graph, sorted."""
    found = {
        triple.object.value
        for triple in description.triples
        if triple.predicate.value in ELSEWHERE and _is(triple.subject, description.iri)
        if isinstance(triple.object, NamedNode | Literal)
    }
    return sorted(one for one in found if one.startswith(("http://", "https://")))


def groups(description: Description, material: Material) -> tuple[Group, ...]:
    """The statements of which a thing is subject, and those of which it is object; what tells most first."""
    proofs: dict[tuple[str, str, str], list[Proof]] = defaultdict(list)
    for proof in material.proofs.on(description.iri):
        proofs[proof.subject, proof.predicate, proof.object].append(proof)
    when = dict(_participations(description, material))
    leads = {(_text(one.subject), _text(one.object)) for one in description.triples if one.predicate.value == _LEAD}
    found: dict[tuple[str, bool], list[Item]] = defaultdict(list)
    for triple in description.triples:
        subject, predicate, target = (_text(part) for part in (triple.subject, triple.predicate, triple.object))
        inverse = subject != description.iri
        if predicate in _APART or (inverse and target != description.iri) or isinstance(triple.subject, Literal):
            continue
        known = proofs.get((subject, predicate, target), [])
        if predicate == _PARTNER and (subject, target) in leads:
            continue  # who leads takes part
        end = triple.subject if inverse else triple.object
        found[predicate, inverse].append(_item(end, predicate, known, when, material))
    return tuple(
        Group(predicate, label, inverse, tuple(sorted(items, key=lambda item: (fold(item.text), item.iri))))
        for (predicate, inverse), items in sorted(found.items(), key=lambda one: (rank(one[0][0]), one[0][1]))
        if (label := phrase(predicate)[inverse])
    )


def _item(
    end: object, predicate: str, proofs: Iterable[Proof], when: dict[str, tuple[str, str]], material: Material
) -> Item:
    if isinstance(end, Literal):
        return Item("", printable(shown(predicate, end.value)), "", end.language or "", tuple(proofs))
    iri = _text(end)
    name = class_label(iri) if predicate == _TYPE else ""
    tied = when.get(iri, ("", "")) if predicate in (_PARTNER, _LEAD) else ("", "")
    return Item(iri, name or material.name(iri), material.kind(iri), "", tuple(proofs), *tied)


def _participations(description: Description, material: Material) -> Iterator[tuple[str, tuple[str, str]]]:
    """The other end of each participation of a thing, with the participation and its time."""
    for triple in description.triples:
        if triple.predicate.value in (_ORG + "member", _ORG + "organization") and _is(triple.object, description.iri):
            said = {
                quad.predicate.value: quad.object.value
                for quad in material.store.oxigraph.quads_for_pattern(triple.subject, None, None, _MERGE)
                if isinstance(quad.object, NamedNode | Literal)
            }
            ends = {said.get(_ORG + "member", ""), said.get(_ORG + "organization", "")} - {description.iri}
            times = [shown(term(name), said.get(term(name), "")) for name in ("startDate", "endDate")]
            for end in ends:
                yield end, (_text(triple.subject), _period(*times))


def _period(since: str, until: str) -> str:
    """From when to when, in words.

    >>> _period("June 2023", ""), _period("", "2025"), _period("2023", "2025")
    ('since June 2023', 'until 2025', '2023 to 2025')
    """
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else ""


def _is(term: object, iri: str) -> bool:
    return isinstance(term, NamedNode) and term.value == iri


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
