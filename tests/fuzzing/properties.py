"""What holds for every input, however odd: it is refused with an InputError, or what is made of it is sound.

``read`` and ``tabulate`` take the bytes of a file as its format, ``tell`` goes on from a document to lines of N-Quads.
"""

from __future__ import annotations

import bz2
import gzip
import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import soundness
from hanse.building.graphs import line
from hanse.building.source import Source
from hanse.building.sources import discover
from hanse.documents import COLLECTIONS, READERS, read_record, records
from hanse.errors import InputError
from hanse.extraction import Knowledge, extract, survey
from hanse.files import unpacked
from hanse.gazetteer import load
from hanse.identity import Identity
from hanse.model import DOCUMENT, Document, Extract, Row, Span, Value
from hanse.triples import document_iri, quads

if TYPE_CHECKING:
    from hanse.tables import Mapping

NAME = "it"
MOST_TEXT = 20_000  # characters of which facts are looked for


def read(format: str, data: bytes) -> list[Document]:
    """The documents of a file, which are sound, and the same when it is read again; none where it is refused."""
    if not data:
        return []
    if format in COLLECTIONS:
        documents = _collected(format, data)
        assert _collected(format, data) == documents
    else:
        documents = _single(format, data)
        assert _single(format, data) == documents
    for document in documents:
        soundness.check(document)
        document.text.encode()
    return documents


def _single(format: str, data: bytes) -> list[Document]:
    try:
        return [READERS[format](data, NAME, f"{NAME}.{format}")]
    except InputError as error:
        assert str(error).startswith(f"{NAME}."), error
        return []


def _collected(format: str, data: bytes) -> list[Document]:
    source = f"{NAME}.{format}"
    found: list[Document] = []
    try:
        for record in records(io.BytesIO(data), format, source, lambda error: None):
            with suppress(InputError):
                found.append(read_record(record, NAME, source))
    except InputError as error:
        assert str(error).startswith(source), error
    return found


def tell(document: Document) -> None:
    """What a document says is quoted exactly, is N-Quads, and is the same each time."""
    if len(document.text) > MOST_TEXT:
        return
    gazetteer = load()
    found = survey(document, gazetteer)
    knowledge = Knowledge.of([found], [], gazetteer)
    said = extract(document, knowledge)
    assert said == extract(document, knowledge), "what the first pass leaves to the second changes what is found"
    assert found == survey(document, gazetteer)
    check(said, document)


def tabulate(suffix: str, data: bytes) -> None:
    """A table is refused, or what it says is N-Quads; so it is by the mapping that is drafted for it."""
    from hanse.tables import draft, parse_mapping, read_table

    path = scratch(suffix)
    path.write_bytes(data)
    _check_table(path, None)
    try:
        sheets = read_table(path)
        drafted = draft(sheets, path.name)
    except InputError as error:
        assert str(path) in str(error), error
        return
    if any(sheet.columns for sheet in sheets):
        _check_table(path, parse_mapping(drafted, NAME))


def _check_table(path: Path, mapping: Mapping | None) -> None:
    said = _tabulated(path, mapping)
    assert said == _tabulated(path, mapping)
    if said is not None:
        check(said, Document(NAME, path.name, "", format=path.suffix.lstrip(".")))


def _tabulated(path: Path, mapping: Mapping | None) -> Extract | None:
    from hanse.tables import extract

    try:
        extraction = extract(path, NAME, mapping)
    except InputError as error:
        assert str(path) in str(error), error
        return None
    assert all(str(problem) for problem in extraction.problems)
    return extraction.extract


def unpack(packing: str, data: bytes) -> None:
    """A compressed file is refused, or unpacked as its own library does."""
    try:
        with unpacked(io.BytesIO(data), packing) as file:
            found = file.read()
    except InputError:
        return
    if data and packing != ".zst":
        assert found == {".gz": gzip, ".bz2": bz2}[packing].decompress(data)


def explore(data: bytes) -> None:
    """The members of an archive are found and read, or refused; those that zipfile reads have the same bytes."""
    path = scratch(".zip")
    path.write_bytes(data)
    found = discover([path])
    assert discover([path]) == found
    assert len({source.identifier for source in found.sources}) == len(found.sources)
    read = {source.within: content for source in found.sources if (content := _content(source)) is not None}
    broken = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, zlib.error, EOFError)
    with suppress(*broken), zipfile.ZipFile(path) as archive:
        for name in read.keys() & set(archive.namelist()):
            assert archive.namelist().count(name) > 1 or archive.read(name) == read[name], name


def _content(source: Source) -> bytes | None:
    try:
        with source.raw() as file:
            return file.read()
    except InputError as error:
        assert str(error), error
        return None


def check(said: Extract, document: Document) -> None:
    """What is said is about entities that are named, quotes are exact, and its lines are N-Quads."""
    known = {entity.id for entity in said.entities} | {DOCUMENT}
    assert len(known) == len(said.entities) + 1
    for fact in said.facts:
        assert fact.subject in known
        assert isinstance(fact.object, Value) or fact.object in known
        assert 0 <= fact.evidence.confidence <= 1
        if isinstance(fact.evidence.where, Span):
            assert fact.evidence.where.of(document.text).strip()
        else:
            assert isinstance(fact.evidence.where, Row)
    lines = _lines(said, document)
    assert lines == _lines(said, document)
    _check_lines(lines, document)


def _lines(said: Extract, document: Document) -> list[bytes]:
    identity = Identity(load())
    identity.add(said)
    return [line(quad) for quad in quads(said, document, lambda entity: identity.iri(entity, said.document))]


def _check_lines(lines: Iterable[bytes], document: Document) -> None:
    from pyoxigraph import RdfFormat, parse

    lines = sorted(set(lines))
    found: dict[str, dict[str, Any]] = {}
    count = 0
    for quad in parse(b"".join(lines), format=RdfFormat.N_QUADS):
        count += 1
        found.setdefault(quad.subject.value, {})[quad.predicate.value.rsplit("#", 1)[-1]] = quad.object
    assert count == len(lines), "what was written is not what is read"
    prefix = f"{document_iri(document.identifier)}#char="
    for name, position in found.items():
        if name.startswith(prefix):
            start, end = (int(position[side].value) for side in ("start", "end"))
            quote = found[name.replace("#char=", "#quote=")]
            assert quote["exact"].value == document.text[start:end]
            assert document.text[:start].endswith(quote["prefix"].value)
            assert document.text[end:].startswith(quote["suffix"].value)


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="hanse-fuzzing-")


def scratch(suffix: str) -> Path:
    """A file of this process that each input is written to anew."""
    return Path(_folder().name) / f"{NAME}{suffix}"
