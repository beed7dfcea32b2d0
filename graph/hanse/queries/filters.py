"""Which networks count: the filters of projections, indicators, reports and views, in one list.

They are the parameters of ``ontology/queries/projections/chosen.rq``, by which the projections choose, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hanse.names import printable
from hanse.queries.questions import Parameter, projections

if TYPE_CHECKING:
    from hanse.queries.graph import Graph

__all__ = ["chosen", "filters", "given", "options", "worded"]

_WORDS = {
    "programme": "of {}",
    "type": "of the kind {}",
    "theme": "on {}",
    "since": "begun in {} or later",
    "until": "begun in {} or earlier",
    "wave": "of the wave {}",
    "running": "running in {}",
}


def filters() -> tuple[Parameter, ...]:
    """All filters, with what they take and mean.

    >>> [one.name for one in filters()]
    ['programme', 'type', 'theme', 'since', 'until', 'wave', 'running']
    """
    return projections()["chosen"].parameters


def given(asked: Mapping[str, object]) -> dict[str, object]:
    """Those of the filters that have a value.

    >>> given({"programme": "URBACT IV", "theme": "", "since": None})
    {'programme': 'URBACT IV'}
    """
    return {name: value for name, value in asked.items() if value not in ("", None)}


def worded(asked: Mapping[str, object]) -> str:
    """Filters in words that follow "networks".

    >>> worded({"programme": "URBACT IV", "running": "2023-2024"})
    'of URBACT IV, running in 2023-2024'
    """
    return ", ".join(_WORDS[name].format(printable(str(value))) for name, value in given(asked).items())


def options(asked: Mapping[str, object]) -> list[str]:
    """Filters as a command takes them.

    >>> options({"since": 2023})
    ['--since', '2023']
    """
    return [word for name, value in given(asked).items() for word in (f"--{name}", str(value))]


def chosen(graph: Graph, asked: Mapping[str, object]) -> frozenset[str]:
    """The IRIs of the networks, projects, practices and events that filters choose; QueryError where one is wrong.

    >>> [graph.labels.of(iri) for iri in sorted(chosen(graph, {"running": 2023}))]
    ['kick-off meeting', 'In4Green']
    """
    answer: Any = graph.ask(projections()["chosen"], asked)
    return frozenset(network.value for (network,) in answer.terms)
