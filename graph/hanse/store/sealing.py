"""A seal on a store: its list of files is the one that was written.

The engine checks all that it reads. But its list of files, cut short by a fault of the disk, reads as the list of an
earlier moment: the store seems whole, and holds less, or nothing.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

__all__ = ["is_whole", "seal"]

_SEAL = "SEAL"


def seal(store: Path) -> None:
    """Note what the list of files is; the store must be closed."""
    (store / _SEAL).write_text(_digest(store), encoding="ascii")


def is_whole(store: Path) -> bool:
    """Whether the list of files is the one that was sealed; also where there is no seal."""
    try:
        return (store / _SEAL).read_text(encoding="ascii") == _digest(store)
    except FileNotFoundError:
        return True
    except ValueError:
        return False


def _digest(store: Path) -> str:
    digest = sha256()
    for path in sorted(store.glob("MANIFEST-*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
