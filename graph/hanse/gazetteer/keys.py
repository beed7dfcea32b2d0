"""Names as 64-bit keys: what the file is sorted by, and how a run of words is looked up without building strings.

A word's key is the BLAKE2b digest of its folded form; a name's key chains those of its words. Two of the file's
half a million names share a key with a probability below 1e-8, and a stranger hits one with about 3e-14, so the
names themselves are not kept.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from hanse.names import fold

__all__ = ["FACTOR", "MASK", "chain", "key", "spelling_key", "word_key"]

FACTOR = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


@lru_cache(maxsize=1 << 15)
def word_key(folded: str) -> int:
    """The key of one folded word."""
    return int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")


def chain(words: Iterable[int]) -> int:
    """The key of a name from those of its words.

    >>> chain([word_key("porto")]) == word_key("porto")
    True
    """
    key = 0
    for word in words:
        key = (key * FACTOR + word) & MASK
    return key


def key(name: str) -> int:
    """The key of a name, folded first; 0 for one without letters or digits.

    >>> key("AVILÉS") == key("avilés"), key("…")
    (True, 0)
    """
    return chain(map(word_key, fold(name).split()))


def spelling_key(name: str) -> int:
    """The key of a name as it is spelled, but for case: by which ordinary words are told from names.

    >>> spelling_key("LOUSÃ") == spelling_key("Lousã"), spelling_key("Lousã") == spelling_key("lousa")
    (True, False)
    """
    return chain(map(word_key, unicodedata.normalize("NFC", name).casefold().split()))
