"""What belongs to the site and not to the page: menus, breadcrumbs, share and cookie lines, teasers of other pages.

Readers of HTML mark what elements tell; here the wording and the shape of lines tell, for all formats. The wording is
``hanse:boilerplate-cue`` in ``ontology/wording.ttl``: whole lines, or beginnings of short ones.
"""

from __future__ import annotations

import re
from functools import cache

from hanse.documents.draft import Node
from hanse.model import BlockKind
from hanse.vocabulary import wording

__all__ = [
    "is_boilerplate_line",
    "is_menu",
    "is_prose",
    "is_related_heading",
    "is_trail",
    "mark_boilerplate",
    "names_platforms",
]

_SEPARATORS = re.compile(r"\s*[|·•]\s*|\s{2,}|\t|\s+/\s+|\s+[-–—]\s+|\s*[›»>]\s+|\s*[‹«<]\s*|\s*[›»>]$")
_TRAIL = re.compile(r"\s+[›»>→]+\s+|\s+/\s+|\s+::\s+")
_PAGES = re.compile(r"(?=.*[«»‹›<>\[…])[\s\d.…«»‹›<>\[\]|]+")
_PAGE = re.compile(r"(\w+) (\d{1,4})\b(?=\W)")
_RIGHTS = re.compile(r"©|\(c\)\s*(\d{4}|[A-Z])|^copyright\b", re.I)
_PLATFORMS = frozenset(
    "facebook twitter x linkedin instagram youtube flickr whatsapp telegram pinterest viber tiktok mastodon bluesky "
    "threads vimeo reddit e-mail email rss pdf f t in".split()
)
_SHARED = re.compile(r"Facebook|Twitter|LinkedIn|WhatsApp|Telegram|Pinterest|Instagram|E-?mail|X(?=[A-Z]|$)")
_READING = re.compile(r"\d{1,3}\s*min\w*(\s\w+){0,3}")
_BUTTON = re.compile(r"\[[^\]\d]{2,30}\]")
_FEW = 4  # words of a line that its first alone may tell: "Cerca" is to search, "cerca de 150 pessoas" tells how many
_EDGE = " \t\xa0:>»›→<«‹←.!…*•·-–—|()[]"
_END = re.compile(r"[.!?…;:]\W{0,3}$")
_SKIPPED = {BlockKind.META, BlockKind.CELL, BlockKind.ROW, BlockKind.TABLE, BlockKind.CAPTION}


def is_prose(line: str) -> bool:
    """Whether a line is running text: long, or a sentence."""
    words = len(line.split())
    return words >= 20 or (words >= 8 and bool(_END.search(line)))


def is_menu(line: str) -> bool:
    """Whether a line is a row of short entries: "Home | About us | Contact"."""
    if len(line) > 500:
        return False
    parts = [part for part in _SEPARATORS.split(line.strip()) if part]
    short = all(len(part.split()) <= 4 and len(part) <= 40 for part in parts)
    return len(parts) >= 3 and short and not _END.search(line) and sum(c.isdigit() for c in line) < len(line) / 4


def is_trail(line: str) -> bool:
    """Whether a line is a breadcrumb: "Home > What's new > Networks"."""
    if len(line) > 500:
        return False
    parts = _TRAIL.split(line.strip())
    if len(parts) < 2 or not all(0 < len(part.split()) <= 5 for part in parts[:-1]):
        return False
    arrows = bool(re.search(r"\s[›»>→]+\s", line))
    return not line.rstrip().endswith((".", "!")) and ((arrows and len(parts) > 2) or _is_cue(parts[0]))


def is_boilerplate_line(line: str) -> bool:
    """Whether the wording of a line says that it belongs to the site: "Share on Facebook", "© 2019 …".

    >>> is_boilerplate_line("« First ‹ Previous … 57 58 »"), is_boilerplate_line("Riga shares its model")
    (True, False)
    """
    line = line.strip()
    if not line or len(line) > 300:
        return False
    if _RIGHTS.search(line[:40]) or _PAGES.fullmatch(line):
        return True
    if len(_SHARED.findall(line)) > 2 and len(_SHARED.sub(" ", line).split()) <= 4:
        return True
    if _is_cue(line) or is_related_heading(line) or _BUTTON.fullmatch(line):
        return True
    parts = [part for part in _SEPARATORS.split(line) if part.strip(_EDGE)]
    known = sum(_is_cue(part) or bool(_PAGES.fullmatch(part)) for part in parts)
    return len(parts) > 1 and known >= max(1, len(parts) / 2) and all(len(part.split()) <= 8 for part in parts)


def names_platforms(line: str) -> bool:
    """Whether a line names places to share a page on."""
    return bool(_SHARED.search(line))


def is_related_heading(line: str) -> bool:
    """Whether a line heads teasers of other pages: "Related posts"."""
    return _plain(line) in _wordings("related-heading")[0]


def _is_cue(text: str) -> bool:
    plain = _plain(text)
    if not plain or plain in _PLATFORMS:
        return bool(plain)
    whole, starts = _wordings("boilerplate-cue")
    if plain in whole or _READING.fullmatch(plain):
        return True
    words = plain.split(" ")
    least = 1 if len(words) < _FEW or (len(words) == _FEW and not any(c.isdigit() for c in plain)) else 2
    return len(words) <= 40 and any(" ".join(words[:count]) in starts for count in range(least, min(len(words), 8) + 1))


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(_EDGE).split())


@cache
def _wordings(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The cues that are a whole line, and those that begin one (they end in "…")."""
    cues = [cue.text for cue in wording().get(name, ())]
    return (
        frozenset(_plain(cue) for cue in cues),
        frozenset(_plain(cue) for cue in cues if cue.rstrip().endswith("…")),
    )


def mark_boilerplate(nodes: list[Node], text: str, title: Node | None) -> None:
    """Mark blocks by what they say, by where they stand, and by the heading they stand under."""
    outer = {id(node.parent) for node in nodes}
    leaves = [node for node in nodes if id(node) not in outer and node.kind not in _SKIPPED]
    first = next((i for i, node in enumerate(leaves) if node is title), 0)
    last = max((i for i, node in enumerate(leaves) if is_prose(node.span.of(text))), default=len(leaves))
    for place, node in enumerate(leaves):
        line = node.span.of(text)
        outside = place < first or place > last
        if node is not title and len(line) < 400 and not _in_table(node):
            node.boilerplate |= all(map(is_boilerplate_line, line.split("\n")))
            node.boilerplate |= is_trail(line) and (outside or place <= first + 3)
            node.boilerplate |= is_menu(line) and place < first
    _mark_pages(leaves, text)
    _spread_down(nodes, text)
    _spread_up(nodes)


def _mark_pages(leaves: list[Node], text: str) -> None:
    """Page numbers, and headers that repeat but for the number: "Page 3: My city"."""
    outermost = [node for node in leaves if node.parent is None and node.end - node.start < 120]
    markers: dict[str, list[tuple[int, Node]]] = {}
    for node in outermost:
        line = node.span.of(text)
        node.boilerplate |= line.isdigit() and len(line) < 4
        found = _PAGE.match(line)
        if found:
            name = f"{found[1]} {line[found.end() :][:20]}"
            markers.setdefault(name, []).append((int(found[2]), node))
    for repeated in markers.values():
        numbers = [number for number, _ in repeated]
        if len(numbers) > 2 and numbers == sorted(set(numbers)) and repeated[0][1].kind is BlockKind.PARAGRAPH:
            for _, node in repeated:
                node.boilerplate = True


def _in_table(node: Node) -> bool:
    return any(outer.kind is BlockKind.CELL for outer in node.ancestors())


def _spread_down(nodes: list[Node], text: str) -> None:
    """Under a line such as "Related posts" short matter is boilerplate, until a heading or running text."""
    above: dict[int, Node | None] = {}
    for node in nodes:
        key = id(node.parent)
        opener = above.get(key)
        if opener is not None and not node.boilerplate:
            node.boilerplate = _belongs_under(node, opener, text)
        if node.kind is BlockKind.HEADING or not node.boilerplate or _opens(node, text):
            above[key] = node if node.boilerplate and _opens(node, text) else None


def _opens(node: Node, text: str) -> bool:
    line = node.span.of(text).strip(_EDGE)
    short = len(line.split()) <= 6 and not any(c.isdigit() for c in line) and not _SEPARATORS.search(line)
    return node.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and short and is_related_heading(line)


def _belongs_under(node: Node, opener: Node, text: str) -> bool:
    words = node.span.of(text)
    if node.kind is BlockKind.LIST:
        return len(words) < 600 and not any(is_prose(line) for line in words.split("\n"))
    if opener.kind is not BlockKind.HEADING or node.kind is BlockKind.TABLE:
        return False
    return node.kind is not BlockKind.HEADING and not is_prose(words)


def _spread_up(nodes: list[Node]) -> None:
    """A list whose items are all boilerplate is boilerplate."""
    parts: dict[int, list[Node]] = {}
    for node in nodes:
        if node.parent is not None:
            parts.setdefault(id(node.parent), []).append(node)
    for node in reversed(nodes):
        inner = parts.get(id(node))
        if inner and node.kind in {BlockKind.LIST, BlockKind.ITEM} and all(part.boilerplate for part in inner):
            node.boilerplate = True
