"""WARC → Documents: the pages of a web archive (ISO 28500), plain or compressed, and the texts of WET files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

from hanse.documents import html, pdf, plain
from hanse.documents.decoding import LARGEST, check_size, declared_in, decode
from hanse.documents.draft import Draft
from hanse.documents.head import state
from hanse.documents.record import Record
from hanse.errors import InputError
from hanse.model import Document

__all__ = ["read", "records"]

_KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "application/pdf": "pdf"}


def records(file: BinaryIO, source: str, problems: Callable[[InputError], None]) -> Iterator[Record]:
    """The pages of an archive that were found (status 200); what can't be read is told as a problem."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = 0
    try:
        stream = _Forward(file)
        for one in ArchiveIterator(cast(BinaryIO, stream), record_types=wanted, auto_decode="all"):
            if kind := _kind(one):
                number += 1
                address = one.headers.get("WARC-Target-URI") or ""
                try:
                    yield Record(number, kind, _data(one), address, one.http_charset or "")
                except InputError as error:
                    problems(InputError(error.reason, source=address or f"{source}#{number}"))
        if stream.fault:  # which the library takes for an end
            raise stream.fault
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"is no whole WARC file: {error}", source=source) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of the library's Rust, which is no Exception
            raise
        raise InputError(f"is no WARC file that can be read: {error}", source=source) from error


class _Forward:
    """A stream that can't be wound back, but says where it stands: the library asks for no more.

    What there is before a fault is given before the fault.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)
        self._at = 0
        self.fault: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._read(size)
        except Exception as error:
            self.fault = error
            raise
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


def _kind(one: Any) -> str | None:
    """The format of a record's page; None where it is no page that was found."""
    if one.is_http and one.http_headers is not None and one.http_headers.status_code != 200:
        return None
    told = one.http_content_type or one.headers.get("Content-Type") or ""
    return _KINDS.get(told.split(";")[0].strip().lower())


def _data(one: Any) -> bytes:
    check_size(one.content_length, "")
    told = {key.lower() for key, _ in one.http_headers.items()} if one.http_headers else set()
    encoded = told & {"content-encoding", "transfer-encoding"}
    data: bytes = one.reader.read(LARGEST + 1)  # unpacked, where the server sent it so
    if not encoded and len(data) < one.content_length:
        raise InputError(f"is cut short: it has {len(data):,} bytes of {one.content_length:,}")
    check_size(len(data), "")
    return data


def read(record: Record, identifier: str, source: str) -> Document:
    """The document that a page is, with the address that it was fetched from."""
    draft = Draft()
    if record.address.startswith("http"):
        state(draft, "url", record.address)
    if record.format == "html":
        text = decode(record.data, source, record.charset or declared_in(record.data))
        return html.read_into(draft, text, identifier, source)
    if record.format == "txt":
        return plain.read_into(draft, decode(record.data, source, record.charset), identifier, source)
    return pdf.read(record.data, identifier, source)
