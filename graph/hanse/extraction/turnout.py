"""How many came to an event: "some 660 participants", "une cinquantaine de personnes", "112 members attended"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.counts import COUNTING, count_at, halves, worded
from hanse.extraction.focus import event_of
from hanse.extraction.gates import needs
from hanse.extraction.gatherings import brings_other
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.presence import placed
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.scene import Draft, Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import Word, is_year
from hanse.model import Span, Value

__all__ = ["read"]

_LEAST = 10
_RECENT = 4  # facts that the sentence itself may have told
_NOUN = 3  # words after a number that may say whom it counts: "forty-six young delegates"
_VERB = 3  # words between such a noun, or the number, and the verb
_STOPS = frozenset(";.:!?")
_PARTED = frozenset("/:%-")
_MULTIPLES = everywhere("multiples")


@needs(COUNTING)
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the number of those who came, of the event of the sentence or of the one that the section is about."""
    text, events = scene.words(sentence), scene.inside(sentence, ("Event",))
    if len(events) > 1 or not COUNTING.within(text, scene.languages):
        return
    if not events and any(brings_other(w, scene.language) for w in text) and cues(scene, text):
        return  # "Last year's webinar drew 120 people"
    whens = [w.span for w in scene.dates(sentence)]
    living = {
        d.object.text for d in scene.drafts[-_RECENT:] if d.predicate == "population" and isinstance(d.object, Value)
    }
    for start, end, number in _numbers(scene, text):
        first = next((i for i, w in enumerate(text) if w.start >= end), len(text))
        if any(when.start <= start < when.end for when in whens) or _otherwise(scene, text, start, first):
            continue  # "Van 23 tot en met 25 september"
        if _of_inhabitants(scene, text, start):
            continue
        if str(number) not in living and _counts_people(scene, text, start, first, at_event=bool(events)):
            event = events[0] if events else event_of(scene, unit.block, start)
            if event and (events or not (_told(scene, event) or _elsewhere(scene, text, event))):
                scene.say(event, "attendance", Value(str(number), "integer"), sentence, "occasion", 0.75)
            return


def _otherwise(scene: Scene, text: Sequence[Word], start: int, first: int) -> bool:
    """Whether a number is the minutes of an hour, of how many a body is made, or how many may come at most."""
    hour = scene.text[max(0, start - 1) : start] in {":", "."} and scene.text[max(0, start - 2) : start - 1].isdigit()
    near = text[max(0, first - _NOUN - 2) : first + _NOUN]
    made_of = any(w.folded in _MADE_OF for w in text[max(0, first - _VERB_TO) : first])  # "the board consists of 25"
    return hour or made_of or phrases("limit-cue", ("attendance",)).within(near, scene.languages)


def _of_inhabitants(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether a word for a town's population stands shortly before a number: "liczba ludności miast (około 6.000 …"."""
    before = [w for w in text if w.end <= start][-_POPULATION:]
    return phrases("label-cue", ("population",)).within(before, scene.languages)


_MADE_OF = everywhere("made-of")
_VERB_TO = 7  # words from "consists of" to a number
_POPULATION = 5  # words from "population" to its number


def _elsewhere(scene: Scene, text: Sequence[Word], event: Mention) -> bool:
    """Whether a sentence tells of a town where the event is not: "In 2019, 60 people came to Porto"."""
    towns = {_town(d.object) for d in scene.drafts if _seat(d, event) and isinstance(d.object, Mention)}
    named = scene.inside(Span(text[0].start, text[-1].end), ("City",))
    dated = scene.dates(Span(text[0].start, text[-1].end)) or any(is_year(w.text) for w in text)
    if not towns or not (dated or cues(scene, text)):
        return False
    return any(_town(m) not in towns and placed(scene, text, m) for m in named)


def _town(mention: Mention) -> object:
    return mention.place or mention.name


def _seat(draft: Draft, event: Mention) -> bool:
    return draft.predicate == "locatedIn" and isinstance(draft.subject, Mention) and draft.subject.name == event.name


def _told(scene: Scene, event: Mention) -> bool:
    """Whether it was said before how many came: a number of people later on is of others."""
    return any(
        draft.predicate == "attendance" and isinstance(draft.subject, Mention) and draft.subject.name == event.name
        for draft in scene.drafts
    )


def _counts_people(scene: Scene, text: Sequence[Word], start: int, first: int, *, at_event: bool) -> bool:
    """Whether the words from the first after a number say whom it counts, or the verb beside them that they came."""
    if first == len(text) or phrases("name-cue", ("City",)).at(text, first, scene.languages):
        return False  # "nine of 15 cities"
    stop = next((i for i in range(first, len(text)) if text[i].text in _STOPS), len(text))
    nouns = range(first, min(first + _NOUN, stop))
    if any(_people(scene, text, i) for i in nouns):
        return True
    came = _came_after(scene, text, first) or _came_before(scene, text, start)
    if text[first].folded == "of" and first + 1 < len(text) and text[first + 1].folded == "us":
        return True
    if (at_event or came) and any(_by_calling(scene, text, i) for i in nouns):
        return True
    return came and not _things(scene, text, first)


def _people(scene: Scene, text: Sequence[Word], index: int) -> bool:
    if text[index].folded in _NOT_PEOPLE:
        return False
    return text[index].text not in particles("company-preposition", scene.languages) and (  # a label, too: "With: …"
        phrases("label-cue", ("attendance", "attendee")).at(text, index, scene.languages) is not None
        or phrases("count-cue", ("attendance",)).at(text, index, scene.languages) is not None
    )


def _by_calling(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word in lower case says what people do: "85 engineers", "400 planners and politicians"."""
    word = text[index]
    role = phrases("role-cue").at(text, index, scene.languages)
    return role is not None and (word.text.islower() or scene.language == "de")


def _came_after(scene: Scene, text: Sequence[Word], first: int) -> bool:
    """Whether a verb of coming follows the noun: "112 members attended"."""
    for index in range(first + 1, min(first + 1 + _VERB, len(text))):
        if _came(scene, text, index):
            return True
        if not text[index].folded or not scene.free(text[index]):
            return False
    return False


def _came_before(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether a verb of coming stands before the number: "participaron unas 80 técnicas"."""
    before = [i for i, w in enumerate(text) if w.end <= start]
    for index in before[: -_VERB - 3 : -1]:
        match = phrases("presence-cue", ("attendee", "attendance")).at(text, index, scene.languages)
        if match:
            between = text[match.end : before[-1] + 1]
            led = any(phrases("place-preposition").alone(w, scene.languages) for w in between[:1])
            return not led and len(between) <= _VERB and all(w.folded and scene.free(w) for w in between)
    return False


def _came(scene: Scene, text: Sequence[Word], index: int) -> bool:
    return phrases("presence-cue", ("attendee", "attendance")).at(text, index, scene.languages) is not None


def _things(scene: Scene, text: Sequence[Word], first: int) -> bool:
    """Whether a number counts towns, countries, bodies or initiatives rather than people."""
    if not text[first].folded or not scene.free(text[first]) or text[first].text[0].isdigit():
        return True
    if text[first].text[0].isupper() and scene.language != "de":
        return True
    noun = text[first : first + 2]
    if any(w.folded in _NOT_PEOPLE for w in noun):
        return True
    return any(phrases("name-cue").at(noun, i, scene.languages) for i in range(len(noun)))


_NOT_PEOPLE = everywhere("not-people")


def _numbers(scene: Scene, text: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
    """Where the numbers of a sentence begin and end, and what they are; years, hours and parts of dates are none."""
    past, told, before = 0, False, ""
    for word in text:
        found = count_at(scene.text, word.start) if word.start >= past and word.text[0].isdigit() else None
        if found:
            past, told = found.end, True
            year = 1900 < found.number < 2100 and found.end - word.start == 4
            if not year and found.number >= _LEAST and scene.text[found.end : found.end + 1] not in _PARTED:
                yield word.start, found.end, found.number
        elif word.folded:
            number = worded(word.folded, scene.languages)
            number = number // 2 if before and halves(before, scene.languages) else number
            if number >= _LEAST and not told:
                yield word.start, word.end, number
            told = number > 0 or word.folded in _MULTIPLES
        before = word.folded
