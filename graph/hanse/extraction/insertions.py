"""Where the verb may stand that goes with a subject farther back: past what is inserted, members, another verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.patterns import Token
from hanse.extraction.scene import INITIATIVES, Scene

__all__ = ["further"]

_ACTING = frozenset((*INITIATIVES, "Person", "Event"))
_LONGEST_AUXILIARY = 4
_LONGEST_MEMBERS = 7  # tokens
_INSERTING = frozenset(",–—-")
_ENDING = frozenset(";:.!?")
_LONGEST_INSERTION = 24  # tokens


def further(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where the verb may stand that goes with a subject farther back, with an auxiliary or without."""
    if tokens[place - 1].start == tokens[place - 1].end:
        return  # a subject that goes without saying
    found = (*_past_insertion(tokens, place), *_past_members(scene, tokens, place), *_past_verb(scene, tokens, place))
    for after in found:
        yield after
        word = tokens[after].word if after + 1 < len(tokens) else None
        if word and word.text.islower() and len(word.text) <= _LONGEST_AUXILIARY:
            yield after + 1


def _past_verb(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where a second verb of the same subject may stand: "X (is led by Riga and) deals with …"."""
    for index in range(place + 1, min(place + _LONGEST_INSERTION, len(tokens) - 1)):
        mention, word = tokens[index].mention, tokens[index].word
        if (word and word.text in _ENDING) or (mention and mention.kind in _ACTING):
            return
        if word and phrases("conjunction").alone(word, scene.languages):
            yield index + 1


def _past_insertion(tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where a sentence may go on after what is inserted between two commas or dashes: ", which is led by Riga, …"."""
    sign = tokens[place].word
    if sign is None or sign.text not in _INSERTING:
        return
    for index in range(place + 2, min(place + _LONGEST_INSERTION, len(tokens))):
        mention, word = tokens[index].mention, tokens[index].word
        if (word and word.text in _ENDING) or (mention and mention.kind in {"Person", "Event"}):
            return
        if word and word.text == sign.text:
            yield index + 1


def _past_members(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[int]:
    """Where a sentence may go on after whom a network is of: "a network (of seven port cities) working on …"."""
    before, first = tokens[place - 1], tokens[place].word
    referring = before.mention and before.start != before.mention.span.start
    if not referring or first is None or not phrases("genitive").at([first], 0, scene.languages):
        return
    for index in range(place + 1, min(place + _LONGEST_MEMBERS, len(tokens))):
        word = tokens[index].word
        if word is None or not word.folded:
            return
        yield index + 1
