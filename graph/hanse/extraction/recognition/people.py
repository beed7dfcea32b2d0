"""People: by given name, by honorific, by the role beside the name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.ties import tie
from hanse.extraction.words import Word, capitalised, distinctive, known, lemma
from hanse.names import fold

__all__ = ["given_names", "name_at", "recognise"]

_PARTICLES = frozenset(
    "von van der den de da di del della dos das do la le el al bin ben ter zu af av d' ’t 't".split()
)
_IBERIAN = ("es", "pt", "gl", "ca", "it")
_TYPES = ("Organisation", "Network", "Project", "Event", "Programme", "Region", "City", "GoodPractice")
_QUOTES = frozenset("\"“”„«»'‘’")


@cache
def given_names() -> frozenset[str]:
    """The given names, folded."""
    text = (files("hanse.extraction") / "given-names.txt").read_text(encoding="utf-8")
    return frozenset(fold(line) for line in text.splitlines() if line)


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the people in a unit: those whose name tells, then those whom the others tell."""
    text = scene.words(unit.span)
    _each(scene, text, name_at)
    _each(scene, text, _told)


def _each(scene: Scene, text: Sequence[Word], find: Callable[[Scene, Sequence[Word], int], int]) -> None:
    index = 0
    while index < len(text):
        end = find(scene, text, index)
        if end:
            span = span_of(text, index, end)
            if scene.free(span) and not _quoted(text, index, end):
                scene.add(Mention(span, "Person", span.of(scene.text), 0.85))
        index = end or index + 1


def name_at(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of a person's name that begins at a word, or 0."""
    word = text[index]
    if not word.folded or not capitalised(word.text) or not _is_given(word, scene.language):
        return 0 if not _after_title(scene, text, index) else _surname_end(scene, text, index)
    end = _surname_end(scene, text, index)
    if end - index < 2 or _is_place(scene, text, index, end) or _ordinary(scene, text[index:end]):
        return 0
    if tie("of").at(text, index, (scene.language,)) and _is_given(text[index + 1], scene.language):
        return 0  # "Per Simone …" begins a sentence
    return end


def _ordinary(scene: Scene, name: Sequence[Word]) -> bool:
    """Whether the first word of a name and a later one are ordinary words: "Urban Innovative Actions"; a place may be
    the first: "Paris Agreement". A second given name tells that it is a person after all: "Anna Lisa Rossi".
    """
    inner = [w for w in name[1:] if w.folded and capitalised(w.text)]
    if not inner or len(inner[-1].text) < 2:
        return True
    if len(inner) > 1 and _is_given(inner[0], scene.language):
        return False
    if not name[0].text.isupper() and all(w.text.isupper() for w in inner):
        return False  # "Jean DUPONT"
    first = _known(scene, name[0]) or any(p.population > 300_000 for p in scene.gazetteer.find(name[0].text))
    return first and any(_known(scene, w) for w in inner)


def _known(scene: Scene, word: Word) -> bool:
    return any(known(word.text, code) for code in scene.languages)


def _quoted(text: Sequence[Word], start: int, end: int) -> bool:
    """A name in quotation marks names a thing: the "Juraj Dobrila" library."""
    return start > 0 and end < len(text) and text[start - 1].text in _QUOTES and text[end].text in _QUOTES


def _told(scene: Scene, text: Sequence[Word], index: int) -> int:
    """A name of words not heard of, told by what stands beside it: a role after it, "and" and a person, a list."""
    if not _unheard(scene, text[index]) or (index and _unheard(scene, text[index - 1])):
        return 0
    end = _surname_end(scene, text, index)
    if not 2 <= end - index <= 4 or any(w.folded and _impossible(scene, w) for w in text[index:end]):
        return 0
    return end if _role_follows(scene, text, end) or _joined(scene, text, index, end) else 0


def _unheard(scene: Scene, word: Word) -> bool:
    return (
        len(word.folded) > 2 and capitalised(word.text) and not any(c.isdigit() for c in word.text)
        and not distinctive(word.text) and not _known(scene, word)
    )  # fmt: skip


def _impossible(scene: Scene, word: Word) -> bool:
    """Whether a word speaks against a person: an acronym, a place."""
    return distinctive(word.text) or bool(scene.gazetteer.find(word.text, scene.language))


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
        there = scene.touching(word.span)
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
    line = [i for i, w in enumerate(text) if w.text in {":", ";", "("} or "\n" in scene.text[w.end : w.end + 1]]
    first = max((i + 1 for i in line if i < start), default=0)
    last = min((i for i in line if i >= end), default=len(text))
    pieces: list[list[Word]] = [[]]
    for word in text[first:last]:
        if word.text == "," or phrases("conjunction").at([word], 0, scene.languages):
            pieces.append([])
        else:
            pieces[-1].append(word)
    return len(pieces) > 2 and all(2 <= len(p) <= 4 and all(capitalised(w.text) for w in p) for p in pieces)


def _is_given(word: Word, language: str) -> bool:
    first = word.folded.split(" ")[0]
    return (len(first) > 1 and (first in given_names() or lemma(word.text, language) in given_names())) and not any(
        c.isdigit() for c in word.text
    )


def _after_title(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether an honorific or a role stands just before a word."""
    if not capitalised(text[index].text) or index == 0:
        return False
    for start in range(max(0, index - 4), index):
        honorific = phrases("honorific").at(text, start, scene.languages)
        if honorific and (honorific.end == index or (honorific.end == index - 1 and text[index - 1].text == ".")):
            return True
        role = phrases("role-cue").at(text, start, scene.languages)
        ended = role and (role.end == index or (role.end == index - 1 and text[index - 1].text in {",", ":"}))
        if ended and index + 1 < len(text) and capitalised(text[index + 1].text):
            return _name_shaped(scene, text, index) and not _someones(scene, text, start)
    return False


def _someones(scene: Scene, text: Sequence[Word], role: int) -> bool:
    """Whether a role stands behind a person already: "Ana Gil, director, …"."""
    return role > 1 and any(m.kind == "Person" for m in scene.touching(text[role - 2].span))


def _name_shaped(scene: Scene, text: Sequence[Word], index: int) -> bool:
    end = _surname_end(scene, text, index)
    name = [w for w in text[index:end] if capitalised(w.text)]
    return (
        2 <= end - index <= 4
        and not _is_place(scene, text, index, end)
        and not all(_known(scene, w) for w in name)
        and not any(distinctive(w.text) and not w.text.isupper() for w in name)
        and not (distinctive(name[-1].text) and not distinctive(name[0].text) and _known(scene, name[0]))
    )


def _surname_end(scene: Scene, text: Sequence[Word], index: int) -> int:
    cues = phrases("name-cue", _TYPES)
    place, end = index + 1, index + 1
    if cues.at(text, index, scene.languages):
        return end
    while place < len(text) and place - index < 6:
        word = text[place]
        if word.text == "." and len(text[place - 1].text) == 1:
            place += 1
            continue
        if (
            not word.folded
            or text[place].start - text[place - 1].end > 1
            or "\n" in scene.text[text[place - 1].end : word.start]
        ):
            break
        if capitalised(word.text) and not any(c.isdigit() for c in word.text):
            if cues.at(text, place, scene.languages) or scene.touching(word.span):
                break
            place += 1
            end = place
        elif (
            word.text.lower() in _PARTICLES
            and (end == index + 1 or scene.language in _IBERIAN)
            and place + 1 < len(text)
            and (capitalised(text[place + 1].text) or text[place + 1].text.lower() in _PARTICLES)
        ):
            place += 1
        else:
            break
    return end


def _is_place(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    name = span_of(text, start, end).of(scene.text)
    return bool(scene.gazetteer.find(name, scene.language))
