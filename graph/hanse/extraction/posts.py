"""What the words for a post tell: which they are, whether several hold it, or a city's head; whether it is held now.

A role may be a word of its own or the end of a compound (rolewords).
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.bodies import is_small
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.rolewords import compound_role
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import ANALYTIC
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = [
    "before_small",
    "is_civic",
    "is_municipal",
    "is_party",
    "is_plural",
    "not_now",
    "post_at",
    "post_end",
    "without_parties",
]

_BODIES = ("Organisation", "City", "Region")
_NEAR = 20  # characters before a title in which the word before it stands
_NOT_NOW = everywhere("former") | everywhere("not-yet")
_PHRASE = 3  # words of a preposition: "au sein de"


def post_at(scene: Scene, text: Sequence[Word], index: int) -> Match | None:
    """The role at a word, without the body that its words run into: "presidente | del Consiglio comunale di Xyz"."""
    match = _role_at(scene, text, index)
    for place in range(match.start + 1, match.end) if match else ():
        body = next((m for m in scene.touching(text[place]) if m.kind in _BODIES), None)
        if match and body and body.span.start >= text[place].start and body.span.end > text[match.end - 1].end:
            end = before_small(scene, text, place)
            return Match(match.start, end, match.cue) if end > match.start else match
    return match


def _role_at(scene: Scene, text: Sequence[Word], index: int) -> Match | None:
    """The role that begins at a word, or that the word ends in."""
    if match := phrases("role-cue").at(text, index, scene.languages):
        stopped = match.end < len(text) and text[match.end].text == "."
        return None if stopped and phrases("honorific").at(text, index, scene.languages) else match  # "Prof. | Name"
    cue = compound_role(text[index].text, scene.language)
    return Match(index, index + 1, cue) if cue and scene.free(text[index]) else None


def post_end(scene: Scene, text: Sequence[Word], match: Match) -> int:
    """Where the words of a role end that was cut short of its body: "presidente del Consiglio |"; 0 of any other."""
    whole = phrases("role-cue").at(text, match.start, scene.languages)
    return before_small(scene, text, whole.end) if whole and whole.end > match.end else 0


def before_small(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of the words before an index without the articles and prepositions that they end in."""
    while small := next((b for b in range(1, min(_PHRASE, index) + 1) if _leads(scene, text, index - b, index)), 0):
        index -= small
    return index


def _leads(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether words are an article or a preposition as a whole."""
    return is_small(scene, text, start) >= end and scene.free(text[start])


def is_municipal(match: Match) -> bool:
    """Whether a title is that of a city's head."""
    return match.cue.term == "City"


def is_civic(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether a title is one of a city: of its head, or of one who sits on its council."""
    cues = (phrases("council-cue"), phrases("role-cue", ("City",)))
    return is_municipal(match) or any(c.at(text, match.start, scene.languages) for c in cues)


def is_plural(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether a title is of several: "los alcaldes"."""
    written = " ".join(w.folded for w in text[match.start : match.end])
    cue = " ".join(w for w in match.cue.text.casefold().split())
    endings = _PLURALS.get(scene.language, ("s",))
    return scene.language in ANALYTIC and written != cue and written.endswith(endings) and not cue.endswith("s")


_PLURALS = {"it": ("i", "he")}  # "sindaci", "sindache"


def without_parties(scene: Scene, text: Sequence[Word]) -> list[Word]:
    """Words without those that only tell somebody's party: "the mayor (LR) of", "Name (ex-MoDem), mayor of", "maire UMP
    de".
    """
    named = [i for i, w in enumerate(text) if is_party(scene, w)]
    aside = [i for i in named if i and [w.text for w in text[i - 1 : i + 2 : 2]] == ["(", ")"]]
    left_out = {index for i in aside for index in (i - 1, i, i + 1)}
    left_out.update(i for i in named if i and _is_office(scene, text, i))
    return [w for i, w in enumerate(text) if i not in left_out]


def is_party(scene: Scene, word: Word) -> bool:
    """Whether a word is the short name of a party."""
    return word.text.removeprefix("ex-") in _PARTIES[scene.language]


def _is_office(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a party stands between an elected office and "of": "maire | UMP | de", but not "segretario PD di"."""
    office = any(
        kind.alone(text[index - 1], scene.languages)
        for kind in (phrases("council-cue"), phrases("role-cue", ("City",)))
    )
    return office and any(phrases("genitive").alone(w, scene.languages) for w in text[index + 1 : index + 2])


_PARTIES = by_language("parties", as_written=True)


def not_now(scene: Scene, title: Span) -> bool:
    """Whether a title is of a post that somebody has no longer, or not yet: "former mayor", "the future president"."""
    before = scene.words(Span(max(0, title.start - _NEAR), title.start))[-1:] if title.start else ()
    return any(w.folded in _NOT_NOW for w in (*before, *scene.words(title)[:1]))
