"""How sure it is that two things are one: their names, and what else is said of them, each with its reason.

The likeness of the names is taken for a probability, and each circumstance for a change of its odds. The weights are
judgements, in one place: what comes out orders candidates for a reviewer, and is no measured probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, log2

from hanse.reviewing.naming import Likeness, Name, Weights, likeness
from hanse.reviewing.things import Thing, World

__all__ = ["Judgement", "judge", "times"]

_NAMES = 6  # of each thing, that are compared
_OTHER_NAME = 0.9  # of what a name counts that is not the thing's best
_SAME_CITY, _OTHER_CITY = 0.8, -0.8
_SAME_COUNTRY, _OTHER_COUNTRY = 0.3, -1.5
_SAME_WHOLE, _OTHER_WHOLE = 0.6, -2.5
_NEIGHBOURS = 2.0  # at most
_TIED = -2.0  # what is said of the two together is said of two
_EVENT = -1.6  # one event is as like another as its name: time and place must tell
_SAME_DAY, _FITTING, _OTHER_TIME = 2.2, 1.4, -5.0
_GENERIC = -2.0  # a name of words that many have
_TELLING = 0.6  # what the words of a name that is not must count
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure it is, from 0 to 1, and why."""

    confidence: float
    reasons: tuple[str, ...]


def judge(
    kind: str,
    things: tuple[Thing, Thing],
    names: tuple[Sequence[Name], Sequence[Name]],
    weights: Weights,
    world: World,
) -> Judgement:
    """Judge two things of one class."""
    named = _named(names, weights, _places(things, world))
    if named.value < 0.05:
        return Judgement(0.0, ())
    odds = log(named.value / (1 - named.value)) + (_EVENT if kind == "Event" else 0.0)
    reasons = [named.reason]
    if named.weight < _TELLING:
        odds += _GENERIC
        reasons.append("but such names are usual")
    for weight, reason in _circumstances(kind, *things, world):
        odds += weight
        reasons.append(reason if weight > 0 else f"but {reason}")
    return Judgement(1 / (1 + exp(-odds)), tuple(reasons))


def _places(things: tuple[Thing, Thing], world: World) -> frozenset[str]:
    """Words for the city that both are in."""
    shared = set(things[0].cities) & set(things[1].cities)
    return frozenset().union(*(world.words.get(city, frozenset()) for city in shared))


def _named(names: tuple[Sequence[Name], Sequence[Name]], weights: Weights, places: frozenset[str]) -> Likeness:
    best = Likeness(0.0)
    for place, one in enumerate(names[0][:_NAMES]):
        for number, other in enumerate(names[1][:_NAMES]):
            found = likeness(one, other, weights, places)
            value = found.value * _OTHER_NAME ** ((place > 0) + (number > 0))
            if value > best.value:
                told = found.reason if not (place or number) else f"{found.reason} (“{one.text}”, “{other.text}”)"
                best = Likeness(value, told, found.weight)
    return best


def _circumstances(kind: str, one: Thing, other: Thing, world: World) -> Iterator[tuple[float, str]]:
    yield from _shared(one.cities, other.cities, _SAME_CITY, _OTHER_CITY, "in", world)
    if not set(one.cities) & set(other.cities):
        yield from _shared(one.countries, other.countries, _SAME_COUNTRY, _OTHER_COUNTRY, "in", world)
    yield from _shared(one.of, other.of, _SAME_WHOLE, _OTHER_WHOLE, "of", world)
    told = {*one.cities, *one.countries, *one.of, *other.of}
    common = sorted({*one.neighbours} & {*other.neighbours} - told, key=lambda n: (world.degrees[n], n))
    if common:
        weight = sum(2.4 / log2(2 + world.degrees[number]) for number in common)
        yield min(_NEIGHBOURS, weight), f"{len(common)} in common: {_names(common, world)}"
    if any(world.iris[n] == other.iri for n in one.neighbours):
        yield _TIED, "something is said of both together"
    if kind == "Event":
        yield from times(one, other)


def _shared(
    one: Sequence[int], other: Sequence[int], same: float, different: float, word: str, world: World
) -> Iterator[tuple[float, str]]:
    if not (one and other):
        return
    if common := sorted({*one} & {*other}):
        yield same, f"both {word} {_names(common, world)}"
    else:
        yield different, f"one {word} {_names(one, world)}, one {word} {_names(other, world)}"


def _names(numbers: Sequence[int], world: World) -> str:
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return ", ".join(map(world.name, numbers[:_SHOWN])) + more


def times(one: Thing, other: Thing) -> Iterator[tuple[float, str]]:
    """Whether the times of two events fit.

    >>> def held(*starts, ends=()): return Thing("", (), starts=starts, ends=ends)
    >>> for pair in ((held("2025"), held("2025-04-08")), (held("2025-04-08", ends=["2025-04-10"]), held("2025-04-09")),
    ...              (held("--04-08"), held("2025-04-08")), (held("2024"), held("2025-04-08")), (held(), held("2025"))):
    ...     print(list(times(*pair)))
    [(1.4, '2025 and 2025-04-08 fit')]
    [(2.2, 'both on 2025-04-09')]
    [(1.4, '--04-08 and 2025-04-08 fit')]
    [(-5.0, 'one 2024, one 2025-04-08')]
    []
    """
    if not (one.starts and other.starts):
        return
    if both := sorted(_days(one) & _days(other)):
        yield _SAME_DAY, f"both on {both[0]}"
        return
    for first in _precise(one.starts):
        for second in _precise(other.starts):
            if _fit(first, second):
                yield _FITTING, f"{first} and {second} fit"
                return
    yield _OTHER_TIME, f"one {_precise(one.starts)[0]}, one {_precise(other.starts)[0]}"


def _days(thing: Thing) -> set[str]:
    """The whole days on which it is: the first, those to the last of the same month, the last."""
    whole = [sorted(date for date in dates if len(date) == 10) for dates in (thing.starts, thing.ends)]
    days = {date for dates in whole for date in dates}
    for start in whole[0][:1]:
        for end in whole[1][-1:]:
            if start[:7] == end[:7]:
                days |= {f"{start[:8]}{day:02}" for day in range(int(start[8:]), int(end[8:]) + 1)}
    return days


def _precise(dates: Iterable[str]) -> list[str]:
    """The most precise first."""
    return sorted(dates, key=lambda date: (-len(date), date))


def _fit(one: str, other: str) -> bool:
    """Whether two dates, whole or in part, may be of one day."""
    if one.startswith("--") or other.startswith("--"):
        shorter = one if one.startswith("--") else other
        longer = other if shorter is one else one
        return longer in (shorter, longer[:4]) or longer[4:] == shorter[1:]
    return one.startswith(other) or other.startswith(one)
