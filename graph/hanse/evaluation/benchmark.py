"""A benchmark: documents, their gold annotations, and what of them a graph finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hanse.errors import HanseError, InputError
from hanse.evaluation.gold import Gold, load_folder
from hanse.evaluation.layouts import layouts
from hanse.evaluation.matching import judge
from hanse.evaluation.runs import Paper, Run
from hanse.evaluation.sayings import Page, Said, pages, said

if TYPE_CHECKING:
    from hanse.building import Progress

__all__ = ["DOCUMENTS", "GOLD", "Evaluation", "evaluate"]

DOCUMENTS, GOLD = "documents", "gold"
"""Folders of a benchmark."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a benchmark, and what of it could not be used."""

    run: Run
    problems: tuple[HanseError, ...] = ()  # gold that can't be read or is wrong; documents that are not in the graph


def evaluate(
    benchmark: str | Path,
    graph: str | Path | None = None,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score a graph against the gold annotations of a benchmark.

    Args:
        benchmark: a folder that holds ``documents/`` and ``gold/``.
        graph: a graph directory built of those documents; without it one is built, and thrown away.
        workers: processes of that build.
        progress: is told how far the build is.

    Gold that is wrong is left out; gold of a document that is not in the graph counts as missed. Both are problems of
    the evaluation. Raises InputError where the folder holds no benchmark, or no gold that can be used; GraphError where
    ``graph`` is none.
    """
    folder = Path(benchmark)
    documents = folder / DOCUMENTS
    if not (folder / GOLD).is_dir() or not (documents.is_dir() or graph):
        raise InputError(f"no benchmark: a folder with {DOCUMENTS}/ and {GOLD}/ is wanted", source=str(folder))
    golds, wrong = load_folder(folder / GOLD)
    if not golds:
        reason = "; ".join(map(str, wrong)) or "there is no .json file in it"
        raise InputError(f"no gold that can be used: {reason}", source=str(folder / GOLD))
    if graph:
        run, absent = _run(golds, Path(graph), documents)
    else:
        with TemporaryDirectory() as made:
            run, absent = _run(golds, _built(documents, Path(made) / "graph", workers, progress), documents)
    return Evaluation(run, (*wrong, *absent))


def _built(documents: Path, directory: Path, workers: int | None, progress: Progress | None) -> Path:
    from hanse.building import build

    return build(documents, directory, workers=workers, progress=progress).directory


def _run(golds: list[Gold], directory: Path, documents: Path) -> tuple[Run, list[InputError]]:
    from hanse.store import open

    store = open(directory)
    known, kinds = pages(store), layouts(documents)
    findings, papers, absent = [], {}, []
    for gold in golds:
        page = known.get(gold.document)
        if page is None:
            absent.append(InputError("is not in the graph: all of its gold counts as missed", source=gold.document))
        findings += judge(gold, said(store, page) if page else Said(""))
        page = page or Page("", ())
        papers[gold.document] = Paper(page.language, page.format, kinds.get(gold.document, ""))
    return Run(papers, tuple(findings)), absent
