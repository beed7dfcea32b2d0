"""Who heads a body, told from the body's side: "X, whose president is Ana Ruiz", "Na czele X stoi Jan Kos"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.bodies import body_at, skip_small
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.lines import Line
from hanse.extraction.negation import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.typology import VERB_LAST
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read"]

_BY = "role"
_HEADED = ("Organisation", "Network", "City")
_STOPS = frozenset(",;:.!?()–—")
_VERB = 4  # words between a body and who heads it, or the other way round: "stands now", "has been since May"
_COPULA = 2  # words between a role and a name: "είναι η"
_ROLE = 7  # words of a role: "the executive vice president is"


@needs(kinds=("Person",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the body of each person of whom a sentence says that they are at its head."""
    if not scene.inside(sentence, ("Person",)) or not scene.inside(sentence, _HEADED):
        return
    text = scene.words(sentence)
    for body, person in (*_at_the_helm(scene, text), *_whose(scene, text)):
        where = Span(min(body.span.start, person.span.start), max(body.span.end, person.span.end))
        if not negated(scene, text) and not _told(scene, person, body):
            scene.say(person, "affiliation", body, where, _BY, 0.8)


def _told(scene: Scene, person: Mention, body: Mention) -> bool:
    return any(d.subject is person and d.predicate == "affiliation" and d.object is body for d in scene.drafts)


def _at_the_helm(scene: Scene, text: Line) -> Iterator[tuple[Mention, Mention]]:
    """Bodies and people on both sides of a verb behind "at the head of": "Al frente de X está | Ana Ruiz"."""
    for match in phrases("helm-cue").scan(text, scene.languages):
        found = body_at(scene, text, skip_small(scene, text, match.end))
        if found is None or found[0].kind not in _HEADED:
            continue
        person = _next(scene, text, found[1], _VERB)
        if person is None and scene.language not in VERB_LAST:  # "A gab den Vorsitz ab" tells it only in the end
            person = _last(scene, text, match.start)
        if person:
            yield found[0], person


def _next(scene: Scene, text: Line, start: int, most: int) -> Mention | None:
    """The person that a clause comes to right after its verb and a role."""
    taken = _of_roles(scene, text[start : start + _VERB + _ROLE])
    loose = 0
    for index in range(start, min(len(text), start + _VERB + _ROLE)):
        there = scene.touching(text[index])
        if there:
            return there[0] if there[0].kind == "Person" else None
        loose += index - start not in taken
        if text[index].text in _STOPS or loose > most:
            return None
    return None


def _last(scene: Scene, text: Line, end: int) -> Mention | None:
    """The person right before a verb and "at the head of": "Ana Ruiz has been | at the head of"."""
    for index in range(end - 1, max(-1, end - 1 - _VERB), -1):
        there = scene.touching(text[index])
        if there or text[index].text in _STOPS:
            return there[0] if there and there[0].kind == "Person" else None
    return None


def _of_roles(scene: Scene, text: Sequence[Word]) -> set[int]:
    cues = (*phrases("role-cue").scan(text, scene.languages), *phrases("honorific").scan(text, scene.languages))
    return {i for match in cues for i in range(match.start, match.end)}


def _whose(scene: Scene, text: Line) -> Iterator[tuple[Mention, Mention]]:
    """Bodies with a clause about their head: "X, whose | president | is | Ana Ruiz", "dessen Präsidentin A ist"."""
    for index, word in enumerate(text):
        body = _described(scene, text, index) if word.text.lower() in _OWNED else None
        role = phrases("role-cue").first(text[index + 1 : index + _ROLE], scene.languages) if body else None
        if body is None or role is None:
            continue
        end = index + 1 + role.end
        person = _next(scene, text, end, _COPULA)
        spoken = any(phrases("copula").alone(w, scene.languages) for w in text[index + 1 : end + _VERB])
        if person and (spoken or scene.language in VERB_LAST):
            yield body, person


_OWNED = everywhere("owned", as_written=True)


def _described(scene: Scene, text: Line, index: int) -> Mention | None:
    """The body before the comma and the article or preposition that "whose" stands behind: "X, | la cui"."""
    for place in range(index - 1, max(-1, index - 3), -1):
        if text[place].text == ",":
            there = scene.touching(text[place - 1]) if place else []
            return there[0] if there and there[0].kind in _HEADED and there[0].span.end == text[place - 1].end else None
        if len(text[place].text) > _SHORT:
            return None
    return None


_SHORT = 3  # letters of an article: "la cui", "al cărei", "της οποίας"
