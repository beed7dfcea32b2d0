"""The two passes over documents, and the reading of tables: what worker processes do.

The first pass reads each document and notes the names that it establishes; the second extracts its facts, knowing the
names of all. Both keep their results in the cache, under keys of all that they depend on.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.building.cache import Cache, digest, fingerprint, key
from hanse.building.sources import MANY, Source
from hanse.errors import HanseError, InputError, OutputError
from hanse.model import Document, Extract

if TYPE_CHECKING:
    from hanse.extraction import Knowledge, Survey
    from hanse.tables import Mapping

__all__ = ["Extracted", "Failed", "Surveyed", "Tabled", "extracted", "kept_documents", "surveyed", "tabled"]


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, and why."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A source after the first pass; its documents are in the cache under ``name``."""

    source: Source
    name: str
    sha256: str
    size: int
    surveys: tuple[Survey, ...]
    cached: bool


@dataclass(frozen=True, slots=True)
class Extracted:
    """A source after the second pass."""

    source: Source
    extracts: tuple[Extract, ...]
    cached: bool


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table's facts, and the rows that could not be used."""

    source: Source
    sha256: str
    size: int
    extract: Extract
    problems: tuple[str, ...]
    cached: bool


def surveyed(cache: Cache, source: Source) -> Surveyed | Failed:
    """The first pass over a source."""
    from hanse.extraction import survey
    from hanse.gazetteer import load

    try:
        sha256, size = digest(source.path), source.path.stat().st_size
        name = key("documents", sha256, source.label, source.identifier, fingerprint())
        kept = cache.get(name)
        found = tuple((one, survey(one, load())) for one in _documents(source)) if kept is None else kept
    except Exception as error:
        return Failed(source, _reason(error, source))
    if kept is None:
        _keep(cache, name, found)
    return Surveyed(source, name, sha256, size, tuple(noted for _, noted in found), kept is not None)


def extracted(state: tuple[Cache, Knowledge, str], task: Surveyed) -> Extracted | Failed:
    """The second pass over a source; the state's last part is the digest of the knowledge."""
    from hanse.extraction import extract

    cache, knowledge, known = state
    name = key("extracts", task.name, known)
    try:
        kept = cache.get(name)
        found = tuple(extract(one, knowledge) for one in kept_documents(cache, task)) if kept is None else kept
    except Exception as error:
        return Failed(task.source, _reason(error, task.source))
    if kept is None:
        _keep(cache, name, found)
    return Extracted(task.source, found, kept is not None)


def tabled(state: tuple[Cache, tuple[tuple[Mapping, str], ...]], source: Source) -> Tabled | Failed:
    """What a table says, by the first of the given mappings (each with its digest) that fits, or a built-in one."""
    from hanse.tables import extract

    cache, mappings = state
    try:
        mapping, text = _fitting(source, mappings)
        sha256, size = digest(source.path), source.path.stat().st_size
        name = key("table", sha256, source.identifier, text, fingerprint())
        kept = cache.get(name)
        if kept is None:
            result = extract(source.path, source.identifier, mapping)
            found = (result.extract, tuple(str(problem) for problem in result.problems))
        else:
            found = kept
    except Exception as error:
        return Failed(source, _reason(error, source))
    if kept is None:
        _keep(cache, name, found)
    return Tabled(source, sha256, size, *found, kept is not None)


def kept_documents(cache: Cache, task: Surveyed) -> tuple[Document, ...]:
    """The documents of a source that the first pass read."""
    kept = cache.get(task.name)
    if kept is None:
        raise OutputError(f"the cache at {cache.new} was changed during the build; build again")
    return tuple(document for document, _ in kept)


def _documents(source: Source) -> Iterator[Document]:
    from hanse.documents import read, read_all

    if source.suffix not in MANY:
        documents: Iterator[Document] = iter((read(source.path, identifier=source.identifier, source=source.label),))
    else:
        documents = (
            replace(document, identifier=f"{source.identifier}~{number}", source=_within(document, source, number))
            for number, document in enumerate(read_all(source.path), 1)
        )
    for document in documents:
        _check(document)
        yield document


def _within(document: Document, source: Source, number: int) -> str:
    """Where one of many documents comes from: its own address, or its number in the file."""
    return document.source if "://" in document.source else f"{source.label}#{number}"


def _check(document: Document) -> None:
    if not document.text.strip():
        raise InputError("holds no text")
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"holds half of a surrogate pair at code point {error.start}") from error


def _fitting(source: Source, mappings: tuple[tuple[Mapping, str], ...]) -> tuple[Mapping | None, str]:
    from hanse.tables import read_table

    if mappings:
        sheets = read_table(source.path)
        for mapping, text in mappings:
            if mapping.rules(sheets):
                return mapping, text
    return None, ""


def _keep(cache: Cache, name: str, value: object) -> None:
    try:
        cache.put(name, value)
    except OSError as error:
        raise OutputError(f"can't write {cache.new}: {error.strerror}") from error


def _reason(error: Exception, source: Source) -> str:
    """What went wrong, without the name of the source: the report gives it."""
    if isinstance(error, HanseError):
        text = str(error)
        for name in (str(source.path), source.label):
            text = text.removeprefix(name).lstrip(":, ")
        return text
    if isinstance(error, OSError):
        return f"can't be read: {error.strerror or error}"
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = "/".join(Path(place.filename).parts[-2:])
    return f"could not be processed: {type(error).__name__}: {error} ({where}, line {place.lineno})"
