"""Adverbs that a sentence sets apart with commas: "the project includes, among others, Riga"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hanse.extraction.insertions import is_sign
from hanse.extraction.patterns import Token
from hanse.extraction.smallwords import phrases_of

__all__ = ["without_asides"]

_ASIDES = phrases_of("asides")


def without_asides(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a sentence without such adverbs and their commas."""
    commas = [index for index, token in enumerate(tokens) if is_sign(token, ",")]
    left_out = set[int]()
    for first, last in pairwise(commas):
        told = tuple([token.word.folded if token.word else "" for token in tokens[first + 1 : last]])
        if told in _ASIDES and first not in left_out:
            left_out.update(range(first, last + 1))
    return [token for index, token in enumerate(tokens) if index not in left_out]
