"""What is fuzzed: formats by bytes that are mutated, and by inputs that have the structure of their format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import properties
from crawls import archives, jsonl
from fragments import DOCUMENTS
from hypothesis.strategies import SearchStrategy
from letters import letters
from markup import pages
from papers import papers
from tabular import sheets
from texts import texts
from workbooks import workbooks

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
    "pages": _telling("html", pages()),
    "notes": _telling("md", texts()),
    "prose": _telling("txt", texts()),
    "papers": _telling("pdf", papers()),
    "letters": _telling("docx", letters()),
    "lines": _telling("jsonl", jsonl()),
    "archives": _telling("warc", archives()),
    "sheets": _tables(".csv", sheets()),
    "workbooks": _tables(".xlsx", workbooks()),
}
