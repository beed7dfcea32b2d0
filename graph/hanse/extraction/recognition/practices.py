"""The good practice of a fact sheet: what is beside its headline says what the page is about, labels tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.extraction.labels import labelled
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.known import Name
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.tenses import past
from hanse.extraction.words import capitalised, words
from hanse.model import BlockKind

__all__ = ["practices"]

_KIND = "GoodPractice"
_FACTS = (
    frozenset({"implementedIn"}),
    frozenset({"leadPartner", "partner"}),
    frozenset({"population"}),
    frozenset({"programme"}),
    frozenset({"startDate", "endDate", "temporalCoverage"}),
    frozenset({"theme"}),
)
_ENOUGH = 3  # sorts of labels, one for where it is
_SPARE = 3  # words behind the cue: "Good practice of the month"
_LONGEST = 8  # words of a name
_OWNER = re.compile(r"(.+?)(?:['’]s|['’])\s+(?=\S)")


def practices(scene: Scene) -> Iterator[Name]:
    """The name over labels for place, topics, …, where a line above or below, or a word before it, is "Good practice".

    "GOOD PRACTICE" / "The Shared Larder"; "Case study: Bologna's Open Courts".
    """
    written = dict.fromkeys(filter(None, (_name(scene, text) for text in _called(scene))))
    if written and _fact_sheet(scene):
        yield from (Name(text, _KIND) for text in written)
    elif (filed := _filed(scene)) and any(roles & sort for roles in _told(scene) for sort in _FACTS):
        yield Name(filed, _KIND)


def _called(scene: Scene) -> Iterator[str]:
    """Headings with a line beside them, or a word in them, for what they name."""
    blocks, own = scene.layout.blocks, scene.layout.text
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            before, colon, after = own(index).partition(": ")
            if colon and _says(scene, before):
                yield after
            elif any(_is_line(scene, beside) for beside in (index - 1, index + 1)):
                yield own(index)


def _is_line(scene: Scene, index: int) -> bool:
    if not 0 <= index < len(scene.layout.blocks):
        return False
    block = scene.layout.block(index)
    return block.kind is BlockKind.PARAGRAPH and not block.label and _says(scene, scene.layout.text(index))


def _says(scene: Scene, text: str) -> bool:
    """Whether a line is but "Good practice", or little more: "Good practice of the month"."""
    found = [w for w in words(text) if w.folded]
    cue = phrases("label-cue", (_KIND,)).at(found, 0, scene.languages) if found else None
    if cue is None or text.strip()[-1] in ".!?…" or len(found) - cue.end > _SPARE:
        return False
    return all(w.text.islower() or text.isupper() for w in found[cue.end :])


def _filed(scene: Scene) -> str:
    """The headline below a trail that leads through practices: "Home > Good practices > Food"."""
    headline = scene.layout.headline
    above = (b.span.of(scene.text) for b in scene.layout.blocks if headline and b.span.end <= headline.span.start)
    trails = (steps for line in above if len(steps := _STEP.split(line)) > 1 and line.strip()[-1] not in ".!?")
    told = (word for trail in trails for step in trail for word in words(step))
    named = (word.folded in _PRACTICES[code] for word in told for code in scene.languages)
    return _name(scene, headline.span.of(scene.text)) if headline and any(named) else ""


_PRACTICES = by_language("of-practices")
_STEP = re.compile(r"\s+[›»>→]+\s+")


def _told(scene: Scene) -> list[frozenset[str]]:
    return [field.roles for field in labelled(scene)]


def _fact_sheet(scene: Scene) -> bool:
    told = _told(scene)
    found = [sort for sort in _FACTS if any(roles & sort for roles in told)]
    return len(found) >= _ENOUGH and _FACTS[0] in found


def _name(scene: Scene, text: str) -> str:
    """The name in a heading, without the town that has it; "" where there is none."""
    text = text.strip(' "“”„«»*_')
    owner = _OWNER.match(text)
    if owner and scene.gazetteer.find(owner[1], scene.language):
        text = text[owner.end() :]
    found = [w for w in words(text) if w.folded]
    if not 0 < len(found) <= _LONGEST or not capitalised(found[0].text) or text[-1] in ".!?…:":
        return ""
    if any(past(found, index, scene.language) for index in range(len(found))):
        return ""  # "How Ghent got its river back"
    return text if scene.nameable(text) and not scene.gazetteer.find(text, scene.language) else ""
