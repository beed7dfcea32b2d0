"""Bodies that only an enumeration tells to be such: "FerroLab, Seresta and the University of Oviedo"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import coined, span_of
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.recognition.passages import comes_first, lower
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive

__all__ = ["recognise"]

_LONGEST = 4  # words of a name
_COMMAS = 2  # that a line may have without being a list


@needs(kinds=("Organisation",))
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark coined names that are joined to a body by commas and "and", as long as there are such."""
    text = scene.words(unit.span)
    waiting = [m for m in scene.inside(unit.span, ("Organisation",)) if m.score > 0.8]
    if not waiting or not _prose(text):
        return
    while waiting:
        body = waiting.pop()
        for found in (_after(scene, text, body), _before(scene, text, body)):
            if found and scene.free(span := span_of(text, *found)):
                mention = scene.add(Mention(span, "Organisation", span.of(scene.text), 0.75))
                waiting += [mention] if mention else []


def _after(scene: Scene, text: Sequence[Word], body: Mention) -> tuple[int, int] | None:
    """The name after ", " or " and " behind a body, if a mark or "and" ends it too."""
    place = next((i for i, w in enumerate(text) if w.start >= body.span.end), len(text))
    start = _past_joint(scene, text, place)
    if start == place or start >= len(text):
        return None
    end = start
    while end < len(text) and end - start < _LONGEST and _capital(text[end]):
        end += 1
    closed = end >= len(text) or text[end].text in {",", ".", ";", ")"} or _joint(scene, text[end])
    return (start, end) if closed and _coined(scene, text, start, end) else None


def _before(scene: Scene, text: Sequence[Word], body: Mention) -> tuple[int, int] | None:
    """The name before ", " or " and " in front of a body, if a mark or "and" or a word in lower case is before it."""
    place = next((i for i, w in enumerate(text) if w.start >= body.span.start), 0)
    end = place
    while end and phrases("article").alone(text[end - 1], scene.languages):
        end -= 1
    last = end
    while last and (text[last - 1].text == "," or _joint(scene, text[last - 1])):
        last -= 1
    start = last
    while start and last - start < _LONGEST and _capital(text[start - 1]):
        start -= 1
    start += start < last and comes_first(scene, text, start)
    return (start, last) if start < last < end and start and _coined(scene, text, start, last) else None


def _past_joint(scene: Scene, text: Sequence[Word], place: int) -> int:
    first = place
    while place < len(text) and place - first < 3 and (
        text[place].text == "," or _joint(scene, text[place])
        or (place > first and phrases("article").alone(text[place], scene.languages))
    ):  # fmt: skip
        place += 1
    return place


def _joint(scene: Scene, word: Word) -> bool:
    return bool(word.folded) and phrases("conjunction").alone(word, scene.languages)


def _capital(word: Word) -> bool:
    return bool(word.folded) and (capitalised(word.text) or distinctive(word.text))


def _coined(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether words can only be the name of a body: coined, no place's or person's, no role, no name of anything."""
    if start >= end or begins_name(scene, text, start) or phrases("role-cue").at(text, start, scene.languages):
        return False
    name = text[start:end]
    written = span_of(text, start, end).of(scene.text)
    return (
        len(written) > 2
        and not re.search(r"@|\w\.\w+/|www\.", written)
        and not scene.gazetteer.find(written, scene.language)
        and any(coined([w], scene.languages) and not scene.gazetteer.find(w.text, scene.language) for w in name)
    )


def _prose(text: Sequence[Word]) -> bool:
    """Whether words are a sentence or a list with commas, rather than a heading or a menu."""
    if sum(w.text == "," for w in text) > _COMMAS:
        return True
    small = sum(lower(w) for w in text)
    return len(text) > 8 and small * 4 > sum(bool(w.folded) for w in text)
