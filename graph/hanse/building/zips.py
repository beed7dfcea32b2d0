"""The members of ZIP files (APPNOTE 6.3.10), found by offset, so that a million of them take little room."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from hanse.errors import InputError
from hanse.files import check_ratio, inflated, streamed
from hanse.names import printable

__all__ = ["Entry", "entries", "opened"]

_CHUNK = 1 << 16
_END, _END64, _LOCATOR64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_ENTRY, _LOCAL = struct.Struct("<4s4B4HL2L5H2L"), struct.Struct("<4s2B4HL2L2H")
_FULL = 0xFFFFFFFF
_METHODS = {1: "Shrink", 6: "Implode", 9: "Deflate64", 12: "BZIP2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd"}


class Entry(NamedTuple):
    """What an archive's directory says of a member."""

    name: str
    at: int  # where in the archive it says so
    start: int  # where the member's own header stands
    packed: int  # bytes
    size: int  # bytes, unpacked
    method: int
    checksum: int
    encrypted: bool


def entries(file: BinaryIO) -> tuple[int, Iterator[Entry]]:
    """How many bytes stand before an archive in its file, and its members in the order of its directory.

    Raises InputError where it is no ZIP file, or one whose members share bytes: a bomb.
    """
    start, shift, count, end = _directory(file)

    def found() -> Iterator[Entry]:
        at, packed = start, 0
        for _ in range(count):
            entry = _entry(file, at, shift)
            at = file.tell()
            packed += entry.packed
            if packed > end:
                raise InputError("its members share their bytes, as in a bomb")
            yield entry

    return shift, found()


def opened(file: BinaryIO, name: str, at: int, shift: int) -> BinaryIO:
    """A member's bytes, checked against its checksum as they are read to their end; the archive is closed with them."""
    entry = _entry(file, at, shift)
    if entry.name != name:
        raise InputError("was changed while it was read")
    return streamed(_checked(_pieces(file, entry), entry), file.close)


def _directory(file: BinaryIO) -> tuple[int, int, int, int]:
    """Where the directory begins, how many bytes stand before the archive, how many members, and where it all ends."""
    length = file.seek(0, os.SEEK_END)
    tail = _at(file, max(0, length - _END.size - 0xFFFF), _END.size + 0xFFFF)
    found = tail.rfind(b"PK\5\6")
    if found < 0 or len(tail) - found < _END.size:
        raise InputError("is no ZIP file, or its end is missing")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(tail, found)
    end = length - len(tail) + found
    if _FULL in (size, offset) or count == 0xFFFF:
        locator = _at(file, max(0, end - _LOCATOR64.size), _LOCATOR64.size)
        if locator.startswith(b"PK\6\7"):
            end -= _LOCATOR64.size + _END64.size
            signature, *_, count, size, offset = _END64.unpack(_at(file, max(0, end), _END64.size))
            if signature != b"PK\6\6":
                raise InputError("its end is broken")
    start = end - size
    if start < offset:
        raise InputError("its beginning is missing: is it a part of an archive?")
    return start, start - offset, count, end


def _entry(file: BinaryIO, at: int, shift: int) -> Entry:
    """What the directory says at a place; the file then stands at the next entry."""
    head = _at(file, at, _ENTRY.size)
    if len(head) < _ENTRY.size or not head.startswith(b"PK\1\2"):
        raise InputError("its directory is broken")
    _, _, _, _, _, flags, method, _, _, checksum, packed, size, named, extra, comment, _, _, _, start = _ENTRY.unpack(
        head
    )
    name, more = file.read(named), file.read(extra)
    file.seek(comment, os.SEEK_CUR)
    size, packed, start = _wide(more, [size, packed, start])
    return Entry(_named(name, bool(flags & 0x800)), at, start + shift, packed, size, method, checksum, bool(flags & 1))


def _wide(extra: bytes, values: list[int]) -> list[int]:
    """The values, with those that did not fit into 32 bits from the extra field (4.5.3)."""
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<HH", extra)
        if tag == 1:
            told = extra[4 : 4 + length]  # which may be shorter than it says
            wide = iter(value for (value,) in struct.iter_unpack("<Q", told[: len(told) - len(told) % 8]))
            return [next(wide, value) if value == _FULL else value for value in values]
        extra = extra[4 + length :]
    return values


def _named(name: bytes, unicode: bool) -> str:
    """A member's name; many programs write UTF-8 without saying so, some backslashes between folders."""
    try:
        text = name.decode()
    except UnicodeDecodeError:
        text = name.decode("utf-8" if unicode else "cp437", "replace")
    text = text.replace("\\", "/")
    return text if text.isprintable() else printable(text)


def _pieces(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The unpacked bytes of a member."""
    if entry.encrypted:
        raise InputError("is encrypted")
    check_ratio(entry.packed, entry.size)
    if entry.method not in (0, 8):
        method = _METHODS.get(entry.method, f"method {entry.method}")
        raise InputError(f"is compressed with {method}; allowed: Deflate, and none")
    head = _at(file, entry.start, _LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(b"PK\3\4"):
        raise InputError("its place in the archive is broken")
    named, extra = _LOCAL.unpack(head)[-2:]
    place = entry.start + _LOCAL.size + named + extra
    end = place + entry.packed

    def read() -> bytes:
        nonlocal place
        data = _at(file, place, min(_CHUNK, end - place))
        place += len(data)
        return data

    return inflated(read, -15) if entry.method else iter(read, b"")


def _checked(pieces: Iterator[bytes], entry: Entry) -> Iterator[bytes]:
    """The pieces, when they are as many bytes as the directory says, and these."""
    size = checksum = 0
    for piece in pieces:
        size += len(piece)
        if size > entry.size:
            break
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if (size, checksum) != (entry.size, entry.checksum):
        raise InputError("is broken: it is not what the archive's directory says")


def _at(file: BinaryIO, place: int, size: int) -> bytes:
    """Bytes at a place, wherever others have left the file."""
    file.seek(place)
    return file.read(size)
