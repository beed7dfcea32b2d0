"""What runs in a worker process: one task after the other, with a sign of life at each item."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Container
from contextlib import suppress
from multiprocessing.connection import Connection

__all__ = ["BEAT", "NEW_OBJECTS", "told", "work"]

BEAT = struct.Struct("<qq")
"""A sign of life: the number of the task, and of the item of it that is begun."""

NEW_OBJECTS = 50_000
"""After so many, look for garbage: extraction keeps what it found out about words, and looking through all of that
again and again is a tenth of its time."""

_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG


def work(orders: Connection, beats: Connection, parent: int, memory: int) -> None:
    """Do tasks until there are no more, or who gives them is gone.

    An order is (number, job, task, items to leave out), pickled; the job is a pickled (function, state), or None where
    it is that of the order before. An answer is (result, exception or None, item that it came up in), pickled.
    """
    _end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all processes; the first one decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    room, job = _Room(memory), (_nothing, None)
    while message := _received(orders):
        steps = None
        try:
            number, packed, task, left_out = pickle.loads(message)
            job = job if packed is None else pickle.loads(packed)
            function, state = job
            steps = _Steps(number, left_out, beats, room)
            answer = pickle.dumps((function(state, task, steps), None, -1), 5)
            room.open()
        except Exception as error:
            room.open()
            answer = told(error, steps.item if steps else -1)
        with suppress(OSError):  # nobody waits for it any more
            orders.send_bytes(answer)


def _nothing(state: object, task: object, step: object) -> None:
    """The job before the first."""


def _received(orders: Connection) -> bytes:
    try:
        return orders.recv_bytes()
    except (EOFError, OSError):
        return b""


class _Steps:
    """Tells that an item is begun, and holds it to its memory."""

    def __init__(self, number: int, left_out: Container[int], beats: Connection, room: _Room) -> None:
        self.number, self.left_out, self.beats, self.room = number, left_out, beats, room
        self.item = -1

    def __call__(self, item: int) -> bool:
        begun = item >= 0 and item not in self.left_out
        self.item = item if begun else -1
        self.beats.send_bytes(BEAT.pack(self.number, self.item))
        if begun:
            self.room.close()
        else:
            self.room.open()
        return begun


class _Room:
    """How much memory this process may have, where the system can tell it: so much more than it had, when closed."""

    def __init__(self, memory: int) -> None:
        self.memory, self.closed = memory, False

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self._hold(_data() + self.memory)

    def open(self) -> None:
        if self.closed:
            self.closed = False
            self._hold(None)

    def _hold(self, limit: int | None) -> None:
        if sys.platform.startswith("linux"):  # elsewhere this limit is not kept, or has another meaning
            from resource import RLIM_INFINITY, RLIMIT_DATA, getrlimit, setrlimit

            most = getrlimit(RLIMIT_DATA)[1]
            limits = [one for one in (limit, most) if one not in (None, RLIM_INFINITY)]
            setrlimit(RLIMIT_DATA, (min(limits, default=RLIM_INFINITY), most))


def _data() -> int:
    """How many bytes of memory of its own this process has asked for."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - it is asked for often
            return int(file.read().split()[5]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def told(error: Exception, item: int) -> bytes:
    """An exception for the other process, with the place where it came up."""
    with suppress(Exception):
        error.add_note("".join(traceback.format_exception(error)))
        packed = pickle.dumps((None, error, item), 5)
        pickle.loads(packed)  # not each that can be packed can be unpacked
        return packed
    return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}"), item), 5)


def _end_with(parent: int) -> None:
    """End when the process that started this one has ended, even if it was killed."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)
            return
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
