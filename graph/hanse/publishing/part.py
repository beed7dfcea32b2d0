"""What a site is made of: parts, each of which knows its files and writes any one of them when asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Protocol

__all__ = ["SITE", "Part"]

SITE = "site.json"
"""The file of a site that lists all others: it tells a site from any other folder."""


class Part(Protocol):
    """Some files of a site.

    A part is made from a `hanse.publishing.Publication`. It may be asked for all its files, or for a single one by a
    server: what several files need is computed once, when it is first needed.
    """

    def paths(self) -> Iterator[str]:
        """Every file it makes, relative to the site, decoded, sorted; no other part makes one of the same path."""
        ...

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write a file to ``out``; False, with nothing written, where the path is none of its own."""
        ...
