"""PDF → Document: words with their places on the page, put into reading order and then into blocks."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hanse.documents.dates import iso_date
from hanse.documents.decoding import check_size
from hanse.documents.draft import Draft
from hanse.documents.finishing import finish
from hanse.documents.head import Name, state
from hanse.errors import InputError
from hanse.model import Document

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

__all__ = ["MOST_PAGES", "Word", "read"]

MOST_PAGES = 3000
"""The most pages that a PDF file may have."""

_FILE_NAME = re.compile(
    r"^(Microsoft (Word|PowerPoint|Excel) - |untitled|document\d*$|presentation\d*$)|\.\w{2,5}$", re.I
)
_HYPHENS = {0x02: "\u00ad", 0xFFFE: "\u00ad"}  # how PDFium gives the hyphen that breaks a word at a line's end


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, in points from its lower left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


def read(data: bytes, identifier: str, source: str) -> Document:
    """The document that a PDF file is; a scan without text raises InputError."""
    from pypdfium2 import PdfiumError

    from hanse.documents.typesetting import set_pages

    check_size(len(data), source)
    document = _open(data, source)
    draft = Draft()
    try:
        _write_information(draft, document)
        pages = [list(_words(document, number)) for number in range(len(document))]
    except PdfiumError as error:
        raise InputError(f"is a damaged PDF file: {error}", source=source) from error
    finally:
        document.close()
    if not any(pages):
        raise InputError("holds no text; of scanned pages only those with a text layer can be read", source=source)
    set_pages(draft, pages)
    return finish(draft, identifier, source, "pdf")


def _open(data: bytes, source: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        pages = len(document)
    except PdfiumError as error:
        if "assword" in str(error):
            raise InputError("is protected by a password; save it without one", source=source) from error
        raise InputError(f"is no whole PDF file: {error}", source=source) from error
    if pages > MOST_PAGES:
        document.close()
        raise InputError(f"has {pages} pages; at most {MOST_PAGES} are read", source=source)
    return document


def _write_information(draft: Draft, document: PdfDocument) -> None:
    """Title, author and dates of the information dictionary (ISO 32000-1, 14.3.3) as quotable lines."""
    keys: tuple[tuple[str, Name], ...] = (
        ("Title", "title"),
        ("Author", "author"),
        ("CreationDate", "created"),
        ("ModDate", "modified"),
    )
    for key, name in keys:
        value = " ".join(_said(document, key).split())[:300]
        if name in {"created", "modified"}:
            value = iso_date(value)
        if value and not (name == "title" and _FILE_NAME.search(value)):
            state(draft, name, value)


def _said(document: PdfDocument, key: str) -> str:
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""


def _words(document: PdfDocument, number: int) -> Iterator[Word]:
    """The words of a page in the order of its content."""
    page = document[number]
    text = page.get_textpage()
    try:
        yield from _gather(text)
    finally:
        text.close()
        page.close()


def _gather(text: PdfTextPage) -> Iterator[Word]:
    from pypdfium2 import raw

    letters: list[str] = []
    left = right = base = size = 0.0
    bold = False
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        character = _character(code)
        placed = raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        apart = abs(y.value - base) > 0.3 * size or not -size <= box.left - right <= 0.25 * size
        if letters and (character.isspace() or (apart and placed)):
            yield Word("".join(letters), left, right, base, size, bold)
            letters = []
        if character.isspace() or not placed or (not character.isprintable() and character != "\u00ad"):
            continue
        if not letters:
            left, base = box.left, y.value
            size = _size(raw, text, index, box)
            bold = _is_bold(raw, text, index)
        letters.append(character)
        right = box.right
    if letters:
        yield Word("".join(letters), left, right, base, size, bold)


def _character(code: int) -> str:
    """A character as PDFium gives it; signs from private fonts are bullets, mostly."""
    if code in _HYPHENS:
        return _HYPHENS[code]
    if 0xE000 <= code < 0xF900:
        return "•"
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _size(raw: Any, text: PdfTextPage, index: int, box: Any) -> float:
    """The height of the type as it shows: a font's nominal size may be scaled."""
    return max(1.0, round(float(box.top - box.bottom), 1)) or float(raw.FPDFText_GetFontSize(text, index))


def _is_bold(raw: Any, text: PdfTextPage, index: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(flags))
    if re.search(rb"bold|black|heavy|semibd|demi", name.value, re.I):
        return True
    return b"egular" not in name.value and raw.FPDFText_GetFontWeight(text, index) >= 700
