"""Projects that are called by their programme and a coined word: "CIVITAS ECCENTRIC"."""

from __future__ import annotations

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import Word

__all__ = ["SCORE", "recognise"]

SCORE = 0.8
"""Of what such words name: no page is about what but these tell, if it is named once."""

_FAMILIES = tuple(everywhere("families-of-programmes"))
_SHORTEST = 5  # letters of a coined word in capitals


@needs(kinds=("Programme",))
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the word in capitals right behind a programme, in a text that is not all in capitals."""
    if unit.span.of(scene.text).isupper():
        return
    for programme in scene.inside(unit.span, ("Programme",)):
        text = [word for word in scene.words(unit.span) if word.start >= programme.span.end][:2]
        if text and text[0].start == programme.span.end + 1 and _coined(scene, text[0]) and not _goes_on(text[1:]):
            if programme.name.casefold().startswith(_FAMILIES):
                continue  # "Interreg CENTRAL", "URBACT FRANCE"
            name = f"{programme.name} {text[0].text}"
            scene.add(Mention(text[0].span, "Project", name, SCORE))


def _coined(scene: Scene, word: Word) -> bool:
    """Whether a word in capitals is no place and says not what kind of thing something is: "FORUM"."""
    if len(word.text) < _SHORTEST or not (word.text.isupper() and word.text.isalpha()) or not scene.free(word):
        return False
    return not scene.gazetteer.find(word.text.title()) and not phrases("name-cue").alone(word, ())


def _goes_on(behind: list[Word]) -> bool:
    """Whether another word in capitals follows: "CIVITAS STUDY VISITS"."""
    return bool(behind) and behind[0].text.isupper() and behind[0].text.isalpha() and len(behind[0].text) > 1
