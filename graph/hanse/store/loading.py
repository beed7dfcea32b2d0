"""Quads from a file into a store: those of the named graphs, and their merge as the default graph.

Both go in together, in turns, a few megabytes at a time: so what is said in a graph and in the merge is in the same
batch of the engine, which then writes each term once. Loaded one after the other, the terms of the second have to be
compacted into those of the first, which takes longer than all else. For the same reason, streams that are loaded at the
same time take whole stretches of the subjects.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice, pairwise
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, BinaryIO

from hanse.merging import merge
from hanse.store.layout import MERGED
from hanse.store.sealing import seal
from hanse.store.updating import update

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["STREAMS", "load", "write"]

STREAMS = 2
"""So many loads at the same time, at most. The engine parses in one thread of each and sorts in another; each takes up
to 2.5 GB of memory."""

_AT_ONCE = 4
"""Stretches in one load: the engine sorts what one load brought into what is there while the next goes on, and packs
the tables of a large store well only if it does that more than once."""

_FEW = 16
"""Stretches of a store (about five million quads) that is quick enough as it was loaded."""

_TICK = 0.5  # seconds between two looks at how far it is

_BLOCK = 4 << 20  # bytes of quads at a time
_LINES = 16_000  # lines of quads at a time


def write(
    directory: Path,
    quads: Path,
    *,
    earlier: Path | None = None,
    checked: bool = False,
    streams: int = STREAMS,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Load the sorted N-Quads file ``quads`` into a new store at ``directory``, in streams.

    Args:
        directory: where there is nothing yet.
        quads: where a folder `MERGED` is beside it, that has their merge, and is gone afterwards.
        earlier: a graph directory; where its quads are much the same, the new store is made of its own, which stays as
            it is.
        checked: check each IRI; not needed for what Hanse wrote itself, and takes a sixth of the time.
        streams: loads at the same time, each of which keeps a core busy and takes up to 2.5 GB of memory.
        progress: is told how many parts are done, and of how many.

    Raises OSError where it can't be written, SyntaxError where the file is not N-Quads.
    """
    from pyoxigraph import Store

    if earlier is None or not update(directory, quads, earlier):
        _check_room(directory, quads)
        store = Store(str(directory))
        load(store, quads, checked=checked, streams=streams, progress=progress)
        store.flush()
        del store  # which closes it
    shutil.rmtree(quads.with_name(MERGED), ignore_errors=True)
    seal(directory, quads)


def _check_room(directory: Path, quads: Path) -> None:
    """Raise at once what would come up after a quarter of an hour: a store takes more room than its quads."""
    size, free = quads.stat().st_size, shutil.disk_usage(directory.parent).free
    if free < size:
        told = f"for a store of about {2 * size / 1e9:,.1f} GB, {free / 1e9:,.1f} GB are free"
        raise OSError(errno.ENOSPC, f"{os.strerror(errno.ENOSPC)} {told}", str(directory))


def load(
    store: Store,
    quads: Path,
    *,
    checked: bool = True,
    streams: int = STREAMS,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Load a file's quads, and their merge as the default graph; raises as `write` does."""
    from pyoxigraph import RdfFormat

    stretches = list(_stretches(quads))
    if checked:  # in the order of the file, so that an error tells the right line
        store.bulk_load(path=str(quads), format=RdfFormat.N_QUADS)
    if checked or not stretches:
        with quads.open("rb") as named:
            _fill(store, _joined(merge(named)) if checked else _with_merge(named), Event())
    else:
        _fill_by_stretches(store, quads, stretches, streams, progress)
    if len(stretches) > _FEW:
        store.optimize()  # what was loaded last is searched piece by piece till then, which may take ten times as long


def _fill(store: Store, blocks: Iterator[bytes], stopped: Event) -> None:
    from pyoxigraph import RdfFormat

    with ThreadPoolExecutor(1) as ahead:
        stream = _Stream(blocks, ahead, stopped)
        store.bulk_load(input=stream, format=RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]  # it has read


def _fill_by_stretches(
    store: Store,
    quads: Path,
    stretches: Sequence[_Stretch],
    streams: int,
    progress: Callable[[int, int], None] | None,
) -> None:
    left, total, stopped = deque(stretches), len(stretches) + 1, Event()
    most = min(_AT_ONCE, -(-len(stretches) // streams))  # so that each stream has some

    def work() -> None:
        while some := list(_taken(left, most)):
            _fill(store, _in_turns(quads, some), stopped)

    with ThreadPoolExecutor(streams) as pool:
        loads = [pool.submit(work) for _ in range(streams)]
        try:
            while (state := wait(loads, _TICK, FIRST_EXCEPTION)).not_done and not any(map(_failed, state.done)):
                if progress:
                    progress(total - 1 - len(left), total)
        finally:
            stopped.set()  # where one failed, or somebody stops all of it
        for one in state.done:
            one.result()


def _failed(load: Future[None]) -> bool:
    return load.exception() is not None


def _taken(left: deque[_Stretch], most: int) -> Iterator[_Stretch]:
    """The next stretches that nobody has taken."""
    for _ in range(most):
        try:
            yield left.popleft()
        except IndexError:
            return


class _Stream:
    """Blocks of bytes as a file to read, of which the next one is made while the last one is read."""

    def __init__(self, blocks: Iterator[bytes], ahead: ThreadPoolExecutor, stopped: Event) -> None:
        self.blocks, self.ahead, self.stopped = blocks, ahead, stopped
        self.left = memoryview(b"")
        self.next: Future[bytes] = ahead.submit(next, blocks, b"")

    def read(self, size: int = -1) -> bytes:
        if self.stopped.is_set():
            raise CancelledError
        if not self.left:
            self.left = memoryview(self.next.result())
            self.next = self.ahead.submit(next, self.blocks, b"")
        size = len(self.left) if size < 0 else size
        some, self.left = self.left[:size], self.left[size:]
        return bytes(some)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Bytes of the quads, and where their merge is."""

    start: int
    stop: int
    merged: Path


def _stretches(quads: Path) -> Iterator[_Stretch]:
    merged = quads.with_name(MERGED)
    starts = sorted(int(path.name) for path in merged.iterdir()) if merged.is_dir() else []
    for start, stop in pairwise([*starts, quads.stat().st_size]):
        yield _Stretch(start, stop, merged / str(start))


def _in_turns(quads: Path, stretches: Iterable[_Stretch]) -> Iterator[bytes]:
    """Lines of quads and of their merge, as far into the one as into the other."""
    with quads.open("rb") as named:
        for stretch in stretches:
            with stretch.merged.open("rb") as packed:
                yield from _of_stretch(stretch, named, packed)


def _of_stretch(stretch: _Stretch, named: BinaryIO, packed: BinaryIO) -> Iterator[bytes]:
    from zstandard import ZstdDecompressor

    merged = BufferedReader(ZstdDecompressor().stream_reader(packed, read_across_frames=True, closefd=False))
    share = stretch.merged.stat().st_size / max(1, stretch.stop - stretch.start)
    named.seek(stretch.start)
    while (at := named.tell()) < stretch.stop:
        block = named.read(min(_BLOCK, stretch.stop - at))
        yield block if named.tell() == stretch.stop else block + named.readline()
        while packed.tell() < (named.tell() - stretch.start) * share and (block := merged.read(_BLOCK)):
            yield block + merged.readline()
    while block := merged.read(_BLOCK):
        yield block


def _joined(lines: Iterator[bytes]) -> Iterator[bytes]:
    while some := list(islice(lines, _LINES)):
        yield b"".join(some)


def _with_merge(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of quads, and what they merge into after them."""
    named: list[bytes] = []
    merged: list[bytes] = []

    def noted() -> Iterator[bytes]:
        for line in lines:
            named.append(line)
            yield line

    for triple in merge(noted()):
        merged.append(triple)
        if len(named) >= _LINES:
            yield b"".join(named + merged)
            named.clear()
            merged.clear()
    yield b"".join(named + merged)
