"""Small words of grammar, from smallwords.toml: sets to be kept by the modules that look words up in them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from hanse.names import fold

__all__ = ["ByLanguage", "by_language", "everywhere", "phrases_by_first", "phrases_of"]


def everywhere(name: str, *, as_written: bool = False) -> frozenset[str]:
    """The words of a table in all languages: folded, or as they are written where folding confuses them.

    >>> "für" in everywhere("lasting-for"), "fur" in everywhere("lasting-for")
    (False, True)
    >>> "où" in everywhere("clause", as_written=True), "ou" in everywhere("clause", as_written=True)
    (True, False)
    """
    return frozenset().union(*by_language(name, as_written=as_written).values())


class ByLanguage(dict[str, frozenset[str]]):
    """The words of a table by the code of their language: none of a language that it has not."""

    def __missing__(self, code: str) -> frozenset[str]:
        return frozenset()


def by_language(name: str, *, as_written: bool = False) -> ByLanguage:
    """The words of a table, by the code of their language.

    >>> "a" in by_language("oblique")["es"], "a" in by_language("oblique")["en"], by_language("oblique")["xx"]
    (True, False, frozenset())
    """
    return ByLanguage(
        (code, frozenset(word if as_written else fold(word) for word in listed.split()))
        for code, listed in _tables()[name].items()
    )


def phrases_of(name: str) -> frozenset[tuple[str, ...]]:
    """The phrases of a table in all languages, as their folded words: "_" stands for the space in one.

    >>> ("among", "others") in phrases_of("asides"), ("tra", "l", "altro") in phrases_of("asides")
    (True, True)
    """
    phrases = everywhere(name, as_written=True)
    return frozenset(tuple(map(fold, phrase.replace("'", "_").split("_"))) for phrase in phrases)


def phrases_by_first(name: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The phrases of a table by their first word, under which they are looked for.

    >>> phrases_by_first("rooms")["salon"][0][1:]
    ('d', 'honneur')
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases_of(name)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("hanse.extraction") / "smallwords.toml").read_text(encoding="utf-8"))
