"""The pages of the terms that a graph is written in: the ontology, and the themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import IO, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from hanse.names import fold
from hanse.publishing.frame import Alternate, render
from hanse.publishing.pages.trail import PLURALS, home
from hanse.publishing.publication import Publication
from hanse.publishing.serialising import jsonld, turtle
from hanse.publishing.wording import host
from hanse.queries.rows import compact
from hanse.views.kinds import KINDS
from hanse.vocabulary import HANSE, PREFIXES, SCHEMA, SKOS, THEMES, ontology, term

__all__ = ["Ontology", "Term", "Themes", "terms"]

_RDFS, _OWL = PREFIXES["rdfs"], PREFIXES["owl"]
_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_THEME = NamedNode(term("theme"))
_MATCHES = {
    _RDFS + "subClassOf": "narrower than",
    _RDFS + "subPropertyOf": "narrower than",
    SKOS + "broadMatch": "narrower than",
    SKOS + "closeMatch": "close to",
    SKOS + "exactMatch": "the same as",
    SKOS + "relatedMatch": "related to",
}
_SECTIONS = ("Classes", "Properties", "Other terms", "Wording")
_SHOWN = 3  # things that a term's section names
_MERGE = DefaultGraph()


@dataclass(slots=True)
class Term:
    """A class, property or concept, with all that its file says of it."""

    iri: str
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # IRIs and plain texts
    texts: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @property
    def local(self) -> str:
        """Its name after the "#"."""
        return self.iri.partition("#")[2]

    def text(self, *predicates: str) -> str:
        """The first English text of a property."""
        found = (self.texts[one].get("en") or self.texts[one].get("") for one in predicates if one in self.texts)
        return next((texts[0] for texts in found if texts), "")

    @property
    def label(self) -> str:
        """Its English name."""
        return self.text(_RDFS + "label", SKOS + "prefLabel") or self.local

    def labels(self) -> list[tuple[str, str]]:
        """Its names in other languages: language, name."""
        names = {**self.texts[_RDFS + "label"], **self.texts[SKOS + "prefLabel"]}
        return sorted((language, texts[0]) for language, texts in names.items() if language not in ("", "en"))

    def matches(self) -> list[tuple[str, str]]:
        """How it is tied to terms of its own and of others: in words, IRI."""
        return [(words, iri) for one, words in _MATCHES.items() for iri in sorted(self.values.get(one, ()))]


@cache
def _triples(name: str) -> tuple[Triple, ...]:
    """Those of a file of the ontology, sorted."""
    quads = parse((ontology() / name).read_bytes(), format=RdfFormat.TURTLE)
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return tuple(sorted(triples, key=lambda one: (str(one.subject), one.predicate.value, str(one.object))))


@cache
def terms(name: str) -> Mapping[str, Term]:
    """What a file of the ontology describes, by IRI."""
    found: dict[str, Term] = {}
    for triple in _triples(name):
        if isinstance(triple.subject, NamedNode):
            one = found.setdefault(triple.subject.value, Term(triple.subject.value))
            if isinstance(triple.object, Literal):
                one.texts[triple.predicate.value][triple.object.language or ""].append(triple.object.value)
            elif isinstance(triple.object, NamedNode):
                one.values[triple.predicate.value].append(triple.object.value)
    return found


class _Vocabulary:
    """A file of the ontology: as it is in Turtle, as JSON-LD, and as a page."""

    def __init__(self, publication: Publication, name: str, file: str) -> None:
        self.publication, self.name, self.file = publication, name, file
        self.alternates = (
            Alternate("Turtle", "text/turtle", f"{name}.ttl"),
            Alternate("JSON-LD", "application/ld+json", f"{name}.jsonld"),
        )

    @property
    def ways(self) -> tuple[str, ...]:
        """Its page."""
        return (f"{self.name}/index.html",)

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted([f"{self.name}.ttl", f"{self.name}.jsonld", *self.pages])

    @property
    def pages(self) -> Mapping[str, str]:
        """Path → the IRI that the page is on."""
        raise NotImplementedError

    def page(self, path: str) -> bytes:
        """One of its pages."""
        raise NotImplementedError

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of its files."""
        if path == f"{self.name}.ttl":
            out.write(turtle(_triples(self.file)))
        elif path == f"{self.name}.jsonld":
            out.write(jsonld(_triples(self.file)))
        elif path in self.pages:
            out.write(self.page(path))
        else:
            return False
        return True


class Ontology(_Vocabulary):
    """``ontology/index.html``, ``ontology.ttl``, ``ontology.jsonld``: all terms on one page."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(publication, "ontology", "hanse.ttl")

    @property
    def pages(self) -> Mapping[str, str]:
        """One."""
        return {"ontology/index.html": HANSE[:-1]}

    def page(self, path: str) -> bytes:
        """All terms: classes, properties, others."""
        known = terms(self.file)
        itself = known[HANSE[:-1]]
        sections: dict[str, list[Term]] = {title: [] for title in _SECTIONS}
        for iri, one in known.items():
            if iri.startswith(HANSE):
                sections[_section(one)].append(one)
        return render(
            self.publication,
            "ontology.html.j2",
            path,
            title=itself.text(PREFIXES["dcterms"] + "title"),
            trail=(home,),
            canonical=itself.iri,
            alternates=self.alternates,
            embedded=jsonld(_triples(self.file)),
            about=itself.text(PREFIXES["dcterms"] + "description"),
            version=itself.text(_OWL + "versionInfo"),
            licence=next(iter(itself.values[PREFIXES["dcterms"] + "license"]), ""),
            sections=[(title, sorted(all, key=lambda one: fold(one.local))) for title, all in sections.items() if all],
            use=self.use,
            short=compact,
            domain=lambda one: sorted(one.values[SCHEMA + "domainIncludes"] + one.values[_RDFS + "domain"]),
            range=lambda one: sorted(one.values[SCHEMA + "rangeIncludes"] + one.values[_RDFS + "range"]),
            definition=lambda one: one.text(SKOS + "definition", _RDFS + "comment"),
            example=lambda one: one.text(SKOS + "example"),
            note=lambda one: one.text("http://purl.org/vocab/vann/usageNote"),
        )

    def use(self, one: Term) -> dict[str, Any]:
        """How often a term is used in the graph, with a few things that it is used of, and their index."""
        store, node = self.publication.store.oxigraph, NamedNode(one.iri)
        is_class = _section(one) == "Classes"
        predicate, target = (_TYPE, node) if is_class else (node, None)
        count = 0
        first: list[str] = []
        for quad in store.quads_for_pattern(None, predicate, target, _MERGE):
            count += 1
            if isinstance(quad.subject, NamedNode):
                first = sorted([*first, quad.subject.value])[:_SHOWN]
        material = self.publication.material
        index = f"browse/{one.local.lower()}/index.html" if is_class and one.local in PLURALS and count else ""
        return {"count": count, "of": [(iri, material.name(iri)) for iri in first], "index": index}


def _section(one: Term) -> str:
    types = one.values[_TYPE.value]
    if _OWL + "Class" in types:
        return "Classes"
    if _OWL + "AnnotationProperty" in types:
        return "Wording"
    return "Properties" if any(kind.endswith("Property") for kind in types) else "Other terms"


class Themes(_Vocabulary):
    """``themes/index.html``, ``themes.ttl``, ``themes.jsonld``, and a page for each theme with what is on it."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(publication, "themes", "themes.ttl")

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """That of the scheme, and those of the themes."""
        scheme = {"themes/index.html": THEMES[:-1]}
        return scheme | {f"themes/{iri[len(THEMES) :]}/index.html": iri for iri in terms(self.file) if THEMES in iri}

    @cached_property
    def things(self) -> dict[str, list[str]]:
        """What is on each theme."""
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.publication.store.oxigraph.quads_for_pattern(None, _THEME, None, _MERGE):
            if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
                found[quad.object.value].append(quad.subject.value)
        return found

    def page(self, path: str) -> bytes:
        """The scheme as a tree, or a theme."""
        known, iri = terms(self.file), self.pages[path]
        one = known[iri]
        shared = {
            "canonical": iri,
            "alternates": self.alternates,
            "one": one,
            "known": known,
            "things": self.things,
            "narrower": lambda broad: sorted(
                (known[other] for other in broad.values[SKOS + "narrower"]), key=lambda narrow: fold(narrow.label)
            ),
        }
        if iri == THEMES[:-1]:
            tops = sorted((known[top] for top in one.values[SKOS + "hasTopConcept"]), key=lambda top: fold(top.label))
            about = one.text(PREFIXES["dcterms"] + "description")
            embedded = jsonld(_triples(self.file))
            return render(
                self.publication, "themes.html.j2", path, title=one.label, trail=(home,), tops=tops, about=about,
                embedded=embedded, **shared,
            )  # fmt: skip
        material = self.publication.material
        named = [(thing, material.name(thing), material.kind(thing)) for thing in self.things.get(iri, ())]
        order = {kind: place for place, kind in enumerate(KINDS)}
        return render(
            self.publication,
            "theme.html.j2",
            path,
            title=one.label,
            trail=(home, ("Themes", "themes/index.html")),
            broader=[known[broad] for broad in sorted(one.values[SKOS + "broader"])],
            others=[
                (language, label)
                for language, labels in sorted(one.texts[SKOS + "altLabel"].items())
                for label in sorted(labels)
            ],
            definition=one.text(SKOS + "definition"),
            links=[(words, other, host(other)) for words, other in one.matches()],
            on=sorted(named, key=lambda thing: (order.get(thing[2], len(order)), fold(thing[1]), thing[0])),
            **shared,
        )
