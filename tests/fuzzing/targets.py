"""What is fuzzed: formats by bytes that are mutated, and by inputs that have the structure of their format."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import properties
from crawls import archives, jsonl
from fragments import DOCUMENTS
from hypothesis import Phase, given, settings
from hypothesis.strategies import SearchStrategy
from letters import letters
from markup import pages
from packages import bundles
from pdfs import papers
from tabular import sheets
from texts import texts
from workbooks import workbooks
from zstandard import ZstdCompressor

__all__ = ["TARGETS", "Target"]

Property = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class Target:
    """What inputs must hold to, and how they are made: by a strategy, or by changing the bytes of seeds."""

    holds: Property
    made: SearchStrategy[bytes] | None = None
    seeds: Callable[[], list[bytes]] = list


def _files(format: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(DOCUMENTS.glob(f"*.{format}"))]


def _examples(made: SearchStrategy[bytes]) -> list[bytes]:
    """The same each time."""
    found: list[bytes] = []

    @settings(max_examples=40, database=None, derandomize=True, deadline=None, phases=[Phase.generate])
    @given(made)
    def keep(data: bytes) -> None:
        found.append(data)

    keep()
    return found


def _packed(pack: Callable[[bytes], bytes]) -> list[bytes]:
    return [pack(data[:2000]) for data in _files("txt")[:20]]


def _read(format: str, data: bytes) -> None:
    properties.read(format, data)


def _told(format: str, data: bytes) -> None:
    for document in properties.read(format, data):
        properties.tell(document)


def _reading(format: str, made: SearchStrategy[bytes] | None = None) -> Target:
    return Target(
        partial(_read, format), seeds=partial(_examples, made) if made is not None else partial(_files, format)
    )


def _telling(format: str, made: SearchStrategy[bytes]) -> Target:
    return Target(partial(_told, format), made)


def _tables(suffix: str, made: SearchStrategy[bytes]) -> Target:
    return Target(partial(properties.tabulate, suffix), made)


def _seeded(target: Target) -> Target:
    """The same by changing bytes."""
    assert target.made is not None
    return Target(target.holds, seeds=partial(_examples, target.made))


def _unpacking(end: str, pack: Callable[[bytes], bytes]) -> Target:
    return Target(partial(properties.unpack, end), seeds=partial(_packed, pack))


TARGETS = {
    # bytes that are changed; of the last two also what they say
    "html": _reading("html"),
    "md": _reading("md"),
    "txt": _reading("txt"),
    "pdf": _reading("pdf", papers()),
    "docx": _reading("docx", letters()),
    "jsonl": _reading("jsonl", jsonl()),
    "warc": _reading("warc", archives()),
    "csv": _seeded(_tables(".csv", sheets())),
    "xlsx": _seeded(_tables(".xlsx", workbooks())),
    "zip": Target(properties.explore, seeds=partial(_examples, bundles())),
    "gz": _unpacking(".gz", partial(gzip.compress, mtime=0)),
    "bz2": _unpacking(".bz2", bz2.compress),
    "zst": _unpacking(".zst", ZstdCompressor().compress),
    "text": Target(partial(_told, "txt"), seeds=partial(_files, "txt")),
    "page": Target(partial(_told, "html"), seeds=partial(_files, "html")),
    # inputs that are made, and what they say
    "pages": _telling("html", pages()),
    "notes": _telling("md", texts()),
    "prose": _telling("txt", texts()),
    "papers": _telling("pdf", papers()),
    "letters": _telling("docx", letters()),
    "lines": _telling("jsonl", jsonl()),
    "archives": _telling("warc", archives()),
    "sheets": _tables(".csv", sheets()),
    "workbooks": _tables(".xlsx", workbooks()),
    "bundles": Target(properties.explore, bundles()),
}
