"""The pages and files of a published graph, each written when it is first asked for."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO

from hanse.building.report import version
from hanse.publishing import Part, Publication
from hanse.publishing.part import SITE

__all__ = ["TYPES", "File", "Site"]

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".json": "application/json",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".xml": "application/xml",
    ".graphml": "application/xml",
    ".rdf": "application/rdf+xml",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".rq": "application/sparql-query; charset=utf-8",
    ".toml": "application/toml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
    ".gz": "application/gzip",
}
"""What files are sent as, by their endings."""

_LATE = ("views", "start", "sitemap")  # parts that compute much to know which files they make
_MOST = 500_000_000  # bytes of files that are kept


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site, written."""

    path: str
    size: int
    tag: str  # equal for equal bytes
    place: Path

    @property
    def type(self) -> str:
        """The value of Content-Type."""
        return TYPES.get(Path(self.path).suffix, "application/octet-stream")

    def open(self) -> IO[bytes]:
        """Its bytes; OSError where it had to make room meanwhile."""
        return self.place.open("rb")


class Site:
    """The files of a publication, kept in a temporary folder up to ``most`` bytes; those that were not asked for lately
    go first. Any thread may ask.
    """

    def __init__(self, publication: Publication, most: int = _MOST) -> None:
        self.publication, self.most, self.size = publication, most, 0
        self._folder = TemporaryDirectory(prefix="hanse-")
        self._files: OrderedDict[str, File] = OrderedDict()
        self._listing = Listing(self)
        parts = (*publication.parts.values(), self._listing)
        self._lock, self._turns = threading.Lock(), {id(part): threading.Lock() for part in parts}
        self._written = 0
        self._listed: set[str] = set()
        self.paths: dict[str, Part] = {}  # every file, and the part that writes it: nothing else can be asked for

    def __enter__(self) -> Site:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._folder.cleanup()

    def list(self) -> None:
        """Fill `paths`, part by part; what takes long, such as views, comes last."""
        parts = self.publication.parts
        for name in sorted(parts, key=lambda name: name in _LATE):
            with self._turns[id(parts[name])]:
                if name not in self._listed:
                    self.paths.update(dict.fromkeys(parts[name].paths(), parts[name]))
                    self._listed.add(name)
        self.paths[SITE] = self._listing

    @property
    def listed(self) -> bool:
        """Whether `paths` has all of them."""
        return len(self._listed) == len(self.publication.parts)

    def find(self, path: str) -> File:
        """A file of `paths`, written if it is not there."""
        part = self.paths[path]
        with self._turns[id(part)]:  # parts are asked by one thread at a time
            with self._lock:
                if known := self._files.get(path):
                    self._files.move_to_end(path)
                    return known
            return self._keep(self._write(part, path))

    def _write(self, part: Part, path: str) -> File:
        self._written += 1
        place = Path(self._folder.name) / f"{id(part):x}-{self._written}"
        with place.open("w+b") as out:
            part.write(path, out)
            size = out.tell()
            out.seek(0)
            return File(path, size, hashlib.file_digest(out, "sha256").hexdigest()[:32], place)

    def _keep(self, file: File) -> File:
        with self._lock:
            self._files[file.path] = file
            self.size += file.size
            while self.size > self.most and len(self._files) > 1:
                _, oldest = self._files.popitem(last=False)
                self.size -= oldest.size
                oldest.place.unlink(missing_ok=True)
        return file


class Listing:
    """The listing of the site: the names of its files alone, for their sums are known only when all are made."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def paths(self) -> Iterator[str]:
        """The file that it is."""
        return iter((SITE,))

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write it, where ``path`` is its own."""
        if path == SITE:
            files: dict[str, dict[str, str]] = {name: {} for name in sorted(self.site.paths) if name != SITE}
            listed = {"format": 1, "hanse": version(), "base": self.site.publication.base, "files": files}
            out.write(json.dumps(listed, ensure_ascii=False, indent=1).encode())
        return path == SITE
