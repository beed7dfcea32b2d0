"""Asking a model about documents: several questions under way at a time, each answer kept as soon as it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from hanse.llm.answers import Reader, parse
from hanse.llm.endpoint import Endpoint, UnansweredError
from hanse.llm.instructions import question
from hanse.llm.model import LanguageModel
from hanse.llm.parts import parts
from hanse.model import Document, Extract, Span

__all__ = ["Answer", "Kept", "ask"]


class Kept(Protocol):
    """Where answers are kept."""

    def get(self, name: str) -> Any | None:
        """What is kept under a name, or None."""

    def put(self, name: str, value: Any) -> None:
        """Keep a value."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says of a document."""

    extract: Extract
    left_out: Mapping[str, int] = field(default_factory=dict)  # by reason
    failed: str = ""  # why it is not what the model says of all of it


@dataclass(frozen=True, slots=True)
class _Said:
    """What came of a question: the JSON object of the answer, or why there is none."""

    answer: dict[str, Any] = field(default_factory=dict)
    failed: str = ""


def ask(
    model: LanguageModel,
    documents: Sequence[Document],
    kept: Kept,
    prefix: str,
    progress: Callable[[int, int], None],
) -> tuple[list[Answer], int]:
    """What the model says of each document, and how many requests that took.

    What ``kept`` holds, under names that begin with ``prefix``, for the same model, instructions and text is not asked
    again. Raises InputError where nothing can be asked at all.
    """
    endpoint = Endpoint(model)
    named = [[(_name(prefix, model, one, part), part) for part in parts(one)] for one in documents]
    pairs = zip(documents, named, strict=True)
    questions = {name: (document, part) for document, own in pairs for name, part in own}
    said = _run(_all(endpoint, questions, kept, progress))
    return [_read(*pair, said) for pair in zip(documents, named, strict=True)], endpoint.requests


def _name(prefix: str, model: LanguageModel, document: Document, part: Span) -> str:
    """A name for the answer, of all that it depends on."""
    messages = (message["content"] for message in question(document, part))
    return prefix + sha256("\0".join((model.name, *messages)).encode()).hexdigest()[:40]


async def _all(
    endpoint: Endpoint,
    questions: Mapping[str, tuple[Document, Span]],
    kept: Kept,
    progress: Callable[[int, int], None],
) -> dict[str, _Said]:
    said: dict[str, _Said] = {}
    waiting = iter(questions.items())  # shared: each lane takes the next one

    async def lane(lot: Iterator[tuple[str, tuple[Document, Span]]]) -> None:
        for name, (document, part) in lot:
            said[name] = await _one(endpoint, name, document, part, kept)
            progress(len(said), len(questions))

    try:
        async with endpoint, asyncio.TaskGroup() as lanes:
            for _ in range(endpoint.model.at_once):
                lanes.create_task(lane(waiting))
    except BaseExceptionGroup as errors:  # one is enough: a disk that is full, say
        raise errors.exceptions[0] from None
    return said


async def _one(endpoint: Endpoint, name: str, document: Document, part: Span, kept: Kept) -> _Said:
    content = kept.get(name)
    try:
        if isinstance(content, str):
            return _Said(parse(content))
        content = await endpoint.answer(question(document, part))
        answer = parse(content)
    except UnansweredError as error:
        return _Said(failed=str(error))
    except ValueError:
        return _Said(failed="what the model wrote holds no JSON object")
    kept.put(name, content)
    return _Said(answer)


def _run(work: Coroutine[Any, Any, dict[str, _Said]]) -> dict[str, _Said]:
    """Runs it to its end; beside the loop that runs already, in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)  # which Ctrl-C ends at once
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, work).result()


def _read(document: Document, named: Sequence[tuple[str, Span]], said: Mapping[str, _Said]) -> Answer:
    reader = Reader(document)
    failed: list[str] = []
    for number, (name, part) in enumerate(named, 1):
        one = said[name]
        if one.failed:
            failed.append(f"part {number} of {len(named)}: {one.failed}" if len(named) > 1 else one.failed)
        else:
            reader.read(part, one.answer)
    return Answer(reader.extract(), dict(sorted(reader.left_out.items())), "; ".join(failed))
