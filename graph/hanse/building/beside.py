"""What others read beside the rules: the extractors that the user named, each document on its own.

A document that one of them fails on keeps what the rules read in it, and the report names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from hanse.building.cache import ANSWERS, Cache, key
from hanse.building.reading import Extracted, Reading, documents_of
from hanse.building.report import Beside, Progress, fault
from hanse.errors import HanseError, InputError
from hanse.extensions import Extension
from hanse.joining import join
from hanse.model import Document, Extract

if TYPE_CHECKING:
    from hanse.llm import LanguageModel

__all__ = ["Said", "Told", "asked", "joined", "told"]


@dataclass(frozen=True, slots=True)
class Said:
    """What an extractor says of a document, or why nothing, or not all."""

    extract: Extract | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)  # by reason
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What an extractor says of the documents of a source."""

    reading: Reading
    said: tuple[Said, ...]


def told(state: tuple[Cache, Extension], reading: Reading) -> Told:
    """What an installed extractor says of a source's documents."""
    cache, extension = state
    documents = enumerate(documents_of(reading, cache))
    return Told(reading, tuple(_told(cache, extension, reading, *one) for one in documents))


def _told(cache: Cache, extension: Extension, reading: Reading, number: int, document: Document) -> Said:
    name = key("beside", extension.stamp, reading.name, str(number))
    kept = cache.get(name)
    if isinstance(kept, Extract):
        return Said(kept)
    try:
        found = extension.load()(document)
        if not isinstance(found, Extract):
            raise InputError(f"gave {type(found).__name__}, not a hanse.model.Extract")
        cache.put(name, found)
    except Exception as error:  # of somebody else's code: it may be any
        return Said(failed=str(error) if isinstance(error, HanseError) else fault(error))
    return Said(found)


def asked(
    model: LanguageModel, readings: Sequence[Reading], cache: Cache, progress: Progress
) -> tuple[list[Told], int]:
    """What a language model says of all documents, and how many requests that took."""
    from hanse.llm import ask

    documents = [documents_of(reading, cache) for reading in readings]
    every = [document for group in documents for document in group]
    answers, requests = ask(model, every, cache, ANSWERS, partial(progress, model.extractor))
    said = iter([Said(one.extract, one.left_out, one.failed) for one in answers])
    told = [Told(one, tuple(islice(said, len(group)))) for one, group in zip(readings, documents, strict=True)]
    return told, requests


def joined(
    extractor: str, extracted: Sequence[Extracted], all_told: Iterable[Told], cache: Cache
) -> tuple[list[Extracted], Beside]:
    """The rules' extracts with those of an extractor, and what came of it."""
    of = {one.reading.name: one.said for one in all_told}
    left_out: Counter[str] = Counter()
    failed: list[str] = []
    result: list[Extracted] = []
    facts = 0
    for one in extracted:
        extracts = list(one.extracts)
        pairs = zip(documents_of(one.reading, cache), of.get(one.reading.name, ()), strict=False)
        for number, (document, said) in enumerate(pairs):
            left_out.update(said.left_out)
            if said.failed:
                failed.append(f"{document.source}: {said.failed}")
            if said.extract is not None:
                own = extracts[number]
                extracts[number], reasons = join(own, said.extract, document, extractor)
                facts += len(extracts[number].facts) - len(own.facts)
                left_out.update(reasons)
        result.append(replace(one, extracts=tuple(extracts)))
    return result, Beside(extractor, facts, dict(sorted(left_out.items())), tuple(failed))
