"""WARC → Documents: the pages of a web archive (ISO 28500), plain or compressed, and the texts of WET files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hanse.documents import html, pdf, plain
from hanse.documents.decoding import LARGEST, declared_in, decode
from hanse.documents.draft import Draft
from hanse.documents.head import state
from hanse.errors import InputError
from hanse.model import Document

__all__ = ["read_all"]

_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "application/pdf": "pdf"}


def read_all(path: Path, identifier: str, source: str, problems: Callable[[InputError], None]) -> Iterator[Document]:
    """The pages of an archive that were found (status 200) and hold text; what can't be read is told as a problem."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    try:
        with path.open("rb") as file:
            records = ArchiveIterator(file, record_types=wanted, auto_decode="all", max_content_length=LARGEST)
            for number, record in enumerate(records, 1):
                yield from _read_record(record, f"{identifier}-{number}", source, problems)
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"is no whole WARC file: {error}", source=source) from error


def _read_record(
    record: Any, identifier: str, source: str, problems: Callable[[InputError], None]
) -> Iterator[Document]:
    address = record.headers.get("WARC-Target-URI") or f"{source}#{identifier}"
    if record.is_http and record.http_headers is not None and record.http_headers.status_code != 200:
        return
    kind = _KINDS.get(
        (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip().lower()
    )
    if kind is None:
        return
    try:
        data = record.reader.read(LARGEST + 1)
        yield _document(kind, data, record.http_charset or "", identifier, address)
    except InputError as error:
        problems(error)


def _document(kind: str, data: bytes, charset: str, identifier: str, address: str) -> Document:
    if kind == "pdf":
        return pdf.read(data, identifier, address)
    draft = Draft()
    if address.startswith("http"):
        state(draft, "url", address)
    if kind == "html":
        return html.read_into(draft, decode(data, address, charset or declared_in(data)), identifier, address)
    return plain.read_into(draft, decode(data, address, charset), identifier, address)
