"""Cities, regions and countries from the gazetteer; ordinary words and small places need a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, known, lemma
from hanse.gazetteer import Match, Place
from hanse.model import BlockKind, Span

__all__ = ["choose", "recognise", "recognise_long"]

_CODE = re.compile(r"[(\[,]\s?([A-Z]{2})(?=\s?[)\],;]|$)")
_LARGE = 40_000
_CUES: tuple[tuple[str, tuple[str, ...]], ...] = (("place-preposition", ()), ("name-cue", ("City",)))


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the places in a unit."""
    text = unit.span.of(scene.text)
    _codes(scene, unit, text)
    for match in scene.gazetteer.scan(text, scene.language):
        span = Span(unit.span.start + match.span.start, unit.span.start + match.span.end)
        if scene.free(span) and (place := choose(scene, unit, span, match)):
            scene.add(_mention(scene, span, place))


def recognise_long(scene: Scene, unit: Unit) -> None:
    """Mark the places whose name has several words, before these can pass for people: "Santa Maria da Feira"."""
    for match in scene.gazetteer.scan(unit.span.of(scene.text), scene.language):
        span = Span(unit.span.start + match.span.start, unit.span.start + match.span.end)
        several = " " in span.of(scene.text).strip()
        if several and match.exact and not match.common and scene.free(span) and not _part_of_name(scene, unit, span):
            place = choose(scene, unit, span, match)
            if place:
                scene.add(_mention(scene, span, place))


def _codes(scene: Scene, unit: Unit, text: str) -> None:
    """Country codes in brackets or at a value's end."""
    for match in _CODE.finditer(text):
        span = Span(unit.span.start + match.start(1), unit.span.start + match.end(1))
        country = scene.gazetteer.country(match.group(1))
        if country and scene.free(span) and _after_name(text, match.start()):
            scene.add(Mention(span, "Country", match.group(1), 0.97, place=country))


def _after_name(text: str, index: int) -> bool:
    before = text[:index].rstrip()
    return bool(before) and (before[-1].isalpha() or before[-1] in ")’'\"")


def _mention(scene: Scene, span: Span, place: Place) -> Mention:
    written = span.of(scene.text)
    return Mention(span, place.kind, written, 0.9, place=place)


def choose(scene: Scene, unit: Unit, span: Span, match: Match) -> Place | None:
    """The place that a name means here, or None if it is not sure to mean one.

    A country beside the name decides; then a country that the document names; then rank in the gazetteer.
    """
    beside = _country_beside(scene, unit, span)
    inside = [p for p in match.places if p.country == beside and p.kind != "Country"] if beside else []
    if inside:
        return _city_first(inside)
    best = match.places[0]
    if best.kind == "Country":
        return best if match.exact or not _adjective(scene, span) else None
    if _part_of_name(scene, unit, span):
        return None
    cued = _cued(scene, unit, span)
    if not cued and (match.common or _ordinary(scene, span)):
        return None
    local = [p for p in match.places if p.country in scene.countries]
    if best.population < _LARGE and local and local[0].population * 10 > best.population:
        best = local[0]
    best = _city_first([best, *(p for p in match.places if p.country == best.country)])
    if not match.exact:
        return best if cued or best.population >= 100_000 else None
    return best if best.kind == "Region" or best.population >= _LARGE or cued or local else None


def _city_first(places: Sequence[Place]) -> Place:
    """Of a city and the region that is named after it, the city."""
    return (
        next((p for p in places if p.kind == "City" and p.population >= 5000), places[0])
        if places[0].kind == "Region"
        else places[0]
    )


def _adjective(scene: Scene, span: Span) -> bool:
    """Slavic adjectives of countries look like their inflected names: "polskie", "hrvatski"."""
    return lemma(span.of(scene.text), scene.language).endswith(("ski", "cki", "sky"))


def _ordinary(scene: Scene, span: Span) -> bool:
    name = span.of(scene.text)
    return " " not in name and any(known(name, code) for code in scene.languages)


def _country_beside(scene: Scene, unit: Unit, span: Span) -> str:
    after = scene.text[span.end : min(unit.span.end, span.end + 60)]
    match = re.match(r"\s?[(\[,–-]\s?([^()\[\],;.\n]{2,40})", after)
    if not match:
        return ""
    country = scene.gazetteer.country(match.group(1).strip())
    return country.country if country else ""


def _part_of_name(scene: Scene, unit: Unit, span: Span) -> bool:
    """A capitalised word right beside it makes it part of a longer name, unless that is a place or begins a sentence."""
    text = scene.words(unit.span)
    first, last = _covered(text, span)
    if text[first].start < span.start or text[last].end > span.end:
        return True
    after = text[last + 1] if last + 1 < len(text) else None
    before = text[first - 1] if first else None
    if after and after.folded and capitalised(after.text) and _adjacent(scene, text[last], after):
        if phrases("name-cue", ("City", "Region")).at(text, last + 1, scene.languages):
            return False
        if not scene.gazetteer.find(after.text) and not after.text.isupper() and not scene.touching(after.span):
            return scene.layout.block(unit.block).kind is not BlockKind.HEADING
    if before and before.folded and capitalised(before.text) and _adjacent(scene, before, text[first]) and first > 1:
        return not (scene.touching(before.span) or phrases("name-cue", ("City", "Region")).at(text, first - 1, scene.languages)
                    or phrases("place-preposition").at(text, first - 1, scene.languages))  # fmt: skip
    return False


def _covered(text: Sequence[Word], span: Span) -> tuple[int, int]:
    """The first and the last word that a stretch touches."""
    first = next((i for i, w in enumerate(text) if w.end > span.start), len(text) - 1)
    return first, next((i for i, w in enumerate(text) if w.end >= span.end), len(text) - 1)


def _adjacent(scene: Scene, left: Word, right: Word) -> bool:
    return scene.text[left.end : right.start] in {" ", "\xa0", "-"}


def _cued(scene: Scene, unit: Unit, span: Span) -> bool:
    """A preposition of place, "city of", or another place in the same enumeration."""
    text = scene.words(unit.span)
    first, _ = _covered(text, span)
    if span == unit.span:
        return True
    for back in (1, 2, 3):
        start = first - back
        if start >= 0 and any(
            (match := phrases(name, terms).at(text, start, scene.languages)) and match.end == first
            for name, terms in _CUES
        ):
            return True
    near = scene.text[max(unit.span.start, span.start - 4) : span.start]
    if near.rstrip()[-1:] in {",", ";"} and scene.inside(
        Span(max(0, span.start - 40), span.start), ("City", "Country")
    ):
        return True
    return bool(_country_beside(scene, unit, span))
