"""What keeps a sentence from saying what a pattern finds in it: a preposition, an event, an invitation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from hanse.extraction.coordination import coordinated
from hanse.extraction.government import before, governs, possessive, town_titles
from hanse.extraction.headship import of_head
from hanse.extraction.insertions import APPOSED
from hanse.extraction.lexicon import contracted, particles, phrases
from hanse.extraction.matching import Bound
from hanse.extraction.nationalities import town_nouns
from hanse.extraction.patterns import Pattern, occasional, readings
from hanse.extraction.scene import INITIATIVES, PLACES, Mention, Scene
from hanse.extraction.smallwords import ByLanguage, by_language, everywhere
from hanse.extraction.typology import BARE_GENITIVE, CASED
from hanse.extraction.words import Word, folded, lemma, words
from hanse.extraction.works import work_done, work_of
from hanse.model import Span, Value

__all__ = ["occasion_in", "vetoed"]

_TAKING_PART = ("City", "Region", "Organisation")
_OF_PARTNERS = frozenset(("partner", "leadPartner"))
_CARRIED = _OF_PARTNERS | {"implementedIn"}
_TOGETHER = _OF_PARTNERS | {"partOf"}
_BARE = 3  # parts of a pattern that has nothing but its slots and a verb
_INVITED = 5  # words from "invitation" to the name of who invites: "of the city of"
_INVITATIONS = everywhere("invitations")
_FOUNDING = by_language("founding", as_written=True)
_WORKS = by_language("joint-works", as_written=True)


def vetoed(scene: Scene, pattern: Pattern, bound: Bound, sentence: Span) -> bool:
    """Whether a sentence does not say what a pattern finds in it."""
    if occasional(pattern) and _at_event(scene, bound.subject, sentence):
        return True
    if _of_towns(pattern) and not _town_and_land(bound):
        return True
    bare = pattern.term == "implementedIn" and not pattern.bearing
    if bare and (_of_others(scene, bound.subject, sentence) or _apart(scene, bound.subject, sentence)):
        return True
    if pattern.term == "locatedIn" and _holds_event(scene, bound.subject, sentence):
        return True
    if pattern.term == "eventOf" and isinstance(bound.object, Mention) and _put_before(scene, bound.object):
        return True
    if pattern.term == "locatedIn" and _merely_there(scene, pattern, bound):
        return True
    if pattern.term == "locatedIn" and _of_endings(pattern) and not _stands_in(scene, pattern, bound):
        return True
    if pattern.term == "partOf" and not _may_be_part(scene, pattern, bound):
        return True
    if pattern.term == "locatedIn" and _joined_towns(scene, bound, sentence):
        return True
    if pattern.term in _AT_EVENTS and isinstance(bound.object, Mention) and of_head(scene, bound.object, sentence):
        return True
    if pattern.term in _OF_PARTNERS and _owned(scene, pattern, bound.object, sentence):
        return True
    labelled = pattern.term == "leadPartner" and pattern.parts[-2:] == (",", "{object}")
    if labelled and isinstance(bound.object, Mention) and _of_aide(scene, bound.object, sentence):
        return True
    if pattern.term in _CARRIED and isinstance(bound.subject, Mention) and _of_works(scene, pattern, bound, sentence):
        return True
    if _leads_several(scene, pattern, bound.object, sentence) or _alone(scene, pattern, bound.object, sentence):
        return True
    return pattern.term in _TOGETHER and _invites(scene, sentence, (bound.subject, bound.object))


def _may_be_part(scene: Scene, pattern: Pattern, bound: Bound) -> bool:
    """Whether both are bodies, or both networks; side by side where no word of the pattern says it."""
    alike = isinstance(bound.object, Mention) and bound.subject.kind == bound.object.kind
    return alike and (_literal(pattern) or _side_by_side(scene, pattern, bound))


_AT_EVENTS = frozenset(("attendee", "organiser", "locatedIn"))


def _of_works(scene: Scene, pattern: Pattern, bound: Bound, sentence: Span) -> bool:
    """Whether something of an initiative is led or done, not it; "{role} of {subject} is" has said of what."""
    slot = pattern.parts.index("{subject}") if "{subject}" in pattern.parts else 0
    if not slot:
        return pattern.term in _OF_PARTNERS and work_of(scene, bound.subject, sentence)
    done = pattern.parts[0] == "{object}" and slot == len(pattern.parts) - 1
    of = pattern.parts[slot - 1] in particles("genitive", (pattern.language,))
    return done and not of and work_done(scene, bound.subject, sentence, pattern.literals)


def _leads_several(scene: Scene, pattern: Pattern, led: Mention | Value, sentence: Span) -> bool:
    """Whether several stand where the lead may stand, behind a bare verb: "X führt Linz und Wels zusammen"."""
    bare = len(pattern.parts) == _BARE and pattern.parts[0] == "{subject}" and pattern.language in CASED
    if not bare or pattern.term != "leadPartner" or not isinstance(led, Mention):
        return False
    _, *others = (m for m in coordinated(scene, led, sentence) if m.span.start >= led.span.start)
    return bool(others) and len(scene.words(Span(led.span.end, others[0].span.start))) == 1


def _alone(scene: Scene, pattern: Pattern, one: Mention | Value, sentence: Span) -> bool:
    """Whether one stands where several would be partners: "set up by the Ministry", "a project of the university"."""
    if pattern.term != "partner" or not isinstance(one, Mention):
        return False
    if not (_joint(pattern) or (one.kind == "Organisation" and _founding(pattern))):
        return False
    return len(coordinated(scene, one, sentence)) == 1


@cache
def _founding(pattern: Pattern) -> bool:
    """Whether a pattern's verb is to found: one body founds what others may join; of several each is a member."""
    return not _forms(_FOUNDING, pattern.language).isdisjoint(pattern.needed)


@cache
def _joint(pattern: Pattern) -> bool:
    """Whether a pattern says no more than whose work something is: "{subject} is a project of {object}"."""
    telling = {word for word in pattern.literals if word in _forms(_WORKS, pattern.language)}
    small = {word for word in pattern.literals - telling if len(word) < _SMALL}
    return bool(telling) and pattern.parts[0] == "{subject}" and pattern.literals == telling | small


_SMALL = 5  # letters of "is" and "of", in any of the languages


def _forms(told: ByLanguage, language: str) -> frozenset[str]:
    """Words of a language as patterns have them: as written, and as lemmas."""
    return frozenset(folded(form) for word in told[language] for form in (word, lemma(word, language)))


def _of_aide(scene: Scene, led: Mention, sentence: Span) -> bool:
    """Whether a clause about another ends in a label for the lead: "the company that assists the lead partner, | X"."""
    text = scene.words(sentence)
    before = [word.text for word in text if word.end <= led.span.start][-_AIDE:]
    return any(word in particles("relative", scene.languages) for word in before)


_AIDE = 7  # words of such a clause


def _owned(scene: Scene, pattern: Pattern, first: Mention | Value, sentence: Span) -> bool:
    """Whether a preposition that the pattern doesn't have stands before names: "pupils from Oslo and Pau take part"."""
    if isinstance(first, Value):
        return False
    slot = pattern.parts.index("{object}")
    text = scene.words(sentence)
    if pattern.parts[slot + 1 : slot + 2] == (",",) or (slot == 0 and _described(scene, text, first)):
        return False  # "in Oslo, a partner of X", "mayor of Oslo, a port that leads X"
    verb = pattern.parts[slot + 1] if slot + 1 < len(pattern.parts) else ""
    if (slot == 0 or scene.language == "en") and possessive(scene, text, first, verb):
        return True
    place = before(scene, text, first)
    if place is None or not governs(scene, text[place]):
        return False
    wanted = pattern.parts[slot - 1] if slot else ""
    return wanted not in readings((pattern.language,))[text[place].text] and wanted[:2] != text[place].folded[:2]


def _described(scene: Scene, text: Sequence[Word], name: Mention) -> bool:
    """Whether a relative clause about a name follows it, at once or behind what it is."""
    behind = next((i for i, word in enumerate(text) if word.start >= name.span.end), len(text))
    if text[behind : behind + 1] and text[behind].text == ",":
        near = [word.text for word in text[behind + 1 : behind + APPOSED]]
        plain = list(takewhile(lambda one: one not in particles("relative", scene.languages), near))
        return len(plain) < len(near) and "," not in plain
    return False


def _of_towns(pattern: Pattern) -> bool:
    """Whether a pattern says of what a place is a town, as nothing but places can be: "X, a town of Y"."""
    if pattern.term != "locatedIn" or pattern.parts[0] != "{subject}":
        return False
    called = words(" ".join(part for part in pattern.parts[1:] if part.isalpha()))
    comma = pattern.parts[1] == ","
    return any(town_nouns().alone(word, (pattern.language,)) for word in (called if comma else called[:1]))


def _town_and_land(bound: Bound) -> bool:
    """Whether a town and the land that it lies in are what is named: "Torino, il Comune di Genova" is a list of two."""
    inner, outer = bound.subject, bound.object
    if not (isinstance(inner, Mention) and isinstance(outer, Mention)):
        return False
    return inner.kind in {"City", "Region"} and outer.kind in {"Region", "Country"}


def _holds_event(scene: Scene, body: Mention, sentence: Span) -> bool:
    """Whether a body is but whose an event is, which is what the place is of: "the congress of the Union in Riga"."""
    events = scene.inside(Span(sentence.start, body.span.start), ("Event",)) if body.kind == "Organisation" else []
    since = events[-1].span.end if events else body.span.start
    between = [word for word in scene.words(sentence) if since <= word.start < body.span.start]
    small = (phrases("genitive"), phrases("article"))
    return bool(between) and all(any(cue.alone(word, scene.languages) for cue in small) for word in between)


def _of_others(scene: Scene, initiative: Mention, sentence: Span) -> bool:
    """Whether an initiative is but whose partners are spoken of, "the partners of the SKYLARK project in Linz met", or
    whose event takes place: "w ramach projektu SKYLARK w Lublinie odbyły się warsztaty".
    """
    if phrases("happening-cue").within(scene.words(sentence), scene.languages):
        return True
    ahead = [word for word in scene.words(sentence) if word.end <= initiative.span.start][-_PHRASE:]
    return any(phrases("label-cue", _PEOPLE).alone(word, scene.languages) for word in ahead)


def _apart(scene: Scene, initiative: Mention, sentence: Span) -> bool:
    """Whether another thing stands right behind a name: "participam no projeto SKYLARK | as cidades de Linz"."""
    after = next((word for word in scene.words(sentence) if word.start >= initiative.span.end), None)
    if after is None or after.text.casefold() in contracted(scene.language):
        return False
    acting = scene.language in BARE_GENITIVE and after.folded in town_titles(scene.language)  # "Grad Linz", not "Grada"
    return acting or after.text in particles("article", (scene.language,))


_PEOPLE = ("partner", "leadPartner", "Person")
_PHRASE = 4  # words from such a noun to a name: "die Partner | des europäischen Projekts"


def _bare(pattern: Pattern) -> bool:
    """Whether a pattern has nothing but its slots, of which an ending tells the rest: "{subject} {object}"."""
    return pattern.parts == ("{subject}", "{object}") and pattern.language in _LOCATIVE


def _of_endings(pattern: Pattern) -> bool:
    """Whether but an ending tells that the object is where something is: the forms of the verb may tell who holds it,
    "konferenssi järjestetään Turussa", "konferenssin järjestää Turku".
    """
    return _bare(pattern) or (pattern.parts[-1] == "{object}" and pattern.parts[-2] in _HOLDING[pattern.language])


_HOLDING = by_language("holding-by-ending")


def _literal(pattern: Pattern) -> bool:
    """Whether a pattern has a word or sign besides its slots."""
    return any(part[0] != "{" for part in pattern.parts)


def _merely_there(scene: Scene, pattern: Pattern, bound: Bound) -> bool:
    """Whether a body did something in a place, which is not where it is: "X met in Riga", "X presented it in Riga"."""
    inner, outer = bound.subject, bound.object
    if not isinstance(outer, Mention) or inner.kind != "Organisation" or outer.span.start < inner.span.end:
        return False
    if not pattern.bearing:
        between = scene.words(Span(inner.span.end, outer.span.start))
        running = takewhile(lambda word: word.folded, between)  # not in a bracket: "ADL (local agency) (ES)"
        return any(word.text.islower() and not _small(scene, word) for word in running)
    return _happens(pattern)


@cache
def _happens(pattern: Pattern) -> bool:
    """Whether the words of a pattern, in their order, tell of an event: "{subject} meets in {object}"."""
    told = words(" ".join(part for part in pattern.parts if part in pattern.literals))
    return phrases("happening-cue").within(told, (pattern.language,)) or not _MEETING.isdisjoint(pattern.literals)


def _small(scene: Scene, word: Word) -> bool:
    """Whether a word only ties a body to its place: "is in the town of"."""
    kinds = ("place-preposition", "genitive", "article", "copula")
    return phrases("name-cue", PLACES).begins(word, scene.languages) or any(
        phrases(kind).alone(word, scene.languages) for kind in kinds
    )


_MEETING = everywhere("meeting-verbs")


def _side_by_side(scene: Scene, pattern: Pattern, bound: Bound) -> bool:
    """Whether two names stand beside each other, the article apart; "a" is Czech for "and", whatever else it is."""
    if not isinstance(bound.object, Mention):
        return False
    first, last = sorted((bound.subject.span, bound.object.span))
    between = scene.words(Span(first.end, last.start)) if first.end < last.start else ()
    return all(phrases("article").alone(word, (pattern.language,)) for word in between)


def _stands_in(scene: Scene, pattern: Pattern, bound: Bound) -> bool:
    """Whether a place right behind a thing has the ending of where it is: "Keskus Oulussa", not "Keskus … Oulun"."""
    inner, outer = bound.subject, bound.object
    if not (isinstance(inner, Mention) and isinstance(outer, Mention)):
        return False
    endings = tuple(_LOCATIVE[pattern.language])
    beside = _literal(pattern) or not scene.text[inner.span.end : outer.span.start].strip()
    return beside and folded(outer.span.of(scene.text)).endswith(endings)


_LOCATIVE = by_language("locative")


def _put_before(scene: Scene, owner: Mention) -> bool:
    """Whether a programme is but put before the name of what it pays for: "the launch of the LIFE SKYLARK project"."""
    after = next((w for w in scene.words(Span(owner.span.end, owner.span.end + _BEHIND))), None)
    if after is None or after.start != owner.span.end + 1 or owner.kind != "Programme":
        return False
    return any(m.kind in INITIATIVES for m in scene.touching(after))


_BEHIND = 40  # characters that hold the next word


def _joined_towns(scene: Scene, bound: Bound, sentence: Span) -> bool:
    """Whether the last of several towns stands before where they did something: "von Linz und Graz in Wien gegründet".

    A bracket tells of the last alone.
    """
    inner, outer = bound.subject, bound.object
    if not (isinstance(inner, Mention) and isinstance(outer, Mention) and inner.kind == outer.kind == "City"):
        return False
    bracket = "(" in scene.text[inner.span.end : outer.span.start]
    return not bracket and len(coordinated(scene, inner, sentence)) > 1


def _invites(scene: Scene, sentence: Span, sides: Sequence[Mention | Value]) -> bool:
    """Whether a side is who invites others: "At the invitation of Oslo University, the partners of X met"."""
    starts = [side.span.start for side in sides if isinstance(side, Mention) and side.kind in _TAKING_PART]
    ahead = [scene.words(Span(sentence.start, start))[-_INVITED:] for start in starts if start > sentence.start]
    return any(w.folded in _INVITATIONS for text in ahead for w in text)


def _at_event(scene: Scene, initiative: Mention, sentence: Span) -> bool:
    """Whether a sentence, or those since an initiative's name, speak of an event: whoever took part was there."""
    unit = scene.layout.unit_at(sentence)
    start = max(unit.span.start, min(initiative.span.end, sentence.start)) if unit else sentence.start
    return occasion_in(scene, Span(start, sentence.end))


def occasion_in(scene: Scene, stretch: Span) -> bool:
    """Whether a stretch speaks of an event; a word in a body's name does not: "université" may be a summer school."""
    if scene.inside(stretch, ("Event",)):
        return True
    text = scene.words(stretch)
    cues = phrases("name-cue", ("Event",)).scan(text, scene.languages)
    return any(scene.free(Span(text[cue.start].start, text[cue.end - 1].end)) for cue in cues)
