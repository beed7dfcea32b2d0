"""Which names of events on a page are one event's: "quarta trobada intercluster" and "4t Intercluster meeting"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from hanse.extraction.gatherings import ANY, brings_other, ordinal_after, ordinal_before, sorts, stage
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, words
from hanse.model import Span, Value
from hanse.names import fold

__all__ = ["only", "tied"]

Key = tuple[str, str]  # a kind and a folded name
_YEAR = re.compile(r"(?:19|20)\d\d$")
_SMALL = ("article", "genitive", "place-preposition", "conjunction")
_BEFORE = 3  # words before a name that may tell which of several it is


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What the words of a name tell of its event."""

    sort: frozenset[str]
    number: int  # of a series; 0 where none is said
    stage: str  # "kick-off", "final"
    years: frozenset[str]
    proper: frozenset[str]  # the words that are peculiar to it
    plain: tuple[str, ...]  # its words without years, numbers, and names of its network
    titled: bool  # a name that its noun stands before: "the conference «Ready»"
    bare: bool  # no more than a noun: "the meeting"
    apart: bool  # "another meeting", "the next meeting"


@dataclass(slots=True)
class _Told:
    """What a page says of an event so far."""

    days: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)


def tied(scene: Scene, named: Mapping[Key, Sequence[Mention]]) -> Iterator[tuple[Key, Key]]:
    """The keys of events that are one, in pairs; a name that fits two different events is left alone."""
    keys = [key for key in named if key[0] == "Event"]
    if len(keys) < 2:
        return
    owners = _owners(scene)
    read = {key: _occasion(scene, named[key][0], owners) for key in keys}
    known = {key: occasion for key, occasion in read.items() if occasion is not None}
    told = _told(scene, {id(m): key for key in keys for m in named[key]})

    def odd(one: Key, other: Key) -> bool:
        return _at_odds(known[one], known[other]) or _contradict(told[one], told[other])

    fits: dict[Key, set[Key]] = defaultdict(set)
    for one, other in combinations(known, 2):
        if not odd(one, other) and _alike(known[one], known[other]):
            fits[one].add(other)
            fits[other].add(one)
    sure = {key for key, others in fits.items() if not any(odd(a, b) for a, b in combinations(sorted(others), 2))}
    yield from ((one, other) for one in sure for other in sorted(fits[one]) if one < other and other in sure)
    begun = {key: min(m.span for m in named[key]) for key in known}
    yield from _reported(scene, known, told, begun)
    yield from _bare(known, begun, odd)


def only(scene: Scene) -> Mention | None:
    """The one event of a page that gives it several names; None where there are more, or none."""
    named: dict[Key, list[Mention]] = defaultdict(list)
    for mention in scene.mentions.of("Event"):
        named["Event", fold(mention.name)].append(mention)
    if not named:
        return None
    first = next(iter(named))
    reached, pairs = {first}, [*tied(scene, named)]
    while more := {k for pair in pairs if reached & {*pair} for k in pair} - reached:
        reached |= more
    return named[first][0] if len(reached) == len(named) else None


def _reported(
    scene: Scene, known: Mapping[Key, _Occasion], told: Mapping[Key, _Told], begun: Mapping[Key, Span]
) -> Iterator[tuple[Key, Key]]:
    """The event of a headline, in the words of one that knows it already, and the first that the text below dates.

    "Rimini hosts European conference", and then "From 12 to 14 May Rimini hosted the conference “Moving well”".
    """
    last = max((span.end for span in scene.layout.headlines), default=0)
    above = [key for key, span in begun.items() if any(span in line for line in scene.layout.headlines)]
    below = min(
        (key for key, span in begun.items() if span.start >= last and told[key].days),
        default=None,
        key=begun.__getitem__,
    )
    if len(above) != 1 or below is None or begun[below].start - last > _LEAD:
        return
    general, special = known[above[0]], known[below]
    sorts = general.sort == special.sort or ANY in general.sort | special.sort
    vague = not (general.titled or general.number or general.stage or general.years)
    named = special.titled or general.proper <= special.proper
    if sorts and vague and named and not special.apart and not _contradict(told[above[0]], told[below]):
        yield above[0], below


_LEAD = 600  # characters below a headline in which its event is told of


def _bare(
    known: Mapping[Key, _Occasion], begun: Mapping[Key, Span], odd: Callable[[Key, Key], bool]
) -> Iterator[tuple[Key, Key]]:
    """A noun by itself, and the one event that it can be."""
    for key, own in known.items():
        if not own.bare or own.apart:
            continue
        alike = [k for k, o in known.items() if not o.bare and (own.sort == {ANY} or own.sort == o.sort)]
        fuller = [k for k in alike if not (known[k].apart and begun[key] < begun[k])]  # "the next meeting", said later
        agreed = not any(_differ(known[a], known[b]) or odd(a, b) for a, b in combinations(fuller, 2))
        if fuller and agreed and not any(known[k].apart or odd(key, k) for k in fuller):
            yield key, fuller[0]


def _differ(one: _Occasion, other: _Occasion) -> bool:
    return _at_odds(one, other) or not _alike(one, other)


def _alike(one: _Occasion, other: _Occasion) -> bool:
    """Whether two names that don't contradict each other tell the same: which of a series, or the same words."""
    matching = one.sort == other.sort or ANY in one.sort | other.sort
    if one.number and one.number == other.number:
        return matching
    if one.stage and one.stage == other.stage:
        return matching
    if one.apart or other.apart:
        return False
    if one.plain == other.plain and len(one.plain) > 1:
        return True
    return bool(one.proper) and one.proper == other.proper and one.sort == other.sort


def _at_odds(one: _Occasion, other: _Occasion) -> bool:
    if one.number != other.number and ((one.number and other.number) or "kick-off" in (one.stage, other.stage)):
        return True
    if one.stage and other.stage and one.stage != other.stage:
        return True
    if one.years and other.years and not one.years & other.years:
        return True
    return not (one.proper <= other.proper or other.proper <= one.proper)


def _contradict(one: _Told, other: _Told) -> bool:
    """Whether two events have other days, cities or networks."""
    apart = any(a and b and not a & b for a, b in ((one.places, other.places), (one.owners, other.owners)))
    return apart or bool(one.days and other.days and not any(_fit(a, b) for a in one.days for b in other.days))


def _fit(day: str, other: str) -> bool:
    """Whether one date may be the other, told in part: "--05-12" and "2023-05-12", "2023-05" and "2023-05-12"."""
    short, long = sorted((day.lstrip("-"), other.lstrip("-")), key=len)
    return long.startswith(short) or long.endswith(short)


def _told(scene: Scene, key_of: Mapping[int, Key]) -> dict[Key, _Told]:
    told = {key: _Told() for key in key_of.values()}
    for draft in scene.drafts:
        key = key_of.get(id(draft.subject))
        if key is None:
            continue
        if isinstance(draft.object, Value):
            if draft.predicate == "startDate":
                told[key].days.add(draft.object.text)
        elif draft.predicate == "locatedIn" and draft.object.kind == "City":
            told[key].places.add(fold(draft.object.name))
        elif draft.predicate == "eventOf" and draft.object.kind in INITIATIVES:
            told[key].owners.add(fold(draft.object.name))
    return told


def _owners(scene: Scene) -> list[str]:
    """The folded names of what events may belong to, the longest first."""
    names = {fold(m.name) for m in (*scene.mentions, *scene.hidden) if m.kind in (*INITIATIVES, "Programme")}
    return sorted(names, key=lambda name: (-len(name), name))


def _occasion(scene: Scene, mention: Mention, owners: Sequence[str]) -> _Occasion | None:
    """What a name tells; None where no word of it is one for events."""
    before = _before(scene, mention)
    text = [*before, *words(mention.name)]
    own_heads = [m for m in cues(scene, text) if m.start >= len(before)]
    heads = own_heads or _billing(scene, before)
    if not heads:
        return None
    owned = _owned(text[len(before) :], owners)
    taken = {i for m in heads for i in range(m.start, m.end)}
    ordinal, places = _ordinal(scene, text, heads, len(before))
    own = [(i, w) for i, w in enumerate(text) if i >= len(before) and w.folded]
    stages = {s for _, w in own if (s := stage(w, scene.languages))}
    small = _small(scene, text)
    years = frozenset(w.text for _, w in own if _YEAR.match(w.text))
    telling = [(i, w) for i, w in own if i - len(before) not in owned and i not in places and not _YEAR.match(w.text)]
    plain = tuple(w.folded for i, w in telling if i in taken or not phrases("article").alone(w, scene.languages))
    proper = frozenset(
        w.folded
        for i, w in telling
        if i not in taken | small and len(w.folded) > 2 and not stage(w, scene.languages) and not w.text.isdigit()
    )
    return _Occasion(
        _sort(scene, text, heads), ordinal, next(iter(stages)) if len(stages) == 1 else "", years, proper, plain,
        titled=not own_heads,
        bare=len(own) == len(taken) == 1 and not stages and not ordinal and _unspecified(scene, mention),
        apart=any(brings_other(w, code) for w in text[: heads[-1].end] for code in scene.languages),
    )  # fmt: skip


def _billing(scene: Scene, before: Sequence[Word]) -> list[Match]:
    """The word for events right before a title: "la jornada «Comprar cerca»"."""
    last = len(before) - (bool(before) and not before[-1].folded)
    return [m for m in cues(scene, before) if m.end == last < len(before)]


def _unspecified(scene: Scene, mention: Mention) -> bool:
    """Whether nothing follows a noun that tells which event it is: not "the meeting of the mayors"."""
    after = [w for w in scene.words(scene.sentence_at(mention.span)) if w.start >= mention.span.end][:1]
    return mention.scope == "described" and not (after and phrases("genitive").alone(after[0], scene.languages))


def _before(scene: Scene, mention: Mention) -> list[Word]:
    """The words right before a name, in its sentence."""
    sentence = scene.sentence_at(mention.span)
    return [w for w in scene.words(sentence) if w.end <= mention.span.start][-_BEFORE:]


def _ordinal(scene: Scene, text: Sequence[Word], heads: Sequence[Match], start: int) -> tuple[int, set[int]]:
    """Which of a series it is, and the words that say so: in the name, or right before it."""
    for end in range(heads[0].start, start - 1, -1):
        if found := ordinal_before(text, end, scene.languages):
            return found.number, {*range(end - found.length, end)}
    end = heads[-1].end
    found = ordinal_after(text, end)
    return (found.number, {*range(end, end + found.length)}) if found else (0, set())


def _sort(scene: Scene, text: Sequence[Word], heads: Sequence[Match]) -> frozenset[str]:
    """The sorts of its nouns: "kick-off meeting" is a meeting; a noun of no sort is one of its own."""
    found = frozenset(s for m in heads for w in text[m.start : m.end] for s in sorts(w, scene.languages))
    narrow = found - {ANY}
    return narrow or found or frozenset(fold(m.cue.text) for m in heads)


def _owned(text: Sequence[Word], owners: Sequence[str]) -> set[int]:
    """The places of the words that name the networks, projects and programmes."""
    found: set[int] = set()
    for owner in owners:
        parts = owner.split(" ")
        for i in range(len(text) - len(parts) + 1):
            if not found & {*range(i, i + len(parts))} and [w.folded for w in text[i : i + len(parts)]] == parts:
                found |= {*range(i, i + len(parts))}
    return found


def _small(scene: Scene, text: Sequence[Word]) -> set[int]:
    """The places of adjectives and small words that say nothing of which event it is."""
    found: set[int] = set()
    for kind, terms in (("modifier-cue", ("Event",)), *((kind, ()) for kind in _SMALL)):
        for match in phrases(kind, terms).scan(text, scene.languages):
            found |= {*range(match.start, match.end)}
    return found | {i for i, w in enumerate(text) if w.text.lower() in particles("indefinite", scene.languages)}
