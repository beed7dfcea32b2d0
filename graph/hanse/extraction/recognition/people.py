"""People: by given name, by honorific, by the role beside the name, by the people beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line, Trait
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.recognition.entitled import after_title, backed, role_ends, role_follows
from hanse.extraction.recognition.fullnames import (
    begins_name,
    common,
    given,
    is_given,
    is_initial,
    is_ordinary,
    is_place,
    name_end,
)
from hanse.extraction.recognition.offices import in_seat
from hanse.extraction.recognition.passages import ROMANCE
from hanse.extraction.recognition.surroundings import behind_article
from hanse.extraction.recognition.unheard import mayor_end, strange, unheard_end
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.ties import tie
from hanse.extraction.words import Word, capitalised, distinctive, known
from hanse.names import fold

__all__ = ["name_at", "recognise"]

_QUOTES = frozenset("\"“”„«»'‘’")

_CAPITALISED = Trait(lambda word, _: capitalised(word))


@needs(_CAPITALISED)
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the people in a unit: those whose name tells, then those whom the others tell."""
    text, languages = scene.words(unit.span), scene.languages
    titled = phrases("honorific").may_begin(text, languages) or phrases("role-cue").may_begin(text, languages)
    _each(scene, text, _CAPITALISED if titled else _PERSONAL, name_at)
    _each(scene, text, _PERSONAL, unheard_end)
    if phrases("role-cue", ("City",)).may_begin(text, languages):
        _each(scene, text, _CAPITALISED, mayor_end)


def _each(scene: Scene, text: Line, trait: Trait, find: Callable[[Scene, Sequence[Word], int], int]) -> None:
    """Mark the names that are found where words with a trait are."""
    free = 0
    for index in trait.places(text, scene.languages) if trait.within(text, scene.languages) else ():
        if index >= free and (end := find(scene, text, index)):
            if (
                _municipal(text[index:end])
                or _of_towns(scene, text, index)
                or _of_firm(scene, text, index)
                or _of_body(scene, text, index)
            ):
                free = end
                continue
            span = span_of(text, index, end)
            if scene.free(span) and not _quoted(text, index, end):
                scene.add(Mention(span, "Person", " ".join(span.of(scene.text).split()), 0.85))
            free = end


def _municipal(name: Sequence[Word]) -> bool:
    """Whether a name ends in a word for a municipality, or a compound of one: "Bornholms Regionskommune"."""
    return name[-1].folded.endswith(_COMMUNES)


_COMMUNES = tuple(everywhere("communes"))


def name_at(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of a person's name that begins at a word, or 0."""
    word = text[index]
    if not word.folded or not capitalised(word.text) or in_seat(scene, text, index):
        return 0
    if not is_given(scene, word):
        if _of_people(scene, text, index):
            return 0
        if phrases("honorific").at(text, index, scene.languages) or _before_name(scene, text, index):
            return 0
        if end := _surname_first(scene, text, index):
            return end
        end = name_end(scene, text, index) if after_title(scene, text, index) else 0
        role = phrases("role-cue").at(text, index, scene.languages)  # "Lord Mayor", "Delegierte | Bürgermeister Prof."
        titled = any(phrases("honorific").at(text, i, scene.languages) for i in range(index + 1, end))
        return 0 if role and (end == index + 1 or titled) else end
    end = name_end(scene, text, index)
    if end - index < 2 or is_place(scene, text, index, end) or behind_article(scene, text, index):
        return 0
    if text[index + 1].text.islower() and phrases("role-cue").alone(word, scene.languages):
        return 0  # "Le Maire de Montpellier"
    if word.text.isupper() and [w.folded[:1] for w in text[index + 1 : end]] == [*word.text.lower()]:
        return 0  # "ALI Autonomie Locali Italiane"
    if is_ordinary(scene, text[index:end]) and not backed(scene, text, index, end):
        return 0
    if _qualifies(scene, text, index, end):
        return 0
    if tie("of").at(text, index, (scene.language,)) and (is_given(scene, text[index + 1]) or _opens(text, index)):
        return 0  # "Per Simone …", "Per Lodi è intervenuto …"
    return end


def _opens(text: Sequence[Word], index: int) -> bool:
    """Whether a word begins a sentence."""
    return not index or text[index - 1].text in {".", "!", "?", ":", ";"}


def _of_towns(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "Towns" stands in capitals right before a word: "Villes Amies de la Nuit" is no person."""
    before = text[index - 1] if index else None
    if before is None or not capitalised(before.text):
        return False
    cue = phrases("name-cue", ("City",)).at((before,), 0, scene.languages)
    return cue is not None and before.folded != fold(cue.cue.text)


def _of_firm(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a body or venue is called by a name that a person could have: "la empresa Verde Norte"."""
    before = text[index - 1] if index else None
    if before is not None and before.text == "&":  # "the Anna & Carl Lindt Foundation"
        return index < 2 or not any(m.kind == "Person" for m in scene.touching(text[index - 2]))
    if before is None or before.folded in _VENUES:
        return before is not None
    return before.text.islower() and phrases("descriptor-cue").alone(before, scene.languages)


_VENUES = everywhere("venues")


def _of_body(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word in capitals that is no role makes a name part of a body's: "der EUREGIO Silva Nortica"."""
    before = text[index - 1] if index > 1 else None
    if before is None or len(before.text) < _CAPITALS or not before.text.isupper() or text[index].text.isupper():
        return False
    inside = before.end + 1 == text[index].start and text[index - 2].text.islower()
    return inside and not any(phrases(kind).alone(before, scene.languages) for kind in ("role-cue", "honorific"))


_CAPITALS = 5  # letters of such a word: "VP" and "MEP" are roles


def _of_people(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a role's townspeople stand between it and a name: "ο δήμαρχος Αθηναίων | Κώστας Μπακογιάννης"."""
    return text[index].text.endswith(_TOWNSPEOPLE.get(scene.language, ())) and begins_name(scene, text, index + 1)


_TOWNSPEOPLE = {code: tuple(endings) for code, endings in by_language("townspeople", as_written=True).items()}


def _before_name(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether an ordinary word stands before a full name: "deputy mayor for | Environment | Ana Gil"."""
    return known(text[index].text, scene.language) and begins_name(scene, text, index + 1)


def _surname_first(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of "NGUYEN Thi Mai", in Hungarian of "Kovács Anna", in a list of "Kajander Anna, johtaja"; or 0."""
    word = text[index]
    if _filed(scene, text, index):
        return index + 2
    hungarian = scene.language == "hu" and not distinctive(word.text)
    capitals = len(word.text) > 3 and word.text.isupper() and word.text.replace("-", "").isalpha()
    if not (hungarian or capitals) or is_place(scene, text, index, index + 1):
        return 0
    end = name_end(scene, text, index)
    given = text[index + 1 : end]
    if not 2 <= end - index <= 3 or not all(is_given(scene, w) and not w.text.isupper() for w in given):
        return 0
    return end if hungarian or backed(scene, text, index, end) else 0


def _filed(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a surname, a given name and a role begin a line or follow its label: "Substitute: Lindt Anna, clerk"."""
    pair = text[index : index + 3]
    if len(pair) < 3 or (index and text[index - 1].text not in _OPENING) or not is_given(scene, pair[1]):
        return False
    surname, given_name, _ = pair
    return (
        given_name.text[1:].islower()
        and surname.text[1:].islower()
        and given_name.start - surname.end == 1
        and (role_follows(scene, text, index + 2) or role_ends(scene, text, index + 2))
        and not common(surname, scene.language)
        and not any(p.population > _TOWN for p in scene.gazetteer.find(surname.text, scene.language))
        and not phrases("name-cue").alone(surname, scene.languages)
        and not phrases("role-cue").alone(surname, scene.languages)
    )


_OPENING = frozenset(":•*–—-")
_TOWN = 10_000  # people: a place after which few are named


def _qualifies(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a name is of ordinary words and follows another in capitals: "Ponto de Contacto | Urbano Nacional"."""
    before = text[start - 1] if start > 1 and scene.language in ROMANCE else None
    if before is None or not capitalised(before.text) or before.end + 1 != text[start].start:
        return False
    plain = [before, *(w for w in text[start + 1 : end] if capitalised(w.text))]
    return all(common(w, scene.language) for w in plain) and known(text[start].text, scene.language)


def _quoted(text: Sequence[Word], start: int, end: int) -> bool:
    """A name in quotation marks names a thing: the "Juraj Dobrila" library."""
    return start > 0 and end < len(text) and text[start - 1].text in _QUOTES and text[end].text in _QUOTES


def _may_be_name(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a name of a person may begin with a word, where no title or role tells so."""
    if not capitalised(word):
        return False
    surname = languages[:1] == ("hu",) or (len(word) > 3 and word.isupper())
    return surname or is_initial(word) or given(word, languages) or strange(word, languages)


_PERSONAL = Trait(_may_be_name)
