"""Where files are: in a folder on this machine, or wherever fsspec reaches."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast
from urllib.parse import urlsplit, urlunsplit

from hanse.errors import InputError

__all__ = ["Folder", "Local", "Remote", "is_remote", "masked"]


class Folder(Protocol):
    """Holds files by their names: paths with "/" below it."""

    @property
    def label(self) -> str:
        """How the graph names it; empty where a file of it was given by itself."""

    def where(self, name: str) -> str:
        """How messages name one of its files."""

    def stamp(self, name: str) -> str:
        """What changes when the file does."""

    def open(self, name: str, at: int) -> BinaryIO:
        """A file's bytes; ``at`` says where it stands, where that takes more than its name."""


@dataclass(frozen=True, slots=True)
class Local:
    """A folder on this machine."""

    path: str
    label: str = ""

    def where(self, name: str) -> str:
        """The path of a file."""
        return str(Path(self.path, name))

    def stamp(self, name: str) -> str:
        """When it was changed, and its size."""
        found = Path(self.path, name).stat()
        return f"{found.st_mtime_ns} {found.st_size}"

    def open(self, name: str, at: int = 0) -> BinaryIO:
        """A file's bytes."""
        return Path(self.path, name).open("rb")


@dataclass(frozen=True, slots=True)
class Remote:
    """A folder that fsspec reaches: a bucket, a server, another machine's disk."""

    address: str
    label: str = ""

    def where(self, name: str) -> str:
        """The address of a file, without passwords in it."""
        return masked(self._address(name))

    def stamp(self, name: str) -> str:
        """What fsspec knows of the file's state."""
        system, path = _reached(self._address(name))
        return str(system.ukey(path))

    def open(self, name: str, at: int = 0) -> BinaryIO:
        """A file's bytes."""
        system, path = _reached(self._address(name))
        with _told(self.where(name)):
            return cast(BinaryIO, io.BufferedReader(system.open(path, "rb")))

    def files(self) -> list[str]:
        """The names of all files below it, sorted; none where it is itself a file."""
        system, path = _reached(self.address)
        with _told(masked(self.address)):
            if system.isfile(path):
                return []
            if not system.exists(path):
                raise FileNotFoundError("there is no such file or folder")
            root = str(system._strip_protocol(path)).rstrip("/")
            return sorted(name[len(root) :].lstrip("/") for name in system.find(root))

    def _address(self, name: str) -> str:
        return f"{self.address}/{name}"


def is_remote(given: str) -> bool:
    """Whether a source is named by an address.

    >>> is_remote("s3://bucket/pages"), is_remote("pages/a.html")
    (True, False)
    """
    return "://" in given


def masked(address: str) -> str:
    """An address without the name and password in it.

    >>> masked("ftp://me:secret@example.org/a.csv")
    'ftp://example.org/a.csv'
    """
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if "@" in parts.netloc else address


def _reached(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        reason = "is an address, and reading those needs fsspec: pip install 'hanse[cluster]'"
        raise InputError(reason, source=masked(address)) from error
    with _told(masked(address)):
        system, path = url_to_fs(address)
        return system, str(path)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What goes wrong in a file system, of whatever kind, becomes an InputError."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
        raise InputError(f"can't be read: {reason}", source=where) from error
