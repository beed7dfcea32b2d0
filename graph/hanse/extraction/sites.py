"""Where an initiative tries things out: "the pilots in Riga and Ghent", "three demo sites: Lahti, Randers, Porto"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hanse.extraction.alongside import following
from hanse.extraction.coordination import coordinated
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.localities import parts, whole
from hanse.extraction.negation import negated
from hanse.extraction.reference import focus, spoken_of
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read", "read_below"]

_CARRIED_OUT = ("Project", "GoodPractice")
_REACH = 9  # words between a word for a pilot and the first place


@needs(partial(phrases, "site-cue"), kinds=("City", "Region"))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the cities and regions that follow a word for a pilot, a test or the site of one."""
    text = scene.words(sentence)
    if not scene.inside(sentence, ("City", "Region")):
        return
    for match in phrases("site-cue").scan(text, scene.languages):
        first = _place(scene, text, match.end)
        owner = _owner(scene, sentence, text[match.start].start) if first else None
        if first and owner and not _strange(scene, text, match.start, owner, sentence) and not negated(scene, text):
            others = _each(scene, text, first, match.end)
            for place in (*coordinated(scene, first, sentence), *others):
                if place.kind in {"City", "Region"}:
                    scene.say(owner, "implementedIn", place, sentence, "sites", 0.72)


def read_below(scene: Scene) -> None:
    """Note the town that begins a line of facts right below the name of a practice: "**Romans** · 33 000 habitants"."""
    topic, headline = scene.topic, scene.layout.headline
    if topic is None or topic.kind != "GoodPractice" or headline is None or topic.span not in headline.span:
        return
    for unit in [u for u in scene.layout.body if u.span.start >= headline.span.end][:_BELOW]:
        first, *others = parts(scene, unit.span)
        if others and (city := whole(scene, first, ("City",))):
            scene.say(topic, "implementedIn", city, Span(headline.span.start, unit.span.end), "sites", 0.8)
            return


_BELOW = 3  # lines below the headline


def _each(scene: Scene, text: Sequence[Word], first: Mention, start: int) -> Iterator[Mention]:
    """Where else behind a colon, a place for each: "two test sites: one in Riga, the other near the port of Ghent"."""
    behind = [word for word in text[start:] if word.start < first.span.start]
    for index, word in enumerate(text) if any(word.text == ":" for word in behind) else ():
        in_ = word.start >= first.span.end and phrases("place-preposition").alone(word, scene.languages)
        if in_ and (place := following(scene, text, index)):
            yield place


def _strange(scene: Scene, text: Sequence[Word], place: int, owner: Mention, sentence: Span) -> bool:
    """Whether a pilot is none, or anybody's: "no pilot", "a pilot in Basel" where the sentence names no initiative."""
    before = text[place - 1] if place else None
    if before is None or before.folded == "no":
        return before is not None
    return owner.span not in sentence and before.text.lower() in particles("indefinite", (scene.language,))


def _owner(scene: Scene, sentence: Span, position: int) -> Mention | None:
    """The initiative whose pilots they are: of the sentence, else the one that the sentences before go on about."""
    if scene.inside(sentence, INITIATIVES):
        return spoken_of(scene, sentence, position, _CARRIED_OUT)
    found = None if scene.inside(sentence, ("Person",)) else focus(scene, sentence)
    return found if found and found.kind in _CARRIED_OUT else None


def _place(scene: Scene, text: Sequence[Word], start: int) -> Mention | None:
    """The first place behind a word, after "in", "at" or a colon."""
    introduced = listed = False
    for index in range(start, min(len(text), start + _REACH)):
        there = scene.touching(text[index])
        if there and there[0].kind == "Organisation" and listed:
            continue  # "two test sites: one near the university in Riga"
        if there:
            fits = introduced and there[0].kind in {"City", "Region"}
            return there[0] if fits else None
        if text[index].text in {".", ";", "(", ","}:
            return None
        preposition = phrases("place-preposition").at(text, index, scene.languages)
        listed |= text[index].text == ":"
        introduced |= listed or preposition is not None
    return None
