"""Whose query is answered next: fair among clients, and never all places taken by what lasts.

A query that goes on for `QUICK` seconds is one that lasts. At most all places but one may hold such queries:
one that would be too many is stopped, and waits for one of those places. So a cheap query finds a place soon, whatever
else is going on. Of those that wait, whoever has used the least time lately goes first.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from hanse.serving.refusal import Refusal

__all__ = ["QUICK", "Gate", "Turn"]

QUICK = 1.0
"""Seconds from which a query lasts."""

_HALF = 30.0  # seconds in which half of the time that a client has used is forgotten
_CLIENTS = 10_000  # that are remembered


@dataclass(slots=True, eq=False)
class Turn:
    """A query's place, or its place in the queue."""

    client: str
    lasting: bool  # it is known to
    number: int
    ready: asyncio.Future[None] = field(repr=False)
    began: float = 0.0


class Gate:
    """Lets ``places`` queries go on at a time, and ``waiting`` wait. To be used from one event loop."""

    def __init__(self, places: int, waiting: int = 500, patience: float = 30.0) -> None:
        self.places, self.waiting, self.patience = places, waiting, patience
        self._going: set[Turn] = set()
        self._queue: list[Turn] = []
        self._used: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._numbers = 0

    async def enter(self, client: str, *, lasting: bool = False) -> Turn:
        """Wait for a place; Refusal where too many do, or it takes too long."""
        self._numbers += 1
        turn = Turn(client, lasting, self._numbers, asyncio.get_running_loop().create_future())
        self._queue.append(turn)
        self._admit()
        if len(self._queue) > self.waiting:
            last = max(self._queue, key=self._rank)
            self._queue.remove(last)
            last.ready.set_exception(_busy())
        try:
            await asyncio.wait_for(turn.ready, self.patience)
        except TimeoutError:
            raise _busy() from None
        except asyncio.CancelledError:
            self._going.discard(turn)
            raise
        finally:
            if turn in self._queue:
                self._queue.remove(turn)
            if turn not in self._going:
                self._admit()
        return turn

    def may_last(self, turn: Turn) -> bool:
        """Whether a query that goes on for `QUICK` seconds may go on; if not, it is to be stopped."""
        if not turn.lasting and self._room_to_last:
            turn.lasting = True
        return turn.lasting

    def leave(self, turn: Turn) -> None:
        """Give the place back."""
        self._used[turn.client] = self._usage(turn.client), time.monotonic()
        self._going.discard(turn)
        self._used.move_to_end(turn.client)
        if len(self._used) > _CLIENTS:
            self._used.popitem(last=False)
        self._admit()

    @property
    def _room_to_last(self) -> bool:
        return sum(turn.lasting for turn in self._going) < max(1, self.places - 1)

    def _admit(self) -> None:
        """Give free places to those who come first."""
        if not self._queue or len(self._going) >= self.places:
            return
        usage = {client: self._usage(client) for client in {turn.client for turn in self._queue}}
        for turn in sorted(self._queue, key=lambda turn: (usage[turn.client], turn.number)):
            if len(self._going) < self.places and (not turn.lasting or self._room_to_last):
                self._queue.remove(turn)
                if not turn.ready.done():
                    turn.began = time.monotonic()
                    self._going.add(turn)
                    turn.ready.set_result(None)

    def _rank(self, turn: Turn) -> tuple[float, int]:
        return self._usage(turn.client), turn.number

    def _usage(self, client: str) -> float:
        """The seconds that a client has used lately, to a tenth, so that near equals take turns."""
        now = time.monotonic()
        seconds, then = self._used.get(client, (0.0, now))
        going = sum(now - turn.began for turn in self._going if turn.client == client)
        return float(round(seconds * 0.5 ** ((now - then) / _HALF) + going, 1))


def _busy() -> Refusal:
    return Refusal(503, "too many queries at once; try again in a moment", {"Retry-After": "2"})
