"""What the head of a page says: what is drawn, and what part of the graph that is."""

from __future__ import annotations

import networkx as nx

from hanse.analysis import MEASURES
from hanse.queries.filters import worded
from hanse.views.lookup import Lookup
from hanse.views.request import OF, Request

__all__ = ["TIES", "note", "title"]

TIES = 4
"""Of a thing, the strongest, where all would be a tangle."""


def title(lookup: Lookup, request: Request) -> str:
    """The heading of a page, unless one was given."""
    if request.title:
        return request.title
    if request.around:
        return f"Around {lookup.labels.of(lookup.labels.find(request.around)[0])}"
    return "What a query gives" if request.query else OF[request.of]


def note(whole: nx.Graph[str], part: nx.Graph[str], lines: nx.Graph[str], request: Request, overview: str) -> str:
    """How much of the graph is drawn, how it was chosen, and how to see the rest."""
    ties = part.number_of_edges()
    which = f"Only networks {worded(request.filters)}. " if request.filters else ""
    fewer = f" Of {ties:,} ties the {TIES} strongest of each." if lines.number_of_edges() < ties else ""
    opens = " It opens on their communities." if overview else ""
    if len(part) == len(whole):
        return (
            f"{which}All {len(whole):,} things"
            + (f".{fewer}" if fewer else f" and the {ties:,} ties between them.")
            + opens
        )
    others = "For others: hanse view --around NAME, or --top N."
    return f"{which}{len(part):,} of {len(whole):,} things: {_chosen(request)}.{fewer}{opens} {others}"


def _chosen(request: Request) -> str:
    if request.around:
        return "what is tied to it" if request.hops == 1 else f"at most {request.hops} ties away"
    if request.by:
        known = MEASURES[request.by]
        return f"those of {'lowest' if known.lowest_first else 'highest'} {known.label.lower()}"
    return "those that hold together best"
