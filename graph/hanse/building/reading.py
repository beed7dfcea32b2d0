"""The first pass: a shard's documents are read, and the names noted that each establishes."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from hanse.building.cache import fingerprint, hashed, key
from hanse.building.job import Job
from hanse.building.likeness import signature
from hanse.building.machine import is_of_machine
from hanse.building.packs import Renewal, renewing
from hanse.building.report import Input, fault
from hanse.building.shards import Item, Shard
from hanse.building.source import Source
from hanse.building.workers import NONE, Step
from hanse.errors import HanseError, InputError
from hanse.extraction import Survey, Votes
from hanse.model import Document

if TYPE_CHECKING:
    from hanse.documents import Record

__all__ = [
    "READ",
    "SURVEYED",
    "TEXTS",
    "Collected",
    "Failed",
    "Read",
    "Surveyed",
    "described",
    "items",
    "read",
    "reason",
]

READ = "read"
"""What files of a shard's documents are called."""

SURVEYED = " surveyed"
"""The name, in a shard's pack, of what was noted of its documents; no document is called so."""

TEXTS = " texts"
"""The name, there, of the SHA-256 of their texts."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, or not to its end, and why."""

    source: Source
    reason: str


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What the first pass noted of a document."""

    key: str  # of all that reading it depends on
    survey: Survey
    language: str
    signature: bytes  # that tells it from others
    text: str  # SHA-256


@dataclass(slots=True)
class Collected:
    """A source that holds many documents."""

    source: Source
    documents: int = 0  # that were read
    unchanged: int = 0  # of these
    problems: list[str] = field(default_factory=list)  # what could not be had of it
    failed: str = ""  # why it could not be read to its end

    def described(self) -> Input:
        """The source with its hash and size."""
        told = described(self.source)
        return replace(told, documents=self.documents, cached=self.documents == self.unchanged)


@dataclass(slots=True)
class Read:
    """What came of a shard. Its documents are in the cache, and what was noted of each."""

    shard: int
    name: str
    documents: int = 0
    of: Counter[str] = field(default_factory=Counter)  # documents by source, for those that hold many
    unchanged: Counter[str] = field(default_factory=Counter)  # of these, those that were taken over
    inputs: list[Input] = field(default_factory=list)  # sources that are documents
    failed: list[Failed] = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)  # documents of collections that could not be read
    votes: Votes = field(default_factory=Votes)
    signatures: list[tuple[str, bytes]] = field(default_factory=list)  # by document
    ends: bytes = b""  # pairs of 8 bytes: a mark of an end that pages may share, and which page


def items(source: Source, problems: list[str]) -> Iterator[Item]:
    """The documents of a source that holds many; raises InputError where it can't be read, or not to its end."""
    from hanse.documents import formats, records

    with source.open() as file:
        found = records(file, formats()[source.suffix], str(source), lambda error: problems.append(str(error)))
        yield from (Item(source, record) for record in found)


def read(job: Job, shard: Shard, step: Step) -> Read:
    """Reads the documents of a shard, and takes over those that did not change."""
    done = Read(shard.number, shard.name)
    noted: dict[str, Surveyed] = {}
    ends = array("Q")
    new, old = job.kept(READ, shard.name)
    with renewing(new, [old]) as pack:
        earlier: dict[str, Surveyed] = pack.told(SURVEYED)
        for number, item in enumerate(shard.items):
            if not step(number):
                continue
            try:
                surveyed = _read(item, pack, earlier, done)
            except Exception as error:
                if is_of_machine(error):
                    raise
                _fail(item, error, done)
                continue
            noted[item.identifier] = surveyed
            done.votes.add(surveyed.survey.names)
            done.signatures.append((item.identifier, surveyed.signature))
            ends.extend(_ends(surveyed.survey))
        step(NONE)
        pack.tell(SURVEYED, noted)
        pack.tell(TEXTS, {identifier: one.text for identifier, one in noted.items()})
    done.documents = len(noted)
    done.ends = ends.tobytes()
    return done


def _read(item: Item, pack: Renewal, earlier: dict[str, Surveyed], done: Read) -> Surveyed:
    source = item.source
    record = item.record or _record(source)
    digest = sha256(record.data).hexdigest()
    name = key("document", digest, record.charset, record.address, *_stamp(source, record))
    before = earlier.get(item.identifier)
    unchanged = before is not None and before.key == name and pack.keep(item.identifier, name)
    surveyed = before if before is not None and unchanged else _surveyed(record, item, name, pack)
    if item.record:
        done.of[source.identifier] += 1
        done.unchanged[source.identifier] += unchanged
    else:
        told = described(source) if source.packing else _input(source, digest, len(record.data))
        done.inputs.append(replace(told, documents=1, cached=unchanged))
    return surveyed


def _surveyed(record: Record, item: Item, name: str, pack: Renewal) -> Surveyed:
    from hanse.documents import read_record
    from hanse.extraction import survey
    from hanse.gazetteer import load

    document = _checked(read_record(record, item.identifier, item.source.label))
    pack.put(item.identifier, name, document)
    text = sha256(document.text.encode()).hexdigest()
    return Surveyed(name, survey(document, load()), document.language, signature(document), text)


def _record(source: Source) -> Record:
    """The bytes of a source that is a document."""
    from hanse.documents import formats, records

    with source.open() as file:
        (record,) = records(file, formats()[source.suffix], str(source), _never)
    return record


def described(source: Source) -> Input:
    """A source with its hash and size; raises OSError where it can't be read."""
    with source.raw() as file:
        return _input(source, *hashed(file))


def _input(source: Source, sha256: str, size: int) -> Input:
    return Input(
        source=str(source),
        label=source.label,
        kind=source.kind,
        identifier=source.identifier,
        sha256=sha256,
        size=size,
    )


def _never(error: InputError) -> None:
    raise error


def _stamp(source: Source, record: Record) -> tuple[str, ...]:
    """What else the reading of a record depends on."""
    from hanse.documents import formats, stamp

    return (
        source.label,
        source.identifier,
        record.name,
        stamp(formats()[source.suffix]),
        fingerprint(),
    )


def _checked(document: Document) -> Document:
    """The document, where it can be kept; raises InputError where not."""
    if not document.text.strip():
        raise InputError("holds no text")
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"holds half of a surrogate pair at code point {error.start}") from error
    return document


def _ends(survey: Survey) -> Iterator[int]:
    page = int.from_bytes(blake2b(survey.page.encode(), digest_size=8).digest())
    for mark in survey.tail:
        yield int(mark, 16)
        yield page


def _fail(item: Item, error: Exception, done: Read) -> None:
    if item.record is None:
        done.failed.append(Failed(item.source, reason(error, item.source)))
        return
    place = item.record.place(item.source.label)
    isolated = InputError(error.reason if isinstance(error, InputError) else reason(error, item.source), source=place)
    done.problems.setdefault(item.source.label, []).append(str(isolated))


def reason(error: Exception, source: Source) -> str:
    """What went wrong, without the name of the source: the report gives it."""
    if isinstance(error, HanseError):
        text = str(error)
        for name in (str(source), source.label):
            text = text.removeprefix(name).lstrip(":, ")
        return text
    if isinstance(error, OSError):
        return f"can't be read: {error.strerror or error}"
    return f"could not be processed: {fault(error)}"
