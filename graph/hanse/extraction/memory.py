"""What was found out about words, kept for the next time that they are met."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Memory"]

Key = TypeVar("Key")
Found = TypeVar("Found")


class Memory(dict[Key, Found]):
    """What a function gives for a key, asked but once: ``memory[key]`` costs no more than a dictionary.

    It forgets all when it holds too much, so that a long run needs no more room than a short one.

    >>> lengths = Memory(len)
    >>> lengths["Riga"], lengths["Riga"], list(lengths)
    (4, 4, ['Riga'])
    """

    __slots__ = ("_find", "_most")

    def __init__(self, find: Callable[[Key], Found], most: int = 1 << 15) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, key: Key) -> Found:
        found = self._find(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = found
        return found
