"""What differs between two graphs: their sorted N-Quads read side by side, a subject at a time.

Only what is said of one subject is in memory, whatever the size of the graphs, and what was renamed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from heapq import merge as merged_in_order
from itertools import groupby
from pathlib import Path

from hanse.errors import GraphError
from hanse.merging import merge
from hanse.sifting import parsed
from hanse.vocabulary import DCTERMS

__all__ = ["Changed", "Triple", "changes", "successors"]

_REPLACED = f"<{DCTERMS}isReplacedBy>".encode()

Triple = tuple[bytes, bytes]
"""Predicate and object, as N-Triples writes them; the subject is known."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A subject of which something else is said than before."""

    subject: bytes  # as N-Triples writes it
    before: frozenset[Triple]  # of the merge of all graphs
    after: frozenset[Triple]
    sources_before: Mapping[Triple, frozenset[bytes]]  # the graphs that say a triple
    sources_after: Mapping[Triple, frozenset[bytes]]

    @property
    def gained(self) -> list[Triple]:
        """What is said now, sorted."""
        return sorted(self.after - self.before)

    @property
    def lost(self) -> list[Triple]:
        """What is said no more, sorted."""
        return sorted(self.before - self.after)


def successors(quads: Path) -> dict[bytes, bytes]:
    """What a graph says has taken the place of what: terms, as N-Quads writes them."""
    found = {}
    with quads.open("rb") as lines:
        for line in lines:
            if _REPLACED in line:
                subject, predicate, target, _ = parsed(line)
                if predicate == _REPLACED:
                    found[subject] = target
    return found


def changes(old: Path, new: Path, followed: Mapping[bytes, bytes]) -> Iterator[Changed]:
    """The subjects of two files of sorted N-Quads of which not the same is said, in their order.

    ``followed`` says as what terms of the old one go on: it is read as if it had these already. Raises GraphError where
    a file is not sorted, or holds what is no quad.
    """
    with ExitStack() as files:
        before = _groups(_read(old, followed, files), old)
        after = _groups(files.enter_context(new.open("rb")), new)
        for subject, lines, others in _side_by_side(before, after):
            if lines != others:
                try:
                    yield _changed(subject, lines, others)
                except ValueError as error:
                    raise GraphError(
                        f"{old} or {new}: broken at {subject.decode(errors='replace')}: {error}"
                    ) from error


def _read(path: Path, followed: Mapping[bytes, bytes], files: ExitStack) -> Iterable[bytes]:
    """The lines of a file; those with a term that goes on as another at the place that this gives them."""
    lines = files.enter_context(path.open("rb"))
    if not followed:
        return lines
    with path.open("rb") as first:
        moved = sorted(_followed(line, followed) for line in first if _speaks(line, followed))
    return merged_in_order((line for line in lines if not _speaks(line, followed)), moved)


def _speaks(line: bytes, followed: Mapping[bytes, bytes]) -> bool:
    subject, _, rest = line.split(b" ", 2)
    return subject in followed or (rest.startswith(b"<") and rest.split(b" ", 1)[0] in followed)


def _followed(line: bytes, followed: Mapping[bytes, bytes]) -> bytes:
    subject, predicate, target, graph = parsed(line)
    return b" ".join((followed.get(subject, subject), predicate, followed.get(target, target), graph, b".\n"))


def _groups(lines: Iterable[bytes], path: Path) -> Iterator[tuple[bytes, list[bytes]]]:
    """The lines of each subject, each once."""
    last = b""
    for subject, group in groupby(filter(bytes.strip, lines), lambda line: line.split(b" ", 1)[0] + b" "):
        if subject <= last:
            raise GraphError(f"{path}: not sorted; hanse build writes it sorted, and so does: LC_ALL=C sort -u {path}")
        last = subject
        yield subject, list(dict.fromkeys(group))


def _side_by_side(
    before: Iterator[tuple[bytes, list[bytes]]], after: Iterator[tuple[bytes, list[bytes]]]
) -> Iterator[tuple[bytes, list[bytes], list[bytes]]]:
    one, other = next(before, None), next(after, None)
    while one or other:
        if other is None or (one and one[0] < other[0]):
            assert one
            yield one[0], one[1], []
            one = next(before, None)
        elif one is None or other[0] < one[0]:
            yield other[0], [], other[1]
            other = next(after, None)
        else:
            yield one[0], one[1], other[1]
            one, other = next(before, None), next(after, None)


def _changed(subject: bytes, lines: list[bytes], others: list[bytes]) -> Changed:
    return Changed(subject[:-1], _triples(lines), _triples(others), _sources(lines), _sources(others))


def _triples(lines: list[bytes]) -> frozenset[Triple]:
    triples = (line.rsplit(b" ", 1)[0].split(b" ", 2) for line in merge(sorted(lines)))
    return frozenset((predicate, target) for _, predicate, target in triples)


def _sources(lines: Iterable[bytes]) -> dict[Triple, frozenset[bytes]]:
    found: dict[Triple, set[bytes]] = defaultdict(set)
    for _, predicate, target, graph in map(parsed, lines):
        found[predicate, target].add(graph)
    return {triple: frozenset(graphs) for triple, graphs in found.items()}
