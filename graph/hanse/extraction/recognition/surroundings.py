"""What stands around a name that may be a place's: what leads to a city or country, what makes it another's name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import contracted, particles, phrases
from hanse.extraction.roles import roles
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.typology import UNARTICLED
from hanse.extraction.words import CASELESS, Word, capitalised, known, words
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = [
    "adjacent",
    "behind_article",
    "country_beside",
    "covered",
    "cued_by",
    "doubtful",
    "elided",
    "established",
    "has_foreign_article",
    "is_acronym",
    "is_label",
    "is_street",
    "is_surname",
    "part_of_name",
    "sure_of",
]

_WRAPPED = 25  # characters of a line that may go on in the next
_SHORT = 5  # letters of an acronym


def country_beside(scene: Scene, unit: Unit, span: Span) -> str:
    """The code of the country that is named right behind: "Riga, Latvia", "Riga (LV)", "Riga in Latvia"; else "".

    Of a name that fills a cell, that of the row.
    """
    if span == unit.span and (code := scene.abroad.get(scene.layout.block(unit.block).span)):
        return code
    after = scene.text[span.end : min(unit.span.end, span.end + 60)]
    text = scene.words(unit.span)
    _, last = covered(text, span)
    preposition = phrases("place-preposition").at(text, last + 1, scene.languages) if last + 1 < len(text) else None
    if preposition and preposition.end < len(text):
        start = text[preposition.end].start
        found = (
            None
            if scene.text[start].islower()
            else next(scene.gazetteer.scan(scene.text[start : start + 40], scene.language), None)
        )
        if found and not found.span.start and found.places[0].kind == "Country":
            return found.places[0].country
    match = re.match(r"\s?[(\[,/–-]\s?([^()\[\],;.\n]{2,40})", after)
    if not match:
        return ""
    country = scene.gazetteer.country(match.group(1).strip())
    return country.country if country else ""


def part_of_name(scene: Scene, unit: Unit, span: Span) -> bool:
    """A capitalised word beside it makes it part of a longer name, unless that is a place or begins a sentence."""
    text = scene.words(unit.span)
    first, last = covered(text, span)
    if text[first].start < span.start or text[last].end > span.end:
        left, right = scene.text[text[first].start : span.start], scene.text[span.end : text[last].end]
        return right != "-based" and not (_stroked(scene, left) and _stroked(scene, right))
    if first and _postcode(text[first - 1]):
        return False
    after = text[last + 1] if last + 1 < len(text) else None
    before = text[first - 1] if first else None
    if after and after.folded and capitalised(after.text) and adjacent(scene, text[last], after):
        if phrases("name-cue", ("City", "Region")).at(text, last + 1, scene.languages):
            return False
        if scene.language == "de" and _behind_copula(scene, text, first) and _what_it_is(scene, after):
            return False  # "seit 2020 ist Linz | Mitglied im Netzwerk"
        if not scene.gazetteer.find(after.text) and not after.text.isupper() and not scene.touching(after):
            return scene.layout.block(unit.block).kind is not BlockKind.HEADING
    if before and scene.language == "el" and phrases("article").at(text, first - 1, ("el",)):
        return False
    opens = scene.language in CASELESS and first > 1 and text[first - 2].text in _STOPS
    if opens and before and known(before.text, scene.language):
        return False  # "… en Lugo. Participaron | Vigo y Pau"
    if before and before.folded and capitalised(before.text) and adjacent(scene, before, text[first]) and first > 1:
        cues = (phrases("name-cue", ("City", "Region")), phrases("place-preposition"))
        return not (scene.touching(before) or any(c.at(text, first - 1, scene.languages) for c in cues))
    return False


_STOPS = frozenset(".!?")


def _behind_copula(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "is" stands before a town, at most "the city of" between."""
    beside = (phrases("article"), phrases("name-cue", ("City",)))
    for word in reversed(text[max(0, index - 3) : index]):
        if phrases("copula", ("organiser",)).alone(word, scene.languages):
            return True
        if not any(cue.alone(word, scene.languages) for cue in beside):
            return False
    return False


def _what_it_is(scene: Scene, word: Word) -> bool:
    """Whether a word says what one is in something: "Mitglied", "Gastgeberin", "Sitz"."""
    return any(phrases(kind).alone(word, scene.languages) for kind in ("label-cue", "role-cue"))


def _stroked(scene: Scene, rest: str) -> bool:
    """Whether nothing is left of a word beside a name but a stroke and a place: "Graz | /Austria"."""
    return not rest or ("/" in (rest[0], rest[-1]) and bool(scene.gazetteer.find(rest.strip("/"), scene.language)))


def _postcode(word: Word) -> bool:
    return sum(c.isdigit() for c in word.text) >= 4


def behind_article(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether an article stands before a word that neither people nor towns have: "del Pio Istituto", "l'Anci"."""
    return scene.language in UNARTICLED and _articled(scene, text, index)


def _articled(scene: Scene, text: Sequence[Word], index: int) -> bool:
    before = text[index - 1].text.casefold() if index else ""
    if not before:
        return False
    if before[-1] in _APOSTROPHES:
        return before[:-1].endswith("l")  # "dell'", but not "d'"
    if before in contracted(scene.language):
        return True
    return scene.language in UNARTICLED and before in particles("article", (scene.language,))  # "dem Tulln angehört"


_APOSTROPHES = ("'", "’")


def has_foreign_article(scene: Scene, unit: Unit, span: Span) -> bool:
    """Whether an article that no town of that name has stands before it, here or elsewhere on the page: "dell'Anci"."""
    if scene.language not in (*UNARTICLED, "de"):
        return False
    text, name = scene.words(unit.span), span.of(scene.text)
    if not _articled(scene, text, covered(text, span)[0]) and name not in elided(scene.text):
        return False
    articles = particles("article", (scene.language,))
    named = (f"{a}{name}" if a[-1] in _APOSTROPHES else f"{a} {name}" for a in articles)
    return not any(scene.gazetteer.find(one, scene.language) for one in named)


@lru_cache(maxsize=8)
def elided(text: str) -> frozenset[str]:
    """The words with a capital that stand behind an article with an apostrophe: "dell'Anci"."""
    return frozenset(re.findall(r"l['’]([A-ZÀ-Ý]\w+)", text))


_end = attrgetter("end")


def covered(text: Sequence[Word], span: Span) -> tuple[int, int]:
    """The first and the last word that a stretch touches."""
    first = bisect_right(text, span.start, key=_end)
    last = bisect_left(text, span.end, key=_end)
    return min(first, len(text) - 1), min(last, len(text) - 1)


def adjacent(scene: Scene, left: Word, right: Word) -> bool:
    """Whether nothing but a space, a hyphen or the end of a full line stands between two words."""
    gap = scene.text[left.end : right.start]
    wrapped = gap == "\n" and left.end - scene.text.rfind("\n", 0, left.end) > _WRAPPED
    return gap in {" ", "\xa0", "-"} or wrapped


def doubtful(scene: Scene, written: str) -> bool:
    """Whether a name alone is as likely an acronym or an ordinary word: "DURA", "University"."""
    shouted = written.isupper() and len(written) <= _SHORT
    return shouted or scene.gazetteer.common(written, scene.language) or bool(_type_word(scene, written))


def _type_word(scene: Scene, written: str) -> bool:
    found = words(written)
    return phrases("name-cue").at(found, 0, scene.languages) is not None and len(found) == 1


def is_label(scene: Scene, unit: Unit, span: Span) -> bool:
    """A whole line that is a label or a type word, not a name: "Villes", "Plan", "City Hall"."""
    text = scene.words(unit.span)
    first, last = covered(text, span)
    if span == unit.span and roles(span.of(scene.text)):
        return True
    cues = phrases("name-cue")
    return any((m := cues.at(text, i, scene.languages)) and m.end > last for i in (first - 1, first) if i >= 0)


def is_street(scene: Scene, unit: Unit, span: Span) -> bool:
    """A street is named after the place: "45D rue de Tournai", "Avenue de l'Europe"; not "took place in Tournai"."""
    text = scene.words(unit.span)
    first, _ = covered(text, span)
    streets = phrases("street-cue")
    for start in range(max(0, first - 3), first):
        match = streets.at(text, start, ())
        if match and all(_links(scene, text, i) for i in range(match.end, first)):
            return True
    return False


def _links(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word can stand between "rue" and the name that it has: "de", "la", but not "in"."""
    word = text[index]
    within = phrases("place-preposition").at(text, index, scene.languages)
    return (
        bool(word.folded)
        and word.text[0].islower()
        and not (within and not phrases("genitive").at(text, index, scene.languages))
    )


def is_surname(scene: Scene, span: Span) -> bool:
    """Whether somebody in the document is called that."""
    name = fold(span.of(scene.text))
    return name in scene.mentions.view(_surnames, "Person")


def _surnames(people: Sequence[Mention]) -> set[str]:
    return {word for m in people for word in fold(m.name).split()[-1:]}


def is_acronym(scene: Scene, unit: Unit, span: Span) -> bool:
    """A short word in capitals within a line that is not: "ANCI"."""
    written = span.of(scene.text)
    return written.isupper() and len(written) <= _SHORT and not unit.span.of(scene.text).isupper()


def established(scene: Scene, span: Span) -> bool:
    """Whether the document has the name as a city elsewhere."""
    return scene.mentions.named("City", span.of(scene.text))


def sure_of(scene: Scene, unit: Unit, span: Span, country: str) -> bool:
    """As in "City of", a country beside it, "mayor of", or another place in the same enumeration."""
    text = scene.words(unit.span)
    first, last = covered(text, span)
    cues = phrases("name-cue", ("City",))
    if any((m := cues.at(text, i, scene.languages)) and m.end == first for i in range(max(0, first - 3), first)):
        return True
    return bool(country) or _enumerated(scene, text, first, last) or _governed(scene, text, first)


def _enumerated(scene: Scene, text: Sequence[Word], first: int, last: int) -> bool:
    """Beside a place, with a comma or an "and" between them."""
    return any(
        0 <= joint < len(text)
        and 0 <= other < len(text)
        and (text[joint].text in {",", ";", "/"} or phrases("conjunction").at(text, joint, scene.languages))
        and any(m.kind in ("City", "Country") for m in scene.touching(text[other]))
        for joint, other in ((first - 1, first - 2), (last + 1, last + 2))
    )


def _governed(scene: Scene, text: Sequence[Word], first: int) -> bool:
    """As in "Mayor of X", "sindaco di X"."""
    roles_of = phrases("role-cue", ("City",))
    for start in range(max(0, first - 4), first):
        match = roles_of.at(text, start, scene.languages)
        if match and all(phrases("genitive").at(text, i, scene.languages) for i in range(match.end, first)):
            return True
    return False


def cued_by(scene: Scene, unit: Unit, span: Span) -> bool:
    """A preposition of place before it, or a line of its own."""
    text = scene.words(unit.span)
    first, _ = covered(text, span)
    prepositions = phrases("place-preposition")
    return span == unit.span or any(
        (m := prepositions.at(text, i, scene.languages)) and m.end == first for i in range(max(0, first - 3), first)
    )
