"""The main job: sources in, a graph directory out."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hanse import extensions, manifest, pipelines
from hanse.building.cache import ANSWERS, FOLDER, digest, sweep
from hanse.building.copies import Copies
from hanse.building.deciding import decided_lines, outcome, read_files
from hanse.building.directory import replacing
from hanse.building.folders import Local
from hanse.building.inventory import Inventory
from hanse.building.job import TEXTS, Job
from hanse.building.material import Material
from hanse.building.ranges import Each, merge_runs
from hanse.building.reading import Failed
from hanse.building.report import WORK, Progress, Report, fault, write_manifest
from hanse.building.runs import write_run
from hanse.building.source import Source
from hanse.building.sources import Found, Kind, Skipped, discover
from hanse.building.summing import known_lines, trust
from hanse.building.workers import Crew, Limits, crew
from hanse.errors import InputError, OutputError
from hanse.gazetteer import load
from hanse.identity import Identity
from hanse.store import QUADS, STORE, STREAMS, write
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
    decisions: Iterable[str | Path] = (),
    scheduler: str = "",
    most_seconds: float | None = None,
    most_memory: float | None = None,
    progress: Progress | None = None,
    finish: Callable[[Path, Each], None] | None = None,
) -> Report:
    """Build a graph directory from files and folders of documents, tables and RDF.

    Args:
        sources: files, or folders that are read with all below them.
        directory: where the graph goes; a graph that is there already is replaced when all is done, and what was
            extracted for it from sources that didn't change is taken over.
        base: what the IRIs of things begin with; ends in "/" or "#".
        mapping: TOML files that say what the columns of tables mean, tried before the built-in ones.
        workers: processes; by default one for each core. With one, the store is loaded in one stream.
        min_confidence: facts of less are left out; from 0 to 1.
        spacy: installed spaCy pipelines, by package or folder; each marks people and organisations that the rules leave
            unclaimed in documents of its language.
        extractors: extractors of installed packages that are asked besides (``hanse.extensions``), by name.
        llm: a language model that is asked besides; what it answered stays in the directory for the next build.
        decisions: files that say what is one thing and what is two, as ``hanse review`` has them decided; so do sources
            of which the names end in ``.sssom.tsv``.
        scheduler: who has others do the work, instead of processes here: the address of a dask scheduler, or a folder
            from which ``hanse work`` takes tasks. They must see the sources, and the folder of ``directory``, at the
            same places.
        most_seconds: a document that takes longer is left out; 120 if not given.
        most_memory: a document that needs more memory, in GB, is left out; 2 if not given.
        progress: is told how far the build is.
        finish: is called with the new directory before it takes its place, to add to it, and with what has tasks done
            by the workers; where it fails, the report's ``unfinished`` says why, and the graph is there without.

    Raises:
        InputError: nothing could be read, or an argument is wrong.
        GraphError: ``directory`` holds something else, or another build is writing it.
        OutputError: it can't be written. The earlier graph is then as it was.
    """
    started, began = time.time(), time.monotonic()  # clocks may be set back meanwhile
    given = [sources] if isinstance(sources, str | Path) else list(sources)
    _check(base, min_confidence)
    mappings = [str(one) for one in mapping]
    target = Path(directory)
    job = Job(
        target.resolve(),
        target,
        base,
        _mappings(mappings),
        min_confidence,
        pipelines=tuple(pipelines.load(name) for name in spacy),
        extensions=tuple(extensions.choose(extensions.EXTRACTORS, name) for name in extractors),
        llm=llm,
        started=started,
    )
    told = progress or _silent
    found = discover(given, job.target)
    if not found.sources:
        raise _nothing(found.skipped)
    with replacing(target) as staging, _crew(found, workers, scheduler, most_seconds, most_memory) as workforce:
        job = replace(job, staging=staging)
        for folder in (FOLDER, TEXTS, WORK):
            (staging / folder).mkdir(exist_ok=True)
        if job.llm is None:
            job.cache.keep(ANSWERS)  # which were paid for
        inventory = Inventory(staging / WORK)
        material = Material(job, workforce, told, inventory, Copies(job.working("signatures")))
        report = _built(material, found, decisions, min(workers or STREAMS, STREAMS))
        sweep(staging / FOLDER)
        report = replace(report, directory=target, seconds=time.monotonic() - began)
        options = {"base": base, "mapping": mappings, "min_confidence": min_confidence, "others": job.others()}

        def write(report: Report) -> None:
            inputs = inventory.lines(material.lost)
            write_manifest(report, staging / manifest.NAME, inputs=inputs, options=options, started=started)

        write(report)
        if finish is not None:
            told("finishing", 0, 1)
            report = replace(report, unfinished=_finished(finish, staging, workforce), seconds=time.monotonic() - began)
            told("finishing", 1, 1)
            write(report)
        shutil.rmtree(staging / WORK)
    return report


_FEW, _SMALL = 40, 300_000


def _crew(
    found: Found, workers: int | None, scheduler: str, seconds: float | None, memory: float | None
) -> AbstractContextManager[Crew]:
    usual = Limits()
    limits = Limits(seconds or usual.seconds, int(memory * 1024**3) if memory else usual.memory)
    wished = bool(seconds or memory)
    return crew(workers or os.cpu_count() or 1 if wished else _processes(found, workers), limits, scheduler)


def _processes(found: Found, workers: int | None) -> int:
    """How many processes work: none besides this one where there is little to do, and nothing to fear."""
    safe = (".txt", ".md", ".html", ".csv", ".ttl")  # of which no library written in C makes much
    plain = len(found.sources) < _FEW and all(one.suffix in safe and not one.packing for one in found.sources)
    if (
        plain
        and all(isinstance(one.folder, Local) for one in found.sources)
        and sum(map(_size, found.sources)) < _SMALL
    ):
        return 0
    return workers or os.cpu_count() or 1


def _size(source: Source) -> int:
    """In bytes; of what can't be read, nothing: others will tell."""
    try:
        with source.raw() as file:
            return int(file.seek(0, os.SEEK_END))
    except (InputError, OSError):
        return 0


def _finished(finish: Callable[[Path, Each], None], staging: Path, workforce: Crew) -> str:
    """Why it failed, if it did by a fault of its own: that costs no graph. A disk that is full does."""
    try:
        finish(staging, workforce.each)
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


def _built(material: Material, found: Found, files: Iterable[str | Path], streams: int) -> Report:
    job, staging = material.job, material.job.staging
    of = {kind: [source for source in found.sources if source.kind is kind] for kind in Kind}
    decisions = read_files(files, of[Kind.DECISIONS], material.inventory, material.failed)
    material.copy_graphs(of[Kind.GRAPH])
    material.read_tables(of[Kind.TABLE])
    material.read_documents(of[Kind.DOCUMENT])
    material.extract(of[Kind.DOCUMENT])
    skipped = (*found.skipped, *_skipped(material.failed))
    if not (material.documents or material.tables or material.graphs):
        raise _nothing(skipped)
    material.ask_model()
    identity = Identity(load(), job.base, decisions.rows)
    material.identify(identity)
    tally = material.say()
    material.runs.append(write_run(known_lines(identity, tally, job.base), job.working("known-quads")))
    lines = decided_lines(decisions, identity.ruling, tally, job.base)
    material.runs.append(write_run(lines, job.working("decided-quads")))
    material.runs.append(write_run(material.copies.lines(job.base, material.lost), job.working("copies-quads")))
    counts = merge_runs(material.runs, staging, material.crew.each, partial(material.progress, "merging"))
    material.progress("indexing", 0, 1)
    told = partial(material.progress, "indexing")
    write(staging / STORE, staging / QUADS, earlier=job.target, streams=streams, progress=told)
    material.progress("indexing", 1, 1)
    return Report(
        directory=staging,
        unchanged=material.inventory.unchanged,
        skipped=skipped,
        problems=material.all_problems(),
        beside=tuple(material.beside()),
        ignored=found.ignored,
        documents=material.documents,
        tables=material.tables,
        graphs=material.graphs,
        duplicates=material.copies.found[True],
        near_duplicates=material.copies.found[False],
        facts=counts.facts,
        quads=counts.quads,
        trust=trust(tally),
        entities=dict(sorted(counts.things.items())),
        decisions=outcome(decisions, identity.ruling, tally),
    )


def _skipped(failed: Iterable[Failed]) -> list[Skipped]:
    return [Skipped(str(one.source), one.reason) for one in sorted(failed, key=lambda one: one.source.label)]
