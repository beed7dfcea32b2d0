"""A page's head: what it says of the page for machines, written as lines at the top of the text.

Read are HTML's own ``<title>`` and ``<meta>``, Open Graph (ogp.me), Dublin Core in HTML (DCMI), and the articles and
pages in JSON-LD (schema.org).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

from lxml.html import HtmlElement

from hanse.documents.dates import iso_date
from hanse.documents.draft import Draft, visible
from hanse.documents.elements import words_of
from hanse.model import BlockKind, Field, Span

__all__ = ["Name", "state", "write"]

Name = Literal["title", "site", "author", "created", "modified", "url", "description"]
_ORDER = get_args(Name)
_META: dict[str, Name] = {
    "og:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "citation_title": "title",
    "twitter:title": "title",
    "og:site_name": "site",
    "application-name": "site",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "citation_author": "author",
    "article:published_time": "created",
    "og:published_time": "created",
    "datepublished": "created",
    "date": "created",
    "pubdate": "created",
    "publish-date": "created",
    "publication_date": "created",
    "dc.date": "created",
    "dc.date.issued": "created",
    "dc.date.created": "created",
    "dcterms.created": "created",
    "dcterms.issued": "created",
    "dcterms.date": "created",
    "citation_publication_date": "created",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "datemodified": "modified",
    "last-modified": "modified",
    "dc.date.modified": "modified",
    "dcterms.modified": "modified",
    "og:url": "url",
    "description": "description",
    "og:description": "description",
}
_ARTICLE = re.compile(r"\w*(Article|Posting|Page|Report|CreativeWork|Event)")
_ARTICLE_DATA: dict[str, Name] = {
    "headline": "title",
    "datePublished": "created",
    "dateCreated": "created",
    "dateModified": "modified",
}
_LONGEST = 1000


def write(draft: Draft, root: HtmlElement) -> None:
    """Write what a page's head says at the top of a draft; the first to say something counts."""
    said: dict[Name, list[str]] = {}
    told = {field.name for field in draft.fields}
    for name, text in _statements(root):
        value = " ".join(text.split())[:_LONGEST]
        if name in told:
            continue
        known = said.setdefault(name, [])
        if _is_useful(name, value) and value not in known and (not known or name == "author"):
            known.append(value)
    for name in _ORDER:
        for value in said.get(name, ()):
            state(draft, name, value)


def state(draft: Draft, name: Name, value: str) -> None:
    """One line of machine-readable data ("created: 2020-03-04"), as a META block and a field."""
    value = visible(value)
    if not value:
        return
    with draft.block(BlockKind.META) as node:
        draft.write(name)
        end = draft.length
        draft.write(f": {value}")
        start = draft.length - len(value)
    if node is None:
        return
    node.label = Span(node.start, end)
    plain = iso_date(value) if name in {"created", "modified"} else value
    if name != "description" and plain:
        draft.fields.append(Field(name, plain, Span(start, draft.length)))


def _is_useful(name: Name, value: str) -> bool:
    if name == "author":
        return not re.search(r"https?:|@", value) and len(value) < 100
    if name in {"created", "modified"}:
        return bool(iso_date(value))
    return bool(value)


def _statements(root: HtmlElement) -> Iterator[tuple[Name, str]]:
    for element in root.iter("meta"):
        key = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "")
            .lower()
            .replace("dc:", "dc.")
        )
        if key in _META and not key.startswith("twitter"):
            yield _META[key], element.get("content", "")
    for element in root.iter("link"):
        if element.get("rel") == "canonical":
            yield "url", element.get("href", "")
    for element in root.iter("script"):
        if element.get("type", "").startswith("application/ld+json"):
            yield from _linked_data(element.text or "")
    for element in root.iter("title"):
        if element.getparent() is None or element.getparent().tag in {"head", "html", "body"}:
            yield "title", "".join(element.itertext())
    yield from _times(root)


def _linked_data(text: str) -> Iterator[tuple[Name, str]]:
    try:
        waiting: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting.extend(thing[:100])
        elif isinstance(thing, dict):
            waiting.extend(thing.get(key) for key in ("@graph", "mainEntity") if key in thing)
            if _ARTICLE.fullmatch(str(thing.get("@type"))):
                yield from _of_article(thing)


def _of_article(thing: dict[str, Any]) -> Iterator[tuple[Name, str]]:
    for key, name in _ARTICLE_DATA.items():
        if isinstance(thing.get(key), str):
            yield name, thing[key]
    authors = thing.get("author")
    for author in authors if isinstance(authors, list) else [authors]:
        said = author.get("name") if isinstance(author, dict) else author
        if isinstance(said, str):
            yield "author", said


def _times(root: HtmlElement) -> Iterator[tuple[Name, str]]:
    """``<time>`` elements that say by attribute or class that they date the page."""
    for element in root.iter("time"):
        stamp = element.get("datetime", "")
        words = words_of(element) | {element.get("itemprop", "").lower()}
        if not iso_date(stamp) or any(a.tag == "li" for a in element.iterancestors("li")):
            continue
        if words & {"updated", "modified", "datemodified"} and not words & {"published"}:
            yield "modified", stamp
        elif words & {"published", "datepublished", "created", "pubdate"} or element.get("pubdate") is not None:
            yield "created", stamp
