"""Names that a word for initiatives has grown together with or behind: "URBACT-Netzwerk X", "Talvikaupungit-hanke"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line, Trait
from hanse.extraction.recognition.bounds import before_place
from hanse.extraction.recognition.chunks import coined, quoted, rightward
from hanse.extraction.recognition.passages import opens_at
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, folded, known, words
from hanse.model import Span
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["ENDED", "HYPHENED", "HYPHENING", "PAID", "compounds", "hyphened"]

HYPHENING = ("fi", "hu", "sv", "da", "et", "nl", "de")
"""Languages that write a name, a hyphen and what it is."""
_COMPOUNDING = frozenset(("de", "nl", "sv", "da", "en"))
_PLAIN = 3  # letters of a name before a hyphen, and the most words of it


@lru_cache(maxsize=1 << 15)
def _hyphened(word: str, languages: tuple[str, ...]) -> str:
    """The kind whose cue stands behind the hyphen of a word that begins with a capital; "" for any other."""
    name, _, last = word.rpartition("-")
    own = languages[0]
    if len(name) < _PLAIN or not capitalised(name) or own not in HYPHENING:
        return ""
    if not (_coined_in_german(name) and capitalised(last) if own == "de" else last.islower()):
        return ""
    found = phrases("name-cue", INITIATIVES).at(words(last), 0, (own,))
    return found.cue.term if found else ""


def _coined_in_german(name: str) -> bool:
    """Whether letters tell a name before a hyphen: short ones in capitals are mostly of who pays, "BMBF-Projekt"."""
    return distinctive(name) and "-" not in name and (not name.isupper() or len(name) >= _LONG_CAPITALS)


_LONG_CAPITALS = 7  # letters


@lru_cache(maxsize=1 << 15)
def _is_paid(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a word ends in a hyphen and what a programme runs or pays for, or in a programme."""
    name, _, last = word.rpartition("-")
    if not name[:1].isupper() or languages[0] not in _COMPOUNDING.union(HYPHENING):
        return False
    return bool(_ending(last)) or phrases("name-cue", _PAID).at(words(last), 0, languages) is not None


_PAID = (*INITIATIVES, "Programme")


@lru_cache(maxsize=1 << 15)
def _ending(word: str) -> str:
    """The kind whose cue ends a compound; "" for a word that is none."""
    last = folded(word).split(" ")[-1]
    last = last.removesuffix("s") if last.endswith(_GENITIVES) and capitalised(word) else last
    ended = last.endswith(_endings())
    return next(kind for cue, kind in _cues().items() if last.endswith(cue)) if ended else ""


_GENITIVES = ("werks", "jekts")  # German heads whose genitive has nothing but an "s": "Städtenetzwerks"
HYPHENED = Trait(lambda word, languages: "-" in word and bool(_hyphened(word, languages)))
"""Words that end in a hyphen and what an initiative is."""
PAID = Trait(lambda word, languages: "-" in word and _is_paid(word, languages))
"""Words of a name, a hyphen and what an initiative or programme is, in any language that joins the two so."""
ENDED = Trait(lambda word, _: bool(_ending(word)))
"""Words that end in what an initiative is."""


def compounds(scene: Scene, text: Line) -> Iterator[tuple[int, int, str]]:
    """The names after German and Dutch compounds, with their kind: "Aktionsplanungsnetzwerk URGE"."""
    for index in ENDED.places(text, scene.languages) if ENDED.within(text, scene.languages) else ():
        if index + 1 < len(text) and (capitalised(text[index + 1].text) or text[index + 1].text in '„“"»«'):
            inner = quoted(text, index + 1)
            start, end = inner or (index + 1, before_place(scene, text, index + 1, rightward(text, index + 1, 5)))
            if not inner and _of_many(scene, text, index + 1):
                yield index, index + 3, _ending(text[index].text)
                continue
            chunk = text[start:end]
            if chunk and (coined(chunk, scene.languages) or start > index + 1):
                yield start, end, _ending(text[index].text)


def _of_many(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether an adjective and a noun in the genitive go on a German name: "Kooperationsnetzwerk | Alpiner Häfen"."""
    if scene.language != "de" or index + 1 >= len(text) or not capitalised(text[index + 1].text):
        return False
    adjective, noun = text[index].text, text[index + 1].text
    return adjective.endswith("er") and len(adjective) > _LONG and noun.endswith(("e", "n", "r", "s"))


_LONG = 4  # letters


def hyphened(scene: Scene, text: Line) -> None:
    """Mark the names before a hyphen, as Germanic and Finno-Ugric languages have them: "Talvikaupungit-hanke"."""
    for index in HYPHENED.places(text, scene.languages) if HYPHENED.within(text, scene.languages) else ():
        _before_hyphen(scene, text, index, _hyphened(text[index].text, scene.languages))


def _before_hyphen(scene: Scene, text: Sequence[Word], index: int, kind: str) -> None:
    """Mark the name that a word's hyphen ends, with the capitals before it: "Sund By-netværket"."""
    word, start = text[index], index
    while start and capitalised(text[start - 1].text) and scene.free(text[start - 1]) and index - start < _PLAIN:
        if opens_at(scene, text, start - 1) and known(text[start - 1].text, scene.language):
            break
        start -= 1
    span = Span(text[start].start, word.start + word.text.rindex("-"))
    name = span.of(scene.text)
    if not scene.gazetteer.find(name, scene.language) and not any(m.kind == "Programme" for m in scene.touching(span)):
        scene.add(Mention(span, kind, name, 0.86, aliases=(Span(span.start, word.end).of(scene.text),)))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_cues())


@cache
def _cues() -> dict[str, str]:
    cues = (c for c in wording().get("name-cue", ()) if c.term in INITIATIVES and c.language in _COMPOUNDING)
    return {fold(c.text): c.term for c in cues if " " not in c.text}
