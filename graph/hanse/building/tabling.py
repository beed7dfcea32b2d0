"""What tables say, some thousand rows at a time: each such part is kept as a shard of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count
from typing import TYPE_CHECKING

from hanse.building.cache import fingerprint, key
from hanse.building.extracting import EXTRACTS, TABLE, Table, enrol
from hanse.building.job import Job
from hanse.building.packs import renewing
from hanse.building.reading import described, is_of_machine, reason
from hanse.building.report import Input
from hanse.building.source import Source
from hanse.building.workers import NONE, Step
from hanse.errors import InputError
from hanse.extraction import Votes, names_of
from hanse.model import Document, Extract

if TYPE_CHECKING:
    from hanse.tables import Mapping

__all__ = ["Tabled", "tabulate"]

_ROWS = 10_000
"""Of a part."""


@dataclass(slots=True)
class Tabled:
    """What came of a table. Its extracts are in the cache, its entities in files."""

    source: Source
    input: Input | None = None
    cached: bool = True
    shards: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    votes: Votes = field(default_factory=Votes)
    failed: str = ""


def tabulate(job: Job, source: Source, step: Step) -> Tabled:
    """What a table says, by the first of the user's mappings that fits, or a built-in one."""
    done = Tabled(source)
    try:
        with _reading():
            mapping, text = _fitting(source, job.mappings)
            done.input = described(source)
        depends = key("table", done.input.sha256, source.label, source.identifier, text, fingerprint(), *_stamps())
        _tabulate(job, source, mapping, depends, done, step)
    except (InputError, _TableError) as error:
        done.failed = reason(_cause(error), source)
    return done


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


def _tabulate(job: Job, source: Source, mapping: Mapping | None, depends: str, done: Tabled, step: Step) -> None:
    """Part after part: taken over as long as the earlier build has them, then made."""
    document = Document(source.identifier, source.label, "", format=source.suffix.lstrip("."))
    parts: Iterator[tuple[Extract, tuple[str, ...], bool]] | None = None
    for number in count():
        if not step(number):
            raise InputError(f"rows {number * _ROWS + 1:,} to {(number + 1) * _ROWS:,} could not be read")
        name = f"{blake2b(source.identifier.encode(), digest_size=12).hexdigest()}-{number}"
        new, old = job.kept(EXTRACTS, name)
        with renewing(new, [old]) as pack:
            table: Table | None = pack.take(TABLE, depends)
            extract = pack.take(source.identifier, depends) if table else None
            if table is None or extract is None:
                parts = parts or _parts(source, mapping, number)
                with _reading():
                    extract, problems, last = next(parts)
                table = Table(document, problems, last)
                done.cached = False
                pack.put(TABLE, depends, table)
                pack.put(source.identifier, depends, extract)
            step(NONE)
        done.shards.append(name)
        done.problems += table.problems
        done.votes.add(names_of(extract))
        enrol(job, name, [extract])
        if table.last:
            return


def _parts(source: Source, mapping: Mapping | None, first: int) -> Iterator[tuple[Extract, tuple[str, ...], bool]]:
    """The parts of a table from one on: what each says, what was wrong, and whether it is the last."""
    from hanse.tables import extracts

    waiting: tuple[Extract, tuple[str, ...]] | None = None
    for number, part in enumerate(extracts(source, source.identifier, mapping, size=_ROWS)):
        if waiting:
            yield *waiting, False
        if number >= first:
            waiting = part.extract, tuple(str(problem) for problem in part.problems)
    assert waiting is not None, "a table has one part at least"
    yield *waiting, True


def _cause(error: Exception) -> Exception:
    return error.__cause__ if isinstance(error.__cause__, Exception) else error


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


def _stamps() -> list[str]:
    from hanse.tables import stamps

    return stamps()
