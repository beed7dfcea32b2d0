"""What a build did: the report that it returns, and the manifest that it leaves."""

from __future__ import annotations

import json
import platform
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any, Protocol

from hanse import manifest
from hanse.building.sources import Kind, Skipped
from hanse.errors import GraphError

__all__ = [
    "WORK",
    "Beside",
    "Decided",
    "Input",
    "Progress",
    "Report",
    "Trust",
    "as_line",
    "fault",
    "version",
    "write_manifest",
    "written",
]

WORK = "work"
"""A folder inside a graph directory that is being made, for what its stages tell each other."""

_COUNTS = ("documents", "tables", "graphs", "duplicates", "near_duplicates", "facts", "quads")
FORMAT = 1
"""Of the graph directory's layout."""


class Progress(Protocol):
    """Is told how far a stage of the build is: its name, how many of its tasks are done, and of how many."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Input:
    """A source that was read."""

    label: str  # as the graph names it
    identifier: str
    kind: Kind
    source: str  # its path as it was given or found
    sha256: str
    size: int  # bytes
    documents: int = 0  # how many it holds
    cached: bool = False  # its facts, or its reading, were taken from the earlier build


@dataclass(frozen=True, slots=True)
class Beside:
    """What came of an extractor that was asked beside the rules."""

    extractor: str
    facts: int  # that were taken
    left_out: Mapping[str, int]  # what was not, by reason
    failed: tuple[str, ...]  # documents that it could not read, and why
    requests: int = 0  # that were sent for it


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of decisions on identity."""

    merged: int = 0  # things that go on as another
    split: int = 0  # things that were made of others
    kept: int = 0  # pairs that were said to be two, as they were anyway
    undecided: int = 0  # rows that decide nothing
    statements: int = 0  # that are about another thing than without decisions
    without_effect: tuple[str, ...] = ()  # decisions that changed nothing, each with its file, its line, and why
    sources: tuple[str, ...] = ()  # the files


@dataclass(frozen=True, slots=True)
class Trust:
    """How far to trust what documents say by one property."""

    facts: int
    right: float  # the share that is probably right: their mean confidence
    judged: int  # how many such facts of annotated documents that rests on


@dataclass(frozen=True, slots=True)
class Report:
    """What was built, and what was not."""

    directory: Path
    unchanged: int  # sources of which the facts, or the reading, were taken from the earlier build
    skipped: tuple[Skipped, ...]  # sources that could not be read
    problems: tuple[str, ...]  # rows and other parts of sources that could not be used
    ignored: int  # files in folders, of formats that aren't read
    documents: int
    tables: int
    graphs: int
    duplicates: int  # documents with the main text of another one
    near_duplicates: int  # documents with most of it
    facts: int  # distinct statements of documents and tables
    quads: int
    entities: Mapping[str, int] = field(default_factory=dict)  # distinct things by class
    trust: Mapping[str, Trust] = field(default_factory=dict)  # by property, the most frequent first
    seconds: float = 0.0
    unfinished: str = ""  # why what should have been added to the graph in the end was not
    beside: tuple[Beside, ...] = ()
    decisions: Decided = field(default_factory=Decided)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What was read, by label: from the manifest, for there may be very many."""
        told = json.loads((self.directory / manifest.NAME).read_text(encoding="utf-8"))["inputs"]
        return tuple(Input(**one | {"kind": Kind(one["kind"])}) for one in told)

    @property
    def complete(self) -> bool:
        """Whether every source that was named was read by all that were to read it, and the graph was finished."""
        return not (self.skipped or self.unfinished or any(one.failed for one in self.beside))


def as_line(one: Input) -> bytes:
    """A source as a line of JSON; lines sort as their labels do. A path that is not UTF-8 stands as JSON escapes."""
    return (json.dumps(asdict(one), ensure_ascii=False) + "\n").encode(errors="backslashreplace")


def write_manifest(
    report: Report, path: Path, *, inputs: Iterable[bytes], options: Mapping[str, object], started: float
) -> None:
    """Write the manifest: versions, counts, what was left out and why, times; last the inputs (lines) with hashes."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "versions": _versions(),
        "options": options,
        "counts": {name: getattr(report, name) for name in _COUNTS} | {"entities": report.entities},
        "trust": {name: asdict(one) | {"right": round(one.right, 3)} for name, one in report.trust.items()},
        "skipped": [asdict(one) for one in report.skipped],
        "ignored": report.ignored,
        "problems": report.problems,
        "beside": [asdict(one) for one in report.beside],
        "decisions": asdict(report.decisions),
        "unfinished": report.unfinished,
        "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
        "seconds": round(report.seconds, 3),
        "files": sorted({path.name, *(entry.name for entry in path.parent.iterdir())} - {WORK}),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1).removesuffix("\n}")
    with path.open("wb") as file:
        file.write(text.encode(errors="backslashreplace") + b",\n" + manifest.INPUTS)
        separator = b"\n  "
        for line in inputs:
            file.write(separator + line.rstrip(b"\n"))
            separator = b",\n  "
        file.write(b"\n ]\n}\n")


def fault(error: Exception) -> str:
    """What an error that nobody expected was, and where it came up, for whoever mends it."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = "/".join(Path(place.filename).parts[-2:])
    return f"{type(error).__name__}: {error} ({where}, line {place.lineno})"


def written(directory: Path) -> list[str]:
    """What a build wrote into its directory, after its manifest; nothing where that can't be read."""
    try:
        return [str(name) for name in manifest.read(directory)["files"]]
    except (GraphError, KeyError, TypeError):
        return []


def version() -> str:
    """Hanse's version."""
    try:
        return installed("hanse")
    except PackageNotFoundError:
        return "0+unknown"


def _versions() -> dict[str, str]:
    from hanse.extraction import VERSION
    from hanse.gazetteer import load

    return {
        "hanse": version(),
        "extraction": VERSION,
        "gazetteer": load().version,
        "python": platform.python_version(),
        "pyoxigraph": installed("pyoxigraph"),
    }
