"""DOCX → Document: paragraphs by their style, lists by their numbering, tables with merged cells, core properties."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hanse.documents.dates import iso_date
from hanse.documents.decoding import LARGEST, check_size
from hanse.documents.draft import DEEPEST, Draft, Node
from hanse.documents.finishing import finish
from hanse.documents.head import Name, state
from hanse.errors import InputError
from hanse.model import BlockKind, Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.hyperlink import Hyperlink
    from docx.text.paragraph import Paragraph

__all__ = ["read"]

_LARGEST_INSIDE = 4 * LARGEST
_BROKEN = (KeyError, ValueError, AttributeError, TypeError, IndexError)  # what python-docx raises for odd parts
_BULLET = re.compile(r"\s*(?:[•◦▪‣●○■►✓·–—*-]|\d{1,3}[.)]|[a-z]\))\s+(?=\S)")


def read(data: bytes, identifier: str, source: str) -> Document:
    """The document that a DOCX file is (Office Open XML, ECMA-376)."""
    check_size(len(data), source)
    document = _open(data, source)
    draft = Draft()
    language = _write_properties(draft, document)
    with _refusing(source):
        _Writer(draft).write(document.iter_inner_content())
    draft.language = language
    return finish(draft, identifier, source, "docx")


def _open(data: bytes, source: str) -> WordDocument:
    import docx

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "is an old or password-protected Word file; save it as .docx without a password", source=source
        )
    with _refusing(source):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > _LARGEST_INSIDE:
            raise InputError(
                f"unpacks to {size / 1e6:,.0f} MB; at most {_LARGEST_INSIDE / 1e6:.0f} MB are read", source=source
            )
        return docx.Document(io.BytesIO(data))


@contextmanager
def _refusing(source: str) -> Iterator[None]:
    """Tells what is wrong with an archive, its XML, or what the XML says, as an InputError."""
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import XmlchemyError
    from lxml.etree import XMLSyntaxError

    wrong = (PythonDocxError, OpcError, XmlchemyError, XMLSyntaxError)
    try:
        yield
    except (*_BROKEN, *wrong, zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as error:
        raise InputError(f"is no whole DOCX file: {error}", source=source) from error


def _write_properties(draft: Draft, document: WordDocument) -> str:
    """Core properties as quotable lines; the language among them is returned."""
    names: tuple[Name, ...] = ("title", "author", "created", "modified")
    for name in names:
        value = _property(document, name)
        text = iso_date(value) if name in {"created", "modified"} else " ".join(value.split())[:300]
        if text and text != "python-docx":
            state(draft, name, text)
    return _property(document, "language")


def _property(document: WordDocument, name: str) -> str:
    """A core property; nothing where it is absent or not readable."""
    try:
        value = getattr(document.core_properties, name)
    except _BROKEN:
        return ""
    return value.isoformat() if isinstance(value, datetime) else str(value or "")


@dataclass(slots=True)
class _Writer:
    """Writes paragraphs and tables, keeping the lists that are open."""

    draft: Draft
    lists: list[tuple[Node | None, Node | None]] = field(default_factory=list)

    def write(self, parts: Iterator[Any]) -> None:
        """Write what a body or a cell holds."""
        from docx.table import Table

        for part in parts:
            if isinstance(part, Table):
                self._close_lists(0)
                self._table(part)
            else:
                self._paragraph(part)
        self._close_lists(0)

    def _paragraph(self, paragraph: Paragraph) -> None:
        if not paragraph.text.strip():
            return
        style = _style(paragraph)
        level = _heading_level(style)
        depth = _list_depth(paragraph, style)
        if depth is not None and not level:
            self._item(paragraph, depth)
            return
        self._close_lists(0)
        kind = BlockKind.HEADING if level else BlockKind.CAPTION if style == "caption" else BlockKind.PARAGRAPH
        with self.draft.block(kind, level=level):
            self._runs(paragraph)

    def _item(self, paragraph: Paragraph, depth: int) -> None:
        depth = min(depth, DEEPEST // 4)
        self._close_lists(depth + 1)
        while len(self.lists) <= depth:
            listing = self.draft.open(BlockKind.LIST)
            self.lists.append((listing, None))
        listing, item = self.lists.pop()
        self.draft.close(item)
        item = self.draft.open(BlockKind.ITEM, level=depth)
        self.lists.append((listing, item))
        with self.draft.block(BlockKind.PARAGRAPH):
            self._runs(paragraph)

    def _close_lists(self, depth: int) -> None:
        while len(self.lists) > depth:
            listing, item = self.lists.pop()
            self.draft.close(item)
            self.draft.close(listing)

    def _runs(self, paragraph: Paragraph) -> None:
        from docx.text.hyperlink import Hyperlink

        for part in paragraph.iter_inner_content():
            if isinstance(part, Hyperlink):
                with self.draft.mark("link", _target(part)):
                    self.draft.write_lines(part.text)
            elif part.bold:
                with self.draft.mark("strong"):
                    self.draft.write_lines(part.text)
            elif part.italic:
                with self.draft.mark("emphasis"):
                    self.draft.write_lines(part.text)
            else:
                self.draft.write_lines(part.text)

    def _table(self, table: Table) -> None:
        headed, merged = _is_headed(table), _merged(table)
        with self.draft.block(BlockKind.TABLE):
            for number, row in enumerate(table.rows):
                with self.draft.block(BlockKind.ROW):
                    for column, columns, cell in _cells(row):
                        rows = 1 + merged[number, column]
                        with self.draft.block(
                            BlockKind.CELL, level=column, columns=columns, rows=rows, header=headed and number == 0
                        ):
                            _Writer(self.draft).write(cell.iter_inner_content())


def _target(link: Hyperlink) -> str:
    """Where a link leads; nothing where the file doesn't say."""
    try:
        return link.url or ""
    except KeyError:
        return ""


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row with their column and width; one that a cell above reaches down into is left out."""
    from docx.table import _Cell

    for column, element in _columns(row):
        if element.vMerge != "continue":
            yield column, element.grid_span, _Cell(element, row._parent)


def _columns(row: Any) -> Iterator[tuple[int, Any]]:
    """The elements of a row's cells, those included that one above reaches down into, each with its column."""
    column = row.grid_cols_before
    for element in row._tr.tc_lst:
        yield column, element
        column += element.grid_span


def _merged(table: Table) -> Counter[tuple[int, int]]:
    """How many rows cells reach down, by the row and column in which they begin."""
    found: Counter[tuple[int, int]] = Counter()
    begun: dict[int, int] = {}  # the row in which the last cell of a column begins
    for number, row in enumerate(table.rows):
        for column, element in _columns(row):
            if element.vMerge != "continue":
                begun[column] = number
            elif column in begun:
                found[begun[column], column] += 1
    return found


def _is_headed(table: Table) -> bool:
    """Whether the first row is marked to repeat on each page, or is all bold."""
    rows = table.rows
    if len(rows) < 2:
        return False
    properties = rows[0]._tr.trPr
    if properties is not None and any(str(child.tag).endswith("}tblHeader") for child in properties):
        return True
    runs = [run for _, _, cell in _cells(rows[0]) for each in cell.paragraphs for run in each.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _style(paragraph: Paragraph) -> str:
    try:
        return (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    except (KeyError, AttributeError):
        return ""


def _heading_level(style: str) -> int:
    if style == "title":
        return 1
    found = re.match(r"(?:heading|überschrift|titre|título|titolo|nagłówek|naslov|kop) (\d)", style)
    return min(int(found[1]), 6) if found else 2 if style == "subtitle" else 0


def _list_depth(paragraph: Paragraph, style: str) -> int | None:
    """How deep a list paragraph lies, by its numbering or else its style ("List Bullet 2"); None for others."""
    properties = paragraph._p.pPr
    numbering: Any = properties.numPr if properties is not None else None
    if numbering is not None and numbering.numId is not None and numbering.numId.val != 0:
        return int(numbering.ilvl.val) if numbering.ilvl is not None else 0
    found = re.match(r"list (?:bullet|number|paragraph)(?: (\d))?$", style)
    if not found or (style == "list paragraph" and not _BULLET.match(paragraph.text)):
        return None
    return int(found[1] or 1) - 1
