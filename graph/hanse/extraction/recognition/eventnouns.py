"""The words for events: nouns, not verbs of the same stem, and what tells that they mean several, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hanse.extraction.compounds import COMPOUNDED, compounds
from hanse.extraction.lexicon import Match, Phrases, exact, phrases
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import by_language, everywhere, phrases_by_first
from hanse.extraction.words import Word, capitalised, distinctive, lemma, words

__all__ = ["EVENTFUL", "cues", "plural", "vague"]

_INFLECTING = ("pl", "hr", "ro", "el", "cs", "sk", "sl", "hu", "bg", "de", "nl", "sv", "da", "fi", "et", "lv", "lt")
_ENDED = ("sv", "da", "nl")  # whose nouns only get endings: Danish "mødtes" is no form of "møde"


def cues(scene: Scene, text: Sequence[Word]) -> Sequence[Match]:
    """The words for events in a text: nouns, not verbs of the same stem; then the compounds of German and others.

    "traf" is no "Treffen", "launched" no "launch"; "Bundeskongress" is a "Kongress".
    """
    named = _named_so().scan(text, scene.languages)
    found = [match for match in named if _is_noun(text[match.end - 1], match) and not _is_room(text, match)]
    return [*found, *compounds(scene.language, text)]


def _is_room(text: Sequence[Word], match: Match) -> bool:
    """Whether a word is part of those for a room: "salón de actos"."""
    for start in range(max(0, match.start - _LONGEST_ROOM + 1), match.start + 1):
        for room in _ROOMS.get(text[start].folded, ()):
            if start + len(room) > match.start and tuple([w.folded for w in text[start : start + len(room)]]) == room:
                return True
    return False


_LONGEST_ROOM = 3  # words
_ROOMS = phrases_by_first("rooms")


def _named_so() -> Phrases:
    return phrases("name-cue", ("Event",))


EVENTFUL = (_named_so, COMPOUNDED)
"""What a text has in which ``cues`` finds a word for an event."""


def _is_noun(word: Word, match: Match) -> bool:
    if match.cue.language == "de":
        return capitalised(word.text)
    if word.text[-1] in _PARTICIPLES and match.cue.text[-1] not in _PARTICIPLES:
        return False  # "a rencontré", "a visité"
    if match.cue.language in _ENDED and not word.folded.startswith(_last(match.cue.text)):
        return False
    if match.cue.language in _INFLECTING or word.folded == _last(match.cue.text):
        return True
    same = exact("name-cue").get(word.folded, ())  # "rencontres", found as a form of "rencontre", is a cue as well
    return any(c.term == "Event" and c.language == match.cue.language for c in same)


_PARTICIPLES = frozenset("éè")


@cache
def _last(cue: str) -> str:
    return words(cue)[-1].folded


def vague(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether a word stands for much else beside events: campus, week, training, launch."""
    found = phrases("doubtful-cue", ("Event",)).at(text, match.start, (match.cue.language,))
    return found is not None and found.end == match.end


_TIMES = everywhere("one-in-plural")  # one event under a plural: "Baltic Mobility Days"


def plural(word: Word, match: Match, before: Sequence[Word] = ()) -> bool:
    """Whether a word speaks of several events; before it may stand an article of the genitive, in German.

    In Romance languages the cue of the plural is not the singular's; where there are more cases, endings tell nothing.
    """
    if word.folded in _TIMES and capitalised(word.text):
        return False
    if match.cue.language in _PLURALS:
        return _plural_of(word.folded, _last(match.cue.text), match.cue.language) and not (
            word.folded.endswith("s") and any(w.folded in _OF_ONE for w in before[-_ARTICLE:])
        )
    several = word.folded.endswith("s") and lemma(word.text, "en") != word.folded
    return match.cue.language == "en" and several and not distinctive(word.text)


_PLURALS = by_language("plural-endings")
_OF_ONE = by_language("of-one")["de"]
_ARTICLE = 3  # words from an article to its noun


def _plural_of(word: str, cue: str, language: str) -> bool:
    """Whether a folded word ends in a cue and an ending of the plural; the cue may be that of days, in any case."""
    _, found, rest = word.rpartition(cue)
    return bool(found) and rest in _PLURALS[language] and cue not in _DAYS[language]


_DAYS = by_language("days-held")
