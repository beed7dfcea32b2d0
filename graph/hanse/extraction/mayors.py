"""Rows of towns with who heads them: "the mayors of Riga, Ana Gil; Ghent, Jan Kos; and Graz, Eva Malik"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.bodies import skip_small
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.posts import is_municipal, is_plural, not_now, post_at, without_parties
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised
from hanse.model import Span, Value

__all__ = ["read"]

_FEWEST = 2  # towns of a row
_LONGEST = 6  # words of a town's name


@needs(kinds=("Person",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the town and the title of each person in such a row."""
    if len(scene.inside(sentence, ("Person",))) < _FEWEST:
        return
    text = without_parties(scene, scene.words(sentence))
    for index in range(len(text)):
        match = post_at(scene, text, index)
        if match is None or not is_municipal(match) or not is_plural(scene, text, match):
            continue
        title = Span(text[match.start].start, text[match.end - 1].end)
        row = list(_row(scene, text, skip_small(scene, text, match.end)))
        if len(row) < _FEWEST or not_now(scene, title):
            continue
        for town, person in row:
            city = _city(scene, town)
            where = Span(town.start, person.span.end)
            if city:
                scene.say(person, "affiliation", city, where, "role", 0.8)
                written = Value(title.of(scene.text), "string", scene.language)
                scene.say(person, "roleTitle", written, Span(title.start, person.span.end), "role", 0.8)


def _row(scene: Scene, text: Sequence[Word], place: int) -> Iterator[tuple[Span, Mention]]:
    """Each town of a row, and who stands behind the comma after it."""
    while place < len(text):
        place = skip_small(scene, text, place)
        comma = next((i for i in range(place, min(len(text), place + _LONGEST)) if text[i].text == ","), place)
        there = scene.touching(text[comma + 1]) if place < comma < len(text) - 1 else []
        if not there or there[0].kind != "Person" or not capitalised(text[place].text):
            return
        yield Span(text[place].start, text[comma - 1].end), there[0]
        place = next((i for i in range(comma, len(text)) if text[i].start >= there[0].span.end), len(text))
        signed = place < len(text) and text[place].text in ";,"
        joint = place + signed < len(text) and phrases("conjunction").alone(text[place + signed], scene.languages)
        if not (signed or joint):
            return
        place += signed + joint


def _city(scene: Scene, town: Span) -> Mention | None:
    """What a row has before a person's name: a town that is marked, or one that the row shows to be one."""
    there = scene.touching(town)
    if there:
        return there[0] if there[0].kind == "City" and there[0].span == town else None
    return scene.add(Mention(town, "City", town.of(scene.text), 0.8))
