"""JSON Lines → Documents: an object a line, with the text of a page and what is known of it.

Read are ``html``, ``markdown`` (or ``md``), ``text`` (or ``content``, ``body``), the first that is there; and ``id``,
``url``, ``title``, ``author``, ``site``, ``created`` (or ``date``, ``published``), ``modified``, ``language``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from hanse.documents import html, markdown, plain
from hanse.documents.dates import iso_date
from hanse.documents.decoding import LARGEST, decode
from hanse.documents.draft import Draft
from hanse.documents.head import Name, state
from hanse.documents.record import Record
from hanse.errors import InputError
from hanse.model import Document
from hanse.names import slug

__all__ = ["read", "records"]

_TEXTS = {
    "html": "html",
    "markdown": "md",
    "md": "md",
    "text": "txt",
    "content": "txt",
    "body": "txt",
    "raw_content": "txt",
}
_FACTS: tuple[tuple[str, Name], ...] = (
    ("title", "title"),
    ("site", "site"),
    ("sitename", "site"),
    ("author", "author"),
    ("created", "created"),
    ("published", "created"),
    ("date", "created"),
    ("modified", "modified"),
    ("url", "url"),
)


def records(file: BinaryIO, source: str, problems: Callable[[InputError], None]) -> Iterator[Record]:
    """The objects of a file that hold a text, one a line; a line that can't be read is told as a problem."""
    line = number = 0
    while data := file.readline(LARGEST + 1):
        line += 1
        if not data.endswith(b"\n") and len(data) > LARGEST:
            raise InputError(f"a line has more than {LARGEST / 1e6:.0f} MB", source=source, line=line)
        if data.isspace():
            continue
        try:
            said = _object(data, source)
        except InputError as error:
            problems(InputError(error.reason, source=source, line=line))
        else:
            number += 1
            given, address = said.get("id"), said.get("url")
            name = slug(str(given), 100) if isinstance(given, str | int) and str(given).strip() else ""
            yield Record(number, "json", data, address if isinstance(address, str) else "", name=name)


def _object(data: bytes, source: str) -> dict[str, Any]:
    """What a line holds; raises InputError where that is no document."""
    try:
        said = json.loads(decode(data, source))
    except (ValueError, RecursionError) as error:
        raise InputError(f"is no JSON: {error}") from error
    if not isinstance(said, dict) or _text(said) is None:
        raise InputError(f"no text; wanted is an object with one of {', '.join(_TEXTS)}")
    return said


def _text(said: dict[str, Any]) -> str | None:
    """The key under which the text stands."""
    return next((key for key in _TEXTS if isinstance(said.get(key), str) and said[key].strip()), None)


def read(data: bytes, identifier: str, source: str) -> Document:
    """The document that an object holds."""
    said = _object(data, source)
    key = _text(said) or ""
    draft = Draft()
    _state_facts(draft, said)
    draft.language = str(said.get("language") or said.get("lang") or "")
    return _READ[_TEXTS[key]](draft, decode(said[key].encode("utf-8", "replace"), source), identifier, source)


def _state_facts(draft: Draft, said: dict[str, Any]) -> None:
    for key, name in _FACTS:
        value = said.get(key)
        known = any(field.name == name for field in draft.fields)
        dated = name not in {"created", "modified"} or (isinstance(value, str) and bool(iso_date(value)))
        if isinstance(value, str) and value.strip() and not known and dated:
            state(draft, name, value[:1000])


_READ = {"html": html.read_into, "md": markdown.read_into, "txt": plain.read_into}
