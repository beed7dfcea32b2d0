"""Who was sent to an event, and by whom: "Ghent was represented by Ana Ruiz", "Für Weiz nahm Jan Kos teil".

Both were there: who came, and the town or body for which they did. To those of whom nothing else tells whose they are
it gives that body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from hanse.extraction.absence import from_afar, there
from hanse.extraction.belonging import city_of_page
from hanse.extraction.bodies import body_at, city_at, skip_small
from hanse.extraction.delegations import delegated
from hanse.extraction.focus import looks_ahead, told_of
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.lines import Line
from hanse.extraction.lineups import lineup
from hanse.extraction.nationalities import town_nouns
from hanse.extraction.negation import negated
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.tenses import past
from hanse.extraction.typology import VERB_LAST
from hanse.model import Span

__all__ = ["read"]

_BY = "representation"
_SENDERS = ("City", "Organisation")
_STOPS = frozenset(";:.!?()")
_LOOSE = 2  # words between a body and who came for it that are neither role nor verb: "byli tam"
_FAR = 14  # words between them

Sent = tuple[Mention, Sequence[Mention]]


@needs(kinds=("Person",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note those at the event of a sentence who came for a town or body, and that town or body."""
    if not scene.inside(sentence, ("Person",)):
        return
    text = scene.words(sentence)
    found, sent = [*_represented(scene, text), *_behalf(scene, text)], [*delegated(scene, text)]
    told = found or sent
    aside = looks_ahead(scene, text) or phrases("aside-cue", ("attendee",)).within(text, scene.languages)
    if not told or aside or from_afar(text):
        return
    event = told_of(scene, unit.block, sentence)
    for body, people in [*found, *sent] if event else sent:
        came = there(scene, text, [p for p in people if p is not event])
        for mention in (*came, body) if came else ():
            if event:
                scene.say(event, "attendee", mention, sentence, _BY, 0.7)
        for person in came:
            if not any(d.predicate == "affiliation" and d.subject is person for d in scene.drafts):
                scene.say(person, "affiliation", body, sentence, _BY, 0.75)


def _represented(scene: Scene, text: Line) -> Iterator[Sent]:
    """Bodies with those who "represented" them, on either side of the verb."""
    for match in phrases("sending-cue", ("attendee",)).scan(text, scene.languages):
        first, last = _clause(text, match)
        if negated(scene, text[first:last]) or _in_initiative(scene, text, match.end, last):
            continue
        article = phrases("article").at(text, match.end, scene.languages) if match.end < len(text) else None
        if after := _sender(scene, text, article.end if article else match.end):
            yield after[0], _before(scene, text, first, match.start) or _ahead(scene, text, after[1])
        elif body := _sender_before(scene, text, match.start):
            yield body, _ahead(scene, text, match.end)
        elif scene.language in VERB_LAST and (opening := _sender(scene, text, skip_small(scene, text, first))):
            yield opening[0], _before(scene, text, opening[1], match.start)  # "Ghent war durch A und B vertreten"


def _in_initiative(scene: Scene, text: Line, start: int, end: int) -> bool:
    """Whether it is "in the network" or "in CANALS" that somebody represents a body, and not at an event."""
    for index in range(start + 1, end):
        cue = phrases("name-cue", INITIATIVES).at(text, index, scene.languages)
        if cue or any(m.kind in INITIATIVES for m in scene.touching(text[index])):
            before = index - 1 - bool(phrases("article").at(text, index - 1, scene.languages))
            if phrases("place-preposition").alone(text[before], scene.languages):
                return True
    return False


def _behalf(scene: Scene, text: Line) -> Iterator[Sent]:
    """Bodies with those who came "on behalf of" them: at the start of a clause, or right after a name."""
    opened = [0] if text[0].folded in _FOR[scene.language] else []
    matches = phrases("sending-cue", ("affiliation",)).scan(text, scene.languages)
    places = chain(((i, i + 1) for i in opened), ((m.start, m.end) for m in matches))
    for start, end in places:
        if start and text[start - 1].folded and not phrases("conjunction").alone(text[start - 1], scene.languages):
            continue
        body = _sender(scene, text, skip_small(scene, text, end))
        last = _clause_end(text, end)
        if body and _tells(scene, text, body[1], last) and not negated(scene, text[start:last]):
            yield body[0], _ahead(scene, text, body[1])


_FOR = by_language("speaking-for")


def _tells(scene: Scene, text: Line, first: int, last: int) -> bool:
    """Whether words tell what was: a verb of the past, or that somebody was there."""
    here = phrases("presence-cue", ("attendee",)).within(text[first:last], scene.languages)
    return here or any(past(text, i, scene.language) for i in range(first, last))


def _clause(text: Line, match: Match) -> tuple[int, int]:
    start = next((i + 1 for i in range(match.start - 1, -1, -1) if text[i].text in _STOPS), 0)
    return start, _clause_end(text, match.end)


def _clause_end(text: Line, start: int) -> int:
    return next((i for i in range(start, len(text)) if text[i].text in _STOPS), len(text))


def _sender(scene: Scene, text: Line, index: int) -> tuple[Mention, int] | None:
    """The town or body that begins at a word, and the word after it; that of the page, if it is but "the city"."""
    noun = town_nouns().at(text, index, scene.languages) if index < len(text) else None
    titled = body_at(scene, text, skip_small(scene, text, noun.end)) if noun else None
    found = body_at(scene, text, index) or titled or city_at(scene, text, index)
    if found:
        return found if found[0].kind in _SENDERS else None
    city = city_of_page(scene) if noun else None
    return (city, noun.end) if city and noun else None


def _sender_before(scene: Scene, text: Line, end: int) -> Mention | None:
    """The town or body right before a verb and its auxiliary: "Weiz | vertraten", "Ghent was | represented"."""
    last = next((i for i in range(end, max(0, end - _AUXILIARY), -1) if not _is_auxiliary(scene, text, i - 1)), 0)
    named = scene.touching(text[last - 1]) if last else []
    if named:
        return named[0] if named[0].kind in _SENDERS and named[0].span.end == text[last - 1].end else None
    noun = town_nouns().alone(text[last - 1], scene.languages) if last else False
    return city_of_page(scene) if noun else None


_AUXILIARY = 3  # words of one, and the word before it


def _is_auxiliary(scene: Scene, text: Line, index: int) -> bool:
    word = text[index]
    small = word.text.islower() and len(word.text) < _LONGEST_AUXILIARY and scene.free(word)
    return small and not town_nouns().alone(word, scene.languages)


_LONGEST_AUXILIARY = 6  # letters: "wurde"


def _people(scene: Scene, text: Line, first: int, last: int) -> list[Mention]:
    return scene.inside(Span(text[first].start, text[last - 1].end), ("Person",)) if first < last else []


def _before(scene: Scene, text: Line, first: int, last: int) -> list[Mention]:
    """The people of the list that goes on to a verb."""
    people = _people(scene, text, first, last)
    for start, person in enumerate(people):
        listed = list(lineup(scene, text, _place(text, person)))
        if people[-1] in listed:
            return people[start:]
    return []


def _ahead(scene: Scene, text: Line, start: int) -> list[Mention]:
    """The people of the list behind a word, with little but a role and a verb before it: "nahmen Bürgermeister | A"."""
    people = _people(scene, text, start, min(_clause_end(text, start), start + _FAR + 1))
    between = text[start : _place(text, people[0])] if people else text[start:start]
    taken = {
        i
        for kind in ("role-cue", "presence-cue", "honorific", "article", "copula")
        for m in phrases(kind).scan(between, scene.languages)
        for i in range(m.start, m.end)
    }
    loose = [
        w
        for i, w in enumerate(between)
        if i not in taken and len(w.folded) > _SMALL and not past(text, start + i, scene.language)
    ]
    apart = any(w.text == "," for w in between[1:])
    return list(lineup(scene, text, start + len(between))) if people and len(loose) <= _LOOSE and not apart else []


_SMALL = 2  # letters of words of grammar


def _place(text: Line, mention: Mention) -> int:
    return next(i for i, w in enumerate(text) if w.end > mention.span.start)
