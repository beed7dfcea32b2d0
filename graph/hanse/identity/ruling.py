"""Decisions applied to what identity minted: which IRI takes the place of which.

Things are minted as if nobody had decided anything, and decisions speak of these IRIs; so each is undone by removing
its row, and none depends on earlier builds. Where rows contradict each other, what keeps things apart holds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from hanse.identity.decisions import Decision
from hanse.identity.index import Index
from hanse.identity.minting import Minted
from hanse.names import slug
from hanse.vocabulary import theme_names

__all__ = ["NO_RULING", "Outcome", "Ruling", "rule"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a decision."""

    decision: Decision
    iri: str = ""  # that is retired by it, or made
    reason: str = ""  # why it changes nothing
    kept: bool = False  # whether it says of two that they are, as they were anyway


@dataclass(frozen=True, slots=True)
class Ruling:
    """What decisions change."""

    replaced: Mapping[str, str] = field(default_factory=dict)  # retired IRI → the one that takes its place
    made: frozenset[str] = frozenset()  # IRIs that splits made
    apart: Mapping[tuple[str, str], str] = field(
        default_factory=dict
    )  # IRI and document's identifier → what it is there
    different: tuple[tuple[str, str], ...] = ()  # what was said to be two
    outcomes: tuple[Outcome, ...] = ()

    def iri(self, minted: str, document: str) -> str:
        """The IRI of a thing that was minted, in a document."""
        found = self.apart.get((minted, document), minted) if self.apart else minted
        return self.replaced.get(found, found)

    def moved(self, minted: str, document: str) -> str:
        """The IRI that was retired, or made, for a thing in a document; "" where nothing was decided."""
        found = self.apart.get((minted, document), minted)
        return found if found in self.made or found in self.replaced else ""

    def among(self, minted: Collection[str]) -> Ruling:
        """What of it is on some IRIs that were minted, without what came of each decision."""
        apart = {pair: iri for pair, iri in self.apart.items() if pair[0] in minted}
        concerned = {*minted, *apart.values()}
        replaced = {iri: self.replaced[iri] for iri in concerned if iri in self.replaced}
        return Ruling(replaced, frozenset(self.made & concerned), apart)

    def __bool__(self) -> bool:
        return bool(self.replaced or self.made or self.apart)

    def __str__(self) -> str:
        """The same text for the same changes."""
        return f"{sorted(self.replaced.items())} {sorted(self.made)} {sorted(self.apart.items())}"


NO_RULING = Ruling()


def rule(decisions: Iterable[Decision], index: Index, minted: Minted, places: Collection[str], base: str) -> Ruling:
    """Apply decisions: what is two first, then what is one; ``places`` are IRIs that only the gazetteer decides on."""
    rows = tuple(decisions)
    bench = _Bench(index, minted, places, base, minted.find({iri for row in rows for iri in (row.subject, row.object)}))
    outcomes = [bench.split(row) for row in rows if not row.same]
    outcomes += [bench.merge(row) for row in rows if row.same]
    return Ruling(
        {iri: new for iri in bench.parents if (new := bench.successor(iri)) != iri},
        frozenset(bench.made),
        bench.apart,
        tuple(bench.different),
        tuple(sorted(outcomes, key=lambda one: (one.decision.source, one.decision.line))),
    )


@dataclass(slots=True)
class _Bench:
    """What is known while decisions are applied one by one."""

    index: Index
    minted: Minted
    places: Collection[str]
    base: str
    roots: dict[str, int]  # of the IRIs that decisions name and sources make
    parents: dict[str, str] = field(default_factory=dict)
    merged: dict[str, Decision] = field(default_factory=dict)  # by the IRI that was retired
    made: set[str] = field(default_factory=set)
    apart: dict[tuple[str, str], str] = field(default_factory=dict)
    different: list[tuple[str, str]] = field(default_factory=list)
    denied: dict[str, dict[str, Decision]] = field(default_factory=dict)  # by what goes on, what it must not become
    groups: dict[int, list[int]] | None = None

    def successor(self, iri: str) -> str:
        while (after := self.parents.get(iri, iri)) != iri:
            iri = after
        return iri

    def split(self, row: Decision) -> Outcome:
        """Keep two apart; where they are one, the names of the one that isn't there yet leave the other."""
        if wrong := self._wrong(row):
            return Outcome(row, reason=wrong)
        known = [iri for iri in (row.subject, row.object) if self._is_known(iri)]
        if not known:
            return Outcome(row, reason=f"no source makes {row.subject} or {row.object}")
        if row.document and row.subject in self.roots:
            document = unquote(row.document.removeprefix(f"{self.base}id/document/"))
            self.apart[row.subject, document] = row.object
            self.made.add(row.object)
            return self._denied(row, row.object)
        if len(known) == 2:
            return self._denied(row, kept=True)
        new = row.object if known[0] == row.subject else row.subject
        if known[0] in self.roots and self._leave(known[0], new):
            self.made.add(new)
            return self._denied(row, new)
        return Outcome(row, reason=f"no source makes {new}, and {known[0]} has no name that would, beside others")

    def _denied(self, row: Decision, iri: str = "", *, kept: bool = False) -> Outcome:
        self.different.append((row.subject, row.object))
        self.denied.setdefault(row.subject, {})[row.object] = row
        self.denied.setdefault(row.object, {})[row.subject] = row
        return Outcome(row, iri, kept=kept)

    def _leave(self, iri: str, new: str) -> bool:
        """Make the names for which a new IRI stands a thing of their own."""
        root = self.roots[iri]
        segment = new.rsplit("/", 1)[-1]
        if self.groups is None:
            self.groups = self.index.joined()
        group = self.groups.pop(root, [root])
        leaving = [number for number in group if segment in self._slugs(number)]
        staying = [number for number in group if number not in leaving]
        if not leaving or not staying:
            self.groups[root] = group
            return False
        self.roots[iri], self.roots[new] = self.index.regroup(staying), self.index.regroup(leaving)
        self.groups |= {self.roots[iri]: staying, self.roots[new]: leaving}
        self.minted.name(self.roots[iri], iri.rsplit("/", 1)[-1])
        self.minted.name(self.roots[new], segment)
        return True

    def _slugs(self, number: int) -> set[str]:
        key = self.index.key(number)
        names = {slug(key.name), *map(slug, self.index.votes([number]))}
        return names | {f"{name}-{slug(key.scope)}" for name in names if key.scope}

    def merge(self, row: Decision) -> Outcome:
        """Make the subject the object."""
        if wrong := self._wrong(row):
            return Outcome(row, reason=wrong)
        for iri in (row.subject, row.object):
            if not self._is_known(iri):
                return Outcome(row, reason=f"no source makes {iri}")
        if row.subject in theme_names():
            return Outcome(row, reason=f"{row.subject} is a theme of the scheme: write it as the object")
        one, other = self.successor(row.subject), self.successor(row.object)
        if one == other:
            before = self.merged.get(row.subject) or self.merged.get(row.object)
            return Outcome(row, reason=f"they are one already{f' ({before.place})' if before else ''}")
        if denied := self.denied.get(one, {}).get(other):
            return Outcome(row, reason=f"contradicts {denied.place}, which keeps them apart")
        for third, because in self.denied.pop(one, {}).items():
            self.denied[third][other] = self.denied.setdefault(other, {})[third] = because
        self.parents[one] = other
        self.merged[row.subject] = row
        return Outcome(row, one)

    def _is_known(self, iri: str) -> bool:
        return iri in self.roots or iri in self.made or iri in theme_names()

    def _wrong(self, row: Decision) -> str:
        """What is wrong with a row, whatever the sources say."""
        if row.subject == row.object:
            return f"its subject is its object, {row.subject}"
        kinds = [self._kind(iri) for iri in (row.subject, row.object)]
        for iri, kind in zip((row.subject, row.object), kinds, strict=True):
            if iri in self.places or kind in ("city", "region", "country"):
                return f"{iri} is a place, and only the gazetteer tells which are one"
            if not kind:
                return f"{iri} is no thing of this graph: their IRIs begin with {self.base}id/"
        if kinds[0] != kinds[1]:
            return f"{row.subject} is a {kinds[0]} and {row.object} a {kinds[1]}: what is one is of one class"
        return ""

    def _kind(self, iri: str) -> str:
        """The part of an IRI that names its class."""
        found = re.fullmatch(r"([a-z]+)/[a-z0-9-]+", iri.removeprefix(f"{self.base}id/"))
        return "theme" if iri in theme_names() else found[1] if found and iri.startswith(self.base) else ""
