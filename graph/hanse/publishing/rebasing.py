"""A graph under another base: every IRI that was minted under the old one is rewritten, and no letter of a text is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from hanse import store
from hanse.building.cache import link_or_copy
from hanse.building.report import MANIFEST
from hanse.building.sorting import write_sorted

__all__ = ["rebase", "rebased"]

_MINTED = rb"(?:id|graph)/"


def rebased(lines: Iterable[bytes], old: str, new: str) -> Iterator[bytes]:
    r"""Lines of N-Quads with each IRI ``{old}id/…`` and ``{old}graph/…`` under the base ``new``; literals as they are.

    >>> line = b'<http://a.eu/id/city/riga> <http://a.eu/ontology#is> "at <http://a.eu/id/x>" <http://a.eu/graph/d> .'
    >>> print(*rebased([line], "http://a.eu/", "http://b.eu/g/"))
    b'<http://b.eu/g/id/city/riga> <http://a.eu/ontology#is> "at <http://a.eu/id/x>" <http://b.eu/g/graph/d> .'
    """
    text = rb'"(?:[^"\\]|\\.)*+"'
    found = re.compile(text + rb"|<" + re.escape(old.encode()) + rb"(?=" + _MINTED + rb")", re.DOTALL)
    start = b"<" + new.encode()
    for line in lines:
        yield found.sub(lambda match: match[0] if match[0].startswith(b'"') else start, line)


def rebase(directory: Path, target: Path, old: str, new: str) -> None:
    """Write the graph of a directory to the folder ``target``, under another base; documents' texts go with it."""
    target.mkdir(parents=True, exist_ok=True)
    with (directory / store.QUADS).open("rb") as lines:
        write_sorted(rebased(lines, old, new), target / store.QUADS)
    store.write(target / store.STORE, target / store.QUADS)
    _manifest(directory / MANIFEST, target / MANIFEST, new)
    for text in sorted((directory / "text").glob("*.txt")):
        (target / "text").mkdir(exist_ok=True)
        link_or_copy(text, target / "text" / text.name)


def _manifest(source: Path, target: Path, base: str) -> None:
    if source.is_file():
        said = json.loads(source.read_text(encoding="utf-8"))
        said["options"] = {**said.get("options", {}), "base": base}
        target.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
