"""Organisations by type words and legal forms: "University of X", "Ajuntament de X", "X GmbH"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.lines import Line, Trait
from hanse.extraction.recognition.chunks import is_joint, quoted, span_of
from hanse.extraction.recognition.extents import rightwards
from hanse.extraction.recognition.passages import LOWER_HEADED, ROMANCE, Passage, leftwards, lower, merely_opens, opens
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.typology import COMPOUNDING
from hanse.extraction.words import Word, capitalised, distinctive, known, words
from hanse.model import Span
from hanse.vocabulary import Cue, wording

__all__ = ["recognise"]

_SHORTEST = 4  # letters of a type word that ends a compound, and of what stands before it
_DEFINITE = {"sv": ("en", "et", "n", "t"), "da": ("en", "et")}  # the article as an ending: "förbundet"
_LEADING_FORMS = everywhere("legal-forms-first", as_written=True)


@lru_cache(maxsize=1 << 15)
def _head(word: str, language: str) -> Cue | None:
    """The type word of a language that ends a compound."""
    written = word.lower()
    written_so = capitalised(word) or (word == written and language in LOWER_HEADED)  # "Svenska cykelförbundet"
    if language not in COMPOUNDING or len(written) < 2 * _SHORTEST or not written_so:
        return None
    heads = _heads(language)
    cuts = range(_SHORTEST, len(written) - _SHORTEST + 1) if written not in heads else ()
    forms = (
        written,
        *(written.removesuffix(ending) for ending in _DEFINITE.get(language, ()) if written.endswith(ending)),
    )
    return next((heads[form[cut:]] for form in forms for cut in cuts if form[cut:] in heads), None)


_STRANGE = Trait(lambda word, languages: _may_be_foreign(word, languages))

_LEGAL = Trait(lambda word, _: bool(phrases("legal-form").languages(word)))
_COMPOUNDED = Trait(lambda word, languages: _head(word, languages[0]) is not None)


@needs(partial(phrases, "name-cue", ("Organisation",)), _COMPOUNDED, _STRANGE, _LEGAL)
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark names with a type word or a legal form."""
    text = scene.words(unit.span)
    passage = Passage(scene, text, scene.language)
    for match in phrases("name-cue", ("Organisation",)).scan(text, scene.languages):
        _around(passage, match)
    for match in _compounds(passage):
        _around(passage, match)
    for match in _foreign(passage, text):
        _around(Passage(scene, text, match.cue.language), match)
    for match in phrases("legal-form").scan(text, ()) if _LEGAL.within(text, scene.languages) else ():
        _formed(passage, match)


def _formed(passage: Passage, match: Match) -> None:
    """A name before its legal form, "Sembradoras Gascón, S.A."; or after it: "UAB „Vilniaus vandenys“"."""
    scene, text = passage.scene, passage.words
    written = scene.text[text[match.start].start : text[match.end - 1].end].rstrip(".")
    if written != match.cue.text.rstrip("."):
        return
    head = match.start - 1 if match.start and text[match.start - 1].text == "," else match.start
    start = leftwards(passage, head)
    if start > 1 and start < head and phrases("genitive").at(text, start - 1, passage.languages):
        owned = leftwards(passage, start - 1)  # "Regadíos del Segre, S.L."
        start = owned if owned < start - 1 else start
    if start < head and (head == match.start or "." in written):
        _keep(passage, start, match.end, 0.9)
    elif written in _LEADING_FORMS and match.end < len(text):
        inner = quoted(text, match.end, 6)
        if inner:
            _keep(passage, match.start, inner[1] + 1, 0.9)


def _foreign(passage: Passage, text: Line) -> Iterator[Match]:
    """Type words of other languages that begin or end a name: "Universitat de Girona" on an English page."""
    scene, cues = passage.scene, phrases("name-cue", ("Organisation",))
    for match in cues.scan(text, ()) if _STRANGE.within(text, scene.languages) else ():
        language, word = match.cue.language, text[match.start]
        if not language or language in scene.languages or len(word.text) < _SHORTEST:
            continue
        if not capitalised(word.text) and language not in LOWER_HEADED:
            continue
        tied = match.end < len(text) and phrases("genitive").at(text, match.end, (language,))
        strange = tied and not phrases("genitive").at(text, match.end, scene.languages)
        if strange or not known(word.text, scene.language):
            yield match


def _may_be_foreign(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a word may begin a type word of a language that is none of some."""
    if len(word) < _SHORTEST:
        return False
    others = phrases("name-cue", ("Organisation",)).languages(word) - {"", *languages}
    return bool(others) and (capitalised(word) or not others.isdisjoint(LOWER_HEADED))


@cache
def _heads(language: str) -> dict[str, Cue]:
    """The type words of a language that may end a compound."""
    cues = [c for c in wording().get("name-cue", ()) if c.term == "Organisation" and c.language == language]
    return {c.text.lower(): c for c in cues if " " not in c.text and len(c.text) >= _SHORTEST}


def _compounds(passage: Passage) -> Iterator[Match]:
    """Type words that end a compound: "Klimaschutzagentur", "Tudományegyetem"."""
    if passage.language in COMPOUNDING:
        for index, word in enumerate(passage.words):
            if cue := _head(word.text, passage.language):
                yield Match(index, index + 1, cue)


def _around(passage: Passage, match: Match) -> None:
    scene, text = passage.scene, passage.words
    city = phrases("name-cue", ("City",)).at(text, match.start, passage.languages)
    if scene.touching(text[match.start]) or (city and city.end >= match.end):
        return
    if any(
        (role := phrases("role-cue", ("City",)).at(text, start, passage.languages)) and role.end > match.start
        for start in range(max(0, match.start - 4), match.start)
    ):
        return  # "presidente da Câmara Municipal de Braga"
    if not (capitalised(text[match.start].text) or _after_capital(passage, match)) or _modifies(passage, match):
        return
    end = rightwards(passage, match)
    start = match.start if passage.foreign and passage.language in ROMANCE else leftwards(passage, match.start)
    start += start < match.start and _led_to(passage, start)
    start += merely_opens(passage, start, match)
    start = _other_adjective(passage, start) if start < match.start else start
    if passage.language in ROMANCE and (start == match.start or end == match.end) and _many(text[match.start], match):
        return
    if start == match.start and _several(passage, match, end):
        return
    if end == match.end and is_joint(text[end - 1]):
        return  # "ITI Department of coordination of projects"
    if end == match.end and (inner := quoted(text, end, 8)) and capitalised(text[inner[0]].text):
        end = inner[1] + 1
    if start < match.start or end > match.end:
        _keep(passage, start, end, 0.85)


def _led_to(passage: Passage, start: int) -> bool:
    """Whether a Slavic preposition leads to a town that only stands before a body: "w Gdyni | Fundacja Dobry Dom"."""
    text = passage.words
    led = start > 0 and phrases("place-preposition").alone(text[start - 1], (passage.language,))
    return (
        passage.language in _SLAVIC and led and bool(passage.scene.gazetteer.find(text[start].text, passage.language))
    )


def _other_adjective(passage: Passage, start: int) -> int:
    """Where a Slavic name begins with two adjectives joined by "and": "Miejska i | Powiatowa Biblioteka Publiczna"."""
    text = passage.words
    if passage.language not in _SLAVIC or start < _PAIR or not passage.scene.free(text[start - _PAIR]):
        return start
    first, second = text[start - _PAIR], text[start]
    joined = phrases("conjunction").alone(text[start - 1], (passage.language,))
    alike = capitalised(first.text) and known(first.text, passage.language) and first.folded[-1:] == second.folded[-1:]
    return start - _PAIR if joined and alike and known(second.text, passage.language) else start


_PAIR = 2  # words of an adjective and "and"


def _after_capital(passage: Passage, match: Match) -> bool:
    """Where names have their type word in lower case: "Umeå universitet", "Narodni muzej Labin"."""
    if passage.language not in LOWER_HEADED or match.cue.language != passage.language:
        return False
    first = match.start - 1
    while first >= 0 and match.start - first < 3 and lower(passage.words[first]) and len(passage.words[first].text) > 3:
        first -= 1
    word = passage.words[first] if first >= 0 else None
    if not word or not word.folded or lower(word) or any(m.kind == "Person" for m in passage.scene.touching(word)):
        return False
    placed = passage.scene.gazetteer.find(word.text, passage.language)  # "Luleå tekniska universitet", "Lahden …"
    return not opens(passage, first) or not known(word.text, passage.language) or bool(placed)


def _modifies(passage: Passage, match: Match) -> bool:
    """In English the last noun tells what a thing is: "Cluster Excellence Initiative" is no cluster; who leads a body
    does not: "Harbour Group President".
    """
    scene, text = passage.scene, passage.words
    if match.cue.language != "en" or match.end >= len(text) or is_joint(text[match.end - 1]):
        return False
    if phrases("role-cue").at(text, match.end, ("en",)):
        return False
    after = text[match.end]
    beside = after.start - text[match.end - 1].end == 1 and after.folded and capitalised(after.text)
    cues = phrases("name-cue", ("Organisation",))
    return bool(beside) and known(after.text, "en") and not (
        distinctive(after.text) or scene.touching(after) or cues.at(text, match.end, scene.languages)
        or scene.gazetteer.find(after.text)
    )  # fmt: skip


def _many(word: Word, match: Match) -> bool:
    """Whether a type word is in the plural: "Points de contact nationaux" are no one body."""
    return word.folded.endswith("s") and not match.cue.text.split()[0].endswith("s")


_PLURALS = {
    "de": ("n", "en"), "nl": ("en", "s"), "sv": ("r", "or", "ar", "er", "rna", "orna", "arna", "erna"),
    "da": ("r", "er", "ne", "erne"), "fi": ("t",), "et": ("d",), "hu": ("k", "ok", "ek", "ak"),
}  # fmt: skip
_SLAVIC = ("pl", "cs", "sk", "hr", "sr", "bs", "sl", "bg")


def _several(passage: Passage, match: Match, end: int) -> bool:
    """Whether a type word is in the plural, with but a place behind it: "Schulen der Stadt Graz", "Školy z Brna".

    A Slavic one that opens its sentence in a form that is not the first can hardly be but the first of the plural.
    """
    scene, text = passage.scene, passage.words
    if match.end - match.start > 1 or match.cue.language != passage.language:
        return False
    written, cue = text[match.start].folded, words(match.cue.text)[0].folded
    behind = text[match.end : end]
    if any(capitalised(w.text) and not scene.gazetteer.find(w.text, passage.language) for w in behind[-1:]):
        return False
    if passage.language in _SLAVIC:
        opened = behind and phrases("place-preposition").alone(behind[0], passage.languages)
        return written != cue and bool(opened) and opens(passage, match.start)
    return any(written.endswith(cue + ending) for ending in _PLURALS.get(passage.language, ()))


def _generic(passage: Passage, start: int, end: int) -> bool:
    """Two ordinary words ("Research Center") name no one body, unless "the" or "its" says that there is one such."""
    text = passage.words
    definite = start and phrases("article").at(text, start - 1, passage.languages)
    return not (definite and text[start - 1].text.lower() not in particles("indefinite", (passage.language,))) and all(
        any(known(w.text, code) for code in passage.languages)
        and not (distinctive(w.text) or passage.scene.gazetteer.find(w.text, passage.language))
        for w in text[start:end]
    )


def _one_of_many(passage: Passage, start: int, end: int) -> bool:
    """Whether "a" stands before nothing but ordinary words: "eine Gruppe von Studierenden" is no name."""
    indefinite = start and passage.words[start - 1].text.lower() in particles("indefinite", (passage.language,))
    return bool(indefinite) and _generic(passage, start, end)


def _before_land(scene: Scene, span: Span) -> Span:
    """A name without the country that a stroke sets behind it: "University of Graz | /Austria"."""
    written = span.of(scene.text)
    name, stroke, land = written.rpartition("/")
    return Span(span.start, span.start + len(name)) if stroke and scene.gazetteer.country(land) else span


def _keep(passage: Passage, start: int, end: int, score: float) -> None:
    scene, text = passage.scene, passage.words
    span = _before_land(scene, span_of(text, start, end))
    if (end - start < 2 and not distinctive(text[start].text)) or "@" in span.of(scene.text):
        return
    small = passage.language == "pl" and not opens(passage, start)  # where ordinary words are written so
    proper = small and capitalised(text[start].text) and capitalised(text[end - 1].text)
    if end - start == 2 and not proper and _generic(passage, start, end):
        return
    if end - start > 2 and _one_of_many(passage, start, end):
        return
    there = scene.touching(span)
    if any(m.span not in span or m.kind in {"Person", "Event"} for m in there):
        return
    if phrases("generic-cue").first(text[start:end], passage.languages):
        return
    aliases = _acronym(scene, text, end)
    mention = Mention(span, "Organisation", span.of(scene.text), score, aliases=aliases)
    scene.replace(mention) if there else scene.add(mention)


def _acronym(scene: Scene, text: Sequence[Word], end: int) -> tuple[str, ...]:
    """The acronym in brackets behind a name, which is marked too."""
    if end + 2 >= len(text) or text[end].text != "(" or text[end + 2].text != ")":
        return ()
    short = text[end + 1]
    if not distinctive(short.text) or scene.touching(short):
        return ()
    scene.add(Mention(short.span, "Organisation", short.text, 0.85))
    return (short.text,)
