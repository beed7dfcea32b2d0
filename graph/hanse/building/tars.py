"""The files of tar archives (POSIX.1-2001's ustar and pax, and GNU's), found by offset."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, NamedTuple, cast

from hanse.errors import InputError
from hanse.files import streamed
from hanse.names import printable

__all__ = ["Entry", "entries", "opened"]

_CHUNK = 1 << 16
_LONGEST = 1 << 20  # bytes of what an archive says of a file: names, dates, owners


class Entry(NamedTuple):
    """A file of an archive."""

    name: str
    at: int  # where its header begins


def entries(file: BinaryIO) -> tuple[int, Iterator[Entry]]:
    """No bytes before an archive, and its files in their order; links, folders and devices are left out.

    Raises InputError where it is no tar archive, or is cut short.
    """

    def found() -> Iterator[Entry]:
        length = file.seek(0, os.SEEK_END)
        with _told(), _archive(file, 0) as archive:
            while member := archive.next():
                archive.members = []  # type: ignore[attr-defined]  # which would all be kept
                if member.offset_data + member.size > length:
                    raise InputError("is cut short")
                if member.isreg():
                    yield Entry(_named(member), member.offset)
            file.seek(archive.offset)
            if any(end := file.read(tarfile.BLOCKSIZE)) or 0 < len(end) < tarfile.BLOCKSIZE:
                raise InputError("is cut short, or broken")

    return 0, found()


def opened(file: BinaryIO, name: str, at: int, shift: int) -> BinaryIO:
    """A file's bytes; the archive is closed with them."""
    with _told():
        archive = _archive(file, at)
        member = archive.next()
        inner = archive.extractfile(member) if member and _named(member) == name else None
    if inner is None:
        raise InputError("was changed while it was read")
    return streamed(_pieces(inner), file.close)


def _pieces(inner: IO[bytes]) -> Iterator[bytes]:
    with _told():
        while piece := inner.read(_CHUNK):
            yield piece


def _archive(file: BinaryIO, at: int) -> tarfile.TarFile:
    """An archive from one of its headers on."""
    file.seek(at)
    return tarfile.TarFile(fileobj=cast(BinaryIO, _Bounded(file)), encoding="utf-8", errors="surrogateescape")


class _Bounded:
    """A file of which little is read at a time: a header may say that it has gigabytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.mode = file, "rb"
        self.seek: Callable[..., int] = file.seek
        self.tell: Callable[[], int] = file.tell

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _LONGEST:
            raise tarfile.ReadError("a header is too long")
        return self._file.read(size)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, ValueError) as error:  # a number in a header that is none
        raise InputError(f"is no tar archive, or a broken one: {error}") from error


def _named(member: tarfile.TarInfo) -> str:
    name = member.name.removeprefix("./")
    return name if name.isprintable() else printable(name)
