"""Who made up a delegation: "The delegation from Riga consisted of Name and Name", "delegazione di Udine, guidata da".

Its members belong to the town or body that sent it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hanse.extraction.bodies import body_at, skip_small
from hanse.extraction.lines import Line
from hanse.extraction.lineups import lineup
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere

__all__ = ["delegated"]

_SENDERS = ("City", "Organisation")
_DELEGATIONS = everywhere("delegations")
_MADE_UP = everywhere("made-up")
_LED_BY = everywhere("led-by")
_NEAR = 6  # words from a delegation and its town to the word that tells who was in it


def delegated(scene: Scene, text: Line) -> Iterator[tuple[Mention, list[Mention]]]:
    """The bodies that sent a delegation, with those who were in it, as far as the words beside it tell."""
    for index, word in enumerate(text):
        if word.folded not in _DELEGATIONS:
            continue
        body, end = _sender(scene, text, index)
        tells = (i for i in range(end, min(end + _NEAR, len(text))) if text[i].folded in _MADE_UP | _LED_BY)
        place = next(tells, None)
        if body and place and body.kind in _SENDERS and not any(scene.touching(w) for w in text[end:place]):
            members = [*lineup(scene, text, place + 1)]
            yield body, members if text[place].folded in _MADE_UP else members[:1]


def _sender(scene: Scene, text: Line, index: int) -> tuple[Mention | None, int]:
    """The body of a delegation, behind it or, in English, before it; and where the words about it end."""
    start = skip_small(scene, text, index + 1)
    if start > index + 1 and (found := body_at(scene, text, start)):
        return found
    before = scene.touching(text[index - 1]) if index and scene.language == "en" else []
    return (before[0] if before else None), index + 1
