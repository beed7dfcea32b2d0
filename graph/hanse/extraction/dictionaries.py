"""Dictionaries of languages, as tries made once on a machine: to open one then takes no time and little memory.

What was asked is kept: the lemma of a word, whether it is an ordinary one, whether it is a name, all ask the same.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
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
        self.get_dictionary = cache(self._get)

    def _get(self, lang: str) -> Dictionary:
        """That of a language. Raises ValueError where there is none."""
        from simplemma.strategies.dictionaries import StreamDictionaryFactory, TrieDictionaryFactory

        folder = _folder()
        try:
            if not _path(folder, lang).is_file():
                _make(folder, lang)
            tries = TrieDictionaryFactory(disk_cache_dir=str(folder))
            return Dictionary(tries.get_dictionary(lang))
        except (OSError, MemoryError):  # nowhere to keep it: it is read where it lies, a third of a second or more
            return Dictionary(StreamDictionaryFactory(cache_max_size=1).get_dictionary(lang))


def _folder() -> Path:
    """Where tries are kept: they go with the release that they are made of."""
    from platformdirs import user_cache_path
    from simplemma import __version__

    return user_cache_path("hanse") / f"simplemma-{__version__}"


def _path(folder: Path, lang: str) -> Path:
    return folder / f"{lang}.dic"


def _make(folder: Path, lang: str) -> None:
    """Make that of a language, seconds for a million forms; whoever comes upon it finds all of it, or nothing.

    Raises OSError where it can't be written, ValueError where there is no such language.
    """
    from simplemma.strategies.dictionaries import TrieDictionaryFactory

    folder.mkdir(parents=True, exist_ok=True)
    with _waited(folder / f"{lang}.lock"):
        if _path(folder, lang).is_file():
            return
        with TemporaryDirectory(dir=folder) as draft:
            TrieDictionaryFactory(disk_cache_dir=draft).get_dictionary(lang)
            _path(Path(draft), lang).replace(_path(folder, lang))


@contextmanager
def _waited(lock: Path) -> Iterator[None]:
    """Wait while another process does the same, where the system can: each would take 0.7 GB for a large language."""
    with lock.open("w") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.lockf(file, fcntl.LOCK_EX)  # not flock: worker processes would inherit it
        yield
