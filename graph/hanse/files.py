"""Files that are read as streams, again and again, be they compressed or not, on this disk or elsewhere."""

from __future__ import annotations

import bz2
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from hanse.errors import InputError

__all__ = ["File", "LocalFile", "check_ratio", "inflated", "opened", "packing", "streamed", "unpacked"]

_CHUNK = 1 << 16  # bytes read at a time
_PIECE = 1 << 20  # bytes unpacked at a time
_FREE = 100_000_000  # bytes that anything may unpack to
_RATIO = 500  # times its size, the most that anything larger may unpack to


class File(Protocol):
    """What can be read: its text form is how messages name it."""

    @property
    def name(self) -> str:
        """Its name without the folders and without the end that compression gave it: it says the format."""

    def open(self) -> BinaryIO:
        """Its bytes, unpacked, from the beginning; to be closed. Raises OSError or InputError."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on this machine's disk.

    >>> LocalFile(Path("export/partners.csv.gz")).name
    'partners.csv'
    """

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    @property
    def name(self) -> str:
        """Its name without the end that compression gave it."""
        return self.path.name.removesuffix(packing(self.path.name))

    def open(self) -> BinaryIO:
        """Its bytes, unpacked."""
        return unpacked(self.path.open("rb"), packing(self.path.name))


def opened(file: File | Path | str) -> File:
    """A file that is named by its path, or one as it is."""
    return LocalFile(Path(file)) if isinstance(file, str | Path) else file


def packing(name: str) -> str:
    """The end of a file's name that says how it is compressed, as it stands there; empty where it is not.

    >>> packing("a.csv.gz"), packing("B.TXT.ZST"), packing("c.txt"), packing(".gz")
    ('.gz', '.ZST', '', '')
    """
    stem, dot, end = name.rpartition(".")
    return dot + end if stem and (dot + end).lower() in _PACKINGS else ""


def unpacked(file: BinaryIO, packing: str) -> BinaryIO:
    """The unpacked bytes of a compressed file, which is closed with them. What unpacks to far too much is refused."""
    if not packing:
        return file
    taken = 0

    def read() -> bytes:
        nonlocal taken
        data = file.read(_CHUNK)
        taken += len(data)
        return data

    def pieces() -> Iterator[bytes]:
        given = 0
        for piece in _PACKINGS[packing.lower()](read):
            given += len(piece)
            check_ratio(taken, given)
            yield piece

    return streamed(pieces(), file.close)


def check_ratio(packed: int, unpacked: int) -> None:
    """Raise InputError where so few bytes should be so many: it was made to fill a disk."""
    if unpacked > max(_FREE, _RATIO * packed):
        raise InputError(f"unpacks to more than {_RATIO} times its size: not read on")


def streamed(pieces: Iterator[bytes], close: Callable[[], object] = bool) -> BinaryIO:
    """Pieces of bytes as a file to read."""
    return cast(BinaryIO, io.BufferedReader(_Stream(pieces, close), _CHUNK))


class _Stream(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes], close: Callable[[], object]) -> None:
        self._pieces, self._close, self._left = pieces, close, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def close(self) -> None:
        if not self.closed:
            self._close()
        super().close()


Read = Callable[[], bytes]


def inflated(read: Read, window: int) -> Iterator[bytes]:
    """What zlib unpacks, ``window`` as it takes it: one stream after the other, zeros between them passed over."""
    data = read()
    while data:
        inflater = zlib.decompressobj(window)
        while not inflater.eof:
            if not data:
                raise InputError("its compressed data ends too early")
            try:
                yield inflater.decompress(data, _PIECE)
            except zlib.error as error:
                raise InputError(f"its compressed data is broken ({error})") from error
            data = inflater.unconsumed_tail or inflater.unused_data or read()
        if window < 0:
            return
        data = data.lstrip(b"\0")
        while not data and (more := read()):
            data = more.lstrip(b"\0")


def _gunzipped(read: Read) -> Iterator[bytes]:
    return inflated(read, 31)


def _bunzipped(read: Read) -> Iterator[bytes]:
    data = read()
    while data:
        unpacker = bz2.BZ2Decompressor()
        while not unpacker.eof:
            if unpacker.needs_input and not data:
                raise InputError("its compressed data ends too early")
            try:
                piece = unpacker.decompress(data, _PIECE)
            except (OSError, EOFError) as error:
                raise InputError(f"its compressed data is broken ({error})") from error
            yield piece
            data = unpacker.unused_data or (read() if unpacker.needs_input or unpacker.eof else b"")


def _unzstd(read: Read) -> Iterator[bytes]:
    from zstandard import ZstdDecompressor, ZstdError

    data = read()
    while data:
        unpacker = ZstdDecompressor().decompressobj()
        while not unpacker.eof:
            if not data:
                raise InputError("its compressed data ends too early")
            for at in range(0, len(data), _SIP):  # it can't be told how much to give at most
                try:
                    piece = unpacker.decompress(data[at : at + _SIP])
                except ZstdError as error:
                    raise InputError(f"its compressed data is broken ({error})") from error
                yield piece
                if unpacker.eof:
                    data = unpacker.unused_data + data[at + _SIP :]
                    break
            else:
                data = read()
        data = data or read()


_SIP = 1 << 11
_PACKINGS: dict[str, Callable[[Read], Iterator[bytes]]] = {
    ".bz2": _bunzipped,
    ".gz": _gunzipped,
    ".tgz": _gunzipped,
    ".zst": _unzstd,
}
