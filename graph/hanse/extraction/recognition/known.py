"""Names that are known already: from the register, from the corpus, from elsewhere in the document."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import neg

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line
from hanse.extraction.recognition.fullnames import is_given
from hanse.extraction.recognition.grown import PAID
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, known, words
from hanse.model import Span

__all__ = ["Name", "NameIndex", "Parts", "parts_of", "recognise"]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name with what bears it."""

    text: str
    kind: str
    canonical: str = ""  # the main form, if this is another
    score: float = 0.9


Parts = tuple[str, ...]
"""The words of a name, folded."""


class NameIndex:
    """Names by their words, longest first; as quick with a million names as with ten."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self.firsts: dict[str, dict[str, list[int]]] = {}  # first word → second, if any → how many words, most first
        self._all: dict[Parts, Name] = {}
        for name in names:
            self.add(name)

    def add(self, name: Name) -> None:
        """Take a name in; a second kind for the same text is taken only with a higher score."""
        parts = parts_of(name.text)
        there = self._all.get(parts)
        if not parts or (there and there.score >= name.score):
            return
        lengths = self.firsts.setdefault(parts[0], {}).setdefault("".join(parts[1:2]), [])
        if len(parts) not in lengths:
            insort(lengths, len(parts), key=neg)
        self._all[parts] = name

    def names(self) -> tuple[Name, ...]:
        """All names, sorted."""
        return tuple(sorted(self._all.values()))

    def get(self, text: str) -> Name | None:
        """The name that a whole text is."""
        return self._all.get(tuple([w.folded or w.text for w in words(text)]))

    def at(self, text: Sequence[Word], index: int, language: str) -> tuple[int, Name] | None:
        """The longest name that begins at a word, and the index after it."""
        seconds = self.firsts.get(text[index].folded or text[index].text)
        if not seconds:
            return None
        after = text[index + 1] if index + 1 < len(text) else None
        second = (after.folded or after.text) if after else ""
        for length in (*(seconds.get(second, ()) if second else ()), *seconds.get("", ())):
            stretch = text[index : index + length]
            name = self._all.get(tuple([w.folded or w.text for w in stretch]))
            if name and len(stretch) == length and _same_case(stretch, name, language):
                return index + length, name
        return None


def parts_of(text: str) -> Parts:
    """The words of a name as an index compares them.

    >>> parts_of("Red de Ciudades")
    ('red', 'de', 'ciudades')
    """
    return tuple([w.folded or w.text for w in _words(text)])


@lru_cache(maxsize=16384)
def _words(name: str) -> tuple[Word, ...]:
    return tuple(words(name))


def _same_case(stretch: Sequence[Word], name: Name, language: str) -> bool:
    """Whether the text is written as a name: ordinary words need capitals; a single ordinary word, its own spelling."""
    written, own = [w.text for w in stretch], [w.text for w in _words(name.text)]
    if written == own:
        return True
    if len(own[-1]) == 1 and own[-1].isupper() and written[-1].islower():
        return False  # "URBACT i …": Polish for "and"
    if len(own) == 1 and (known(own[0], language) or known(own[0], "en")):
        return distinctive(own[0]) and written[0].isupper() and len(own[0]) > 4
    if len(own) == 1 and own[0].isupper() and len(own[0]) <= 5:
        return written[0].startswith(own[0])
    return capitalised(written[0]) or distinctive(written[0]) or not capitalised(own[0])


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark the known names in a unit."""
    text, starts = scene.words(unit.span), _starts(scene)
    _mark_payers(scene, text)
    end = 0
    for index in _begun(text, starts) if not text.firsts.isdisjoint(starts) else ():
        if index < end:
            continue
        layers = scene.knowledge.layers(scene)
        found = next((hit for names in layers if (hit := names.at(text, index, scene.language))), None)
        if not found:
            continue
        end, name = found
        span = Span(text[index].start, text[end - 1].end)
        if name.kind == "Programme" and _of_school(scene, text, end):
            end = 0
            continue
        if name.kind in INITIATIVES and (_quoted_longer(scene, span) or _surname(scene, text, index, end)):
            end = 0
            continue
        written = span.of(scene.text)
        shown = _before_kind(scene, written, name.kind) or written
        aliases = tuple(dict.fromkeys(n for n in (name.canonical, name.text, written) if n and n != shown))
        scene.add(Mention(span, name.kind, shown, name.score, aliases=aliases))


def _mark_payers(scene: Scene, text: Line) -> None:
    """Mark the programmes before a hyphen and what they run or pay for: "das URBACT-Netzwerk TIDE"."""
    for index in PAID.places(text, scene.languages) if PAID.within(text, scene.languages) else ():
        word = text[index]
        head = word.text.rpartition("-")[0]
        found = next((name for layer in scene.knowledge.layers(scene) if (name := layer.get(head))), None)
        if found and found.kind == "Programme":
            aliases = tuple(name for name in (found.canonical,) if name and name != head)
            scene.add(
                Mention(Span(word.start, word.start + len(head)), "Programme", head, found.score, aliases=aliases)
            )


def _before_kind(scene: Scene, written: str, kind: str) -> str:
    """The name in one that is written with what it is, in whatever case: "SKYLARK" of "SKYLARK-hanketta"; else ""."""
    head, _, tail = written.rpartition("-")
    if not head or not (tail.islower() or scene.language == "de"):
        return ""
    names = (layer.get(head) for layer in scene.knowledge.layers(scene))
    return head if any(found is not None and found.kind == kind for found in names) else ""


def _starts(scene: Scene) -> dict[str, set[str]]:
    """The first words of the names that a text may have, each with the second ones; "" where there is none."""
    names, starts = scene.starts
    if names is not scene.names:
        spelled, starts = scene.spelled(), {}
        follow = {*spelled, ""}
        for layer in scene.knowledge.layers(scene):
            for first in layer.firsts.keys() & spelled:
                if seconds := layer.firsts[first].keys() & follow:
                    starts.setdefault(first, set()).update(seconds)
        scene.starts = scene.names, starts
    return starts


def _begun(text: Line, starts: dict[str, set[str]]) -> list[int]:
    """Where the first two words of a name stand, or the only one."""
    told = text.told
    return [
        index
        for index, first in enumerate(told)
        if first in starts
        and ("" in starts[first] or (told[index + 1] if index + 1 < len(told) else "") in starts[first])
    ]


def _surname(scene: Scene, text: Sequence[Word], index: int, end: int) -> bool:
    """Whether a name that others write in capitals is somebody's here: "Marta Navares Galares", beside GALARES."""
    if end > index + 1 or distinctive(text[index].text):
        return False
    before = text[max(0, index - 2) : index]
    beside = bool(before) and scene.text[before[-1].end : text[index].start] == " " and capitalised(before[-1].text)
    return beside and any(is_given(scene, word) for word in before)


def _of_school(scene: Scene, text: Sequence[Word], end: int) -> bool:
    """Whether a university or the like is called by a name that a programme has, too: "Erasmus | University"."""
    beside = end < len(text) and text[end].start - text[end - 1].end == 1 and capitalised(text[end].text)
    return beside and phrases("institution-cue").at(text, end, scene.languages) is not None


def _quoted_longer(scene: Scene, span: Span) -> bool:
    """Whether a name only begins one in quotation marks: "Com'ON" in “Com'ON City”."""
    opened = scene.text[max(0, span.start - 1) : span.start] in _OPENING
    return opened and bool(_REST.match(scene.text, span.end))


_OPENING = frozenset('"“„«”')
_REST = re.compile(r"(?: (?:[^\W\d_a-zß-öø-ÿ]|\d)[\w#+-]*){1,4}[\"”“»]")
