"""Which lines of a plain text are headings: by what they are, and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.documents.boilerplate import is_boilerplate_line, is_menu, is_prose, is_trail
from hanse.documents.draft import Draft, Node
from hanse.documents.grid import find_grid, may_be_row
from hanse.documents.headlines import names_date
from hanse.documents.lines import Line, is_wrapped
from hanse.documents.shaping import key_of
from hanse.model import BlockKind

__all__ = ["heading_level"]

_NO_HEADING = re.compile(r"@|://|^[\[«<‹(]|[»>›]$| \| |\s{2}|\t|[.!]\s+\w+\s|^[a-zà-ÿ]+(\s|$)")


def heading_level(draft: Draft, lines: Sequence[Line], here: int, last: int, depth: int, parent: Node | None) -> int:
    """The level of the heading that a line is, or 0."""
    line = lines[here]
    following = lines[here + 1] if here + 1 < len(lines) else None
    if (
        following is not None
        and following.rule
        and not following.after_blank
        and set(following.text.replace(" ", "")) <= {"=", "-"}
    ):
        return 1 if following.text.startswith("=") else 2
    if line.marker:  # a numbered heading
        return min(6, 2 + depth)
    begins = line.after_blank or lines[here - 1].column > line.column
    if not begins or here + 1 >= last or not _reads_as_heading(line.text):
        return 0
    if parent is not None and parent.kind is BlockKind.ITEM and not _heads_in_card(draft, lines, here, parent):
        return 0
    asks = line.text.endswith("?") and depth == 0
    return min(6, 2 + depth) if asks or _is_body(draft, lines, here + 1, last) else 0


def _heads_in_card(draft: Draft, lines: Sequence[Line], here: int, item: Node) -> bool:
    """In a card, the line below the title says more of it, and so does a long one, or one above a list of tags."""
    line, following = lines[here], lines[here + 1]
    inner = [node for node in draft.nodes[-3:] if node.parent is item]
    subtitle = len(inner) == 1 and inner[0].kind is BlockKind.HEADING
    few = 3 if following.marker else 8
    return not subtitle and (len(line.text.split()) <= few or line.text.endswith("?"))


def _is_body(draft: Draft, lines: Sequence[Line], here: int, last: int) -> bool:
    """Whether what begins here can stand under a heading."""
    line = lines[here]
    if is_boilerplate_line(line.text):
        return False
    near = lines[here : min(last, here + 4)]
    rows = [each for each in near if each is line or not each.after_blank]
    return (
        bool(line.marker)
        or is_prose(line.text)
        or len(line.text) > 100
        or len(line.text.split()) > 2 * len(lines[here - 1].text.split()) + 4
        or (line.text[-1] in ".:" and len(line.text) > len(lines[here - 1].text) / 2)
        or key_of(line.text) is not None
        or line.column > lines[here - 1].column
        or (len(rows) > 1 and is_wrapped(rows))
        or (not may_be_row(lines[here - 1].text) and find_grid(rows, draft.text)[1] > 0)
    )


def _reads_as_heading(text: str) -> bool:
    words = text.split()
    if len(words) > 14 or len(text) > 110 or text[-1] in ".,;:…" or not any(c.isalpha() for c in text):
        return False
    digits = sum(c.isdigit() for c in text)
    if digits > len(text) / 2 or _NO_HEADING.search(text) or names_date(text):
        return False
    return not (is_boilerplate_line(text) or is_trail(text) or is_menu(text) or _is_filled_key(text))


def _is_filled_key(text: str) -> bool:
    """A key line with a short value; "Leipzig: Human Power Hub" may be either, and counts as one."""
    key = key_of(text)
    return key is not None and len(text) > key.end + 2 and text[-1] not in "?!"
