"""The headline of a text that marks none: the line that names the page, between its menu and its first paragraph."""

from __future__ import annotations

import re

from hanse.documents.boilerplate import is_boilerplate_line, is_menu, is_prose, is_trail
from hanse.documents.draft import Draft, Node
from hanse.documents.shaping import key_of
from hanse.model import BlockKind
from hanse.names import fold

__all__ = ["find_headline"]

_DATE = re.compile(r"\b(19|20)\d\d\b|\d{1,2}[./:]\d{1,2}|\b\d{1,2}\b\W*$")
_FURTHEST = 30


def find_headline(draft: Draft) -> None:
    """Raise the headline to a heading of level 1, unless the text marks one itself."""
    if any(node.level == 1 and node.kind is BlockKind.HEADING for node in draft.nodes):
        return
    text = draft.text
    head = _head(draft, text)
    trail = next(
        (fold(re.split(r"\s[›»>/]\s", node.span.of(text))[-1]) for node in head if is_trail(node.span.of(text))), ""
    )
    menu = max((i for i, node in enumerate(head) if _is_menu(node.span.of(text))), default=-1)
    scored = [(_score(node, text, trail, i > menu), -i, node) for i, node in enumerate(head)]
    best = max(scored, key=lambda each: each[:2], default=None)
    if best is not None and best[0] > 0:
        best[2].kind, best[2].level, best[2].label = BlockKind.HEADING, 1, None


def _head(draft: Draft, text: str) -> list[Node]:
    """The lines before the first running text, on the outermost level."""
    head: list[Node] = []
    for node in draft.nodes[:_FURTHEST]:
        line = node.span.of(text)
        if node.kind in {BlockKind.LIST, BlockKind.TABLE} or (is_prose(line) and len(line) > 110):
            break
        if node.parent is None and "\n" not in line:
            head.append(node)
    return head


def _is_menu(line: str) -> bool:
    return is_menu(line) or is_trail(line) or is_boilerplate_line(line)


def _score(node: Node, text: str, trail: str, after_menu: bool) -> int:
    """How well a line would do as headline: by length, place, and what the breadcrumb ends with."""
    line = node.span.of(text)
    words = len(line.split())
    if _is_menu(line) or words > 30 or (words < 4 and _DATE.search(line)) or not any(c.isalpha() for c in line):
        return 0
    if key_of(line) is not None and words < 4 or line.startswith("[") or sum(c.isdigit() for c in line) > len(line) / 3:
        return 0
    named = 10 if trail and len(trail) > 3 and fold(line) == trail else 0
    return min(words, 6) + 4 * after_menu + named + (node.kind is BlockKind.HEADING)
