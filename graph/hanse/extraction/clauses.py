"""Where in a sentence a pattern may begin and end: at the edges of a clause, not behind a word that turns it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from hanse.extraction.bodies import of_part
from hanse.extraction.coordination import coordinated
from hanse.extraction.fillers import AS, grammar
from hanse.extraction.insertions import is_sign
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.patterns import Pattern, Token
from hanse.extraction.scene import Scene
from hanse.extraction.words import is_year
from hanse.model import Span

__all__ = ["aside", "closes", "opens"]

_LONGEST_PREPOSITION = 5  # letters: "since"


def opens(scene: Scene, pattern: Pattern, tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause begins at a token, but for its articles and "city of"; a verb may follow what it begins with."""
    if pattern.parts[0] != "{object}":
        before = tokens[start - 1].word if start else None
        if before and before.text in particles("relative", scene.languages):
            return False
        return pattern.term != "partner" or not _elsewhere(scene, tokens[_clause(scene, tokens, start) : start])
    if pattern.parts[1] in AS[pattern.language]:
        return True  # "Im Projekt arbeitet Graz als Leadpartner mit Linz"
    start = _first_joined(scene, tokens, start)
    while start and grammar(scene, tokens, start - 1):
        start -= 1
    word = tokens[start - 1].word if start else None
    if start and not word:
        return False
    return not word or not word.folded or bool(phrases("conjunction").at([word], 0, scene.languages))


def _clause(scene: Scene, tokens: Sequence[Token], place: int) -> int:
    """Where the clause of a token begins that a comma and "and" open: ", a towarzyszą jej …"."""
    for index in range(place - 1, 0, -1):
        word = tokens[index].word
        if word and phrases("conjunction").alone(word, scene.languages) and is_sign(tokens[index - 1], ","):
            return index + 1
    return 0


def _elsewhere(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether a clause begins with what else one may take part in: "W konkursie uczestniczyły …"."""
    if len(tokens) < 2 or not (first := tokens[0].word) or not (second := tokens[1].word):
        return False
    led = phrases("place-preposition").alone(first, scene.languages)
    return led and second.text.islower()


def _first_joined(scene: Scene, tokens: Sequence[Token], place: int) -> int:
    """The first of the names that are joined to one: what stands before it is what stands before them all."""
    mention = tokens[place].mention
    if mention is None or not place or mention.span.end > tokens[-1].end:
        return place
    first = coordinated(scene, mention, Span(tokens[0].start, tokens[-1].end))[0]
    return next((i for i in range(place) if tokens[i].mention is first), place)


def aside(scene: Scene, pattern: Pattern, tokens: Sequence[Token], start: int) -> bool:
    """Whether a word turns what follows, as in "former partners of", or a place only says where.

    In "the agency, which is in Daugavpils, leads it" Daugavpils leads nothing.
    """
    before = tokens[start - 1].word if start else None
    if not before:
        return False
    if pattern.parts[0] != "{object}":
        return pattern.term in {"partner", "leadPartner"} and phrases("bystander-cue").alone(before, scene.languages)
    if pattern.term == "organiser" and (body := tokens[start].mention):
        text = [t.word for t in tokens[max(0, start - _PART) : start] if t.word]
        if of_part(scene, text, len(text), body):
            return True
    if not phrases("place-preposition").alone(before, scene.languages):
        return False
    apposed = len(pattern.parts) > 1 and pattern.parts[1] == ","
    relative = particles("relative", scene.languages)
    clause = takewhile(lambda t: not is_sign(t, ","), reversed(tokens[:start]))
    return not apposed or any(t.word and t.word.text in relative for t in clause)


_PART = 4  # words before a body that may name a part of it


def closes(scene: Scene, pattern: Pattern, tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause ends where a pattern does that ends in a word: "Ghent and Riga take part." of the project.

    When, and with whom, may follow: "joined in November", "participa junto a Nantes".
    """
    if pattern.parts[-1][0] == "{" or place >= len(tokens):
        return True
    word = tokens[place].word
    if word is None or not word.folded:
        return word is not None
    rest = [t.word for t in takewhile(lambda t: t.word, tokens[place:]) if t.word]
    if phrases("joint-cue", ("partner",)).at(rest, 0, scene.languages):
        return True
    if len(word.text) > _LONGEST_PREPOSITION:
        return False
    near = (when.span.start - word.end for when in scene.dates(Span(tokens[0].start, tokens[-1].end)))
    return 1 in near or (len(rest) > 1 and is_year(rest[1].text))
