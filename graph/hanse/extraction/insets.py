"""Who holds an event and who comes to it, by labels inside a sentence: "(host: Šibenik)", "Speakers were A and B"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction import hosts
from hanse.extraction.apposed import told_of_other
from hanse.extraction.coordination import coordinated
from hanse.extraction.focus import meant
from hanse.extraction.headship import of_head
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.lines import Line
from hanse.extraction.lineups import lineup
from hanse.extraction.negation import negated
from hanse.extraction.participants import participant
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.slots import parse, split
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.words import Word
from hanse.model import Span
from hanse.vocabulary import signature

__all__ = ["TERMS", "read"]

TERMS = ("organiser", "attendee")


def read(scene: Scene, unit: Unit, sentence: Span) -> list[Mention]:
    """Note what labels give: "(host: Šibenik; moderators: A, B)", "The host was its lead partner, X", "With A".

    It gives the events of which it found who holds them.
    """
    text = scene.words(sentence)
    held: list[Mention] = []
    for match in phrases("label-cue", TERMS).scan(text, scene.languages):
        before = scene.inside(Span(sentence.start, text[match.start].start), ("Event",)) if match.start else []
        if not _begins(scene, text, match.start) or negated(scene, _clause(text, match)):
            continue
        if told_of_other(scene, text, match.start):
            continue
        event = before[-1] if before else meant(scene, unit.block, sentence)
        if event is None:
            continue
        kinds = tuple(signature(match.cue.term).objects)
        opens = (
            not match.start or text[match.start - 1].text in _SIGNS or (bool(before) and _joined(text, match, before))
        )
        for mention in _introduced(scene, text, match, kinds, opens=opens):
            if mention is not event:
                if not of_head(scene, mention, sentence):
                    scene.say(event, match.cue.term, mention, sentence, "company", 0.75)
                if match.cue.term == "organiser":
                    hosts.state(scene, event, mention, match.cue.text, sentence, match.cue.language)
                held += [event] if match.cue.term == "organiser" and event not in held else []
    return held


def _clause(text: Sequence[Word], match: Match) -> Sequence[Word]:
    """The words from a label to the comma, dash or stop after it: "Guest speaker was X, | who is no partner"."""
    return text[match.start : next((i for i in range(match.end, len(text)) if text[i].text in _ENDS), len(text))]


_ENDS = frozenset(",;.()–")
_SIGNS = frozenset("|·•")
_BEGINS = _SIGNS | frozenset("(;.,:–-—")
_AMONG = by_language("among")


def _joined(text: Sequence[Word], match: Match, before: Sequence[Mention]) -> bool:
    """Whether a label and its comma stand right behind an event and what it is about: "webinar on pools, with"."""
    end = before[-1].span.end
    between = [w for w in text[: match.start - 1] if w.start >= end]
    return text[match.start - 1].text == "," and len(between) <= _ABOUT and all(w.text.islower() for w in between)


_ABOUT = 4  # words of what an event is about


def _begins(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word opens a sentence, bracket or clause, but for its article; or a sentence but for its adjective:
    "Confirmed speakers are".
    """
    if index == 1 and _qualifies(scene, text[0]):
        return True
    while index and phrases("article").at(text, index - 1, scene.languages):
        index -= 1
    index -= index > 0 and text[index - 1].folded in _AMONG[scene.language]
    return index == 0 or text[index - 1].text in _BEGINS


def _qualifies(scene: Scene, word: Word) -> bool:
    """Whether a word may be the adjective of a label, and not one that says that others are meant: "former"."""
    grammar = ("article", "genitive", "place-preposition", "conjunction", "negation-cue", "bystander-cue")
    plain = word.folded.isalpha() and len(word.folded) > _ADJECTIVE and scene.free(word) and word.folded not in _FORMER
    plain = plain and not phrases("absence-cue", ("attendee",)).alone(word, scene.languages)
    return plain and not any(phrases(kind).alone(word, scene.languages) for kind in grammar)


_ADJECTIVE = 4  # letters: what is shorter is hardly one
_FORMER = everywhere("former")


def _introduced(scene: Scene, text: Line, match: Match, kinds: Sequence[str], *, opens: bool) -> list[Mention]:
    """Whom a label gives; opens: it begins a sentence, or stands right behind the event and a comma."""
    stretch = _stretch(text, match.end)
    if stretch and (text[match.end].text == ":" or len(text[match.end - 1].folded) > 4):
        slots = [parse(scene.text, piece) for piece in split(scene.text, stretch, scene.languages)]
        people = scene.inside(stretch, ("Person",)) if "Person" in kinds else []
        if people and not (match.start and text[match.start - 1].text == "("):
            start = next(i for i, w in enumerate(text) if w.start >= stretch.start)
            people = list(dict.fromkeys([*people, *lineup(scene, text, start)]))
        if text[match.end].text.isdigit():
            return people  # "Keynote 2: The quiet city Dr. Ana Gil"
        return people or [m for slot in slots for m in [participant(scene, slot)] if m and m.kind in kinds]
    place = match.end
    while place < min(len(text), match.end + 4) and _grammatical(scene, text, place):
        place += 1
    first = scene.touching(text[place]) if place < len(text) else []
    if first and first[0].kind == "Person" and opens:
        return list(lineup(scene, text, place))
    if (
        first
        and first[0].kind in {"City", "Organisation"}
        and match.cue.term == "organiser"
        and match.end - match.start > 1
    ):
        return coordinated(scene, first[0], Span(text[0].start, text[-1].end))
    terms = ("organiser", match.cue.term)
    ahead = range(match.end, min(len(text), match.end + 3))
    copula = next((i for i in ahead if phrases("copula", terms).alone(text[i], scene.languages)), None)
    near = (
        span_of(text, copula + 1, min(len(text), copula + 8)) if copula is not None and copula + 1 < len(text) else None
    )
    found = [m for m in scene.inside(near) if m.kind in kinds][:1] if near else []
    if copula is not None and any(m.kind == "Person" for m in found):
        return list(lineup(scene, text, copula + 1))
    whole = Span(text[0].start, text[-1].end)
    return [m for one in found for m in coordinated(scene, one, whole) if m.kind in kinds] if len(found) == 1 else found


def _grammatical(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word is an article or belongs to "City of" before a name."""
    city = any(phrases("name-cue", ("City",)).at(text, i, scene.languages) for i in (index, index - 1))
    return scene.free(text[index]) and bool(phrases("article").at(text, index, scene.languages) or city)


def _stretch(text: Sequence[Word], index: int) -> Span | None:
    """What a label inside a sentence introduces: after its colon to the semicolon, bracket or end."""
    colon = next(
        (i for i in range(index, min(len(text), index + 14)) if text[i].text in {":", ".", ";", ",", ")"}), None
    )
    if colon is None or text[colon].text != ":" or colon + 1 >= len(text):
        return None
    closing = (
        i
        for i in range(colon + 1, len(text))
        if text[i].text in ";." or (text[i].text == ")" and not _open(text, colon, i))
    )
    end = next(closing, len(text))
    return Span(text[colon + 1].start, text[end - 1].end) if end > colon + 1 else None


def _open(text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a bracket that closes was opened after a place."""
    return sum(w.text == "(" for w in text[start:end]) > sum(w.text == ")" for w in text[start:end])
