"""What may stand between the words of a pattern and leaves its meaning: articles, adjectives, "the project"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.nationalities import demonym
from hanse.extraction.patterns import Pattern, Token
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.smallwords import by_language

__all__ = ["AS", "grammar", "skippable", "stands"]

AS = by_language("as", as_written=True)
"""Words for "as", by language."""


def grammar(scene: Scene, tokens: Sequence[Token], place: int) -> bool:
    """Articles, "city of" with the adjective before it, "the project" before its name: they never turn the meaning."""
    word = tokens[place].word
    if word is None or not word.folded:
        return False
    if phrases("article").alone(word, scene.languages) or _calls(scene, tokens, place):
        return True
    cues = phrases("name-cue", ("City",))
    plain = [t.word for t in tokens[max(0, place - 1) : place + 3] if t.word]
    if not [w for w in plain if cues.begins(w, scene.languages)]:
        return False
    here = next((i for i, w in enumerate(plain) if w is word), 0)
    near = [m for i in range(len(plain)) if (m := cues.at(plain, i, scene.languages))]
    return any(m.start <= here < m.end or (m.start == here + 1 and word.text[0].isupper()) for m in near)


def _calls(scene: Scene, tokens: Sequence[Token], place: int) -> bool:
    """Whether a word belongs to the type word right before an initiative: "the good practice X", "das Projekt X"."""
    named = place + 1 if tokens[place + 1 : place + 2] and tokens[place + 1].mention else place + 2
    mention = tokens[named].mention if named < len(tokens) else None
    if mention is None or mention.kind not in INITIATIVES:
        return False
    before = [t.word for t in tokens[max(0, named - 3) : named] if t.word]
    cues = phrases("name-cue", (mention.kind,))
    found = (cues.at(before, i, scene.languages) for i in range(len(before)))
    return any(m.end == len(before) and named - (m.end - m.start) <= place for m in found if m)


_EUROPEAN = by_language("european", as_written=True)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|[ºªo]|e|ème|er|re)")


def stands(scene: Scene, pattern: Pattern, token: Token) -> bool:
    """Whether "is" stands before a bare "on": "le projet est sur les rails" names no topic; or "as" before "part of":
    "paid by the Commission as part of the call" tells of what was paid.
    """
    if pattern.term == "partOf" and token.word:
        return token.word.text in AS[pattern.language]
    if pattern.term != "theme" or pattern.telling or token.word is None:
        return False
    return phrases("copula", ("organiser",)).alone(token.word, scene.languages)


def skippable(scene: Scene, token: Token) -> bool:
    """Articles, adjectives and the like; not a mention, a sign or a word that turns the meaning."""
    word = token.word
    if token.mention or word is None or not word.folded:
        return False
    adjective = demonym(scene, word) or word.text in _EUROPEAN[scene.language]
    if not word.text[0].islower() and not adjective and not _ORDINAL.fullmatch(word.text):
        return False
    if word.text in AS[scene.language]:
        return False  # "were visited | as part of the project"
    turning = ("negation-cue", "conjunction", "place-preposition")
    others = ("relative", "company-preposition")  # "in cooperation with Ghent"
    grammar = any(word.text in particles(kind, scene.languages) for kind in others)
    return not grammar and not any(phrases(kind).alone(word, scene.languages) for kind in turning)
