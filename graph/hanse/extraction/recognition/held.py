"""What takes place on a day is an event, whatever else its name or noun can mean: "Das Wasserforum findet am 5. Mai
statt", "A training was held on 5 May".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hanse.extraction.compounds import ends_as_event
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word

__all__ = ["recognise", "takes_place"]

_NEAR = 12  # words between what takes place and the verb
_happening = partial(phrases, "happening-cue")


@needs(_happening, kinds=("Organisation",))
def recognise(scene: Scene, unit: Unit) -> None:
    """Take for events the bodies that are called as events are, of which it is told that they take place."""
    for sentence in scene.sentences(unit):
        text = scene.words(sentence)
        for body in scene.inside(sentence, ("Organisation",)):
            own = [i for i, word in enumerate(text) if word.span in body.span]
            if not own:
                continue
            start, end = own[0], own[-1] + 1
            noun = _noun(scene, text, start, end)
            if noun is not None and takes_place(scene, text, min(noun, start), end):
                span = span_of(text, min(noun, start), end)
                scene.replace(Mention(span, "Event", span.of(scene.text), 0.75))


def takes_place(scene: Scene, text: Sequence[Word], start: int, end: int, *, dated: bool = True) -> bool:
    """Whether a sentence tells of what stands in it from one word to another that it takes place, and on which day."""
    if _parted(scene, text, start):
        return False
    if dated and not any(when.start.day for when in scene.dates(span_of(text, 0, len(text)))):
        return False
    verbs = _happening().scan(text, scene.languages)
    between = [(verb.end, start) for verb in verbs if verb.end <= start][-1:]
    between += [(end, verb.start) for verb in verbs if verb.start >= end][:1]
    return any(last - first <= _NEAR and not cues(scene, text[first:last]) for first, last in between)


def _parted(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether a preposition stands before the words, so that they are when or where something else takes place, or a
    comma, so that they say what something else is: "the Days of Culture, an event organised by …".
    """
    while start and phrases("article").alone(text[start - 1], scene.languages):
        start -= 1
    if start and text[start - 1].text == ",":
        return bool(cues(scene, text[: start - 1]))  # but "On 5 May, a training took place"
    return start > 0 and phrases("place-preposition").alone(text[start - 1], scene.languages)


def _noun(scene: Scene, text: Sequence[Word], start: int, end: int) -> int | None:
    """Where the word for an event is that a body's name has, or that stands before it: "laboratorio | SKYLARK"."""
    name = text[start:end]
    if found := cues(scene, name):
        return start + found[0].start
    for place in range(start, end):
        if ends_as_event(text[place].text, scene.language):
            return place
    owner = phrases("name-cue", ("Organisation",)).within(name, scene.languages)  # "posiedzenie | Komisji Polityki …"
    return start - 1 if start and not owner and cues(scene, text[start - 1 : start]) else None
