"""A site to check: the files of a folder, or what a server gives at an address.

Both are read by relative path. What several checks ask for is read and parsed once.
"""

from __future__ import annotations

import gzip
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import Request, urlopen

from pyoxigraph import RdfFormat, Triple, parse
from pyoxigraph import Store as Oxigraph

from hanse.checking.page import Page, embedded
from hanse.errors import InputError
from hanse.names import printable
from hanse.publishing.part import SITE

__all__ = ["Answer", "File", "Folder", "Site", "Web", "open"]

_SECONDS = 30.0
_FORMATS = {".ttl": RdfFormat.TURTLE, ".jsonld": RdfFormat.JSON_LD, ".nt": RdfFormat.N_TRIPLES}
_FORMATS |= {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}


class File(NamedTuple):
    """What the site's listing says of a file."""

    sha256: str  # "" and -1 where it gives the name alone
    bytes: int


class Site(ABC):
    """A published site. Paths are relative to its start page and written as they are in an address, unescaped."""

    where: str
    earlier: Site | None = None  # another release, to compare with

    @abstractmethod
    def read(self, path: str) -> bytes:
        """The bytes of a file; InputError where there is none."""

    @abstractmethod
    def exists(self, path: str) -> bool:
        """Whether there is such a file."""

    @cached_property
    def listing(self) -> dict[str, Any]:
        """``site.json``, as ``hanse publish`` wrote it."""
        try:
            found = json.loads(self.read(SITE))
        except ValueError as error:
            raise InputError(f"not JSON: {error}", source=f"{self.where}/{SITE}") from error
        if not isinstance(found, dict) or not isinstance(found.get("base"), str) or not _files(found):
            raise InputError("not the listing of a site that hanse publish made", source=f"{self.where}/{SITE}")
        return found

    @cached_property
    def files(self) -> dict[str, File]:
        """All files of the site but the listing itself."""
        return {
            path: File(str(known.get("sha256", "")), int(known.get("bytes", -1)))
            for path, known in sorted(_files(self.listing).items())
        }

    @property
    def base(self) -> str:
        """What the IRIs of its things begin with."""
        return str(self.listing["base"])

    def path_of(self, iri: str) -> str | None:
        """The path below the site at which an IRI is described, without fragment; None where it lies elsewhere.

        >>> site = Folder(Path()); site.listing = {"base": "https://data.example/", "files": {"index.html": {}}}
        >>> site.path_of("https://data.example/id/city/riga-lv#x"), site.path_of("https://example.org/")
        ('id/city/riga-lv', None)
        """
        bare = iri.partition("#")[0]
        return unquote(bare[len(self.base) :]).strip("/") if bare.startswith(self.base) else None

    @cached_property
    def resources(self) -> list[str]:
        """The paths at which things are described: those with a page, a Turtle file, or one of JSON-LD beside it."""
        data = {path.removesuffix(end) for path in self.files for end in (".ttl", ".jsonld") if path.endswith(end)}
        return sorted(path for path in data if f"{path}/index.html" in self.files or path.startswith("id/"))

    @cached_property
    def retired(self) -> set[str]:
        """The paths of what earlier releases had and this one has not: they say so, and are in no sitemap."""
        path = "changes/retired.json"
        return {str(one["path"]) for one in json.loads(self.read(path))} if path in self.files else set()

    @cached_property
    def pages(self) -> list[str]:
        """The paths of its HTML pages."""
        return [path for path in self.files if path.endswith(".html")]

    def page(self, path: str) -> Page:
        """An HTML page, parsed."""
        known = self._pages.get(path)
        if known is None:
            known = self._pages[path] = Page.parse(self.read(path), path)
        return known

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {}

    def triples(self, path: str) -> frozenset[Any]:
        """The triples of an RDF file, which may be compressed; those of all its graphs."""
        name = path.removesuffix(".gz")
        format = _FORMATS[name[name.rfind(".") :]]
        data = unpacked(self.read(path), path)
        try:
            found = parse(data, format=format, base_iri=self.base + quote(name))
            return frozenset(Triple(quad.subject, quad.predicate, quad.object) for quad in found)
        except (SyntaxError, ValueError) as error:
            raise InputError(f"can't be read as {name[name.rfind('.') + 1 :]}: {error}", source=path) from error

    def embedded(self, path: str) -> frozenset[Any]:
        """The triples of the JSON-LD in a page; a context at another address is not read."""
        found: set[Any] = set()
        for data in embedded(self.read(path), path):
            try:
                quads = parse(json.dumps(data).encode(), format=RdfFormat.JSON_LD, base_iri=self.base)
                found |= {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
            except (SyntaxError, ValueError) as error:
                raise InputError(f"its JSON-LD can't be read: {error}", source=path) from error
        return frozenset(found)

    @cached_property
    def dataset(self) -> frozenset[Any]:
        """The description of the dataset."""
        return self.triples("dataset.ttl")

    @cached_property
    def graphs(self) -> Oxigraph:
        """All named graphs, from the dump."""
        return self._loaded("dumps/graph.nq.gz")

    @cached_property
    def merge(self) -> Oxigraph:
        """The merge of all graphs, which queries see, from the dump."""
        return self._loaded("dumps/graph.nt.gz")

    def _loaded(self, path: str) -> Oxigraph:
        """A dump in a store on disk, which is gone with this site."""
        folder = TemporaryDirectory(prefix="hanse-check-")
        self._folders.append(folder)
        store = Oxigraph(folder.name)
        data = unpacked(self.read(path), path)
        try:
            store.bulk_load(data, format=_FORMATS["." + path.removesuffix(".gz").rpartition(".")[2]])
        except (SyntaxError, ValueError) as error:
            raise InputError(f"can't be read: {error}", source=path) from error
        return store

    @cached_property
    def _folders(self) -> list[TemporaryDirectory[str]]:
        return []

    def close(self) -> None:
        """Remove what was loaded."""
        for name in ("graphs", "merge"):
            self.__dict__.pop(name, None)
        for folder in self._folders:
            folder.cleanup()
        self._folders.clear()


def unpacked(data: bytes, path: str) -> bytes:
    """The bytes of a file that may be compressed."""
    if not path.endswith(".gz"):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError) as error:
        raise InputError(f"not gzip, or cut: {error}", source=path) from error


def _files(listing: Mapping[str, Any]) -> dict[str, Any]:
    files = listing.get("files")
    return files if isinstance(files, dict) and all(isinstance(one, dict) for one in files.values()) else {}


class Folder(Site):
    """A site as ``hanse publish`` wrote it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.where = folder, str(folder)

    def read(self, path: str) -> bytes:  # noqa: D102
        try:
            return (self.folder / path).read_bytes()
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputError(reason, source=f"{self.where}/{path}") from error

    def exists(self, path: str) -> bool:  # noqa: D102
        return (self.folder / path).is_file()


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    address: str  # after redirects
    headers: dict[str, str]  # names in small letters
    body: bytes


class Web(Site):
    """A site on a server. Its address may be another than its base, as while it is tried out."""

    def __init__(self, address: str) -> None:
        self.where = address.partition("#")[0].partition("?")[0].removesuffix("index.html").rstrip("/")

    def read(self, path: str) -> bytes:  # noqa: D102
        answer = self.ask(path)
        if answer.status != 200:
            raise InputError(f"the server answers {answer.status}", source=f"{self.where}/{path}")
        return answer.body

    def exists(self, path: str) -> bool:  # noqa: D102
        return self.ask(path).status == 200

    def ask(self, path: str, accept: str = "*/*") -> Answer:
        """What the server gives at a path; InputError where it gives nothing."""
        address = f"{self.where}/{quote(path, safe='/=&,;:@!$()*+~.-_%')}"
        request = Request(address, headers={"Accept": accept, "User-Agent": "hanse-check"})
        try:
            with urlopen(request, timeout=_SECONDS) as answer:
                body = answer.read()
                return Answer(answer.status, answer.url, {n.lower(): v for n, v in answer.headers.items()}, body)
        except HTTPError as error:
            with error:
                return Answer(error.code, error.url, {n.lower(): v for n, v in error.headers.items()}, b"")
        except (URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise InputError(printable(f"no answer: {reason}"), source=address) from error


def open(where: str) -> Site:
    """The site of a folder, or of an address that begins with http; InputError where there is none."""
    if urlsplit(where).scheme in {"http", "https"}:
        site = Web(where)
        _ = site.listing  # so that an address that is no site is told once
        return site
    folder = Path(where)
    if not (folder / SITE).is_file():
        make = f"hanse publish -g DIR -o {where}"
        raise InputError(f"no site here (no {SITE}); one is made with: {make}", source=where)
    return Folder(folder)
