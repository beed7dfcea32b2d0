"""Groups with their names beside them: "five towns (Graz, Linz and Wels)", "the pilot cities Graz and Linz".

What a sentence says of the group it says of each; so the words for the group are left out where patterns are matched.
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.counts import worded
from hanse.extraction.insertions import is_sign
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.lines import Line
from hanse.extraction.patterns import Token, tokens_of
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import capitalised
from hanse.model import Span

__all__ = ["with_names_for_groups", "without_groups", "words_without"]

_KINDS = ("City", "Region", "Organisation")
_NOUNS = by_language("towns-listed")
_HALVES = {"(": ")", "–": "–", "—": "—", "-": "-"}
_SHORTEST = 4  # letters of a noun that may end a compound
_NUMBER = 4  # words from a number to its noun: "five of the pilot towns"
_PLAIN = by_language("towns-joined")


def without_groups(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence without the words for a group, or a country, and brackets, where the names follow."""
    left_out = set[int]()
    for index in range(len(tokens) - 2):
        if closing := _closing(tokens, index):
            left_out.update(range(_from(scene, tokens, index), index + 2), (closing,))
        if _is_group(scene, tokens[index]) and (relative := _relative(scene, tokens, index)):
            left_out.update(range(_start(scene, tokens, index) - 1, relative))
        last = _names_end(scene, tokens, index + 1) if _is_group(scene, tokens[index]) else 0
        if last:
            left_out.update(range(_start(scene, tokens, index), index + 1))
            sign = tokens[index + 1]
            if sign.word:
                left_out.update((index + 1,) if is_sign(sign, ":") else (index + 1, last))
    return [token for index, token in enumerate(tokens) if index not in left_out] if left_out else list(tokens)


def _relative(scene: Scene, tokens: Sequence[Token], index: int) -> int:
    """Where a relative clause begins behind a group set off from the names that it sums up: "Graz, Linz and Pau, the
    three other towns | that take part"; 0 where there is none.
    """
    start = _start(scene, tokens, index)
    if start < _APPOSED or start == index or not is_sign(tokens[start - 1], ",") or not _is_member(tokens[start - 2]):
        return 0
    for place in range(index + 1, min(len(tokens), index + _APPOSED + 1)):
        word = tokens[place].word
        if word is None:
            return 0
        if word.text in particles("relative", scene.languages):
            return place
        if not word.text.islower() and word.text != ",":
            return 0
    return 0


_APPOSED = 3  # tokens of two names and what joins them; from a group to its relative clause


def with_names_for_groups(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence with the first of those listed behind it for the group: "Three towns join: Graz, …".

    Where the words for the group say how many they are, as many have to be listed.
    """
    colon = next((index for index, token in enumerate(tokens) if is_sign(token, ":")), 0)
    listed = _listed(scene, tokens[colon + 1 :]) if colon else []
    groups = [index for index in range(colon - 1) if _is_group(scene, tokens[index])] if len(listed) > 1 else []
    if len(groups) != 1:
        return list(tokens)
    first = _start(scene, tokens, groups[0])
    if _number(scene, tokens[first : groups[0]]) not in {0, len(listed)}:
        return list(tokens)
    stand_in = Token(None, listed[0], tokens[first].start, tokens[groups[0]].end)
    return [*tokens[:first], stand_in, *tokens[groups[0] + 1 : colon]]


def _listed(scene: Scene, tokens: Sequence[Token]) -> list[Mention]:
    """The names of an end of a sentence that is nothing but a list of them."""
    plain = all(_is_member(token) or _joins(scene, token) or is_sign(token, ".") for token in tokens)
    return [token.mention for token in tokens if token.mention and _is_member(token)] if plain else []


def _number(scene: Scene, tokens: Sequence[Token]) -> int:
    """How many the words before a noun say they are; 0 if they don't."""
    words = [token.word for token in tokens if token.word]
    told = (int(w.text) if w.text.isdecimal() else worded(w.folded, scene.languages) for w in words)
    return next((number for number in told if number), 0)


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
    word, nouns = token.word, _NOUNS[scene.language]
    if word is None or not word.folded:
        return False
    ended = scene.language in COMPOUNDING and any(
        word.folded.endswith(noun) and len(noun) >= _SHORTEST for noun in nouns
    )
    return word.folded in nouns or ended


def _closing(tokens: Sequence[Token], index: int) -> int:
    """Where the bracket ends that has nothing but towns and bodies of the country before it: "Austria (Graz, Linz)"."""
    country = tokens[index].mention
    if country is None or country.kind != "Country" or not is_sign(tokens[index + 1], "("):
        return 0
    place = index + 2
    while place < len(tokens) and (_is_member(tokens[place]) or is_sign(tokens[place], ",")):
        place += 1
    return place if index + 2 < place < len(tokens) and is_sign(tokens[place], ")") else 0


def _from(scene: Scene, tokens: Sequence[Token], country: int) -> int:
    """Where the words for a group begin that comes from a country: "towns from Austria"; else the country itself."""
    small = [phrases(kind) for kind in ("place-preposition", "genitive", "article")]
    for place in range(country - 1, max(-1, country - _ORIGIN - 2), -1):
        word = tokens[place].word
        if word is None or not word.folded:
            break
        if place < country - 1 and _is_group(scene, tokens[place]):
            return _start(scene, tokens, place)
        if not any(cue.alone(word, scene.languages) for cue in small):
            break
    return country


_ORIGIN = 2  # words from "towns" to the country they come from: "from the"


def _is_member(token: Token) -> bool:
    return token.mention is not None and token.mention.kind in _KINDS


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
            if not _is_member(token):
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
    return joint or word.folded in _PLAIN[scene.language]


def _opens(scene: Scene, token: Token) -> bool:
    return token.word is not None and token.word.text.lower() in particles("article", scene.languages)


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
            before = [i for i in (place - 1, place - 2) if i >= 0 and _opens(scene, tokens[i])]  # "los (otros) cuatro"
            return before[0] if before else place
        if phrases("place-preposition").alone(word, scene.languages) or phrases("copula").alone(word, scene.languages):
            break
    return first
