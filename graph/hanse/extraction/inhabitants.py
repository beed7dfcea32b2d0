"""How many people live in a city: "Kuldīga, a town of 10,500 inhabitants", "Turnhout (Belgium; population: 47 200)"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hanse.extraction.belonging import city_of_page
from hanse.extraction.counts import COUNTING, count_at
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.localities import parts, whole
from hanse.extraction.negation import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.typology import VERB_SECOND
from hanse.extraction.words import Word
from hanse.model import Span, Value

__all__ = ["read"]

_LEAST = 500
_MOST = 40_000_000
_REACH = 14  # words between a city and the number
_SIGNED = 7  # words and signs of a number: "105 000", "1,2 Mio."
_LED = 6  # words between "with" and the number, as between the number and the city: "With its 267,709 residents, Ghent"


@needs(partial(phrases, "count-cue", ("population",)))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the numbers of inhabitants of the cities that they are said of."""
    text = scene.words(sentence)
    cues = phrases("count-cue", ("population",)).scan(text, scene.languages)
    for match in cues if COUNTING.within(text, scene.languages) else ():
        found = _before(scene, text, match.start) or _after(scene, text, match.end)
        around = text[max(0, match.start - 8) : match.end + 2]
        if (
            not found
            or negated(scene, text[max(0, match.start - 8) : match.end])
            or phrases("change-cue").within(around, scene.languages)
        ):
            continue
        place, number = found
        first = min(place, text[match.start].start)
        led = _with(scene, text, first, text[match.end - 1].end)
        city = led or _city(scene, text, first) or _of_card(scene, sentence, first)
        city = city or _spoken_of(scene, unit, sentence, text)
        if city:
            where = Span(min(city.span.start, sentence.start), sentence.end)
            scene.say(city, "population", Value(str(number), "integer"), where, "inhabitants", 0.8)


def _before(scene: Scene, text: Sequence[Word], index: int) -> tuple[int, int] | None:
    """Where the number right before a word for inhabitants begins, and the number: "101 tisíc obyvatel"."""
    for place in range(index - 1, max(-1, index - _SIGNED), -1):
        word = text[place]
        if not word.text[0].isdigit():
            continue
        found = count_at(scene.text, word.start)
        if not found:
            continue  # inside a number: "105 000"
        between = [w for w in text[place:index] if found and w.start >= found.end]
        joined = all(phrases("genitive").alone(w, scene.languages) or w.text in _SIGNS for w in between)
        return (word.start, found.number) if found and joined and _LEAST <= found.number <= _MOST else None
    return None


def _after(scene: Scene, text: Sequence[Word], index: int) -> tuple[int, int] | None:
    """Where the number after "population" begins, and the number, with two words between at most."""
    for place in range(index, min(len(text), index + 5)):
        word = text[place]
        if word.text[0].isdigit():
            found = count_at(scene.text, word.start)
            sound = found and _LEAST <= found.number <= _MOST and scene.text[found.end : found.end + 1] != "%"
            return (word.start, found.number) if found and sound else None
        if sum(bool(w.folded) for w in text[index : place + 1]) > 2:
            return None
    return None


_SIGNS = frozenset({"-", "–"})


def _with(scene: Scene, text: Sequence[Word], start: int, end: int) -> Mention | None:
    """The city after what it has: "With its 267,709 residents, Ghent …"; in Hungarian right after an adjective."""
    before = [w for w in text if w.end <= start]
    opening = next((i for i in range(len(before) - 1, -1, -1) if not before[i].folded), -1) + 1
    after = [w for w in text if w.start >= end]
    city = next((m for m in scene.inside(Span(end, text[-1].end), ("City",))), None)
    if not city or not after:
        return None
    between = [w for w in after if w.end <= city.span.start]
    if scene.language == "hu" and not between:
        return city
    led = opening < len(before) <= opening + _LED and before[opening].folded in _WITH
    comma = next((i for i, w in enumerate(between[:_OWN]) if w.text == ","), -1)
    small = between[comma + 1 :]
    verb = scene.language in VERB_SECOND and bool(small) and phrases("copula").alone(small[0], scene.languages)
    joins = len(small) <= 3 and all(w.text.islower() for w in small)
    return city if led and (comma >= 0 or verb) and joins else None


_OWN = 3  # words from those for inhabitants to the comma: "κατοίκους του,", "locuitori ai săi,"
_WITH = everywhere("with-inhabitants")


def _city(scene: Scene, text: Sequence[Word], place: int) -> Mention | None:
    """The city before the number, whose apposition or bracket the number stands in."""
    words = [w for w in text if w.start < place][-_REACH:]
    cities = scene.inside(Span(words[0].start, place), ("City",)) if words else []
    between = [w for w in words if w.start >= cities[-1].span.end] if cities else []
    if not between or between[0].text not in {",", "(", "–", "-", "—", ":"}:
        return None
    if between[0].text == ":":
        return cities[-1] if len(between) == 1 and not words[0].start < cities[-1].span.start else None
    if any(w.text in {".", ";"} and not _in_bracket(between, i) for i, w in enumerate(between)):
        return None
    tied = any(phrases("genitive").at(between, i, scene.languages) for i in range(len(between))[-3:])
    tied |= _with_or_after(between)
    return cities[-1] if between[0].text == "(" or tied or _names_towns(scene, between) else None


def _of_card(scene: Scene, sentence: Span, place: int) -> Mention | None:
    """The city that is the first part of a line with bars, or a line by itself right above one that is but a number:
    "Covilhã / Portugal · 46 457 habitantes".
    """
    pieces = parts(scene, sentence)
    own = next(part for part in pieces if place <= part.end)
    if sum(bool(w.folded) and not w.text[0].isdigit() for w in scene.words(own)) > _BARE:
        return None
    if len(pieces) > 1 and (city := whole(scene, pieces[0], ("City",))):
        return city
    unit = scene.layout.unit_at(sentence)
    above = scene.layout.before(unit.block) if unit and unit.span.start == sentence.start else None
    return whole(scene, scene.layout.block(above).span, ("City",)) if above is not None else None


def _with_or_after(between: Sequence[Word]) -> bool:
    """Whether "with" follows a city's comma, or a verb the comma that ends what stands between: ", in Lapland, has"."""
    last = max(i for i, w in enumerate(between) if w.text in {",", "(", "–", "-", "—"})
    verb = 0 < last < len(between) - 1 <= last + _VERB and between[last].text == ","
    return (len(between) > 1 and between[1].folded in _WITH) or verb


_VERB = 2  # words


def _names_towns(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether words speak of a town."""
    kinds = (phrases("name-cue", ("City",)), phrases("label-cue", ("City",)))
    return any(kind.first(text, scene.languages) for kind in kinds)


def _in_bracket(between: Sequence[Word], index: int) -> bool:
    return any(w.text == "(" for w in between[:index])


def _spoken_of(scene: Scene, unit: Unit, sentence: Span, text: Sequence[Word]) -> Mention | None:
    """The city that a sentence speaks of as "the town", or that a line of nothing but a number means: the only one that
    the sentences before it name in its paragraph, the last of these first; else that of the page.
    """
    told = sum(bool(w.folded) and not w.text[0].isdigit() for w in text)
    if scene.inside(sentence, ("City",)) or not (_names_towns(scene, text) or told <= _BARE):
        return None
    for before in reversed([s for s in scene.sentences(unit) if s.end <= sentence.start]):
        if cities := scene.inside(before, ("City",)):
            return cities[-1] if len({m.name for m in cities}) == 1 else None
    return city_of_page(scene)


_BARE = 2  # words of a line that is but a number of inhabitants
