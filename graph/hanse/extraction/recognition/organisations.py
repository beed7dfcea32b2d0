"""Organisations by type words and legal forms, and by the acronym in brackets after their name."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import is_joint, leftward, rightward, span_of, trimmed
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, known

__all__ = ["long_form", "recognise", "recognise_acronyms"]


def recognise_acronyms(scene: Scene, unit: Unit) -> None:
    """A long form and its acronym in brackets, by the letters (Schwartz and Hearst, PSB 2003)."""
    text = scene.words(unit.span)
    for index in range(1, len(text) - 2):
        if text[index].text == "(" and text[index + 2].text == ")" and distinctive(text[index + 1].text):
            start = long_form(text, index, text[index + 1].text, scene.languages)
            if start is None:
                continue
            span = span_of(text, start, index)
            kind = _kind(scene, text[start:index])
            inner = scene.touching(span)
            if inner and any(m.span not in span for m in inner):
                continue
            same = next((m for m in inner if m.span == span), None)
            if same or not kind:
                continue
            mention = Mention(span, kind, span.of(scene.text), 0.9, aliases=(text[index + 1].text,))
            scene.replace(mention)
            scene.add(Mention(text[index + 1].span, kind, text[index + 1].text, 0.9, aliases=(mention.name,)))


def _kind(scene: Scene, words: Sequence[Word]) -> str:
    terms = ("Organisation", "Network", "Project", "Programme", "Event")
    found = [m.cue.term for m in phrases("name-cue", terms).scan(words, scene.languages)]
    return found[0] if found else ""


def long_form(text: Sequence[Word], bracket: int, acronym: str, languages: Sequence[str]) -> int | None:
    """Where the long form begins that stands before a bracket with its acronym; None if the letters don't agree.

    >>> from hanse.extraction.words import words
    >>> text = words("the Agence nationale de la cohésion des territoires (ANCT)")
    >>> text[long_form(text, text.index(next(w for w in text if w.text == "(")), "ANCT", ["fr"])].text
    'Agence'
    """
    from hanse.names import fold

    letters = [c for c in fold(acronym) if c.isalpha()]
    place = bracket - 1
    wanted = len(letters) - 1
    start = None
    while place >= 0 and bracket - place <= 3 * len(letters) + 4:
        word = text[place]
        if not word.folded and word.text not in "&,–-’'":
            break
        if wanted >= 0 and word.folded.startswith(letters[wanted]) and not (is_joint(word) and wanted == 0):
            wanted -= 1
            start = place
            if wanted < 0:
                break
        elif word.folded and capitalised(word.text) and not is_joint(word) and wanted < len(letters) - 1:
            wanted = _inner_letters(word.folded, letters, wanted)
            start = place
            if wanted < 0:
                break
        place -= 1
    if wanted >= 0 or start is None or not capitalised(text[start].text) or bracket - start < 2:
        return None
    return trimmed(text, start, bracket, languages)


def _inner_letters(word: str, letters: list[str], wanted: int) -> int:
    """A capitalised word may stand for several letters: "Metropolregion" gives M and R."""
    left = wanted
    for character in reversed(word):
        if left >= 0 and character == letters[left]:
            left -= 1
    return left if left >= -1 and left < wanted and word[0] == letters[left + 1] else wanted


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark names with a type word or a legal form."""
    text = scene.words(unit.span)
    for match in phrases("name-cue", ("Organisation",)).scan(text, scene.languages):
        _around(scene, text, match)
    for match in phrases("legal-form").scan(text, ()):
        start = leftward(text, match.start, scene.languages)
        written = scene.text[text[match.start].start : text[match.end - 1].end].rstrip(".")
        if start < match.start and written == match.cue.text.rstrip("."):
            _keep(scene, text, start, match.end, 0.9)


def _around(scene: Scene, text: Sequence[Word], match: Match) -> None:
    if scene.touching(text[match.start].span) or phrases("name-cue", ("City",)).at(text, match.start, scene.languages):
        return
    upper = capitalised(text[match.start].text)
    end = _extended(scene, text, match.end)
    start = leftward(text, match.start, scene.languages) if upper else match.start
    start = _after_mentions(scene, text, start, match.start)
    if not upper:
        if end == match.end or not _genitive(text, match.end):
            return
    elif start == match.start and end == match.end:
        return
    _keep(scene, text, start, end, 0.85 if upper else 0.6)


def _after_mentions(scene: Scene, text: Sequence[Word], start: int, cue: int) -> int:
    for index in range(cue - 1, start - 1, -1):
        if (there := scene.touching(text[index].span)) and there[0].kind in {"Person", "Event"}:
            return index + 1
    return start


def _after_roles(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """A role and the words that tie it to the body are no part of the body's name."""
    role = phrases("role-cue").at(text, start, scene.languages)
    if not role or role.end >= end:
        return start
    after = role.end
    while after < end and not (capitalised(text[after].text) and text[after].folded):
        after += 1
    return after if after < end else start


def _generic(scene: Scene, name: Sequence[Word]) -> bool:
    """Two ordinary words ("Steering Committee") name no one body; a place, a coined word or a third word would."""
    return all(any(known(w.text, code) for code in scene.languages) for w in name) and not any(
        distinctive(w.text) or scene.gazetteer.find(w.text, scene.language) for w in name
    )


def _genitive(text: Sequence[Word], index: int) -> bool:
    return index < len(text) and is_joint(text[index])


def _extended(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of the name after its type word: capitals and joints, a few lower-case words if capitals follow."""
    end = index
    place = index
    lower = 0
    while place < len(text) and place - index < 14:
        word = text[place]
        if word.folded and (capitalised(word.text) or distinctive(word.text)):
            if lower and place > index and not is_joint(text[place - 1]):
                break
            place += 1
            end, lower = place, 0
        elif word.text in {",", "&", "-", "–"} and word.text == "&":
            place += 1
        elif word.folded and is_joint(word):
            if _starts_another(scene, text, place):
                break
            place += 1
        elif word.folded and lower < 3 and scene.language not in {"en", "de"} and word.text.islower():
            lower += 1
            place += 1
        else:
            break
    return end


def _starts_another(scene: Scene, text: Sequence[Word], joint: int) -> bool:
    """After "and": another organisation, a person or a place that stands for itself."""
    if text[joint].text not in {"and", "e", "y", "i", "et", "und", "și", "και", "a"} or joint + 1 >= len(text):
        return False
    following = text[joint + 1 : joint + 5]
    cues = phrases("name-cue", ("Organisation", "Network", "Project", "Event"))
    return any(cues.at(following, i, scene.languages) for i in range(len(following))) or bool(
        scene.touching(text[joint + 1].span)
    )


def _keep(scene: Scene, text: Sequence[Word], start: int, end: int, score: float) -> None:
    start = _after_roles(scene, text, start, end)
    span = span_of(text, start, end)
    if end - start < 2 and not distinctive(text[start].text):
        return
    if end - start == 2 and _generic(scene, text[start:end]):
        return
    there = scene.touching(span)
    if any(m.span not in span or m.kind in {"Person", "Event"} for m in there):
        return
    mention = Mention(span, "Organisation", span.of(scene.text), score)
    scene.replace(mention) if there else scene.add(mention)
