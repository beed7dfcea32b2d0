"""Who was at the event that a page or section tells of, when the sentence does not name the event again.

Three wordings: somebody does what people do at events (opens, presents, says), somebody is said to be there, and
delegations or participants come from somewhere. The event is that of the headline or the one named just before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hanse.extraction.absence import from_afar, there
from hanse.extraction.coordination import coordinated
from hanse.extraction.focus import expected, meant
from hanse.extraction.gates import needs
from hanse.extraction.headship import of_head
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.lines import Line
from hanse.extraction.lineups import lineup
from hanse.extraction.negation import negated
from hanse.extraction.recognition.entitled import role_follows
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.tenses import past
from hanse.extraction.typology import ANALYTIC, BARE_GENITIVE
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["of_other", "placed", "read"]

_WHO = ("Person", "City", "Organisation")
_BACK = 30  # words from a verb back to its subject, roles and clauses in commas included
_AHEAD = 14  # words from a verb on to a subject that follows it


@needs(
    partial(phrases, "act-cue", ("attendee",)),
    partial(phrases, "presence-cue", ("attendee",)),
    partial(phrases, "label-cue", ("attendee",)),
    kinds=_WHO,
)
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note those at the event whom a sentence shows there."""
    text = scene.words(sentence)
    if not scene.inside(sentence, _WHO) or from_afar(text):
        return
    found = list(dict.fromkeys(_present(scene, sentence, text)))
    event = meant(scene, unit.block, sentence) if found else None
    if event and expected(scene, event):  # "The fair is a chance for us," said Ana Ruiz
        coming = set(_present(scene, sentence, text, to_come=True))
        found = [m for m in found if m in coming]
    for mention in there(scene, text, found) if event else ():
        if event and mention is not event and not of_head(scene, mention, sentence):
            scene.say(event, "attendee", mention, sentence, "presence", 0.7)


def _present(scene: Scene, sentence: Span, text: Line, *, to_come: bool = False) -> Iterator[Mention]:
    acts = [(m, ("Person",)) for m in phrases("act-cue", ("attendee",)).scan(text, scene.languages)]
    presences = [(m, _WHO) for m in phrases("presence-cue", ("attendee",)).scan(text, scene.languages)]
    verbs = sorted([*acts, *presences], key=lambda found: found[0].start)
    for place, (match, kinds) in enumerate(verbs):
        floor = verbs[place - 1][0].end if place else 0
        if to_come and past(text, match.start, scene.language):
            continue
        elsewhere = (kinds is _WHO and _of_initiative(scene, text, match)) or of_other(text, match)
        if not elsewhere and not negated(scene, _clause(text, match)):
            yield from _doers(scene, sentence, text, match, kinds, floor)
    said = {match.start for match, _ in verbs}
    for match in phrases("label-cue", ("attendee",)).scan(text, scene.languages):
        elsewhere = match.cue.text in _WITH[scene.language] or match.start in said or of_other(text, match)
        if not elsewhere and not negated(scene, _clause(text, match)):
            yield from _sent(scene, sentence, text, match)


def of_other(text: Sequence[Word], match: Match) -> bool:
    """Whether the word before says that those of another event are meant: "Previous | speakers include"."""
    return match.start > 0 and text[match.start - 1].folded in _FORMER


_FORMER = everywhere("former")


def _clause(text: Sequence[Word], match: Match) -> Sequence[Word]:
    start = next((i + 1 for i in range(match.start - 1, -1, -1) if text[i].text in _CLAUSE), 0)
    end = next((i for i in range(match.end, len(text)) if text[i].text in _CLAUSE), len(text))
    return text[start:end]


_QUOTES = frozenset('"“”„«»')
_CLAUSE = frozenset(";:.!?()–—") | _QUOTES


def _of_initiative(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether what somebody takes part in is a project or network: the sentence speaks of one, and of no event."""
    if cues(scene, text):
        return any(
            phrases("name-cue", INITIATIVES).at(text, i, scene.languages)
            for i in range(match.end, min(len(text), match.end + 4))
        )
    text = text[: _roles(scene, text, match)]
    spoken = phrases("name-cue", INITIATIVES), phrases("label-cue", ("partner", "leadPartner"))
    whole = Span(text[0].start, text[-1].end)
    return bool(scene.inside(whole, (*INITIATIVES, "Programme"))) or any(
        p.first(text, scene.languages) is not None for p in spoken
    )


def _roles(scene: Scene, text: Sequence[Word], match: Match) -> int:
    """Where the roles of those behind a verb begin: "Present were Ana Ruiz | , president of the network"."""
    for index in range(match.end, min(len(text) - 1, match.end + _AHEAD)):
        there = scene.touching(text[index])
        if there and (there[0].kind != "Person" or _governed(scene, text, there[0])):
            break
        if there and text[index + 1].text in {",", "("}:
            return index + 1
    return len(text)


def _doers(
    scene: Scene, sentence: Span, text: Line, match: Match, kinds: Sequence[str], floor: int
) -> Iterator[Mention]:
    """The subject of a verb: before it in its clause, else after it."""
    before = _before(scene, text, match.start, kinds, floor)
    if before:
        yield from _with(scene, before, sentence, kinds)
        yield from _joined_to(scene, text, before) if before.kind == "Person" else ()
        return
    goes = (
        kinds is _WHO and text[match.end - 1].folded in _TO[scene.language]
    )  # "travelled to Lublin for the conference"
    after = None if goes else _after(scene, text, match.start, match.end, kinds)
    if after:
        yield from _with(scene, after, sentence, kinds)
        if after.kind == "Person" and "Person" in kinds:
            yield from _listed(scene, text, after)


def _with(scene: Scene, mention: Mention, sentence: Span, kinds: Sequence[str]) -> list[Mention]:
    return [m for m in coordinated(scene, mention, sentence) if m.kind in kinds]


def _joined_to(scene: Scene, text: Line, last: Mention) -> Iterator[Mention]:
    """Who stands before somebody in a list, each with a role: "Ana Ruiz, mayor of Lugo | and Jan Kos, head of Y"."""
    people = scene.inside(Span(text[0].start, last.span.start), ("Person",)) if last.span.start > text[0].start else []
    before = [w for w in text if w.end <= last.span.start]
    while before and (before[-1].text == "." or phrases("honorific").alone(before[-1], scene.languages)):
        before.pop()
    if not people or not before or not phrases("conjunction").alone(before[-1], scene.languages):
        return
    for person in people:
        start = next(i for i, w in enumerate(text) if w.end > person.span.start)
        listed = list(lineup(scene, text, start))
        after = next(i for i, w in enumerate(text) if w.start >= person.span.end)
        if last in listed and role_follows(scene, text, after) and not _governed(scene, text, person):
            yield from listed[: listed.index(last)]
            return


def _before(scene: Scene, text: Sequence[Word], start: int, kinds: Sequence[str], floor: int) -> Mention | None:
    """The last person before a verb; without one, the city or body right before it."""
    nearest: Mention | None = None
    for index in range(start - 1, max(floor, start - _BACK) - 1, -1):
        if text[index].text in _CLAUSE:
            break
        there = scene.touching(text[index])
        if not there or there[0] is nearest:
            continue
        if there[0].kind == "Person":
            if _of_whose(text, index):
                continue
            return None if _governed(scene, text, there[0]) else there[0]
        if nearest is None and there[0].kind in kinds and start - index <= 4 and not placed(scene, text, there[0]):
            nearest = there[0]
    return nearest


def _of_whose(text: Sequence[Word], index: int) -> bool:
    """Whether "whose" stands before a name and a word for who that is: "X, whose father | Y", who is not spoken of."""
    return any(w.text.lower() in _WHOSE for w in text[max(0, index - _KIN) : index])


_KIN = 4  # words from "whose" to a name
_WHOSE = everywhere("whose", as_written=True)


def _after(scene: Scene, text: Sequence[Word], start: int, end: int, kinds: Sequence[str]) -> Mention | None:
    """Who follows a verb: right after it in English, elsewhere also after a role."""
    quoted = start > 0 and text[start - 1].text in _QUOTES  # "…," said Riga's mayor, Anna Berzina
    reach = 3 if scene.language == "en" and not quoted else _AHEAD
    for index in range(end, min(len(text), end + reach)):
        word = text[index]
        if word.text in _CLAUSE:
            return None
        there = scene.touching(word)
        if not there:
            continue
        if there[0].kind in kinds and _titled(scene, text, there[0]):
            return there[0]  # "participaron los ayuntamientos de Vigo …"
        if there[0].kind in kinds and (index == end or not _governed(scene, text, there[0])):
            return None if there[0].kind != "Person" and placed(scene, text, there[0]) else there[0]
        if there[0].kind not in {"City", "Organisation", "Country", "Region"}:
            return None
    return None


def _titled(scene: Scene, text: Sequence[Word], town: Mention) -> bool:
    """Whether a word for towns in the plural and "of" lead to a town, as to the first of several: "i Comuni di | X"."""
    index = next(i for i, w in enumerate(text) if w.end > town.span.start)
    if index < _TITLE or not phrases("genitive").alone(text[index - 1], scene.languages):
        return False
    if town.kind != "City" or not phrases("name-cue", ("City",)).begins(text[index - _TITLE], scene.languages):
        return False
    return index == _TITLE or phrases("article").alone(text[index - _TITLE - 1], scene.languages)


_TITLE = 2  # words of such a title


def _governed(scene: Scene, text: Sequence[Word], mention: Mention) -> bool:
    """Whether "of", "with" or "by" stands before a name."""
    index = next(i for i, w in enumerate(text) if w.end > mention.span.start)
    return index > 0 and bool(
        phrases("genitive").at(text, index - 1, scene.languages) or text[index - 1].folded in _WITH[scene.language]
    )


def placed(scene: Scene, text: Sequence[Word], mention: Mention) -> bool:
    """Whether a name tells but where: "the conference in Łódź was attended by …", "the Łódź conference", "el taller de
    Pau".
    """
    index = next(i for i, w in enumerate(text) if w.end > mention.span.start)
    after = next((w.start for w in text if w.start >= mention.span.end), None)
    of = index > 0 and mention.kind == "City" and phrases("genitive").alone(text[index - 1], (scene.language,))
    if of and (index == 1 or any(match.end == index - 1 for match in cues(scene, text))):
        return True  # "De Bruxelles était venue Ana Gil"
    called = any(text[match.start].start == after for match in cues(scene, text))
    return called or (index > 0 and phrases("place-preposition").alone(text[index - 1], (scene.language,)))


_WITH = by_language("with-people")
_TO = by_language("whereto")


def _listed(scene: Scene, text: Sequence[Word], first: Mention) -> Iterator[Mention]:
    """The people who follow in the same list, each with a role of their own."""
    rest = Span(first.span.end, text[-1].end)
    last = first
    for person in scene.inside(rest, ("Person",)):
        between = scene.text[last.span.end : person.span.start]
        if len(between) > 130 or _governed(scene, text, person) or not any(c in between for c in ",;"):
            return
        yield person
        last = person


def _sent(scene: Scene, sentence: Span, text: Sequence[Word], match: Match) -> Iterator[Mention]:
    """The cities and bodies after "delegations from", "representatives of the cities of"."""
    joined = scene.language in BARE_GENITIVE
    apart = scene.language in ANALYTIC  # "participants in" a place are not from there
    leading = ("genitive",) if apart else ("genitive", "place-preposition")
    for index in range(match.end, min(len(text), match.end + 6)):
        there = scene.touching(text[index])
        if there:
            if there[0].kind in {"City", "Organisation"} and joined:
                yield from _with(scene, there[0], sentence, ("City", "Organisation"))
            return
        if any(phrases(kind).at(text, index, scene.languages) for kind in leading):
            joined = True
        elif not (
            phrases("article").at(text, index, scene.languages)
            or phrases("name-cue", ("City",)).at(text, index, scene.languages)
            or text[index].folded in _TOWNS
        ):
            return


_TOWNS = everywhere("towns-sent")
