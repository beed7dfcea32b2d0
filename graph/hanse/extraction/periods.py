"""Since when and until when networks and projects run, in sentences: "was launched in June 2023 and runs until 2025".

Verges, the words beside a date, tell that something begins or ends then. The one that runs is named right beside, or is
spoken of as "the project", as "it", or not at all where the verb does without: then it is the one that the paragraph
named last, or the section's. Without such words a range of years is the time of the one that the sentence is about, and
"until" a month is the end of what is funded, coordinated or worked on in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hanse.extraction import dates
from hanse.extraction.dates import Moment, When, resolve
from hanse.extraction.durations import (
    HALF_A_YEAR,
    KINDS,
    OPENED,
    bracketed,
    going_on,
    lasting,
    months,
    subtitled,
    uniting,
)
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Trait
from hanse.extraction.negation import negated
from hanse.extraction.reference import focus
from hanse.extraction.roles import roles
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.subjects import subject_of
from hanse.extraction.verges import around, index_at, told
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read", "read_subtitle"]

_JOINING = 4  # words between a date and the verb of the next: "in 2020 and ends in 2023"


@needs(Trait(lambda word, _: any(map(str.isdecimal, word))))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the dates that a sentence says a network or project to begin or end at."""
    text, published = scene.words(sentence), scene.published
    named = any(m.kind in KINDS for m in scene.touching(Span(max(0, sentence.start - OPENED), sentence.end)))
    if ":" in sentence.of(scene.text):
        _labelled(scene, sentence)
    if not named and not told(text, scene.languages) and not phrases("lasting-cue").may_begin(text, scene.languages):
        return
    found = dates.find(sentence.of(scene.text), scene.language, sentence.start, years=True)
    whens = [_settled(w, published) for w in found if scene.free(w.span)]
    if not whens:
        return
    subject: Mention | None = None
    for number, when in enumerate(whens):
        if not when.start.year or _brief(when) or negated(scene, _clause(text, when)):
            continue
        if when.end and (before := bracketed(scene, when)):
            _say(scene, before, "startDate", when, sentence)
            continue
        verge = around(text, when, scene.languages)
        if verge and not verge.half.after and _of_event(scene, sentence, text[verge.start]):
            continue  # "the first meeting of the network was held on …"
        if verge:
            joined = number and verge.start - index_at(text, whens[number - 1].span.end) <= _JOINING
            subject = (subject if joined else None) or subject_of(scene, sentence, text, verge)
            if subject:
                _say(scene, subject, verge.half.term, when, sentence)
        if not verge or (verge.plain and not subject):
            find = lasting if when.end else going_on
            if found_lasting := find(scene, sentence, when):
                _say(scene, found_lasting, "startDate" if when.end else "endDate", when, sentence)
            elif not when.end and (united := uniting(scene, sentence, when)):
                _say(scene, united, "startDate", when, sentence)


def read_subtitle(scene: Scene) -> None:
    """Note the running time that stands below the headline of a network's or project's page."""
    if found := subtitled(scene):
        _say(scene, found[0], "startDate", found[1], found[2])


def _labelled(scene: Scene, sentence: Span) -> None:
    """Note a running time that a label in a paragraph gives: "… in short, new bricks. Duration: 2023 – 2026.".

    It may stand among others in one line: "Programme: LIFE · Duration: 2023 – 2026".
    """
    written = sentence.of(scene.text)
    whens = dates.find(written, scene.language, sentence.start, years=True)
    for when in whens:
        label = _BEFORE.search(written[: when.span.start - sentence.start])
        timed = label and "temporalCoverage" in roles(label[1].strip(), scene.languages)
        if not timed or months(when) < HALF_A_YEAR or scene.inside(sentence, ("Event",)):
            continue
        unit = scene.layout.unit_at(sentence)
        subject = focus(scene, sentence) or (scene.subject(unit.block, KINDS) if unit else None)
        if subject and subject.kind in KINDS:
            _say(scene, subject, "startDate", when, sentence)


_BEFORE = re.compile(r"([^:·|•;.,\n]{3,40}):[\s*_]*$")  # a label right before a date


def _clause(text: Sequence[Word], when: When) -> Sequence[Word]:
    """The words of a sentence up to the comma after a date."""
    last = index_at(text, when.span.end)
    return text[: next((i for i in range(last, len(text)) if text[i].text in {",", ";", ":"}), len(text))]


def _of_event(scene: Scene, sentence: Span, word: Word) -> bool:
    """Whether an event is named before a word."""
    return any(event.span.end <= word.start for event in scene.inside(sentence, ("Event",)))


def _settled(when: When, published: Moment | None) -> When:
    """With the year of the page where none is said."""
    return replace(when, start=resolve(when.start, published), end=when.end and resolve(when.end, published))


def _brief(when: When) -> bool:
    """Whether a range is of days, as meetings have, not networks and projects."""
    return when.end is not None and when.start.day > 0 and months(when) <= 1


def _say(scene: Scene, subject: Mention, term: str, when: When, sentence: Span) -> None:
    last = when.end or when.start
    if term == "endDate":
        scene.say(subject, "endDate", last.value, sentence, "period", 0.8)
        return
    scene.say(subject, "startDate", when.start.value, sentence, "period", 0.8)
    if when.end:
        scene.say(subject, "endDate", when.end.value, sentence, "period", 0.8)
