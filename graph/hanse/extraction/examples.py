"""Some of many that take part: "eight cities take part in SKYLARK, including Linz and Graz", "darunter Linz"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from hanse.extraction.alongside import following
from hanse.extraction.coordination import coordinated
from hanse.extraction.counts import worded
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import exact, phrases
from hanse.extraction.matching import matches
from hanse.extraction.negation import negated
from hanse.extraction.participants import PARTICIPANT
from hanse.extraction.patterns import Pattern, Token, among, candidates, fillable, tokens_of
from hanse.extraction.reference import referred
from hanse.extraction.relations import stand_ins
from hanse.extraction.roles import aside
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.vetoes import occasion_in
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read"]

_PAUSES = frozenset(",–—(-")
_NEAR = 3  # words between the name of what has many and these: "SKYLARK has | eight | partners"


@needs(partial(phrases, "example-cue"), kinds=PARTICIPANT)
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the cities and bodies that are named as examples of those who take part."""
    text = scene.words(sentence)
    for match in phrases("example-cue").scan(text, scene.languages):
        if not match.start or text[match.start - 1].text not in _PAUSES or negated(scene, text):
            continue
        before = Span(sentence.start, text[match.start - 2].end) if match.start > 1 else None
        first = following(scene, text, match.end - 1)
        if not before or not first or scene.inside(before, (*PARTICIPANT, "Person")) or occasion_in(scene, before):
            continue
        if initiative := _of_which(scene, before):
            for one in (m for m in coordinated(scene, first, sentence) if m.kind in PARTICIPANT):
                scene.say(initiative, "partner", one, sentence, "examples", 0.75)


def _of_which(scene: Scene, clause: Span) -> Mention | None:
    """The initiative of which a clause says that many take part: as the patterns say it of one that has a name."""
    text = scene.words(clause)
    many = _many(scene, text)
    if many is None:
        return None
    guess = Mention(many, "City", many.of(scene.text))
    told = list(stand_ins(tokens_of(scene, clause), sorted([*referred(scene, clause), (many, guess)])))
    patterns = [p for p in candidates(scene.languages, text) if p.term == "partner" and not _names_partners(p)]
    for pattern in fillable(among(patterns, told, scene.languages), told):
        for bound in matches(scene, pattern, told):
            if bound.object is guess and _ended(scene, told[bound.last :]):
                return bound.subject
    return _having(scene, clause, many)


@cache
def _names_partners(pattern: Pattern) -> bool:
    """Whether a pattern has a word for partners, as only a name can stand beside: "SKYLARK partner Riga"."""
    return any(cue.term == "partner" for part in pattern.needed for cue in exact("label-cue").get(part, ()))


def _ended(scene: Scene, rest: Sequence[Token]) -> bool:
    """Whether nothing is said behind a pattern, but for "network" after a name: not "visited several ports"."""
    cues = phrases("name-cue", INITIATIVES)
    return all(token.word is not None and cues.alone(token.word, scene.languages) for token in rest)


def _many(scene: Scene, text: Sequence[Word]) -> Span | None:
    """The last words that stand for many who may take part, with their number: "eight cities", "the members"."""
    cues = (phrases("name-cue", ("City", "Organisation")), phrases("label-cue", ("partner",)))
    for index in range(len(text) - 1, -1, -1):
        if text[index].text == ",":
            return None
        if scene.free(text[index]) and any(cue.alone(text[index], scene.languages) for cue in cues):
            start = index - 1 if index and _counts(scene, text[index - 1]) else index
            return Span(text[start].start, text[index].end)
    return None


def _counts(scene: Scene, word: Word) -> bool:
    return word.text.isdigit() or worded(word.text.lower(), scene.languages) > 0


def _having(scene: Scene, clause: Span, many: Span) -> Mention | None:
    """What has partners, where its name stands before them and the clause ends with them: "SKYLARK has eight"."""
    text = scene.words(clause)
    named = [m for m in scene.inside(clause, INITIATIVES) if m.span.end <= many.start]
    partners = phrases("label-cue", ("partner",)).alone(text[-1], scene.languages)
    if not named or not partners or many.end != clause.end or aside(text, scene.languages):
        return None
    return named[-1] if len(scene.words(Span(named[-1].span.end, many.start))) <= _NEAR else None
