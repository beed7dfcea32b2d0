"""Answers to queries: whole or not at all, and the same bytes for the same question."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from hanse.errors import GraphError, QueryError, QueryTimeout, QueryTooLarge
from hanse.queries.pools import Pool
from hanse.queries.sparql import syntax_error
from hanse.queries.workers import Limits, Reply, Request, Worker
from hanse.serving.gate import QUICK, Gate
from hanse.serving.protocol import Asked
from hanse.serving.refusal import Refusal

__all__ = ["Answer", "Answers", "Kept", "Question", "Room"]

_IN_MEMORY = 256 * 1024  # of an answer; more of it is on disk
_CHANGING = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and the formats (of `hanse.queries.workers.FORMATS`) that an answer may have; "" is none."""

    asked: Asked
    rows: str
    triples: str

    def request(self, base: str) -> Request:
        """What a worker is given; ``base`` is that of relative IRIs."""
        formats = {form: name for form, name in (("rows", self.rows), ("triples", self.triples)) if name}
        return Request(self.asked.sparql, formats, self.asked.default_graphs, self.asked.named_graphs, base)


@dataclass(slots=True)
class Answer:
    """The bytes of an answer, all of them there, and what is known of them."""

    reply: Reply
    size: int
    tag: str  # equal for equal bytes
    content: bytes | IO[bytes]
    room: Room | None = None  # that it takes

    def close(self) -> None:
        """Give back what holds it."""
        if not isinstance(self.content, bytes):
            self.content.close()
        if self.room:
            self.room.taken -= self.size
            self.room = None


@dataclass(slots=True)
class Room:
    """Bytes on disk, or where the system has temporary files, for answers that are being sent."""

    most: int
    taken: int = 0

    def take(self, answer: Answer) -> None:
        """Let an answer have its room; Refusal, and the answer closed, where there is none."""
        if self.taken + answer.size > self.most:
            answer.close()
            raise Refusal(503, "too many large answers are being sent; try again in a moment", {"Retry-After": "10"})
        answer.room = self
        self.taken += answer.size


class Kept:
    """Answers that were given before, of ``most`` bytes together; those that were not asked for lately go first."""

    def __init__(self, most: int) -> None:
        self.most, self.size = most, 0
        self._answers: OrderedDict[Question, Answer] = OrderedDict()

    def get(self, question: Question) -> Answer | None:
        """The answer to this very question."""
        answer = self._answers.get(question)
        if answer:
            self._answers.move_to_end(question)
        return answer

    def put(self, question: Question, answer: Answer) -> None:
        """Keep an answer, unless it is large, or would be another the next time."""
        weight = _weight(question, answer)
        changing = _CHANGING.search(question.asked.sparql)
        if question in self._answers or changing or weight > self.most // 8 or not isinstance(answer.content, bytes):
            return
        self._answers[question] = answer
        self.size += weight
        while self.size > self.most:
            self.size -= _weight(*self._answers.popitem(last=False))


def _weight(question: Question, answer: Answer) -> int:
    return answer.size + 4 * len(question.asked.sparql) + 1000


class _Spool:
    """Where an answer is written while it comes, and what it will be known by."""

    def __init__(self) -> None:
        self.file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (it outlives this)
        self.digest, self.size = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self.file.write(data)

    def answer(self, reply: Reply) -> Answer:
        self.file.seek(0)
        small = self.size <= _IN_MEMORY
        content = self.file.read() if small else self.file
        if small:
            self.file.close()
        return Answer(reply, self.size, self.digest.hexdigest()[:32], content)


class Answers:
    """Answers by the workers of a pool, each within ``limits``."""

    def __init__(
        self, pool: Pool, gate: Gate, limits: Limits, kept: Kept, room: Room, threads: ThreadPoolExecutor, base: str
    ) -> None:
        self.pool, self.gate, self.limits, self.kept, self.room = pool, gate, limits, kept, room
        self.threads, self.base = threads, base

    async def find(self, question: Question, client: str) -> Answer:
        """The answer, which the caller closes; Refusal where it takes too long, is too large, or the query is wrong."""
        if known := self.kept.get(question):
            return known
        try:
            answer = await self._work(question, client)
        except SyntaxError as error:
            raise Refusal(400, str(syntax_error(question.asked.sparql, str(error)))) from None
        except QueryTimeout:
            raise _too_long(self.limits.seconds or 0) from None
        except QueryTooLarge as error:
            raise Refusal(413, f"{error}; ask for less, with LIMIT for instance") from None
        except GraphError as error:
            raise Refusal(503, f"the graph can't be read: {error}", {"Retry-After": "5"}) from None
        except QueryError as error:
            raise Refusal(400, str(error)) from None
        if answer.reply.more:
            answer.close()
            raise Refusal(
                413, f"the answer has more than {self.limits.rows:,} rows; ask for less, with LIMIT for instance"
            )
        if not isinstance(answer.content, bytes):
            self.room.take(answer)
        self.kept.put(question, answer)
        return answer

    async def _work(self, question: Question, client: str) -> Answer:
        """Ask a worker; once more what was stopped because too many others lasted."""
        try:
            return await self._try(question, client, lasting=False)
        except _Stopped:
            return await self._try(question, client, lasting=True)

    async def _try(self, question: Question, client: str, *, lasting: bool) -> Answer:
        turn = await self.gate.enter(client, lasting=lasting)
        task = _Task(self.pool, question.request(self.base), self.limits)
        work = asyncio.get_running_loop().run_in_executor(self.threads, task.run)
        try:
            done, _ = await asyncio.wait({work}, timeout=QUICK)
            if not done and not self.gate.may_last(turn):
                task.stop()
            return await asyncio.shield(work)
        except QueryError:
            if task.stopped:
                raise _Stopped from None
            raise
        finally:
            if work.done():
                self.gate.leave(turn)
            else:  # whoever waited for it is gone
                work.add_done_callback(lambda _: self.gate.leave(turn))


class _Task:
    """A request on its way to a worker and back, in a thread."""

    def __init__(self, pool: Pool, request: Request, limits: Limits) -> None:
        self.pool, self.request, self.limits, self.stopped = pool, request, limits, False
        self._worker: Worker | None = None
        self._lock = threading.Lock()

    def run(self) -> Answer:
        spool = _Spool()
        try:
            with self.pool.worker() as worker:
                worker.wait()
                self._worker = worker
                try:
                    return spool.answer(worker.ask(self.request, spool, self.limits))
                finally:
                    with self._lock:  # after this the worker is somebody else's
                        self._worker = None
        except BaseException:
            spool.file.close()
            raise

    def stop(self) -> None:
        """Have the worker end, if it has not answered yet."""
        with self._lock:
            if self._worker:
                self.stopped = True
                self._worker.kill()


class _Stopped(Exception):  # noqa: N818  (it goes on elsewhere)
    """A query lasts, and too many others do."""


def _too_long(seconds: float) -> Refusal:
    return Refusal(503, f"the query was stopped: it took more than {seconds:g} seconds; nothing of it was answered")
