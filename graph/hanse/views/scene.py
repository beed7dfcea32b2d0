"""What a page shows: the values between the graph and its drawing."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Edge", "Node", "Quote", "Scene", "Source", "Statement"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that statements were read from."""

    iri: str
    identifier: str
    title: str = ""
    address: str = ""  # where it was published, if the graph says so
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The place in a source that says something; exact stands between prefix and suffix."""

    source: str  # IRI of the document
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    where: str = ""  # "characters 120–144", "row 12"
    confidence: float | None = None
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple in words, with every quote that says it."""

    subject: str  # IRI
    predicate: str  # local name
    object: str  # IRI or text
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A thing drawn."""

    iri: str
    kind: str
    name: str
    also: tuple[str, ...] = ()  # its other names
    country: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    x: int = 0  # in pixels at scale 1, y downwards
    y: int = 0
    radius: float = 6.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A line drawn: between two things, with the statements behind it."""

    one: str  # IRI
    other: str
    label: str = ""  # what it stands for, in words
    weight: float = 1.0
    strong: bool = False  # drawn darker: the one leads the other
    statements: tuple[int, ...] = ()  # indices in Scene.statements


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing with all that its page tells."""

    title: str
    note: str  # what part of the graph this is
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    names: tuple[tuple[str, str], ...] = ()  # IRI → name of what statements mention and is not drawn
    absent: tuple[str, ...] = ()  # names of what is in the graph and not in the drawing
