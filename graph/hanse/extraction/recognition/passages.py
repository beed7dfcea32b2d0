"""Words of a document by the grammar of a language, and where a body's name begins before its type word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import leftward, trimmed, wrapped
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.scene import Scene
from hanse.extraction.typology import HEAD_LAST
from hanse.extraction.words import Word, capitalised, distinctive, known, lemma

__all__ = [
    "INFLECTED",
    "LOWER_HEADED",
    "RELATIONAL",
    "ROMANCE",
    "Passage",
    "comes_first",
    "leftwards",
    "lower",
    "merely_opens",
    "opens",
    "opens_at",
    "plural",
]

RELATIONAL = re.compile(
    r"(al|ale|ales|ali|aux|el|elle|els|elles|ico|ica|icos|icas|ici|iche|ique|iques|ivo|iva|ivos|ivas|ivi|ive|ifs|ives|"
    r"ible|ibles|ibile|ibili|able|ables|abile|abili|ario|aria|arios|arias|ari|arie|aire|aires|ano|ana|anos|anas|"
    r"eo|ea|eos|eas|ei|ee)$"
)  # endings of adjectives that say what field a noun is of
ROMANCE = ("es", "fr", "it", "pt", "ro", "ca", "gl")
INFLECTED = ("pl", "hr", "el", "ro", "cs", "sk", "sl", "sr", "bs", "bg", "lt", "lv", "et", "fi", "hu")
LOWER_HEADED = ("hr", "sr", "bs", "sl", "cs", "sk", "bg", "sv", "da", "no", "nb", "fi", "et", "lv", "lt")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document, read by the grammar of a language: the document's own, or that of a foreign name in it."""

    scene: Scene
    words: Sequence[Word]
    language: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages whose wording counts: the grammar's first."""
        return tuple(dict.fromkeys((self.language, *self.scene.languages)))

    @property
    def foreign(self) -> bool:
        """Whether the grammar is not the document's."""
        return self.language not in self.scene.languages

    def apart(self, index: int) -> bool:
        """Whether a line ends before a word: a name goes on only where long lines are wrapped."""
        gap = self.scene.text[self.words[index - 1].end : self.words[index].start]
        return "\n" in gap and not wrapped(self.scene.text, self.words[index - 1].end)


def lower(word: Word) -> bool:
    """Whether a word is written in lower case."""
    return bool(word.folded) and word.text[0].islower()


def plural(word: Word, match: Match) -> bool:
    """Whether a type word is in the plural."""
    return word.folded.endswith("s") and not match.cue.text.endswith("s")


def leftwards(passage: Passage, cue: int) -> int:
    """The start of the name before its type word, without the person, event or role that stands there."""
    scene, text = passage.scene, passage.words
    start = leftward(text, cue, passage.languages)
    if start < cue and _coordinates(passage, start):
        start -= 2
    if (behind := _past_role(passage, start, cue)) > start:
        return trimmed(text, behind, cue, passage.languages)
    for index in range(cue - 1, start - 1, -1):
        if passage.language in LOWER_HEADED and index + 2 < cue and begins_name(scene, text, index):
            return index + 2  # "Aino Rantanen Helsingin yliopistosta"
        if (there := scene.touching(text[index])) and there[0].kind in {"Person", "Event"}:
            return index + 1
        if index + 1 == cue and _of_event(passage, index):
            return cue  # "KONFERENCJA ZWIĄZKU MIAST"
        if passage.apart(index + 1):
            return trimmed(text, index + 1, cue, passage.languages)
        if role := phrases("role-cue").at(text, index, passage.languages):
            return trimmed(text, min(role.end, cue), cue, passage.languages)
    return start


def _past_role(passage: Passage, start: int, cue: int) -> int:
    """The word behind a role that reaches into a name: "direttore | Generale di X Azienda"."""
    roles = (phrases("role-cue").at(passage.words, i, passage.languages) for i in range(max(0, start - 2), start))
    return min(cue, max([start, *(role.end for role in roles if role)]))


def _of_event(passage: Passage, index: int) -> bool:
    """Whether a word for an event stands before a type word where the head comes first: the body is whose it is."""
    if passage.language in HEAD_LAST:
        return False
    event = phrases("name-cue", ("Event",)).at(passage.words, index, passage.languages)
    body = phrases("name-cue", ("Organisation",)).at(passage.words, index + 1, passage.languages)
    return event is not None and body is not None


def merely_opens(passage: Passage, start: int, match: Match) -> bool:
    """Whether the first of the words is but the first of its sentence: "Uczestniczą Politechnika …", "Participa …"."""
    text = passage.words
    language = match.cue.language
    if language in ("en", "de") or start == match.start or not opens(passage, start):
        return False
    if lower(text[match.start]) and (start + 1 == match.start or lower(text[start + 1])):
        return False
    word = text[start]
    if distinctive(word.text) or not known(word.text, language):
        return False
    return language != "pl" or not lemma(word.text, "pl").endswith(("y", "i"))  # a Polish adjective comes first


def comes_first(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word is in capitals only because its sentence begins with it, before a coined name: "Somos METAX"."""
    if index + 1 >= len(text) or not opens_at(scene, text, index) or distinctive(text[index].text):
        return False
    return distinctive(text[index + 1].text) and known(text[index].text.lower(), scene.language)


def opens(passage: Passage, index: int) -> bool:
    """Whether a sentence, a line or a bracket begins with a word."""
    return opens_at(passage.scene, passage.words, index)


def opens_at(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a sentence, a line or a bracket begins with a word of a text."""
    if not index or not text[index - 1].folded:
        return True
    return "\n" in scene.text[text[index - 1].end : text[index].start]


def _coordinates(passage: Passage, start: int) -> bool:
    """As in "the Mining and Associated Services Cluster": after an article, two qualities of one body."""
    scene, text = passage.scene, passage.words
    if start < 3 or not phrases("conjunction").at(text, start - 1, passage.languages):
        return False
    first, article = text[start - 2], phrases("article").at(text, start - 3, passage.languages)
    cues = phrases("name-cue").at(text, start - 2, passage.languages) or phrases("role-cue").at(
        text, start - 2, passage.languages
    )
    return (
        article is not None
        and capitalised(first.text)
        and known(first.text, passage.language)
        and not (cues or scene.touching(first))
    )
