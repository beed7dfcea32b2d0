"""Which files are read, as what, and under which identifier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

__all__ = ["Found", "Kind", "Skipped", "Source", "discover"]


class Kind(StrEnum):
    """How a source is read."""

    DOCUMENT = "document"
    TABLE = "table"
    GRAPH = "graph"


TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods")
GRAPHS = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf", ".owl")
_RESERVED = ("gazetteer", "input")  # names of graphs that are no source's


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read."""

    path: Path
    label: str  # how the graph names it: the file's name, after the folder's where a folder was given
    kind: Kind
    suffix: str
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that was left out, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the given files and folders hold."""

    sources: tuple[Source, ...]  # sorted by label, identifiers unique
    skipped: tuple[Skipped, ...]  # named by the user, but can't be read
    ignored: int  # files inside folders of formats that aren't read


def discover(given: Iterable[str | Path], leave_out: Path | None = None) -> Found:
    """Files as they are given, and all files below folders but hidden ones and graphs that Hanse built.

    The result doesn't depend on the order of ``given``. Nothing below ``leave_out`` is read unless it is named.
    """
    sources: dict[Path, Source] = {}
    skipped: list[Skipped] = []
    ignored = 0
    for path in sorted(map(Path, given)):
        if path.is_dir():
            files = list(_below(path, leave_out, skipped))
            known = [source for file in files if (source := _source(file, _label(file, path)))]
            odd = [file for file in files if not file.is_file() and _kind(file.name)]
            skipped += [Skipped(str(file), _unreadable(file)) for file in odd]
            ignored += len(files) - len(known) - len(odd)
            if not known and not any(left.source == str(path) for left in skipped):
                skipped.append(Skipped(str(path), _nothing_in(path, len(files))))
        elif source := _source(path, path.name):
            known = [source]
        else:
            known = []
            skipped.append(Skipped(str(path), _unreadable(path)))
        for source in known:
            sources.setdefault(source.path.resolve(), source)
    return Found(tuple(_identified(sources.values())), tuple(skipped), ignored)


def suffixes() -> dict[str, Kind]:
    """The ends of file names that are read, and as what."""
    from hanse.documents import formats

    return (
        dict.fromkeys(formats(), Kind.DOCUMENT) | dict.fromkeys(TABLES, Kind.TABLE) | dict.fromkeys(GRAPHS, Kind.GRAPH)
    )


def _source(path: Path, label: str) -> Source | None:
    found = _kind(path.name) if path.is_file() else None
    unicode = label.encode(errors="surrogateescape").decode(errors="replace")  # file names may be any bytes
    return Source(path, unicode, *found) if found else None


def _kind(name: str) -> tuple[Kind, str] | None:
    """What a file of that name is read as, and the end of the name that says so."""
    for suffix, kind in sorted(suffixes().items(), key=lambda pair: -len(pair[0])):
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return kind, suffix
    return None


def _label(file: Path, folder: Path) -> str:
    return "/".join((folder.resolve().name, *file.relative_to(folder).parts))


def _below(folder: Path, leave_out: Path | None, skipped: list[Skipped]) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        skipped.append(Skipped(str(folder), f"can't be read: {error.strerror}"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir():
            yield entry
        elif not entry.is_symlink() and entry.resolve() != leave_out and not is_graph(entry):
            yield from _below(entry, leave_out, skipped)


def is_graph(folder: Path) -> bool:
    """Whether ``hanse build`` made this folder."""
    return (folder / "manifest.json").is_file() and (folder / "graph.nq").is_file()


def _unreadable(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return "a link to what is not there"
    if not path.exists():
        return "there is no such file or folder"
    if not path.is_file():
        return "neither a file nor a folder"
    return f"its format is not read; allowed: {' '.join(sorted(suffixes()))}"


def _nothing_in(folder: Path, files: int) -> str:
    holds = f"none of its {files} files has a format that is read" if files else "it is empty"
    return f"nothing to read in this folder: {holds}; allowed: {' '.join(sorted(suffixes()))}"


def _identified(sources: Iterable[Source]) -> Iterator[Source]:
    """Each source under its file's stem; one that is taken already gets a number."""
    taken = set(_RESERVED)
    for source in sorted(sources, key=lambda source: (source.label, str(source.path.resolve()))):
        stem = identifier = clean(source.path.name[: -len(source.suffix)])
        count = 1
        while identifier.casefold() in taken:
            count += 1
            identifier = f"{stem}-{count}"
        taken.add(identifier.casefold())
        yield replace(source, identifier=identifier)


def clean(stem: str) -> str:
    """A file's stem as an identifier: it is part of IRIs and of the name of its text's file.

    >>> clean("d001"), clean("Réseau 2024: villes/ports"), clean("..")
    ('d001', 'Réseau_2024_villes_ports', 'x')
    """
    plain = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", stem)).strip("._") or "x"
    return plain.encode()[:120].decode(errors="ignore")
