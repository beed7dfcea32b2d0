"""All that the sources hold: read in two passes, one source at a time, what fails noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from hanse.building import graphs
from hanse.building.beside import asked, joined, told
from hanse.building.cache import Cache
from hanse.building.reading import (
    Extracted,
    Failed,
    Reading,
    Surveyed,
    Tabled,
    described,
    documents_read,
    extracted,
    surveyed,
    tabled,
)
from hanse.building.report import Beside, Input, Progress, version
from hanse.building.sources import Kind, Source
from hanse.building.workers import Lost, each
from hanse.errors import InputError
from hanse.model import Extract

if TYPE_CHECKING:
    from hanse.extensions import Extension
    from hanse.extraction import Knowledge
    from hanse.llm import LanguageModel
    from hanse.pipelines import Pipeline
    from hanse.tables import Mapping

__all__ = ["Job", "Material", "read"]


@dataclass(frozen=True, slots=True)
class Job:
    """How a build is done."""

    base: str
    mappings: tuple[tuple[Mapping, str], ...]
    workers: int
    least: float
    progress: Progress
    pipelines: tuple[Pipeline, ...] = ()
    extensions: tuple[Extension, ...] = ()
    llm: LanguageModel | None = None

    def others(self) -> list[str]:
        """Who reads besides the rules, as exactly as can be said."""
        models = [f"{self.llm.extractor} at {self.llm.url}"] if self.llm else []
        return [*(one.stamp for one in self.pipelines), *(one.stamp for one in self.extensions), *models]

    def versions(self) -> dict[str, str]:
        """Of the extractors by their names, "" for the rules."""
        pipelines = {one.extractor: one.version for one in self.pipelines}
        return {"": version(), **pipelines, **{one.extractor: one.version for one in self.extensions}}


@dataclass(slots=True)
class Material:
    """What was read, and what it says."""

    extracted: list[Extracted] = field(default_factory=list)
    tables: list[Tabled] = field(default_factory=list)
    graphs: list[tuple[Input, list[bytes]]] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)

    def extracts(self) -> list[Extract]:
        """All extracts, in the order of their documents' identifiers."""
        documents = (extract for one in self.extracted for extract in one.extracts)
        return sorted((*documents, *(one.extract for one in self.tables)), key=lambda extract: extract.document)

    def problems(self) -> tuple[str, ...]:
        """What could not be used of sources that were read."""
        documents = (problem for one in self.extracted for problem in one.reading.problems)
        return (*documents, *(problem for one in self.tables for problem in one.problems))

    def inputs(self) -> tuple[Input, ...]:
        """What was read, by label."""
        documents = (replace(one.reading.input, cached=one.cached) for one in self.extracted)
        tables = (one.input for one in self.tables)
        graphs = (one for one, _ in self.graphs)
        return tuple(sorted((*documents, *tables, *graphs), key=lambda one: (one.label, one.identifier)))


def read(job: Job, sources: Sequence[Source], cache: Cache) -> Material:
    """Everything, in two passes over the documents: the second knows the names that all of them establish."""
    material = Material()
    of = {kind: [source for source in sources if source.kind is kind] for kind in Kind}
    failed = material.failed
    material.graphs = _all(job, "graphs", _graph, job.base, of[Kind.GRAPH], failed, _label)
    material.tables = _all(job, "tables", tabled, (cache, job.mappings), of[Kind.TABLE], failed, _label)
    readings = _all(job, "reading", documents_read, cache, of[Kind.DOCUMENT], failed, _label)
    surveys = _all(job, "surveying", surveyed, cache, readings, failed, _language)
    if surveys:
        known = _knowledge(surveys, material.tables, job.pipelines)
        readings = [one.reading for one in surveys]
        material.extracted = _all(job, "extracting", extracted, (cache, known), readings, failed, _language)
        _extend(job, material, cache)
    return material


def _extend(job: Job, material: Material, cache: Cache) -> None:
    """Ask the extractors that were named besides."""
    readings = [one.reading for one in material.extracted]
    for extension in job.extensions:
        lost: list[Failed] = []
        answers = _all(job, extension.extractor, told, (cache, extension), readings, lost, _language)
        material.extracted, beside = joined(extension.extractor, material.extracted, answers, cache)
        failed = (*beside.failed, *(f"{one.source.label}: {one.reason}" for one in lost))
        material.beside.append(replace(beside, failed=failed))
    if job.llm:
        answers, requests = asked(job.llm, readings, cache, job.progress)
        material.extracted, beside = joined(job.llm.extractor, material.extracted, answers, cache)
        material.beside.append(replace(beside, requests=requests))


def _label(source: Source) -> str:
    return source.label


def _language(reading: Reading) -> str:
    """Documents of one language are done together: its dictionary is large."""
    return reading.language


Task = TypeVar("Task", Source, Reading)
Done = TypeVar("Done")


def _all(
    job: Job,
    stage: str,
    work: Callable[[Any, Task], Done | Failed],
    state: object,
    tasks: Sequence[Task],
    failed: list[Failed],
    alike: Callable[[Task], str],
) -> list[Done]:
    """What ``work`` makes of each task, in their order; what fails is noted, and the rest goes on."""
    done: dict[int, Done] = {}
    for count, (number, result) in enumerate(each(work, state, tasks, job.workers, alike), 1):
        if isinstance(result, Lost):
            result = Failed(_source(tasks[number]), "its reading ended the process: too large, or a fault in a library")
        if isinstance(result, Failed):
            failed.append(result)
        else:
            done[number] = result
        job.progress(stage, count, len(tasks))
    return [done[number] for number in sorted(done)]


def _source(task: Source | Reading) -> Source:
    return task if isinstance(task, Source) else task.source


def _graph(base: str, source: Source) -> tuple[Input, list[bytes]] | Failed:
    try:
        return described(source), list(graphs.lines(source, base))
    except InputError as error:
        return Failed(source, error.reason if error.line is None else f"line {error.line}: {error.reason}")
    except OSError as error:
        return Failed(source, f"can't be read: {error.strerror or error}")


def _knowledge(surveys: Iterable[Surveyed], tables: Iterable[Tabled], pipelines: tuple[Pipeline, ...]) -> Knowledge:
    from hanse.extraction import Knowledge
    from hanse.gazetteer import load

    found = (survey for one in surveys for survey in one.surveys)
    return Knowledge.of(found, (one.extract for one in tables), load(), pipelines)
