"""Dictionaries of languages, read where they lie: that takes a tenth of the memory, but each look takes its time.

So what was asked is kept: the lemma of a word, whether it is an ordinary one, whether it is a name, all ask the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from hanse.extraction.memory import Memory

__all__ = ["Dictionaries", "Dictionary"]


class Dictionary(Mapping[str, str]):
    """The forms of a language's words with their lemmas.

    >>> Dictionary({"cities": "city"}).get("cities"), "Riga" in Dictionary({"cities": "city"})
    ('city', False)
    """

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._entries = entries
        self._asked: Memory[str, str | None] = Memory(entries.get)

    def get(self, key: str, default: Any = None, /) -> Any:
        """The lemma of a form, or what is given instead."""
        found = self._asked[key]
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._asked[key] is not None

    def __getitem__(self, key: str) -> str:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class Dictionaries:
    """The dictionaries that simplemma comes with."""

    def __init__(self) -> None:
        from simplemma.strategies.dictionaries import StreamDictionaryFactory

        self._factory = StreamDictionaryFactory(cache_max_size=1)
        self.get_dictionary = cache(self._get)

    def _get(self, lang: str) -> Dictionary:
        """That of a language. Raises ValueError where there is none."""
        return Dictionary(self._factory.get_dictionary(lang))
