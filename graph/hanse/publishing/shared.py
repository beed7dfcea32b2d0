"""The files that all pages of a site share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from typing import IO

from hanse.publishing.frame import stylesheet
from hanse.publishing.pictures import europe
from hanse.publishing.publication import Publication

__all__ = ["Shared"]


def _file(name: str) -> Callable[[], bytes]:
    return lambda: (files("hanse.publishing") / "assets" / name).read_bytes()


_FILES: Mapping[str, Callable[[], bytes]] = {
    "assets/data.css": _file("data.css"),
    "assets/europe.svg": europe,
    "assets/icon.svg": _file("icon.svg"),
    "assets/search.js": _file("search.js"),
    "assets/site.css": stylesheet,
}


class Shared:
    """Style, search, map."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from _FILES

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path in _FILES:
            out.write(_FILES[path]())
        return path in _FILES
