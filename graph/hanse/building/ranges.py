"""Runs merged into one graph: range by range of subjects, each a task that any process can do by itself.

A range has all that is said of its subjects, from whichever run. So what needs to see a subject whole is done there
too: the merge that queries see (`hanse.merging`), and the counts of the report.
"""

from __future__ import annotations

import shutil
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, TypeAlias

from hanse.building.cache import passing
from hanse.building.counting import Counts, count
from hanse.building.runs import Run, read_index, read_lines
from hanse.merging import merge
from hanse.store import MERGED, QUADS

__all__ = ["Each", "merge_runs", "one_by_one"]

SIZE = 64_000_000
"""Bytes of lines in a range, about; a subject of more is a range of its own, for it is never cut in two."""

_SAMPLES = 64  # frames of a run of which the subject is looked at to choose the ranges
_PARTS = "parts"

Work: TypeAlias = Callable[[Any, Any, Callable[[int], bool]], Any]
Each: TypeAlias = Callable[[Work, Any, Iterable[Any]], Iterator[tuple[Any, Any, dict[int, str]]]]
"""How tasks are done: `hanse.building.workers` has them done by many processes."""


@dataclass(frozen=True, slots=True)
class Range:
    """The lines from one subject to another, and where runs have them."""

    number: int
    low: bytes
    high: bytes  # nothing: to the end
    pieces: tuple[tuple[int, int, int], ...]  # number of the run, start and end of its frames


@dataclass(frozen=True, slots=True)
class _Here:
    """What all ranges need to know."""

    paths: tuple[Path, ...]
    folder: Path


def one_by_one(work: Work, state: Any, tasks: Iterable[Any]) -> Iterator[tuple[Any, Any, dict[int, str]]]:
    """Tasks done here, one after the other."""
    for task in tasks:
        yield task, work(state, task, lambda _: True), {}


def merge_runs(
    runs: Sequence[Run],
    staging: Path,
    each: Each = one_by_one,
    progress: Callable[[int, int], None] | None = None,
    size: int = SIZE,
) -> Counts:
    """Write what runs hold to ``graph.nq`` in the folder ``staging``, sorted and each line once, and count it.

    The merge of all graphs is written on the way, to a folder beside it, from which `hanse.store.write` makes the
    default graph. ``progress`` is told how many ranges are done, and of how many. Raises OSError where it can't be
    written.
    """
    folder, merged = staging / _PARTS, staging / MERGED
    folder.mkdir()
    merged.mkdir()
    cuts = _cuts(runs, size)
    counts = Counts()
    ready: set[int] = set()
    with (staging / QUADS).open("wb") as quads:
        state = _Here(tuple(run.path for run in runs), folder)
        following = 0
        for done, (task, found, _) in enumerate(each(_merge, state, _ranges(runs, cuts)), 1):
            counts.add(found)
            ready.add(task.number)
            while following in ready:
                (folder / f"{following}.nt.zst").replace(merged / str(quads.tell()))
                _append(folder / f"{following}.nq", quads)
                ready.remove(following)
                following += 1
            if progress:
                progress(done, len(cuts) + 1)
    shutil.rmtree(folder, ignore_errors=True)  # there may be more: who was given up as dead may have done a task, too
    return counts


def _cuts(runs: Iterable[Run], size: int) -> list[bytes]:
    """The subjects at which ranges begin, but the first."""
    samples: list[tuple[bytes, int]] = []
    for run in runs:
        index = read_index(run)
        step = -(-len(index.keys) // _SAMPLES) or 1
        samples += ((index.keys[at], sum(index.sizes[at : at + step])) for at in range(0, len(index.keys), step))
    samples.sort()
    cuts: list[bytes] = []
    held = 0
    for key, group in groupby(samples, itemgetter(0)):
        if held >= size:
            cuts.append(key)
            held = 0
        held += sum(weight for _, weight in group)
    return cuts


def _ranges(runs: Iterable[Run], cuts: Sequence[bytes]) -> Iterator[Range]:
    spans = []  # of each run: where its frames of each range start, and where they end
    for run in runs:
        index = read_index(run)
        firsts = [
            0,
            *(max(0, bisect_left(index.keys, key) - 1) for key in cuts),
        ]  # its first lines may be in the one before
        lasts = [*(bisect_left(index.keys, key) for key in cuts), len(index.keys)]
        spans.append([array("Q", (index.places[frame] for frame in frames)) for frames in (firsts, lasts)])
    for number, (low, high) in enumerate(pairwise([b"", *cuts, b""])):
        pieces = ((run, firsts[number], lasts[number]) for run, (firsts, lasts) in enumerate(spans))
        yield Range(number, low, high, tuple(piece for piece in pieces if piece[1] < piece[2]))


def _merge(here: _Here, task: Range, _: Callable[[int], bool]) -> Counts:
    """Write the quads and the merged triples of a range."""
    from zstandard import ZstdCompressor

    lines: list[bytes] = []
    for run, start, stop in task.pieces:
        some = read_lines(here.paths[run], start, stop)
        first = bisect_left(some, task.low)
        last = bisect_left(some, task.high) if task.high else len(some)
        lines += some[first:last]
    lines.sort()  # quick, for it sees that it is given what is sorted already
    lines = list(dict.fromkeys(lines))
    with _part(here, task, "nq") as file:
        file.writelines(lines)
    with _part(here, task, "nt.zst") as file, ZstdCompressor(level=1).stream_writer(file, closefd=False) as packed:
        packed.write(b"".join(merge(lines)))
    return count(lines)


@contextmanager
def _part(here: _Here, task: Range, suffix: str) -> Iterator[IO[bytes]]:
    part = here.folder / f"{task.number}.{suffix}"
    whole = passing(part)  # another may do the task, too, and be done already
    with whole.open("wb") as file:
        yield file
    whole.replace(part)


def _append(part: Path, whole: IO[bytes]) -> None:
    with part.open("rb") as file:
        shutil.copyfileobj(file, whole, 1 << 20)
    part.unlink()
