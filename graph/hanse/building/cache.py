"""What was read and extracted before, kept in the graph directory under a key of all that it depends on."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from hanse.building.values import UnreadableError, dumped, loaded
from hanse.vocabulary import ontology

__all__ = ["ANSWERS", "FOLDER", "Cache", "digest", "fingerprint", "hashed", "key", "passing", "sweep"]

FOLDER = "cache"
ANSWERS = "llm-"
"""What the names of a language model's answers begin with; they were paid for, so that no failure costs them."""

_DEPENDED_ON = (
    "building",
    "documents",
    "extraction",
    "files.py",
    "gazetteer",
    "identity",
    "joining.py",
    "model.py",
    "names.py",
    "pipelines.py",
    "reliability.py",
    "reliability.toml",
    "tables",
    "triples",
    "vocabulary.py",
)


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries of the earlier build at ``old`` are taken over to ``new`` when they are asked for; others go with it."""

    old: Path
    new: Path

    def get(self, name: str) -> Any | None:
        """The value kept under a key, or None where there is none that can be read."""
        for folder in (self.new, self.old):
            try:
                value = loaded((folder / name).read_bytes())
            except (OSError, UnreadableError):  # it is made anew
                continue
            if folder is self.old:
                link_or_copy(self.old / name, self.new / name)
            return value
        return None

    def put(self, name: str, value: Any) -> None:
        """Keep a value; raises OSError where it can't be written."""
        self.new.mkdir(parents=True, exist_ok=True)
        partial = passing(self.new / name)
        partial.write_bytes(dumped(value))
        partial.replace(self.new / name)

    def keep(self, prefix: str) -> None:
        """Take over what is kept under names that begin so, without being asked for it."""
        for path in sorted(self.old.glob(f"{prefix}*")):
            link_or_copy(path, self.new / path.name)


def passing(path: Path) -> Path:
    """A name beside a path, for a file that will take its place: no other process, on no machine, has the same."""
    return path.with_name(f".{path.name}.{uuid4().hex}")


def sweep(folder: Path) -> None:
    """Remove what processes that were killed were writing."""
    for path in folder.glob(".*"):
        path.unlink()


def link_or_copy(source: Path, target: Path) -> None:
    """The same file under another name, where the file system can; else a copy."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileExistsError:
        pass
    except OSError:
        shutil.copy2(source, target)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashed(file)[0]


def hashed(file: BinaryIO) -> tuple[str, int]:
    """The SHA-256 of an open file, in hexadecimal, and its size in bytes."""
    total, size = sha256(), 0
    while data := file.read(1 << 18):
        total.update(data)
        size += len(data)
    return total.hexdigest(), size


def key(*parts: str) -> str:
    """A key of all its parts."""
    return sha256("\0".join(parts).encode()).hexdigest()[:40]


@cache
def fingerprint() -> str:
    """A digest of the code and the wording on which a graph depends, so that a change to either makes it anew."""
    from hanse.gazetteer import load

    total = sha256(f"{load().version} {version('rensa')}".encode())
    package = files("hanse")
    for part in (*(package / name for name in _DEPENDED_ON), ontology()):
        _add(part, total)
    return total.hexdigest()


def _add(part: Traversable, total: Any) -> None:
    if part.is_dir():
        for child in sorted(part.iterdir(), key=lambda child: child.name):
            _add(child, total)
    elif part.is_file() and not part.name.endswith(".pyc"):
        total.update(part.name.encode() + part.read_bytes())
