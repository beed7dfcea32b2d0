"""What somebody is, by a word for it or by a compound that ends in one: "Klimaschutzbeauftragte"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import Word, capitalised
from hanse.vocabulary import Cue, wording

__all__ = ["office_at"]

_SHORTEST, _LEAST = 7, 3  # letters of a word that ends a compound, and of what stands before it
_BYGONE = everywhere("bygone")


def office_at(scene: Scene, text: Sequence[Word], index: int) -> Match | None:
    """The role that begins at a word, or that the word ends in."""
    if match := phrases("role-cue").at(text, index, scene.languages):
        return match
    cue = _ended(text[index].text, scene.language) if scene.language in COMPOUNDING else None
    return Match(index, index + 1, cue) if cue and scene.free(text[index]) else None


@lru_cache(maxsize=1 << 15)
def _ended(word: str, language: str) -> Cue | None:
    """The role of a language that a compound ends in: no city's, which is one of a part of it, and none bygone."""
    if len(word) < _SHORTEST + _LEAST or not word.replace("-", "").isalpha() or word.isupper():
        return None
    if language == "de" and not capitalised(word):
        return None
    written, heads = word.lower(), _heads(language)
    cuts = range(_LEAST, len(written) - _SHORTEST + 1)
    cut = next((cut for cut in cuts if written[cut:] in heads), 0)
    return heads[written[cut:]] if cut and written[:cut].rstrip("-") not in _BYGONE else None


@cache
def _heads(language: str) -> dict[str, Cue]:
    """The roles of a language that a compound may end in."""
    cues = (c for c in wording()["role-cue"] if c.language == language and c.term != "City")
    return {c.text.lower(): c for c in cues if c.text.isalpha() and len(c.text) >= _SHORTEST}
