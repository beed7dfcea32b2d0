"""The documents of all sources in shards: what one task of a build reads.

A shard is a stretch of documents in the order of their sources, cut behind a document whose identifier says so by its
hash. So one document more or less changes the shard that it is in and no other, and nothing need be known of all
documents beforehand (content-defined chunking, as rsync and backup programs do it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from hanse.building.cache import key
from hanse.building.source import Source

if TYPE_CHECKING:
    from hanse.documents import Record

__all__ = ["Item", "Shard", "shards"]

_MEAN = 32  # documents between two cuts
_MOST = 128
_BYTES = 16_000_000  # of records that a shard carries


@dataclass(frozen=True, slots=True)
class Item:
    """A document to read: a file, or a record of one."""

    source: Source
    record: Record | None = None  # the source is the document, where there is none

    @property
    def identifier(self) -> str:
        """How the build calls the document."""
        return f"{self.source.identifier}~{self.record.name}" if self.record else self.source.identifier


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are read together."""

    number: int  # its place among all
    name: str  # the same in the next build, as long as the shard before it ends with the same document
    items: tuple[Item, ...]


def shards(items: Iterable[Item]) -> Iterator[Shard]:
    """The items of all sources, in stretches."""
    held: list[Item] = []
    size = number = 0
    before = ""
    for item in items:
        held.append(item)
        size += len(item.record.data) if item.record else 0
        if _cuts(item.identifier) or len(held) == _MOST or size > _BYTES:
            yield _shard(number, before, held)
            held, size, number, before = [], 0, number + 1, item.identifier
    if held:
        yield _shard(number, before, held)


def _shard(number: int, before: str, items: list[Item]) -> Shard:
    return Shard(number, key(before), tuple(items))


def _cuts(identifier: str) -> bool:
    return int.from_bytes(blake2b(identifier.encode(), digest_size=4).digest()) % _MEAN == 0
