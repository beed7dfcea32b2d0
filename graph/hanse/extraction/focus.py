"""Which event a stretch of text is about when it names none."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.gatherings import brings_other, stage
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.namesakes import only
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere, phrases_of
from hanse.extraction.tenses import past
from hanse.extraction.words import Word, is_year
from hanse.model import Span
from hanse.names import fold

__all__ = ["ahead", "event_of", "expected", "headlined", "in_passing", "looks_ahead", "meant", "occasion", "told_of"]

_NEAR = 700
_FAR = 2500


def event_of(scene: Scene, block: int, position: int) -> Mention | None:
    """The event of the nearest heading, else the one named just before under the same parent, else the page's.

    A card about a network, project or practice tells of no event of the page that stands elsewhere.
    """
    for heading in reversed(scene.layout.headings(block)):
        if found := scene.inside(scene.layout.block(heading).span, ("Event",)):
            return found[-1]
    before = next((e for e in scene.mentions.before("Event", position) if not in_passing(scene, e)), None)
    if before and position - before.span.end < _NEAR and _alongside(scene, block, before):
        return before
    around = (block, *scene.layout.ancestors(block), *scene.layout.headings(block))
    return headlined(scene) if any(index in scene.records for index in around) else occasion(scene)


def _alongside(scene: Scene, block: int, event: Mention) -> bool:
    """Whether an event is named in a block, around it, or beside it under the same headings."""
    layout = scene.layout
    unit = layout.unit_at(event.span)
    if unit is None:
        return False
    own = unit.block
    alike = layout.block(own).parent == layout.block(block).parent and layout.headings(own) == layout.headings(block)
    return own == block or own in layout.ancestors(block) or alike


def occasion(scene: Scene) -> Mention | None:
    """The page's event: that of its headline, else the only one it names, if under several names."""
    event = headlined(scene) or scene.mentions.view(_sole, "Event") or only(scene)
    return None if event and event is not headlined(scene) and _slight(scene, event) else event


def _slight(scene: Scene, event: Mention) -> bool:
    """Whether a word of the text names an event that may be any: "vergaderingen", "the first visit", no kick-off.

    A bare "the meeting" is the page's.
    """
    if event.scope != "described" or event.name != event.span.of(scene.text):
        return False
    if any(stage(w, scene.languages) for w in scene.words(event.span)):
        return False
    before = _ahead_of(scene, event)
    if not before or not phrases("article").alone(before[-1], (scene.language,)):
        return True
    return before[-1].text.lower() in particles("indefinite", (scene.language,))


def _ahead_of(scene: Scene, event: Mention) -> Sequence[Word]:
    """The words of its sentence before an event."""
    sentence = scene.sentence_at(event.span)
    return scene.words(Span(sentence.start, event.span.start)) if sentence.start < event.span.start else ()


def _sole(events: Sequence[Mention]) -> Mention | None:
    names = sorted({fold(m.name) for m in events}, key=len)
    return events[0] if names and all(_same(names[0], n) for n in names[1:]) else None


def _same(short: str, long: str) -> bool:
    return f" {short} " in f" {long} "


def headlined(scene: Scene) -> Mention | None:
    """The event in the title or in a heading of the first level."""
    return next((m for s in scene.layout.headlines for m in scene.inside(s, ("Event",))), None)


def told_of(scene: Scene, block: int, sentence: Span) -> Mention | None:
    """The event of the sentence, of the heading above, or the last one named that is not still to come."""
    if (inside := scene.inside(sentence, ("Event",))) and not in_passing(scene, inside[0]):
        return inside[0]
    if not inside and (_other(scene, scene.words(sentence)) or _another(scene, scene.words(sentence))):
        return None
    main = headlined(scene)
    for heading in reversed(scene.layout.headings(block)):
        if found := scene.inside(scene.layout.block(heading).span, ("Event",)):
            return found[-1]
    for event in scene.mentions.before("Event", sentence.start):
        if sentence.start - event.span.end > _NEAR or not _alongside(scene, block, event):
            break
        told = event.scope != "described" or _told(scene, event)
        if told and not _coming(scene, event) and not in_passing(scene, event):
            return event
    return main or _only(scene, block, sentence)


def _other(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether some words speak of another event than the one before: "at the previous meeting"."""
    return any(
        brings_other(word, scene.language) for m in cues(scene, text) for word in text[max(0, m.start - 1) : m.start]
    )


def _another(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether some words bring up an event with a year of its own that has no name: "In 2009 a meeting was held"."""
    indefinite = particles("indefinite", (scene.language,))
    brought = any(m.start and text[m.start - 1].text.lower() in indefinite for m in cues(scene, text))
    return brought and any(w.text.isdigit() and is_year(w.text) for w in text)


def meant(scene: Scene, block: int, sentence: Span) -> Mention | None:
    """The event that a sentence tells of; where it tells of nothing past, the one to come that was named before it."""
    text = scene.words(sentence)
    told = any(past(text, i, scene.language) for i in range(len(text)))
    planned = any(w.folded in _PLANNED for w in text)
    silent = not scene.inside(sentence, ("Event",)) and (planned or not told)
    coming = ahead(scene, block, sentence) if silent else None
    return coming or told_of(scene, block, sentence)


_PLANNED = everywhere("planned")


def _only(scene: Scene, block: int, sentence: Span) -> Mention | None:
    """The only event that a section tells of and that is not to come; it may be named a little later."""
    around = scene.mentions.starting("Event", sentence.start - _FAR + 1, sentence.start + _NEAR)
    near = next((m for m in around if _alongside(scene, block, m) and _tells(scene, m)), None)
    if near is None:
        return None
    name = fold(near.name)
    others = (m for m in scene.mentions.of("Event") if fold(m.name) != name)
    return near if not any(_tells(scene, m) for m in others) else None


def _tells(scene: Scene, event: Mention) -> bool:
    """Whether an event is not to come, and something more is said of one without a name."""
    told = event.scope != "described" or _told(scene, event)
    return told and not _coming(scene, event) and not in_passing(scene, event)


def ahead(scene: Scene, block: int, sentence: Span) -> Mention | None:
    """The event to come that was named just before a sentence."""
    before = next(scene.mentions.before("Event", sentence.start), None)
    near = before and (sentence.start - before.span.end < _NEAR or scene.mentions.view(_sole, "Event"))
    if before and near and _coming(scene, before):
        return before if _alongside(scene, block, before) else None
    return None


def _coming(scene: Scene, event: Mention) -> bool:
    """Whether the sentence that names an event speaks of the future: "the next meeting", "will be held"."""
    return looks_ahead(scene, scene.words(scene.sentence_at(event.span)))


def in_passing(scene: Scene, event: Mention) -> bool:
    """Whether a sentence says of an event without a name what was, and of this one in passing.

    "The forum was led by Jan Kos, who once ran the Oslo Fair" goes on about the forum; what comes after "Following the
    Oslo Fair, …" is not told of the fair.
    """
    text = _ahead_of(scene, event)
    if _in_wake(text):
        return True
    subject = next((m for m in cues(scene, text) if m.start <= 1), None)
    if subject is None or (subject.start and not phrases("article").alone(text[0], scene.languages)):
        return False
    return text[0].folded not in particles("indefinite", (scene.language,)) and any(
        past(text, i, scene.language) for i in range(subject.end, len(text))
    )


def _in_wake(text: Sequence[Word]) -> bool:
    """Whether the words before an event open a sentence that goes on from it: "In the wake of | the Oslo Fair, …"."""
    opened = any(tuple([w.folded for w in text[: len(phrase)]]) == phrase for phrase in _WAKE)
    return opened and not any(w.text == "," for w in text)


_WAKE = phrases_of("in-the-wake")


def looks_ahead(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether a sentence speaks of the future."""
    found = {w.folded for w in text}
    if found & _FUTURE[scene.language] or (scene.language == "ro" and found & {"va", "vor"}):
        return True
    endings = _FUTURE_ENDINGS.get(scene.language, ())
    return any(w.text.islower() and len(w.text) > _SHORTEST and w.text.endswith(endings) for w in text)


_FUTURE = by_language("future")
_FUTURE_ENDINGS = {code: tuple(sorted(found)) for code, found in by_language("future-endings", as_written=True).items()}
_SHORTEST = 5  # letters of a verb whose ending tells that it is one: "acogerá"


def expected(scene: Scene, event: Mention) -> bool:
    """Whether wherever a text names an event, that is still to come, or only made known: "the fair was announced"."""
    name, titles = fold(event.name), scene.layout.headlines
    named = [m for m in scene.mentions.of("Event") if fold(m.name) == name and not any(m.span in t for t in titles)]
    return bool(named) and all(_coming(scene, m) or _made_known(scene, m) for m in named)


def _made_known(scene: Scene, event: Mention) -> bool:
    """Whether its sentence tells that an event was announced, and not what was at it: "at the fair | was announced"."""
    before = _ahead_of(scene, event)
    for word in reversed(before):
        genitive = phrases("genitive").alone(word, scene.languages)
        if not genitive and (not word.folded or phrases("article").alone(word, scene.languages)):
            continue
        if genitive or phrases("place-preposition").alone(word, scene.languages):
            return False
        break
    return any(w.folded in _MADE_KNOWN for w in before)


_MADE_KNOWN = everywhere("made-known")


def _told(scene: Scene, event: Mention) -> bool:
    """Whether something is said of an event, or that somebody held it: "The two towns held a meeting"."""
    return bool(scene.told(fold(event.name))) or _held(scene, event)


def _held(scene: Scene, event: Mention) -> bool:
    before = _ahead_of(scene, event)
    one = bool(before) and before[-1].text.lower() in particles("indefinite", (scene.language,))
    return one and any(word.folded in _HOLDING for word in before[-_OBJECT:])


_HOLDING = everywhere("holding")
_OBJECT = 6  # words from such a verb to what is held: "sostuvieron el día de hoy una"
