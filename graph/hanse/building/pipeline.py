"""The main job: sources in, a graph directory out."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hanse import extensions, pipelines
from hanse.building.assembling import Tally, identified, lines
from hanse.building.cache import ANSWERS, FOLDER, Cache, digest
from hanse.building.directory import replacing
from hanse.building.material import Job, read
from hanse.building.report import MANIFEST, Progress, Report, fault, write_manifest
from hanse.building.sorting import write_sorted
from hanse.building.sources import Found, Skipped, discover
from hanse.errors import InputError, OutputError
from hanse.store import QUADS, STORE, write
from hanse.vocabulary import BASE

if TYPE_CHECKING:
    from hanse.llm import LanguageModel
    from hanse.tables import Mapping

__all__ = ["build"]


def build(
    sources: str | Path | Iterable[str | Path],
    directory: str | Path = "hanse-graph",
    *,
    base: str = BASE,
    mapping: Iterable[str | Path] = (),
    workers: int | None = None,
    min_confidence: float = 0.0,
    spacy: Iterable[str] = (),
    extractors: Iterable[str] = (),
    llm: LanguageModel | None = None,
    progress: Progress | None = None,
    finish: Callable[[Path], None] | None = None,
) -> Report:
    """Build a graph directory from files and folders of documents, tables and RDF.

    Args:
        sources: files, or folders that are read with all below them.
        directory: where the graph goes; a graph that is there already is replaced when all is done, and what was
            extracted for it from sources that didn't change is taken over.
        base: what the IRIs of things begin with; ends in "/" or "#".
        mapping: TOML files that say what the columns of tables mean, tried before the built-in ones.
        workers: processes; by default one for each core.
        min_confidence: facts of less are left out; from 0 to 1.
        spacy: installed spaCy pipelines, by package or folder; each marks people and organisations that the rules leave
            unclaimed in documents of its language.
        extractors: extractors of installed packages that are asked besides (``hanse.extensions``), by name.
        llm: a language model that is asked besides; what it answered stays in the directory for the next build.
        progress: is told how far the build is.
        finish: is called with the new directory before it takes its place, to add to it; where it fails, the report's
            ``unfinished`` says why, and the graph is there without.

    Raises:
        InputError: nothing could be read, or an argument is wrong.
        GraphError: ``directory`` holds something else, or another build is writing it.
        OutputError: it can't be written. The earlier graph is then as it was.
    """
    started = time.time()
    given = [sources] if isinstance(sources, str | Path) else list(sources)
    _check(base, min_confidence)
    mappings = [str(one) for one in mapping]
    job = Job(
        base,
        _mappings(mappings),
        workers or os.cpu_count() or 1,
        min_confidence,
        progress or _silent,
        pipelines=tuple(pipelines.load(name) for name in spacy),
        extensions=tuple(extensions.choose(extensions.EXTRACTORS, name) for name in extractors),
        llm=llm,
    )
    target = Path(directory)
    found = discover(given, target.resolve())
    if not found.sources:
        raise _nothing(found.skipped)
    with replacing(target) as staging:
        cache = Cache(target.resolve() / FOLDER, staging / FOLDER)
        if job.llm is None:
            cache.keep(ANSWERS)  # which were paid for
        report = _built(job, found, cache, staging)
        report = replace(report, directory=target, seconds=time.time() - started)
        options = {"base": base, "mapping": mappings, "min_confidence": min_confidence, "others": job.others()}
        write_manifest(report, staging / MANIFEST, options=options, started=started)
        if finish is not None:
            job.progress("finishing", 0, 1)
            report = replace(report, unfinished=_finished(finish, staging), seconds=time.time() - started)
            job.progress("finishing", 1, 1)
            write_manifest(report, staging / MANIFEST, options=options, started=started)
    return report


def _finished(finish: Callable[[Path], None], staging: Path) -> str:
    """Why it failed, if it did by a fault of its own: that costs no graph. A disk that is full does."""
    try:
        finish(staging)
    except (OSError, OutputError):
        raise
    except Exception as error:
        return fault(error)
    return ""


def _check(base: str, min_confidence: float) -> None:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", base):
        raise InputError(f"the base {base!r} is not allowed: an http(s) IRI that ends in / or #, as {BASE}")
    if not 0 <= min_confidence <= 1:
        raise InputError(f"a confidence of {min_confidence} is not allowed: a number from 0 to 1")


def _mappings(paths: Iterable[str]) -> tuple[tuple[Mapping, str], ...]:
    """The mappings that the user wrote, each with its digest."""
    from hanse.tables import load_mapping

    return tuple((load_mapping(Path(path)), digest(Path(path))) for path in paths)


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


def _nothing(skipped: Sequence[Skipped]) -> InputError:
    reasons = "; ".join(f"{one.source}: {one.reason}" for one in skipped) or "no source was given"
    return InputError(f"nothing could be read, nothing was written: {reasons}")


def _built(job: Job, found: Found, cache: Cache, staging: Path) -> Report:
    material = read(job, found.sources, cache)
    skipped = (*found.skipped, *(Skipped(str(one.source), one.reason) for one in material.failed))
    if not (material.extracted or material.tables or material.graphs):
        raise _nothing(skipped)
    tally = Tally()
    count = write_sorted(lines(job, material, identified(job, material), cache, staging, tally), staging / QUADS)
    job.progress("indexing", 0, 1)
    write(staging / STORE, staging / QUADS)
    job.progress("indexing", 1, 1)
    return Report(
        directory=staging,
        inputs=material.inputs(),
        skipped=skipped,
        problems=material.problems(),
        beside=tuple(material.beside),
        ignored=found.ignored,
        documents=sum(len(one.extracts) for one in material.extracted),
        tables=len(material.tables),
        graphs=len(material.graphs),
        facts=len(tally.facts),
        quads=count,
        trust=tally.trust(),
        entities={kind: len(iris) for kind, iris in sorted(tally.things.items())},
    )
