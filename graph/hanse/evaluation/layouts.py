"""What kind of page a document is, by what most of its text stands in."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

from hanse.errors import InputError
from hanse.model import BlockKind, Document

__all__ = ["LAYOUTS", "layout", "layouts"]

LAYOUTS = {
    BlockKind.TABLE: "table",
    BlockKind.LIST: "list",
    BlockKind.PARAGRAPH: "prose",
}
"""Kinds of page, by the outermost block that tells them."""


def layout(document: Document) -> str:
    """Where most of a document's text stands: in tables, in lists (cards included), or in running text.

    >>> from hanse.model import Block, Span
    >>> layout(Document("d", "d.md", "", (Block(BlockKind.HEADING, Span(0, 8)), Block(BlockKind.LIST, Span(9, 30)))))
    'list'
    """
    sizes = Counter(dict.fromkeys(LAYOUTS.values(), 0))
    for block in document.blocks:
        if block.parent is None and not block.boilerplate and block.kind in LAYOUTS:
            sizes[LAYOUTS[block.kind]] += block.span.end - block.span.start
    return sizes.most_common(1)[0][0]


def layouts(folder: Path) -> dict[str, str]:
    """The layout of each document of a folder that can be read, by the stem of its file."""
    from hanse.documents import READERS, format_of, read

    found = {}
    for path in sorted(path for path in folder.rglob("*") if format_of(path) in READERS):
        with suppress(InputError):
            found[path.stem] = layout(read(path))
    return found
