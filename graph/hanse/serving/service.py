"""A graph being served: what all requests share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from starlette.requests import Request

from hanse.publishing import Settings
from hanse.serving.answers import Answer, Question, Room
from hanse.serving.edition import Edition, Editions
from hanse.serving.gate import Gate
from hanse.serving.options import Options
from hanse.serving.protocol import Asked
from hanse.serving.rate import Rate, client_of
from hanse.serving.refusal import Refusal

__all__ = ["Service"]

Result = TypeVar("Result")
_ANSWERS = 50  # of the largest size that may be on their way at a time


class Service:
    """The editions of a graph, and who may ask them when."""

    def __init__(self, directory: Path, settings: Settings | None, options: Options) -> None:
        self.options = options
        self.editions = Editions(directory, settings, options)
        self.gate = Gate(options.workers)
        self.room = Room(_ANSWERS * options.bytes)
        self.rate = Rate(options.rate)
        self.threads = ThreadPoolExecutor(options.workers, thread_name_prefix="answer")
        self._pages = ThreadPoolExecutor(2, thread_name_prefix="page")

    async def answer(self, question: Question, request: Request, check: Callable[[Edition], None]) -> Answer:
        """The answer to a question that passes a check against the graph; Refusal where there is none.

        One that fails while the graph is replaced is asked again of the new one.
        """
        client = client_of(request.client.host if request.client else "")
        async with self.editions.use() as edition:
            check(edition)
            try:
                return await edition.answers(self.gate, self.room, self.threads).find(question, client)
            except Refusal:
                if not await self.editions.renew() and edition is self.editions.current:
                    raise
        async with self.editions.use() as edition:
            check(edition)
            return await edition.answers(self.gate, self.room, self.threads).find(question, client)

    async def probe(self) -> None:
        """Have a query answered; Refusal where that fails."""
        async with self.editions.use() as edition:
            question = Question(Asked("SELECT (NOW() AS ?now) {}"), "json", "")
            (await edition.answers(self.gate, self.room, self.threads).find(question, "probe")).close()

    async def compute(self, work: Callable[[], Result], request: Request) -> Result:
        """Do what takes a while in a thread, when it is the client's turn."""
        client = client_of(request.client.host if request.client else "")
        turn = await self.gate.enter(client)
        try:
            return await asyncio.get_running_loop().run_in_executor(self.threads, work)
        finally:
            self.gate.leave(turn)

    async def write(self, work: Callable[[], Result]) -> Result:
        """Write a page in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pages, work)

    def close(self) -> None:
        """End the workers and the threads."""
        self.editions.close()
        for threads in (self.threads, self._pages):
            threads.shutdown(wait=True, cancel_futures=True)
