"""Which body stands at a place: one marked already, a city by its gazetteer name, an unknown name, "the cluster"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hanse.extraction.lexicon import Phrases, phrases
from hanse.extraction.recognition.chunks import coined, is_joint, rightward, span_of
from hanse.extraction.recognition.surroundings import elided
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.ties import tie
from hanse.extraction.townships import headed
from hanse.extraction.typology import UNARTICLED
from hanse.extraction.words import CASELESS, Word, capitalised, distinctive

__all__ = [
    "BODIES",
    "before_place",
    "body_at",
    "body_before",
    "city_at",
    "foreign",
    "is_small",
    "is_unit",
    "next_body",
    "of_part",
    "past_place",
    "skip_small",
    "unheard",
]

BODIES = ("Organisation", "City", "Region", "Network", "Project", "Programme")
_GRAMMAR = ("article", "genitive", "place-preposition")
_HEAD_LAST = frozenset(("en", "sv", "da", "fi", "et", "hu", "lv", "lt"))  # the type word stands behind the name
_BEFORE = by_language("body-prepositions", as_written=True)
_CALLED = ("Organisation", "Network")
_TITLE_LAST = frozenset(("sv", "da", "nb", "fi", "et"))  # "kommun", "stad", in lower case
_ACRONYM = 6  # letters of a name in capitals that is none of a place


def is_small(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of the article or preposition that stands at a word, or 0."""
    if index >= len(text) or not text[index].folded:
        return 0
    if text[index].text in _BEFORE[scene.language]:
        return index + 1
    ends = [m.end for cues in _small() if (m := cues.at(text, index, scene.languages))]
    return max(ends, default=0)


@cache
def _small() -> tuple[Phrases, ...]:
    return (*map(phrases, _GRAMMAR), tie("at"))


def skip_small(scene: Scene, text: Sequence[Word], index: int, most: int = 4) -> int:
    """The first word from an index that is no article or preposition."""
    first = index
    while (end := is_small(scene, text, index)) and index - first < most and not scene.touching(text[index]):
        index = end
    return index


def past_place(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The word behind brackets that begin at one and only tell where something is, "(France)"; else that one."""
    if index >= len(text) or text[index].text != "(":
        return index
    end = next((i for i in range(index + 1, min(index + _LONGEST_PLACE, len(text))) if text[i].text == ")"), 0)
    inner = text[index + 1 : end] if end else []
    placed = [bool(there := scene.touching(w)) and there[0].kind in PLACES for w in inner if w.folded]
    return end + 1 if placed and all(placed) else index


def before_place(scene: Scene, text: Sequence[Word], end: int) -> int:
    """The end of some words without brackets at their end that only tell where something is."""
    if end and text[end - 1].text == ")":
        for start in range(end - 2, max(-1, end - _LONGEST_PLACE - 1), -1):
            if text[start].text == "(":
                return start if past_place(scene, text, start) == end else end
    return end


_LONGEST_PLACE = 7  # words in brackets: "(Castelló, Spain)"


def body_at(scene: Scene, text: Sequence[Word], index: int) -> tuple[Mention, int] | None:
    """The marked body that begins at a word, a "City of" before it passed over; and the word after it."""
    if index >= len(text):
        return None
    there = scene.touching(text[index])
    if there:
        end = _past_title(scene, text, _past(text, index, there[0]), there[0])
        stands = _begins(scene, text, index, there[0]) and not _modifies(scene, text, end, there[0])
        stands = stands and not (there[0].kind in PLACES and _of_body(scene, text, index))
        return (there[0], end) if stands else None
    cue = phrases("name-cue", ("City", "Region")).at(
        text, index, () if capitalised(text[index].text) else scene.languages
    )
    if cue:
        start = skip_small(scene, text, cue.end, 3)
        inner = body_at(scene, text, start) or city_at(scene, text, start)
        return inner if inner and inner[0].kind in PLACES else None
    return None


def _of_body(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether words for a body stand right before a place, which but says which one: "groupe | Bretagne"."""
    bodies = phrases("unit-cue"), phrases("name-cue", _CALLED)
    ahead = [start for start in range(max(0, index - _TYPE), index) if text[start].text.islower()]
    found = (cues.at(text, start, (scene.language,)) for cues in bodies for start in ahead)
    return any(match.end == index for match in found if match)


_TYPE = 4  # words of "chamber of commerce"


def _begins(scene: Scene, text: Sequence[Word], index: int, mention: Mention) -> bool:
    return mention.kind in BODIES and mention.span.start >= text[index].start


def city_at(scene: Scene, text: Sequence[Word], index: int) -> tuple[Mention, int] | None:
    """The city of a name that can be but one, even if it is an ordinary word: after "municipality of"."""
    if index >= len(text) or scene.touching(text[index]) or not capitalised(text[index].text):
        return None
    end = _of_line(scene, text, index, rightward(text, index, 4))
    while end > index and scene.touching(span_of(text, index, end)):
        end -= 1
    return _place(scene, text, index, end, common=True) if end > index else None


def _past_title(scene: Scene, text: Sequence[Word], end: int, mention: Mention) -> int:
    """The end of a place with its title behind it: "Kuldīga Municipality", "Luleå kommun"."""
    if mention.kind not in PLACES or end >= len(text):
        return end
    if not (capitalised(text[end].text) or scene.language in _TITLE_LAST):
        return end
    cue = phrases("name-cue", ("City", "Region")).at(text, end, scene.languages)
    return cue.end if cue else end


def _modifies(scene: Scene, text: Sequence[Word], end: int, mention: Mention) -> bool:
    """Whether a place only says where a body is: "the Latgale agency"."""
    return (
        mention.kind in PLACES
        and end < len(text)
        and text[end].text[0].islower()
        and scene.language in _HEAD_LAST
        and phrases("name-cue", ("Organisation",)).at(text, end, scene.languages) is not None
    )


def _past(text: Sequence[Word], index: int, mention: Mention) -> int:
    while index < len(text) and text[index].start < mention.span.end:
        index += 1
    return index


def body_before(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """The body that ends right before a word, with or without "'s"."""
    if index and text[index - 1].text in {"'s", "’s"}:
        index -= 1
    if not index:
        return None
    word = text[index - 1]
    there = [m for m in scene.touching(word) if m.kind in BODIES and m.span.end == word.end]
    if there:
        return there[0]
    acronym = (
        distinctive(word.text)
        and "@" not in word.text
        and not scene.touching(word)
        and not _is_role(scene, text, index - 1)
    )
    return scene.add(Mention(word.span, "Organisation", word.text, 0.75)) if acronym else None


def of_part(scene: Scene, text: Sequence[Word], index: int, body: Mention) -> bool:
    """Whether a body's name is behind that of a part of it: "the Urban Group | of the European Parliament"."""
    while index and text[index - 1].start >= body.span.start:
        index -= 1
    start = index - 1
    while start > 0 and phrases("article").alone(text[start], scene.languages):
        start -= 1
    if body.kind != "Organisation" or start < 1 or not phrases("genitive").alone(text[start], scene.languages):
        return False
    part = text[start - 1]
    return capitalised(part.text) and scene.free(part)


def is_unit(scene: Scene, mention: Mention) -> bool:
    """Whether a body is called a part of one: "Ufficio Europa", "Mobility Department"."""
    inner = scene.words(mention.span)
    cues = phrases("unit-cue")
    return mention.kind == "Organisation" and any(
        cues.at(inner, place, scene.languages) for place in {0, min(1, len(inner) - 1), len(inner) - 1}
    )


def next_body(
    scene: Scene, text: Sequence[Word], index: int, *, municipal: bool = False, kind: str = "Organisation"
) -> tuple[Mention, int] | None:
    """The body that the words at an index name, one not heard of before included: "director of Prodintec"."""
    found = body_at(scene, text, index)
    if municipal and index < len(text) and (town := headed(scene, text, index, found[0] if found else None)):
        return town
    if found or index >= len(text) or scene.touching(text[index]):
        return found
    if introduced := _introduced(scene, text, index) or foreign(scene, text, index):
        return introduced
    end = _of_line(scene, text, index, rightward(text, index, 5))
    end = next((i - 1 for i in range(index + 1, end) if phrases("honorific").alone(text[i], scene.languages)), end)
    while end > index and scene.touching(span_of(text, index, end)):
        end -= 1
    if end == index:
        return None
    title = phrases("name-cue", ("City",)).at(text, end - 1, scene.languages)
    if title and end - index > 1 and (city := _place(scene, text, index, end - 1, common=True)):
        return city[0], end
    return _place(scene, text, index, end, common=municipal) or _unknown(scene, text, index, end, kind)


def _of_line(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """The end of a run of words, cut where its line ends or "and" leads to another role: "of X | and Chairman of Y"."""
    for i in range(start + 1, end):
        joint = i + 1 < end and phrases("conjunction").alone(text[i], scene.languages)
        if "\n" in scene.text[text[i - 1].end : text[i].start] or (joint and _is_role(scene, text, i + 1)):
            return i
    return end


def _introduced(scene: Scene, text: Sequence[Word], index: int) -> tuple[Mention, int] | None:
    """A body after a type word in lower case: "of the consultancy Nordlys Urban", "asociación Slow Piazza"."""
    cue = phrases("name-cue", ("Organisation", "Network")).at(text, index, scene.languages)
    if not cue or not text[index].text[0].islower() or cue.end >= len(text):
        return None
    if scene.touching(text[cue.end]):
        return body_at(scene, text, cue.end)
    end = rightward(text, cue.end, 5)
    while end > cue.end and scene.touching(span_of(text, cue.end, end)):
        end -= 1
    if end == cue.end or _is_role(scene, text, cue.end):
        return None
    span = span_of(text, cue.end, end)
    mention = scene.add(Mention(span, cue.cue.term, span.of(scene.text), 0.75))
    return (mention, end) if mention else None


def foreign(scene: Scene, text: Sequence[Word], index: int) -> tuple[Mention, int] | None:
    """A body whose type word is of another language than the page: "Universitat de Lleida"."""
    if not capitalised(text[index].text) or not phrases("name-cue", ("Organisation",)).at(text, index, ()):
        return None
    end = _of_line(scene, text, index, rightward(text, index, 6))
    span = span_of(text, index, end)
    if end - index < 2 or any(m.kind not in PLACES or m.span not in span for m in scene.touching(span)):
        return None
    return scene.replace(Mention(span, "Organisation", span.of(scene.text), 0.75)), end


def _place(scene: Scene, text: Sequence[Word], start: int, end: int, *, common: bool) -> tuple[Mention, int] | None:
    """A city of the gazetteer: of several words, or after "mayor of", where an ordinary word will do too."""
    for last in range(end, start if common else start + 1, -1):
        span = span_of(text, start, last)
        name = span.of(scene.text)
        whole = name.replace("-", " ")  # of which the gazetteer takes no part
        places = [p for p in scene.gazetteer.find(whole, scene.language) if p.kind == "City"]
        acronym = name.isupper() and len(name) <= _ACRONYM and not text[start - 1].text.isupper()  # "presidente ANCI"
        if places and not acronym and (common or not scene.gazetteer.common(name, scene.language)):
            local = [p for p in places if p.country in scene.countries]
            mention = scene.add(Mention(span, "City", name, 0.85, place=(local or places)[0]))
            return (mention, last) if mention else None
    return None


def _unknown(scene: Scene, text: Sequence[Word], start: int, end: int, kind: str) -> tuple[Mention, int] | None:
    if is_joint(text[end - 1]):
        return None  # its name goes on: "Concello de | Ourense"
    if end - start == 1 and phrases("name-cue", ("City", "Region")).alone(text[start], scene.languages):
        return None  # "delle Città medie"
    span, name = span_of(text, start, end), text[start:end]
    typed = end - start > 1 and any(True for _ in phrases("name-cue", ("Organisation",)).scan(name, scene.languages))
    if not (typed or unheard(scene, name)) or _is_role(scene, text, start):
        return None
    typed = typed or (kind == "City" and text[start].text.isupper() and not text[start - 1].text.isupper())
    mention = scene.add(Mention(span, "Organisation" if typed else kind, span.of(scene.text), 0.75))
    return (mention, end) if mention else None


def unheard(scene: Scene, name: Sequence[Word]) -> bool:
    """Whether words can be the name of a body not heard of: coined, no place, written as the language writes names."""
    written = " ".join(w.text for w in name)
    if len(written) < 3 or "@" in written:
        return False
    acronym = (written.isupper() and len(written) <= _ACRONYM) or (
        scene.language in UNARTICLED and written in elided(scene.text)
    )
    if scene.gazetteer.find(written, scene.language) and not acronym:
        return False
    if distinctive(name[0].text) or distinctive(name[-1].text):
        return True
    return scene.language in CASELESS and capitalised(name[0].text) and coined(name, scene.languages)


def _is_role(scene: Scene, text: Sequence[Word], index: int) -> bool:
    return phrases("role-cue").at(text, index, scene.languages) is not None
