"""The texts of documents, as far as the site has them: each quote can be checked at its offsets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import IO

from hanse.publishing.publication import Publication

__all__ = ["Texts"]


class Texts:
    """``text/{identifier}.txt`` for each document that has a text."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    @cached_property
    def names(self) -> dict[str, str]:
        """Path → identifier."""
        return {f"text/{path.name}": path.stem for path in (self.publication.directory / "text").glob("*.txt")}

    def paths(self) -> Iterator[str]:
        """Sorted."""
        yield from sorted(self.names)

    def write(self, path: str, out: IO[bytes]) -> bool:
        """Write one of them."""
        if path in self.names:
            out.write(self.publication.text(self.names[path]).encode())
        return path in self.names
