"""Lists of people in running text, each with a role of their own: "Ana Ruiz, mayor of Lugo; Prof. Jan Kos (Gdynia)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.lines import Line
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.tenses import past
from hanse.extraction.words import Word, capitalised
from hanse.model import Span

__all__ = ["lineup"]

_BETWEEN = 130  # characters between two people of a list
_STOPS = frozenset(";.!?")


def lineup(scene: Scene, text: Line, start: int) -> Iterator[Mention]:
    """The people of the list that begins at a word: to the end of the sentence, a verb of the past or a long gap."""
    last = text[start - 1].end if start else text[0].start
    for index in range(start, len(text)):
        if text[index].text in _STOPS and not (_abbreviates(scene, text, index) or _parts(scene, text, index)):
            return
        there = scene.touching(text[index])
        if not there or there[0].kind != "Person" or there[0].span.end <= last:
            continue
        begin = there[0].span.start
        between = scene.words(Span(last, begin)) if last < begin else []
        if begin - last > _BETWEEN or _acts(scene, between) or any(w.folded in _TURNS for w in between):
            return
        yield there[0]
        last = there[0].span.end


def _abbreviates(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a full stop belongs to the word before it: "Prof.", "m.in."."""
    if not index or text[index].text != ".":
        return False
    title = phrases("honorific").at(text, index - 1, scene.languages)
    return title is not None or (text[index - 1].text.islower() and len(text[index - 1].text) < _SHORT)


_TURNS = everywhere("because") | everywhere("whereas")
_SHORT = 4  # letters of a word that is likely cut short where a full stop follows inside a sentence


def _parts(scene: Scene, text: Line, index: int) -> bool:
    """Whether a semicolon stands between two people of a list: the next has nothing but a role, and no verb."""
    if text[index].text != ";":
        return False
    end = next((i for i in range(index + 1, len(text)) if text[i].text == ";"), len(text))
    piece = text[index + 1 : end]
    people = scene.inside(Span(piece[0].start, piece[-1].end), ("Person",)) if piece else []
    after = next((w for w in piece if w.start >= people[0].span.end), None) if people else None
    goes_on = (phrases("genitive"), phrases("conjunction"))
    closed = after is None or not after.text.islower() or any(p.alone(after, scene.languages) for p in goes_on)
    return bool(people) and closed and not _says(scene, piece)


def _says(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether some words tell more than who somebody is: they have a verb, a clause or a colon."""
    spoken = (phrases("copula"), phrases("pronoun", ("Person",)))
    relative = particles("relative", (scene.language,))
    small = [w for w in text if not capitalised(w.text)]  # "Sara" is no "sarà"
    clause = any(w.text in relative or w.text == ":" or any(p.alone(w, scene.languages) for p in spoken) for w in small)
    return clause or _acts(scene, text)


def _acts(scene: Scene, text: Sequence[Word]) -> bool:
    return any(past(text, i, scene.language) for i in range(len(text)))
