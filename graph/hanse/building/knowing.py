"""Between the passes: what all documents and tables establish becomes what each may know.

It is kept in a file that each worker process loads once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanse.building.values import dumped, loaded
from hanse.extraction import Name, Votes

if TYPE_CHECKING:
    from hanse.extraction import Knowledge, Relevance
    from hanse.pipelines import Pipeline

__all__ = ["Ends", "Known", "known", "write_known"]


_PAGES = 3
_AT_ONCE = 4_000_000  # pairs looked at in memory at a time (64 MB)


class Ends:
    """Which ends of pages at least three pages share: marks and pages go to a file, 16 bytes a line of an end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._path.write_bytes(b"")
        self._count = 0

    def add(self, pairs: bytes) -> None:
        """Pairs of 8 bytes: a mark, and the page that has it."""
        with self._path.open("ab") as file:
            file.write(pairs)
        self._count += len(pairs) // 16

    def shared(self) -> frozenset[str]:
        """The marks that three pages have."""
        parts = self._count // _AT_ONCE + 1
        return frozenset(mark for part in range(parts) for mark in self._shared(part, parts))

    def _shared(self, part: int, parts: int) -> Iterator[str]:
        import numpy as np

        found: list[Any] = []
        with self._path.open("rb") as file:
            while block := file.read(1 << 24):
                pairs = np.frombuffer(block, dtype=np.uint64).reshape(-1, 2)
                found.append(pairs[pairs[:, 0] % np.uint64(parts) == part])
        if found:
            marks, pages = np.unique(np.concatenate(found), axis=0)[:, 0], _PAGES
            each, counts = np.unique(marks, return_counts=True)
            yield from (f"{int(mark):016x}" for mark in each[counts >= pages])


@dataclass(frozen=True, slots=True)
class Known:
    """What a worker may know."""

    knowledge: Knowledge
    relevance: Relevance


def write_known(path: Path, votes: Votes, ends: Ends) -> str:
    """Keep what documents and tables establish; the name of the file, another for each content: processes keep it."""
    names = [(one.text, one.kind, one.score) for one in votes.names()]
    content = dumped((names, sorted(ends.shared())))
    named = path.with_name(f"{path.name}-{sha256(content).hexdigest()[:24]}")
    named.write_bytes(content)
    return named.name


@lru_cache(maxsize=1)
def known(path: Path, pipelines: tuple[Pipeline, ...]) -> Known:
    """What was kept, to be asked."""
    from hanse.extraction import Knowledge, NameIndex, Relevance
    from hanse.gazetteer import load

    told, ends = loaded(path.read_bytes())
    names = [Name(text, kind, score=score) for text, kind, score in told]
    return Known(Knowledge(load(), NameIndex(names), pipelines, frozenset(ends)), Relevance(names))
