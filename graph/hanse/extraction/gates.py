"""What a reader can't do without: where that is missing, it isn't asked.

Most stretches of text have nothing for most readers. So each may say, where it is defined, a name of which kinds must
stand in a stretch, and which words; both are known of a stretch at once. To say less than is needed costs but time; to
say more would lose facts: tests ask the readers behind closed gates, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Generic, ParamSpec, TypeVar

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Phrases
from hanse.extraction.lines import Look, Trait
from hanse.extraction.scene import Scene
from hanse.model import Span

__all__ = ["Gate", "admitted", "declared", "gate", "looked", "needs", "opened"]

Asked = ParamSpec("Asked")
Given = TypeVar("Given")
Some = TypeVar("Some", bound=Callable[..., object])
Reader = TypeVar("Reader", bound=Callable[..., object], covariant=True)


@dataclass(frozen=True)
class Gate(Generic[Reader]):
    """A reader and what it needs."""

    read: Reader
    kinds: frozenset[str]  # one of which a name in the stretch has; none: it needs no names
    words: tuple[Trait | Callable[[], Phrases], ...]  # one of which is in the stretch; none: it needs no such words

    @cached_property
    def bits(self) -> tuple[int, int]:
        """Those of the words' cues and traits. Not found out sooner than a text is read: the wording is large."""
        if not self.words:
            return -1, 0
        traits = [word.bit for word in self.words if isinstance(word, Trait)]
        cues = [word().bit for word in self.words if not isinstance(word, Trait)]
        return reduce(or_, cues, 0), reduce(or_, traits, 0)


_gates: dict[Callable[..., object], Gate[Callable[..., object]]] = {}


def needs(
    *words: Trait | Callable[[], Phrases], kinds: Iterable[str] = ()
) -> Callable[[Callable[Asked, Given]], Callable[Asked, Given]]:
    """Say of a reader what a stretch must have: one of some words, and a name of one of some kinds."""

    def say(read: Callable[Asked, Given]) -> Callable[Asked, Given]:
        _gates[read] = Gate(read, frozenset(kinds), words)
        return read

    return say


def declared() -> tuple[Gate[Callable[..., object]], ...]:
    """All gates that readers have."""
    return tuple(_gates.values())


def gate(read: Some) -> Gate[Some]:
    """The gate of a reader: an open one where it doesn't say what it needs."""
    known = _gates.get(read)
    return Gate(read, known.kinds if known else frozenset(), known.words if known else ())


def looked(scene: Scene, stretches: Iterable[Unit]) -> list[tuple[Unit, Look]]:
    """What is known of the words of stretches, each asked for but once."""
    return [(unit, scene.words(unit.span).look(scene.languages)) for unit in stretches]


def admitted(scene: Scene, one: Gate[Reader], stretches: Sequence[tuple[Unit, Look]]) -> Iterator[Unit]:
    """The stretches in which a reader may find something."""
    cues, traits = one.bits
    for unit in [u for u, look in stretches if look.begun & cues or look.traits & traits]:
        if not one.kinds or not one.kinds.isdisjoint([m.kind for m in scene.mentions.touching(unit.span)]):
            yield unit


def opened(scene: Scene, span: Span, gates: Sequence[Gate[Reader]]) -> Iterator[Reader]:
    """The readers that may find something in a stretch, one after the other: what one finds another may need."""
    look, mentions = scene.words(span).look(scene.languages), scene.mentions
    begun, had, kinds, when = look.begun, look.traits, set[str](), -1
    for one in gates:
        cues, traits = one.bits
        if not (begun & cues or had & traits):
            continue
        if one.kinds:
            if when != mentions.changes:
                when, kinds = mentions.changes, {mention.kind for mention in mentions.touching(span)}
            if one.kinds.isdisjoint(kinds):
                continue
        yield one.read
