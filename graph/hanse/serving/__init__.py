"""The graph over HTTP: SPARQL 1.1 Protocol, linked data under its IRIs, the site's pages, a small JSON API.

Needs ``pip install 'hanse[serve]'``. `hanse.serving.running.run` serves; nothing else is imported before it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hanse.errors import HanseError
from hanse.serving.options import Options

if TYPE_CHECKING:
    from hanse.publishing import Settings

__all__ = ["Options", "serve"]


def serve(
    directory: str | Path = "hanse-graph", options: Options | None = None, settings: Settings | None = None
) -> None:
    """Serve a graph directory over HTTP until the process is told to end (SIGINT, SIGTERM).

    Raises HanseError where what it needs is not installed, there is no graph, or the address can't be listened at.
    """
    try:
        from hanse.serving.running import run
    except ModuleNotFoundError as error:
        raise HanseError(f"hanse serve needs {error.name}: pip install 'hanse[serve]'") from None
    run(Path(directory), settings, options or Options())
