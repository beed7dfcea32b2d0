"""Lines of plain text: where they start, how far they are indented, and what bullet they begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanse.documents.days import begins_with_day
from hanse.model import Span

__all__ = ["UNENDED", "Line", "is_wrapped", "split_lines", "wrapped_end"]

_BULLET = re.compile(
    r"(?P<sign>[•◦▪‣∙●○■□▶►➢➤✓✔⁃·*+»›>–—-])[ \t\xa0]+(?=\S)"
    r"|(?P<lone>[•◦▪‣●○■□▶►➢➤])(?=\S|$)"
    r"|(?P<number>\(?\d{1,3}[.)])[ \t\xa0]+(?=\S)"
    r"|(?P<letter>\(?[a-z]\))[ \t\xa0]+(?=\S)"
    r"|(?P<o>o)[ \t]+(?=\S)"
)
_RULE = re.compile(r"(?:[-=_*~#.•·+|]\s?){3,}")
_COLUMNS = re.compile(r"\S {3,}\S|\t| \| ")
UNENDED = re.compile(r"[^\W\d_] [^\W\d_A-Z]{2,3}$")  # a line that ends in a small word goes on: "City of", "Stadt der"
_TAB = 8
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; ``start`` is where its text begins, after indentation and bullet."""

    start: int
    end: int
    column: int  # of its first character, the bullet included
    body: int  # the column of its text
    marker: str  # the kind of its bullet: the sign itself, or "1", "a"; nothing without
    number: int  # of a numbered line
    after_blank: bool
    text: str
    rule: bool = False

    @property
    def span(self) -> Span:
        """Its text, without indentation and bullet."""
        return Span(self.start, self.end)


def split_lines(text: str, start: int = 0) -> list[Line]:
    r"""The lines of a text that are not blank; ``start`` is where the text itself stands.

    >>> [(line.column, line.marker, line.text) for line in split_lines("Partners\n  • Riga\n  1. Turku")]
    [(0, '', 'Partners'), (2, '•', 'Riga'), (2, '1', 'Turku')]
    """
    lines: list[Line] = []
    position, blank = start, True
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            lines.append(_line(raw, body, position, blank))
        blank = not body
        position += len(raw) + 1
    return _without_chance_bullets(lines)


def _line(raw: str, body: str, position: int, blank: bool) -> Line:
    indent = len(raw) - len(raw.lstrip())
    column = _width(raw[:indent])
    found = None if begins_with_day(body) else _BULLET.match(body)
    rule = (bool(_RULE.fullmatch(body)) and len(body) > 2) or body == "•"
    if not found or rule:
        return Line(position + indent, position + indent + len(body), column, column, "", 0, blank, body, rule)
    marker = found["sign"] or found["lone"] or ("1" if found["number"] else "a" if found["letter"] else "o")
    digits = found["number"] or found["letter"] or ""
    number = int(re.sub(r"\D", "", digits) or "0") if marker == "1" else ord(digits.strip("()")) - 96 if digits else 0
    start = indent + found.end()
    return Line(position + start, position + indent + len(body), column, _width(raw[:start]), marker, number, blank,
                body[found.end() :])  # fmt: skip


def _width(indent: str) -> int:
    width = 0
    for character in indent:
        width += _TAB - width % _TAB if character == "\t" else 1
    return width


def _without_chance_bullets(lines: list[Line]) -> list[Line]:
    """A number begins an item only in a series ("17. svibnja" is a date), a lone "o" is a word."""
    kept = list(lines)
    for place, line in enumerate(lines):
        if line.marker in {"1", "a", "o"} and not _is_in_series(lines, place):
            shift = line.body - line.column
            whole = Line(line.start - shift, line.end, line.column, line.column, "", 0, line.after_blank, line.text)
            kept[place] = whole
    return kept


def _is_in_series(lines: list[Line], place: int) -> bool:
    line = lines[place]
    if line.number == 1 and line.marker != "o":
        return True
    near = [*lines[max(0, place - 40) : place], *lines[place + 1 : place + 40]]
    steps = {0} if line.marker == "o" else set(range(-5, 6)) - {0}
    return any(other.marker == line.marker and other.number - line.number in steps for other in near) and (
        line.marker != "o" or line.column > 0
    )


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether all of these lines are one paragraph that was broken to a width."""
    return len(lines) > 1 and wrapped_end(lines, 0, len(lines)) == len(lines)


def wrapped_end(lines: Sequence[Line], first: int, last: int) -> int:
    """Where the paragraph ends that was broken over lines; ``first + 1`` if it was not.

    Lines are broken to a width where none had room for the first word of the next, and where some of them go on with a
    small letter. Two lines alone count only if nothing comes after them.
    """
    width, fill, running, end = 0, 1_000, 0, first + 1
    for place in range(first, min(last, first + _LONGEST)):
        text = lines[place].text
        width = max(width, len(text))
        if place > first:
            before = lines[place - 1].text
            fill = min(fill, len(before) + 1 + _first_word(text))
            running += text[0].islower() or before[-1] in ",-" or bool(UNENDED.search(before))
        if fill < width - 1 or width > 130 or _COLUMNS.search(text):
            break
        breaks = place - first
        if breaks > 5 and (width < 35 or not running):
            break
        whole = place + 1 == last or breaks > 1
        if whole and width >= 35 and running > 0 and running >= breaks / 3:
            end = place + 1
    return end


def _first_word(text: str) -> int:
    """The length of what stays together at a line's start: a short word goes with the next one."""
    words = text.split(None, 2)
    return len(words[0]) if len(words[0]) > 2 or len(words) < 2 else len(words[0]) + 1 + len(words[1])
