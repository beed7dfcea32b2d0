"""What a push will do: which graphs are new, changed, as they were, or gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hanse.pushing.contents import MERGED, Content
from hanse.pushing.journal import Entry

__all__ = ["Plan", "plan"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Names of graphs; "" is the merge."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    gone: tuple[str, ...]  # on the server, and no longer here
    quads: int  # to be sent

    @property
    def sent(self) -> tuple[str, ...]:
        """What is to be sent, the merge last."""
        return tuple(sorted((*self.new, *self.changed), key=lambda graph: (graph == MERGED, graph)))


def plan(
    graphs: Mapping[str, Content], there: Mapping[str, int], known: Mapping[str, Entry], gone: tuple[str, ...]
) -> Plan:
    """Compare what is here with what a server counts and with what is known of earlier pushes.

    A graph is left as it is where its sum is that of the last push, and the server still counts as many quads as then.

    >>> here = {"g:a": Content(2, "x"), "g:b": Content(3, "y"), "g:c": Content(1, "z")}
    >>> plan(here, {"g:a": 2, "g:b": 3}, {"g:a": Entry("g:a", "x"), "g:b": Entry("g:b", "old")}, ())
    Plan(new=('g:c',), changed=('g:b',), same=('g:a',), gone=(), quads=4)
    """
    parts: dict[str, list[str]] = {"new": [], "changed": [], "same": []}
    for graph, content in graphs.items():
        counted, entry = there.get(graph, 0), known.get(graph)
        if not counted and content.quads:
            parts["new"].append(graph)
        elif entry and entry.sum == content.sum and counted in {content.quads, entry.found}:
            parts["same"].append(graph)
        else:
            parts["changed"].append(graph)
    quads = sum(graphs[graph].quads for graph in (*parts["new"], *parts["changed"]))
    return Plan(tuple(parts["new"]), tuple(parts["changed"]), tuple(parts["same"]), gone, quads)
