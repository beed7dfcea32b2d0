"""Bodies with coined names that the words beside them introduce: "the cluster MetaX", "Creax, an agency"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import coined, quoted, rightward, span_of
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive

__all__ = ["recognise"]

_REACH = 6  # words between a type word and a name in apposition
_VAGUE = {"platform", "plattform", "plataforma", "plateforme", "piattaforma", "platforma", "group", "service", "office"}


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark names that a type word in lower case introduces, and acronyms of bodies of a place."""
    text = scene.words(unit.span)
    for match in phrases("name-cue", ("Organisation",)).scan(text, scene.languages):
        if not text[match.start].text[0].islower() or match.cue.text in _VAGUE:
            continue
        if _plural(text, match):
            _examples(scene, text, match)
            continue
        for start, end in (*_beside(scene, text, match), *_apposed(scene, text, match)):
            _keep(scene, text, start, end)
    for index in range(len(text) - 2):
        _of_place(scene, text, index)
        _in_place(scene, text, index)


def _beside(scene: Scene, text: Sequence[Word], match: Match) -> Iterator[tuple[int, int]]:
    """As in "the cluster MetaX", "el clúster «MetaX»", "the MetaX cluster"."""
    if inner := quoted(text, match.end, 4):
        if _proper(scene, text, *inner):
            yield inner
    elif match.end < len(text) and distinctive(text[match.end].text):
        yield match.end, _run(text, match.end)
    elif match.start and distinctive(text[match.start - 1].text) and match.cue.language in ("", "en", "de"):
        yield match.start - 1, match.start


def _apposed(scene: Scene, text: Sequence[Word], match: Match) -> Iterator[tuple[int, int]]:
    """As in "MetaX, the advanced manufacturing cluster of Y"; "el clúster asturiano de fabricación, MetaX"."""
    place = match.start - 1
    while place >= 0 and match.start - place <= _REACH and text[place].folded and text[place].text[0].islower():
        place -= 1
    opened = place + 1 == match.start or phrases("article").at(text, place + 1, scene.languages)
    if not opened:
        place = 0
    if (place > 0 and text[place].text in {",", "(", "–"}) or (place > 0 and text[place].text in {'"', "”", "»"}):
        end = place - 1 if text[place].text == "," and text[place - 1].text in {'"', "”", "»", "“"} else place
        start = end
        while start and end - start < 3 and text[start - 1].folded and capitalised(text[start - 1].text):
            start -= 1
        if start < end and _proper(scene, text, start, end):
            yield start, end
    place = match.end
    while place < len(text) and place - match.end <= _REACH and text[place].folded and text[place].text[0].islower():
        place += 1
    if match.end < place < len(text) - 1 and text[place].text == "," and distinctive(text[place + 1].text):
        yield place + 1, _run(text, place + 1)


def _examples(scene: Scene, text: Sequence[Word], match: Match) -> None:
    """As in "agencies such as X, Y (farming) or Z": the first words of each item, if they can only be a name."""
    opening = phrases("list-cue").at(text, match.end, scene.languages) if match.end < len(text) else None
    if not opening or opening.cue.text == ":":
        return
    place, depth, first = opening.end, 0, True
    while place < len(text) and text[place].text not in {".", ";", ":"}:
        depth += {"(": 1, ")": -1}.get(text[place].text, 0)
        joined = text[place].text == "," or phrases("conjunction").at(text, place, scene.languages)
        if not depth and (first or joined):
            start = place if first else place + 1
            end = _run(text, start) if start < len(text) and capitalised(text[start].text) else start
            if end > start and _proper(scene, text, start, end):
                _keep(scene, text, start, end)
        first = False
        place += 1


def _run(text: Sequence[Word], index: int) -> int:
    end = index + 1
    while end < len(text) and end - index < 3 and text[end].folded and capitalised(text[end].text):
        end += 1
    return end


def _of_place(scene: Scene, text: Sequence[Word], index: int) -> None:
    """As in "EPI de Gijón", "AEI de Asturias": capitals, "of", a place."""
    short, genitive = text[index], phrases("genitive").at(text, index + 1, scene.languages)
    if not (genitive and short.text.isupper() and distinctive(short.text) and genitive.end < len(text)):
        return
    there = scene.touching(text[genitive.end].span)
    if there or not scene.free(short.span) or not capitalised(text[genitive.end].text):
        return
    end = rightward(text, genitive.end, 4)
    if scene.gazetteer.find(span_of(text, genitive.end, end).of(scene.text), scene.language):
        _keep(scene, text, index, end)


def _in_place(scene: Scene, text: Sequence[Word], index: int) -> None:
    """As in "SODENA (Navarra)": a name in capitals, its region or country in brackets."""
    closing = next((i for i in range(index + 2, min(len(text), index + 6)) if text[i].text == ")"), 0)
    short = text[index]
    if not closing or text[index + 1].text != "(" or not (short.text.isalpha() and short.text.isupper()):
        return
    places = scene.gazetteer.find(span_of(text, index + 2, closing).of(scene.text), scene.language)
    if len(short.text) > 2 and any(p.kind != "City" for p in places):
        _keep(scene, text, index, index + 1)


def _plural(text: Sequence[Word], match: Match) -> bool:
    last = text[match.end - 1].folded
    return last.endswith("s") and not match.cue.text.endswith("s")


def _proper(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether words can only be a name, and no place's: one of odd shape, or unknown to the dictionaries."""
    name = text[start:end]
    written = span_of(text, start, end).of(scene.text)
    return len(written) > 2 and coined(name, scene.languages) and not scene.gazetteer.find(written, scene.language)


def _keep(scene: Scene, text: Sequence[Word], start: int, end: int) -> None:
    span = span_of(text, start, end)
    if scene.free(span):
        scene.add(Mention(span, "Organisation", span.of(scene.text), 0.85))
