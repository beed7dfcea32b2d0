"""Projects that are called programmes: what only pays has no partners."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.scene import Scene
from hanse.extraction.words import Word, capitalised, distinctive

__all__ = ["taken_part_in"]

_AHEAD, _BEHIND = 4, 8  # words before and behind a name in which taking part is told


def taken_part_in(scene: Scene, text: Sequence[Word], match: Match, name: int) -> bool:
    """Whether a coined name behind "programme" is a project's, as those tell who take part in it: "το πρόγραμμα SURE,
    στο οποίο συμμετέχει ο Δήμος …", "partner del programma SURE".
    """
    alone = name + 1 >= len(text) or not capitalised(text[name + 1].text)
    if not (alone and distinctive(text[name].text) and scene.free(text[name])):
        return False
    ahead, behind = text[max(0, match.start - _AHEAD) : match.start], text[name + 1 : name + 1 + _BEHIND]
    if phrases("participation-cue").within(behind, scene.languages):
        return True
    partners = phrases("label-cue", ("partner", "leadPartner"))
    return any(partners.within(stretch, scene.languages) for stretch in (ahead, behind))
