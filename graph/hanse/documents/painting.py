"""A tree of HTML elements → blocks of text: what each element draws."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from hanse.documents.draft import Draft, Node, OpenMark
from hanse.documents.elements import (
    APART,
    BLOCKS,
    DROPPED,
    HEADINGS,
    Roles,
    is_data,
    is_dropped,
    is_footnote_mark,
    is_repeated,
)
from hanse.documents.tags import tags
from hanse.model import BlockKind

__all__ = ["draw"]

_EMPHASIS = {"b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis"}
_NO_PICTURE_TEXT = re.compile(
    r"(image|img|photo|picture|logo|icon|banner|thumbnail|avatar)?\s*\d*|\S+\.(jpe?g|png|gif|svg|webp)", re.I
)


def draw(draft: Draft, root: HtmlElement) -> None:
    """Write a tree's text into a draft, block by block; iteratively, so that depth does no harm."""
    painter = _Painter(draft, Roles(root), tags(root))
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            painter.leave(element)
        elif not painter.enter(element):
            walk.skip_subtree()
    painter.end_paragraph()


@dataclass(slots=True)
class _Table:
    node: Node | None
    waiting: dict[int, int] = field(default_factory=dict)  # column → rows that a cell from above still covers
    column: int = 0
    heading: bool = False


@dataclass(slots=True)
class _Painter:
    """Turns the start and end of elements into blocks."""

    draft: Draft
    roles: Roles
    tags: frozenset[HtmlElement]
    paragraph: Node | None = None
    leaf: Node | None = None  # an open heading or caption: blocks inside it are just text
    endings: list[Callable[[], None] | None] = field(default_factory=list)
    tables: list[_Table | None] = field(default_factory=list)
    entries: list[Node | None] = field(default_factory=list)  # of the open definition lists
    runs: list[Node | None] = field(default_factory=list)
    touching: bool = False

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element; False if nothing in it is wanted."""
        if is_dropped(element) or is_footnote_mark(element):
            self.endings.append(None)
            return False
        clutter = self.draft.clutter == 0 and self.roles.is_clutter(element)
        self.draft.clutter += clutter
        ending = self._begin(element)
        tag = self.draft.open_mark("tag") if element in self.tags else None
        self.endings.append(self._finally(ending, clutter, tag))
        if element.text:
            self.write(element.text, element)
        return True

    def leave(self, element: HtmlElement) -> None:
        """End an element, and write what follows it."""
        ending = self.endings.pop()
        if ending:
            ending()
        if element.tag not in DROPPED:
            self.touching = element.tag in APART
        if element.tail:
            self.write(element.tail, element.getparent())

    def _finally(self, ending: Callable[[], None] | None, clutter: bool, tag: OpenMark | None) -> Callable[[], None]:
        def close() -> None:
            if tag:
                self.draft.close_mark(tag)
            if ending:
                ending()
            self.draft.clutter -= clutter

        return close

    # text

    def write(self, text: str, element: HtmlElement | None) -> None:
        """Running text; where no block is open for it, it begins a paragraph."""
        if not text.strip():
            self.draft.gap(" ")
            return
        self.touching = False
        if self.leaf is None and self.paragraph is None:
            self.paragraph = self.draft.open(BlockKind.PARAGRAPH)
        if element is not None and element.tag == "pre":
            self.draft.write_lines(text)
        else:
            self.draft.write(text)

    def end_paragraph(self) -> None:
        """Whatever runs here ends."""
        self.draft.close(self.paragraph)
        self.paragraph = None

    # elements

    def _begin(self, element: HtmlElement) -> Callable[[], None] | None:
        tag = element.tag
        if self.leaf is not None and (tag in BLOCKS or tag in HEADINGS):
            self.draft.gap("\n" if self.leaf.kind is BlockKind.CAPTION else " ")
            return None
        if element in self.roles.cards:
            return self._card(element)
        begin = _BEGINNINGS.get("dt" if element in self.roles.labels else "dl" if element in self.roles.fields else tag)
        if begin:
            return begin(self, element)
        if tag in BLOCKS:
            self.end_paragraph()
            return self.end_paragraph
        return self._inline(element)

    def _inline(self, element: HtmlElement) -> Callable[[], None] | None:
        if element.tag in APART and self.touching:
            self.draft.joint()
        kind = _EMPHASIS.get(element.tag)
        if kind or element.get("href"):
            mark = self.draft.open_mark("link" if kind is None else kind, element.get("href", "").strip())  # type: ignore[arg-type]
            return lambda: self.draft.close_mark(mark)
        return None

    def _block(self, kind: BlockKind, *, level: int = 0) -> Callable[[], None]:
        self.end_paragraph()
        node = self.draft.open(kind, level=level)

        def close() -> None:
            self.end_paragraph()
            self.draft.close(node)

        return close

    def _leaf(self, kind: BlockKind, *, level: int = 0) -> Callable[[], None]:
        self.end_paragraph()
        node = self.leaf = self.draft.open(kind, level=level)

        def end() -> None:
            self.leaf = None
            self.draft.close(node)

        return end

    def _heading(self, element: HtmlElement) -> Callable[[], None]:
        return self._leaf(BlockKind.HEADING, level=HEADINGS[element.tag])

    def _caption(self, element: HtmlElement) -> Callable[[], None]:
        return self._leaf(BlockKind.CAPTION)

    def _list(self, element: HtmlElement) -> Callable[[], None]:
        return self._block(BlockKind.LIST)

    def _item(self, element: HtmlElement) -> Callable[[], None]:
        return self._block(BlockKind.ITEM, level=self._depth())

    def _depth(self) -> int:
        return sum(node.kind is BlockKind.ITEM for node in self.draft.stack)

    def _card(self, element: HtmlElement) -> Callable[[], None]:
        self.end_paragraph()
        if self.roles.cards[element]:
            self.runs.append(self.draft.open(BlockKind.LIST))
        following = element.getnext()
        last = following is None or self.roles.cards.get(following, True)
        run = self.runs[-1] if self.runs else None
        close = self._block(BlockKind.ITEM, level=self._depth())

        def end() -> None:
            close()
            if last and self.runs:
                self.runs.pop()
                self.draft.close(run)

        return end

    def _break(self, element: HtmlElement) -> None:
        tail = element.tail or ""
        following = element.getnext()
        twice = not tail.strip() and following is not None and following.tag == "br"
        if twice and self.leaf is None:
            self.end_paragraph()
        elif self.leaf is not None and self.leaf.kind is BlockKind.HEADING:
            self.draft.gap(" ")
        else:
            self.draft.break_line()

    def _picture(self, element: HtmlElement) -> None:
        text = " ".join(element.get("alt", "").split())
        if self.leaf is not None or len(text) < 3 or _NO_PICTURE_TEXT.fullmatch(text) or is_repeated(element, text):
            return
        if self.paragraph is None:
            with self.draft.block(BlockKind.CAPTION):
                self.draft.write(text)

    # definition lists

    def _definitions(self, element: HtmlElement) -> Callable[[], None]:
        close = self._block(BlockKind.LIST)
        self.entries.append(None)

        def end() -> None:
            self.end_paragraph()
            self.draft.close(self.entries.pop())
            close()

        return end

    def _term(self, element: HtmlElement) -> Callable[[], None] | None:
        self.end_paragraph()
        if not self.entries:
            return self.end_paragraph
        self.draft.close(self.entries[-1])
        entry = self.entries[-1] = self.draft.open(BlockKind.ITEM, level=self._depth())
        close = self._leaf(BlockKind.PARAGRAPH)

        def end() -> None:
            term = self.leaf
            close()
            if entry is not None and term is not None and term.start >= 0 and entry.label is None:
                entry.label = term.span

        return end

    # tables

    def _table(self, element: HtmlElement) -> Callable[[], None]:
        self.end_paragraph()
        data = is_data(element)
        node = self.draft.open(BlockKind.TABLE) if data else None
        self.tables.append(_Table(node) if node else None)

        def end() -> None:
            self.end_paragraph()
            self.tables.pop()
            self.draft.close(node)

        return end

    def _table_head(self, element: HtmlElement) -> Callable[[], None]:
        table = self.tables[-1] if self.tables else None
        if table:
            table.heading = True

        def end() -> None:
            if table:
                table.heading = False

        return end

    def _row(self, element: HtmlElement) -> Callable[[], None]:
        table = self.tables[-1] if self.tables else None
        self.end_paragraph()
        if table is None or not self._back_to(table, BlockKind.TABLE):
            return self.end_paragraph
        table.column = 0
        close = self._block(BlockKind.ROW)

        def end() -> None:
            close()
            table.waiting = {column: rows - 1 for column, rows in table.waiting.items() if rows > 1}

        return end

    def _cell(self, element: HtmlElement) -> Callable[[], None]:
        table = self.tables[-1] if self.tables else None
        self.end_paragraph()
        if table is None or not (self._back_to(table, BlockKind.ROW) or self._missing_row(table)):
            return self.end_paragraph
        while table.waiting.get(table.column):
            table.column += 1
        columns, rows = _number(element, "colspan"), _number(element, "rowspan")
        header = element.tag == "th" or table.heading
        node = self.draft.open(BlockKind.CELL, level=table.column, columns=columns, rows=rows, header=header)
        if rows > 1:
            table.waiting |= dict.fromkeys(range(table.column, table.column + columns), rows)
        table.column += columns

        def end() -> None:
            self.end_paragraph()
            self.draft.close(node)

        return end

    def _back_to(self, table: _Table, kind: BlockKind) -> bool:
        """Whether the innermost open block is this table, or a row; a row that was left open is closed for the next."""
        top = self.draft.stack[-1] if self.draft.stack else None
        if kind is BlockKind.TABLE and top is not None and top.kind is BlockKind.ROW and top.parent is table.node:
            self.draft.close(top)
            top = table.node
        return top is table.node if kind is BlockKind.TABLE else top is not None and top.kind is kind

    def _missing_row(self, table: _Table) -> bool:
        """A cell right inside a table stands in a row that was not written."""
        if not self._back_to(table, BlockKind.TABLE):
            return False
        table.column = 0
        return self.draft.open(BlockKind.ROW) is not None


def _number(element: HtmlElement, name: str) -> int:
    value = element.get(name, "").strip()
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() and len(value) < 6 else 1


_BEGINNINGS: dict[str, Callable[[_Painter, HtmlElement], Callable[[], None] | None]] = {
    **dict.fromkeys(HEADINGS, _Painter._heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _Painter._list),
    "li": _Painter._item,
    "dl": _Painter._definitions,
    "dt": _Painter._term,
    "table": _Painter._table,
    "thead": _Painter._table_head,
    "tr": _Painter._row,
    "td": _Painter._cell,
    "th": _Painter._cell,
    "caption": _Painter._caption,
    "figcaption": _Painter._caption,
    "br": _Painter._break,
    "img": _Painter._picture,
}
