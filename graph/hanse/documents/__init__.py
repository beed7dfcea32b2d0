"""A file → Document: its text, its layout with exact offsets, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from hanse.documents import html, markdown, plain
from hanse.documents.decoding import load
from hanse.errors import InputError
from hanse.model import Document

__all__ = ["READERS", "SUFFIXES", "Reader", "read", "read_all"]


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, data: bytes, identifier: str, source: str) -> Document:
        """The document that the bytes hold; raises InputError where they hold none."""


READERS: dict[str, Reader] = {"html": html.read, "md": markdown.read, "txt": plain.read}
"""The formats that hold one document, by name."""

SUFFIXES = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".txt": "txt", ".text": "txt"}
"""The format of a file by the end of its name."""


def read(path: Path, *, identifier: str | None = None, source: str | None = None) -> Document:
    """Read a file that holds one document.

    Raises InputError, naming the file and what is allowed, for one that can't be read.
    """
    name = SUFFIXES.get(path.suffix.lower())
    if name is None:
        raise InputError(f"unknown format; known are {', '.join(SUFFIXES)}", source=str(path))
    return READERS[name](load(path), identifier or path.stem, source or str(path))


def read_all(path: Path) -> Iterator[Document]:
    """Read all documents of a file."""
    yield read(path)
