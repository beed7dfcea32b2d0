"""``sitemap.xml`` (https://www.sitemaps.org/protocol.html) and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import IO
from xml.sax.saxutils import escape

from hanse.publishing.publication import Publication
from hanse.publishing.resources import address

__all__ = ["LARGEST", "Sitemap"]

LARGEST = 50_000
"""Addresses that one file may hold."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SUFFIX = "index.html"


class Sitemap:
    """The pages of all other parts; in several files and a list of them where one can't hold all."""

    def __init__(self, publication: Publication, largest: int = LARGEST) -> None:
        self.publication, self.largest = publication, largest

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield "robots.txt"
        yield from (f"sitemap-{number}.xml" for number in sorted(self._numbers, key=str))
        yield "sitemap.xml"

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path == "robots.txt":
            out.write(f"User-agent: *\nAllow: /\nSitemap: {self.publication.base}sitemap.xml\n".encode())
        elif path == "sitemap.xml" and self._numbers:
            _list(out, "sitemapindex", "sitemap", (f"sitemap-{number}.xml" for number in self._numbers), self._base)
        elif path == "sitemap.xml":
            _list(out, "urlset", "url", self._pages, self._base)
        elif path in {f"sitemap-{number}.xml" for number in self._numbers}:
            number = int(path.removeprefix("sitemap-").removesuffix(".xml"))
            _list(out, "urlset", "url", self._pages[(number - 1) * self.largest : number * self.largest], self._base)
        else:
            return False
        return True

    @property
    def _base(self) -> str:
        return self.publication.base

    @cached_property
    def _pages(self) -> list[str]:
        """The addresses of all pages but the one on what is not there, relative to the site."""
        others = (part for part in self.publication.parts.values() if not isinstance(part, Sitemap))
        paths = (path for part in others for path in getattr(part, "listed", part.paths)())
        found = (path for path in paths if path.endswith(".html") and path != "404.html")
        return sorted(address(path.removesuffix(_SUFFIX)) for path in found)

    @cached_property
    def _numbers(self) -> range:
        """Of the files where there are several."""
        count = -(-len(self._pages) // self.largest)
        return range(1, count + 1) if count > 1 else range(0)


def _list(out: IO[bytes], whole: str, one: str, addresses: Iterable[str], base: str) -> None:
    out.write(f'{_HEAD}<{whole} xmlns="{_NAMESPACE}">\n'.encode())
    for path in addresses:
        out.write(f"<{one}><loc>{escape(base + path)}</loc></{one}>\n".encode())
    out.write(f"</{whole}>\n".encode())
