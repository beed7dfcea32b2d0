"""Cities by inflected forms of names that the document has as they are: "Varaždin … spotkanie w Varaždinie".

The gazetteer leads inflected forms back to towns where the language is spoken and to large ones, not to all that there
are. A town that the document names is meant by an inflected form of its name, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.recognition.surroundings import is_label, is_street, is_surname, part_of_name
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, known
from hanse.model import Span
from hanse.names import fold

__all__ = ["recognise"]

_SHORTEST = 4  # letters of a name's first word
_LONGEST = 3  # words of a name
_ENDING = 2  # letters of a name that may change
_WITH_S = frozenset("de sv da no nb nn".split())  # whose genitive "s" ends many other words


def recognise(scene: Scene) -> None:
    """Mark the towns that a document names elsewhere."""
    if not scene.gazetteer.inflects(scene.language) or scene.language in _WITH_S:
        return
    names = _names(scene)
    if not names:
        return
    stems = sorted({name.split()[0][:-_ENDING] for name in names}, key=len, reverse=True)
    begins = re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})\w+", re.IGNORECASE)
    for unit in scene.layout.body:
        for found in begins.finditer(unit.span.of(scene.text)):
            _mark(scene, unit, unit.span.start + found.start(), names)


def _names(scene: Scene) -> dict[str, Mention]:
    """The towns of a document that are not inflected anyway, by their names as they stand in it."""
    found: dict[str, Mention] = {}
    for city in scene.mentions.of("City"):
        if city.place and not scene.gazetteer.likely(city.place, scene.language):
            text = city.name.split()
            if len(text) <= _LONGEST and len(text[0]) >= _SHORTEST and all(capitalised(word) for word in text):
                found.setdefault(city.name, city)
    return found


def _mark(scene: Scene, unit: Unit, start: int, names: dict[str, Mention]) -> None:
    text = scene.words(unit.span)
    first = next((i for i, word in enumerate(text) if word.start == start), None)
    if first is None or not capitalised(text[first].text):
        return
    for name, city in names.items():
        last = first + len(name.split())
        if last > len(text) or not _inflects(text[first:last], name, scene.gazetteer.base_forms(scene.language)):
            continue
        span = Span(start, text[last - 1].end)
        doubts = (part_of_name(scene, unit, span), is_label(scene, unit, span), is_street(scene, unit, span))
        ordinary = last - first == 1 and any(known(text[first].text, code) for code in scene.languages)
        if scene.free(span) and not ordinary and not any(doubts) and not is_surname(scene, span):
            scene.add(Mention(span, "City", span.of(scene.text), 0.8, place=city.place))
            return


def _inflects(text: Sequence[Word], name: str, bases: Callable[[str], Sequence[str]]) -> bool:
    """Whether words are a name in another form."""
    plain = fold(name).split()
    return all(w.folded == base or base in bases(w.folded) for w, base in zip(text, plain, strict=True))
