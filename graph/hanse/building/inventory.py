"""The sources that were read, in a file till the manifest is written: there may be very many."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from pathlib import Path

from hanse.building.report import Input, as_line
from hanse.building.runs import lines_of, write_run

__all__ = ["Inventory"]


_HELD = 1000


class Inventory:
    """Takes sources in any order, and gives them by label."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "inputs"
        self._held: list[bytes] = []
        self.unchanged = 0

    def add(self, one: Input) -> None:
        """A source that was read."""
        self._held.append(as_line(one))
        self.unchanged += one.cached
        if len(self._held) == _HELD:
            self._put_down()

    def _put_down(self) -> None:
        with self._path.open("ab") as file:
            file.writelines(self._held)
        self._held.clear()

    def lines(self, failed: Container[str]) -> Iterator[bytes]:
        """The sources as lines of JSON, sorted, without those that failed later on, by their identifiers."""
        self._put_down()
        with self._path.open("rb") as file:
            run = write_run(file, self._path.with_name("inputs-sorted"))
        return (line for line in lines_of(run) if not failed or json.loads(line)["identifier"] not in failed)
