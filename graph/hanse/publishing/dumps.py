"""The whole graph as files to download: in formats of RDF, as networks for other programs, as tables; with sums."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, cast

from hanse.exporting import export
from hanse.network import PROJECTIONS
from hanse.publishing import tables
from hanse.publishing.publication import Publication
from hanse.views.networks import graphml

__all__ = ["FOLDER", "Dump", "Dumps", "Held"]

FOLDER = "dumps"
_BLOCK = 1 << 20
_RDF = {
    "nq": ("N-Quads", "application/n-quads"),
    "trig": ("TriG", "application/trig"),
    "jsonld": ("JSON-LD", "application/ld+json"),
    "nt": ("N-Triples", "application/n-triples"),
    "turtle": ("Turtle", "text/turtle"),
}
_SUFFIX = {"turtle": "ttl"}
_NAMED = ("nq", "trig", "jsonld")  # that keep what each source says in a graph of its own
_NETWORKS = {
    "city": "Network of cities",
    "organisation": "Network of organisations",
    "country": "Network of countries",
    "network": "Networks, tied by the partners they share",
    "two-mode": "Networks and their partners",
}


@dataclass(frozen=True, slots=True)
class Dump:
    """A file to download."""

    path: str  # in the site
    title: str
    media: str  # of what is in it
    write: Callable[[IO[bytes]], None]

    @property
    def compressed(self) -> bool:
        """Whether by gzip."""
        return self.path.endswith(".gz")


@dataclass(frozen=True, slots=True)
class Held:
    """What a file turned out to be."""

    size: int  # bytes
    sha256: str


class Dumps:
    """``dumps/``: each file is made once, when it or its size is first asked for."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._held: dict[str, Held] = {}

    @cached_property
    def dumps(self) -> Mapping[str, Dump]:
        """What there is to download, by path: the sums of the rest last."""
        return {dump.path: dump for dump in (*self._rdf(), *self._networks(), *self._tables())}

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted((*self.dumps, f"{FOLDER}/SHA256SUMS"))

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path == f"{FOLDER}/SHA256SUMS":
            out.write(self.sums())
            return True
        if path not in self.dumps:
            return False
        self.held(path)
        with self._file(path).open("rb") as file:
            shutil.copyfileobj(file, out, _BLOCK)
        return True

    def held(self, path: str) -> Held:
        """Size and checksum of a dump; KeyError where there is none of that path."""
        if path not in self._held:
            self._held[path] = _make(self.dumps[path], self._file(path))
        return self._held[path]

    def sums(self) -> bytes:
        """Checksums of all, as ``sha256sum --check`` reads them in the folder."""
        names = (path.removeprefix(f"{FOLDER}/") for path in sorted(self.dumps))
        return "".join(f"{self.held(f'{FOLDER}/{name}').sha256}  {name}\n" for name in names).encode()

    @cached_property
    def _folder(self) -> Path:
        """Where they are kept until this is gone."""
        made = mkdtemp(prefix="hanse-dumps-")
        weakref.finalize(self, shutil.rmtree, made, ignore_errors=True)
        return Path(made)

    def _file(self, path: str) -> Path:
        return self._folder / path.replace("/", "-")

    def _rdf(self) -> Iterator[Dump]:
        for evidence, name in ((True, "graph"), (False, "facts")):
            for format, (label, media) in _RDF.items():
                shape = "a graph for each source" if format in _NAMED else "all sources merged"
                title = f"{label}, {shape}, {'with' if evidence else 'without'} evidence"
                yield Dump(
                    f"{FOLDER}/{name}.{_SUFFIX.get(format, format)}.gz", title, media, self._exporting(format, evidence)
                )

    def _exporting(self, format: str, evidence: bool) -> Callable[[IO[bytes]], None]:
        return lambda out: export(self.publication.directory, out, format, evidence=evidence)

    def _networks(self) -> Iterator[Dump]:
        for name in PROJECTIONS:
            title = f"{_NETWORKS[name]} (GraphML)"
            yield Dump(f"{FOLDER}/networks/{name}.graphml", title, "application/xml", self._projecting(name))

    def _projecting(self, name: str) -> Callable[[IO[bytes]], None]:
        return lambda out: _ignored(out.write(graphml(self.publication.graph.network(name), {})))

    def _tables(self) -> Iterator[Dump]:
        said = self.publication.settings
        for table in tables.tables().values():
            yield Dump(f"{FOLDER}/tables/{table.name}.csv", f"{table.title} (CSV)", "text/csv", self._tabulating(table))
        about = tables.metadata(said.title, said.licence, said.language)
        yield Dump(
            f"{FOLDER}/tables/csv-metadata.json",
            "What the tables' columns are (CSV on the Web)",
            "application/csvm+json",
            lambda out: _ignored(out.write(about)),
        )

    def _tabulating(self, table: tables.Table) -> Callable[[IO[bytes]], None]:
        return lambda out: tables.write(table, self.publication.graph.store, out)


def _ignored(_: int) -> None:
    """The number of bytes written."""


def _make(dump: Dump, target: Path) -> Held:
    """Write a dump; compressed, without the time, so that the same graph gives the same bytes."""
    with target.open("wb") as file:
        if dump.compressed:
            with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
                dump.write(cast(IO[bytes], packed))
        else:
            dump.write(file)
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Held(target.stat().st_size, digest)
