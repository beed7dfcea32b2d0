"""Networks by a word for networks and one for towns: "Alliance of Cool Cities", "réseau des Villes Douces"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.recognition.chunks import is_joint, run_after
from hanse.extraction.recognition.passages import ROMANCE, opens_at
from hanse.extraction.scene import Scene
from hanse.extraction.words import Word, capitalised, lemma
from hanse.names import fold

__all__ = ["is_strand", "league"]

_REACH = 4  # words between the two
_WITHOUT_ARTICLES = ("pl", "hr", "cs", "sk", "sl", "sr", "bg")  # where a capital at the start tells nothing, nor "the"
_PLURAL_S = ("en", "fr", "es", "pt", "ca", "gl")
_ADJECTIVE = 5  # letters of one at the least


def league(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """The name that a word for networks begins, or that follows it, if it has one for towns in the plural."""
    head = text[match.start]
    towns = _towns(scene, text, match)
    if towns is None or (match.cue.language in _PLURAL_S and head.folded.endswith("s")):
        return None  # "Networks of Towns"
    end = _end(scene, text, towns.end, match.cue.language)
    proper = [i for i in range(match.start, end) if capitalised(text[i].text)]
    if capitalised(text[match.start].text) and not text[match.start].text.isupper():
        inner = [i for i in proper if i > match.start and (scene.language != "de" or i != towns.start)]
        modified = towns.start > match.end or end > towns.end
        plain = modified and scene.language in _WITHOUT_ARTICLES
        inside = scene.language != "de" and not opens_at(scene, text, match.start) and modified
        return (match.start, end) if inner or plain or inside else None
    begins = capitalised(text[towns.start].text) and scene.language != "de"
    return (towns.start, end) if begins and len(proper) > 1 else None


def is_strand(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a name is but "Network of Towns", or goes on "… Projects": what programmes call a kind of project."""
    cue = phrases("name-cue", ("Network",)).at(text, start, scene.languages)
    place = start + 1
    while cue and place < end and (is_joint(text[place]) or phrases("genitive").alone(text[place], scene.languages)):
        place += 1
    if cue is None or not start + 1 < place < end:
        return False
    towns = phrases("name-cue", ("City",)).alone(text[place], scene.languages)
    last = place + 1
    return towns and (last == end or phrases("name-cue", ("Project",)).alone(text[last], scene.languages))


def _towns(scene: Scene, text: Sequence[Word], match: Match) -> Match | None:
    """The word for towns in the plural after one for networks, adjectives and "of the" between at the most."""
    cues = phrases("name-cue", ("City",))
    for index in range(match.start + 1, min(len(text), match.end + _REACH)):
        if index >= match.end and (scene.touching(text[index]) or not text[index].folded or text[index].text.isdigit()):
            return None
        found = cues.at(text, index, scene.languages)
        if found:
            several = text[index].folded != fold(found.cue.text).split()[0]
            return Match(index, max(index + 1, match.end), found.cue) if several else None
        if index >= match.end and not _goes_between(scene, text[index], first=index == match.end):
            return None
    return None


def _goes_between(scene: Scene, word: Word, *, first: bool) -> bool:
    """Whether a word may stand between the two: "of the", a capital, an adjective where the grammar tells one."""
    if capitalised(word.text) or is_joint(word) or phrases("genitive").alone(word, (scene.language,)):
        return True
    if scene.language in ROMANCE:
        return first and len(word.text) >= _ADJECTIVE  # "Réseau français des …"
    base = lemma(word.text, scene.language)
    return scene.language in _WITHOUT_ARTICLES and base != word.folded and not base.endswith(("t", "c", "ti", "ci"))


def _end(scene: Scene, text: Sequence[Word], place: int, language: str) -> int:
    """The end of a name behind its towns: capitals, an adjective in the plural, what they stand for."""
    end = place
    if place < len(text) and capitalised(text[place].text) and text[place].folded and not scene.touching(text[place]):
        end = run_after(text, place, scene.languages, 5)
    elif place < len(text) and language in ROMANCE and language in _PLURAL_S:
        word = text[place]
        end += word.text.islower() and word.text.endswith("s") and len(word.text) >= _ADJECTIVE
    aims = particles("aim-preposition", scene.languages)
    for reach in (2, 3):
        aimed = end < len(text) and text[end].text in aims and end + reach <= len(text)
        if aimed and capitalised(text[end + reach - 1].text):
            return run_after(text, end + reach - 1, scene.languages, 5)
    return end
