"""Bytes → text: byte-order mark, declared encoding, UTF-8, and only then a guess."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from hanse.errors import InputError

__all__ = ["LARGEST", "check_size", "decode", "load"]

LARGEST = 50_000_000
"""The most bytes that one document may have."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF file (name it .pdf)",
    b"PK\x03\x04": "a ZIP container, as .docx and .xlsx are",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "gzip-compressed data",
    b"\xd0\xcf\x11\xe0": "an old Office file (save it as .docx)",
}
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1b")
_GUESSES = ["cp1252", "cp1250", "cp1253", "cp1251", "cp1254", "cp1257", "iso8859_2", "iso8859_7", "iso8859_5"]
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""",
    re.I,
)


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises InputError for one that can't be read, is empty, or has more than ``LARGEST`` bytes.
    """
    try:
        check_size(path.stat().st_size, str(path))
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}", source=str(path)) from error


def check_size(size: int, source: str) -> None:
    """Raise InputError for a document that has no byte, or too many."""
    if size == 0:
        raise InputError("is empty", source=source)
    if size > LARGEST:
        raise InputError(f"has {size / 1e6:,.0f} MB; at most {LARGEST / 1e6:.0f} MB are read", source=source)


def decode(data: bytes, source: str = "", declared: str = "") -> str:
    r"""The text of a document, with line ends as ``\n`` and other control characters as spaces.

    Raises InputError for what is not text.

    >>> decode("Łódź".encode("utf-16")), decode("Łódź\r\n".encode("cp1250"), declared="windows-1250"), decode(b"a\x07b")
    ('Łódź', 'Łódź\n', 'a b')
    """
    check_size(len(data), source)
    text = _marked(data) or _wide(data)
    if text is None:
        _refuse_binary(data, source)
        text = _declared(data, declared) or _narrow(data)
    return _clean(text)


def declared_in(data: bytes) -> str:
    """The encoding that an HTML page names in its first bytes, or nothing."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte is zero."""
    head = data[:4096]
    for zeros, letters, encoding in ((head[1::2], head[::2], "utf-16-le"), (head[::2], head[1::2], "utf-16-be")):
        if len(zeros) > 3 and zeros.count(0) > 0.6 * len(zeros) and letters.count(0) < 0.1 * len(letters):
            return data.decode(encoding, "replace")
    return None


def _refuse_binary(data: bytes, source: str) -> None:
    for magic, name in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(f"is {name}, not text", source=source)
    head = data[:65536]
    strange = len(head) - len(head.translate(None, _CONTROLS))
    if strange > 0.01 * len(head) + 2:
        raise InputError("is binary data, not text", source=source)


def _declared(data: bytes, declared: str) -> str | None:
    try:
        encoding = codecs.lookup(declared).name
        return data.decode("cp1252" if encoding in {"iso8859-1", "ascii"} else encoding)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None


def _narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    right = sum(1 for character in lenient[:1_000_000] if character > "\x7f") - wrong
    if right > wrong:
        return _mixed(data)
    return data.decode(_guess(data), "replace")


def _mixed(data: bytes) -> str:
    """UTF-8 with stray bytes of Windows' Latin alphabet between."""

    def repair(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        stray = error.object[error.start : error.end]
        return stray.decode("cp1252", "replace"), error.end

    codecs.register_error("hanse.mixed", repair)
    return data.decode("utf-8", "hanse.mixed")


def _guess(data: bytes) -> str:
    """The encoding in which the text reads most like the language that it seems to be in, and has its letters."""
    from hanse.documents.languages import likeness

    sample = data[:20_000]
    return max(_GUESSES, key=lambda encoding: likeness(sample.decode(encoding, "replace")))


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]", " ", text).replace("\x85", "\n")
