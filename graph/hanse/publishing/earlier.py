"""An earlier release, to tell what has changed since: a site that was published, or a graph directory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import RdfFormat, parse

from hanse import manifest, store
from hanse.building.runs import write_sorted
from hanse.errors import GraphError
from hanse.publishing.part import SITE
from hanse.publishing.publication import Publication, opening
from hanse.vocabulary import BASE, DCTERMS, PREFIXES

__all__ = ["RETIRED", "Earlier", "Retired", "opened"]

RETIRED = "changes/retired.json"
_DUMP = "dumps/graph.nq.gz"


@dataclass(frozen=True, slots=True)
class Retired:
    """An IRI that a release had and a later one has no more."""

    path: str  # of its files in the site
    iri: str  # without the base
    kind: str
    label: str
    since: str  # the first version without it, or the day of that
    by: tuple[str, ...] = ()  # what takes its place: IRIs, without the base where they are under it


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an earlier release was."""

    publication: Publication  # under the base of the one that it is compared with
    name: str  # its version, or its day
    retired: tuple[Retired, ...]


@contextmanager
def opened(path: Path, base: str) -> Iterator[Earlier]:
    """Open an earlier release under a base; GraphError where there is neither a site nor a graph."""
    if not (path / SITE).is_file():
        with opening(path, base=base) as publication:
            yield Earlier(publication, str(publication.settings.modified or ""), ())
        return
    with TemporaryDirectory(prefix="hanse-earlier-") as place:
        folder = Path(place) / "graph"
        folder.mkdir()
        _unpack(path, folder)
        with opening(folder, base=base) as publication:
            yield Earlier(publication, _name(path, _json(path / SITE)), _retired(path))


def _unpack(site: Path, folder: Path) -> None:
    """The graph of a site, as a graph directory."""
    listed = _json(site / SITE)
    try:
        with gzip.open(site / _DUMP) as packed:
            write_sorted(packed, folder / store.QUADS)
    except (OSError, EOFError) as error:
        raise GraphError(
            f"{site / _DUMP}: can't be read ({error}); give a whole site, or its graph directory"
        ) from error
    store.write(folder / store.STORE, folder / store.QUADS, checked=True)  # anyone may have made it
    (folder / manifest.NAME).write_text(json.dumps({"options": {"base": listed.get("base", BASE)}}), encoding="utf-8")


def _name(site: Path, listed: Mapping[str, Any]) -> str:
    """The version that a site says it is, or its day."""
    path = site / "dataset.ttl"
    said = parse(path=path, format=RdfFormat.TURTLE) if path.is_file() else ()
    own = {
        quad.predicate.value: quad.object.value
        for quad in said
        if str(quad.subject) == f"<{listed.get('base', BASE)}dataset>" and hasattr(quad.object, "value")
    }
    return own.get(PREFIXES["dcat"] + "version") or own.get(DCTERMS + "modified") or ""


def _retired(site: Path) -> tuple[Retired, ...]:
    if not (site / RETIRED).is_file():
        return ()
    try:
        return tuple(Retired(**one | {"by": tuple(one["by"])}) for one in json.loads((site / RETIRED).read_bytes()))
    except (ValueError, TypeError, KeyError) as error:
        raise GraphError(f"{site / RETIRED}: broken ({error}); give the site as it was published") from error


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise GraphError(f"{path}: broken ({error}); give the site as it was published") from error
    return found if isinstance(found, dict) else {}
