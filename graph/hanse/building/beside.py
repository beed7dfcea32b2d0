"""What others read beside the rules: the extractors that the user named, each document on its own.

A document that one of them fails on keeps what the rules read in it, and the report names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hanse.building.cache import Cache, key
from hanse.building.reading import Extracted, Reading, documents_of
from hanse.building.report import Beside, fault
from hanse.errors import HanseError, InputError
from hanse.extensions import Extension
from hanse.joining import join
from hanse.model import Document, Extract

__all__ = ["Answers", "joined", "told"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What one extractor says of the documents of a source: an extract each, or why there is none."""

    reading: Reading
    extracts: tuple[Extract | str, ...]


def told(state: tuple[Cache, Extension], reading: Reading) -> Answers:
    """What an installed extractor says of a source's documents."""
    cache, extension = state
    documents = enumerate(documents_of(reading, cache))
    return Answers(reading, tuple(_told(cache, extension, reading, *one) for one in documents))


def _told(cache: Cache, extension: Extension, reading: Reading, number: int, document: Document) -> Extract | str:
    name = key("beside", extension.stamp, reading.name, str(number))
    kept = cache.get(name)
    if isinstance(kept, Extract):
        return kept
    try:
        found = extension.load()(document)
        if not isinstance(found, Extract):
            raise InputError(f"gave {type(found).__name__}, not a hanse.model.Extract")
        cache.put(name, found)
    except Exception as error:  # of somebody else's code: it may be any
        return str(error) if isinstance(error, HanseError) else fault(error)
    return found


def joined(
    extractor: str, extracted: Sequence[Extracted], answers: Iterable[Answers], cache: Cache
) -> tuple[list[Extracted], Beside]:
    """The rules' extracts with those of an extractor, and what came of it."""
    of = {one.reading.name: one.extracts for one in answers}
    left_out: Counter[str] = Counter()
    failed: list[str] = []
    result: list[Extracted] = []
    facts = 0
    for one in extracted:
        extracts = list(one.extracts)
        pairs = zip(documents_of(one.reading, cache), of.get(one.reading.name, ()), strict=False)
        for number, (document, said) in enumerate(pairs):
            if isinstance(said, str):
                failed.append(f"{document.source}: {said}")
                continue
            own = extracts[number]
            extracts[number], reasons = join(own, said, document, extractor)
            facts += len(extracts[number].facts) - len(own.facts)
            left_out += reasons
        result.append(replace(one, extracts=tuple(extracts)))
    return result, Beside(extractor, facts, dict(sorted(left_out.items())), tuple(failed))
