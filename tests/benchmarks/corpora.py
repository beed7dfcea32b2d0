"""Realistic corpora of any size whose truth is known: what each document and each row of the tables says.

python tests/benchmarks/corpora.py FOLDER [--documents N] [--rows N] [--seed N] [--as files|jsonl|warc|zip]

FOLDER/sources is what to build: documents/ (pages of networks, news of events, listings, reports, in five languages,
about 300 words each; one in 25 is an earlier one with another date and other teasers), and tables/ (project.csv and
organization.csv with the columns of CORDIS). FOLDER/truth says what they state: documents.jsonl.gz holds an object a
document as hanse.evaluation reads gold, its kind and address; tables.jsonl.gz an object a project. What is written
follows from the seed alone: the first documents of a large corpus are those of a small one. Nothing is held in memory.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import cordis
from dressing import dressed, form_of, site_name
from inventing import World
from papers import compose, subject
from telling import Paper

from hanse.documents.record import of_address

SOURCES, TRUTH = "sources", "truth"
A_COPY = 25  # documents for each near-duplicate
A_FOLDER = 1000  # documents
A_FILE = 10_000  # documents of a collection


@dataclass(frozen=True, slots=True)
class Written:
    """A document of a corpus."""

    identifier: str
    form: str  # html, md, txt
    text: str
    paper: Paper
    copy_of: str  # the document that it is almost the same as, or ""
    address: str
    truth: dict[str, Any]


def documents(count: int, seed: int = 1) -> Iterator[Written]:
    """The first documents of a seed."""
    world = World(seed)
    return (document(world, number) for number in range(count))


def document(world: World, number: int) -> Written:
    draw = world.draw("dress", number)
    original = number
    if number >= A_COPY and draw.random() < 1 / A_COPY:
        original = _original(world, number - draw.randint(1, min(number, 500)))
    paper = compose(world, original)
    year, month, day = paper.created
    created = paper.created if original == number else (year, month, day % 28 + 1)
    teasers = [subject(world, draw, number).name for _ in range(draw.randint(2, 5))]
    truth, identifier = paper.truth, _identifier(number)
    if form_of(paper) == "html":
        for name in teasers:
            if not any(name in thing["names"] for thing in truth.things.values()):
                truth.thing(["Network", "Project"], name, optional=True, key=f"teaser {name}")
        truth.thing(["Organisation", "Network"], site_name(world, paper.site), optional=True, key="site")
    truth.value("doc", "created", "{}-{:02}-{:02}".format(*created))
    truth.value("doc", "title", paper.title)
    copy = _identifier(original) if original != number else ""
    address = f"https://site{paper.site}.example.org/{identifier}"
    about = {"kind": paper.kind, "language": paper.language, "copy_of": copy, "address": address}
    text = dressed(world, paper, created, teasers)
    return Written(identifier, form_of(paper), text, paper, copy, address, truth.gold(identifier) | about)


def _original(world: World, number: int) -> int:
    """A copy of a copy is one of what that is a copy of."""
    draw = world.draw("dress", number)
    if number >= A_COPY and draw.random() < 1 / A_COPY:
        return _original(world, number - draw.randint(1, min(number, 500)))
    return number


def _identifier(number: int) -> str:
    return f"d{number:07}"


def in_a_collection(identifier: str, address: str) -> Iterator[str]:
    """How a build calls a document that it finds as a record of a file: by its id, or its address."""
    part = f"part-{int(identifier[1:]) // A_FILE:03}"
    yield f"{part}~{identifier}"
    yield f"{part}~{of_address(address)}"


def write(folder: Path, count: int, rows: int = 0, seed: int = 1, form: str = "files") -> None:
    """Write a corpus of so many documents and rows."""
    (folder / TRUTH).mkdir(parents=True)
    place = folder / SOURCES / "documents"
    place.mkdir(parents=True)
    with _truth(folder / TRUTH / "documents.jsonl.gz") as truth:
        for one in FORMS[form](place, documents(count, seed)):
            truth.write(json.dumps(one.truth, ensure_ascii=False, separators=(",", ":")) + "\n")
    if rows:
        tables = folder / SOURCES / "tables"
        tables.mkdir()
        with _truth(folder / TRUTH / "tables.jsonl.gz") as truth:
            for project in cordis.write(tables, World(seed), rows):
                truth.write(json.dumps(project, ensure_ascii=False, separators=(",", ":")) + "\n")


def _truth(path: Path) -> TextIO:
    return io.TextIOWrapper(gzip.GzipFile(path, "wb", compresslevel=1, mtime=0), encoding="utf-8", newline="")


def _files(place: Path, found: Iterator[Written]) -> Iterator[Written]:
    for number, one in enumerate(found):
        folder = place / f"{number // A_FOLDER:03}"
        if number % A_FOLDER == 0:
            folder.mkdir()
        (folder / f"{one.identifier}.{one.form}").write_text(one.text, encoding="utf-8", newline="")
        yield one


def _jsonl(place: Path, found: Iterator[Written]) -> Iterator[Written]:
    names = {"html": "html", "md": "markdown", "txt": "text"}
    with ExitStack() as stack:
        for number, one in enumerate(found):
            if number % A_FILE == 0:
                stack.close()
                path = place / f"part-{number // A_FILE:03}.jsonl"
                file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
            record = {"id": one.identifier, "url": one.address, names[one.form]: one.text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            yield one


def _warc(place: Path, found: Iterator[Written]) -> Iterator[Written]:
    kinds = {"html": "text/html", "md": "text/plain", "txt": "text/plain"}
    with ExitStack() as stack:
        for number, one in enumerate(found):
            if number % A_FILE == 0:
                stack.close()
                path = place / f"part-{number // A_FILE:03}.warc.gz"
                file = stack.enter_context(path.open("wb"))
            body = one.text.encode()
            answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kinds[one.form]}; charset=utf-8\r\n\r\n".encode() + body
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
                f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: {one.address}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 3, mtime=0))
            yield one


def _zip(place: Path, found: Iterator[Written]) -> Iterator[Written]:
    with ExitStack() as stack:
        for number, one in enumerate(found):
            if number % A_FILE == 0:
                stack.close()
                path = place / f"part-{number // A_FILE:03}.zip"
                archive = stack.enter_context(zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3))
            member = zipfile.ZipInfo(f"{one.identifier}.{one.form}", (2026, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, one.text.encode())
            yield one


FORMS: dict[str, Callable[[Path, Iterator[Written]], Iterator[Written]]] = {
    "files": _files,
    "jsonl": _jsonl,
    "warc": _warc,
    "zip": _zip,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="form", choices=FORMS, default="files")
    given = parser.parse_args()
    write(given.folder, given.documents, given.rows, given.seed, given.form)


if __name__ == "__main__":
    main()
