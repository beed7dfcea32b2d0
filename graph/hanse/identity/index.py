"""The name index: every key of every source, which keys are one thing, and how often each name is used.

This is what grows with the corpus, so it is packed: texts in one run of bytes, all else in arrays of numbers. A name
costs about 150 bytes.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Index", "Key", "Texts"]


class Key(NamedTuple):
    """What stands for a thing: two entities with a key in common are one."""

    kind: str
    name: str
    scope: str = ""


class Texts:
    """Texts by number, one after the other in memory.

    >>> texts = Texts()
    >>> [texts.append(text) for text in ("Avilés", "", "Riga")], texts[0], texts[2], len(texts)
    ([0, 1, 2], 'Avilés', 'Riga', 3)
    """

    __slots__ = ("_bytes", "_ends")

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def append(self, text: str) -> int:
        """Add one; gives its number."""
        self._bytes += packed(text)
        self._ends.append(len(self._bytes))
        return len(self._ends) - 2

    def raw(self, number: int) -> bytes:
        """One of them in UTF-8."""
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])

    def __getitem__(self, number: int) -> str:
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode(errors="surrogatepass")

    def __len__(self) -> int:
        return len(self._ends) - 1


def packed(text: str) -> bytes:
    """A text in UTF-8, in which the halves of pairs may stand alone: names may be anything."""
    return text.encode(errors="surrogatepass")


class _Numbered(Texts):
    """Texts that have a number each, found by a hash table of numbers with linear probing, at most half full."""

    __slots__ = ("_table",)

    def __init__(self) -> None:
        super().__init__()
        self._tabulate(1 << 10)

    def number(self, text: str) -> int | None:
        """The number of a text that was added."""
        found = self._table[self._slot(packed(text))]
        return found - 1 if found else None

    def append(self, text: str) -> int:
        """The number of a text, which is added if it is new."""
        slot = self._slot(packed(text))
        if found := self._table[slot]:
            return found - 1
        number = super().append(text)
        self._table[slot] = number + 1
        if 2 * len(self) > len(self._table):
            self._tabulate(2 * len(self._table))
        return number

    def _slot(self, text: bytes) -> int:
        table, mask = self._table, len(self._table) - 1
        slot = hash(text) & mask
        while (found := table[slot]) and self.raw(found - 1) != text:
            slot = (slot + 1) & mask
        return slot

    def __getstate__(self) -> tuple[bytearray, array[int]]:
        return self._bytes, self._ends

    def __setstate__(self, state: tuple[bytearray, array[int]]) -> None:
        self._bytes, self._ends = state
        self._tabulate(1 << max(10, (2 * len(self)).bit_length()))  # another process has other hashes

    def _tabulate(self, size: int) -> None:
        self._table = array("I", bytes(4 * size))
        mask = size - 1
        for number in range(len(self)):
            slot = hash(self.raw(number)) & mask
            while self._table[slot]:
                slot = (slot + 1) & mask
            self._table[slot] = number + 1


class Index:
    """Keys by number, in sets that are one thing each, with votes for what they are called.

    >>> index = Index()
    >>> one, other = (index.add(Key("Network", name)) for name in ("in4green", "in 4 green"))
    >>> index.vote(one, "In4Green"), index.vote(one, "In4Green"), index.vote(other, "In-4-Green")
    (None, None, None)
    >>> index.join(one, other)
    >>> index.key(index.root(one)).name, dict(index.votes([one, other]))
    ('in 4 green', {'In4Green': 2, 'In-4-Green': 1})
    """

    def __init__(self) -> None:
        self._keys = _Numbered()
        self._parents = array("I")
        self._newest = array("I")  # number of each key's last vote, from 1; 0 where it has none
        self._earlier = array("I")  # of each vote, the one before it
        self._counts = array("I")
        self._names = Texts()

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: Key) -> int:
        """The number of a key, which is new or not."""
        number = self._keys.append("\0".join(key))
        if number == len(self._parents):
            self._parents.append(number)
            self._newest.append(0)
        return number

    def number(self, key: Key) -> int:
        """The number of a key that a source has; KeyError where none has it."""
        number = self.find(key)
        if number is None:
            raise KeyError(key)
        return number

    def find(self, key: Key) -> int | None:
        """The number of a key, if any source has it."""
        return self._keys.number("\0".join(key))

    def key(self, number: int) -> Key:
        """The key of a number."""
        return Key(*self._keys[number].split("\0", 2))

    def kind(self, number: int) -> str:
        """The class in its key."""
        return self._keys[number].partition("\0")[0]

    def scoped(self, kinds: Iterable[str], lengths: Iterable[int]) -> Iterator[int]:
        """The keys of some classes of which the scope has one of some lengths."""
        starts, wanted = tuple(f"{kind}\0".encode() for kind in kinds), frozenset(lengths)
        for number in range(len(self)):
            key = self._keys.raw(number)
            if key.startswith(starts) and len(key) - key.rindex(b"\0") - 1 in wanted:
                yield number

    def join(self, one: int, other: int) -> None:
        """Make two keys one thing; the root of all its keys is the one that sorts first."""
        first, second = self.root(one), self.root(other)
        if first != second and self._keys.raw(second) < self._keys.raw(first):
            first, second = second, first
        self._parents[second] = first

    def root(self, number: int) -> int:
        """The key that stands for all that are the same thing."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def regroup(self, numbers: Iterable[int]) -> int:
        """Make some keys a thing of their own, apart from those that they were one with; gives their root."""
        members = sorted(numbers, key=self._keys.raw)
        for number in members:
            self._parents[number] = members[0]
        return members[0]

    def roots(self) -> Iterator[int]:
        """The root of each thing."""
        return (number for number, parent in enumerate(self._parents) if parent == number)

    def joined(self) -> dict[int, list[int]]:
        """The keys of each thing that has several, by its root."""
        found: dict[int, list[int]] = {}
        for number, parent in enumerate(self._parents):
            if parent != number:
                root = self.root(number)
                found.setdefault(root, [root]).append(number)
        return found

    def vote(self, number: int, name: str, count: int = 1) -> None:
        """Count a name once more for a key, or several times."""
        vote = self._newest[number]
        while vote and self._names[vote - 1] != name:
            vote = self._earlier[vote - 1]
        if vote:
            self._counts[vote - 1] += count
            return
        self._names.append(name)
        self._counts.append(count)
        self._earlier.append(self._newest[number])
        self._newest[number] = len(self._counts)

    def votes(self, numbers: Iterable[int]) -> Counter[str]:
        """How often each name is used for any of some keys."""
        found: Counter[str] = Counter()
        for number in numbers:
            vote = self._newest[number]
            while vote:
                found[self._names[vote - 1]] += self._counts[vote - 1]
                vote = self._earlier[vote - 1]
        return found

    def before(self, number: int) -> bytes:
        """What keys are sorted by."""
        return self._keys.raw(number)
