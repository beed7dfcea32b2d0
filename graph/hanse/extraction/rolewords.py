"""Roles that are the end of a compound: "Klimaschutzbeauftragte", "kulttuuri- ja vapaa-aikapäällikkö"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import Word, capitalised
from hanse.vocabulary import Cue, wording

__all__ = ["compound_role", "past_elided"]

_SHORTEST, _LEAST = 7, 3  # letters of a word that ends a compound, and of what stands before it
_BYGONE = everywhere("bygone")


@lru_cache(maxsize=1 << 15)
def compound_role(word: str, language: str) -> Cue | None:
    """The role of a language that a compound ends in: no city's, which is one of a part of it, and none bygone."""
    if language not in COMPOUNDING or len(word) < _SHORTEST + _LEAST:
        return None
    if not word.replace("-", "").isalpha() or word.isupper() or (language == "de" and not capitalised(word)):
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


def past_elided(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The word behind a compound's first part that shares its end with the next: "Kultur- und | Sozialdezernentin"."""
    shared = text[index : index + 4]
    if scene.language not in COMPOUNDING or len(shared) < 4 or shared[1].text != "-":
        return index
    glued = shared[0].end == shared[1].start < shared[1].end < shared[2].start
    return index + 3 if glued and phrases("conjunction").alone(shared[2], scene.languages) else index
