"""Which documents of a build are copies of others: their signatures in a file, and what they tell as N-Quads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path

from hanse.building.likeness import SIZE, Likeness, alike
from hanse.building.runs import Run, lines_of, write_run
from hanse.triples import document_iri, graph_iri
from hanse.vocabulary import term

__all__ = ["GRAPH", "Copies"]

GRAPH = "duplicates"
"""The name of the graph that says so."""

Signed = tuple[str, bytes]
"""A document's identifier and signature."""


class Copies:
    """Takes signatures in any order. A document is a copy of one whose identifier comes before its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.found: Counter[bool] = Counter()  # True: the text is the same

    def add(self, signed: Iterable[Signed]) -> None:
        """The documents of a shard."""
        lines = (f"{identifier}\t{signature.hex()}\n".encode() for identifier, signature in signed if signature)
        with self._path.open("ab") as file:
            file.writelines(lines)

    def lines(self, base: str, lost: Container[str]) -> Iterator[bytes]:
        """What is to be said of them, as N-Quads; documents that were lost later on are passed over."""
        self.add(())
        with self._path.open("rb") as file:
            run = write_run(file, self._path.with_name(f"{self._path.name}-sorted"))
        found = self._found(run, lost)
        numbers = {number for one in found for number in (one.copy, one.of)}
        known = enumerate(_signed(run, lost))
        iris = {number: document_iri(identifier, base) for number, (identifier, _) in known if number in numbers}
        graph = graph_iri(GRAPH, base)
        for one in found:
            self.found[one.exact] += 1
            said = term("duplicateOf" if one.exact else "nearDuplicateOf")
            yield f"<{iris[one.copy]}> <{said}> <{iris[one.of]}> <{graph}> .\n".encode()

    def _found(self, run: Run, lost: Container[str]) -> list[Likeness]:
        import numpy as np

        table = self._path.with_name(f"{self._path.name}-table")
        with table.open("wb") as file:
            file.writelines(signature for _, signature in _signed(run, lost))
        if not table.stat().st_size:
            return []
        return sorted(alike(np.memmap(table, np.uint8, "r").reshape(-1, SIZE)))


def _signed(run: Run, lost: Container[str]) -> Iterator[Signed]:
    for line in lines_of(run):
        identifier, _, signature = line.decode().rstrip("\n").partition("\t")
        if identifier not in lost:
            yield identifier, bytes.fromhex(signature)
