"""What ends many pages of a build word for word: a site's footer, the teasers above it.

Only the ends that three pages with titles of their own share are left out, line by line from the last one up. It stops
at data that such pages may well share: a table, a label ("Partners: …"), a word of paying with a programme.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles
from hanse.extraction.words import words
from hanse.model import Block, BlockKind, Document
from hanse.names import fold

__all__ = ["ending", "name", "shared", "without"]

_PAGES = 3
_LEAST, _LONGEST = 2, 30  # lines of an end
_DATA = {BlockKind.TABLE, BlockKind.ROW, BlockKind.CELL, BlockKind.META}


def name(document: Document, end: Sequence[Mark]) -> str:
    """What tells a page from versions of it: its title, if this stands before its end."""
    ends = min((document.blocks[i].span.start for i, _ in end), default=len(document.text))
    titles = (f.value for f in document.fields if f.name == "title" and f.span.start < ends)
    return fold(next(titles, document.identifier))


def shared(ends: Iterable[tuple[str, tuple[str, ...]]]) -> frozenset[str]:
    """The marks that three documents have, given each one's name and marks; versions of one page count once."""
    pages: dict[str, set[str]] = defaultdict(set)
    for page, marks in ends:
        for mark in marks:
            pages[mark].add(page)
    return frozenset(mark for mark, known in pages.items() if len(known) >= _PAGES)


def without(document: Document, marks: frozenset[str]) -> Document:
    """The document, its shared end marked as boilerplate."""
    gone = {index for index, _ in takewhile(lambda line: line[1] in marks, ending(document))} if marks else set()
    if len(gone) < _LEAST:
        return document
    blocks = (replace(block, boilerplate=True) if i in gone else block for i, block in enumerate(document.blocks))
    return replace(document, blocks=tuple(blocks))


Mark = tuple[int, str]


def ending(document: Document) -> Iterator[Mark]:
    """The last lines of a document, up to half of it, from the end up: each one's block, which has no others in it, and
    a mark for the lines from there on.
    """
    outer = {block.parent for block in document.blocks}
    leaves = [i for i, block in enumerate(document.blocks) if i not in outer and block.kind is not BlockKind.META]
    mark = ""
    for index in leaves[::-1][: min(_LONGEST, len(leaves) // 2)]:
        block = document.blocks[index]
        line = block.span.of(document.text)
        if block.kind in _DATA or _is_data(block, line, document):
            return
        mark = hashlib.blake2b(f"{mark}\n{fold(line)}".encode(), digest_size=8).hexdigest()
        yield index, mark


def _is_data(block: Block, line: str, document: Document) -> bool:
    if block.boilerplate:
        return False
    text = words(line)
    languages = (document.language or "en", "en")
    labelled = block.label is not None and bool(roles(block.label.of(document.text), languages))
    return labelled or bool(roles(line, languages)) or phrases("fund-cue").first(text, languages) is not None
