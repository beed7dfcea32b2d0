"""Which names of a corpus matter to a document: those of which it has all the words.

A name that comes to be known, or is known no longer, can change what is read in such documents alone; all others need
not be read again. Words are kept as checksums: where two have the same one, a document is read again for nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from zlib import crc32

from hanse.extraction.recognition.known import Name, parts_of

if TYPE_CHECKING:
    from hanse.extraction.scene import Scene

__all__ = ["Noted", "Relevance"]


@dataclass(frozen=True, slots=True)
class Noted:
    """What a document may find among the names of a corpus: its words, and texts that it was asked for as a whole."""

    words: bytes  # checksums, sorted, 4 bytes each
    asked: tuple[str, ...]

    @classmethod
    def of(cls, scene: Scene) -> Noted:
        """Of a document that was read."""
        sums = array("I", sorted(_sum(word) for word in scene.spelled()))
        return cls(sums.tobytes(), tuple(sorted(scene.asked)))


class Relevance:
    """The names of a corpus, to tell which of them a document may find."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._firsts: dict[int, dict[int, list[tuple[tuple[int, ...], bytes]]]] = {}
        for name in names:
            sums = tuple(map(_sum, parts_of(name.text)))
            if sums:
                seconds = self._firsts.setdefault(sums[0], {})
                seconds.setdefault(sums[min(1, len(sums) - 1)], []).append((sums, _mark(name)))

    def digest(self, noted: Noted) -> str:
        """A digest of all names that matter to a document; the same, as long as they are.

        >>> noted = Noted(array("I", sorted(map(_sum, "the urge network met in riga".split()))).tobytes(), ())
        >>> one, two, three = (Relevance(map(_project, names)) for names in (["URGE"], ["URGE", "URGE Cities"], []))
        >>> one.digest(noted) == two.digest(noted), one.digest(noted) == three.digest(noted)
        (True, False)
        """
        words = {*memoryview(noted.words).cast("I")}
        found = set(self._within(words))
        for text in noted.asked:
            found.update(self._within({*map(_sum, parts_of(text))}))
        return blake2b(b"".join(sorted(found)), digest_size=12).hexdigest()

    def _within(self, words: set[int]) -> Iterator[bytes]:
        for first in self._firsts.keys() & words:
            seconds = self._firsts[first]
            for second in seconds.keys() & words:
                for sums, mark in seconds[second]:
                    if words.issuperset(sums):
                        yield mark


def _project(text: str) -> Name:
    return Name(text, "Project")


@lru_cache(maxsize=1 << 15)
def _sum(word: str) -> int:
    return crc32(word.encode(errors="surrogatepass"))


def _mark(name: Name) -> bytes:
    told = f"{name.text}\t{name.kind}\t{name.canonical}\t{name.score}"
    return blake2b(told.encode(errors="surrogatepass"), digest_size=8).digest()
