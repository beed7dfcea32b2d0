"""Which things may be one under two IRIs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest
from itertools import count

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cpdist

from hanse.reviewing.blocking import Numbers, pairs, split
from hanse.reviewing.naming import Name, Weights, analysed
from hanse.reviewing.things import Thing, World
from hanse.reviewing.weighing import judge
from hanse.vocabulary import register, theme_names

__all__ = ["Candidate", "Effort", "Found", "find"]

_NEAR = 65  # of 100: names that are less alike are judged only where something else speaks for it
_TOGETHER = 3  # neighbours in common that speak for it
_AT_A_TIME = 1 << 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two things that may be one."""

    kind: str
    one: str  # the IRI of the one of which less is known
    other: str
    confidence: float  # from 0 to 1
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """What finding the candidates of a class took."""

    things: int
    compared: int  # pairs with a key in common, of which names were compared
    judged: int  # pairs of which all was


@dataclass(frozen=True, slots=True)
class Found:
    """Candidates, the surest first, and what finding them took, by class."""

    candidates: tuple[Candidate, ...]
    more: int  # that are less sure than these
    effort: Mapping[str, Effort]


def find(
    things: Mapping[str, Sequence[Thing]],
    world: World,
    least: float = 0.5,
    decided: Collection[frozenset[str]] = (),
    most: int = 10_000,
) -> Found:
    """The pairs of things of one class that are at least as sure as ``least`` to be one, but those decided already.

    Of more than ``most``, the surest; ``Found.more`` says how many there are besides.
    """
    effort: dict[str, Effort] = {}
    every = (
        one for kind, some in things.items() if len(some) > 1 for one in _of_kind(kind, some, world, least, effort)
    )
    numbers = count()
    left = (one for one in every if frozenset((one.one, one.other)) not in decided)
    best = nsmallest(most, (one for one, _ in zip(left, numbers, strict=False)), key=_order)
    return Found(tuple(best), next(numbers) - len(best), effort)


def _order(one: Candidate) -> tuple[float, str, str, str]:
    return -one.confidence, one.kind, one.one, one.other


def _of_kind(
    kind: str, things: Sequence[Thing], world: World, least: float, effort: dict[str, Effort]
) -> Iterator[Candidate]:
    names = [tuple(map(analysed, thing.names)) for thing in things]
    weights = Weights(names, kind)
    every = pairs(things, names, weights)
    judged = 0
    registered = _registered()
    for one, other in _promising(every, things, names):
        both = things[one], things[other]
        if both[0].iri in registered and both[1].iri in registered:
            continue
        judged += 1
        judgement = judge(kind, both, (names[one], names[other]), weights, world)
        if judgement.confidence >= least:
            less, more = sorted(both, key=_known)
            yield Candidate(kind, less.iri, more.iri, round(judgement.confidence, 3), judgement.reasons)
    effort[kind] = Effort(len(things), len(every), judged)


@cache
def _registered() -> frozenset[str]:
    """What the ontology has apart: themes, programmes, networks, bodies."""
    return frozenset((*theme_names(), *(one.iri for one in register())))


_YEAR = re.compile(r"-(?:19|20)\d\d\b")


def _known(thing: Thing) -> tuple[bool, int, int, str]:
    """How well known a thing is: one with a year in its IRI keeps that in any build, then how much is said of it."""
    said = len(thing.neighbours) + len(thing.starts) + len(thing.ends)
    return _YEAR.search(thing.iri) is not None, said, -len(thing.iri), thing.iri


def _promising(every: Numbers, things: Sequence[Thing], names: Sequence[Sequence[Name]]) -> Iterator[tuple[int, int]]:
    """Those of which the best names are near, that share other names, or a time and a place."""
    cores = [" ".join(own[0].core) for own in names]
    for start in range(0, len(every), _AT_A_TIME):
        ones, others = (side.tolist() for side in split(every[start : start + _AT_A_TIME], len(things)))
        sides = ([cores[number] for number in side] for side in (ones, others))
        alike = cpdist(*sides, scorer=token_sort_ratio, dtype=np.uint8)
        for near, one, other in zip(alike >= _NEAR, ones, others, strict=True):
            if near or _met(names[one], names[other]) or _together(things[one], things[other]):
                yield one, other


def _met(one: Sequence[Name], other: Sequence[Name]) -> bool:
    """Whether one of their names abbreviates another, is in it, or is the same."""
    for a in one:
        for b in other:
            if a.letters == b.letters or (a.short and a.short in b.initials) or (b.short and b.short in a.initials):
                return True
            shorter, longer = (a.core, b.core) if len(a.core) < len(b.core) else (b.core, a.core)
            if shorter[0] in longer and all(word in longer for word in shorter):
                return True
    return False


def _together(one: Thing, other: Thing) -> bool:
    """Whether more is said of both alike than that they are in one place."""
    if len(one.neighbours) < _TOGETHER and not one.starts:
        return False
    same = len({*one.neighbours} & {*other.neighbours})
    return same >= _TOGETHER or (same > 0 and any(date in other.starts for date in one.starts))
