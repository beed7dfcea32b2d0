"""A graph directory that is there whole or not at all: written beside its place, then put there in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hanse import manifest
from hanse.building.cache import ANSWERS, FOLDER, link_or_copy
from hanse.building.report import written
from hanse.building.sources import is_graph
from hanse.errors import GraphError, InputError, OutputError
from hanse.switching import beside, exchange, locked

__all__ = ["replacing"]


@contextmanager
def replacing(directory: Path) -> Iterator[Path]:
    """Gives an empty folder to write in, and puts it in the place of ``directory`` when the block ends well.

    When it ends by an error, or never (the process is killed, the machine stops), ``directory`` is as it was. Of the
    unfinished graph the cache stays beside it, from which the next build goes on; not where the sources were no good.

    Raises GraphError where ``directory`` holds anything but a graph, or another build is writing it; OutputError where
    it can't be written.
    """
    target = directory.resolve()
    _check(target, directory)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with locked(target, directory, "build", GraphError), _swapped(target) as staging:
            yield staging
    except OSError as error:
        reason = (error.strerror or str(error)).splitlines()[0].rsplit(": ", 1)[-1]  # the store tells a long story
        kept = "; the earlier graph is unchanged" if target.is_dir() else ""
        if (staging := beside(target, "building")).is_dir():
            kept += f"; what was read is in {staging.name}, and the next build goes on from there"
        raise OutputError(f"can't write {directory}: {reason}{kept}") from error


@contextmanager
def _swapped(target: Path) -> Iterator[Path]:
    staging, old = beside(target, "building"), beside(target, "old")
    _clean(target, staging, old)
    staging.mkdir(exist_ok=True)
    try:
        yield staging
        _carry_over(target, staging)
        if hasattr(os, "sync"):  # Windows writes what it renames
            os.sync()
        exchange(staging, target, old)
    except BaseException as error:
        with suppress(OSError):
            _empty(staging)
            _forget(staging, ANSWERS if isinstance(error, InputError) else "")
        raise
    shutil.rmtree(staging, ignore_errors=True)  # the earlier graph, where the two were exchanged
    shutil.rmtree(old, ignore_errors=True)


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


def _forget(staging: Path, but: str) -> None:
    """Remove what was read, but what has a name that begins so; the next build goes on from the rest."""
    for entry in (staging / FOLDER).iterdir() if (staging / FOLDER).is_dir() else ():
        if entry.name.startswith(".") or not entry.name.startswith(but):
            entry.unlink()
    for folder in (staging / FOLDER, staging):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _carry_over(target: Path, staging: Path) -> None:
    """What the user added to the earlier graph's directory, in which the build wrote what its manifest names."""
    if not (target / manifest.NAME).is_file():
        return
    own = {*written(target), *(entry.name for entry in staging.iterdir())}
    for entry in sorted(entry for entry in target.iterdir() if entry.name not in own):
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, staging / entry.name, symlinks=True)
        elif entry.is_symlink():
            (staging / entry.name).symlink_to(entry.readlink())
        else:
            link_or_copy(entry, staging / entry.name)
