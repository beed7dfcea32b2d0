"""What tables say, a slice of rows at a time: each is kept as a shard of its own.

A table of one slice is done where it is read. A larger one is cut here, and its slices are mapped by all processes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from hanse.building.cache import fingerprint, key, link_or_copy
from hanse.building.extracting import EXTRACTS, TABLE, Table, enrol
from hanse.building.job import Job
from hanse.building.machine import is_of_machine
from hanse.building.packs import opened, renewing
from hanse.building.reading import described, reason
from hanse.building.report import Input
from hanse.building.source import Source
from hanse.building.values import UnreadableError
from hanse.building.workers import NONE, Step
from hanse.errors import InputError
from hanse.extraction import Votes, names_of
from hanse.model import Document, Extract

if TYPE_CHECKING:
    from hanse.tables import Mapping, Problems, Slice

__all__ = ["Mapped", "Portion", "Tabled", "map_portion", "portions", "tabulate"]


@dataclass(frozen=True, slots=True)
class Portion:
    """A slice of a table, to be mapped."""

    source: Source
    number: int
    slice: Slice
    last: bool
    mapping: int  # which of the user's; -1: one that is built in
    depends: str  # all that the table's facts depend on, as a key


@dataclass(slots=True)
class Mapped:
    """What came of a slice. Its extract is in the cache, its entities in a file."""

    name: str
    problems: Problems
    votes: Votes
    cached: bool
    last: bool


@dataclass(slots=True)
class Tabled:
    """What came of a table."""

    source: Source
    input: Input | None = None
    mapping: int = -1
    depends: str = ""
    parts: dict[int, Mapped] = field(default_factory=dict)
    left: int = 0  # the first slice that is still to be mapped; 0: none
    failed: str = ""
    lost: list[str] = field(default_factory=list)  # slices that could not be mapped, and why

    @property
    def shards(self) -> list[str]:
        """The names of its slices."""
        return [part.name for _, part in sorted(self.parts.items())]

    def problems(self) -> list[str]:
        """What could not be used."""
        from hanse.tables import Problems

        found = Problems.of(part.problems for _, part in sorted(self.parts.items()))
        return [*map(str, found), *self.lost]


def tabulate(job: Job, source: Source, step: Step) -> Tabled:
    """What a table says, by the first of the user's mappings that fits, or a built-in one.

    Slices that the earlier build has are taken over; of others the first is mapped.
    """
    done = Tabled(source)
    try:
        with _reading():
            mapping, done.mapping, text = _fitting(source, job.mappings)
            done.input = described(source)
        done.depends = key("table", done.input.sha256, source.label, source.identifier, text, fingerprint(), *_stamps())
        number = 0
        while part := _taken_over(job, source, number, done.depends):
            done.parts[number] = part
            if part.last:
                return done
            number += 1
        if not step(number):
            raise InputError("its first rows could not be read")
        with _reading():
            first = next(_portions(done, mapping, number))
        done.parts[number] = _mapped(job, first, step)
        done.left = 0 if first.last else number + 1
    except (InputError, _TableError) as error:
        done.failed = reason(_cause(error), source)
    return done


def portions(job: Job, tables: Iterable[Tabled]) -> Iterator[Portion]:
    """What is still to be mapped of tables; one that can't be read on is done till there."""
    for one in tables:
        mapping = job.mappings[one.mapping][0] if one.mapping >= 0 else None
        try:
            with _reading():
                yield from _portions(one, mapping, one.left)
        except (InputError, _TableError) as error:
            rest = f"; the {len(one.parts)} parts before that are in the graph"
            one.failed = reason(_cause(error), one.source) + rest


def _portions(table: Tabled, mapping: Mapping | None, first: int) -> Iterator[Portion]:
    from hanse.tables import slices

    def portion(last: bool) -> Iterator[Portion]:
        if waiting:
            yield Portion(table.source, number, waiting, last, table.mapping, table.depends)

    waiting: Slice | None = None
    number = first
    try:
        for one in islice(slices(table.source, mapping), first, None):
            yield from portion(last=False)
            number += waiting is not None
            waiting = one
    except Exception:
        yield from portion(last=False)  # what was read before
        raise
    if waiting is None:
        raise InputError("was changed while it was read" if first else "holds no row")
    yield from portion(last=True)


def map_portion(job: Job, portion: Portion, step: Step) -> Mapped | str:
    """What a slice of a table says, or why that can't be told; "" where the crew knows."""
    if not step(0):
        return ""
    try:
        with _collecting_nothing():
            return _mapped(job, portion, step)
    except _TableError as error:
        return reason(_cause(error), portion.source)


def _mapped(job: Job, portion: Portion, step: Step) -> Mapped:
    from hanse.tables import extract_slice

    source = portion.source
    own, text = job.mappings[portion.mapping] if portion.mapping >= 0 else (None, "")
    depends = key("slice", portion.slice.digest, source.label, source.identifier, text, fingerprint(), *_stamps())
    name = _name(source, portion.number)
    new, old = job.kept(EXTRACTS, name)
    with renewing(new, [old]) as pack:
        extract: Extract | None = pack.take(source.identifier, depends)
        earlier: Table | None = pack.take(TABLE, depends) if extract else None
        if extract is None or earlier is None:
            with _reading():
                extract, problems = extract_slice(portion.slice, source.identifier, own)
            pack.put(source.identifier, depends, extract)
        else:
            problems = earlier.problems
        document = Document(source.identifier, source.label, "", format=source.suffix.lstrip("."))
        table = Table(document, problems, portion.depends, portion.last)
        if table != earlier:
            pack.put(TABLE, depends, table)
        step(NONE)
    enrol(job, name, [extract])
    return Mapped(name, problems, _votes(extract), earlier is not None, portion.last)


def _taken_over(job: Job, source: Source, number: int, depends: str) -> Mapped | None:
    """A slice as the earlier build has it, where the table has not changed at all."""
    name = _name(source, number)
    new, old = job.kept(EXTRACTS, name)
    for pack in opened(new, old):
        try:
            table: Table = pack.get(TABLE)
            extract: Extract = pack.get(source.identifier)
        except (UnreadableError, KeyError):
            continue
        if table.whole == depends:
            if pack.path != new:
                link_or_copy(pack.path, new)
            enrol(job, name, [extract])
            return Mapped(name, table.problems, _votes(extract), True, table.last)
    return None


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Rows make a million small objects and no garbage: looking for some meanwhile takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _votes(extract: Extract) -> Votes:
    votes = Votes()
    votes.add(names_of(extract))
    return votes


def _name(source: Source, number: int) -> str:
    return f"{key(source.identifier)}-{number}"


class _TableError(Exception):
    """What went wrong with a table, and with nothing else."""


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if is_of_machine(error):
            raise
        raise _TableError from error


def _cause(error: Exception) -> Exception:
    return error.__cause__ if isinstance(error.__cause__, Exception) else error


def _fitting(source: Source, mappings: tuple[tuple[Mapping, str], ...]) -> tuple[Mapping | None, int, str]:
    """The mapping for a table, which of the user's it is, and its digest."""
    from hanse.tables import choose, read_table

    if not mappings:
        return None, -1, ""
    sheets = read_table(source)
    for at, (mapping, text) in enumerate(mappings):
        if mapping.rules(sheets):
            return mapping, at, text
    try:
        choose(sheets, str(source))
    except InputError:
        mapping, text = mappings[0]  # which will tell what columns it misses
        return mapping, 0, text
    return None, -1, ""


def _stamps() -> list[str]:
    from hanse.tables import stamps

    return stamps()
