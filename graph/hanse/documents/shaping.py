"""What all formats have in common once their blocks are there: broken lines, bold headings, key lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from hanse.documents.draft import Draft, Node
from hanse.documents.lines import UNENDED
from hanse.model import BlockKind, Mark, Span

__all__ = ["key_of", "shape"]

_LEAVES = {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL}
_KEY = re.compile(r"([^\W\d_][^:：\n]{0,70}?)[ \xa0]?[:：](?=\s|$)")
_NO_KEY = re.compile(r"[.!?;]\s|[?!;]$|[“”«»\"\[\]|·•]|https?$|,.*,")
_UNFINISHED = re.compile(r"[,;&/–—-]$")


def shape(draft: Draft) -> None:
    """Give a draft's blocks what their text and marks say: lines as blocks, headings, labels."""
    text = draft.text
    strong = sorted((mark for mark in draft.marks if mark.kind == "strong"), key=lambda mark: mark.span)
    _split_lines(draft, text)
    _raise_bold(draft, text, strong)
    _label(draft, text, strong)


def key_of(line: str) -> Span | None:
    """The key of a key line, without its colon: at most six words, no sentence, no address or time.

    >>> key_of("Lead Partner: Vila Nova de Famalicao (PT)"), key_of("LEAD PARTNER : Rethymno"), key_of("At 10:30")
    (Span(start=0, end=12), Span(start=0, end=12), None)
    """
    found = _KEY.match(line)
    if not found or len(found[1].split()) > 6 or _NO_KEY.search(found[1]):
        return None
    return Span(0, found.end(1))


# lines


def _split_lines(draft: Draft, text: str) -> None:
    """A block that was broken into lines which read as records gets a paragraph for each."""
    inner = {id(node.parent) for node in draft.nodes}
    nodes: list[Node] = []
    for node in draft.nodes:
        nodes.append(node)
        if node.breaks and node.kind in _LEAVES and id(node) not in inner:
            lines = list(_records(text, node.span))
            if len(lines) > 1:
                nodes += [Node(BlockKind.PARAGRAPH, line.start, line.end, node) for line in lines]
    draft.nodes = nodes


def _records(text: str, span: Span) -> Iterator[Span]:
    start, position = span.start, span.start
    for line in span.of(text).split("\n"):
        end = position + len(line)
        following = text[end + 1 : end + 2] if end < span.end else "A"
        if end >= span.end or _is_clean_break(line, following):
            yield Span(start, end)
            start = end + 1
        position = end + 1


def _is_clean_break(line: str, following: str) -> bool:
    unfinished = _UNFINISHED.search(line) or UNENDED.search(line)
    return not unfinished and not following.islower() and following not in "(,;.&"


# headings in bold


def _raise_bold(draft: Draft, text: str, strong: list[Mark]) -> None:
    """A short paragraph all in bold, with something after it, is a heading."""
    inner = {id(node.parent) for node in draft.nodes}
    after = _followers(draft.nodes)
    bold = {mark.span.start: mark.span for mark in strong}
    for node in draft.nodes:
        if node.kind is not BlockKind.PARAGRAPH or id(node) in inner or id(node) not in after:
            continue
        mark, words = bold.get(node.start), node.span.of(text)
        whole = mark is not None and mark.end >= node.end
        wordy = sum(c.isalpha() for c in words) > len(words) / 2 and "://" not in words
        if whole and wordy and len(words.split()) <= 14 and words[-1] not in ".:,;" and not _in_table(node):
            node.kind, node.level = BlockKind.HEADING, 6


def _followers(nodes: list[Node]) -> set[int]:
    """The blocks that another one follows under the same parent, and that is not bold matter itself."""
    last: dict[int, Node] = {}
    found = set()
    for node in nodes:
        before = last.get(id(node.parent))
        if before is not None and node.kind in {
            BlockKind.PARAGRAPH,
            BlockKind.LIST,
            BlockKind.TABLE,
            BlockKind.HEADING,
        }:
            found.add(id(before))
        last[id(node.parent)] = node
    return found


def _in_table(node: Node) -> bool:
    return any(outer.kind is BlockKind.CELL for outer in node.ancestors())


# keys


def _label(draft: Draft, text: str, strong: list[Mark]) -> None:
    starts = [mark.span.start for mark in strong]
    titled = {id(node.parent) for node in draft.nodes if node.kind is BlockKind.HEADING or _is_line(node)}
    for node in draft.nodes:
        if node.label is None and node.kind in _LEAVES and id(node) not in titled:
            node.label = _key(node, text, strong, starts)


def _is_line(node: Node) -> bool:
    """A line of a broken paragraph, which has a label of its own."""
    return node.parent is not None and node.parent.kind is BlockKind.PARAGRAPH


def _key(node: Node, text: str, strong: list[Mark], starts: list[int]) -> Span | None:
    line = text[node.start : min(node.end, node.start + 200)].split("\n", 1)[0]
    key = key_of(line)
    if key is not None:
        return Span(node.start, node.start + key.end)
    place = bisect_right(starts, node.start) - 1
    if place < 0 or starts[place] != node.start or strong[place].span.end >= node.end:
        return None
    return _bold_key(strong[place].span, node, text)


def _bold_key(bold: Span, node: Node, text: str) -> Span | None:
    """``**Lead partner** Braga``: a few words in bold, then a value that is no continuation of a sentence."""
    key = bold.of(text).rstrip(": \xa0")
    rest = text[bold.start + len(key) : node.end].lstrip(": \xa0–—-")
    plain = len(key.split()) <= 4 and not _NO_KEY.search(key) and key[-1:].isalpha() and "," not in key
    if not plain or not rest or not (rest[0].isupper() or rest[0].isdigit() or rest[0] == "\n"):
        return None
    return Span(bold.start, bold.start + len(key))
