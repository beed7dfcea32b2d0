"""manifest.json, in which a build says what it made, what it left out, and what it read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hanse.errors import GraphError

__all__ = ["INPUTS", "NAME", "read"]

NAME = "manifest.json"
"""What the file is called."""

INPUTS = b' "inputs": ['
"""How the line begins after which, to the end of the file, each line is a source that was read."""


def read(directory: Path | None) -> dict[str, Any]:
    """What the build of a graph directory says of itself; nothing where there is none, or it says nothing.

    Its inputs are left out: there may be a million. Raises GraphError where the file is broken.
    """
    path = directory / NAME if directory else None
    if path is None or not path.is_file():
        return {}
    try:
        return _head(path)
    except (OSError, ValueError) as error:
        raise GraphError(f"{path}: broken ({error}); build the graph again") from error


def _head(path: Path) -> dict[str, Any]:
    lines: list[bytes] = []
    with path.open("rb") as file:
        for line in file:
            if line.startswith(INPUTS):
                lines[-1:] = [lines[-1].rstrip(b",\n"), b"}"]
                break
            lines.append(line)
    said = json.loads(b"".join(lines))
    return said if isinstance(said, dict) else {}
