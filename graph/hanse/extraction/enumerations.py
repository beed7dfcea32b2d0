"""Partners that a sentence lists: "The partners are A, B and C", "partenaires : A ; B"."""

from __future__ import annotations

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.relations import negated, themes_in
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.statements import participants
from hanse.model import Span

__all__ = ["read", "read_themes"]

_REACH = 5  # words between "partners" and the verb or colon that opens the list


def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the names of a list that follows a word for partners and a verb such as "are" or "include"."""
    text = scene.words(sentence)
    for match in phrases("label-cue", ("partner",)).scan(text, scene.languages):
        opening = _opening(scene, sentence, match.end)
        if opening is None:
            continue
        initiative = _initiative(scene, unit, Span(sentence.start, opening))
        span = _list(scene, unit, sentence, opening)
        if (
            initiative
            and not negated(scene, scene.words(Span(sentence.start, opening)))
            and _is_list(span.of(scene.text))
        ):
            participants(scene, initiative, (span,), "partner", 0.85, sentence if span in sentence else span)
        return


def read_themes(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the topics that a sentence lists: "topics such as circular economy, energy transition"."""
    text = scene.words(sentence)
    for match in phrases("label-cue", ("theme",)).scan(text, scene.languages):
        opening = _opening(scene, sentence, match.end)
        subject = _initiative(scene, unit, Span(sentence.start, opening)) if opening is not None else None
        if opening is None or not subject or negated(scene, scene.words(Span(sentence.start, opening))):
            continue
        for theme in themes_in(scene, Span(opening, sentence.end)):
            if kept := scene.add(theme):
                scene.say(subject, "theme", kept, sentence, "list", 0.75)


def _opening(scene: Scene, sentence: Span, after: int) -> int | None:
    text = scene.words(sentence)
    for index in range(after, min(len(text), after + _REACH)):
        opens = phrases("list-cue").at(text, index, scene.languages)
        if opens:
            end = opens.end
            while end < len(text) and text[end].text in {":", ","}:
                end += 1
            return text[end].start if end < len(text) else None
        if text[index].text in {".", ";", ",", "("}:
            return None
    return None


def _list(scene: Scene, unit: Unit, sentence: Span, opening: int) -> Span:
    """To the sentence's end; a list with semicolons goes on to the end of its line."""
    rest = Span(opening, unit.span.end)
    line = rest.of(scene.text).split("\n")[0]
    if line.count(";") >= 2:
        return Span(opening, opening + len(line))
    first = Span(opening, sentence.end).of(scene.text).split(";")[0]
    return Span(opening, opening + len(first.rstrip(". ")))


def _is_list(text: str) -> bool:
    return text.count(",") + text.count(";") >= 1


def _initiative(scene: Scene, unit: Unit, before: Span) -> Mention | None:
    named = scene.inside(before, INITIATIVES)
    return named[-1] if named else scene.subject(unit.block)
