"""The reading of documents and tables, and the two passes over documents: what worker processes do.

The first pass notes the names that each document establishes; the second extracts its facts, knowing the names of all.
Each keeps its results in the cache, under keys of all that they depend on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hanse.building.cache import Cache, fingerprint, hashed, key
from hanse.building.report import Input, fault
from hanse.building.source import Source
from hanse.errors import HanseError, InputError, OutputError
from hanse.model import Document, Extract

if TYPE_CHECKING:
    from hanse.documents import Record
    from hanse.extraction import Knowledge, Survey
    from hanse.tables import Mapping

__all__ = [
    "Extracted",
    "Failed",
    "Reading",
    "Surveyed",
    "Tabled",
    "described",
    "documents_of",
    "documents_read",
    "extracted",
    "surveyed",
    "tabled",
]


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, and why."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A source of documents that was read; they are in the cache under ``name``."""

    source: Source
    input: Input
    name: str
    language: str  # of the first
    problems: tuple[str, ...]  # documents of a collection that could not be read


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What names a source's documents establish."""

    reading: Reading
    surveys: tuple[Survey, ...]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a source's documents say."""

    reading: Reading
    extracts: tuple[Extract, ...]
    cached: bool


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table's facts, and the rows that could not be used."""

    source: Source
    input: Input
    extract: Extract
    problems: tuple[str, ...]


def described(source: Source) -> Input:
    """A source with its hash and size; raises OSError where it can't be read."""
    with source.raw() as file:
        sha256, size = hashed(file)
    return Input(
        source=str(source),
        label=source.label,
        kind=source.kind,
        identifier=source.identifier,
        sha256=sha256,
        size=size,
    )


def documents_read(cache: Cache, source: Source) -> Reading | Failed:
    """Reads a source's documents into the cache."""
    from hanse.documents import formats, stamp

    try:
        told = described(source)
        by = stamp(formats()[source.suffix])
        name = key("documents", told.sha256, source.label, source.identifier, by, fingerprint())
        kept = cache.get(name)
        documents, problems = _documents(source) if kept is None else kept
    except Exception as error:
        return Failed(source, _reason(error, source))
    if kept is None:
        cache.put(name, (documents, problems))
    told = replace(told, documents=len(documents), cached=kept is not None)
    return Reading(source, told, name, documents[0].language, problems)


def surveyed(cache: Cache, reading: Reading) -> Surveyed | Failed:
    """The first pass over a source."""
    from hanse.extraction import survey
    from hanse.gazetteer import load

    name = key("surveys", reading.name)
    try:
        kept = cache.get(name)
        found = tuple(survey(one, load()) for one in documents_of(reading, cache)) if kept is None else kept
    except Exception as error:
        return Failed(reading.source, _reason(error, reading.source))
    if kept is None:
        cache.put(name, found)
    return Surveyed(reading, found)


def extracted(state: tuple[Cache, Knowledge], reading: Reading) -> Extracted | Failed:
    """The second pass over a source, knowing what all establish."""
    from hanse.extraction import extract

    cache, knowledge = state
    name = key("extracts", reading.name, knowledge.digest)
    try:
        kept = cache.get(name)
        found = tuple(extract(one, knowledge) for one in documents_of(reading, cache)) if kept is None else kept
    except Exception as error:
        return Failed(reading.source, _reason(error, reading.source))
    if kept is None:
        cache.put(name, found)
    return Extracted(reading, found, kept is not None)


def tabled(state: tuple[Cache, tuple[tuple[Mapping, str], ...]], source: Source) -> Tabled | Failed:
    """What a table says, by the first of the given mappings (each with its digest) that fits, or a built-in one."""
    from hanse.tables import extract, stamps

    cache, mappings = state
    try:
        mapping, text = _fitting(source, mappings)
        told = described(source)
        name = key("table", told.sha256, source.identifier, text, fingerprint(), *stamps())
        kept = cache.get(name)
        if kept is None:
            result = extract(source, source.identifier, mapping)
            found = (result.extract, tuple(str(problem) for problem in result.problems))
        else:
            found = kept
    except Exception as error:
        return Failed(source, _reason(error, source))
    if kept is None:
        cache.put(name, found)
    return Tabled(source, replace(told, cached=kept is not None), *found)


def documents_of(reading: Reading, cache: Cache) -> tuple[Document, ...]:
    """The documents of a source that was read."""
    kept: tuple[tuple[Document, ...], tuple[str, ...]] | None = cache.get(reading.name)
    if kept is None:
        raise OutputError(f"the cache at {cache.new} was changed during the build; build again")
    return kept[0]


def _documents(source: Source) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents of a source, and what was wrong with others where it holds many."""
    from hanse.documents import formats, records

    problems: list[InputError] = []
    documents = []
    with source.open() as file:
        for record in records(file, formats()[source.suffix], str(source), problems.append):
            try:
                documents.append(_document(record, source))
            except InputError as error:
                if not record.number:
                    raise
                problems.append(InputError(error.reason, source=record.place(source.label)))
    if not documents:
        raise problems[0] if problems else InputError("holds no document")
    return tuple(documents), tuple(map(str, problems))


def _document(record: Record, source: Source) -> Document:
    """The document of a record; one of many is called by its number among them."""
    from hanse.documents import read_record

    identifier = f"{source.identifier}~{record.number}" if record.number else source.identifier
    return _checked(read_record(record, identifier, source.label))


def _checked(document: Document) -> Document:
    """The document, where it can be kept; raises InputError where not."""
    if not document.text.strip():
        raise InputError("holds no text")
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"holds half of a surrogate pair at code point {error.start}") from error
    return document


def _fitting(source: Source, mappings: tuple[tuple[Mapping, str], ...]) -> tuple[Mapping | None, str]:
    from hanse.tables import choose, read_table

    if not mappings:
        return None, ""
    sheets = read_table(source)
    for mapping, text in mappings:
        if mapping.rules(sheets):
            return mapping, text
    try:
        choose(sheets, str(source))
    except InputError:
        return mappings[0]  # which will tell what columns it misses
    return None, ""


def _reason(error: Exception, source: Source) -> str:
    """What went wrong, without the name of the source: the report gives it."""
    if isinstance(error, HanseError):
        text = str(error)
        for name in (str(source), source.label):
            text = text.removeprefix(name).lstrip(":, ")
        return text
    if isinstance(error, OSError):
        return f"can't be read: {error.strerror or error}"
    return f"could not be processed: {fault(error)}"
