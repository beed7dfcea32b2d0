"""JSON Lines → Documents: an object a line, with the text of a page and what is known of it.

Read are ``html``, ``markdown`` (or ``md``), ``text`` (or ``content``, ``body``), the first that is there; and ``id``,
``url``, ``title``, ``author``, ``site``, ``created`` (or ``date``, ``published``), ``modified``, ``language``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hanse.documents import html, markdown, plain
from hanse.documents.dates import iso_date
from hanse.documents.decoding import LARGEST, decode
from hanse.documents.draft import Draft
from hanse.documents.head import Name, state
from hanse.errors import InputError
from hanse.model import Document
from hanse.names import slug

__all__ = ["read_all"]

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


def read_all(path: Path, identifier: str, source: str, problems: Callable[[InputError], None]) -> Iterator[Document]:
    """The documents of a file, one a line; a line that can't be read is told as a problem."""
    number = 0
    try:
        with path.open("rb") as file:
            while line := file.readline(LARGEST + 1):
                number += 1
                if not line.endswith(b"\n") and len(line) > LARGEST:
                    raise InputError(f"a line has more than {LARGEST / 1e6:.0f} MB", source=source, line=number)
                if line.strip():
                    yield from _read_line(line, f"{identifier}-{number}", source, number, problems)
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", source=source) from error


def _read_line(
    line: bytes, identifier: str, source: str, number: int, problems: Callable[[InputError], None]
) -> Iterator[Document]:
    try:
        said = json.loads(decode(line, source))
        yield _document(said if isinstance(said, dict) else {}, identifier, f"{source}#{number}")
    except InputError as error:
        problems(InputError(error.reason, source=source, line=number))
    except (ValueError, RecursionError) as error:
        problems(InputError(f"is no JSON: {error}", source=source, line=number))


def _document(said: dict[str, Any], identifier: str, source: str) -> Document:
    key = next((key for key in _TEXTS if isinstance(said.get(key), str) and said[key].strip()), None)
    if key is None:
        raise InputError(f"no text; wanted is an object with one of {', '.join(_TEXTS)}")
    draft = Draft()
    _state_facts(draft, said)
    draft.language = str(said.get("language") or said.get("lang") or "")
    given, address = said.get("id"), said.get("url")
    name = slug(str(given), 120) if isinstance(given, str | int) and str(given).strip() else identifier
    where = address if isinstance(address, str) and address else source
    return _READ[_TEXTS[key]](draft, decode(said[key].encode("utf-8", "replace"), source), name, where)


def _state_facts(draft: Draft, said: dict[str, Any]) -> None:
    for key, name in _FACTS:
        value = said.get(key)
        known = any(field.name == name for field in draft.fields)
        dated = name not in {"created", "modified"} or (isinstance(value, str) and bool(iso_date(value)))
        if isinstance(value, str) and value.strip() and not known and dated:
            state(draft, name, value[:1000])


_READ = {"html": html.read_into, "md": markdown.read_into, "txt": plain.read_into}
