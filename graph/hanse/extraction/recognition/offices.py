"""The place that an office belongs to, between the words for it and a name: "Mayor of Braga Ana Gil"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.fullnames import seat_end
from hanse.extraction.scene import Scene
from hanse.extraction.typology import ANALYTIC
from hanse.extraction.words import Word, capitalised

__all__ = ["in_seat", "past_grammar"]


def in_seat(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word is in the place that a role belongs to: "Mayor of Braga Ana Gil", "della Regione Lazio Ana"."""
    roles, languages = phrases("role-cue"), scene.languages
    if not roles.may_begin(text, languages):
        return False
    first = index
    while first and index - first < _PLACE and capitalised(text[first - 1].text) and text[first - 1].folded:
        first -= 1
    return any(seat_end(scene, text, i) > index for i in range(first, index + 1) if _leads_to_seat(scene, text, i))


_PLACE = 2  # words of a place's name before its last


def _leads_to_seat(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a role stands before a word, and something that says that its place follows."""
    roles, languages = phrases("role-cue"), scene.languages
    before = [roles.at(text, start, languages) for start in roles.starts(text, max(0, index - 6), index, languages)]
    ends = [r.end for r in before if r and r.end <= index and past_grammar(scene, text, r.end) == index]
    typed = bool(ends) and phrases("name-cue", ("City", "Region")).alone(text[index - 1], languages)
    return typed or any(end < index or scene.language not in ANALYTIC for end in ends)


def past_grammar(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The first capitalised word after "of the city of", "miasta"."""
    first = index
    while index < len(text) and index - first < 4 and text[index].folded and text[index].text[0].islower():
        index += 1
    return index
