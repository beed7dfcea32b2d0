"""A store made of an earlier one, where most of the graph is the same: only what differs is written.

The engine never changes a table that it has written. So the new store shares the files of the tables with the earlier
one (hard links), and what is written besides goes into files of its own: the earlier store stays as it is, also while
others read it.
"""

from __future__ import annotations

import os
import shutil
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from hanse.merging import merge
from hanse.store.layout import QUADS, STORE
from hanse.store.sealing import is_sealed

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

    GraphName: TypeAlias = NamedNode | BlankNode | DefaultGraph

__all__ = ["differing", "update"]

_SHARE = 0.2
"""Of the bytes of the quads: up to so many in other lines, those of the merge too, changing a store is less work than
making it anew."""

_WINDOW = 1 << 18  # bytes of each file that are compared at a time
_AT_ONCE = 20_000  # quads added in one transaction
_NEW = {"LOCK", "LOG"}  # files that each store has of its own
_TABLE = ".sst"


def update(directory: Path, quads: Path, earlier: Path) -> bool:
    """Make a store at ``directory`` of that in the graph directory ``earlier``, and see whether that was worth it.

    Else, or where the earlier store is not whole, or not what its directory's ``graph.nq`` says, there is nothing at
    ``directory`` afterwards. Raises OSError where it can't be written.
    """
    if not (is_sealed(earlier / STORE, earlier / QUADS) and _alike(earlier / QUADS, quads)):
        return False
    _link(earlier / STORE, directory)
    done = False
    try:
        done = _changed(directory, earlier / QUADS, quads)
    except (OSError, RuntimeError):  # what was there is broken; where the disk is full, loading says so
        pass
    finally:
        if not done:
            shutil.rmtree(directory)
    return done


def _alike(old: Path, new: Path) -> bool:
    one, other = old.stat().st_size, new.stat().st_size
    return abs(one - other) <= _SHARE * other


def _link(old: Path, new: Path) -> None:
    """The files of a closed store: its tables under another name, the others as copies."""
    new.mkdir()
    for path in old.iterdir():
        if path.suffix == _TABLE:
            try:
                os.link(path, new / path.name)
            except OSError:  # a file system without links, or another one
                shutil.copy2(path, new / path.name)
        elif path.name not in _NEW:
            shutil.copy2(path, new / path.name)


def _changed(directory: Path, old: Path, new: Path) -> bool:
    """Whether the store there could be made to say what the new quads say instead of the old ones."""
    from pyoxigraph import Store

    store = Store(str(directory))
    left = new.stat().st_size * _SHARE
    graphs: set[GraphName] = set()
    added: list[Quad] = []
    with old.open("rb") as before, new.open("rb") as after:
        for subject, lines in differing(before, after):
            there, wanted = _said(store, subject), _parsed(lines)
            for quad in there - wanted:
                store.remove(quad)
                graphs.add(quad.graph_name)
            added += wanted - there
            left -= sum(len(str(quad)) for quad in wanted ^ there)
            if left < 0:
                return False
            if len(added) > _AT_ONCE:
                store.extend(added)
                added = []
    store.extend(added)
    _forget(store, graphs)
    store.flush()
    return True


def _said(store: Store, subject: bytes) -> set[Quad]:
    """What a store says of a subject, in any graph and in the merge."""
    from pyoxigraph import RdfFormat, parse

    (quad,) = parse(subject + b"<urn:p> <urn:o> .", format=RdfFormat.N_QUADS, lenient=True)
    return set(store.quads_for_pattern(quad.subject, None, None, None))


def _parsed(lines: list[bytes]) -> set[Quad]:
    """Lines of one subject, and their merge."""
    from pyoxigraph import RdfFormat, parse

    return set(parse(b"".join((*lines, *merge(lines))), format=RdfFormat.N_QUADS, lenient=True))


def _forget(store: Store, graphs: Iterable[GraphName]) -> None:
    """Leave out the graphs in which nothing is said any more."""
    from pyoxigraph import DefaultGraph

    for graph in graphs:
        if not isinstance(graph, DefaultGraph) and not any(store.quads_for_pattern(None, None, None, graph)):
            store.remove_graph(graph)


def differing(old: BinaryIO, new: BinaryIO, window: int = _WINDOW) -> Iterator[tuple[bytes, list[bytes]]]:
    r"""The subjects of which two files of sorted lines do not say the same, and what the new one says.

    >>> from io import BytesIO
    >>> old, new = b"<a> 1\n<b> 1\n<c> 1\n", b"<a> 1\n<b> 1\n<b> 2\n<d> 1\n"
    >>> list(differing(BytesIO(old), BytesIO(new)))
    [(b'<b> ', [b'<b> 1\n', b'<b> 2\n']), (b'<c> ', []), (b'<d> ', [b'<d> 1\n'])]
    """
    sides = _Ahead(old), _Ahead(new)
    size = window
    while True:
        for side in sides:
            side.fill(size)
        open_ = [side.last() for side in sides if not side.ended]
        some = [side.take(min(open_, default=b"")) for side in sides] if all(open_) else []
        if any(some):
            size = window
            if some[0] != some[1]:
                yield from _unlike(*map(_by_subject, some))
        elif open_:
            size *= 2  # one subject is larger than that
        else:
            return


def _by_subject(lines: bytes) -> dict[bytes, list[bytes]]:
    return {subject: list(group) for subject, group in groupby(BytesIO(lines), _subject)}


def _subject(line: bytes) -> bytes:
    return line[: line.find(b" ") + 1]


def _unlike(old: dict[bytes, list[bytes]], new: dict[bytes, list[bytes]]) -> Iterator[tuple[bytes, list[bytes]]]:
    for subject in sorted(old.keys() | new.keys()):
        if old.get(subject) != new.get(subject):
            yield subject, new.get(subject, [])


@dataclass(slots=True)
class _Ahead:
    """What of a file was read, and not yet compared."""

    file: BinaryIO
    held: bytes = b""
    ended: bool = False

    def fill(self, size: int) -> None:
        if not self.ended and (asked := size - len(self.held)) > 0:
            more = self.file.read(asked)
            self.held += more
            self.ended = len(more) < asked

    def last(self) -> bytes:
        """The subject that what follows may also speak of; nothing where no line is whole."""
        end = self.held.rfind(b"\n")
        return _subject(self.held[self.held.rfind(b"\n", 0, end) + 1 : end]) if end > 0 else b""

    def take(self, bound: bytes) -> bytes:
        """The lines that come before a subject; all of them where there is no bound."""
        place = self._place(bound) if bound else len(self.held)
        some, self.held = self.held[:place], self.held[place:]
        return some

    def _place(self, bound: bytes) -> int:
        if self.held.startswith(bound):
            return 0
        if place := self.held.find(b"\n" + bound) + 1:
            return place
        lines = [line for line in BytesIO(self.held) if line.endswith(b"\n") or self.ended]
        return sum(map(len, lines[: bisect_left(lines, bound)]))
