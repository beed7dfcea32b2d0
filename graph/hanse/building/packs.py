"""Many values in one file: each compressed by itself, under a name and a key of all that it depends on.

What a build reads and extracts is kept so between its stages, and for the next build, a file for each shard. A pack is
written beside its place and put there in one step. One that is broken counts as absent, and an entry that is broken,
too: what it held is made anew.

    HNSPACK1 · entries, each a Zstandard frame with its checksum · index (a frame) · offset of the index · HNSPACK1
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from hanse.building.cache import link_or_copy, passing
from hanse.building.values import UnreadableError, dumped, loaded, plain

__all__ = ["Pack", "Renewal", "opened", "renewing"]

_MAGIC = b"HNSPACK1"
_END = struct.Struct("<Q8s")


class _Place(NamedTuple):
    key: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A file of values, to read."""

    path: Path
    places: dict[str, _Place]

    def has(self, name: str, key: str) -> bool:
        """Whether there is a value of that name and key."""
        return name in self.places and self.places[name].key == key

    def keys(self) -> dict[str, str]:
        """The key of each name."""
        return {name: place.key for name, place in self.places.items()}

    def get(self, name: str) -> Any:
        """The value of a name; raises UnreadableError, KeyError where there is none."""
        return loaded(self.raw(name))

    def raw(self, name: str) -> bytes:
        """The value of a name as it is kept."""
        place = self.places[name]
        try:
            with self.path.open("rb") as file:
                file.seek(place.start)
                return file.read(place.length)
        except OSError as error:
            raise UnreadableError(str(error)) from error


def opened(*paths: Path) -> list[Pack]:
    """The packs that are there, whole."""
    return [pack for path in paths if (pack := _opened(path))]


def _opened(path: Path) -> Pack | None:
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                return None
            end = file.seek(-_END.size, os.SEEK_END)
            start, magic = _END.unpack(file.read(_END.size))
            if magic != _MAGIC or not len(_MAGIC) <= start < end:
                return None
            file.seek(start)
            index = loaded(file.read(end - start))
    except (OSError, struct.error, UnreadableError):
        return None
    if not isinstance(index, tuple) or not all(isinstance(one, tuple) and len(one) == 4 for one in index):
        return None
    return Pack(path, {name: _Place(key, start, length) for name, key, start, length in index})


@dataclass(slots=True)
class Renewal:
    """A pack in the making: what earlier ones hold under the same key is taken over."""

    earlier: list[Pack]
    entries: dict[str, tuple[str, bytes | Pack]] = field(default_factory=dict)

    def take(self, name: str, key: str) -> Any | None:
        """Take an entry over, and give its value; None where there is none that can be read."""
        for pack in self.earlier:
            if pack.has(name, key):
                try:
                    value = pack.get(name)
                except UnreadableError:
                    continue
                self.entries[name] = key, pack
                return value
        return None

    def keep(self, name: str, key: str) -> bool:
        """Take an entry over without looking at its value; False where there is none that is whole."""
        for pack in self.earlier:
            if pack.has(name, key) and _is_whole(pack, name):
                self.entries[name] = key, pack
                return True
        return False

    def get(self, name: str) -> Any:
        """The value of an entry; raises UnreadableError."""
        _, origin = self.entries[name]
        return origin.get(name) if isinstance(origin, Pack) else loaded(origin)

    def told(self, name: str) -> dict[str, Any]:
        """What earlier packs tell of their entries under a name, the newest first to be believed."""
        told: dict[str, Any] = {}
        for pack in reversed(self.earlier):
            if name in pack.places:
                with suppress(UnreadableError):
                    told |= pack.get(name)
        return told

    def tell(self, name: str, told: dict[str, Any]) -> None:
        """Keep what is to be told of all entries under a name."""
        depends = sha256(repr([(entry, key) for entry, (key, _) in self.entries.items()]).encode()).hexdigest()
        if not self.keep(name, depends):
            self.put(name, depends, told)

    def put(self, name: str, key: str, value: Any) -> None:
        """Keep a value."""
        self.entries[name] = key, dumped(value)

    def unchanged(self) -> Pack | None:
        """An earlier pack that holds just the entries of this one."""
        for pack in self.earlier:
            same = all(origin is pack for _, origin in self.entries.values())
            if same and pack.places.keys() == self.entries.keys():
                return pack
        return None


def _is_whole(pack: Pack, name: str) -> bool:
    try:
        plain(pack.raw(name))
    except UnreadableError:
        return False
    return True


@contextmanager
def renewing(path: Path, earlier: Iterable[Path]) -> Iterator[Renewal]:
    """Makes a pack at ``path`` of what is taken from earlier ones, which may be at the same path, and of what is new.

    Raises OSError where it can't be written.
    """
    renewal = Renewal(opened(*dict.fromkeys((path, *earlier))))
    yield renewal
    same = renewal.unchanged()
    if same is None:
        _write(path, renewal)
    elif same.path != path:
        path.unlink(missing_ok=True)
        link_or_copy(same.path, path)


def _write(path: Path, renewal: Renewal) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = passing(path)
    index: list[tuple[str, str, int, int]] = []
    with partial.open("wb") as file:
        file.write(_MAGIC)
        for name, (key, origin) in renewal.entries.items():
            data = origin.raw(name) if isinstance(origin, Pack) else origin
            index.append((name, key, file.tell(), len(data)))
            file.write(data)
        start = file.tell()
        file.write(dumped(tuple(index)))
        file.write(_END.pack(start, _MAGIC))
    partial.replace(path)
