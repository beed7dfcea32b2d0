"""Adverbs that a sentence sets apart with commas: "the project includes, among others, Riga"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.patterns import Token
from hanse.extraction.smallwords import everywhere
from hanse.names import fold

__all__ = ["without_asides"]

_ASIDES = [[fold(word) for word in phrase.split("_")] for phrase in everywhere("asides", as_written=True)]


def without_asides(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence without such adverbs and their commas."""
    left, place = [], 0
    while place < len(tokens):
        if end := _end(tokens, place):
            place = end
        else:
            left.append(tokens[place])
            place += 1
    return left


def _end(tokens: Sequence[Token], place: int) -> int:
    """The end of an adverb between commas that begins at a token; or 0."""
    if not _is_comma(tokens, place):
        return 0
    after = (place + 1 + len(phrase) for phrase in _ASIDES if _said(tokens, place + 1, phrase))
    return next((end + 1 for end in after if _is_comma(tokens, end)), 0)


def _is_comma(tokens: Sequence[Token], place: int) -> bool:
    word = tokens[place].word if place < len(tokens) else None
    return word is not None and word.text == ","


def _said(tokens: Sequence[Token], place: int, phrase: Sequence[str]) -> bool:
    told = [token.word.folded for token in tokens[place : place + len(phrase)] if token.word]
    return told == list(phrase)
