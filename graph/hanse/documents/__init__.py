"""A file → Document: its text, its layout with exact offsets, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn, Protocol

from hanse import extensions
from hanse.documents import docx, html, jsonl, markdown, pdf, plain, warc
from hanse.documents.decoding import LARGEST, load
from hanse.errors import InputError
from hanse.model import Document

__all__ = [
    "COLLECTIONS",
    "LARGEST",
    "READERS",
    "SUFFIXES",
    "CollectionReader",
    "Reader",
    "format_of",
    "formats",
    "read",
    "read_all",
    "reader",
    "stamp",
]


class Reader(Protocol):
    """Reads a format that holds one document."""

    def __call__(self, data: bytes, identifier: str, source: str) -> Document:
        """The document that the bytes hold; raises InputError where they hold none."""


class CollectionReader(Protocol):
    """Reads a format that holds many documents."""

    def __call__(
        self, path: Path, identifier: str, source: str, problems: Callable[[InputError], None]
    ) -> Iterator[Document]:
        """The documents of a file; one that can't be read is told as a problem, and the rest go on."""


READERS: dict[str, Reader] = {
    "docx": docx.read,
    "html": html.read,
    "md": markdown.read,
    "pdf": pdf.read,
    "txt": plain.read,
}
"""The formats that hold one document, by name."""

COLLECTIONS: dict[str, CollectionReader] = {"jsonl": jsonl.read_all, "warc": warc.read_all}
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
    ".warc.gz": "warc",
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
    """The format of a file by its name; None if it is not a document's.

    >>> format_of(Path("CC-MAIN.warc.gz")), format_of(Path("Report.PDF")), format_of(Path("partners.csv"))
    ('warc', 'pdf', None)
    """
    name = path.name.lower()
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
    return reader(name)(load(path), identifier or path.stem, source or str(path))


def read_all(path: Path, *, problems: Callable[[InputError], None] | None = None) -> Iterator[Document]:
    """Read all documents of a file, be it one or many.

    A document inside a collection that can't be read goes to ``problems``, and the rest is read on; without it, as for
    a file that can't be read at all, InputError is raised.
    """
    name = format_of(path)
    if name in COLLECTIONS:
        yield from COLLECTIONS[name](path, _stem(path), str(path), problems or _raise)
    else:
        yield read(path)


def _stem(path: Path) -> str:
    suffix = max((suffix for suffix in formats() if path.name.lower().endswith(suffix)), key=len)
    return path.name[: -len(suffix)]


def _raise(error: InputError) -> NoReturn:
    raise error
