"""Sorted lines in a file: what one part of a build says, kept to be merged with what all others say.

A run holds its lines in frames of a few dozen, each compressed by itself, and after them an index: the subject that
each frame begins with, and how long it is. So a range of subjects is read with one look at each file, and a run that
nothing changed is used again by the next build as it is.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from heapq import merge
from io import BytesIO
from itertools import accumulate, groupby, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from hanse.building.cache import link_or_copy, passing

if TYPE_CHECKING:
    from zstandard import ZstdDecompressor

__all__ = [
    "Index",
    "Run",
    "cut",
    "lines_of",
    "open_run",
    "read_index",
    "read_lines",
    "taken",
    "write_run",
    "write_sorted",
]

FRAME = 64
"""Lines in a frame (15 kB of N-Quads, about): a range needs one of each run at least, and there may be thousands."""

HELD = 96_000_000
"""Bytes of lines that are sorted in memory at a time."""

_TAKEN = 4096  # lines taken at a time
_MAGIC = b"hanse-run-1\n"
_FOOT = struct.Struct("<QQQQQ")  # lines and their bytes; lengths of the three parts of the index
_END = struct.Struct("<L12s")  # of all that comes before
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Run:
    """A file of sorted lines."""

    path: Path
    lines: int
    size: int  # bytes of the lines


@dataclass(frozen=True, slots=True)
class Index:
    """Of a run's frames: the subject each begins with, as `cut` gives it, its bytes as lines, and where it is."""

    keys: list[bytes]
    sizes: array[int]
    places: array[int]  # one more than there are frames: where the last one ends


def cut(line: bytes) -> bytes:
    """A line up to the end of its subject: what sorts before it belongs to earlier subjects.

    >>> cut(b'<urn:a> <urn:b> "c" <urn:g> .')
    b'<urn:a> '
    """
    return line[: line.find(b" ") + 1] or line


def write_run(lines: Iterable[bytes], path: Path, held: int = HELD) -> Run:
    """Write lines, each of which ends in a line feed, in the order of their bytes and each once.

    What is more than ``held`` bytes is sorted in parts, in files beside ``path`` that are gone afterwards. The file
    takes its place when it is whole. Raises OSError where it can't be written.
    """
    with ExitStack() as files:
        parts: list[Iterator[bytes]] = []
        kept: set[bytes] = set()
        size = 0
        stream = iter(lines)
        while some := list(islice(stream, _TAKEN)):
            kept.update(some)
            size += sum(map(len, some))
            if size > held:
                part = passing(path)
                files.callback(part.unlink, missing_ok=True)
                parts.append(lines_of(_write(sorted(kept), part)))
                kept, size = set(), 0
        ordered: Iterable[bytes] = sorted(kept)
        if parts:
            ordered = (line for line, _ in groupby(merge(*parts, ordered)))
        whole = passing(path)
        files.callback(whole.unlink, missing_ok=True)
        run = _write(ordered, whole)
        whole.replace(path)
        return Run(path, run.lines, run.size)


def write_sorted(lines: Iterable[bytes], path: Path, held: int = HELD) -> int:
    """Write lines to a file as they are, in the order of their bytes and each once; gives their number."""
    run = write_run(lines, path.with_name(f"{path.name}.run"), held)
    with path.open("wb") as file:
        file.writelines(lines_of(run))
    run.path.unlink()
    return run.lines


def _write(lines: Iterable[bytes], path: Path) -> Run:
    from zstandard import ZstdCompressor

    compressor = ZstdCompressor(level=1)
    keys: list[bytes] = []
    sizes, lengths = array("Q"), array("Q")
    count = check = 0
    stream = iter(lines)
    with path.open("wb") as file:
        while frame := list(islice(stream, FRAME)):
            raw = b"".join(frame)
            packed = compressor.compress(raw)
            file.write(packed)
            check = crc32(packed, check)
            keys.append(cut(frame[0]).rstrip(b"\n"))
            sizes.append(len(raw))
            lengths.append(len(packed))
            count += len(frame)
        tail = [compressor.compress(part) for part in (b"\n".join(keys), sizes.tobytes(), lengths.tobytes())]
        file.writelines(tail)
        foot = _FOOT.pack(count, sum(sizes), *map(len, tail))
        file.write(foot + _END.pack(crc32(b"".join((*tail, foot)), check), _MAGIC))
    return Run(path, count, sum(sizes))


def open_run(path: Path) -> Run | None:
    """The run that a file holds; None where there is none, or the file is broken, of which every byte is looked at."""
    try:
        with path.open("rb") as file:
            left = file.seek(0, 2) - _END.size
            file.seek(0)
            check = 0
            while left > 0 and (block := file.read(min(left, _BLOCK))):
                left -= len(block)
                check = crc32(block, check)
            if left or file.read() != _END.pack(check, _MAGIC):
                return None
            file.seek(-_FOOT.size - _END.size, 2)
            lines, size, *_ = _FOOT.unpack(file.read(_FOOT.size))
            return Run(path, lines, size)
    except OSError:
        return None


def taken(new: Path, old: Path) -> Run | None:
    """The run that this build wrote at ``new`` before it was interrupted; else the earlier one's at ``old``, linked."""
    if run := open_run(new):
        return run
    if open_run(old) is None:
        return None
    new.unlink(missing_ok=True)
    link_or_copy(old, new)
    return open_run(new)


def read_index(run: Run) -> Index:
    """Where a run's frames are."""
    with run.path.open("rb") as file:
        end = file.seek(-_FOOT.size - _END.size, 2)
        _, _, *lengths = _FOOT.unpack(file.read(_FOOT.size))
        start = end - sum(lengths)
        file.seek(start)
        keys, sizes, packed = (_decompressor().decompress(file.read(length)) for length in lengths)
    return Index(
        keys.split(b"\n") if sizes else [], array("Q", sizes), array("Q", accumulate(array("Q", packed), initial=0))
    )


def read_lines(path: Path, start: int, stop: int) -> list[bytes]:
    """The lines of the frames from one place in a run's file to another."""
    with path.open("rb", buffering=0) as file:
        file.seek(start)
        packed = file.read(stop - start)
    return BytesIO(_decompressor().stream_reader(packed, read_across_frames=True).readall()).readlines()


def lines_of(run: Run) -> Iterator[bytes]:
    """The lines of a run, in their order."""
    places = read_index(run).places
    for start, stop in pairwise(places):
        yield from read_lines(run.path, start, stop)


@cache
def _decompressor() -> ZstdDecompressor:
    from zstandard import ZstdDecompressor

    return ZstdDecompressor()
