"""How many people live in a city: "Kuldīga, a town of 10,500 inhabitants", "Turnhout (Belgium; population: 47 200)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.relations import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word
from hanse.model import Span, Value

__all__ = ["read"]

_FIGURES = r"(\d{1,3}(?:[ .,\u00a0\u202f'’]\d{3})+|\d+(?:[.,]\d{1,2})?)"
_BEFORE = re.compile(rf"(?<![\d.,]){_FIGURES}[\s-]?(?:(\w+)\.?\s)?$")
_AFTER = re.compile(rf"\W{{0,3}}(?:\w+\W{{1,2}}){{0,2}}?(?<![\d.,]){_FIGURES}(?![\d%])(?:\s(\w+))?")
_GROUPED = re.compile(r"\d{1,3}(?:\D\d{3})+")
_TIMES = (
    (1_000_000, re.compile(r"m(?:il(?:l?i[oó]n|j[uo]n|ioan|hõ|li)|io$|ln$|iljo)|εκατ")),
    (1_000, re.compile(r"(?:mil|mila|mille|mii|thousand|tausend|duizend|tys|tis\w*|tusen|tusind|χιλ\w*|хил\w*|ezer)$")),
)
_LEAST = 500
_MOST = 40_000_000
_REACH = 14  # words between a city and the number


def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the numbers of inhabitants of the cities that they are said of."""
    text = scene.words(sentence)
    for match in phrases("count-cue", ("population",)).scan(text, scene.languages):
        start, end = text[match.start].start, text[match.end - 1].end
        found = _BEFORE.search(scene.text[sentence.start : start]) or _AFTER.match(scene.text[end : sentence.end])
        number = _value(found) if found else 0
        if not found or not number or negated(scene, text[max(0, match.start - 8) : match.end]):
            continue
        place = min(start, (sentence.start if found.end() == start - sentence.start else end) + found.start(1))
        city = _city(scene, text, place) or _spoken_of(scene, unit, sentence, text)
        if city:
            where = Span(min(city.span.start, sentence.start), sentence.end)
            scene.say(city, "population", Value(str(number), "integer"), where, "inhabitants", 0.8)


def _scale(text: str) -> int:
    return next((times for times, words in _TIMES if words.match(text.casefold())), 0)


def _value(match: re.Match[str]) -> int:
    """The number that figures, and a word for thousand or million, give; 0 where it can't be a town's."""
    figures, scale = match[1], (_scale(match[2]) if match[2] else 0)
    if match[2] and not scale and match.re is _BEFORE:
        return 0
    grouped = _GROUPED.fullmatch(figures)
    number = int(re.sub(r"\D", "", figures)) if grouped else float(figures.replace(",", "."))
    return round(number * (scale or 1)) if _LEAST <= number * (scale or 1) <= _MOST else 0


def _city(scene: Scene, text: Sequence[Word], place: int) -> Mention | None:
    """The city before the number, whose apposition or bracket the number stands in."""
    words = [w for w in text if w.start < place][-_REACH:]
    cities = scene.inside(Span(words[0].start, place), ("City",)) if words else []
    between = [w for w in words if w.start >= cities[-1].span.end] if cities else []
    if not between or between[0].text not in {",", "(", "–", "-", "—"}:
        return None
    if any(w.text in {".", ";"} and not _in_bracket(between, i) for i, w in enumerate(between)):
        return None
    tied = any(phrases("genitive").at(between, i, scene.languages) for i in range(len(between))[-3:])
    return cities[-1] if between[0].text == "(" or tied or _names_towns(scene, between) else None


def _names_towns(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether words speak of a town."""
    kinds = (phrases("name-cue", ("City",)), phrases("label-cue", ("City",)))
    return any(kind.first(text, scene.languages) for kind in kinds)


def _in_bracket(between: Sequence[Word], index: int) -> bool:
    return any(w.text == "(" for w in between[:index])


def _spoken_of(scene: Scene, unit: Unit, sentence: Span, text: Sequence[Word]) -> Mention | None:
    """The only city that the paragraph names before a sentence which speaks of "the town" and names none."""
    if scene.inside(sentence, ("City",)) or not _names_towns(scene, text):
        return None
    before = scene.inside(Span(unit.span.start, sentence.start), ("City",))
    return before[-1] if before and len({m.name for m in before}) == 1 else None
