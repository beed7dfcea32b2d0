"""What was sent to a server, so that an interrupted push goes on, and the next one sends only what has changed.

A file in the user's state directory for each server and base; a line is added when a graph is there in full. One that
was cut off in its writing counts for nothing.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from hanse.errors import OutputError
from hanse.writing import writing

__all__ = ["Entry", "Journal"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A graph that is on the server."""

    graph: str
    sum: str  # of what was sent; nothing where it was only begun
    found: int = -1  # quads that the server counted, where it did
    place: str = ""  # where the merge went: "default" or the IRI of a graph


class Journal:
    """The entries of a server and a base, by graph."""

    def __init__(self, address: str, base: str) -> None:
        name = sha256(f"{address}\n{base}".encode()).hexdigest()[:32]
        self.path = _state() / "push" / f"{name}.jsonl"
        self.entries: dict[str, Entry] = {}
        for line in self.path.read_bytes().splitlines() if self.path.is_file() else ():
            if entry := _read(line):
                self.entries[entry.graph] = entry

    def add(self, entry: Entry) -> None:
        """Note a graph, for good before this returns."""
        self.entries[entry.graph] = entry
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab") as file:
                # what a process that was killed left of a line is ended first
                file.write(b"\n" + json.dumps(asdict(entry), ensure_ascii=False).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"can't write {self.path}: {error.strerror or error}") from error

    def settle(self, entries: dict[str, Entry]) -> None:
        """Put these in the place of all that was noted."""
        self.entries = entries
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with writing(self.path) as file:
            for graph in sorted(entries):
                file.write(json.dumps(asdict(entries[graph]), ensure_ascii=False).encode() + b"\n")


def _state() -> Path:
    """Where programs keep what they need to go on: https://specifications.freedesktop.org/basedir-spec/."""
    given = os.environ.get("XDG_STATE_HOME", "")
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "state") / "hanse"


def _read(line: bytes) -> Entry | None:
    try:
        said: Any = json.loads(line)
        return Entry(str(said["graph"]), str(said["sum"]), int(said["found"]), str(said["place"]))
    except (ValueError, LookupError, TypeError):
        return None
