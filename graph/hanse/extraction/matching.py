"""Where a pattern matches the tokens of a sentence, and what its slots then hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hanse.extraction.clauses import aside, closes, opens
from hanse.extraction.coordination import coordinated
from hanse.extraction.counts import count_at
from hanse.extraction.fillers import grammar, skippable, stands
from hanse.extraction.insertions import (
    OF_VERBS,
    further,
    inserted,
    is_sign,
    joined_verb,
    past_date,
    past_members,
    past_place,
    past_relative,
    said_of_members,
)
from hanse.extraction.lexicon import phrases
from hanse.extraction.patterns import (
    COUNTS,
    OF_THE_THING_AT_HAND,
    SINGLE,
    Pattern,
    Token,
    fitting,
    needing,
    readings,
    unheard_of,
)
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.topics import topics_in
from hanse.extraction.verges import SINCE
from hanse.extraction.words import Word, capitalised, distinctive
from hanse.model import Span, Value

__all__ = ["Bound", "matches", "unheard"]

_GAP = 2
_OPENING = frozenset(":–—-(\"“”„«»'’‘")  # "GreenLink: led by Ghent"
_QUOTES = frozenset("\"“”„«»'’‘")
_LONGEST_EVENT = 80  # characters from an event's description to the name of whose it is


@dataclass(frozen=True, slots=True)
class Bound:
    """What a pattern's slots hold, and the stretch it covers."""

    subject: Mention
    object: Mention | Value
    first: int
    last: int


def matches(
    scene: Scene, pattern: Pattern, tokens: Sequence[Token], understood: Mention | None = None
) -> Iterator[Bound]:
    """Each place where a pattern matches; one without a subject speaks of what is understood."""
    latest = _latest(pattern, tokens)
    trial = _Trial(scene, pattern, tokens, latest)
    for start in _starts(pattern, tokens) if latest else ():
        if start > latest[0]:
            return
        if (understood and not opens(scene, pattern, tokens, start)) or aside(scene, pattern, tokens, start):
            continue
        end = _match(trial, start, 0, {"{subject}": understood} if understood else {})
        if end and (not understood or closes(scene, pattern, tokens, end[1])):
            held, last = end
            subject, object_ = held.get("{subject}"), held.get("{object}")
            if isinstance(subject, Mention) and isinstance(object_, (Mention, Value)):
                yield Bound(subject, object_, start, last)


@dataclass(slots=True)
class _Trial:
    """A pattern tried on a sentence."""

    scene: Scene
    pattern: Pattern
    tokens: Sequence[Token]
    latest: Sequence[int]  # of each part of the pattern: the last place where it leaves room for those after it


def _latest(pattern: Pattern, tokens: Sequence[Token]) -> list[int]:
    """The last place that each part of a pattern can have; nothing where there is no room for all."""
    of, place, found = readings((pattern.language,)), len(tokens), []
    for part in reversed(pattern.parts):
        place -= 1
        if part[0] != "{":
            while place >= 0 and not ((word := tokens[place].word) and part in of[word.text]):
                place -= 1
        elif kinds := needing(pattern, part):
            while place >= 0 and not ((mention := tokens[place].mention) and mention.kind in kinds):
                place -= 1
        if place < 0:
            return []
        found.append(place)
    return found[::-1]


def _starts(pattern: Pattern, tokens: Sequence[Token]) -> Iterable[int]:
    """Where the first part of a pattern may stand."""
    first = pattern.parts[0]
    if first[0] != "{":
        of = readings((pattern.language,))
        return [i for i, t in enumerate(tokens) if t.word and first in of[t.word.text]]
    kinds = fitting(pattern, first)
    return (
        range(len(tokens))
        if kinds is None
        else [i for i, t in enumerate(tokens) if t.mention and t.mention.kind in kinds]
    )


Held = dict[str, "Mention | Value"]


def _match(trial: _Trial, place: int, part: int, held: Held, gap: int = 0) -> tuple[Held, int] | None:
    if part == len(trial.latest):
        return held, place
    if place > trial.latest[part]:
        return None
    scene, pattern, tokens = trial.scene, trial.pattern, trial.tokens
    wanted, token = pattern.parts[part], tokens[place]
    opened = part and pattern.parts[part - 1] == "{subject}" and pattern.term in OF_THE_THING_AT_HAND
    if wanted[0] == "{":
        for value, after in _fill(scene, pattern, wanted, tokens, place):
            if done := _match(trial, after, part + 1, {**held, wanted: value}):
                return done
    elif (
        _begins(pattern, token, wanted)
        and not (opened and said_of_members(scene, tokens, place))
        and (done := _match(trial, place + 1, part + 1, held))
    ):
        return done
    if part and wanted[0] != "{" and pattern.term == "theme" and pattern.parts[part - 1] == "{subject}":
        for after in further(scene, tokens, place) if pattern.telling else ():
            if done := _match(trial, after, part, held, _GAP):
                return done
    if opened and part == 1 and wanted[0] != "{" and pattern.term in OF_VERBS and _named_here(tokens, place - 1):
        for after in past_members(scene, tokens, place):
            if _begins(pattern, tokens[after], wanted) and (done := _match(trial, after, part, held, _GAP)):
                return done
    if wanted == "{object}" and part and pattern.parts[part - 1][0] != "{" and _is_also(pattern, token):
        return _match(trial, place + 1, part, held, gap)
    understood = place and tokens[place - 1].start == tokens[place - 1].end  # a verb follows what goes without saying
    placed = pattern.term == "implementedIn" and not pattern.bearing
    astray = part and pattern.term == "locatedIn" and wanted == "{subject}" and not _is_event(scene, token)
    reach = 0 if placed or astray else _GAP  # "X (sets sail) from Gävle", "held in Ghent (after)" say other things
    strict = pattern.term == "theme" and wanted == "{object}"  # an adjective belongs to the topic
    if part and not understood:
        if (past := past_date(scene, tokens, place)) and _lasts(pattern, token, held):
            return _match(trial, past, part, held, gap)
        if past := past_place(scene, pattern, tokens, place, part):
            return _match(trial, past, part, held, gap)
        if grammar(scene, tokens, place):
            return _match(trial, place + 1, part, held, gap)
        if gap < reach and not strict and skippable(scene, token) and not stands(scene, pattern, token):
            return _match(trial, place + 1, part, held, gap + 1)
    signs = _OPENING if opened and pattern.term != "implementedIn" else _QUOTES
    if part and wanted[0] != "{" and pattern.parts[part - 1][0] == "{" and is_sign(token, "("):
        closing = next((i for i in range(place, min(place + 12, len(tokens))) if is_sign(tokens[i], ")")), None)
        if closing and (done := _match(trial, closing + 1, part, held, gap)):
            return done
    if part and token.word and token.word.text in signs:
        return _match(trial, place + 1, part, held, gap)
    leading = opened or (pattern.term in OF_VERBS and pattern.parts[0] == "{object}")
    relative = leading and not opened and part == 1 and wanted != "," and past_relative(scene, tokens, place)
    if relative and (done := _match(trial, relative, part, held, _GAP)):
        return done
    aside = leading and wanted != "," and part == 1 and is_sign(token, ",")
    if aside and (past := inserted(scene, tokens, place)) and (done := _match(trial, past, part, held, _GAP)):
        return done
    if opened and part == 1 and wanted[0] != "{" and wanted != "," and pattern.term in OF_VERBS:
        subject = held.get("{subject}")
        behind = next((i + 1 for i in range(place - 1, -1, -1) if tokens[i].mention is subject), place)
        verb = joined_verb(scene, pattern, tokens, behind)
        return _match(trial, verb, part, held, _GAP) if verb and verb > place else None
    return None


def _named_here(tokens: Sequence[Token], place: int) -> bool:
    """Whether what a word stands for has its name in the same sentence: "SKYLARK is a network …"."""
    mention = tokens[place].mention
    return mention is not None and mention.span.start >= tokens[0].start


def _begins(pattern: Pattern, token: Token, wanted: str) -> bool:
    """Whether a part of a pattern that is no slot stands at a token."""
    return token.word is not None and wanted in readings((pattern.language,))[token.word.text]


def _is_event(scene: Scene, token: Token) -> bool:
    """Whether a word says that what it stands before is an event, or which: "was held in Ghent (the conference) X"."""
    cues = (phrases(kind, ("Event",)) for kind in ("name-cue", "doubtful-cue", "modifier-cue"))
    return token.word is not None and any(cue.alone(token.word, scene.languages) for cue in cues)


def _lasts(pattern: Pattern, token: Token, held: Held) -> bool:
    """Whether a pattern may hold at a date: events are somewhere on a day; of bodies, "met on 5 May in Lille" says no
    more than where they met, and only "since" where they are.
    """
    found = held.get("{subject}")
    since = token.word is not None and token.word.folded in SINCE
    return pattern.term != "locatedIn" or since or (isinstance(found, Mention) and found.kind == "Event")


_ALSO = by_language("also", as_written=True)


def _is_also(pattern: Pattern, token: Token) -> bool:
    """Whether a conjunction between a verb and a name means "also": "należą i Kraków, i Lublin"."""
    return token.word is not None and token.word.text in _ALSO[pattern.language]


def _fill(
    scene: Scene, pattern: Pattern, slot: str, tokens: Sequence[Token], place: int
) -> Iterator[tuple[Mention | Value, int]]:
    token = tokens[place]
    if slot == "{object}" and pattern.term in COUNTS:
        found = count_at(scene.text, token.start) if token.word and token.word.text[0].isdigit() else None
        behind = tokens[place - 1].word if found and place else None
        if found and not (behind and phrases("change-cue").alone(behind, scene.languages)):
            after = next((i for i in range(place, len(tokens)) if tokens[i].start >= found.end), len(tokens))
            yield Value(str(found.number), "integer"), after
        return
    if slot == "{object}" and pattern.term == "theme":
        referred_to = any(t.mention and t.start != t.mention.span.start for t in tokens[max(0, place - 3) : place])
        rest = Span(token.start, tokens[-1].end)
        for topic in topics_in(scene, rest, free=pattern.telling or referred_to)[:1]:  # "a project on" is telling too
            yield topic, next((i for i in range(place, len(tokens)) if tokens[i].start >= topic.span.end), len(tokens))
        return
    kinds = fitting(pattern, slot)
    of_event = slot == "{subject}" and pattern.term != "eventOf" and _of_event(scene, token.mention)
    if token.mention and kinds and token.mention.kind in kinds and not of_event:
        yield token.mention, place + 1
        if slot == "{object}" and place and pattern.parts[-1] != slot and pattern.term not in SINGLE:
            yield from _group(scene, tokens, place)
    elif slot == "{object}" and place and (unheard := _unheard(scene, pattern, tokens, place)):
        yield unheard, place + 1


def _unheard(scene: Scene, pattern: Pattern, tokens: Sequence[Token], place: int) -> Mention | None:
    """A coined name that nothing else told of, where who takes part is expected: "partners are bPost and Riga"."""
    word = tokens[place].word
    if not word or not unheard_of(pattern):
        return None
    return unheard(scene, word, [t.word for i in (place - 1, place + 1) for t in tokens[max(0, i) : i + 1]])


def unheard(scene: Scene, word: Word, around: Sequence[Word | None]) -> Mention | None:
    """The body of which a coined word is the name, if no other name stands beside it."""
    alone = not any(w and capitalised(w.text) for w in around)
    named = alone and distinctive(word.text) and len(word.text) > 2 and scene.free(word)
    return scene.add(Mention(word.span, "Organisation", word.text, 0.7)) if named else None


def _group(scene: Scene, tokens: Sequence[Token], place: int) -> Iterator[tuple[Mention, int]]:
    """A mention with those joined to it, as one: "to which Tulln, Vukovar and Giurgiu belong"."""
    first = tokens[place].mention
    if not first or place + 1 >= len(tokens) or first.span.end > tokens[-1].end:
        return
    joined = coordinated(scene, first, Span(tokens[0].start, tokens[-1].end))
    last = max(m.span.end for m in joined)
    if last > first.span.end:
        yield first, next((i for i in range(place, len(tokens)) if tokens[i].start >= last), len(tokens))


def _of_event(scene: Scene, mention: Mention | None) -> bool:
    """Whether an initiative only says whose an event is: "the final conference of the SKYLARK project took place"."""
    if mention is None or mention.kind not in INITIATIVES:
        return False
    before = scene.inside(Span(max(0, mention.span.start - _LONGEST_EVENT), mention.span.start), ("Event",))
    return bool(before) and mention.span.start < before[-1].span.start + len(before[-1].name)
