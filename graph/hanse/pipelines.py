"""spaCy pipelines that the user has installed: each marks the people and organisations in text of its language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from hanse.errors import InputError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["KINDS", "Pipeline", "load"]

KINDS = MappingProxyType(
    dict.fromkeys(("PERSON", "PER", "PRS", "persName"), "Person")
    | dict.fromkeys(("ORG", "ORGANIZATION", "orgName"), "Organisation")
)
"""The classes of the labels that spaCy's pipelines use; places are left to the gazetteer, which knows which one."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline, loaded when it is first asked in a process."""

    source: str  # the package or folder that it is loaded from
    name: str  # as it calls itself: "en_core_web_sm"
    version: str
    language: str  # ISO 639-1
    digest: str  # of its files: a pipeline trained anew may keep its version

    @property
    def extractor(self) -> str:
        """The name that evidence has for it."""
        return f"spacy:{self.name}"

    @property
    def stamp(self) -> str:
        """What its answers depend on."""
        return f"{self.extractor} {self.version} {self.digest}"

    def tag(self, text: str) -> Iterable[tuple[int, int, str]]:
        """Start, end and kind of each person and organisation in a text."""
        nlp = _loaded(self.source)
        for start in range(0, len(text), nlp.max_length):
            for found in nlp(text[start : start + nlp.max_length]).ents:
                if kind := KINDS.get(found.label_):
                    yield start + found.start_char, start + found.end_char, kind


def load(source: str) -> Pipeline:
    """An installed pipeline, by the name of its package, or by the folder that it was saved to.

    Raises InputError where spaCy or the pipeline isn't installed, or it marks no names.
    """
    nlp = _loaded(source)
    if not {"ner", "entity_ruler", "span_ruler"} & set(nlp.pipe_names):
        raise InputError(f"the pipeline {source} marks no names: it has {', '.join(nlp.pipe_names) or 'no parts'}")
    name = f"{nlp.meta['lang']}_{nlp.meta['name']}"
    return Pipeline(source, name, str(nlp.meta["version"]), str(nlp.meta["lang"]), _digest(Path(nlp.path or "")))


@cache
def _loaded(source: str) -> Language:
    try:
        import spacy
    except ImportError as error:
        raise InputError("spaCy is not installed: pip install 'hanse[spacy]'") from error
    try:
        return spacy.load(source)
    except OSError as error:
        raise InputError(f"no spaCy pipeline {source!r} is installed: python -m spacy download {source}") from error
    except (ImportError, ValueError) as error:
        raise InputError(f"the spaCy pipeline {source} can't be loaded: {str(error).splitlines()[0]}") from error


def _digest(folder: Path) -> str:
    total = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            with path.open("rb") as file:
                total.update(f"{path.relative_to(folder)} {file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()[:16]
