"""Directories that are put in the place of others in one step, and locks on them."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hanse.errors import HanseError

__all__ = ["beside", "exchange", "locked"]


def beside(target: Path, purpose: str) -> Path:
    """A hidden name next to a directory, for what belongs to writing it."""
    return target.parent / f".{target.name}.{purpose}"


def exchange(staging: Path, target: Path, old: Path) -> None:
    """Put the new directory in the place of the old one: in one step where the system can, else in two.

    Afterwards the old one is at ``staging`` or at ``old``.
    """
    if not target.exists():
        staging.rename(target)
    elif not _renamed_at_once(staging, target):
        target.rename(old)
        staging.rename(target)


def _renamed_at_once(one: Path, other: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE, Linux 3.15 and up."""
    if not sys.platform.startswith("linux"):
        return False
    here, exchanged = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchanged) == 0)


@contextmanager
def locked(target: Path, given: Path, doing: str, error: type[HanseError]) -> Iterator[None]:
    """Hold a lock on a directory; the system gives it back when the process ends, however it ends.

    Raises ``error`` where another process holds it; ``doing`` is what that does ("build"), ``given`` how the user
    called the directory.
    """
    try:
        import fcntl
    except ImportError:  # Windows: two at once are not noticed
        yield
        return
    lock = beside(target, "lock")
    with lock.open("a+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: worker processes would inherit it
            taken = os.fstat(file.fileno()).st_ino != lock.stat().st_ino
        except (BlockingIOError, PermissionError, FileNotFoundError):
            taken = True
        if taken:
            file.seek(0)
            holder = file.read().strip() or "just ended"
            message = f"another {doing} (process {holder}) is writing {given}; wait for it, or give another directory"
            raise error(message)
        try:
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield
        finally:
            lock.unlink(missing_ok=True)
