"""Quads from a file into a store: those of the named graphs, and their merge as the default graph.

Both go in as one stream, in turns, a few megabytes at a time: so what is said in a graph and in the merge is in the
same batch of the engine, which then writes each term once. Loaded one after the other, the terms of the second have to
be compacted into those of the first, which takes longer than all else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from hanse.merging import merge
from hanse.store.layout import MERGED
from hanse.store.sealing import seal
from hanse.store.updating import update

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["load", "write"]

_BLOCK = 4 << 20  # bytes of quads at a time
_LINES = 16_000  # lines of quads at a time


def write(directory: Path, quads: Path, *, earlier: Path | None = None, checked: bool = False) -> None:
    """Load the sorted N-Quads file ``quads`` into a new store at ``directory``, in a stream.

    Args:
        directory: where there is nothing yet.
        quads: where a file `MERGED` is beside it, that is their merge, and is gone afterwards.
        earlier: a graph directory; where its quads are much the same, the new store is made of its own, which stays as
            it is.
        checked: check each IRI; not needed for what Hanse wrote itself, and takes a sixth of the time.

    Raises OSError where it can't be written, SyntaxError where the file is not N-Quads.
    """
    from pyoxigraph import Store

    if earlier is None or not update(directory, quads, earlier):
        store = Store(str(directory))
        load(store, quads, checked=checked)
        store.flush()
        del store  # which closes it
    quads.with_name(MERGED).unlink(missing_ok=True)
    seal(directory, quads)


def load(store: Store, quads: Path, *, checked: bool = True) -> None:
    """Load a file's quads, and their merge as the default graph; raises as `write` does."""
    from pyoxigraph import RdfFormat

    merged = quads.with_name(MERGED)
    with ExitStack() as files:
        named = files.enter_context(quads.open("rb"))
        if checked:  # in the order of the file, so that an error tells the right line
            store.bulk_load(path=str(quads), format=RdfFormat.N_QUADS)
            blocks = _joined(merge(named))
        elif merged.is_file():
            blocks = _in_turns(named, files.enter_context(merged.open("rb")))
        else:
            blocks = _with_merge(named)
        stream = _Stream(blocks, files.enter_context(ThreadPoolExecutor(1)))
        store.bulk_load(input=stream, format=RdfFormat.N_QUADS, lenient=True)  # type: ignore[arg-type]  # it has read


class _Stream:
    """Blocks of bytes as a file to read, of which the next one is made while the last one is read."""

    def __init__(self, blocks: Iterator[bytes], ahead: ThreadPoolExecutor) -> None:
        self.blocks, self.ahead = blocks, ahead
        self.left = memoryview(b"")
        self.next: Future[bytes] = ahead.submit(next, blocks, b"")

    def read(self, size: int = -1) -> bytes:
        if not self.left:
            self.left = memoryview(self.next.result())
            self.next = self.ahead.submit(next, self.blocks, b"")
        size = len(self.left) if size < 0 else size
        some, self.left = self.left[:size], self.left[size:]
        return bytes(some)


def _in_turns(named: BinaryIO, packed: BinaryIO) -> Iterator[bytes]:
    """Lines of both files, as far into the one as into the other, which is compressed."""
    from zstandard import ZstdDecompressor

    share = os.fstat(packed.fileno()).st_size / os.fstat(named.fileno()).st_size
    merged = BufferedReader(ZstdDecompressor().stream_reader(packed, read_across_frames=True, closefd=False))
    while block := named.read(_BLOCK):
        yield block + named.readline()
        while packed.tell() < named.tell() * share and (block := merged.read(_BLOCK)):
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
