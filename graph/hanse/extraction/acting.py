"""Who acts where an event is told of: people who do something in the past tense, or whom a passive or list brings in.

A report on an event tells of those who were there. So somebody who is the subject of a verb in the past took part,
unless the sentence speaks of a life, of an absence or of what is to come. Nothing is said of people who are only
named: after "of" or "with", in a quotation, in a clause about something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from hanse.extraction.absence import from_afar, there
from hanse.extraction.adverbials import adverbials
from hanse.extraction.bodies import body_at, skip_small
from hanse.extraction.focus import expected, looks_ahead, meant, told_of
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.lines import Line
from hanse.extraction.lineups import lineup
from hanse.extraction.negation import negated
from hanse.extraction.presence import of_other
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.tenses import past
from hanse.extraction.typology import VERB_LAST
from hanse.extraction.words import Word
from hanse.model import Span
from hanse.names import fold
from hanse.vocabulary import wording

__all__ = ["read"]

_SIGNED = 7  # words of a line that says who wrote a page
_ROLE = 8  # words before a name that may belong to a role
_APPOSITION = 30  # words between a name and its verb
_INVERTED = 5  # words between a verb and the subject that follows it
_BETWEEN = 130  # characters between two people of a list
_STOPS = frozenset(";:.!?")
_PAUSES = frozenset(",()–—-")
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_BOUND = by_language("clause", as_written=True)
_WHOSE = by_language("whose", as_written=True)


@needs(kinds=("Person",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the people who act in a sentence, or are brought in by it, at the event that its section tells of."""
    people = scene.inside(sentence, ("Person",))
    text = scene.words(sentence)
    if not people or len(text) < 4 or _signs(scene, text):
        return
    aside = phrases("aside-cue", ("attendee",)).within(text, scene.languages) or from_afar(text)
    brought = list(dict.fromkeys([*_brought(scene, text, sentence), *_introduced(scene, text)]))
    acting = [] if aside else [p for p in _acting(scene, text, people) if p not in brought]
    if not brought and not acting:
        return
    event = meant(scene, unit.block, sentence) if brought else told_of(scene, unit.block, sentence)
    if event is None:
        return
    if acting and (looks_ahead(scene, text) or expected(scene, event)):
        acting = []
    for person in there(scene, text, [*brought, *acting]):
        if person is not event:
            scene.say(event, "attendee", person, sentence, "presence", 0.7 if person in brought else 0.65)


def _signs(scene: Scene, text: Line) -> bool:
    """Whether a sentence only says who wrote the page: "Prepared by Anna Holm", and no more."""
    return len(text) <= _SIGNED and phrases("label-cue", ("creator",)).at(text, 0, scene.languages) is not None


def _brought(scene: Scene, text: Line, sentence: Span) -> Iterator[Mention]:
    """Those whom a passive or a noun brings in: "was opened by A", "in the presence of A and B"."""
    for match in _agents(scene, text, sentence):
        if of_other(text, match) or negated(scene, _clause(text, match.start)):
            continue
        yield from lineup(scene, text, match.end)
    closing = _closing(scene.language) if scene.language in VERB_LAST else {}
    for index, word in enumerate(text):
        by = closing.get(word.folded)
        if by and not negated(scene, _clause(text, index)):
            opened = next((i for i, w in enumerate(text[:index]) if w.text in by), None)
            named = lineup(scene, text, opened + 1) if opened is not None else ()
            yield from (person for person in named if person.span.end <= word.start)


def _agents(scene: Scene, text: Line, sentence: Span) -> Iterator[Match]:
    """Where such words stand, together or parted by where and when: "was opened (in Graz on 5 May) by A"."""
    cues = phrases("agent-cue", ("attendee",))
    yield from cues.scan(text, scene.languages)
    past = adverbials(scene, sentence) if any(cues.begins(word, scene.languages) for word in text) else {}
    taken = {i for start, end in past.items() for i in range(start, end)}
    kept = [i for i in range(len(text)) if i not in taken]
    for match in cues.scan([text[i] for i in kept], scene.languages) if taken else ():
        start, end = kept[match.start], kept[match.end - 1] + 1
        if end - start > match.end - match.start:
            yield Match(start, end, match.cue)


@cache
def _closing(language: str) -> dict[str, frozenset[str]]:
    """The participles that may stand at the end, with what goes before who did it: "wurde von A eröffnet"."""
    cues = (cue.text.split() for cue in wording()["agent-cue"] if cue.language == language)
    pairs = [(fold(cue[0]), cue[1]) for cue in cues if len(cue) == 2 and cue[0].islower()]
    return {verb: frozenset(by for other, by in pairs if other == verb) for verb, _ in pairs}


def _introduced(scene: Scene, text: Line) -> Iterator[Mention]:
    """Those whom a list names after what they did: "The day was opened by the heads of both ports: A, of X; and B"."""
    cues = phrases("act-cue", ("attendee",)), phrases("presence-cue", ("attendee",))
    for match in (m for told in cues for m in told.scan(text, scene.languages)):
        colon = next((i for i in range(match.end, len(text)) if text[i].text in _STOPS), len(text))
        if colon == len(text) or text[colon].text != ":" or negated(scene, text[:colon]):
            continue
        if not scene.inside(Span(text[0].start, text[colon].start), ("Person",)):
            for person in scene.inside(Span(text[colon].end, text[-1].end), ("Person",)):
                place = next(i for i, w in enumerate(text) if w.end > person.span.start)
                if not _quoted(text, place) and not _governs(scene, text, place - 1):
                    yield person


def _clause(text: Sequence[Word], index: int) -> Sequence[Word]:
    start = next((i + 1 for i in range(index - 1, -1, -1) if text[i].text in _STOPS), 0)
    end = next((i for i in range(index, len(text)) if text[i].text in _STOPS), len(text))
    return text[start:end]


def _acting(scene: Scene, text: Line, people: Sequence[Mention]) -> list[Mention]:
    """The subjects of verbs in the past, with those whom a list joins to them."""
    free = {p: place for p in people for place in [_subject(scene, text, p)] if place}
    before = [p for p in free if _verb_after(scene, text, free[p][1])]
    after = [p for p in free if p not in before and _verb_before(scene, text, free[p][0])]
    order = list(free)
    for first, second in zip(reversed(order[:-1]), reversed(order[1:]), strict=True):
        if second in before and first not in before and _listed(scene, text, free[first][1], free[second][0]):
            before.append(first)
    for first in list(after):
        after += [p for p in lineup(scene, text, free[first][0]) if p in free and p not in after]
    return [p for p in order if p in before or p in after]


def _subject(scene: Scene, text: Line, person: Mention) -> tuple[int, int] | None:
    """The words of a person's role and name if they may be a subject: no preposition, "whose" or "that" before them."""
    start = next(i for i, w in enumerate(text) if w.end > person.span.start)
    end = next((i for i in range(start, len(text)) if text[i].start >= person.span.end), len(text))
    if _quoted(text, start) or negated(scene, _clause(text, start)):
        return None
    if start and text[start - 1].text.lower() in _BOUND[scene.language]:
        return None
    begin = _role(scene, text, start)
    if begin and (text[begin - 1].text.lower() in _BOUND[scene.language] or _governs(scene, text, begin - 1)):
        return None
    if any(w.text.lower() in _WHOSE[scene.language] for w in text[max(0, begin - _ROLE) : begin]):
        return None
    return begin, end


def _listed(scene: Scene, text: Line, end: int, begin: int) -> bool:
    """Whether a comma or "and" joins two people, with no verb between them."""
    between = text[end:begin]
    joined = any(w.text == "," or phrases("conjunction").alone(w, scene.languages) for w in between)
    return (
        joined
        and text[begin].start - text[end - 1].end <= _BETWEEN
        and not any(w.text in _STOPS for w in between)
        and not any(past(text, i, scene.language) for i in range(end, begin))
    )


def _quoted(text: Sequence[Word], index: int) -> bool:
    """Whether a word stands inside a quotation."""
    marks = [w.text for w in text[:index] if w.text in _OPENING | _CLOSING | {'"'}]
    plain = sum(m == '"' for m in marks) % 2 == 1
    return plain or (bool(marks) and marks[-1] in _OPENING)


def _role(scene: Scene, text: Line, start: int) -> int:
    """Where the role before a name begins, its article included: "the mayor of Riga, Anna Berzina"."""
    honorifics, roles = phrases("honorific", ("Person",)), phrases("role-cue")
    begin = start
    for index in range(start - 1, max(-1, start - 1 - _ROLE), -1):
        if text[index].text in _STOPS or past(text, index, scene.language):
            break
        found = honorifics.at(text, index, scene.languages) or roles.at(text, index, scene.languages)
        if found and found.end <= start:
            begin = index
    while begin and phrases("article").at(text, begin - 1, scene.languages) and begin > start - _ROLE - 2:
        begin -= 1
    return begin


def _governs(scene: Scene, text: Line, index: int) -> bool:
    """Whether a word is a preposition that makes what follows no subject."""
    word = text[index]
    article = phrases("article").at(text, index, scene.languages)
    held = phrases("genitive").at(text, index, scene.languages) or phrases("place-preposition").at(
        text, index, scene.languages
    )
    return word.folded in _PREPOSITIONS[scene.language] or bool(held and not article)


_PREPOSITIONS = by_language("oblique")


def _verb_after(scene: Scene, text: Line, end: int) -> bool:
    """Whether a verb follows a name: at once, after "of the University", an apposition or a clause in commas."""
    place = skip_small(scene, text, end)
    origin = body_at(scene, text, place) if end < place < len(text) else None
    end = origin[1] if origin else end
    for index in range(end, min(len(text), end + _APPOSITION)):
        if text[index].text in _STOPS:
            return False
        if not past(text, index, scene.language):
            continue
        before = text[max(end, index - 2) : index]
        if any(w.text.lower() in _BOUND[scene.language] for w in before):
            continue
        if index - end <= 2 or any(w.text in _PAUSES for w in before):
            return True
        if scene.language in VERB_LAST and (index + 1 == len(text) or text[index + 1].text in _STOPS | _PAUSES):
            return True
    return False


def _verb_before(scene: Scene, text: Line, begin: int) -> bool:
    """Whether a verb stands before a subject that follows it, as it may in most languages but English."""
    if scene.language == "en":
        return False
    for index in range(begin - 1, max(-1, begin - 1 - _INVERTED), -1):
        if text[index].text in _STOPS | _PAUSES:
            return False
        if past(text, index, scene.language):
            return not any(m.kind == "Person" for m in scene.inside(Span(text[0].start, text[index].start)))
        if not scene.free(text[index]):
            return False
    return False
