"""Projects by the word for all their partners, by which bodies are called as well: "the SKYLARK consortium"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.keeping import is_place, keep
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.words import Word, capitalised, distinctive

__all__ = ["is_body", "owner"]


def is_body(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether bodies are called so as well, and no coined name stands beside: "the Baltic Energy Consortium"."""
    doubtful = phrases("doubtful-cue", INITIATIVES).at(text, match.start, scene.languages)
    if doubtful is None or doubtful.end != match.end:
        return False
    place = match.start - 1 - (match.start > 0 and text[match.start - 1].text == "-")
    beside = [text[i] for i in (place, match.end) if 0 <= i < len(text)]
    lower = text[match.start].text.islower() or scene.language == "de"
    return not (lower and any(distinctive(word.text) and scene.free(word) for word in beside))


def owner(scene: Scene, text: Sequence[Word], match: Match) -> None:
    """Mark the coined name of whose partners such a word speaks: "the consortium of SKYLARK"."""
    of = phrases("genitive").at(text, match.end, (scene.language,)) if match.end + 1 < len(text) else None
    name = of.end if of else len(text)
    if name < len(text) and distinctive(text[name].text) and scene.free(text[name]):
        whole = name + 1 == len(text) or not capitalised(text[name + 1].text)
        if text[match.start].text.islower() and whole and not is_place(scene, text[name : name + 1]):
            keep(scene, text, name, name + 1, match.cue.term, 0.8)
