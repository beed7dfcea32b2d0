"""Lines of any number, sorted and each once, in bounded memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

__all__ = ["write_sorted"]

RUN = 400_000
"""Lines sorted in memory at a time (about 150 MB of N-Quads)."""


def write_sorted(lines: Iterable[bytes], path: Path, run: int = RUN) -> int:
    """Write the lines to ``path``, in the order of their bytes and without repeats; gives their number.

    More than ``run`` lines are sorted in parts, in files beside ``path`` that are gone afterwards (external merge sort,
    Knuth, The Art of Computer Programming 3, section 5.4).
    """
    with ExitStack() as files, path.open("wb") as out:
        parts: list[Iterable[bytes]] = []
        held: set[bytes] = set()
        for line in lines:
            held.add(line)
            if len(held) >= run:
                parts.append(_spilled(held, files, path.parent))
                held = set()
        count = _write(merge(*parts, sorted(held)), out)
        out.flush()
        os.fsync(out.fileno())
        return count


def _spilled(held: set[bytes], files: ExitStack, folder: Path) -> Iterator[bytes]:
    part = files.enter_context(TemporaryFile(dir=folder))  # noqa: SIM115 (the stack closes it)
    part.writelines(sorted(held))
    part.seek(0)
    return iter(part)


def _write(lines: Iterable[bytes], out: IO[bytes]) -> int:
    count = 0
    for line, _ in groupby(lines):
        out.write(line)
        count += 1
    return count
