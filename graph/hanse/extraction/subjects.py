"""Which network or project begins or ends where verges say that one does: named beside them, or spoken of."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.durations import KINDS
from hanse.extraction.lexicon import Phrases, particles, phrases
from hanse.extraction.reference import focus, referred
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import BARE_GENITIVE
from hanse.extraction.verges import UNTIL, Verge, index_at
from hanse.extraction.words import Word
from hanse.model import Span
from hanse.names import fold

__all__ = ["subject_of"]


def subject_of(scene: Scene, sentence: Span, text: Sequence[Word], verge: Verge) -> Mention | None:
    """Who begins or ends: named right before the words or a clause in commas; else after them; else spoken of."""
    if not verge.half.after and (first := _first_of_all(scene, text, verge.start)):
        return first
    index = _before_clause(scene, text, verge.start - 1)
    financed = False
    until = len(verge.half.literals) == 1 and verge.half.lemmas[0] in UNTIL
    while index >= 0:
        word = text[index]
        there = scene.touching(word)
        named = phrases("name-cue", KINDS).at(text, index, scene.languages)
        if not there and named and index:
            there = [m for m in scene.touching(text[index - 1]) if m.kind in KINDS]
        if there and there[0].kind == "Programme" and verge.start - index < _FAR:
            financed = True
        elif there:
            return there[0] if there[0].kind in KINDS and not _owned(scene, text, there[0]) else None
        elif spoken := _standing(scene, sentence, word):
            return None if _governed(scene, text, index_at(text, spoken[0].start)) else spoken[1]
        elif word.text == "," and (opening := _opened(text, index)) is not None:
            index = opening
        elif until or not (_light(word) or (financed and word.text.islower() and verge.start - index < _FAR)):
            headed = None if until else _complemented(scene, text, index)
            if headed is None:
                break
            index = headed
            continue
        index -= 1
    if index >= 0 or verge.start > 1:
        return _described(scene, sentence, text, verge)
    owned = verge.half.after and verge.half.term == "endDate"
    for place in range(verge.after, min(len(text), verge.after + 6)):
        there = scene.touching(text[place])
        if meant := (there[0].span, there[0]) if there else _standing(scene, sentence, text[place]):
            span, found = meant
            return found if found.kind in KINDS and _acts(scene, text, verge.after, span) else None
        if owned and len(text[place].folded) > _ARTICLE:
            return None  # "end of the first phase of the project"
    if verge.plain or _of_other(scene, text, verge.after):
        return None  # "Since 2019, a group of neighbours …"; "Founded in 1986, the university …"
    own = focus(scene, sentence)
    return own if own and own.kind in KINDS else None


def _first_of_all(scene: Scene, text: Sequence[Word], start: int) -> Mention | None:
    """The subject of a sentence whose second predicate begins at a word: "Projekt SKYLARK je odobren i | traje do"."""
    joint = start > 2 and phrases("conjunction").alone(text[start - 1], scene.languages)
    named = scene.inside(Span(text[0].start, text[start - 1].start)) if joint else []
    if not named or named[0].kind not in KINDS or index_at(text, named[0].span.start) > _OPENING:
        return None
    relative = particles("relative", scene.languages)
    parted = any(w.text in relative or w.text in ",;:" for w in text[:start])
    return None if parted or _owned(scene, text, named[0]) else named[0]


_OPENING = 2  # words before a subject's name: "The project"


def _acts(scene: Scene, text: Sequence[Word], start: int, name: Span) -> bool:
    """Whether a name behind a verb is what begins or ends: not "began | the second phase of the project SKYLARK", nor
    "startete | das Projekt SKYLARK eine Umfrage".
    """
    first, behind = index_at(text, name.start), index_at(text, name.end)
    if any(word.text in particles("genitive", scene.languages) for word in text[start + 1 : first]):
        return False
    after = text[behind] if behind < len(text) else None
    return after is None or not phrases("article").alone(after, (scene.language,))


def _complemented(scene: Scene, text: Sequence[Word], index: int) -> int | None:
    """The noun for a network or project that goes on up to a place: "a network | of small towns" of "… founded in"."""
    for place in range(index, max(1, index - _COMPLEMENT), -1):
        if not text[place].text.isalnum() or scene.touching(text[place]):
            return None
        of = phrases("genitive").at(text, place, (scene.language,))
        noun = next((i for i in (place - 1, place - 2) if i >= 0 and _is_kind(scene, text, i)), None)
        if noun is None or not (of or scene.language in BARE_GENITIVE):
            continue
        if noun == place - 1 or phrases("modifier-cue").alone(text[place - 1], scene.languages):
            return noun
    return None


_COMPLEMENT = 5  # words of what a network is one of


def _is_kind(scene: Scene, text: Sequence[Word], index: int) -> bool:
    return phrases("name-cue", KINDS).at(text, index, scene.languages) is not None


def _of_other(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether a noun with an article follows the comma behind a date: who else begins or ends then."""
    comma = place < len(text) and text[place].text == ","
    return comma and phrases("article").at(text, place + 1, (scene.language,)) is not None


def _before_clause(scene: Scene, text: Sequence[Word], index: int) -> int:
    """Past who does it in a clause of its own: "the network that Ghent set up in 2020"; past the clause before, which
    "and" joins: "X, which Ghent leads and which ends in 2026".
    """
    relative = particles("relative", scene.languages)
    actor = index
    while actor > 0 and any(
        m.kind in {"City", "Organisation", "Region", "Person"} for m in scene.touching(text[actor])
    ):
        actor -= 1
    if actor < index and actor and _opens_clause(text[actor], scene.language, relative):
        return actor - 1
    joined = (
        index > 1 and text[index].text in relative and phrases("conjunction").alone(text[index - 1], scene.languages)
    )
    if joined:
        opened = next((i for i in range(index - 2, 0, -1) if text[i].text == text[index].text), 0)
        return opened - 1 if opened and text[opened - 1].text == "," else index
    return index


def _opens_clause(word: Word, language: str, relative: frozenset[str]) -> bool:
    return word.text in relative or (language == "en" and word.text == "that")


_ARTICLE = 3  # letters
_FAR = 24  # words between a name and its verb, with what pays for it between them


def _described(scene: Scene, sentence: Span, text: Sequence[Word], verge: Verge) -> Mention | None:
    """Whose participle and date stand before the name: "zakończonego w 2020 roku projektu SKYLARK"; else who is
    described by the noun before the verb: "SKYLARK, an innovation action that got under way in 2020".
    """
    if verge.half.after:
        return None
    if scene.language in _PRENOMINAL and text[verge.start - 1].text != ",":
        for word in text[verge.after : verge.after + 4]:
            if there := scene.touching(word):
                return there[0] if there[0].kind in KINDS else None
            if not word.folded or len(word.folded) < 3:
                break
    return _apposed(scene, text, verge.start - 1)


def _apposed(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """The name before the comma that a noun phrase follows up to a place: "SKYLARK (…), an innovation action that"."""
    opening = next((i for i in range(index, max(0, index - _PHRASE), -1) if text[i].text in {",", "–", "—"}), None)
    if not opening or opening + 1 >= len(text) or not text[opening + 1].text.islower():
        return None
    if any(m.kind not in {"Programme", "Theme"} for w in text[opening:index] for m in scene.touching(w)):
        return None
    indefinite = text[opening + 1].text in particles("indefinite", (scene.language,))
    if not indefinite and not phrases("name-cue", KINDS).within(text[opening : index + 1], scene.languages):
        return None
    last = opening - 1
    if text[last].text == ")":
        last = next((i - 1 for i in range(last, -1, -1) if text[i].text == "("), -1)
    for word in text[max(0, last - 2) : last + 1][::-1]:
        if there := scene.touching(word):
            return there[0] if there[0].kind in KINDS else None
    return None


_PRENOMINAL = ("pl", "cs", "sk", "sl", "hr", "bg", "lv", "lt")
_PHRASE = 9  # words of a noun phrase, the relative pronoun included


def _standing(scene: Scene, sentence: Span, word: Word) -> tuple[Span, Mention] | None:
    """The words around one that stand for a network or project, and that: "the project", "a network of towns"."""
    return next(((span, m) for span, m in referred(scene, sentence) if word.span in span and m.kind in KINDS), None)


def _owned(scene: Scene, text: Sequence[Word], mention: Mention) -> bool:
    """Whether a name only says whose something is: "the call of the SKYLARK project"."""
    index = next(i for i, w in enumerate(text) if w.end > mention.span.start)
    if index and phrases("name-cue", KINDS).at(text, index - 1, scene.languages):
        index -= 1
    return _governed(scene, text, index)


def _governed(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a noun and "of" or "for" stand before a word, or a noun alone where the word is a genitive."""
    cue = phrases("name-cue", KINDS).at(text, index, scene.languages)
    written = " ".join(w.folded for w in text[index : cue.end]) if cue else ""
    bare = cue is not None and scene.language in _CASES and written != fold(cue.cue.text)
    owner = phrases("genitive")
    while index and phrases("article").at(text, index - 1, scene.languages) and not _at(owner, scene, text, index - 1):
        index -= 1
    joined = index > 1 and (text[index - 1].text in _FOR[scene.language] or _at(owner, scene, text, index - 1))
    noun = index - 1 - bool(joined)
    if noun >= 0 and phrases("course-cue", ("temporalCoverage",)).alone(text[noun], scene.languages):
        return False  # "the implementation of the SKYLARK project began"
    return bool(joined) or (bare and index > 0)


def _at(owner: Phrases, scene: Scene, text: Sequence[Word], index: int) -> bool:
    return owner.at(text, index, scene.languages) is not None


_CASES = ("pl", "hr", "cs", "sk", "sl", "el", "lt", "lv", "et", "fi")
_FOR = by_language("lasting-for", as_written=True)


def _opened(text: Sequence[Word], index: int) -> int | None:
    """The comma before the one at a place, if it is not far; itself if it follows a name ("X, launched in")."""
    return next((i for i in range(index - 1, max(0, index - 14), -1) if text[i].text == ","), index)


def _light(word: Word) -> bool:
    """Whether a word may stand between a name and its verb: auxiliaries, relatives, adverbs, signs of brackets."""
    plain = word.folded
    return len(plain) <= 3 or plain in _LIGHT or plain.endswith(("ly", "mente", "ment", "weise", "owo"))


_LIGHT = everywhere("before-verbs")
