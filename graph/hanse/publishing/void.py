"""A dataset by the Vocabulary of Interlinked Datasets (https://www.w3.org/TR/void/): its size, its parts, its links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from hanse.publishing.notes import Notes
from hanse.publishing.statistics import Statistics
from hanse.queries.rows import compact
from hanse.vocabulary import PREFIXES

__all__ = ["describe", "linkset", "partition", "targets"]

_FORMATS = "http://www.w3.org/ns/formats/"


def describe(notes: Notes, counted: Statistics, base: str) -> None:
    """Note the counts, the partitions by class and by property, the vocabularies and the linksets."""
    dataset = notes.a(notes.dataset, "void:Dataset")
    for name, number in counted.numbers.items():
        notes.say(dataset, f"void:{name}", number)
    notes.say(dataset, "void:uriSpace", base)
    notes.say(dataset, "void:feature", *(NamedNode(_FORMATS + name) for name in ("Turtle", "JSON-LD", "N-Quads")))
    notes.say(dataset, "void:uriRegexPattern", f"^{re.escape(base + 'id/')}[^#]+$")
    notes.say(dataset, "void:exampleResource", *(NamedNode(str(row["example"])) for row in counted.examples))
    notes.say(dataset, "void:vocabulary", *(NamedNode(iri) for iri in vocabularies(counted)))
    _parts(notes, counted)
    for row in counted.linksets:
        _link(notes, str(row["target"]), str(row["link"]), int(str(row["triples"])))


def _parts(notes: Notes, counted: Statistics) -> None:
    for row in counted.classes:
        part = notes.a(partition(notes, str(row["class"])), "void:Dataset")
        notes.say(notes.dataset, "void:classPartition", part)
        notes.say(part, "void:class", NamedNode(str(row["class"])))
        notes.say(part, "void:entities", int(str(row["entities"])))
        notes.say(part, "dcterms:title", notes.worded(f"Things of the class {compact(str(row['class']))}"))
    for row in counted.properties:
        part = notes.a(partition(notes, str(row["property"])), "void:Dataset")
        notes.say(notes.dataset, "void:propertyPartition", part)
        notes.say(part, "void:property", NamedNode(str(row["property"])))
        notes.say(part, "dcterms:title", notes.worded(f"Statements by {compact(str(row['property']))}"))
        for name in ("triples", "distinctSubjects", "distinctObjects"):
            notes.say(part, f"void:{name}", int(str(row[name])))


def partition(notes: Notes, iri: str) -> NamedNode:
    """The part of a dataset that has a class, or is made by a property."""
    return notes.part(f"of-{compact(iri).replace(':', '-', 1)}" if compact(iri) != iri else f"of-{iri}")


def vocabularies(counted: Statistics) -> list[str]:
    """The namespaces of the properties and classes that are used, sorted; those that the project knows."""
    used = {str(row["property"]) for row in counted.properties} | {str(row["class"]) for row in counted.classes}
    return sorted({start for start in PREFIXES.values() if any(iri.startswith(start) for iri in used)})


@cache
def targets() -> Mapping[str, Mapping[str, str]]:
    """Datasets that are linked to: name and page, by what IRIs of their things begin with."""
    found: dict[str, dict[str, str]] = tomllib.loads(
        (files("hanse.publishing") / "targets.toml").read_text(encoding="utf-8")
    )
    return found


def linkset(notes: Notes, target: str, link: str) -> NamedNode:
    """The links to a dataset by a property."""
    return notes.part(f"links-{compact(link).rpartition(':')[2]}-{_host(target)}")


def _link(notes: Notes, target: str, link: str, triples: int) -> None:
    known = targets().get(target, {})
    name = known.get("name", _host(target))
    links = notes.a(linkset(notes, target, link), "void:Linkset")
    other = notes.a(notes.part(f"target-{_host(target)}"), "void:Dataset")
    notes.say(notes.dataset, "void:subset", links)
    notes.say(links, "dcterms:title", notes.worded(f"Links to {name} by {compact(link)}"))
    notes.say(links, "void:subjectsTarget", notes.dataset)
    notes.say(links, "void:objectsTarget", other)
    notes.say(links, "void:linkPredicate", NamedNode(link))
    notes.say(links, "void:triples", triples)
    notes.say(other, "dcterms:title", notes.worded(name))
    notes.say(other, "void:uriSpace", Literal(target))
    if known:
        notes.say(other, "foaf:homepage", NamedNode(known["page"]))


def _host(target: str) -> str:
    return target.partition("//")[2].strip("/") or target.strip(":")
