"""Who holds an event, who comes and how many, where the event's name is not right beside: halves of the patterns.

"The meeting took place in Pamplona, Spain, and was organised by the Federation": "was organised by {object}" is half of
"{subject} was organised by {object}"; the event may stand anywhere before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from hanse.extraction import hosts, insets
from hanse.extraction.absence import there
from hanse.extraction.adverbials import adverbials
from hanse.extraction.apposed import told_of_other
from hanse.extraction.bodies import next_body, of_part, skip_small
from hanse.extraction.coordination import coordinated
from hanse.extraction.focus import event_of, in_passing
from hanse.extraction.gates import needs
from hanse.extraction.halves import BEGINNING, Half, places
from hanse.extraction.headship import of_head
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.lineups import lineup
from hanse.extraction.negation import negated
from hanse.extraction.presence import placed
from hanse.extraction.recognition.eventnouns import cues
from hanse.extraction.reference import told_before
from hanse.extraction.scene import INITIATIVES, PLACES, Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.words import Word, capitalised, distinctive
from hanse.model import Span
from hanse.vocabulary import signature

__all__ = ["read"]

_REACH = 12  # words between a verb and the event after it


@needs(BEGINNING, partial(phrases, "label-cue", insets.TERMS))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note organisers and attendees of the event that a sentence names or goes on about."""
    text = scene.words(sentence)
    if not scene.inside(sentence):
        return
    taken: set[int] = set()
    told = BEGINNING.within(text, scene.languages) and not negated(scene, text)
    past = adverbials(scene, sentence) if told else {}
    for half, start, end in places(text, scene.languages, past) if told else ():
        if not taken & {*range(start, end)}:
            taken |= {*range(start, end)}
            _say(scene, unit, sentence, half, text, start, end if half.object_left else _behind(scene, text, end, past))
    for event in insets.read(scene, unit, sentence):
        for mention in _joined(scene, sentence):
            scene.say(event, "organiser", mention, sentence, "company", 0.7)


def _behind(scene: Scene, text: Sequence[Word], end: int, past: Mapping[int, int]) -> int:
    """Where who holds an event may stand behind a verb, past where or when that is: "zorganizowała (w Gdyni) | X"."""
    after = past.get(end, end)
    begins = after < len(text) and any(m.kind == "Organisation" for m in scene.touching(text[after]))
    return after if begins else end


def _say(scene: Scene, unit: Unit, sentence: Span, half: Half, text: Sequence[Word], start: int, end: int) -> None:
    event = _event(scene, unit, sentence, half, text, start, end)
    kinds = tuple(signature(half.term).objects)
    first = _left(scene, text, start, kinds) if half.object_left else _right(scene, text, end, kinds)
    if not event or first is event or _meets_at(scene, half, event):
        return
    if first and half.object_left and not half.event_left and first.span.end <= event.span.start < text[start].start:
        first = None  # "a result of SKYLARK, the seminar that was | held in Palermo"
    if not first and half.object_left and _told_by_clause(scene, [event], text, start):
        first = _right(scene, text, end, kinds)  # "the seminar that was arranged | by", "qu'organise | la ville"
        first = None if first and placed(scene, text, first) else first
    found = _group(scene, half.term, first, sentence, half.object_left) if first else []
    if not half.object_left and (teller := _teller(scene, text, start, event, kinds)):
        found += _group(scene, half.term, teller, sentence, left=True)  # "that | Ghent organises with | Bremen"
    if not first and half.term == "organiser" and not half.object_left:  # "organised by the host city jointly with X"
        found = [*_joined(scene, sentence), *_after_colon(scene, text, end, sentence)]
    for mention in there(scene, scene.words(sentence), found) if half.term == "attendee" else found:
        if mention.kind in kinds and mention is not event and not of_head(scene, mention, sentence):
            scene.say(event, half.term, mention, sentence, "company", 0.75)
    if first and half.term == "organiser" and not of_head(scene, first, sentence):
        hosts.state(scene, event, first, " ".join(half.literals), sentence, half.language)


def _meets_at(scene: Scene, half: Half, event: Mention) -> bool:
    """Whether people meet at a named event, by somebody's invitation: that is not the invitation to the event."""
    if event.scope == "described" or _INVITATIONS.isdisjoint(half.literals):
        return False
    sentence = scene.sentence_at(event.span)
    before = scene.words(Span(sentence.start, event.span.start)) if sentence.start < event.span.start else ()
    return any(phrases("place-preposition").alone(word, scene.languages) for word in before[-_PREPOSITION:])


_INVITATIONS = everywhere("invitations")
_PREPOSITION = 3  # words before an event: "at the C40 | World Mayors Summit"


def _after_colon(scene: Scene, text: Sequence[Word], end: int, sentence: Span) -> list[Mention]:
    """The bodies that a list gives after a plural: "organised by the agencies of both regions: A and B"."""
    stops = (i for i in range(end, min(len(text), end + _REACH)) if not text[i].folded)
    colon = next(stops, None)
    if colon is None or text[colon].text != ":" or colon + 1 >= len(text):
        return []
    kinds = tuple(signature("organiser").objects)
    first = _right(scene, text, colon + 1, kinds)
    return coordinated(scene, first, sentence) if first else []


def _event(
    scene: Scene, unit: Unit, sentence: Span, half: Half, text: Sequence[Word], start: int, end: int
) -> Mention | None:
    """The nearest event on the side where the pattern has it; that of the sentences before where one is spoken of."""
    inside = [m for m in scene.inside(sentence, ("Event",)) if not in_passing(scene, m)]
    if half.event_left:
        before = [m for m in inside if m.span.end <= text[start].start]
        if before:
            return None if told_of_other(scene, text, start) else before[-1]
        if inside:
            return inside[0] if start < 2 and len(inside) == 1 else None  # "Hosted by Riga, the summit closed …"
        if told_of_other(scene, text, start):
            return None
        spoken = any(m.end <= start and _definite(scene, text, m.start) for m in cues(scene, text))
        opens = not spoken and _opens(scene, text, start)
        if opens and (told := told_before(scene, unit, sentence)) and told.scope != "described":
            return told
        return _gone_on(scene, unit, sentence, text) if spoken or opens else None
    limit = text[min(len(text), end + _REACH) - 1].end
    after = [m for m in inside if text[end - 1].end <= m.span.start and m.span.start <= limit]
    if after:
        return after[0]
    new = end < len(text) and text[end].text.lower() in particles("indefinite", (scene.language,))  # "hosts a stand"
    if half.term == "organiser" and not new and (told := _told_by_clause(scene, inside, text, start)):
        return told
    spoken = any(m.start >= end and m.start < end + 4 for m in cues(scene, text))
    elsewhere = any(
        phrases("name-cue", INITIATIVES).at(text, i, scene.languages) for i in range(end, min(len(text), end + 4))
    )
    if inside or elsewhere or not (spoken or half.term == "attendee"):
        return None
    event = event_of(scene, unit.block, sentence.start)
    return event if spoken or (event and event.span in unit.span) else None


def _told_by_clause(scene: Scene, inside: Sequence[Mention], text: Sequence[Word], start: int) -> Mention | None:
    """The event of which a clause says who holds it, "the seminar | that", if the verb at a place stands in it."""
    for event in inside:
        after = [i for i, w in enumerate(text[:start]) if w.start >= event.span.end]
        opens = [i for i in after[:_RELATIVE] if text[i].text in _CLAUSES[scene.language]]
        if opens and all(text[i].folded for i in range(opens[0] + 1, start)):
            return event
    return None


_CLAUSES = by_language("which", as_written=True)
_RELATIVE = 3  # words between an event and a clause about it: ", το | οποίο"


def _teller(scene: Scene, text: Sequence[Word], start: int, event: Mention, kinds: Sequence[str]) -> Mention | None:
    """Who does what a clause about an event tells: "the seminar that | Ghent | organises with Bremen"."""
    told = _told_by_clause(scene, [event], text, start)
    return _left(scene, text, start, kinds) if told else None


def _gone_on(scene: Scene, unit: Unit, sentence: Span, text: Sequence[Word]) -> Mention | None:
    """The event that a sentence goes on about: "it" and "they" mean the last one of the paragraph."""
    if (
        not text[0].folded
        or text[0].folded in _THEY[scene.language]
        or phrases("pronoun", ("Project",)).at(text, 0, scene.languages)
    ):
        before = scene.inside(Span(unit.span.start, max(unit.span.start, sentence.start)), ("Event",))
        if before or text[0].folded in _THEY[scene.language]:
            return before[-1] if before else None
    return event_of(scene, unit.block, sentence.start)


def _definite(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word for an event is not brought up for the first time: "a workshop", "eine Tagung"."""
    indefinite = particles("indefinite", (scene.language,))
    return not any(w.text.lower() in indefinite for w in text[max(0, index - 3) : index])


def _opens(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """Whether a verb opens its sentence, with nothing but a pronoun and an auxiliary before it: "It was hosted by"."""
    return start <= 2 and all(
        phrases("pronoun", ("Project",)).at(text, i, scene.languages)
        or _is_copula(scene, text[i])
        or len(text[i].text) < 4
        or text[i].folded in _THEY[scene.language]
        for i in range(start)
    )


_THEY = by_language("they")


def _left(scene: Scene, text: Sequence[Word], start: int, kinds: Sequence[str]) -> Mention | None:
    """Who stands before the verb; a country in commas or a bracket between them is passed over.

    "X, the cluster of the region, organised …" speaks of the sentence's first name, "A, a clerk, who took part" of A.
    """
    verb = start
    while verb > 1 and start - verb < 2 and _auxiliary(scene, text[verb - 1]):
        verb -= 1
    if verb and (text[verb - 1].text in particles("relative", scene.languages) or text[verb - 1].text == ","):
        return _antecedent(scene, text, verb, kinds)
    for index in range(start - 1, max(-1, start - 9), -1):
        there = scene.touching(text[index])
        if there and there[0].kind in kinds:
            if whose := _whose_town(scene, text, there[0]):
                return whose if whose.kind in kinds else None
            return None if of_part(scene, text, index, there[0]) or _only_there(scene, text, there[0]) else there[0]
        if there and there[0].kind not in {"Country", "Region"}:
            return None
        if not there and text[index].folded and (name := _named(scene, text, index, kinds, left=True)):
            return name
        near = start - index < 3 and text[index].text.islower()
        if not there and text[index].text not in {",", "(", ")"} and not near:
            return None
    return None


def _whose_town(scene: Scene, text: Sequence[Word], town: Mention) -> Mention | None:
    """The person of whom a town before a verb only says where they are from: "Mayor Jane Roe of | Ashby welcomed"."""
    index = next(i for i, w in enumerate(text) if w.end > town.span.start)
    led = town.kind == "City" and index > 1 and phrases("genitive").alone(text[index - 1], scene.languages)
    return next((m for m in scene.touching(text[index - 2]) if m.kind == "Person"), None) if led else None


def _only_there(scene: Scene, text: Sequence[Word], place: Mention) -> bool:
    """Whether a place is but where something is done: "In Graz, the mayor opened", "En Madrid se inauguró"."""
    index = next(i for i, w in enumerate(text) if w.end > place.span.start)
    before = text[index - 1] if index and place.kind in PLACES else None
    led = before and phrases("place-preposition").alone(before, (scene.language,))
    return bool(led and before and not phrases("genitive").alone(before, (scene.language,)))


def _auxiliary(scene: Scene, word: Word) -> bool:
    """Whether a word may be part of a verb: "sont (intervenus)", "hanno (partecipato)"."""
    return (
        word.text.islower()
        and len(word.text) < 6
        and word.text not in particles("relative", scene.languages)
        and scene.free(word)
    )


def _antecedent(scene: Scene, text: Sequence[Word], start: int, kinds: Sequence[str]) -> Mention | None:
    """Whom a verb after a comma or "who" speaks of: the last person before it, else what the sentence begins with."""
    found = scene.inside(Span(text[0].start, text[start].start), kinds) if start else []
    people = [m for m in found if m.kind == "Person"]
    return people[-1] if people else _first(text, found) or _described(scene, text, start, found)


def _described(scene: Scene, text: Sequence[Word], start: int, found: Sequence[Mention]) -> Mention | None:
    """Whom an apposition in commas before a verb describes: "On Friday Brno, lead partner of the project, hosted"."""
    if text[start - 1].text != "," and not (start > 1 and text[start - 2].text == ","):
        return None
    for mention in reversed(found):
        after = next((i for i, w in enumerate(text) if w.start >= mention.span.end), start)
        if after < start and text[after].text == "," and not _of_province(scene, text, mention):
            return mention
    return None


def _of_province(scene: Scene, text: Sequence[Word], place: Mention) -> bool:
    """Whether a place but says whose those before are: "mayors of eight towns | of the province of Ourense"."""
    index = next(i for i, w in enumerate(text) if w.end > place.span.start)
    region = index > 1 and phrases("name-cue", ("Region",)).alone(text[index - 2], scene.languages)
    return region and any(phrases("genitive").alone(w, scene.languages) for w in text[max(0, index - 4) : index - 2])


def _first(text: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    return found[0] if found and any(w.span in found[0].span for w in text[:3]) else None


def _right(scene: Scene, text: Sequence[Word], end: int, kinds: Sequence[str]) -> Mention | None:
    """Who follows, after articles, a word or two in lower case, or a role."""
    for index in range(end, min(len(text), end + 5)):
        there = scene.touching(text[index])
        if there:
            return there[0] if there[0].kind in kinds and not _only_there(scene, text, there[0]) else None
        if not text[index].folded and text[index].text not in {":", '"', "“", "„", "«"}:
            return None
        if name := _named(scene, text, index, kinds, left=False):
            return name
    return None


def _named(scene: Scene, text: Sequence[Word], index: int, kinds: Sequence[str], *, left: bool) -> Mention | None:
    """A coined name or acronym that nothing else told of: who holds an event or comes to it is somebody."""
    word = text[index]
    if "Organisation" not in kinds or not distinctive(word.text) or not scene.free(word) or len(word.text) < 3:
        return None
    if not left and index + 1 < len(text) and capitalised(text[index + 1].text):
        return None
    if left and index and capitalised(text[index - 1].text):
        return None
    return scene.add(Mention(word.span, "Organisation", word.text, 0.7))


def _group(scene: Scene, term: str, first: Mention, sentence: Span, left: bool) -> list[Mention]:
    """All who are joined to the first; of people, also those later in the sentence, each with a role of their own."""
    if first.kind == "Person":
        text = scene.words(sentence)
        start = next(i for i, w in enumerate(text) if w.end > first.span.start)
        before = Span(sentence.start, first.span.end)
        return scene.inside(before, ("Person",)) if left else list(lineup(scene, text, start))
    found = coordinated(scene, first, sentence)
    if term == "organiser":
        found += [m for m in _joined(scene, sentence) if m not in found]
    return found


def _joined(scene: Scene, sentence: Span) -> Iterator[Mention]:
    """Who helps: "in partnership with A and B", "with the help of C"."""
    text = scene.words(sentence)
    for match in phrases("joint-cue", ("organiser",)).scan(text, scene.languages):
        start = skip_small(scene, text, match.end)
        _mark_section(scene, text, start)
        mention = _right(scene, text, match.end, tuple(signature("organiser").objects))
        unheard = None if mention else next_body(scene, text, start)
        if mention := mention or (unheard[0] if unheard else None):
            yield from coordinated(scene, mention, sentence)


def _mark_section(scene: Scene, text: Sequence[Word], index: int) -> None:
    """Mark the section of a body in a region, by its acronym and the region's name: "UISB Piemonte"."""
    pair = text[index : index + 2]
    if len(pair) < 2 or not (pair[0].text.isupper() and distinctive(pair[0].text)):
        return
    region = next((m for m in scene.touching(pair[1]) if m.kind == "Region"), None)
    if region and region.span.start == pair[1].start == pair[0].end + 1 and scene.free(pair[0]):
        span = Span(pair[0].start, region.span.end)
        scene.replace(Mention(span, "Organisation", span.of(scene.text), 0.7))


def _is_copula(scene: Scene, word: Word) -> bool:
    return phrases("copula", ("organiser",)).at([word], 0, scene.languages) is not None
