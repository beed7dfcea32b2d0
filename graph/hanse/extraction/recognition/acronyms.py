"""A long form and its acronym: the one in brackets behind the other, or with a dash between them."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Trait
from hanse.extraction.recognition.chunks import is_joint, span_of, trimmed
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive
from hanse.names import fold

__all__ = ["initials_agree", "long_form", "recognise"]

_ODD = Trait(lambda word, _: distinctive(word))


@needs(_ODD)
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark a long form and its acronym, by the letters (Schwartz and Hearst, PSB 2003)."""
    text = scene.words(unit.span)
    if not _ODD.within(text, scene.languages):
        return
    _expanded(scene, text)
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


def _expanded(scene: Scene, text: Sequence[Word]) -> None:
    """As in "TPBI (Asociația pentru Transport Public)" and, as a line, "RTES - Réseau des Territoires Solidaires"."""
    for index in range(len(text) - 3):
        if not distinctive(text[index].text):
            continue
        end = len(text)
        if text[index + 1].text == "(":
            end = next((i for i in range(index + 2, len(text)) if text[i].text == ")"), index)
        elif index or text[index + 1].text not in {"-", "–", "—", ":"}:
            continue
        long = text[index + 2 : end]
        if 2 < len(long) < 20 and capitalised(long[0].text) and initials_agree(text[index].text, long):
            kind = "Organisation" if not text[index].start else _kind(scene, long)
            span = span_of(text, index + 2, end)
            if kind and all(m.span in span and m.kind not in {"Person", "Event"} for m in scene.touching(span)):
                name = scene.replace(Mention(span, kind, span.of(scene.text), 0.9, aliases=(text[index].text,)))
                short = Mention(text[index].span, kind, text[index].text, 0.9, aliases=(name.name,))
                scene.replace(short) if scene.touching(short.span) else scene.add(short)


def initials_agree(acronym: str, long: Sequence[Word]) -> bool:
    """Whether the letters of an acronym begin words of its long form, the first and the last important ones too.

    >>> from hanse.extraction.words import words
    >>> initials_agree("RTES", words("Réseau des collectivités Territoriales pour une Économie Solidaire"))
    True
    """
    letters = [c for c in fold(acronym) if c.isalpha()]
    initials = [w.folded[0] for w in long if w.folded and not is_joint(w)]
    capitals = sum(1 for w in long if w.folded and capitalised(w.text))
    if any(not w.folded and w.text not in "&,–-’'" for w in long) or len(letters) < 3:
        return False
    wanted = iter(initials)
    inside = all(letter in wanted for letter in letters)
    return inside and capitals <= len(letters) + 3 and (len(letters) > 3 or initials[0] == letters[0])


def _kind(scene: Scene, words: Sequence[Word]) -> str:
    terms = ("Organisation", "Network", "Project", "Programme", "Event")
    head = next((i for i, w in enumerate(words) if i and is_joint(w)), len(words))
    found = [
        m.cue.term for m in phrases("name-cue", terms).scan(words, scene.languages) if m.start < head or m.start == 0
    ]
    return (found[-1] if scene.language == "en" else found[0]) if found else ""


def long_form(text: Sequence[Word], bracket: int, acronym: str, languages: tuple[str, ...]) -> int | None:
    """Where the long form begins that stands before a bracket with its acronym; None if the letters don't agree.

    >>> from hanse.extraction.words import words
    >>> text = words("the Agence nationale de la cohésion des territoires (ANCT)")
    >>> text[long_form(text, text.index(next(w for w in text if w.text == "(")), "ANCT", ("fr",))].text
    'Agence'
    """
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
    said = any(word.text.islower() and phrases("copula").alone(word, languages) for word in text[start:bracket])
    return None if said else trimmed(text, start, bracket, languages)


def _inner_letters(word: str, letters: list[str], wanted: int) -> int:
    """A capitalised word may stand for several letters: "Metropolregion" gives M and R."""
    left = wanted
    for character in reversed(word):
        if left >= 0 and character == letters[left]:
            left -= 1
    return left if left >= -1 and left < wanted and word[0] == letters[left + 1] else wanted
