"""What a label says that its values are: properties and classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hanse.extraction.lexicon import exact, phrases
from hanse.extraction.lines import Line
from hanse.extraction.scene import Scene
from hanse.extraction.words import Word, words
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["LONGEST", "TIMES", "aside", "bystanding", "roles", "run_ins"]

LONGEST = 60
"""Characters of a label."""
TIMES = frozenset({"temporalCoverage", "startDate", "endDate"})
"""The roles of labels for when something begins, ends or takes place."""
_BRACKETS = re.compile(r"[(\[].*?[)\]]|\d+")


@lru_cache(maxsize=16384)
def roles(label: str, languages: tuple[str, ...] = ()) -> frozenset[str]:
    """The properties and classes that a label, heading or column header states.

    >>> sorted(roles("Lead Partner:")), sorted(roles("Who can apply?"))
    (['leadPartner'], [])
    """
    if len(label) > LONGEST:
        return frozenset()
    plain = fold(_BRACKETS.sub(" ", label))
    cues = exact("label-cue").get(plain) or exact("label-cue").get(fold(label))
    if cues:
        return frozenset(
            cue.term for cue in cues if not languages or not cue.language or cue.language in languages
        ) or (frozenset(cue.term for cue in cues))
    return _within(label, languages)


def _within(label: str, languages: tuple[str, ...]) -> frozenset[str]:
    """A cue among few other words: "Cine sunt partenerii?", "The partners of the network"."""
    text = Line(w for w in words(label) if w.folded)
    if not text or len(text) > 6:
        return frozenset()
    found = [] if aside(text, languages) else list(phrases("label-cue", _LOOSE).scan(text, languages))
    covered = sum(m.end - m.start for m in found)
    small = sum(len(w.folded) <= (4 if w.text.islower() or not i else 3) for i, w in enumerate(text))
    spare = 1 if len(text) <= 3 else 0  # an adjective: "Collaborative partners"
    terms = {m.cue.term for m in found}
    if len(terms) != 1 or covered + small + spare < len(text):
        return frozenset()
    of_event = terms == {"partner"} and phrases("name-cue", ("Event",)).within(text, languages)
    return frozenset() if of_event else frozenset(terms)


def aside(text: Sequence[Word], languages: tuple[str, ...]) -> bool:
    """Whether a label has a word for those who stand beside a partnership, or may join it: "former partners", "Jury".

    >>> aside(words("Media partners"), ("en",)), aside(words("Associated partners"), ("en",))
    (True, False)
    """
    return phrases("bystander-cue").within(text, languages) or phrases("negation-cue").within(text, languages)


def bystanding(scene: Scene, remark: Span) -> bool:
    """Whether a remark beside a partner's name says that it is none, or no longer: "(observer)", "withdrew in 2023"."""
    if remark.end - remark.start > LONGEST:
        return False
    text = [w for w in scene.words(remark) if w.folded]
    return sum(not w.folded.isdigit() for w in text) <= _REMARK and aside(text, scene.languages)


_REMARK = 4  # words, besides years
_LOOSE = ("partner", "leadPartner", "leadExpert", "organiser", "attendee", "theme")


_AFTER_LEAD = re.compile(r"\s([^\W\d_]+):[ \xa0]+(\S[^\n]*)")  # "Lead partner: Oulu Partners: Riga"
_RUN_IN = re.compile(r"(?<=[.;])\s+([^\W\d_][^.:;?!\n]{2,38}):[ \xa0]+(\S[^\n]*)")


def run_ins(scene: Scene, index: int) -> list[tuple[Span, Span]]:
    """The labels behind that of a line, with what follows each: "Duration: 2021–2023. Partners: Oulu, Riga.".

    Without one, both for the lead and for partners: "SKYLARK (2021–2023). Lead: Oulu. Partners: Riga, Graz.".
    """
    block = scene.layout.block(index)
    if block.label is None and block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
        found = _run_in(scene, block.span.start, block.span.end, _RUN_IN)
        both = {role for label, _ in found for role in roles(label.of(scene.text), scene.languages)}
        subject = scene.subject(index) if {"partner", "leadPartner"} <= both else None
        return found if subject and subject.span in block.span else []
    if block.label is None or block.kind is not BlockKind.PARAGRAPH or not roles(block.label.of(scene.text)):
        return []
    start = block.label.end
    partners = "leadPartner" in roles(block.label.of(scene.text))
    run_in = _AFTER_LEAD if partners and not _RUN_IN.search(scene.text, start, block.span.end) else _RUN_IN
    return _run_in(scene, start, block.span.end, run_in)


def _run_in(scene: Scene, start: int, end: int, run_in: re.Pattern[str]) -> list[tuple[Span, Span]]:
    """The labels from one place to another that begin a sentence, with what follows each."""
    found: list[tuple[Span, Span]] = []
    while match := run_in.search(scene.text, start, end):
        start = match.end(1)
        if roles(match[1], scene.languages) - {"theme"}:  # prose brings up topics with a colon as well
            if found:
                found[-1] = (found[-1][0], Span(found[-1][1].start, match.start()))
            found.append((Span(match.start(1), match.end(1)), Span(match.start(2), match.end(2))))
    return [(label, Span(value.start, value.start + len(value.of(scene.text).rstrip(" .;")))) for label, value in found]
