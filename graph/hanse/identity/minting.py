"""Things become IRIs: each by its most usual name, with its scope where the name is another thing's too."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Mapping
from typing import TypeAlias

import numpy as np

from hanse.identity.index import Index, Texts
from hanse.names import fold, slug
from hanse.vocabulary import mint

__all__ = ["Minted"]

Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
"""Of classes and slugs together, by which those that several things have are found."""


class Minted:
    """The IRI of each thing of an index; ``given`` are slugs that some roots have already."""

    def __init__(self, index: Index, given: Mapping[int, str], base: str) -> None:
        self._index, self._base = index, base
        self._slugs = Texts()
        self._places = array("I", bytes(4 * len(index)))  # of each root's slug
        self._kinds: dict[str, str] = {}
        joined = index.joined()
        hashes = array("q")
        for root in index.roots():
            name = slug(given.get(root) or _usual(index.votes(joined.get(root, (root,)))))
            self._places[root] = self._slugs.append(name)
            hashes.append(hash((index.kind(root), name)))
        self._settle(np.frombuffer(hashes, dtype=np.int64), given)

    def __getitem__(self, number: int) -> str:
        root = self._index.root(number)
        return self._iri(self._index.kind(root), self._slugs[self._places[root]])

    def find(self, iris: Collection[str]) -> dict[str, int]:
        """The roots of those of some IRIs that were minted."""
        if not iris:
            return {}
        wanted = set(iris)
        return {iri: root for root in self._index.roots() if (iri := self[root]) in wanted}

    def name(self, root: int, name: str) -> str:
        """Give a root another slug; gives its IRI."""
        self._places[root] = self._slugs.append(name)
        return self[root]

    def _iri(self, kind: str, name: str) -> str:
        start = self._kinds.get(kind) or self._kinds.setdefault(kind, mint(kind, "x", self._base)[:-1])
        return start + name

    def _settle(self, hashes: Hashes, given: Mapping[int, str]) -> None:
        """Tell apart things of one slug: those that are given first, then in the order of their keys."""
        values, counts = np.unique(hashes, return_counts=True)
        single, shared = _Members(values[counts == 1]), _Members(values[counts > 1])
        del values, counts
        special = array("I")
        for root, value in zip(self._index.roots(), hashes.tolist(), strict=True):
            if root in given or value in shared or b"\0in " in self._index.before(root):
                special.append(root)
        taken: set[int] = set()
        for root in sorted(special, key=lambda root: (root not in given, self._index.before(root))):
            kind, name = self._index.kind(root), self._slugs[self._places[root]]
            several = hash((kind, name)) in shared
            chosen = name if root in given else self._told(root, name, several)
            if several or chosen != name:
                chosen = _free(kind, chosen, taken, single)
                self.name(root, chosen)
            taken.add(hash((kind, chosen)))

    def _told(self, root: int, name: str, several: bool) -> str:
        """The slug with its scope, where it needs one."""
        said = self._index.key(root).scope
        scope = said.removeprefix("in ")
        if not scope or not (several or scope != said):
            return name
        return slug(f"{slug(name, 60)} {slug(scope, 40)}")


def _free(kind: str, name: str, taken: set[int], single: _Members) -> str:
    """The slug, with a number where another thing has it."""
    chosen, count = name, 1
    while (value := hash((kind, chosen))) in taken or value in single:
        count += 1
        chosen = f"{name}-{count}"
    return chosen


class _Members:
    """Whether a number is one of many, which are sorted."""

    def __init__(self, values: Hashes) -> None:
        self._values = values

    def __contains__(self, value: int) -> bool:
        place = int(np.searchsorted(self._values, value))
        return place < len(self._values) and int(self._values[place]) == value


def _usual(votes: Counter[str]) -> str:
    """The name that is used most; then the shortest."""
    return next(iter(votes)) if len(votes) == 1 else min(votes, key=lambda n: (-votes[n], len(n), fold(n), n))
