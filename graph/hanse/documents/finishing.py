"""Draft → Document: what is done for every format after its reader."""

from __future__ import annotations

import re

from hanse.documents.boilerplate import is_prose, mark_boilerplate
from hanse.documents.draft import Draft, Node
from hanse.documents.headlines import ISSUE
from hanse.documents.languages import language_of
from hanse.documents.shaping import shape
from hanse.errors import InputError
from hanse.model import BlockKind, Document, Field, Span
from hanse.names import fold

__all__ = ["finish"]

_SITE = re.compile(r"\s+[|–—·»-]\s+|\s+::\s+|:\s")


def finish(draft: Draft, identifier: str, source: str, format: str) -> Document:
    """The document that a draft holds; raises InputError where it holds no text."""
    text = draft.text
    if not any(node.kind is not BlockKind.META for node in draft.nodes):
        raise InputError("holds no text", source=source)
    shape(draft)
    stated = next((field for field in draft.fields if field.name == "title"), None)
    headline = _headline(draft, text, stated.value if stated else "")
    mark_boilerplate(draft.nodes, text, headline)
    fields = [field for field in draft.fields if field.name != "title"]
    title = _title(headline, stated, draft, text)
    prose, own = _prose(draft, text)
    return Document(
        identifier,
        source,
        text,
        draft.blocks(),
        tuple(sorted(draft.marks, key=lambda mark: (mark.span, mark.kind))),
        (title, *fields) if title else tuple(fields),
        language_of(prose, draft.language, own),
        format,
    )


def _headline(draft: Draft, text: str, stated: str) -> Node | None:
    """The heading that names the page: the first of the highest level that the stated title repeats, else the first."""
    headings = [node for node in draft.nodes if node.kind is BlockKind.HEADING and not node.boilerplate]
    named = [node for node in headings if _says(stated, node.span.of(text))]
    main = [node for node in headings if node.level == 1]
    best = sorted(named, key=lambda node: (node.level, -len(node.span.of(text)))) or main
    little = bool(best) and (" " not in fold(stated) or " " not in fold(best[0].span.of(text)))  # "Programme"
    if main and (best[0].level > 2 or (best[0].level > 1 and little)):
        best = main
    if stated and not best and re.fullmatch(rf".*{ISSUE.pattern}[\d/ -]*", stated, ISSUE.flags):
        best = headings[:1]  # "Press release no. 88/2024"
    if not stated and not main and draft.length:
        best = headings[:1] if headings and not _inside(headings[0]) and not _under_prose(draft, headings[0]) else []
    return best[0] if best else None


def _inside(node: Node) -> bool:
    return node.parent is not None


def _under_prose(draft: Draft, heading: Node) -> bool:
    """Whether a page begins with a long paragraph, so that a heading further down is a section's."""
    first = next((node for node in draft.nodes if node.kind is not BlockKind.META), heading)
    line = first.span.of(draft.text)
    return first.kind is BlockKind.PARAGRAPH and len(line) > _PARAGRAPH and is_prose(line)


_PARAGRAPH = 300  # characters: what is shorter may be a teaser over the headline


def _says(stated: str, heading: str) -> bool:
    """Whether a stated title repeats a heading, and not only as the name of the site behind it."""
    parts = [fold(part) for part in _SITE.split(stated)]
    whole, said = fold(stated), fold(heading)
    return len(said) > 2 and (whole.startswith(said) or said in parts[:1] or (said.startswith(whole) and bool(whole)))


def _title(headline: Node | None, stated: Field | None, draft: Draft, text: str) -> Field | None:
    if headline is not None:
        return _named_by(headline.span, text)
    if stated is None:
        return None
    site = next((fold(field.value) for field in draft.fields if field.name == "site"), None)
    separators = list(re.finditer(r"\s+[|–—·»-]\s+|\s+::\s+", stated.value))
    end = len(stated.value)
    if separators and (fold(stated.value[separators[-1].end() :]) == site or separators[-1].start() > end / 3):
        end = separators[-1].start()
    return Field("title", stated.value[:end], Span(stated.span.start, stated.span.start + end))


def _named_by(span: Span, text: str) -> Field:
    """A headline; of one with a section before a bar ("Madrid | Lousada returns the visit") the longest part."""
    parts = re.split(r"(\s+\|\s+)", span.of(text))
    longest = max(range(0, len(parts), 2), key=lambda i: len(parts[i]))
    start = span.start + sum(map(len, parts[:longest]))
    return Field("title", " ".join(parts[longest].split()), Span(start, start + len(parts[longest])))


def _prose(draft: Draft, text: str) -> tuple[str, str]:
    """The text that tells the language: the page's own longer lines, as far as there are any; and all of its own."""
    inner = {id(node.parent) for node in draft.nodes}
    own = [node.span.of(text) for node in draft.nodes
           if id(node) not in inner and not node.boilerplate and node.kind is not BlockKind.META]  # fmt: skip
    body, whole = "\n".join(line for line in own if len(line) > 40), "\n".join(own) or text
    return (body if len(body) > 200 else whole), whole
