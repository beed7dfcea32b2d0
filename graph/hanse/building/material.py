"""All that the sources hold: read in two passes, one source at a time, what fails noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from hanse.building import graphs
from hanse.building.cache import Cache, digest
from hanse.building.reading import Extracted, Failed, Surveyed, Tabled, extracted, surveyed, tabled
from hanse.building.report import Input
from hanse.building.sources import Kind, Source
from hanse.building.workers import Lost, each
from hanse.errors import InputError
from hanse.model import Extract

if TYPE_CHECKING:
    from hanse.tables import Mapping

__all__ = ["Job", "Material", "Progress", "read"]


class Progress(Protocol):
    """Is told how far a stage of the build is: its name, how many of its tasks are done, and of how many."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Job:
    """How a build is done."""

    base: str
    mappings: tuple[tuple[Mapping, str], ...]
    workers: int
    least: float
    progress: Progress


@dataclass(slots=True)
class Material:
    """What was read, stage by stage."""

    surveyed: list[Surveyed] = field(default_factory=list)
    extracted: list[Extracted] = field(default_factory=list)
    tables: list[Tabled] = field(default_factory=list)
    graphs: list[tuple[Input, list[bytes]]] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    def extracts(self) -> list[Extract]:
        """All extracts, in the order of their documents' identifiers."""
        documents = (extract for one in self.extracted for extract in one.extracts)
        return sorted((*documents, *(one.extract for one in self.tables)), key=lambda extract: extract.document)

    def inputs(self) -> tuple[Input, ...]:
        """What was read, by label."""
        sizes = {one.source.identifier: one for one in self.surveyed}
        documents = [replace(_input(sizes[one.source.identifier]), cached=one.cached) for one in self.extracted]
        return tuple(
            sorted(
                (*documents, *map(_input, self.tables), *(one for one, _ in self.graphs)),
                key=lambda one: (one.label, one.identifier),
            )
        )


def read(job: Job, sources: Sequence[Source], cache: Cache) -> Material:
    """Both passes over the documents; tables and graphs between them, for the second pass knows the tables' names."""
    material = Material()
    of = {kind: [source for source in sources if source.kind is kind] for kind in Kind}
    material.surveyed = _all(job, "reading", surveyed, cache, of[Kind.DOCUMENT], material.failed)
    material.tables = _all(job, "tables", tabled, (cache, job.mappings), of[Kind.TABLE], material.failed)
    material.graphs = _all(job, "graphs", _graph, job.base, of[Kind.GRAPH], material.failed)
    if material.surveyed:
        knowledge = _knowledge(material)
        state = (cache, knowledge, knowledge.digest)
        material.extracted = _all(job, "extracting", extracted, state, material.surveyed, material.failed)
    return material


Done = TypeVar("Done")


def _all(
    job: Job,
    stage: str,
    work: Callable[[Any, Any], Done | Failed],
    state: Any,
    tasks: Sequence[Any],
    failed: list[Failed],
) -> list[Done]:
    """What ``work`` makes of each task; what fails is noted, and the rest goes on."""
    done: list[Done] = []
    for number, (task, result) in enumerate(zip(tasks, each(work, state, tasks, job.workers), strict=True), 1):
        if isinstance(result, Lost):
            source = task.source if isinstance(task, Surveyed) else task
            result = Failed(source, "the process that read it died: too large for the memory, or a fault in a library")
        if isinstance(result, Failed):
            failed.append(result)
        else:
            done.append(result)
        job.progress(stage, number, len(tasks))
    return done


def _graph(base: str, source: Source) -> tuple[Input, list[bytes]] | Failed:
    try:
        lines = list(graphs.lines(source, base))
        return Input(**_of(source), sha256=digest(source.path), size=source.path.stat().st_size), lines
    except InputError as error:
        return Failed(source, error.reason if error.line is None else f"line {error.line}: {error.reason}")
    except OSError as error:
        return Failed(source, f"can't be read: {error.strerror or error}")


def _of(source: Source) -> dict[str, Any]:
    return {
        "source": str(source.path),
        "label": source.label,
        "kind": source.kind,
        "identifier": source.identifier,
    }


def _input(one: Surveyed | Tabled) -> Input:
    documents = len(one.surveys) if isinstance(one, Surveyed) else 0
    return Input(**_of(one.source), sha256=one.sha256, size=one.size, documents=documents, cached=one.cached)


def _knowledge(material: Material) -> Any:
    from hanse.extraction import Knowledge
    from hanse.gazetteer import load

    surveys = (survey for one in material.surveyed for survey in one.surveys)
    return Knowledge.of(surveys, (one.extract for one in material.tables), load())
