"""Archives as folders. Names of members only name them: nothing is ever written under one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from hanse.building import tars, zips
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.building.source import Source

__all__ = ["DEEPEST", "Archive", "Format", "Member", "members"]

DEEPEST = 3
"""How many archives may stand in one another."""

_LARGEST_COPY = 4 << 30  # bytes of an archive that is compressed or in another: it is copied out, to find its members
_CHUNK = 1 << 16


class Member(Protocol):
    """A file of an archive."""

    @property
    def name(self) -> str:
        """Its path in it."""

    @property
    def at(self) -> int:
        """Where the archive has it."""


class Format(Protocol):
    """A way to keep many files in one."""

    def entries(self, file: BinaryIO) -> tuple[int, Iterator[Member]]:
        """How many bytes stand before an archive in its file, and its files; raises InputError for a broken one."""

    def opened(self, file: BinaryIO, name: str, at: int, shift: int) -> BinaryIO:
        """The bytes of one of its files; the archive is closed with them."""


_FORMATS: Mapping[str, Format] = {".tar": tars, ".zip": zips}
"""How archives are read, by the end of their names."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive as a folder."""

    holder: Source
    shift: int  # how many bytes stand before it in its file

    @property
    def label(self) -> str:
        """How the graph names it."""
        return self.holder.label

    def where(self, name: str) -> str:
        """The archive and the name of a member in it."""
        return f"{self.holder}/{name}"

    def stamp(self, name: str) -> str:
        """What changes when the archive does."""
        return self.holder.folder.stamp(self.holder.within)

    def open(self, name: str, at: int) -> BinaryIO:
        """A member's bytes."""
        file = _seekable(self.holder)
        try:
            return _FORMATS[self.holder.suffix].opened(file, name, at, self.shift)
        except BaseException:
            file.close()
            raise


def members(holder: Source) -> Iterator[tuple[Archive, Member]]:
    """The files of an archive, and the folder that it is; raises InputError where it can't be read."""
    with _seekable(holder) as file:
        shift, found = _FORMATS[holder.suffix].entries(file)
        archive = Archive(holder, shift)
        for member in found:
            yield archive, member


def _seekable(holder: Source) -> BinaryIO:
    """An archive's file, open; one that is compressed or in another is copied out for as long as it is in use."""
    if not isinstance(holder.folder, Archive) and not holder.packing:
        return holder.open()
    copy = _copied(holder, holder.folder.stamp(holder.within), os.getpid())
    return cast(BinaryIO, os.fdopen(os.dup(copy.descriptor), "rb", 0))


class _Copy:
    """A file without a name, which is gone when nobody needs it any more."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def __del__(self) -> None:
        os.close(self.descriptor)


@lru_cache(maxsize=DEEPEST)
def _copied(holder: Source, stamp: str, process: int) -> _Copy:
    size = 0
    with tempfile.TemporaryFile(prefix="hanse-") as copy, holder.open() as file:
        while data := file.read(_CHUNK):
            size += len(data)
            if size > _LARGEST_COPY:
                raise InputError(
                    f"has more than {_LARGEST_COPY >> 30} GiB, and is compressed or in an archive: unpack that one"
                )
            copy.write(data)
        copy.flush()
        return _Copy(os.dup(copy.fileno()))
