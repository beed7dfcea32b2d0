"""What is fuzzed: formats by bytes that are mutated, and by inputs that have the structure of their format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import properties
import structures
from fragments import DOCUMENTS
from hypothesis.strategies import SearchStrategy

__all__ = ["TARGETS", "Target"]

Property = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """What inputs must hold to, and how they are made: of the seeds' bytes, or by a strategy."""

    holds: Property
    suffix: str
    made: SearchStrategy[bytes] | None = None

    def seeds(self) -> list[bytes]:
        """Files to begin with."""
        return [path.read_bytes() for path in sorted(DOCUMENTS.glob(f"*{self.suffix}"))]


def _read(format: str, data: bytes) -> None:
    properties.read(format, data)


def _told(format: str, data: bytes) -> None:
    for document in properties.read(format, data):
        properties.tell(document)


def _reading(format: str) -> Target:
    return Target(partial(_read, format), f".{format}")


def _telling(format: str, made: SearchStrategy[bytes]) -> Target:
    return Target(partial(_told, format), f".{format}", made)


def _tables(suffix: str, made: SearchStrategy[bytes] | None = None) -> Target:
    return Target(partial(properties.tabulate, suffix), suffix, made)


TARGETS = {
    "html": _reading("html"),
    "md": _reading("md"),
    "txt": _reading("txt"),
    "pdf": _reading("pdf"),
    "docx": _reading("docx"),
    "jsonl": _reading("jsonl"),
    "warc": _reading("warc"),
    "csv": _tables(".csv"),
    "xlsx": _tables(".xlsx"),
    "pages": _telling("html", structures.pages()),
    "notes": _telling("md", structures.texts()),
    "prose": _telling("txt", structures.texts()),
    "papers": _telling("pdf", structures.papers()),
    "letters": _telling("docx", structures.letters()),
    "lines": _telling("jsonl", structures.jsonl()),
    "archives": _telling("warc", structures.archives()),
    "sheets": _tables(".csv", structures.sheets()),
    "workbooks": _tables(".xlsx", structures.workbooks()),
}
