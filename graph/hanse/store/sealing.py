"""A seal on a store: its files are those that were written, and of which quads.

The engine checks all that it reads. But its list of files, cut short by a fault of the disk, reads as the list of an
earlier moment: the store seems whole, and holds less, or nothing. And a store of which only a part is read, to make the
next one of it, would hand on what is broken in the rest.
"""

from __future__ import annotations

import json
from hashlib import file_digest, sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

__all__ = ["is_sealed", "is_whole", "seal"]

_SEAL = "SEAL"


def seal(store: Path, quads: Path) -> None:
    """Note what the files of a store are, which must be closed, and of what file of quads it was made."""
    said = {"maker": _maker(), "quads": _stamp(quads), "files": _digest(store), "tables": _tables(store)}
    (store / _SEAL).write_text(json.dumps(said, indent=1), encoding="ascii")


def is_whole(store: Path) -> bool:
    """Whether the list of files is the one that was sealed; also where there is no seal."""
    said = _read(store)
    return said is None or said.get("files") == _digest(store)


def is_sealed(store: Path, quads: Path) -> bool:
    """Whether every byte of a store is what it was when it was made of these quads, which did not change since, and
    whether it would be made of them so today.
    """
    try:
        said = _read(store) or {}
        known = [said.get("maker"), said.get("quads"), said.get("files")]
        return known == [_maker(), _stamp(quads), _digest(store)] and said.get("tables") == _tables(store)
    except OSError:
        return False


def _read(store: Path) -> dict[str, Any] | None:
    try:
        said = json.loads((store / _SEAL).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _maker() -> str:
    """The engine's version, and a digest of how graphs are merged."""
    return f"{version('pyoxigraph')} {sha256((files('hanse') / 'merging.py').read_bytes()).hexdigest()}"


def _digest(store: Path) -> str:
    digest = sha256()
    for path in sorted(store.glob("MANIFEST-*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _tables(store: Path) -> dict[str, str]:
    found = {}
    for path in sorted(store.glob("*.sst")):
        with path.open("rb") as file:
            found[path.name] = file_digest(file, "sha256").hexdigest()
    return found


def _stamp(quads: Path) -> list[int]:
    status = quads.stat()
    return [status.st_size, status.st_mtime_ns]
