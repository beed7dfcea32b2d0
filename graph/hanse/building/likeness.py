"""Documents that are copies of others, or nearly: told by a signature of each, whatever order they come in.

A signature is a hash of the main text, and a MinHash of its sequences of five words (Broder 1997) cut to 16 bits (Li
and König 2010): the share of equal places of two is about the share of sequences that both texts have. Documents whose
signatures agree in one of 21 bands of 6 places are compared. A document takes 272 bytes in a file, and some 60 in
memory while it is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from hanse.model import BlockKind, Document, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signatures = NDArray[np.uint8]

__all__ = ["SIZE", "THRESHOLD", "Likeness", "alike", "main_text", "signature"]

THRESHOLD = 0.8
"""Of their sequences of words, the share that two near-duplicates have in common at least."""

_WORDS = 5  # of a sequence
_FEWEST = 30  # words of a text of which so much can be told; of shorter ones only whether they are the same
_PLACES = 128
_BANDS, _ROWS = 21, 6  # of 0.8 in common 99.8 % are found
_HASH = 16  # bytes
SIZE = _HASH + 2 * _PLACES
"""Bytes of a signature."""

_LEADERS = 50  # of documents with the same band, the most that one is compared with
_WORD = re.compile(r"\w+")


class Likeness(NamedTuple):
    """That a document is a copy of another one, by their places in the order of all."""

    copy: int
    of: int  # less than ``copy``
    exact: bool


def main_text(document: Document) -> str:
    """A document's text without its machine-readable head, menus, footers and what else pages of a site share."""
    outer = [block for block in document.blocks if block.parent is None]
    if not outer:
        return document.text
    inner = [block.span for block in document.blocks if block.boilerplate and block.parent is not None]
    texts = [
        _without(block.span, [span for span in inner if span in block.span], document.text)
        for block in outer
        if not block.boilerplate and block.kind is not BlockKind.META
    ]
    return "\n".join(texts)


def _without(whole: Span, cut: list[Span], text: str) -> str:
    """The text of a span without others in it."""
    parts, at = [], whole.start
    for span in sorted(cut):
        parts.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    return "".join((*parts, text[at : whole.end]))


def signature(document: Document) -> bytes:
    """What tells a document from others; empty where it holds nothing but what pages of a site share.

    The same in every process and on every machine, for one version of the library that computes it.
    """
    from rensa import RMinHash

    words = _WORD.findall(main_text(document).casefold())
    if not words:
        return b""
    exact = blake2b(" ".join(words).encode(errors="replace"), digest_size=_HASH).digest()
    if len(words) < _FEWEST:
        return exact + bytes(2 * _PLACES)
    sketch = RMinHash(num_perm=_PLACES, seed=1)
    sketch.update([" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)])
    return exact + b"".join((place & 0xFFFF).to_bytes(2, "little") for place in sketch.digest())


def alike(signatures: Signatures) -> Iterator[Likeness]:
    """Which documents are copies of which: ``signatures`` has a row for each, in an order that is always the same.

    Each copy is told once, with the one that it is a copy of: the first whose text is the same, else one before it with
    which it has enough in common.
    """
    import numpy as np

    first = np.ones(len(signatures), dtype=bool)
    for group in _equal(signatures[:, :_HASH]):
        first[group[1:]] = False
        yield from (Likeness(int(copy), int(group[0]), True) for copy in group[1:])
    minima = signatures[:, _HASH:]
    rest = np.flatnonzero(first & _told(minima))
    linked: set[int] = set()
    for band in range(_BANDS):
        start = band * _ROWS * 2
        for group in _equal(minima[:, start : start + _ROWS * 2], rest):
            for copy, of in _led([one for one in group.tolist() if one not in linked], minima):
                linked.add(copy)
                yield Likeness(copy, of, False)


def _told(minima: Signatures) -> NDArray[np.bool_]:
    """Of which documents there is a MinHash; read in stretches, for they are in a file."""
    import numpy as np

    found = np.zeros(len(minima), dtype=bool)
    for start in range(0, len(minima), 10_000):
        found[start : start + 10_000] = minima[start : start + 10_000].any(axis=1)
    return found


def _led(group: list[int], minima: Signatures) -> Iterator[tuple[int, int]]:
    """Each of a group with the first before it that it is a near-duplicate of, where there is one."""
    import numpy as np

    leaders: list[int] = []
    shapes: list[Any] = []
    for one in group:
        shape = np.ascontiguousarray(minima[one]).view("<u2")
        of = next((at for at, other in enumerate(shapes) if (shape == other).mean() >= THRESHOLD), None)
        if of is not None:
            yield one, leaders[of]
        elif len(leaders) < _LEADERS:
            leaders.append(one)
            shapes.append(shape)


def _equal(rows: Signatures, among: NDArray[np.intp] | None = None) -> Iterator[NDArray[np.intp]]:
    """The numbers of rows that are equal, ascending, for each row that there is more than once."""
    import numpy as np

    numbers = np.arange(len(rows)) if among is None else among
    keys = np.empty(len(numbers), dtype=f"S{rows.shape[1]}")
    for start in range(0, len(numbers), 10_000):
        some = np.ascontiguousarray(rows[numbers[start : start + 10_000]])
        keys[start : start + 10_000] = some.view(f"V{rows.shape[1]}").ravel().view(keys.dtype)
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.append(True, keys[order][1:] != keys[order][:-1])) if len(keys) else order
    sizes = np.diff(np.append(starts, len(keys)))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        yield numbers[order[start : start + size]]
