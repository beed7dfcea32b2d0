"""Where the verb may stand that goes with a subject farther back: past what is inserted, members, another verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.coordination import coordinated
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.patterns import Pattern, Token, readings
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.model import Span

__all__ = ["OF_VERBS", "further", "joined_verb"]

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


_JOINED = 14  # words from a name to its second verb
_MARKS = frozenset("\"“”„«»'’‘")
_NEAR = 8  # words from a verb to whom it unites
OF_VERBS = frozenset(("partner", "leadPartner", "programme"))


def joined_verb(scene: Scene, pattern: Pattern, tokens: Sequence[Token], place: int) -> int | None:
    """Where a second verb stands that "and" joins to the first: "SKYLARK is co-funded by X and brings together …"."""
    of, wanted = readings((pattern.language,)), pattern.parts[1]
    if _is_governed(scene, tokens, place - 1):
        return None  # "the town's part in SKYLARK is small and includes …"
    for index in range(place, min(place + _JOINED, len(tokens) - 1)):
        token, after = tokens[index], tokens[index + 1].word
        if (token.mention and token.mention.kind in {*INITIATIVES, "Person"}) or _ends(token):
            return None
        joint = token.word is not None and phrases("conjunction").alone(token.word, scene.languages)
        if joint and after and wanted in of[after.text]:
            first = next((t.mention for t in tokens[index + 2 : index + _NEAR] if t.mention), None)
            whole = Span(tokens[0].start, tokens[-1].end)
            several = first is not None and len(coordinated(scene, first, whole)) > 1
            return index + 1 if several or pattern.term != "partner" else None
    return None


def _is_governed(scene: Scene, tokens: Sequence[Token], place: int) -> bool:
    """Whether a preposition stands before a token, articles and a word for what it is passed over."""
    for index in range(place - 1, max(-1, place - 4), -1):
        word = tokens[index].word
        if word is None or not word.folded or word.text in particles("relative", scene.languages):
            return False
        kinds = ("genitive", "place-preposition", "company-preposition")
        if any(phrases(kind).alone(word, scene.languages) for kind in kinds):
            return True
    return False


def _ends(token: Token) -> bool:
    """Whether a clause ends or another begins at a token."""
    return token.word is not None and (token.word.text in _STOPS or token.word.text in _MARKS)


_STOPS = frozenset(",;:.!?()–—")
