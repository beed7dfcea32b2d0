"""What somebody with a title is in charge of: a field, a part of the world; and what kind of body the title is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.bodies import skip_small
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.posts import is_municipal
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.ties import tie
from hanse.extraction.words import Word, capitalised

__all__ = ["charge", "covers", "led", "second_field"]

_PROJECT = re.compile(r"proje[kct]|proiect|progett|proyect|έργο")
_AND = by_language("and", as_written=True)
_FIELD = 2  # words of a role that has its field


def charge(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word says what a part of a body, or a role at one, is for: "ufficio | mobilità", "hoofd | wonen"."""
    of_unit = phrases("unit-cue").alone(text[index - 1], scene.languages)
    return scene.free(text[index]) and (of_unit or tie("at").at(text, index + 1, scene.languages) is not None)


def second_field(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether "and" joins a second field to that of a role: "assessore all'Urbanistica | e Sport del Comune di X"."""
    field = text[match.end + 1 : match.end + 2]
    if match.end - match.start < _FIELD or not field or text[match.end].text not in _AND[scene.language]:
        return False
    roles = phrases("role-cue").alone(field[0], scene.languages)
    return capitalised(field[0].text) and scene.free(field[0]) and not roles


def covers(scene: Scene, text: Sequence[Word], body: Mention) -> bool:
    """Whether a bare region behind "for" is what somebody's work covers: "Regional Director for | Europe"."""
    aims = particles("aim-preposition", scene.languages)
    bare = body.kind in {"Region", "Country"} and body.span.start == text[-1].start
    return bare and any(w.text in aims for w in text[:-1])


def led(scene: Scene, text: Sequence[Word], match: Match) -> str:
    """What an unknown name behind a title is: a city after a councillor, a project after "Projektleiterin X"."""
    if is_municipal(match) or phrases("council-cue").at(text, match.start, scene.languages):
        return "City"
    beside = match.end < len(text) and not skip_small(scene, text, match.end) > match.end
    return "Project" if beside and _PROJECT.search(match.cue.text.casefold()) else "Organisation"
