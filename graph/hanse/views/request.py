"""What can be asked to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hanse.analysis import MEASURES
from hanse.errors import QueryError
from hanse.suggestions import unknown

__all__ = ["MIXED", "MOST", "OF", "USUAL", "Request"]

OF = {
    "all": "Networks of cities, and all that is tied to them",
    "two-mode": "Networks and projects, and their partners",
    "city": "Cities that meet in networks and projects",
    "organisation": "Organisations that meet in networks and projects",
    "network": "Networks and projects that share partners",
    "country": "Countries whose cities and organisations meet",
}
"""What can be drawn, and the title that it gets."""

MIXED = ("all", "two-mode")
"""Those in which a tie is what a statement says; in the others it is what two of a kind share."""

MOST = 50_000
"""Nodes that a drawing can have: a browser still opens it in seconds."""
USUAL = 150
"""Nodes that a drawing has unless more are asked for: as many as a laptop's screen shows with their names."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to draw: see ``hanse.views.view``."""

    of: str = "all"
    around: str = ""
    hops: int = 1
    top: int = USUAL
    by: str = ""
    filters: Mapping[str, object] = field(default_factory=dict)
    query: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if self.of not in OF:
            raise QueryError(unknown("view of", self.of, OF))
        if not 1 <= self.top <= MOST:
            raise QueryError(f"a page can draw 1 to {MOST} things, not {self.top}")
        if self.hops < 1:
            raise QueryError(f"hops is 1 or more, not {self.hops}")
        if self.by and self.by not in MEASURES:
            raise QueryError(unknown("measure", self.by, MEASURES))
        if self.query and (self.of != "all" or self.filters):
            raise QueryError("a query says itself what is drawn: give neither a kind nor a filter beside it")
        if self.around and self.by:
            raise QueryError("around a thing the nearest are drawn: no measure chooses them")

    @property
    def mixed(self) -> bool:
        """Whether ties are statements."""
        return self.of in MIXED
