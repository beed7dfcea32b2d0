"""What others add: what installed packages announce as entry points.

    [project.entry-points."hanse.readers"]
    epub = "hanse_epub:read"               # a hanse.documents.Reader: reads files whose names end in .epub

    [project.entry-points."hanse.mappings"]
    prizes = "hanse_awards:PRIZES"         # a TOML file, as a path: tried beside the built-in ones

    [project.entry-points."hanse.extractors"]
    awards = "hanse_awards:extract"        # an Extractor: asked where the user names it

    [project.entry-points."hanse.measures"]
    two-steps = "awards:TWO_STEPS"         # a hanse.analysis.Measure, and so on with hanse.indices (an Index) and
                                           # hanse.indicators (an Indicator): computed where the user names it

Each is imported when it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, Protocol

from hanse.errors import InputError
from hanse.model import Document, Extract
from hanse.suggestions import meant

__all__ = [
    "EXTRACTORS",
    "INDICATORS",
    "INDICES",
    "MAPPINGS",
    "MEASURES",
    "READERS",
    "Extension",
    "Extractor",
    "choose",
    "installed",
]

READERS = "hanse.readers"
MAPPINGS = "hanse.mappings"
EXTRACTORS = "hanse.extractors"
MEASURES = "hanse.measures"
INDICES = "hanse.indices"
INDICATORS = "hanse.indicators"


class Extractor(Protocol):
    """Finds what a document says. The same document gives the same extract: the result is kept until it changes."""

    def __call__(self, document: Document) -> Extract:
        """Entities and facts, each fact with its evidence in the document's text."""


@dataclass(frozen=True, slots=True)
class Extension:
    """Something that an installed package adds."""

    group: str
    name: str
    target: str  # "package.module:function"
    package: str
    version: str

    @property
    def extractor(self) -> str:
        """The name that evidence has for it."""
        return f"{self.package}:{self.name}"

    @property
    def titled(self) -> str:
        """How messages call it."""
        return f"{self.name!r} of the package {self.package}"

    @property
    def stamp(self) -> str:
        """What its results depend on."""
        return f"{self.name} {self.target} {self.package} {self.version}"

    def load(self) -> Any:
        """What it points to; raises InputError where that can't be imported."""
        try:
            return EntryPoint(self.name, self.target, self.group).load()
        except Exception as error:  # of somebody else's code: it may be any
            raise InputError(f"{self.titled} can't be loaded: {error}") from error


@cache
def installed(group: str) -> Mapping[str, Extension]:
    """The extensions of a group by name; of two with one name, that of the package that comes first."""
    found: dict[str, Extension] = {}
    for one in sorted(entry_points(group=group), key=lambda one: (one.name, one.dist.name if one.dist else "")):
        package, version = (one.dist.name, one.dist.version) if one.dist else ("", "")
        found.setdefault(one.name, Extension(group, one.name, one.value, package, version))
    return MappingProxyType(found)


def choose(group: str, name: str) -> Extension:
    """An extension by name.

    >>> choose(EXTRACTORS, "no such")
    Traceback (most recent call last):
    ...
    hanse.errors.InputError: no 'no such' among the installed hanse.extractors; there are: none
    """
    known = installed(group)
    if name not in known:
        raise InputError(
            f"no {name!r} among the installed {group}{meant(name, known)}; there are: {', '.join(known) or 'none'}"
        )
    return known[name]
