"""Groups with their names beside them: "five towns (Graz, Linz and Wels)", "the pilot cities Graz and Linz".

What a sentence says of the group it says of each; so the words for the group are left out where patterns are matched.
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.counts import worded
from hanse.extraction.insertions import is_sign
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line
from hanse.extraction.patterns import Token, tokens_of
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import capitalised
from hanse.model import Span

__all__ = ["without_groups", "words_without"]

_KINDS = ("City", "Region", "Organisation")
_NOUNS = by_language("towns-listed")
_HALVES = {"(": ")", "–": "–", "—": "—", "-": "-"}
_SHORTEST = 4  # letters of a noun that may end a compound
_NUMBER = 4  # words from a number to its noun: "five of the pilot towns"
_PLAIN = everywhere("towns-joined")


def without_groups(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence without the words for a group, and its brackets, where the names of all follow."""
    left_out = set[int]()
    for index in range(len(tokens) - 2):
        last = _names_end(scene, tokens, index + 1) if _is_group(scene, tokens[index]) else 0
        if last:
            left_out.update(range(_start(scene, tokens, index), index + 1))
            sign = tokens[index + 1]
            if sign.word:
                left_out.update((index + 1,) if is_sign(sign, ":") else (index + 1, last))
    return [token for index, token in enumerate(tokens) if index not in left_out] if left_out else list(tokens)


def words_without(scene: Scene, sentence: Span) -> Line:
    """The words of a sentence without those of a group whose names follow."""
    text, tokens = scene.words(sentence), tokens_of(scene, sentence)
    kept = without_groups(scene, tokens)
    if len(kept) == len(tokens):
        return text
    starts = {token.start for token in kept}
    named = [token.mention.span for token in kept if token.mention]
    return Line(w for w in text if w.start in starts or any(w.span in span for span in named))


def _is_group(scene: Scene, token: Token) -> bool:
    """Whether a word is a plural of "town", "partner" and the like, or a compound that ends in one."""
    word, nouns = token.word, _NOUNS.get(scene.language, frozenset())
    if word is None or not word.folded:
        return False
    ended = scene.language in COMPOUNDING and any(
        word.folded.endswith(noun) and len(noun) >= _SHORTEST for noun in nouns
    )
    return word.folded in nouns or ended


def _names_end(scene: Scene, tokens: Sequence[Token], index: int) -> int:
    """Where the sign stands that closes the names at a place, or what follows them; 0 where there are not two."""
    sign = tokens[index].word
    closing = _HALVES.get(sign.text) if sign else None
    if sign and not closing and sign.text != ":":
        return 0
    place, names = (index + 1 if sign else index), 0
    while place < len(tokens):
        token = tokens[place]
        if token.mention:
            if token.mention.kind not in _KINDS:
                return 0
            names += 1
        elif closing and is_sign(token, closing):
            return place if names > 1 else 0
        elif not _joins(scene, token):
            break
        place += 1
    return place if closing is None and names > 1 else 0


def _joins(scene: Scene, token: Token) -> bool:
    """Whether a token only joins names: a comma, "and", "the city of"."""
    word = token.word
    if word is None or is_sign(token, ",") or capitalised(word.text):
        return True  # a name that was not recognised
    joint = any(phrases(kind).alone(word, scene.languages) for kind in ("conjunction", "article"))
    return joint or word.folded in _PLAIN


def _start(scene: Scene, tokens: Sequence[Token], index: int) -> int:
    """Where the words for a group begin: at its article or number, with the adjectives between."""
    first = index
    for place in range(index - 1, max(-1, index - _NUMBER - 1), -1):
        word = tokens[place].word
        if word is None or not word.folded:
            break
        if phrases("article").alone(word, scene.languages):
            return place
        if phrases("genitive").alone(word, scene.languages):
            break
        if word.text.isdigit() or worded(word.folded, scene.languages):
            first = place
            continue
        if phrases("place-preposition").alone(word, scene.languages) or phrases("copula").alone(word, scene.languages):
            break
    return first
