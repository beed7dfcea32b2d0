"""Properties and values in words."""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from hanse.names import printable
from hanse.views.kinds import PHRASES
from hanse.views.lookup import words
from hanse.views.reading import property_name
from hanse.vocabulary import PREFIXES, local_name, ontology, term

__all__ = ["class_label", "host", "phrase", "rank", "shown", "term_labels", "worded"]

_MORE = {
    PREFIXES["rdf"] + "type": ("is a", ""),
    PREFIXES["gn"] + "population": ("has population (GeoNames)", ""),
    PREFIXES["gn"] + "featureCode": ("has GeoNames feature code", ""),
    PREFIXES["schema"] + "addressRegion": ("is in the region of", ""),
    PREFIXES["schema"] + "softwareVersion": ("has version", ""),
    PREFIXES["dcterms"] + "source": ("comes from", "is source of"),
    PREFIXES["dcterms"] + "language": ("is written in", ""),
    PREFIXES["dcterms"] + "format": ("has format", ""),
    PREFIXES["dcterms"] + "identifier": ("has identifier", ""),
    PREFIXES["dcterms"] + "isReplacedBy": ("is replaced by", "replaces"),
    PREFIXES["dcterms"] + "replaces": ("replaces", "is replaced by"),
    PREFIXES["prov"] + "wasDerivedFrom": ("was read from", "is what was read from it:"),
    PREFIXES["skos"] + "broader": ("is part of", "has among it"),
    PREFIXES["skos"] + "narrower": ("has among it", "is part of"),
    PREFIXES["skos"] + "related": ("is related to", "is related to"),
    PREFIXES["skos"] + "definition": ("means", ""),
}
_DATES = ("startDate", "endDate", "created", "modified", "issued")
_DATE = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_ORDER = {name: place for place, name in enumerate(PHRASES)}
_SITES = {
    "geonames.org": "GeoNames",
    "wikidata.org": "Wikidata",
    "data.europa.eu": "EU data: NUTS",
    "publications.europa.eu": "Publications Office of the EU",
    "ror.org": "ROR",
    "orcid.org": "ORCID",
    "viaf.org": "VIAF",
}


def phrase(predicate: str) -> tuple[str, str]:
    """A property read from its subject and from its object; "" where it says nothing in that direction.

    >>> phrase(term("leadPartner")), phrase("https://example.org/terms#twinnedWith")
    (('is led by', 'leads'), ('twinned with', 'twinned with of'))
    """
    if predicate in _MORE:
        return _MORE[predicate]
    if (name := property_name(predicate)) in PHRASES:
        return PHRASES[name]
    label = term_labels().get(predicate) or printable(words(local_name(predicate)).strip())
    return label, f"{label} of"


def worded(predicate: str, name: str) -> str:
    """A property between its subject and an object of that name.

    >>> worded(PREFIXES["rdf"] + "type", "organisation"), worded(PREFIXES["rdf"] + "type", "city")
    ('is an', 'is a')
    """
    said = phrase(predicate)[0]
    return said + "n" if said.endswith(" a") and name[:1].lower() in "aeio" else said


def class_label(iri: str) -> str:
    """A class in words: that of the ontology, and "theme" for a concept; "" of any other."""
    return "theme" if iri == term("Theme") else term_labels().get(iri, "")


def rank(predicate: str) -> tuple[int, str]:
    """What tells most of a thing comes first."""
    return _ORDER.get(property_name(predicate), len(_ORDER)), predicate


def host(iri: str) -> str:
    """The site that an address leads to, by the name that people know.

    >>> host("https://sws.geonames.org/3129135/"), host("http://example.org/x")
    ('GeoNames', 'example.org')
    """
    found = re.match(r"https?://(?:[^/@]*@)?([^/:?#]+)", iri)
    name = found[1].removeprefix("www.") if found else iri
    return next((site for end, site in _SITES.items() if name == end or name.endswith("." + end)), name)


def shown(predicate: str, text: str) -> str:
    """A value as people write it: numbers of people with commas, days by the names of their months.

    >>> [shown(term("startDate"), text) for text in ("2023-10-24", "2023-06", "--04-24", "2024")]
    ['24 October 2023', 'June 2023', '24 April, in a year that is not said', '2024']
    """
    name = local_name(predicate)
    if text.isascii() and text.isdigit() and len(text) > 4 and name in ("population", "attendance"):
        return f"{int(text):,}"
    if name in _DATES and (found := _DATE.fullmatch(text)) and int(found["month"]) in range(1, 13):
        year, day = found["year"].strip("-"), (found["day"] or "").lstrip("0")
        words = " ".join(part for part in (day, _MONTHS[int(found["month"]) - 1], year) if part)
        return words if year else f"{words}, in a year that is not said"
    return text


@cache
def term_labels() -> dict[str, str]:
    """The English labels of the terms of the ontology."""
    label = PREFIXES["rdfs"] + "label"
    return {
        quad.subject.value: quad.object.value
        for quad in parse((ontology() / "hanse.ttl").read_bytes(), format=RdfFormat.TURTLE)
        if quad.predicate.value == label
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.object.language == "en"
    }
