"""The values that flow: a file becomes a Document, a Document becomes an Extract of entities and facts.

All are frozen; spans count code points in ``Document.text``.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from typing import Literal, TypeVar

__all__ = [
    "DOCUMENT",
    "Block",
    "BlockKind",
    "Document",
    "Entity",
    "Evidence",
    "Extract",
    "Fact",
    "Field",
    "Mark",
    "Row",
    "Span",
    "Value",
]

DOCUMENT = "document"
"""The subject of facts about the document itself (title, created, modified, creator)."""


Plain = TypeVar("Plain", bound=type)


def _quick(value: Plain) -> Plain:
    """A dataclass whose values are made and pickled in half of the time, for there are millions of them.

    Fields are set through their slots, where what dataclass writes for frozen ones looks each up by its name; a pickle
    holds the call that makes the value anew.
    """
    names = [one.name for one in fields(value)]
    known = {f"set_{name}": value.__dict__[name].__set__ for name in names}
    known |= {f"or_{one.name}": one.default for one in fields(value) if one.default is not MISSING}
    given = ", ".join(f"{name}=or_{name}" if f"or_{name}" in known else name for name in names)
    setting = "; ".join(f"set_{name}(self, {name})" for name in names)
    whole = ", ".join(f"self.{name}" for name in names)
    exec(f"def init(self, {given}): {setting}\ndef reduce(self): return type(self), ({whole},)", known)
    known["init"].__annotations__ = value.__dict__["__init__"].__annotations__
    type.__setattr__(value, "__init__", known["init"])
    type.__setattr__(value, "__reduce__", known["reduce"])
    return value


@_quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of ``Document.text``, in code points, end excluded.

    >>> Span(4, 10).of("The Avilés model")
    'Avilés'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact substring."""
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a block is in the layout of its document."""

    META = "meta"  # machine-readable data of the page's head, kept as "name: value" lines at the top of the text
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    CAPTION = "caption"  # of a table or figure, and the alternative text of a picture


@_quick
@dataclass(frozen=True, slots=True)
class Block:
    """One piece of layout. Blocks stand in document order, a parent before its children, children inside its span.

    A listing card is an ITEM with blocks of its own below it (a heading, paragraphs, a list of tags).
    """

    kind: BlockKind
    span: Span
    parent: int | None = None  # index in Document.blocks: cell → row → table; item → list; list → item
    level: int = 0  # HEADING: 1–6; ITEM: depth from 0; CELL: its column from 0
    label: Span | None = None  # the key of a key line ("Lead expert: …"), a <dt>, without its colon
    columns: int = 1  # CELL: how many columns it spans
    header: bool = False  # CELL: heads its column or row
    boilerplate: bool = False  # menus, cookie and share lines, footers, teasers of other pages
    rows: int = 1  # CELL: how many rows it spans


@_quick
@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis, a link, or a keyword that the page files itself under, inside the text."""

    kind: Literal["strong", "emphasis", "link", "tag"]
    span: Span
    target: str = ""  # link: its address as the document gives it


@_quick
@dataclass(frozen=True, slots=True)
class Field:
    """What the page or file itself states about the document in machine-readable form."""

    name: Literal["title", "created", "modified", "author", "site", "url"]
    value: str  # dates in ISO form
    span: Span  # where it stands in the text


@_quick
@dataclass(frozen=True, slots=True)
class Document:
    """A text as Hanse keeps it, with its layout."""

    identifier: str  # the file's stem
    source: str  # the path or address it was read from
    text: str
    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()
    fields: tuple[Field, ...] = ()
    language: str = ""  # ISO 639-1
    format: str = "txt"  # key of documents.READERS


@_quick
@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that one source names."""

    id: str  # unique within the extract
    kind: str  # local name of its class: "City"; "Theme" for a skos:Concept
    name: str  # the best form that the source gives
    names: tuple[str, ...] = ()  # every form that the source uses
    language: str = ""
    place: int | None = None  # GeoNames id
    country: str = ""  # ISO 3166-1 alpha-2, where it is known
    concept: str = ""  # IRI in the theme scheme, or of anything that has one already
    scope: str = ""  # what makes a generic name this one: "described" in its document, "on" a day there, a programme
    mention: Span | Row | None = None  # where it is first named
    extractor: str = "mentions"  # who says that it is of this kind
    confidence: float | None = None  # how far to trust that, at the least; None: as the best fact about it


@_quick
@dataclass(frozen=True, slots=True)
class Value:
    """A literal; type is the local name of its XSD datatype: "date", "gYear", "gYearMonth", "gMonthDay", "integer"."""

    text: str
    type: str = "string"
    language: str = ""


@_quick
@dataclass(frozen=True, slots=True)
class Row:
    """A place in a table: RFC 7111 counts rows from 1, the header row included.

    >>> Row(sheet="", number=12, text="In4Green | Avilés | ES").fragment
    'row=12'
    """

    sheet: str  # empty in a file that has but one
    number: int
    text: str  # the cells that say it, joined by " | "

    @property
    def fragment(self) -> str:
        """The fragment identifier (RFC 7111, section 2.1); a workbook's sheet is named before it."""
        return f"sheet={self.sheet}&row={self.number}" if self.sheet else f"row={self.number}"


@_quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed: the place that says it, who read it there, and how far to trust that."""

    where: Span | Row
    extractor: str
    confidence: float  # in [0, 1]


@_quick
@dataclass(frozen=True, slots=True)
class Fact:
    """One statement: subject and object are ids of entities of the same extract (or DOCUMENT), or a Value."""

    subject: str
    predicate: str  # local name: "partner"; see vocabulary.PROPERTIES
    object: str | Value
    evidence: Evidence
    since: str = ""  # of a partnership, where the source gives it: ISO date, month or year
    until: str = ""


@_quick
@dataclass(frozen=True, slots=True)
class Extract:
    """All that one source says."""

    document: str  # Document.identifier
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = field(default=())
