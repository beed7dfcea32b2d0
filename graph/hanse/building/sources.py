"""Which files are read, as what, and under which identifier."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from hanse.building.archives import DEEPEST, Archive, members
from hanse.building.folders import Folder, Local, Remote, is_remote, masked
from hanse.building.machine import is_of_machine
from hanse.building.source import ARCHIVES, Kind, Source, kind_of, suffixes
from hanse.errors import InputError

__all__ = ["Found", "Kind", "Skipped", "Source", "clean", "discover", "is_graph"]

_RESERVED = ("decisions", "duplicates", "gazetteer", "input", "ontology")  # names of graphs that are no source's


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that was left out, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the given files and folders hold."""

    sources: tuple[Source, ...]  # sorted by label, identifiers unique
    skipped: tuple[Skipped, ...]  # named by the user, but can't be read
    ignored: int  # files inside folders and archives of formats that aren't read


def discover(given: Iterable[str | Path], leave_out: Path | None = None) -> Found:
    """Files as they are given, and all below folders and in archives, but hidden ones and graphs that Hanse built.

    The result doesn't depend on the order of ``given``. Nothing below ``leave_out`` is read unless it is named.
    """
    search = _Search(leave_out)
    names = {str(one) for one in given}
    paths = sorted(Path(name) for name in names if not is_remote(name))
    found = (source for path in paths for source in search.at(path))
    far = (source for address in sorted(filter(is_remote, names)) for source in search.far(address))
    sources = [*found, *far]
    if len(names) > 1 or search.links:
        sources = sorted(_distinct(sources), key=lambda source: (source.label, _real(source)))
    sources.reverse()
    return Found(tuple(_identified(sources)), tuple(search.skipped), search.ignored)


@dataclass(slots=True)
class _Search:
    """Goes through what is given, in the order of labels."""

    leave_out: Path | None
    skipped: list[Skipped] = field(default_factory=list)
    ignored: int = 0
    links: bool = False  # whether a file may be there under several names

    def at(self, path: Path) -> Iterator[Source]:
        """The sources at a path."""
        if path.is_dir():
            yield from self._told(path, self._below(Local(str(path), path.resolve().name), ""))
        elif path.is_file() and (found := kind_of(path.name)):
            yield from self._opened(Source(Local(str(path.parent)), path.name, *found))
        else:
            self.skipped.append(Skipped(str(path), _unreadable(path)))

    def far(self, address: str) -> Iterator[Source]:
        """The sources at an address."""
        try:
            names = Remote(address).files()
            head, _, last = address.rstrip("/").rpartition("/")
            if names:
                yield from self._told(masked(address), self._listed(Remote(address.rstrip("/"), last), names))
            elif found := kind_of(last):
                yield from self._opened(Source(Remote(head), last, *found))
            else:
                self.skipped.append(Skipped(masked(address), _not_read()))
        except InputError as error:
            self.skipped.append(Skipped(masked(address), error.reason))

    def _told(self, place: Path | str, found: Iterator[Source]) -> Iterator[Source]:
        """What was found; where that is nothing, it is told."""
        ignored, skipped, any_ = self.ignored, len(self.skipped), False
        for source in found:
            any_ = True
            yield source
        if not any_ and len(self.skipped) == skipped:
            self.skipped.append(Skipped(str(place), _nothing(self.ignored - ignored)))

    def _below(self, folder: Local, prefix: str) -> Iterator[Source]:
        try:
            with os.scandir(Path(folder.path, prefix)) as all_:
                listed = sorted((_slashed(entry), entry) for entry in all_ if not entry.name.startswith("."))
        except OSError as error:
            self.skipped.append(Skipped(folder.where(prefix), f"can't be read: {error.strerror}"))
            return
        for name, entry in listed:
            self.links |= entry.is_symlink()
            if name.endswith("/"):
                if not entry.is_symlink() and not self._left_out(Path(entry.path)):
                    yield from self._below(folder, prefix + name)
            elif not (found := kind_of(name)):
                self.ignored += 1
            elif entry.is_file():
                yield from self._opened(Source(folder, prefix + name, *found))
            else:
                self.skipped.append(Skipped(folder.where(prefix + name), _unreadable(Path(entry.path))))

    def _left_out(self, folder: Path) -> bool:
        return is_graph(folder) or (self.leave_out is not None and folder.resolve() == self.leave_out)

    def _listed(self, folder: Folder, names: Iterable[str]) -> Iterator[Source]:
        """Files by their names, where nothing else is known of them."""
        for name in names:
            if not _hidden(name):
                if found := kind_of(name.rpartition("/")[2]):
                    yield from self._opened(Source(folder, name, *found))
                else:
                    self.ignored += 1

    def _opened(self, source: Source, depth: int = 1) -> Iterator[Source]:
        """The source, or where it is an archive its members."""
        if source.kind is not Kind.ARCHIVE:
            yield source
            return
        try:
            if depth > DEEPEST:
                raise InputError(f"stands {depth} archives deep: at most {DEEPEST} are opened")
            yield from self._told(str(source), iter(self._members(source, depth)))
        except OSError as error:
            if is_of_machine(error):
                raise
            self.skipped.append(Skipped(str(source), f"can't be read: {error.strerror or error}"))
        except InputError as error:
            self.skipped.append(Skipped(str(source), error.reason))

    def _members(self, holder: Source, depth: int) -> Iterator[Source]:
        found, manifests = [], set()
        for archive, entry in members(holder):
            head, _, name = entry.name.rpartition("/")
            if name == "manifest.json":
                manifests.add(head)
            if name and not _hidden(entry.name):
                if kind := kind_of(name):
                    found.append(Source(archive, entry.name, *kind, at=entry.at))
                else:
                    self.ignored += 1
        found.sort(key=lambda member: (member.within, member.at))
        graphs = {head for one in found if (head := one.within.removesuffix("graph.nq").rstrip("/")) in manifests}
        for member in found:
            if not any(member.within.startswith(f"{head}/" if head else "") for head in graphs):
                yield from self._opened(member, depth + 1)


def is_graph(folder: Path) -> bool:
    """Whether ``hanse build`` made this folder."""
    return (folder / "manifest.json").is_file() and (folder / "graph.nq").is_file()


def _slashed(entry: os.DirEntry[str]) -> str:
    """A name that stands, among others, where its label does."""
    return f"{entry.name}/" if entry.is_dir() else entry.name


def _hidden(name: str) -> bool:
    """Whether a file, or a folder that it is in, is none for people: so are those that macOS adds to archives."""
    if not ("." in name[:1] or "/." in name or "__MACOSX" in name):
        return False
    return any((part[:1] == "." and part not in {".", ".."}) or part == "__MACOSX" for part in name.split("/"))


def _not_read() -> str:
    return f"its format is not read; allowed: {' '.join((*sorted(suffixes()), *ARCHIVES))}, and .gz .zst .bz2 of them"


def _unreadable(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return "a link to what is not there"
    if not path.exists():
        return "there is no such file or folder"
    if not path.is_file():
        return "neither a file nor a folder"
    return _not_read()


def _nothing(files: int) -> str:
    holds = f"none of its {files:,} files has a format that is read" if files else "it is empty"
    return f"nothing to read in it: {holds}; allowed: {' '.join((*sorted(suffixes()), *ARCHIVES))}"


def _distinct(sources: Iterable[Source]) -> Iterator[Source]:
    """Each file once, under the first name that it has."""
    seen = set()
    for source in sources:
        real = _real(source)
        if real not in seen:
            seen.add(real)
            yield source


def _real(source: Source) -> str:
    """Where a file really is."""
    if isinstance(source.folder, Archive):
        return f"{_real(source.folder.holder)}/{source.within}\0{source.at}"
    path = str(source)
    if not isinstance(source.folder, Local):
        return path
    head, name = os.path.split(path)
    return str(Path(path).resolve()) if Path(path).is_symlink() else f"{_real_folder(head)}/{name}"


@lru_cache(maxsize=4096)
def _real_folder(path: str) -> str:
    return str(Path(path).resolve())


def _identified(sources: list[Source]) -> Iterator[Source]:
    """Each source, from the last one, under its file's stem; one that is taken already gets a number.

    The list is emptied meanwhile: there may be a million of them.
    """
    taken, counts = set(_RESERVED), dict[str, int]()
    while sources:
        source = sources.pop()
        identifier = stem = clean(source.name[: -len(source.suffix)])
        while (folded := identifier.casefold()) in taken:
            counts[stem] = count = counts.get(stem, 1) + 1
            identifier = f"{stem}-{count}"
        taken.add(identifier if folded == identifier else folded)
        yield replace(source, identifier=identifier)


def clean(stem: str) -> str:
    """A file's stem as an identifier: it is part of IRIs and of the name of its text's file.

    >>> clean("d001"), clean("Réseau 2024: villes/ports"), clean("..")
    ('d001', 'Réseau_2024_villes_ports', 'x')
    """
    plain = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", stem)).strip("._") or "x"
    return plain.encode()[:120].decode(errors="ignore")
