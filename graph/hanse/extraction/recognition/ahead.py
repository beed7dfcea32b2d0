"""Initiatives by the name before the word for one, as most languages of the north have it: "the Ecotowns network"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.counts import worded
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.recognition.chunks import coined, leftward, span_of, trimmed
from hanse.extraction.recognition.fullnames import is_given
from hanse.extraction.recognition.grown import HYPHENING
from hanse.extraction.recognition.keeping import is_place, keep
from hanse.extraction.scene import Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.words import Word, capitalised, distinctive, lemma

__all__ = ["ahead"]

_LONG = 5  # letters of a name that no dictionary has
_NETWORKS = everywhere("networks")


def ahead(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Mark the name right before a cue; give back whether there is one."""
    towns = capitalised(text[match.start].text) and match.end - match.start > 1
    towns = towns and phrases("name-cue", ("City",)).alone(text[match.start], scene.languages)
    first = match.start + towns  # "the Green Rim Cities | network", "Connected Cities | Network"
    end = _before_acronym(text, first)
    hyphened = end > 0 and text[end - 1].text == "-" and match.cue.language in HYPHENING
    end -= hyphened  # "Vihreät Pihat -hanke"
    start = leftward(text, end, scene.languages)
    while scene.language != "en" and start > 1 and text[start - 1].text == "and" and capitalised(text[start - 2].text):
        start = leftward(text, start - 1, scene.languages)  # an English name in another language
    while start < end and (there := scene.touching(text[start])) and there[0].kind in {"Programme", "Country"}:
        start += 1
    if role := phrases("role-cue").at(text, start, scene.languages):
        start = trimmed(text, min(role.end, end), end, scene.languages)  # "Director of the X programme"
    chunk = text[start:end]
    if len(chunk) == 1 and _of_programme(scene, chunk[0]):
        return False  # "23 URBACT-Transfer networks"
    plural = text[match.end - 1].folded != lemma(text[match.end - 1].text, "en") and match.cue.language == "en"
    if not chunk or is_place(scene, chunk) or scene.touching(span_of(text, start, end)):
        return False
    if worded(chunk[0].folded, scene.languages) and text[match.end - 1].folded != match.cue.text.split()[-1]:
        return False  # "VIER NIEUWE | PROJECTEN"
    if _leads_on(scene, chunk[-1]):
        return False  # "Netzwerk von | Projekten", "FACTS ON THE | PROJECT"
    if plural and not any(distinctive(w.text) for w in chunk):
        return False
    shaped = any(distinctive(w.text) for w in chunk)
    if not shaped and _of_staff(scene, text, match.end):
        return False  # "the Youth Council project team"
    begun = hyphened or _beyond_start(text, start, match) or _english_line(scene, text, start, match)
    if (
        not shaped
        and (len(chunk) < 2 or not begun or not _named(chunk, scene))
        and not _unheard(scene, text, start, match)
    ):
        return False
    if not shaped and match.cue.term == "Programme" and len(chunk) < 2:
        return False
    if end == first and (_shouted(chunk, text[first], match) if shaped else capitalised(text[first].text)):
        end = match.end
    return keep(scene, text, start, end, match.cue.term, 0.85 if shaped else 0.7)


def _leads_on(scene: Scene, word: Word) -> bool:
    """Whether a word stands for "of" or is a preposition, which ends no name."""
    small = phrases("genitive"), phrases("place-preposition")
    about = word.text.lower() in particles("topic-preposition", scene.languages)
    return about or any(cue.alone(word, scene.languages) for cue in small)


def _shouted(chunk: Sequence[Word], cue: Word, match: Match) -> bool:
    """Whether words in capitals end in one for a network, which is of the name as well: "HARBOUR TOWNS NETWORK"."""
    return match.cue.term == "Network" and len(chunk) > 1 and all(w.text.isupper() for w in (*chunk, cue))


def _of_programme(scene: Scene, word: Word) -> bool:
    """Whether a programme's name stands before the hyphen of a word."""
    name, hyphen, _ = word.text.partition("-")
    known = (layer.get(name) for layer in scene.knowledge.layers(scene)) if hyphen else ()
    return any(found is not None and found.kind == "Programme" for found in known)


def _unheard(scene: Scene, text: Sequence[Word], start: int, match: Match) -> bool:
    """Whether one word that no dictionary has stands between an article and the cue: "the Ecotowns network"."""
    word, before = text[start], text[start - 1] if start else None
    if match.start != start + 1 or match.cue.term == "Programme" or len(word.text) < _LONG or before is None:
        return False
    if scene.language != "en":
        return False  # "het Europese project"
    determined = before.text.lower() not in particles("indefinite", scene.languages)
    determined = determined and phrases("article").alone(before, scene.languages)
    return determined and coined((word,), scene.languages) and scene.free(word) and not is_given(scene, word)


def _of_staff(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether those who work for what a word stands for follow it."""
    return place < len(text) and (
        text[place].text in _STAFF or phrases("role-cue").at(text, place, scene.languages) is not None
    )


_STAFF = everywhere("staff", as_written=True)


def _named(chunk: Sequence[Word], scene: Scene) -> bool:
    """Two or more capitalised words: a name unless all are of the vocabulary of cues and countries."""
    cues = phrases("name-cue")
    return not all(cues.at(chunk, i, scene.languages) or scene.gazetteer.country(w.text) for i, w in enumerate(chunk))


def _english_line(scene: Scene, text: Sequence[Word], start: int, match: Match) -> bool:
    """Whether an English name is all that a line in another language has: "Harbour Towns Network"."""
    whole = start == 0 and match.end == len(text) and all(capitalised(w.text) for w in text)
    return whole and scene.language != "en" and text[-1].folded == "network"


def _beyond_start(text: Sequence[Word], start: int, match: Match) -> bool:
    """Whether capitals tell a name: not the first of a sentence, unless others follow and nothing after them."""
    if start > 0:
        return True
    named = (
        match.start - start > 1 and capitalised(text[match.end - 1].text) and text[match.end - 1].folded in _NETWORKS
    )
    return named and match.end < len(text) and not capitalised(text[match.end].text)


def _before_acronym(text: Sequence[Word], end: int) -> int:
    if end >= 3 and text[end - 1].text == ")" and text[end - 3].text == "(":
        return end - 3
    return end
