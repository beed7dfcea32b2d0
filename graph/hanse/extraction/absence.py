"""Who was not at an event though a sentence about it names them: who was excused, or for whom others stood in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.lines import Line
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere, phrases_by_first
from hanse.extraction.tenses import past
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["from_afar", "there"]

_WHO = ("Person", "City", "Organisation")
_STOPS = frozenset(";:!?")
_STOOD_FOR = 8  # words between "in place of" and a name, those of a role
_LIST = 40  # characters between two names of a list


def there(scene: Scene, text: Line, named: Sequence[Mention]) -> Sequence[Mention]:
    """Of those whom a sentence names, all but the absent: "Ana Ruiz, who was ill", "Excused: Jan Kos and Eva Malik"."""
    if not named:
        return named
    cues = phrases("absence-cue", ("attendee",)).scan(text, scene.languages)
    away = {*(m for match in cues for m in _away(scene, text, match)), *_stood_for(scene, text)}
    return [mention for mention in named if mention not in away]


def from_afar(text: Line) -> bool:
    """Whether a sentence tells of what somebody writes, or says elsewhere: "thanked the hosts in a letter"."""
    told = text.told
    return any(
        tuple(told[i : i + len(phrase)]) == phrase for i, word in enumerate(told) for phrase in _AFAR.get(word, ())
    )


_AFAR = phrases_by_first("from-afar")


def _away(scene: Scene, text: Line, match: Match) -> Sequence[Mention]:
    """Whom words of absence speak of: the last name before them in their clause, else all names behind them."""
    opens = next((i + 1 for i in range(match.start - 1, -1, -1) if text[i].text in _STOPS), 0)
    before = scene.inside(Span(text[opens].start, text[match.start].start), _WHO) if opens < match.start else []
    if before:
        people = [m for m in before if m.kind == "Person"]
        return _joined(scene, before, people[-1] if people else before[-1])
    return scene.inside(Span(text[match.start].start, text[-1].end), _WHO)


def _joined(scene: Scene, before: Sequence[Mention], last: Mention) -> list[Mention]:
    """A name and those that "and" joins to it."""
    found = [last]
    for mention in reversed(before[: before.index(last)]):
        between = scene.words(Span(mention.span.end, found[-1].span.start))
        if mention.kind != last.kind or found[-1].span.start - mention.span.end > _LIST:
            break
        if len(between) != 1 or not phrases("conjunction").alone(between[0], scene.languages):
            break
        found.append(mention)
    return found


def _stood_for(scene: Scene, text: Line) -> Iterator[Mention]:
    """For whom somebody named before stands in: "Ana Ruiz, in place of", or "because the mayor, Jan Kos, was away"."""
    for index in range(1, len(text) - 1):
        if text[index].folded not in _STAND_INS:
            continue
        before = scene.inside(Span(text[0].start, text[index].start), ("Person",))
        after = text[index + 1 : index + 1 + _STOOD_FOR]
        found = scene.inside(Span(after[0].start, after[-1].end), ("Person",))
        if before and found and not _goes_on(scene, scene.words(Span(after[0].start, found[0].span.start))):
            yield found[0]


def _goes_on(scene: Scene, text: Sequence[Word]) -> bool:
    """Whether words tell more than a role: "on behalf of the city, and so did …"."""
    return any(
        phrases("conjunction").alone(w, scene.languages) or past(text, i, scene.language) for i, w in enumerate(text)
    )


_STAND_INS = everywhere("instead") | everywhere("because")
