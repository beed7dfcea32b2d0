"""Bodies with coined names that the words beside them introduce: "the cluster MetaX", "Creax, an agency"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.lines import Trait
from hanse.extraction.posts import is_party
from hanse.extraction.recognition.chunks import coined, quoted, rightward, span_of
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.recognition.passages import LOWER_HEADED, ROMANCE, comes_first, lower, opens_at
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import Word, capitalised, distinctive, known

__all__ = ["recognise"]

_REACH = 6  # words between a type word and a name in apposition
_VAGUE = everywhere("vague-types", as_written=True)
_ONE = everywhere("one-of-many", as_written=True)
_QUOTES = {'"', "”", "»", "“"}
_SIGNS = {",", "(", "–", *_QUOTES}
_CASED = (*ROMANCE, "nl", "pl", "cs", "sk", "sl", "hr", "sr", "bs", "bg", "sv", "da", "fi", "et", "lv", "lt", "hu")
_LONGEST = 4  # words of a coined name


_SHOUTED = Trait(lambda word, _: word.isupper())


@needs(partial(phrases, "name-cue", ("Organisation",)), partial(phrases, "descriptor-cue"), _SHOUTED)
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark names that a type word in lower case introduces, and acronyms of bodies of a place."""
    text = scene.words(unit.span)
    for match in _types(scene, text):
        if match.cue.text in _VAGUE or scene.touching(text[match.start]):
            continue
        if _plural(text, match):
            _examples(scene, text, match)
            continue
        for start, end in _beside(scene, text, match):
            _keep(scene, text, start, end)
        for start, end in _apposed(scene, text, match):
            _keep(scene, text, start, end, apposed=True)
    for index, word in enumerate(text[:-2]):
        if word.text.isupper():
            _of_place(scene, text, index)
            _in_place(scene, text, index)


def _types(scene: Scene, text: Sequence[Word]) -> Iterator[Match]:
    """The words for a body that are no part of its name: in lower case, but in German and where a sentence begins."""
    for match in phrases("name-cue", ("Organisation",)).scan(text, scene.languages):
        if lower(text[match.start]):
            yield match
    for match in phrases("descriptor-cue").scan(text, scene.languages):
        if lower(text[match.start]) or match.cue.language == "de" or opens_at(scene, text, match.start):
            yield match


def _beside(scene: Scene, text: Sequence[Word], match: Match) -> Iterator[tuple[int, int]]:
    """As in "the cluster MetaX", "la empresa tolosana HydroPix", "el clúster «MetaX»", "the MetaX cluster"."""
    after = _past_adjectives(scene, text, match)
    if inner := quoted(text, match.end, 4):
        if _proper(scene, text, *inner):
            yield inner
    elif after < len(text) and _named(scene, text, after, match):
        yield after, _run(text, after)
    elif match.start and distinctive(text[match.start - 1].text) and match.cue.language in ("", "en", "de"):
        yield match.start - 1, match.start


def _past_adjectives(scene: Scene, text: Sequence[Word], match: Match) -> int:
    """The word after a type word and the adjectives that follow it in Romance: "empresa tolosana"."""
    place = match.end
    if match.cue.language in ROMANCE:
        while place < len(text) - 1 and place - match.end < 2 and lower(text[place]) and len(text[place].text) > 4:
            place += 1
    return place if place < len(text) and not lower(text[place]) else match.end


def _named(scene: Scene, text: Sequence[Word], index: int, match: Match) -> bool:
    """Whether capitals right after a type word are a name: no role, no other type word, no place."""
    word = text[index]
    if not word.folded or text[index].start - text[index - 1].end > 1:
        return False
    end = _run(text, index)
    span = span_of(text, index, end)
    cues = (phrases("role-cue"), phrases("name-cue"), phrases("article"), phrases("place-preposition"))
    if not scene.free(span) or begins_name(scene, text, index) or any(c.at(text, index, scene.languages) for c in cues):
        return False
    if distinctive(word.text):
        return True
    if not capitalised(word.text) or scene.gazetteer.find(span.of(scene.text)):
        return False
    # where common nouns are in lower case a capital makes a name; English also has its weekdays and titles in capitals,
    # and a department is called by its field: "ufficio Politiche sociali"
    cut = scene.language in LOWER_HEADED and end < len(text) and lower(text[end]) and len(text[end].text) > 3
    described = phrases("descriptor-cue").at(text, match.start, scene.languages)
    alone = scene.language in _CASED and described and not cut
    several = end - index > 1 and (scene.language == "en" or scene.language in _CASED)
    return several or bool(alone) or coined(text[index:end], scene.languages)


def _apposed(scene: Scene, text: Sequence[Word], match: Match) -> Iterator[tuple[int, int]]:
    """As in "MetaX, the advanced manufacturing cluster of Y"; "el clúster asturiano de fabricación, MetaX"."""
    place = match.start - 1
    while place >= 0 and match.start - place <= _REACH and _describes(scene, text, place):
        place -= 1
    article = phrases("article").at(text, place + 1, scene.languages)
    if not (place + 1 == match.start or article or lower(text[place + 1])):
        place = 0
    if place > 0 and text[place].text in _SIGNS:
        end = place - 1 if text[place].text == "," and text[place - 1].text in _QUOTES else place
        start = end
        while start and end - start < _LONGEST and text[start - 1].folded and capitalised(text[start - 1].text):
            start -= 1
        start += end - start > 1 and opens_at(scene, text, start) and _grammatical(scene, text, start)
        role = phrases("role-cue").at(text, start, scene.languages) if start < end else None
        named = start < end and (_proper(scene, text, start, end) or _titled(scene, text, start, end, article))
        if named and not role and not begins_name(scene, text, start):
            yield start, end
    place = match.end
    while place < len(text) and place - match.end <= _REACH and lower(text[place]):
        place += 1
    if match.end < place < len(text) - 1 and text[place].text == "," and distinctive(text[place + 1].text):
        yield place + 1, _run(text, place + 1)


def _describes(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """A word between the comma and the type word: lower case, "city's", "Stuttgart-based", "Danish", "Brussels"."""
    word = text[index]
    if not word.folded:
        return word.text in {"'s", "’s"}
    kinds = ("place-preposition", "genitive", "role-cue")
    if word.text in particles("relative", scene.languages) or any(
        phrases(kind).alone(word, scene.languages) for kind in kinds
    ):
        return word.text in {"'s", "’s"}
    if lower(word) or word.text in {"'s", "’s"} or word.text.endswith("-based"):
        return True
    adjective = scene.language == "en" and known(word.text, "en") and len(word.text) > 3
    return adjective or bool(scene.gazetteer.find(word.text, scene.language))


def _titled(scene: Scene, text: Sequence[Word], start: int, end: int, article: Match | None) -> bool:
    """Two or more ordinary words in capitals before ", a think tank": an article that says it is one of many."""
    several = end - start > 1 and all(capitalised(w.text) for w in text[start:end])
    one = article is not None and article.cue.text in _ONE
    written = span_of(text, start, end).of(scene.text)
    return several and one and not scene.gazetteer.find(written, scene.language)


def _grammatical(scene: Scene, text: Sequence[Word], index: int) -> bool:
    small = (phrases(kind) for kind in ("article", "place-preposition", "conjunction"))
    return comes_first(scene, text, index) or any(kind.at(text, index, scene.languages) for kind in small)


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
    while end < len(text) and end - index < _LONGEST and text[end].start - text[end - 1].end < 2:
        joins = text[end].text == "&" and end + 1 < len(text) and capitalised(text[end + 1].text)
        if not (joins or (text[end].folded and capitalised(text[end].text))):
            break
        end += 1
    return end


def _of_place(scene: Scene, text: Sequence[Word], index: int) -> None:
    """As in "EPI de Gijón", "AEI de Asturias": capitals, "of", a place."""
    short, genitive = text[index], phrases("genitive").at(text, index + 1, scene.languages)
    if not (genitive and short.text.isupper() and distinctive(short.text) and genitive.end < len(text)):
        return
    there = scene.touching(text[genitive.end])
    if phrases("name-cue", ("City", "Region")).at(text, index, scene.languages):
        return  # "CITY OF TURKU"
    if there or not scene.free(short) or not capitalised(text[genitive.end].text) or is_party(scene, short):
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


def _keep(scene: Scene, text: Sequence[Word], start: int, end: int, *, apposed: bool = False) -> None:
    """Mark a body; what is said to be one is no event, whatever its last word: "Habitus Forum, a think tank"."""
    span = span_of(text, start, end)
    if "@" in span.of(scene.text):
        return
    there = scene.touching(span)
    mention = Mention(span, "Organisation", span.of(scene.text), 0.85)
    if not there:
        scene.add(mention)
    elif apposed and [(m.span, m.kind) for m in there] == [(span, "Event")]:
        scene.replace(mention)
