"""Hanse: documents about networks of cities into a knowledge graph.

``hanse.build(sources, directory)`` makes a graph directory and ``hanse.open(directory)`` opens it: ``.query`` and
``.saved`` give rows, ``.explain`` what is said of a thing and where, ``.network`` a networkx graph.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hanse.errors import GraphError, HanseError, InputError, OutputError, QueryError
    from hanse.queries import IRI, Graph, Rows, Triples, open

__all__ = [
    "IRI",
    "Graph",
    "GraphError",
    "HanseError",
    "InputError",
    "OutputError",
    "QueryError",
    "Rows",
    "Triples",
    "open",
]

_HOMES = {
    **dict.fromkeys(("IRI", "Graph", "Rows", "Triples", "open"), "hanse.queries"),
    **dict.fromkeys(("GraphError", "HanseError", "InputError", "OutputError", "QueryError"), "hanse.errors"),
}
"""Where each public name is defined; a module is imported when a name of it is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'hanse' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
