"""Hanse: documents about networks of cities into a knowledge graph.

``hanse.build(sources, directory)`` makes a graph directory and ``hanse.open(directory)`` opens it: ``.query`` and
``.saved`` give rows, ``.explain`` what is said of a thing and where, ``.network`` a networkx graph.
``hanse.view(graph)`` draws it, in a notebook or as a page; ``hanse.report(graph)`` says what its networks are like.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hanse.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hanse.building import Progress, Report
    from hanse.errors import (
        GraphError,
        HanseError,
        InputError,
        OutputError,
        QueryError,
        QueryTimeout,
        QueryTooLarge,
        ServerError,
    )
    from hanse.llm import LanguageModel
    from hanse.queries import IRI, Graph, Limits, Rows, Triples, open
    from hanse.reporting import Findings, report
    from hanse.views import View, view

__all__ = [
    "IRI",
    "Findings",
    "Graph",
    "GraphError",
    "HanseError",
    "InputError",
    "LanguageModel",
    "Limits",
    "OutputError",
    "QueryError",
    "QueryTimeout",
    "QueryTooLarge",
    "Report",
    "Rows",
    "ServerError",
    "Triples",
    "View",
    "build",
    "open",
    "report",
    "view",
]

_HOMES = {
    "LanguageModel": "hanse.llm",
    "Report": "hanse.building",
    **dict.fromkeys(("Findings", "report"), "hanse.reporting"),
    **dict.fromkeys(("View", "view"), "hanse.views"),
    **dict.fromkeys(("IRI", "Graph", "Limits", "Rows", "Triples", "open"), "hanse.queries"),
    **dict.fromkeys(
        (
            "GraphError",
            "HanseError",
            "InputError",
            "OutputError",
            "QueryError",
            "QueryTimeout",
            "QueryTooLarge",
            "ServerError",
        ),
        "hanse.errors",
    ),
}
"""Where each public name is defined; a module is imported when a name of it is first asked for."""


def build(
    sources: str | Path | Iterable[str | Path],
    directory: str | Path = "hanse-graph",
    *,
    base: str = BASE,
    mapping: Iterable[str | Path] = (),
    min_confidence: float = 0.0,
    workers: int | None = None,
    spacy: Iterable[str] = (),
    extractors: Iterable[str] = (),
    llm: LanguageModel | None = None,
    decisions: Iterable[str | Path] = (),
    scheduler: str = "",
    most_seconds: float | None = None,
    most_memory: float | None = None,
    progress: Progress | None = None,
) -> Report:
    r"""Build a graph directory, with its start page, from files and folders of documents, tables and RDF.

    See ``hanse.building.build`` for the arguments and the errors. Sources that can't be read are in the report's
    ``skipped``; the graph of all others is there.

    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "page.md").write_text("# In4Green\n\nThe In4Green network is led by Avilés (ES).")
    >>> report = build(folder / "page.md", folder / "G")
    >>> report.documents, report.skipped, sorted(path.name for path in (folder / "G").glob("*.*"))
    (1, (), ['graph.html', 'graph.nq', 'index.html', 'manifest.json'])
    """
    from hanse import building
    from hanse.views import write_index

    return building.build(
        sources,
        directory,
        base=base,
        mapping=mapping,
        min_confidence=min_confidence,
        workers=workers,
        spacy=spacy,
        extractors=extractors,
        llm=llm,
        decisions=decisions,
        scheduler=scheduler,
        most_seconds=most_seconds,
        most_memory=most_memory,
        progress=progress,
        finish=write_index,
    )


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'hanse' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
