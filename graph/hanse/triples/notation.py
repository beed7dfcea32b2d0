"""Terms as N-Quads writes them: text, for there are many, and making an object of each takes several times as long.

What is written here is, to the byte, what Oxigraph writes (``tests/test_triples.py`` holds it to that).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TypeAlias

from pyoxigraph import NamedNode

from hanse.triples.terms import hanse, node, text

__all__ = ["Written", "iri", "own", "prefixed", "quoted", "worded", "written"]

Written: TypeAlias = tuple[str, str, str]
"""A triple, each of its terms as text."""

_ESCAPED = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)} | {
    ord(sign): "\\" + letter for sign, letter in zip('\b\t\n\f\r"\\', 'btnfr"\\', strict=True)
}
_UNSAFE = re.compile("[" + "".join(map(re.escape, map(chr, _ESCAPED))) + "]")


def iri(address: str) -> str:
    """An IRI. Raises ValueError where it is none.

    >>> iri("urn:a")
    '<urn:a>'
    """
    return str(NamedNode(address))


@cache
def prefixed(short: str) -> str:
    """The IRI of a prefixed name."""
    return str(node(short))


@cache
def own(local: str) -> str:
    """The IRI of a class or property of the model, by its local name."""
    return str(hanse(local))


def quoted(words: str) -> str:
    r"""A literal without a language.

    >>> print(quoted('a "b"\n'))
    "a \"b\"\n"
    """
    return f'"{words.translate(_ESCAPED) if _UNSAFE.search(words) else words}"'


def worded(words: str, language: str) -> str:
    """A literal with its language, or without where that is no language tag.

    >>> worded("Riga", "LV"), worded("Riga", ""), worded("Riga", "no tag")
    ('"Riga"@lv', '"Riga"', '"Riga"')
    """
    return quoted(words) + _tag(language)


@lru_cache(4096)
def _tag(language: str) -> str:
    return str(text("", language))[2:]


def written(graph: str, triples: Iterable[Written]) -> Iterator[bytes]:
    """The triples as lines of N-Quads of one graph."""
    end = f" {graph} .\n"
    return (f"{subject} {predicate} {target}{end}".encode() for subject, predicate, target in triples)
