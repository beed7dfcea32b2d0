"""People of names not heard of, told by what stands beside: a role, "and" and a person, a list, a label, "van"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.entitled import backed, role_follows, someones
from hanse.extraction.recognition.fullnames import initials_end, is_given, is_place, name_end
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import CASELESS, Word, capitalised, distinctive, folded, known

__all__ = ["mayor_end", "strange", "unheard_end"]

_NOBLE = everywhere("noble", as_written=True)
_NOBLE_IN = ("nl", "de")
_PARTIES = everywhere("party-words")
_FEWEST = 3
_CLOSING = frozenset(",.;:")
_BRACKETS = frozenset("()")
_TOWN = 50_000
_REACH = 8  # words of a label before a name


def unheard_end(scene: Scene, text: Sequence[Word], index: int) -> int:
    """A name of words not heard of, told by what stands beside it: a role, "and" and a person, a list, "van"."""
    if end := initials_end(text, index):
        told = (
            backed(scene, text, index, end)
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
        role_follows(scene, text, end)
        or _role_before(scene, text, index, end)
        or _joined(scene, text, index, end)
        or _labelled(scene, text, index)
        or _noble(scene, text, index, end)
    )
    return end if told else 0


def mayor_end(scene: Scene, text: Sequence[Word], index: int) -> int:
    """A name of any words that signs set off behind a town and the title of its head: "the mayor of Riga, X Y, …"."""
    end = name_end(scene, text, index) if index > _FEWEST and text[index - 1].text == "," else 0
    name = text[index:end]
    closed = bool(name) and (end == len(text) or text[end].text in _CLOSING) and 2 <= len(name) <= 3
    if not closed or scene.language not in CASELESS or not all(capitalised(w.text) for w in name):
        return 0
    if any(phrases(cue).first(name, scene.languages) for cue in ("name-cue", "role-cue")):
        return 0
    if any(w.folded in _PARTIES or _impossible(scene, w) for w in name):
        return 0
    if not any(_unheard(scene, w) or is_given(scene, w) for w in name):
        return 0
    for start in range(index - 2, max(-1, index - 2 - _REACH), -1):
        if role := phrases("role-cue", ("City",)).at(text, start, scene.languages):
            led = role.end < index - 1 and phrases("genitive").at(text, role.end, scene.languages)
            several = any(w.folded.endswith("s") for w in (text[start], text[role.end - 1]))
            return end if led and not several and not someones(scene, text, start) else 0
        if text[start].text not in _BRACKETS and not text[start].folded:
            return 0
    return 0


def _unheard(scene: Scene, word: Word) -> bool:
    return strange(word.text, scene.languages)


@lru_cache(maxsize=1 << 15)
def strange(word: str, languages: tuple[str, ...]) -> bool:
    """Whether a word in capitals is in no dictionary of some languages."""
    return (
        len(folded(word)) > 2 and capitalised(word) and not any(c.isdigit() for c in word)
        and not distinctive(word) and not any(known(word, code) for code in languages)
    )  # fmt: skip


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
            return not someones(scene, text, start) and index - role.end <= _REACH
    return False


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
