"""The place file: memory-mapped arrays behind a JSON header. ``data/gazetteer/build.py`` writes it.

Layout: eight bytes of magic, the header's length (uint32, little-endian), the header (UTF-8 JSON: ``sections`` gives
the type, offset and length of each array; the rest is small tables), then the arrays, each aligned to eight bytes.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.errors import InputError

__all__ = ["MAGIC", "Atlas", "open_atlas"]

MAGIC = b"HANSEGZ1"
FILE = "places.bin"


@dataclass(frozen=True, slots=True)
class Atlas:
    """The file's arrays by name, and its small tables."""

    header: dict[str, Any]
    arrays: dict[str, NDArray[Any]]

    @property
    def digest(self) -> str:
        """A digest of all that the file holds: its version."""
        total = hashlib.sha256(json.dumps(self.header, sort_keys=True).encode())
        for name in sorted(self.arrays):
            total.update(self.arrays[name].tobytes())
        return total.hexdigest()[:16]

    def __getitem__(self, section: str) -> NDArray[Any]:
        return self.arrays[section]


def open_atlas(path: Path | None = None) -> Atlas:
    """Map a place file: the one in the package, or the checkout's.

    Raises:
        InputError: the file is absent, or not a place file of this version.
    """
    if path is None:
        with as_file(files("hanse") / "gazetteer" / FILE) as packaged:
            checkout = Path(__file__).parents[3] / "data" / "gazetteer" / FILE
            return _read(packaged if packaged.is_file() else checkout)
    return _read(path)


def _read(path: Path) -> Atlas:
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise InputError(f"the gazetteer can't be read ({error})", source=path.name) from error
    if content[:8] != MAGIC:
        raise InputError("not a place file of this version of Hanse", source=path.name)
    length = int.from_bytes(content[8:12], "little")
    header = json.loads(content[12 : 12 + length])
    arrays = {
        name: np.frombuffer(content, dtype=np.dtype(kind), count=count, offset=offset)
        for name, (kind, offset, count) in header["sections"].items()
    }
    return Atlas(header, arrays)
