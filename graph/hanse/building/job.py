"""How a build is done: what every task of every stage is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.building.cache import FOLDER, Cache
from hanse.building.report import WORK, version

if TYPE_CHECKING:
    from hanse.extensions import Extension
    from hanse.llm import LanguageModel
    from hanse.pipelines import Pipeline
    from hanse.tables import Mapping

__all__ = ["TEXTS", "WORK", "Job"]

TEXTS = "text"


@dataclass(frozen=True, slots=True)
class Job:
    """The user's wishes, and the folders; small, for it goes to every worker process."""

    target: Path  # the graph directory
    staging: Path  # the one that is being made in its stead
    base: str
    mappings: tuple[tuple[Mapping, str], ...] = ()  # the user's own, each with its digest
    least: float = 0.0
    pipelines: tuple[Pipeline, ...] = ()
    extensions: tuple[Extension, ...] = ()
    llm: LanguageModel | None = None
    known: str = ""  # the file of what all documents establish, when that is known
    started: float = 0.0  # in seconds since 1970

    @property
    def cache(self) -> Cache:
        """What the earlier build kept, and what this one keeps."""
        return Cache(self.target / FOLDER, self.staging / FOLDER)

    def kept(self, stage: str, name: str) -> tuple[Path, Path]:
        """Where the cache keeps what a stage made of a shard: for this build, and from the earlier one."""
        file = f"{stage}-{name}"
        return self.staging / FOLDER / file, self.target / FOLDER / file

    def working(self, name: str) -> Path:
        """A file that is needed until the build ends."""
        return self.staging / WORK / name

    def text(self, identifier: str) -> tuple[Path, Path]:
        """Where a document's text is kept: for this build, and from the earlier one."""
        return tuple(folder / TEXTS / f"{identifier}.txt" for folder in (self.staging, self.target))  # type: ignore[return-value]

    def others(self) -> list[str]:
        """Who reads besides the rules, as exactly as can be said."""
        models = [f"{self.llm.extractor} at {self.llm.url}"] if self.llm else []
        return [*(one.stamp for one in self.pipelines), *(one.stamp for one in self.extensions), *models]

    def versions(self) -> dict[str, str]:
        """Of the extractors by their names, "" for the rules."""
        pipelines = {one.extractor: one.version for one in self.pipelines}
        return {"": version(), **pipelines, **{one.extractor: one.version for one in self.extensions}}
