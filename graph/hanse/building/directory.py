"""A graph directory that is there whole or not at all: written beside its place, then put there in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hanse.building.cache import ANSWERS, FOLDER, link_or_copy
from hanse.building.report import MANIFEST, written
from hanse.building.sources import is_graph
from hanse.errors import GraphError, HanseError, OutputError

__all__ = ["replacing"]


@contextmanager
def replacing(directory: Path) -> Iterator[Path]:
    """Gives an empty folder to write in, and puts it in the place of ``directory`` when the block ends well.

    When it ends by an error, or never (the process is killed, the machine stops), ``directory`` is as it was. What an
    interrupted build left beside it is removed by the next one, which goes on from the cache in it.

    Raises GraphError where ``directory`` holds anything but a graph, or another build is writing it; OutputError where
    it can't be written.
    """
    target = directory.resolve()
    _check(target, directory)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(_beside(target, "lock"), directory), _swapped(target) as staging:
            yield staging
    except OSError as error:
        reason = (error.strerror or str(error)).splitlines()[0].rsplit(": ", 1)[-1]  # the store tells a long story
        kept = "; the earlier graph is unchanged" if target.is_dir() else ""
        raise OutputError(f"can't write {directory}: {reason}{kept}") from error


@contextmanager
def _swapped(target: Path) -> Iterator[Path]:
    staging, old = _beside(target, "building"), _beside(target, "old")
    _clean(target, staging, old)
    staging.mkdir(exist_ok=True)
    try:
        yield staging
        _carry_over(target, staging)
        os.sync()
        _exchange(staging, target, old)
    except (OSError, HanseError):
        _abandon(staging)
        raise
    except BaseException:  # Ctrl-C, or a fault of Hanse: the next build goes on from what was read
        _empty(staging)
        raise
    shutil.rmtree(staging, ignore_errors=True)  # the earlier graph, where the two were exchanged
    shutil.rmtree(old, ignore_errors=True)


def _beside(target: Path, purpose: str) -> Path:
    return target.parent / f".{target.name}.{purpose}"


def _check(target: Path, given: Path) -> None:
    allowed = "give a new directory, an empty one, or one that hanse build made"
    if target.exists() and not target.is_dir():
        raise GraphError(f"{given} is a file, not a graph directory; {allowed}")
    if target.is_dir() and not is_graph(target) and any(target.iterdir()):
        raise GraphError(f"{given} holds files, but no graph; nothing in it was touched: {allowed}")


def _clean(target: Path, staging: Path, old: Path) -> None:
    """Remove what a killed build left; put the earlier graph back where it was killed between two renames."""
    if old.exists() and not target.exists():
        old.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    _empty(staging)


def _empty(staging: Path) -> None:
    """Remove an unfinished graph, but what was read for it."""
    for entry in staging.iterdir() if staging.is_dir() else ():
        if entry.is_file():
            entry.unlink()
        elif entry.name != FOLDER:
            shutil.rmtree(entry)


def _abandon(staging: Path) -> None:
    """Remove an unfinished graph and what was read for it, but what a language model answered."""
    with suppress(OSError):
        _empty(staging)
        for entry in (staging / FOLDER).iterdir() if (staging / FOLDER).is_dir() else ():
            if not entry.name.startswith(ANSWERS):
                entry.unlink()
        for folder in (staging / FOLDER, staging):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _carry_over(target: Path, staging: Path) -> None:
    """What the user added to the earlier graph's directory, in which the build wrote what its manifest names."""
    if not (target / MANIFEST).is_file():
        return
    own = {*written(target / MANIFEST), *(entry.name for entry in staging.iterdir())}
    for entry in sorted(entry for entry in target.iterdir() if entry.name not in own):
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, staging / entry.name, symlinks=True)
        elif entry.is_symlink():
            (staging / entry.name).symlink_to(entry.readlink())
        else:
            link_or_copy(entry, staging / entry.name)


def _exchange(staging: Path, target: Path, old: Path) -> None:
    """Put the new directory in the place of the old one: in one step where the system can, else in two."""
    if not target.exists():
        staging.rename(target)
    elif not _renamed_at_once(staging, target):
        target.rename(old)
        staging.rename(target)


def _renamed_at_once(one: Path, other: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE, Linux 3.15 and up."""
    if not sys.platform.startswith("linux"):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


@contextmanager
def _locked(lock: Path, directory: Path) -> Iterator[None]:
    """Hold a lock file; the system gives it back when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: two builds at once are not noticed
        yield
        return
    with lock.open("a+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: worker processes would inherit it
            taken = os.fstat(file.fileno()).st_ino != lock.stat().st_ino
        except (BlockingIOError, PermissionError, FileNotFoundError):
            taken = True
        if taken:
            file.seek(0)
            holder = file.read().strip() or "just ended"
            message = f"another build (process {holder}) is writing {directory}; wait for it, or give another directory"
            raise GraphError(message)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)
