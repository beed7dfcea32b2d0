"""What others read beside the rules: the extractors that the user named, each document on its own.

A document that one of them fails on keeps what the rules read in it, and the report names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hanse.building.cache import ANSWERS, Cache, key
from hanse.building.report import Beside, Progress, fault
from hanse.errors import HanseError, InputError
from hanse.extensions import Extension
from hanse.joining import join
from hanse.model import Document, Extract

if TYPE_CHECKING:
    from hanse.llm import LanguageModel

__all__ = ["Asked", "Said", "joined", "model_said", "said"]


@dataclass(frozen=True, slots=True)
class Said:
    """What an extractor says of a document, or why nothing, or not all."""

    extract: Extract | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)  # by reason
    failed: str = ""


@dataclass(slots=True)
class Asked:
    """What came of asking an extractor."""

    facts: int = 0  # that were taken
    left_out: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    requests: int = 0

    def add(self, other: Asked) -> None:
        """What came of asking it of other documents."""
        self.facts += other.facts
        self.left_out.update(other.left_out)
        self.failed += other.failed
        self.requests += other.requests

    def report(self, extractor: str) -> Beside:
        """For the build's report."""
        return Beside(extractor, self.facts, dict(sorted(self.left_out.items())), tuple(self.failed), self.requests)


def said(extension: Extension, document: Document, name: str, cache: Cache) -> Said:
    """What an installed extractor says of a document, of which ``name`` is the key, or said in an earlier build."""
    kept_as = key("beside", extension.stamp, name)
    kept = cache.get(kept_as)
    if isinstance(kept, Extract):
        return Said(kept)
    try:
        found = extension.load()(document)
        if not isinstance(found, Extract):
            raise InputError(f"gave {type(found).__name__}, not a hanse.model.Extract")
    except MemoryError:
        raise
    except Exception as error:  # of somebody else's code: it may be any
        return Said(failed=str(error) if isinstance(error, HanseError) else fault(error))
    cache.put(kept_as, found)
    return Said(found)


def joined(own: Extract, other: Said, document: Document, extractor: str) -> tuple[Extract, Asked]:
    """The rules' extract with that of an extractor, and what came of it."""
    asked = Asked(left_out=Counter(other.left_out))
    if other.failed:
        asked.failed.append(f"{document.source}: {other.failed}")
    if other.extract is None:
        return own, asked
    both, reasons = join(own, other.extract, document, extractor)
    asked.left_out.update(reasons)
    asked.facts = len(both.facts) - len(own.facts)
    return both, asked


def model_said(
    model: LanguageModel, documents: Sequence[Document], cache: Cache, progress: Progress, done: int, total: int
) -> tuple[list[Said], int]:
    """What a language model says of documents, and how many requests that took; of all, ``done`` were asked before."""
    from hanse.llm import ask

    def told(parts: int, of: int) -> None:
        progress(model.extractor, done + len(documents) * parts // max(of, 1), total)

    answers, requests = ask(model, documents, cache, ANSWERS, told)
    return [Said(one.extract, one.left_out, one.failed) for one in answers], requests
