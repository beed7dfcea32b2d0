"""A file to read, wherever it is."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import BinaryIO

from hanse.building.folders import Folder
from hanse.errors import InputError
from hanse.files import packing, unpacked

__all__ = ["ARCHIVES", "GRAPHS", "TABLES", "Kind", "Source", "kind_of", "suffixes"]


class Kind(StrEnum):
    """How a source is read."""

    DOCUMENT = "document"
    TABLE = "table"
    GRAPH = "graph"
    ARCHIVE = "archive"  # whose members are read
    DECISIONS = "decisions"  # on what is one thing


ARCHIVES = (".tar", ".zip")
DECISIONS = ".sssom.tsv"
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods")
GRAPHS = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf", ".owl")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. There may be a million of them, so that it keeps little: the folder is shared by all in it."""

    folder: Folder
    within: str  # its name in the folder, a path with "/"
    kind: Kind
    suffix: str  # the end of its name that says the format
    packing: str = ""  # the end after that, which says how it is compressed
    identifier: str = ""
    at: int = 0  # where the folder has it, where that takes more than its name

    def __str__(self) -> str:
        return self.folder.where(self.within)

    @property
    def label(self) -> str:
        """How the graph names it: the file's name, after the folder's where a folder was given."""
        label = f"{self.folder.label}/{self.within}" if self.folder.label else self.within
        return label.encode(errors="surrogateescape").decode(errors="replace")  # file names may be any bytes

    @property
    def name(self) -> str:
        """The name of its file, without the end that compression gave it."""
        return self.within.rpartition("/")[2].removesuffix(self.packing)

    def open(self) -> BinaryIO:
        """Its bytes, unpacked, from the beginning; to be closed. Raises OSError or InputError."""
        return unpacked(self.raw(), self.packing)

    def raw(self) -> BinaryIO:
        """Its bytes as they are kept."""
        try:
            return self.folder.open(self.within, self.at)
        except InputError as error:
            raise InputError(error.reason, source=str(self)) from error


@cache
def suffixes() -> dict[str, Kind]:
    """The ends of file names that are read, and as what."""
    from hanse.documents import formats

    known = {Kind.DOCUMENT: formats(), Kind.TABLE: TABLES, Kind.GRAPH: GRAPHS, Kind.DECISIONS: (DECISIONS,)}
    return {suffix: kind for kind, some in known.items() for suffix in some}


def kind_of(name: str) -> tuple[Kind, str, str] | None:
    """What a file of that name is read as, the end of the name that says so, and how it is compressed; None: not read.

    >>> kind_of("CC-MAIN.warc.gz"), kind_of("Partners.CSV.gz"), kind_of("logo.png")
    ((<Kind.DOCUMENT: 'document'>, '.warc', '.gz'), (<Kind.TABLE: 'table'>, '.csv', '.gz'), None)
    >>> kind_of("pages.tgz")
    (<Kind.ARCHIVE: 'archive'>, '.tar', '.tgz')
    """
    if found := _known(name):
        return *found, ""
    packed = packing(name)
    inner = ".tar" if packed.lower() == ".tgz" else ""
    if packed and (found := _known(name.removesuffix(packed) + inner)):
        return *found, packed
    return None


def _known(name: str) -> tuple[Kind, str] | None:
    known, at = suffixes(), name.find(".", 1)
    while at > 0:  # the longest end first
        suffix = name[at:].lower()
        if suffix in known:
            return known[suffix], sys.intern(suffix)
        if suffix in ARCHIVES:
            return Kind.ARCHIVE, sys.intern(suffix)
        at = name.find(".", at + 1)
    return None
