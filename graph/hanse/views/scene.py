"""What a page shows: the values between the graph and its drawing."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bundle", "Community", "Edge", "Measure", "Node", "Quote", "Scene", "Source", "Statement"]


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
    quotes: tuple[Quote, ...] = ()  # the surest first
    more: int = 0  # quotes for which there was no room


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
    community: int = 0  # its number, 1 being the largest; 0 where it is in none
    measures: tuple[float, ...] = ()  # a value for each of Scene.measures, 0 where it is not defined; never NaN
    years: tuple[int, ...] = ()  # in which the networks that it takes part in started; of a network, its own
    spot: tuple[int, int] | None = None  # on the map, in the pixels of Scene.outline, y downwards; None: not known


@dataclass(frozen=True, slots=True)
class Edge:
    """A line drawn: between two things, with the statements behind it."""

    one: str  # IRI
    other: str
    label: str = ""  # what it stands for, in words
    weight: float = 1.0
    strong: bool = False  # drawn darker: the one leads the other
    statements: tuple[int, ...] = ()  # indices in Scene.statements
    years: tuple[int, ...] = ()  # of what stands behind it
    confidence: float | None = None  # of the surest of its statements; None where no evidence says


@dataclass(frozen=True, slots=True)
class Measure:
    """What nodes can be sized by."""

    name: str  # as `hanse analyse` calls it
    label: str
    reading: str  # what a high value means


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes tied more among themselves than chance would have it, as one disc of the overview."""

    number: int  # from 1, the largest
    name: str  # its best-tied members
    size: int  # how many of it are drawn
    x: int = 0  # the disc that holds its nodes, in the pixels of Node.x
    y: int = 0
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Bundle:
    """The ties between two communities, as one line of the overview."""

    one: int  # number of a community
    other: int
    weight: float  # of its ties, added up
    count: int  # of its ties


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
    measures: tuple[Measure, ...] = ()
    communities: tuple[Community, ...] = ()  # by number
    bundles: tuple[Bundle, ...] = ()
    outline: tuple[str, ...] = ()  # SVG paths of Europe's land, in the pixels of Node.spot; none where no thing has one
    overview: str = ""  # "communities" where the page opens on them instead of on nodes
