"""Results into files, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from hanse.errors import OutputError

__all__ = ["writing"]


@contextmanager
def writing(path: str | Path) -> Iterator[IO[bytes]]:
    """Gives a file to write to, which takes the place of ``path`` when the block ends well; till then that stays whole.

    Links are followed. A device or a pipe, or a file in a folder that may not be written, is written as it comes.
    Raises OutputError where it can't be written.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "cities.csv"
    >>> with writing(path) as file:
    ...     _ = file.write(b"city")
    >>> path.read_text(), [entry.name for entry in path.parent.iterdir()]
    ('city', ['cities.csv'])
    """
    target = Path(path)
    try:
        kept = target.is_file() or not target.exists()
        whole = kept and os.access(target.resolve().parent, os.W_OK)
        with _replacing(target.resolve()) if whole else target.open("wb") as file:
            yield file
    except BrokenPipeError:  # whoever read it has read enough
        raise
    except OSError as error:
        raise OutputError(f"can't write {path}: {error.strerror or error}") from error


@contextmanager
def _replacing(target: Path) -> Iterator[IO[bytes]]:
    partial = target.with_name(f".{target.name[:60]}.{os.getpid()}.part")
    try:
        with partial.open("wb") as file:
            yield file
        if target.exists():
            shutil.copymode(target, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
