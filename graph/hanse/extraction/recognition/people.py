"""People: by given name, by honorific, by the role beside the name, by the people beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.lines import Line, Trait
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.recognition.fullnames import (
    begins_name,
    common,
    given,
    initials_end,
    is_given,
    is_initial,
    is_ordinary,
    is_place,
    name_end,
    seat_end,
)
from hanse.extraction.recognition.offices import in_seat, past_grammar
from hanse.extraction.recognition.passages import ROMANCE
from hanse.extraction.recognition.surroundings import behind_article
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.ties import tie
from hanse.extraction.words import Word, capitalised, distinctive, folded, known
from hanse.names import fold

__all__ = ["name_at", "recognise"]

_QUOTES = frozenset("\"“”„«»'‘’")
_NOBLE = everywhere("noble", as_written=True)
_NOBLE_IN = ("nl", "de")
_TOWN = 50_000
_REACH = 8  # words of a label before a name

_CAPITALISED = Trait(lambda word, _: capitalised(word))


@needs(_CAPITALISED)
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the people in a unit: those whose name tells, then those whom the others tell."""
    text, languages = scene.words(unit.span), scene.languages
    titled = phrases("honorific").may_begin(text, languages) or phrases("role-cue").may_begin(text, languages)
    _each(scene, text, _CAPITALISED if titled else _PERSONAL, name_at)
    _each(scene, text, _PERSONAL, _told)


def _each(scene: Scene, text: Line, trait: Trait, find: Callable[[Scene, Sequence[Word], int], int]) -> None:
    """Mark the names that are found where words with a trait are."""
    free = 0
    for index in trait.places(text, scene.languages) if trait.within(text, scene.languages) else ():
        if index >= free and (end := find(scene, text, index)):
            if _of_towns(scene, text, index) or _of_firm(scene, text, index) or _of_body(scene, text, index):
                free = end
                continue
            span = span_of(text, index, end)
            if scene.free(span) and not _quoted(text, index, end):
                scene.add(Mention(span, "Person", " ".join(span.of(scene.text).split()), 0.85))
            free = end


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
        end = name_end(scene, text, index) if _after_title(scene, text, index) else 0
        return 0 if end == index + 1 and phrases("role-cue").at(text, index, scene.languages) else end  # "Lord Mayor"
    end = name_end(scene, text, index)
    if end - index < 2 or is_place(scene, text, index, end) or behind_article(scene, text, index):
        return 0
    if text[index + 1].text.islower() and phrases("role-cue").alone(word, scene.languages):
        return 0  # "Le Maire de Montpellier"
    if word.text.isupper() and [w.folded[:1] for w in text[index + 1 : end]] == [*word.text.lower()]:
        return 0  # "ALI Autonomie Locali Italiane"
    if is_ordinary(scene, text[index:end]) and not _backed(scene, text, index, end):
        return 0
    if _qualifies(scene, text, index, end):
        return 0
    if tie("of").at(text, index, (scene.language,)) and is_given(scene, text[index + 1]):
        return 0  # "Per Simone …" begins a sentence
    return end


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
    if before is not None and before.text == "&":
        return True  # "the Anna & Carl Lindt Foundation"
    if before is None or not before.text.islower():
        return False
    return before.folded in _VENUES or phrases("descriptor-cue").alone(before, scene.languages)


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
    """The end of "NGUYEN Thi Mai", in Hungarian of "Kovács Anna"; or 0."""
    word = text[index]
    hungarian = scene.language == "hu" and not distinctive(word.text)
    capitals = len(word.text) > 3 and word.text.isupper() and word.text.replace("-", "").isalpha()
    if not (hungarian or capitals) or is_place(scene, text, index, index + 1):
        return 0
    end = name_end(scene, text, index)
    given = text[index + 1 : end]
    if not 2 <= end - index <= 3 or not all(is_given(scene, w) and not w.text.isupper() for w in given):
        return 0
    return end if hungarian or _backed(scene, text, index, end) else 0


def _backed(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a role or an honorific stands beside a name that could be something else."""
    return _role_follows(scene, text, end) or _after_title(scene, text, start, shaped=False)


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


# Names that what stands before them tells


def _after_title(scene: Scene, text: Sequence[Word], index: int, *, shaped: bool = True) -> bool:
    """Whether an honorific, a role or a role with its place stands just before a word."""
    if not capitalised(text[index].text) or index == 0:
        return False
    honorifics, roles, languages = phrases("honorific"), phrases("role-cue"), scene.languages
    if not (honorifics.may_begin(text, languages) or roles.may_begin(text, languages)):
        return False
    for start in honorifics.starts(text, max(0, index - 6), index, languages, roles):
        honorific = honorifics.at(text, start, languages)
        if honorific and (honorific.end == index or (honorific.end == index - 1 and text[index - 1].text == ".")):
            return True
        role = roles.at(text, start, languages)
        ended = role and _ends_before(scene, text, role, index)
        if ended and index + 1 < len(text) and capitalised(text[index + 1].text):
            return (not shaped or _name_shaped(scene, text, index)) and not _someones(scene, text, start)
    return False


def _ends_before(scene: Scene, text: Sequence[Word], role: Match, index: int) -> bool:
    """Whether a role, or the place behind it, ends before a word, a comma or colon between."""
    if role.end == index or (role.end == index - 1 and text[index - 1].text in {",", ":"}):
        return True
    if role.end >= index:
        return False
    if (verb := tie("is").at(text, role.end, scene.languages)) and verb.end == index:
        return True
    place = past_grammar(scene, text, role.end)
    return place < index and seat_end(scene, text, place) == index


def _someones(scene: Scene, text: Sequence[Word], role: int) -> bool:
    """Whether a role stands behind a person already: "Ana Gil, director, …"."""
    return role > 1 and any(m.kind == "Person" for m in scene.touching(text[role - 2]))


def _name_shaped(scene: Scene, text: Sequence[Word], index: int) -> bool:
    end = name_end(scene, text, index)
    name = [w for w in text[index:end] if capitalised(w.text)]
    return (
        2 <= end - index <= 4
        and not is_place(scene, text, index, end)
        and not all(_known(scene, w) for w in name)
        and not any(distinctive(w.text) and not w.text.isupper() for w in name)
        and not (distinctive(name[-1].text) and not distinctive(name[0].text) and _known(scene, name[0]))
    )


def _known(scene: Scene, word: Word) -> bool:
    return any(known(word.text, code) for code in scene.languages)


# Names not heard of


def _told(scene: Scene, text: Sequence[Word], index: int) -> int:
    """A name of words not heard of, told by what stands beside it: a role, "and" and a person, a list, "van"."""
    if end := initials_end(text, index):
        told = (
            _backed(scene, text, index, end)
            or _joined(scene, text, index, end)
            or _labelled(scene, text, index, initials=True)
        )
        return end if told else 0
    if is_given(scene, text[index]) and (end := name_end(scene, text, index)) - index > 1:
        return end if _joined(scene, text, index, end) and not is_place(scene, text, index, end) else 0
    if not _unheard(scene, text[index]) or (index and _beside_unheard(scene, text, index)):
        return 0
    end = name_end(scene, text, index)
    if not 2 <= end - index <= 4 or any(w.folded and _impossible(scene, w) for w in text[index:end]):
        return 0
    if phrases("name-cue", ("City", "Region")).first(text[index:end], scene.languages):
        return 0
    told = (
        _role_follows(scene, text, end)
        or _role_before(scene, text, index, end)
        or _joined(scene, text, index, end)
        or _labelled(scene, text, index)
        or _noble(scene, text, index, end)
    )
    return end if told else 0


def _unheard(scene: Scene, word: Word) -> bool:
    return _strange(word.text, scene.languages)


@lru_cache(maxsize=1 << 15)
def _strange(word: str, languages: tuple[str, ...]) -> bool:
    return (
        len(folded(word)) > 2 and capitalised(word) and not any(c.isdigit() for c in word)
        and not distinctive(word) and not any(known(word, code) for code in languages)
    )  # fmt: skip


def _may_be_name(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a name of a person may begin with a word, where no title or role tells so."""
    if not capitalised(word):
        return False
    surname = languages[:1] == ("hu",) or (len(word) > 3 and word.isupper())
    return surname or is_initial(word) or given(word, languages) or _strange(word, languages)


_PERSONAL = Trait(_may_be_name)


def _beside_unheard(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether the word before, of the same line, is such a word too: then the name began earlier."""
    before = text[index - 1]
    return _unheard(scene, before) and "\n" not in scene.text[before.end : text[index].start]


def _impossible(scene: Scene, word: Word) -> bool:
    """Whether a word speaks against a person: an acronym, a place that is not small."""
    return distinctive(word.text) or any(p.population > _TOWN for p in scene.gazetteer.find(word.text, scene.language))


def _noble(scene: Scene, text: Sequence[Word], index: int, end: int) -> bool:
    """As in "Wubbo van Xyz" on a page in a language that has no word "van"."""
    inner = text[index + 1 : end]
    return scene.language not in _NOBLE_IN and len(inner) > 1 and inner[0].text in _NOBLE


def _labelled(scene: Scene, text: Sequence[Word], index: int, *, initials: bool = False) -> bool:
    """Whether a colon stands before a name, and before it a short label with a role or a word for people."""
    if not index or text[index - 1].text != ":":
        return False
    start = index - 1
    while start and index - start <= _REACH and (text[start - 1].folded or text[start - 1].text in {"/", "-"}):
        start -= 1
    label = text[start : index - 1]
    return any(
        cues.first(label, scene.languages)
        for cues in (phrases("role-cue"), phrases("label-cue", ("Person", "creator") if initials else ("Person",)))
    )


def _role_before(scene: Scene, text: Sequence[Word], index: int, end: int) -> bool:
    """Whether a name between commas follows a role with its complement: "the director of the agency, Name, …"."""
    if index < 3 or text[index - 1].text != "," or (end < len(text) and text[end].folded):
        return False
    for start in range(index - 2, max(-1, index - 12), -1):
        if not text[start].folded:
            return False
        if role := phrases("role-cue").at(text, start, scene.languages):
            return not _someones(scene, text, start) and index - role.end <= _REACH
    return False


def _role_follows(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "…, director of" or "…, the mayor" follows."""
    if index + 1 >= len(text) or text[index].text not in {",", "(", "–", "-"}:
        return False
    article = phrases("article").at(text, index + 1, scene.languages)
    place = article.end if article else index + 1
    return place < len(text) and phrases("role-cue").at(text, place, scene.languages) is not None


def _joined(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether "and" joins a name to a person, or a list of three or more has a person beside it."""
    before, after = _beside(scene, text, start, -1), _beside(scene, text, end - 1, 1)
    return "and" in (before, after) or ("," in (before, after) and _in_list(scene, text, start, end))


def _beside(scene: Scene, text: Sequence[Word], index: int, step: int) -> str:
    """What stands between a name's end and a person next to it: "and", ",", or "" if there is no person."""
    place, seen = index + step, ""
    while 0 <= place < len(text) and abs(place - index) < 4:
        word = text[place]
        there = scene.touching(word)
        if there:
            return seen if there[0].kind == "Person" else ""
        if phrases("conjunction").at([word], 0, scene.languages):
            seen = "and"
        elif word.text == ",":
            seen = seen or ","
        else:
            return ""
        place += step
    return ""


def _in_list(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether the text's commas part nothing but names of two or three words: "Ana Gil, Xyz Abc, Bea Roy"."""
    breaks = [i for i, w in enumerate(text) if w.text in {":", ";", "("}]
    lines = [i for i, w in enumerate(text) if "\n" in scene.text[w.end : w.end + 1]]
    first = max((i + 1 for i in (*breaks, *lines) if i < start), default=0)
    last = min((*(i for i in breaks if i >= end), *(i + 1 for i in lines if i >= end - 1)), default=len(text))
    pieces: list[list[Word]] = [[]]
    for word in text[first:last]:
        if word.text == "," or phrases("conjunction").at([word], 0, scene.languages):
            pieces.append([])
        else:
            pieces[-1].append(word)
    return len(pieces) > 2 and all(2 <= len(p) <= 4 and all(capitalised(w.text) for w in p) for p in pieces)
