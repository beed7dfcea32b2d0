"""A document while it is read: text is appended, blocks are opened and closed, and so have exact offsets.

Every format ends here. Readers of marked-up formats write their text piece by piece; the reader of plain text gives the
whole text first and lays blocks over it. Either way the blocks stand in document order, parents first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from hanse.model import Block, BlockKind, Field, Mark, Span

__all__ = ["DEEPEST", "Draft", "Node", "OpenMark", "visible"]

DEEPEST = 40
"""How deep blocks may lie in each other; what is deeper becomes text of the block above."""

_GAPS = ("", " ", ": ", "\t", "\n", "\n\n")
_HIDDEN = str.maketrans(
    {code: " " for codes in (range(9), range(14, 32), range(0x7F, 0xA0), range(0xD800, 0xE000)) for code in codes}
    | dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF), "")
)
"""Control characters and halves of surrogate pairs, which part words, and what shows nothing, which doesn't."""


@dataclass(slots=True, eq=False)
class Node:
    """A block that is being made."""

    kind: BlockKind
    start: int = -1
    end: int = -1
    parent: Node | None = None
    level: int = 0
    label: Span | None = None
    columns: int = 1
    rows: int = 1
    header: bool = False
    boilerplate: bool = False
    breaks: list[int] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)

    def ancestors(self) -> Iterator[Node]:
        """The blocks around it, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class OpenMark:
    """A mark that is being made."""

    kind: Literal["strong", "emphasis", "link", "tag"]
    target: str
    start: int = -1


class Draft:
    r"""The text, blocks, marks and fields of a document to be.

    >>> draft = Draft()
    >>> with draft.block(BlockKind.HEADING, level=1):
    ...     draft.write("  In4Green ")
    >>> with draft.block(BlockKind.PARAGRAPH):
    ...     draft.write("Led by\n Avilés")
    >>> draft.text, [node.span for node in draft.nodes]
    ('In4Green\n\nLed by Avilés', [Span(start=0, end=8), Span(start=10, end=23)])
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.nodes: list[Node] = []
        self.marks: list[Mark] = []
        self.fields: list[Field] = []
        self.language = ""
        self.stack: list[Node] = []
        self.clutter = 0  # how many open elements are boilerplate
        self._gap = ""
        self._joint = False
        self._last = ""
        self._unstarted: list[Node | OpenMark] = []

    @property
    def text(self) -> str:
        """All that was written so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    # writing

    def write(self, text: str) -> None:
        """Append running text; white space collapses, as on a page."""
        words = visible(text)
        if words:
            if text[0].isspace():
                self.gap(" ")
            self._put(words)
        if text and text[-1].isspace():
            self.gap(" ")

    def append(self, text: str) -> int:
        """Add a whole text as it stands, after a blank line; its offset is returned."""
        if self.length and text:
            self.gap("\n\n")
        if text:
            self._put(text)
        return self.length - len(text)

    def write_lines(self, text: str) -> None:
        """Append text whose line ends count."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.break_line()
            self.write(line)

    def gap(self, gap: str) -> None:
        """Keep at least this distance before the next text."""
        if self.length and _GAPS.index(gap) > _GAPS.index(self._gap):
            self._gap = gap

    def joint(self) -> None:
        """Adjacent pieces of a page meet here: they are different words unless they look like one."""
        self._joint = True

    def break_line(self) -> None:
        """A line end inside a block."""
        if self.stack and self.stack[-1].start >= 0:
            self.gap("\n")
            self.stack[-1].breaks.append(self.length)

    def _put(self, text: str) -> None:
        if self._joint and not self._gap and _are_apart(self._last, text[0]):
            self._gap = " "
        self._joint = False
        if self._gap and self.length:
            self._pieces.append(self._gap)
            self.length += len(self._gap)
        self._gap = ""
        for waiting in self._unstarted:
            waiting.start = self.length
        self._unstarted.clear()
        self._pieces.append(text)
        self.length += len(text)
        self._last = text[-1]

    # blocks

    def open(
        self, kind: BlockKind, *, level: int = 0, columns: int = 1, rows: int = 1, header: bool = False
    ) -> Node | None:
        """Begin a block; None if it would lie too deep."""
        if len(self.stack) >= DEEPEST:
            return None
        parent = self.stack[-1] if self.stack else None
        if parent is None or parent.start >= 0:
            self.gap(_distance(kind, parent))
        node = Node(
            kind,
            parent=parent,
            level=level,
            columns=columns,
            rows=rows,
            header=header,
            boilerplate=self.clutter > 0,
        )
        self.nodes.append(node)
        self.stack.append(node)
        self._unstarted.append(node)
        return node

    def close(self, node: Node | None) -> None:
        """End a block and all that is still open inside it; a block without text is dropped."""
        if node is None or node not in self.stack:
            return
        while True:
            last = self.stack.pop()
            last.end = self.length
            self._joint = False
            if last.start < 0:
                self._unstarted.remove(last)
                self.nodes.pop()  # blocks inside it were empty too, and are gone
            else:
                self._unwrap(last)
            if last is node:
                return

    def _unwrap(self, node: Node) -> None:
        """An item or cell whose only content is one paragraph needs no paragraph."""
        if node.kind not in {BlockKind.ITEM, BlockKind.CELL} or self.nodes[-1].kind is not BlockKind.PARAGRAPH:
            return
        inner = self.nodes[-1]
        if len(self.nodes) > 1 and self.nodes[-2] is node and inner.label is None:
            node.breaks = inner.breaks
            self.nodes.pop()

    @contextmanager
    def block(
        self, kind: BlockKind, *, level: int = 0, columns: int = 1, rows: int = 1, header: bool = False
    ) -> Iterator[Node | None]:
        """A block around what is written meanwhile."""
        node = self.open(kind, level=level, columns=columns, rows=rows, header=header)
        yield node
        self.close(node)

    def lay(self, kind: BlockKind, span: Span, parent: Node | None = None, *, level: int = 0) -> Node:
        """Put a block over text that is there already."""
        node = Node(kind, span.start, span.end, parent, level)
        self.nodes.append(node)
        return node

    # marks

    @contextmanager
    def mark(self, kind: Literal["strong", "emphasis", "link"], target: str = "") -> Iterator[None]:
        """Emphasis or a link over what is written meanwhile."""
        mark = self.open_mark(kind, target)
        yield
        self.close_mark(mark)

    def open_mark(self, kind: Literal["strong", "emphasis", "link", "tag"], target: str = "") -> OpenMark:
        """Begin emphasis, a link or a keyword."""
        mark = OpenMark(kind, target)
        self._unstarted.append(mark)
        return mark

    def close_mark(self, mark: OpenMark) -> None:
        """End a mark; without text in it, it is dropped."""
        if mark.start < 0:
            self._unstarted.remove(mark)
        else:
            self.marks.append(Mark(mark.kind, Span(mark.start, self.length), mark.target))

    # the end

    def blocks(self) -> tuple[Block, ...]:
        """The blocks as values; what lies in boilerplate is boilerplate."""
        index = {id(node): number for number, node in enumerate(self.nodes)}
        blocks: list[Block] = []
        for node in self.nodes:
            parent = None if node.parent is None else index[id(node.parent)]
            inherited = parent is not None and blocks[parent].boilerplate
            blocks.append(
                Block(node.kind, node.span, parent, node.level, node.label, node.columns, node.header,
                      node.boilerplate or inherited, node.rows)
            )  # fmt: skip
        return tuple(blocks)


def _distance(kind: BlockKind, parent: Node | None) -> str:
    if kind is BlockKind.CELL:
        return "\t"
    if kind in {BlockKind.ROW, BlockKind.ITEM, BlockKind.META} or parent is not None:
        return "\n"
    return "\n\n"


def _are_apart(before: str, after: str) -> bool:
    """Whether two pieces that touch are two words: not 'Bra' + 'ga', nor a word and its comma."""
    if (before.isalpha() and after.islower()) or (before.isdigit() and after.isdigit()):
        return False
    return not before.isspace() and after not in ".,;:!?)]}»”’%" and before not in "([{«“‘/"


def visible(text: str) -> str:
    r"""Running text as a document keeps it: no white space doubled or around it, no character that can't be seen.

    >>> visible(" Led\xad\n by\x00Riga ")
    'Led by Riga'
    """
    return " ".join(text.translate(_HIDDEN).split())
