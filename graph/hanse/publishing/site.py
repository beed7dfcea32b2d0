"""A site as a directory: written beside its place, what is unchanged linked from the old one, then put there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from hanse.building.cache import link_or_copy
from hanse.building.report import Progress, version
from hanse.errors import HanseError, OutputError
from hanse.publishing.asking import QueryPage
from hanse.publishing.changes import Changes
from hanse.publishing.dataset import Dataset
from hanse.publishing.dumps import Dumps
from hanse.publishing.examples import Examples
from hanse.publishing.hosting import Hosting
from hanse.publishing.indexes import Indexes
from hanse.publishing.part import SITE, Part
from hanse.publishing.publication import Publication
from hanse.publishing.searching import Searching
from hanse.publishing.shared import Shared
from hanse.publishing.sitemap import Sitemap
from hanse.publishing.starting import Start, Views
from hanse.publishing.texts import Texts
from hanse.publishing.things import Things
from hanse.publishing.vocabularies import Ontology, Themes
from hanse.switching import beside, exchange, locked

__all__ = ["PARTS", "SITE", "Outcome", "publish"]

PARTS: Mapping[str, Callable[[Publication], Part]] = {
    "assets": Shared,
    "texts": Texts,
    "things": Things,
    "dataset": Dataset,
    "dumps": Dumps,
    "hosting": Hosting,
    "query": QueryPage,
    "examples": Examples,
    "changes": Changes,
    "sitemap": Sitemap,
    "indexes": Indexes,
    "search": Searching,
    "ontology": Ontology,
    "themes": Themes,
    "views": Views,
    "start": Start,
}
"""What makes each part of a site, by its name."""

FORMAT = 1
_HELD = 4_000_000  # bytes of a file that are held in memory before it goes to disk


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of publishing: files by what became of them, and resources that have none."""

    files: int
    new: int
    changed: int
    same: int
    removed: int
    size: int  # bytes
    left_out: tuple[str, ...]  # resources without a safe address, and why


def publish(publication: Publication, target: str | Path, progress: Progress | None = None) -> Outcome:
    """Write the site of a graph, or bring the one that is there up to date.

    Until all is written the old site stays as it is. A file that has not changed is the same file, with its time; one
    that the graph no longer has is gone; one that somebody else put there stays. Raises OutputError where the place
    holds something else, or can't be written.
    """
    site = Path(target).resolve()
    _check(site, Path(target))
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with locked(site, Path(target), "publication", OutputError), _switched(site) as staging:
            outcome = _write(publication, site, staging, progress or _silent)
            _carry_over(site, staging)
    except OSError as error:
        kept = "; the earlier site is unchanged" if site.is_dir() else ""
        raise OutputError(f"can't write {target}: {error.strerror or error}{kept}") from error
    return outcome


def _silent(stage: str, done: int, total: int) -> None:
    pass


def _check(site: Path, given: Path) -> None:
    allowed = "give a new directory, an empty one, or one that hanse publish made"
    if site.exists() and not site.is_dir():
        raise OutputError(f"{given} is a file; {allowed}")
    if site.is_dir() and any(site.iterdir()) and not (site / SITE).is_file():
        raise OutputError(f"{given} holds files, but no site; nothing in it was touched: {allowed}")


@contextmanager
def _switched(site: Path) -> Iterator[Path]:
    staging, old = beside(site, "publishing"), beside(site, "old")
    if old.exists() and not site.exists():  # killed between two renames
        old.rename(site)
    for left in (staging, old):
        shutil.rmtree(left, ignore_errors=True)
    staging.mkdir()
    try:
        yield staging
        exchange(staging, site, old)
    finally:  # unfinished, or the earlier site
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _write(publication: Publication, site: Path, staging: Path, progress: Progress) -> Outcome:
    paths = {path: part for part in publication.parts.values() for path in part.paths()}
    files: dict[str, dict[str, Any]] = {}
    counts = {"new": 0, "changed": 0, "same": 0}
    for done, path in enumerate(sorted(paths)):
        progress("publishing", done, len(paths))
        files[path], became = _file(paths[path], path, site / path, staging / path)
        counts[became] += 1
    progress("publishing", len(paths), len(paths))
    listed = {"format": FORMAT, "hanse": version(), "base": publication.base}
    listed |= {"resources": len(publication.resources.iris), "files": files}
    (staging / SITE).write_text(json.dumps(listed, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return Outcome(
        files=len(files),
        **counts,
        removed=len(_own(site) - set(files)),
        size=sum(one["bytes"] for one in files.values()),
        left_out=publication.resources.left_out,
    )


def _file(part: Part, path: str, old: Path, new: Path) -> tuple[dict[str, Any], str]:
    new.parent.mkdir(parents=True, exist_ok=True)
    with SpooledTemporaryFile(_HELD) as out:
        if not part.write(path, out):
            raise HanseError(f"the site has no {path}, though one of its parts names it")
        size = out.tell()
        out.seek(0)
        digest = file_digest(out, "sha256").hexdigest()
        out.seek(0)
        became = "same" if _holds(old, out, size) else "changed" if old.is_file() else "new"
        if became == "same":
            link_or_copy(old, new)
        else:
            out.seek(0)
            with new.open("wb") as file:
                shutil.copyfileobj(out, file)
    return {"sha256": digest, "bytes": size}, became


def _holds(path: Path, content: IO[bytes], size: int) -> bool:
    """Whether a file has exactly that content."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != size:
        return False
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if block != content.read(len(block)):
                return False
    return True


def _own(site: Path) -> set[str]:
    """The files of the earlier site, as it lists them."""
    try:
        return set(json.loads((site / SITE).read_text(encoding="utf-8"))["files"])
    except FileNotFoundError:
        return set()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise OutputError(f"{site / SITE} is broken ({error}); remove the site, or give another directory") from error


def _carry_over(site: Path, staging: Path) -> None:
    """What others put into the earlier site: a CNAME, a .git, a proof of who owns it."""
    own = {*_own(site), SITE}
    for folder, folders, names in os.walk(site):
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*names, *linked):
            path = Path(folder) / name
            relative = path.relative_to(site)
            if relative.as_posix() in own or os.path.lexists(staging / relative):
                continue
            (staging / relative.parent).mkdir(parents=True, exist_ok=True)
            if path.is_symlink():
                (staging / relative).symlink_to(path.readlink())
            else:
                link_or_copy(path, staging / relative)
