"""Which pairs are compared at all: those with something rare in common, so that their number grows with the things.

Each thing has a few keys: rare words and pairs of words of its names, their letters, their beginning, their initials,
where and when it is, what it is part of. Things with a key in common are a block. A block of few is compared each with
each; one of many, each with its neighbours in the order of their names (sorted neighbourhood, Hernández and Stolfo
1995), and so are all things. So no thing is compared with more than its number of keys times a constant.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from zlib import crc32

import numpy as np

from hanse.reviewing.naming import Name, Weights
from hanse.reviewing.things import Thing

__all__ = ["BLOCK", "WINDOW", "Numbers", "pairs", "split"]

BLOCK = 16
"""Things of a block that are compared each with each."""
WINDOW = 3
"""Neighbours in the order of names that each thing of a larger block is compared with."""

Numbers: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

_RARE = 3  # words of a name that are keys
_NAMES = 6  # names of a thing that have keys


def pairs(things: Sequence[Thing], names: Sequence[Sequence[Name]], weights: Weights) -> Numbers:
    """The pairs of things to compare, sorted, each once, as ``split`` takes them; ``names`` are those of each thing."""
    hashes, bearers = array("Q"), array("I")
    for number, (thing, own) in enumerate(zip(things, names, strict=True)):
        for key in {*_of_names(own[:_NAMES], weights), *_of_circumstances(thing)}:
            hashes.append(_hash(key))
            bearers.append(number)
    count = len(things)
    orders = (_order(count, lambda n: names[n][0].words), _order(count, lambda n: sorted(names[n][0].core)))
    ranks = np.empty(count, dtype=np.int64)
    ranks[orders[0]] = np.arange(count)
    found = [_coded(order[:-gap], order[gap:], count) for order in orders for gap in range(1, WINDOW + 1)]
    found += _blocked(np.frombuffer(hashes, dtype=np.uint64), np.frombuffer(bearers, dtype=np.uint32), ranks)
    return np.unique(np.concatenate(found))


def split(codes: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """The two things of each pair, of ``count`` things."""
    return codes // count, codes % count


def _coded(one: Numbers, other: Numbers, count: int) -> Numbers:
    """Pairs as one number each."""
    return np.unique(np.minimum(one, other) * count + np.maximum(one, other))


def _of_names(names: Iterable[Name], weights: Weights) -> Iterable[str]:
    for name in names:
        rare = sorted(set(name.core), key=lambda word: (weights.count(word), word))[:_RARE]
        yield from (f"word {word}" for word in rare if weights.count(word) > 1)
        yield from (f"words {' '.join(sorted((rare[0], word)))}" for word in rare[1:])
        yield f"letters {name.letters}"
        yield f"begins {''.join(name.core)[:6]}"
        yield from (f"short {one}" for one in ((name.short,) if name.short else name.initials))


def _of_circumstances(thing: Thing) -> Iterable[str]:
    years = {date[:4] for date in thing.starts if date[:1].isdigit()} or {""}
    for year in years:
        yield from (f"of {one} {year}" for one in thing.of)
        if thing.starts:
            yield from (f"in {city} {year}" for city in thing.cities)
    yield from (f"at {date} {city}" for date in thing.starts for city in thing.cities)
    yield from (f"in {city}" for city in thing.cities)
    if len(thing.neighbours) > 1:
        first, second, *_ = sorted(thing.neighbours, key=lambda n: crc32(b"%d" % n))
        yield f"with {first} {second}"


def _hash(key: str) -> int:
    data = key.encode(errors="surrogatepass")
    return crc32(data) << 32 | crc32(data, 0x9E3779B9)


def _order(count: int, key: Callable[[int], object]) -> Numbers:
    return np.array(sorted(range(count), key=key), dtype=np.int64)  # type: ignore[arg-type]


def _blocked(
    hashes: np.ndarray[tuple[int], np.dtype[np.uint64]],
    bearers: np.ndarray[tuple[int], np.dtype[np.uint32]],
    ranks: Numbers,
) -> list[Numbers]:
    """Pairs of those with a key in common."""
    order = np.lexsort((ranks[bearers], hashes))
    members = bearers[order].astype(np.int64)
    _, starts, sizes = np.unique(hashes[order], return_index=True, return_counts=True)
    found = []
    for size in range(2, BLOCK + 1):
        blocks = members[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        found.append(_coded(blocks[:, left].ravel(), blocks[:, right].ravel(), len(ranks)))
    large = np.repeat(sizes > BLOCK, sizes)
    block, held = np.repeat(np.arange(len(sizes)), sizes)[large], members[large]
    for gap in range(1, WINDOW + 1):
        together = block[:-gap] == block[gap:]
        found.append(_coded(held[:-gap][together], held[gap:][together], len(ranks)))
    return found
