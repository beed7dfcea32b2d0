"""A file → Document: its text, its layout with exact offsets, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn, Protocol

from hanse import extensions
from hanse.documents import docx, html, jsonl, markdown, pdf, plain, warc
from hanse.documents.decoding import LARGEST, check_size, load
from hanse.documents.record import Record, named
from hanse.errors import InputError
from hanse.files import LocalFile, packing
from hanse.model import Document

__all__ = [
    "COLLECTIONS",
    "LARGEST",
    "READERS",
    "SUFFIXES",
    "Collection",
    "Reader",
    "Record",
    "format_of",
    "formats",
    "read",
    "read_all",
    "read_record",
    "reader",
    "records",
    "stamp",
]


class Reader(Protocol):
    """Reads a format that holds one document."""

    def __call__(self, data: bytes, identifier: str, source: str) -> Document:
        """The document that the bytes hold; raises InputError where they hold none."""


class Collection(Protocol):
    """Finds the documents of a format that holds many."""

    def __call__(self, file: BinaryIO, source: str, problems: Callable[[InputError], None]) -> Iterator[Record]:
        """The documents of a file, not parsed; one that can't be had is told as a problem, and the rest go on."""


READERS: dict[str, Reader] = {
    "docx": docx.read,
    "html": html.read,
    "md": markdown.read,
    "pdf": pdf.read,
    "txt": plain.read,
}
"""The formats that hold one document, by name."""

COLLECTIONS: dict[str, Collection] = {"jsonl": jsonl.records, "warc": warc.records}
"""The formats that hold many documents, by name."""

SUFFIXES = {
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".jsonl": "jsonl",
    ".markdown": "md",
    ".md": "md",
    ".ndjson": "jsonl",
    ".pdf": "pdf",
    ".txt": "txt",
    ".warc": "warc",
    ".warc.wet": "warc",
    ".wet": "warc",
    ".xhtml": "html",
}
"""The format of a file by the end of its name."""


def formats() -> dict[str, str]:
    """The format of a file by the end of its name: those of installed readers too, which take no other's place."""
    return {f".{name}".lower(): name for name in extensions.installed(extensions.READERS)} | SUFFIXES


def reader(format: str) -> Reader:
    """Reads a format that holds one document."""
    return READERS.get(format) or _added(extensions.choose(extensions.READERS, format))


def _added(extension: extensions.Extension) -> Reader:
    def read(data: bytes, identifier: str, source: str) -> Document:
        document = extension.load()(data, identifier, source)
        if not isinstance(document, Document):
            raise InputError(f"the reader of the package {extension.package} gave no Document", source=source)
        return document

    return read


def stamp(format: str) -> str:
    """What a format's reading depends on, besides Hanse."""
    return "" if format in SUFFIXES.values() else extensions.choose(extensions.READERS, format).stamp


def format_of(path: Path) -> str | None:
    """The format of a file by its name, be it compressed or not; None if it is not a document's.

    >>> format_of(Path("CC-MAIN.warc.gz")), format_of(Path("Report.PDF")), format_of(Path("partners.csv"))
    ('warc', 'pdf', None)
    """
    name = LocalFile(path).name.lower()
    known = formats()
    suffix = max((suffix for suffix in known if name.endswith(suffix)), key=len, default="")
    return known.get(suffix)


def read(path: Path, *, identifier: str | None = None, source: str | None = None) -> Document:
    """Read a file that holds one document.

    Raises InputError, naming the file and what is allowed, for one that can't be read. A file has at most ``LARGEST``
    bytes.
    """
    name = format_of(path)
    if name is None or name in COLLECTIONS:
        known = ", ".join(suffix for suffix, known in formats().items() if known not in COLLECTIONS)
        raise InputError(f"is no document; known are {known}", source=str(path))
    data = load(path)
    if packing(path.name):
        with LocalFile(path).open() as file:
            data = file.read(LARGEST + 1)
        check_size(len(data), str(path))
    return reader(name)(data, identifier or _stem(path), source or str(path))


def records(file: BinaryIO, format: str, source: str, problems: Callable[[InputError], None]) -> Iterator[Record]:
    """The documents that an open file holds, one at a time and not parsed yet: ``read_record`` does that.

    What is no page (in a web archive) or can't be had is left out and not counted, so that it costs nothing; the second
    is told as a problem. Raises InputError, naming the source, where the file can't be read on.
    """
    try:
        if format in COLLECTIONS:
            yield from named(COLLECTIONS[format](file, source, problems))
        else:
            data = file.read(LARGEST + 1)
            if len(data) > LARGEST:
                raise InputError(f"has more than {LARGEST / 1e6:.0f} MB", source=source)
            check_size(len(data), source)
            yield Record(0, format, data)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", source=source) from error


def read_record(record: Record, identifier: str, source: str) -> Document:
    """The document that a record holds; its source is its own address, where it has one.

    Raises InputError for one that can't be read.
    """
    place = record.place(source)
    if record.format == "json":
        return jsonl.read(record.data, identifier, place)
    if record.address or record.charset:
        return warc.read(record, identifier, place)
    return reader(record.format)(record.data, identifier, place)


def read_all(path: Path, *, problems: Callable[[InputError], None] | None = None) -> Iterator[Document]:
    """Read all documents of a file, be it one or many.

    A document inside a collection that can't be read goes to ``problems``, and the rest is read on; without it, as for
    a file that can't be read at all, InputError is raised.
    """
    name = format_of(path)
    if name is None or name not in COLLECTIONS:
        yield read(path)
        return
    tell = problems or _raise
    try:
        with LocalFile(path).open() as file:
            for record in records(file, name, str(path), tell):
                try:
                    document = read_record(record, f"{_stem(path)}~{record.name}", str(path))
                except InputError as error:
                    tell(error)
                else:
                    yield document
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", source=str(path)) from error


def _stem(path: Path) -> str:
    name = LocalFile(path).name
    suffix = max((suffix for suffix in formats() if name.lower().endswith(suffix)), key=len)
    return name[: -len(suffix)]


def _raise(error: InputError) -> NoReturn:
    raise error
