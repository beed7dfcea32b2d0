"""Markdown → Document: CommonMark with tables, by way of HTML; front matter becomes lines that can be quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from hanse.documents import html
from hanse.documents.dates import iso_date
from hanse.documents.days import at_days
from hanse.documents.decoding import decode
from hanse.documents.draft import Draft
from hanse.documents.finishing import finish
from hanse.documents.head import Name, state
from hanse.documents.painting import draw
from hanse.documents.shaping import key_of
from hanse.model import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read", "read_into", "to_html"]

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
_NAMES: dict[str, Name] = {name: name for name in get_args(Name)} | {
    "date": "created",
    "published": "created",
    "updated": "modified",
    "lastmod": "modified",
    "authors": "author",
    "summary": "description",
}
_LONGEST = 5_000_000


def read(data: bytes, identifier: str, source: str) -> Document:
    """The document that a Markdown file is."""
    return read_into(Draft(), decode(data, source), identifier, source)


def read_into(draft: Draft, text: str, identifier: str, source: str) -> Document:
    """The document that a Markdown text is, after what a draft holds of it already."""
    front = _FRONT.match(text)
    if front:
        draft.language = _write_front(draft, front[1]) or draft.language
        text = text[front.end() :]
    root = html.parse(to_html(text)) if text.strip() else None
    if root is not None:
        draw(draft, root)
    return finish(draft, identifier, source, "md")


def _write_front(draft: Draft, front: str) -> str:
    """Write the useful lines of YAML front matter; what it says of the language is returned."""
    language = ""
    for line in front.split("\n")[:100]:
        name, colon, value = line.partition(":")
        key, value = name.strip().lower(), value.strip().strip("\"'[]")
        if key in {"lang", "language"}:
            language = value
        known = _NAMES.get(key)
        if colon and known and value and (known not in {"created", "modified"} or iso_date(value)):
            state(draft, known, value)
    return language


def to_html(text: str) -> str:
    """The HTML of a Markdown text; beyond 5 MB only as paragraphs."""
    from html import escape

    from markdown_it import MarkdownIt

    if len(text) > _LONGEST:
        return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(at_days.sub(r"\1\\", text))
    for token in tokens:
        if token.type == "inline" and token.children:
            _keep_lines(token)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _keep_lines(token: Token) -> None:
    """Line ends count where lines are records: key lines, or all short."""
    lines = token.content.split("\n")
    keys = sum(key_of(re.sub(r"[*_`]", "", line)) is not None for line in lines[1:])
    if keys or (len(lines) > 2 and max(map(len, lines)) < 50):
        for child in token.children or ():
            if child.type == "softbreak":
                child.type, child.tag = "hardbreak", "br"
