"""The shape of a person's name: a given name, particles, surnames, initials; and what speaks against one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import CASELESS, Word, capitalised, distinctive, folded, known, lemma, named
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = [
    "begins_name",
    "common",
    "given",
    "given_names",
    "initials_end",
    "is_given",
    "is_initial",
    "is_ordinary",
    "is_place",
    "name_end",
    "seat_end",
]

_PARTICLES = everywhere("surname-particles", as_written=True)
_IBERIAN = ("es", "pt", "gl", "ca", "it")
_TYPES = ("Organisation", "Network", "Project", "Event", "Programme", "Region", "City", "GoodPractice")
_SURNAMES = ("Region", "City")  # type words that are surnames too: "Costa", "Villa"
_CITY = 300_000  # people: places of which all have heard
_LONGEST_SEAT = 3  # words of a place's name between a role and a name
_TOWN = 20_000  # people
_SURNAME = 4  # letters of a surname after initials


@cache
def given_names() -> frozenset[str]:
    """The given names, folded."""
    text = (files("hanse.extraction") / "given-names.txt").read_text(encoding="utf-8")
    return frozenset(fold(line) for line in text.splitlines() if line)


@cache
def _peoples(language: str = "") -> frozenset[str]:
    """The adjectives of countries, folded: those of a language, or all."""
    cues = (cue for cue in wording()["demonym"] if language in ("", cue.language))
    return frozenset(fold(cue.text.partition(": ")[0]) for cue in cues)


def is_given(scene: Scene, word: Word) -> bool:
    """Whether a word is a given name, also one of the language's forms of it; no article, no number."""
    return bool(word.folded) and capitalised(word.text) and given(word.text, scene.languages)


@lru_cache(maxsize=1 << 15)
def given(written: str, languages: tuple[str, ...]) -> bool:
    """Whether a word is a given name, also one of the first language's forms of it; no article, no number."""
    plain = folded(written)
    parts = plain.split(" ")
    if len(parts[0]) < 2 or any(c.isdigit() for c in written):
        return False
    if "-" in written and any(part in _peoples() for part in parts):
        return False  # "German-Danish"
    if parts[0] not in given_names() and parts[-1] not in given_names():
        return languages[0] not in CASELESS and lemma(written, languages[0]) in given_names()
    return not phrases("article").alone(Word(0, len(written), written, plain), languages)


def is_ordinary(scene: Scene, name: Sequence[Word]) -> bool:
    """Whether a given name and a later word are ordinary words: "Grant Agreement"; a great city may be the first:
    "Paris Agreement". A second given name tells that it is a person after all ("Anna Lisa Rossi"), capitals that a
    surname follows ("Jean DUPONT").
    """
    inner = [w for w in name[1:] if w.folded and capitalised(w.text)]
    if not inner or len(inner[-1].text) < 2:
        return True
    if len(inner) > 1 and is_given(scene, inner[0]):
        return False
    if all(w.text.isupper() for w in inner):
        return name[0].text.isupper() and all(known(w.text, scene.language) for w in (name[0], *inner))
    if name[0].folded in _peoples(scene.language) and any(common(w, scene.language) for w in inner):
        return True  # "German North Sea"
    if any(p.population > _CITY for p in scene.gazetteer.find(name[0].text)):
        return any(known(w.text, code) for w in inner for code in scene.languages)
    return common(name[0], "en") and any(common(w, "en") for w in inner)


def common(word: Word, language: str) -> bool:
    """Whether a language has a word, and not as a name too."""
    return known(word.text, language) and not named(word.text, language)


def begins_name(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a given name and a surname begin at a word, which no name of a body or event goes on with unasked."""
    if index + 1 >= len(text) or not is_given(scene, text[index]) or not capitalised(text[index + 1].text):
        return False
    pair = text[index : index + 2]
    return not (any(distinctive(w.text) for w in pair) or is_ordinary(scene, pair) or is_place(scene, pair, 0, 2))


def is_place(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether words are a place's name as a whole; of one with a hyphen the gazetteer would take the first part."""
    return bool(scene.gazetteer.find(span_of(text, start, end).of(scene.text).replace("-", " "), scene.language))


def seat_end(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of a place's name that a full name follows, as after a role: "(Mayor of) Braga | Ana Gil"; or 0."""
    for end in range(min(index + _LONGEST_SEAT, len(text) - 2), index, -1):
        follows = text[end : end + 2]
        if (
            all(w.folded and capitalised(w.text) for w in (*text[index:end], *follows))
            and "\n" not in scene.text[text[index].start : follows[-1].start]
            and is_place(scene, text, index, end)
            and not is_place(scene, text, index, end + 1)
            and not _two_given(scene, text, index, end)
        ):
            return end
    return 0


def _two_given(scene: Scene, text: Sequence[Word], index: int, end: int) -> bool:
    """Whether a place has a given name that is no large town's, before another: "Klaus | Peter Berger"."""
    if end > index + 1 or not is_given(scene, text[index]) or not is_given(scene, text[end]):
        return False
    return all(p.population < _TOWN for p in scene.gazetteer.find(text[index].text, scene.language))


def initials_end(text: Sequence[Word], index: int) -> int:
    """The end of initials and a surname: "J. P. Morales", "C. JIMÉNEZ"; or 0."""
    place = index
    while place + 2 < len(text) and is_initial(text[place].text) and text[place + 1].text == ".":
        place += 2
    if place == index or not text[place].folded or text[place].start - text[place - 1].end > 1:
        return 0
    surname = text[place]
    shaped = capitalised(surname.text) and surname.text.replace("-", "").isalpha() and len(surname.text) >= _SURNAME
    return place + 1 if shaped else 0


@lru_cache(maxsize=1 << 15)
def is_initial(word: str) -> bool:
    """Whether a word is one capital, or several with stops or hyphens between."""
    return all(len(part) == 1 and part.isupper() for part in word.replace("-", ".").split(".") if part)


def name_end(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of the capitalised words from a given name on, with the particles and initials between them."""
    cues = phrases("name-cue", _TYPES)
    place, end = index + 1, index + 1
    if cues.at(text, index, scene.languages):
        return end
    while place < len(text) and place - index < 6:
        word, last = text[place], text[place - 1]
        if word.text == "." and len(last.text) == 1:
            place += 1
            continue
        if not word.folded or word.start - last.end > 1 or _on_next_line(scene, text, place):
            break
        if word.start == last.end and last.text.isalpha():
            break  # "Ana Novak|Chief Technology Officer", of a page that lost its lines
        if place > index + 1 and phrases("role-cue").at(text, place, scene.languages):
            break
        byline = phrases("label-cue", ("creator",)).at(text, place, scene.languages)
        if byline and byline.end > place + 1:
            break  # "the mayor Ana Gil | Written by …"
        if capitalised(word.text) and not any(c.isdigit() for c in word.text):
            if scene.touching(word) or (
                (cue := cues.at(text, place, scene.languages))
                and not (place == index + 1 and cue.cue.term in _SURNAMES)
            ):
                break
            place += 1
            end = place
        elif (
            word.text.lower() in _PARTICLES
            and (end == index + 1 or scene.language in _IBERIAN)
            and place + 1 < len(text)
            and (capitalised(text[place + 1].text) or text[place + 1].text.lower() in _PARTICLES)
            and not _before_acronym(scene, text, index, place)
        ):
            place += 1
        else:
            break
    return end


def _before_acronym(scene: Scene, text: Sequence[Word], index: int, place: int) -> bool:
    """Whether a particle behind a full name leads to the acronym of a body: "Ana Conti | di | UISB"."""
    last = text[place - 1]
    full = place > index + 1 and last.text[1:].islower() and not is_given(scene, last)
    return full and text[place + 1].text.isupper() and phrases("genitive").alone(text[place], (scene.language,))


def _on_next_line(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether a line ends before a word, other than because the word had no room left on it."""
    before, word = text[place - 1], text[place]
    if "\n" not in scene.text[before.end : word.start]:
        return False
    first, last = text[0].start, text[-1].end
    lines = scene.text[first:last].split("\n")
    start = scene.text.rfind("\n", first, before.end) + 1 or first
    return len(lines) < 3 or before.end - max(start, first) + 1 + len(word.text) <= max(map(len, lines))
