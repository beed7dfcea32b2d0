"""A long document in parts, cut where its blocks begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from hanse.model import BlockKind, Document, Span

__all__ = ["LONGEST", "parts"]

LONGEST = 8000
"""Code points of a part: some two thousand words' room for the answer beside it, in models of any size."""


def parts(document: Document, longest: int = LONGEST) -> list[Span]:
    r"""The parts, one after the other: all of the text, at most ``longest`` each.

    A cut is where a block begins: in the last half of what a part may hold, at the outermost block there, a heading if
    there is one; else where a word does; else anywhere.

    >>> from hanse.model import Block, BlockKind
    >>> blocks = tuple(Block(BlockKind.PARAGRAPH, Span(start, start + 8)) for start in (0, 9, 18))
    >>> document = Document("d", "d", "One two.\nThree 4.\nFive 67.", blocks)
    >>> [part.of(document.text) for part in parts(document, 20)]
    ['One two.\nThree 4.\n', 'Five 67.']
    """
    starts = sorted((block.span.start, _rank(document, number)) for number, block in enumerate(document.blocks))
    found, start = [], 0
    while len(document.text) - start > longest:
        end = _cut(document.text, starts, start, start + longest)
        found.append(Span(start, end))
        start = end
    return [*found, Span(start, len(document.text))]


def _rank(document: Document, number: int) -> int:
    """Where to cut first: two for each block around this one, one less for a heading."""
    block = document.blocks[number]
    rank = -1 if block.kind is BlockKind.HEADING else 0
    while block.parent is not None:
        block = document.blocks[block.parent]
        rank += 2
    return rank


def _cut(text: str, starts: list[tuple[int, int]], start: int, end: int) -> int:
    first = bisect_left(starts, ((start + end) // 2 + 1, -1))
    within = starts[first : bisect_right(starts, (end, len(text)))]
    if within:
        return min(within, key=lambda place: (place[1], -place[0]))[0]
    space = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
    return space + 1 if space > 0 else end
