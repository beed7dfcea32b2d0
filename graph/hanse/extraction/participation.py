"""Who takes part, wherever in a clause they, the verb and the name stand: "in dem neben Graz auch Linz mitwirkt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hanse.extraction.alongside import alongside, following
from hanse.extraction.coordination import coordinated
from hanse.extraction.gates import needs
from hanse.extraction.government import before, governs, possessive
from hanse.extraction.groups import words_without
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.matching import unheard
from hanse.extraction.negation import negated, unnegated
from hanse.extraction.participants import PARTICIPANT
from hanse.extraction.recognition.chunks import is_small
from hanse.extraction.reference import referred
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.typology import HEAD_LAST, VERB_LAST
from hanse.extraction.vetoes import occasion_in
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["read"]

_REACH = 6  # words between a verb and whom it speaks of, besides the name of what they take part in
_ADVERBS = 1  # of these, ordinary ones: "also"
_AUXILIARIES = 3  # words between a thing and the verb of its making: "is being"
_TITLE = 3  # words from "and" to a name: "and the shipbuilder X"
_GRAMMAR = ("article", "conjunction", "genitive", "place-preposition", "beside-cue", "phrase-end", "copula")
_Meant = list[tuple[Span, Mention]]


@needs(partial(phrases, "participation-cue"), partial(phrases, "making-cue"), kinds=PARTICIPANT)
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the cities and bodies that a verb of taking part speaks of, in a sentence about one initiative."""
    text = words_without(scene, sentence)
    if negated(scene, text):
        for clause in unnegated(scene, sentence):
            read(scene, unit, clause)
        return
    if scene.inside(sentence, ("Person",)) or occasion_in(scene, sentence):
        return  # whoever took part was there
    meant: _Meant = [*((m.span, m) for m in scene.inside(sentence, INITIATIVES)), *referred(scene, sentence)]
    for match in phrases("participation-cue").scan(text, scene.languages):
        initiative = _initiative(scene, text, meant, match)
        if initiative is None:
            continue
        for one in _participants(scene, sentence, text, match, meant):
            scene.say(initiative, "partner", one, sentence, "participation", 0.72)
    for match in phrases("making-cue").scan(text, scene.languages):
        for place in _joints(scene, text, match):
            made, others = _made(scene, text, min(place, match.start), meant), _others(scene, sentence, text, place)
            apart = place < match.start and others and text[match.start].start - others[-1].span.end > 1
            if made and not apart:
                for one in others:
                    scene.say(made, "partner", one, sentence, "participation", 0.7)


def _joints(scene: Scene, text: Sequence[Word], match: Match) -> Sequence[int]:
    """Where "with" or "together with" ends behind a verb of making, in some languages also before it."""
    joint, end = phrases("joint-cue", ("partner",)), match.end
    if found := joint.at(text, end, scene.languages) if end < len(text) else None:
        return [found.end - 1]
    if end < len(text) and text[end].text in particles("company-preposition", scene.languages):
        return [end]
    return [j.end - 1 for j in joint.scan(text[: match.start], scene.languages)] if scene.language in VERB_LAST else []


def _others(scene: Scene, sentence: Span, text: Sequence[Word], place: int) -> Sequence[Mention]:
    """The names behind a preposition for company, those joined to the first included."""
    first = following(scene, text, place)
    return coordinated(scene, first, sentence) if first else ()


def _made(scene: Scene, text: Sequence[Word], place: int, meant: _Meant) -> Mention | None:
    """The initiative that is the subject of a verb right behind it: not "the website of X was set up with Riga"."""
    end = text[place].start
    for span, mention in reversed(meant):
        if span.end <= end and sum(span.end <= w.start < end for w in text) <= _AUXILIARIES:
            ahead = [w for w in text if w.end <= span.start][-_TITLE:]
            return None if any(_leads_to(scene, w) for w in ahead) else mention
    return None


def _leads_to(scene: Scene, word: Word) -> bool:
    """Whether a word is a preposition, or stands for "of"."""
    if word.text.lower() in particles("genitive", scene.languages):
        return True
    return phrases("place-preposition").alone(word, scene.languages) or (word.text.islower() and governs(scene, word))


def _initiative(scene: Scene, text: Sequence[Word], meant: _Meant, match: Match) -> Mention | None:
    """The only initiative of a sentence; of several the last before a relative clause that has the verb."""
    earlier = [(span, m) for span, m in meant if span.end <= text[match.start].start]
    if len({m.name.casefold() for _, m in meant}) == 1:
        return meant[0][1] if earlier or not _closed(scene, text, meant[0][0], match) else None
    if not earlier:
        return None
    span, found = max(earlier, key=lambda one: one[0].start)
    relative = particles("relative", scene.languages)
    return found if any(w.text in relative for w in text[: match.start] if w.start >= span.end) else None


def _closed(scene: Scene, text: Sequence[Word], later: Span, match: Match) -> bool:
    """Whether a verb is in a relative clause that ends before a name: "the port, which unites X and Y, praised it"."""
    relative = particles("relative", scene.languages)
    if not any(w.text in relative for w in text[: match.start]):
        return False
    comma = next((w for w in reversed(text[match.end :]) if w.text == "," and w.end <= later.start), None)
    return comma is not None and not any(m.kind in PARTICIPANT for m in scene.inside(Span(comma.end, later.start)))


def _participants(scene: Scene, sentence: Span, text: Sequence[Word], match: Match, meant: _Meant) -> Iterator[Mention]:
    """Whom a verb speaks of: the names next to it, before it or else behind it, and those with them."""
    taken = [span for span, _ in meant]
    found = _side(scene, sentence, text, match.start - 1, -1, taken)
    yield from _company(scene, sentence, text, range(match.end - 1, match.end + 1)) if found else ()
    if not found and (found := _side(scene, sentence, text, match.end, 1, taken)):
        behind = _behind(text, found[-1])
        yield from _company(scene, sentence, text, range(behind, behind + 1))  # "arbeitet Linz | mit Graz zusammen"
    yield from found
    if found:
        yield from alongside(scene, meant[0][1], sentence, None)


def _company(scene: Scene, sentence: Span, text: Sequence[Word], places: range) -> Sequence[Mention]:
    """With whom some do what a verb says, if "with" stands at one of some places: "Turku works | with Ruse"."""
    company = particles("company-preposition", scene.languages)
    place = next((i for i in places if i < len(text) and text[i].text in company), None)
    return _others(scene, sentence, text, place) if place is not None else ()


def _behind(text: Sequence[Word], name: Mention) -> int:
    return next((i for i, word in enumerate(text) if word.start >= name.span.end), len(text))


def _side(
    scene: Scene, sentence: Span, text: Sequence[Word], place: int, step: int, taken: Sequence[Span]
) -> list[Mention]:
    """The names joined on one side of a verb; those who only come with others lead on to them."""
    first = _nearest(scene, text, place, step, taken)
    if first is None:
        return []
    joined = coordinated(scene, first, sentence)
    own = joined.index(first)
    joined = joined[: own + 1] if step < 0 else joined[own:]
    at = before(scene, text, joined[0])
    if at is None or not _led_up_to(scene, text[at]):
        return joined
    if step > 0:
        return (
            _side(scene, sentence, text, _behind(text, joined[-1]), step, taken) if _is_beside(scene, text, at) else []
        )
    if text[at].text not in particles("company-preposition", scene.languages):
        return []
    others = _side(scene, sentence, text, at - 1, step, taken)
    return [*others, *joined] if others else []


def _is_beside(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether a word ends what stands before one who takes part as well: "neben", "oprócz", "in addition to"."""
    found = (phrases("beside-cue").at(text, i, scene.languages) for i in range(max(0, place - 2), place + 1))
    return any(match.end == place + 1 for match in found if match)


def _led_up_to(scene: Scene, word: Word) -> bool:
    """Whether those behind a word only come with others; in "auquel Sète participe" they don't."""
    if word.text in particles("relative", scene.languages):
        return False
    return governs(scene, word) or phrases("beside-cue").alone(word, scene.languages)


def _nearest(scene: Scene, text: Sequence[Word], place: int, step: int, taken: Sequence[Span]) -> Mention | None:
    """The nearest name on one side of a verb, past grammar, an adverb and the name of what they take part in."""
    passed = adverbs = 0
    while 0 <= place < len(text) and passed < _REACH:
        word = text[place]
        if any(word.span in span for span in taken):
            place += step
            continue
        there = next(iter(scene.touching(word)), None) or (_coined(scene, text, place) if step < 0 else None)
        if there:
            told = there.kind in PARTICIPANT and not possessive(scene, text, there)
            return there if told else None
        if not word.text.islower() or (step < 0 and _opens_oblique(scene, text, place)):
            return None
        if not _is_grammar(scene, text, place):
            adverbs += 1
            if adverbs > _ADVERBS or (step < 0 and scene.language in HEAD_LAST):
                return None
        passed += 1
        place += step
    return None


def _coined(scene: Scene, text: Sequence[Word], place: int) -> Mention | None:
    """A coined name joined to others, as of a body that takes part too: "Vidin and the shipbuilder NavalMet"."""
    start = max(0, place - _TITLE)
    joined = any(phrases("conjunction").alone(word, scene.languages) for word in text[start:place])
    return unheard(scene, text[place], [*text[place - 1 : place], *text[place + 1 : place + 2]]) if joined else None


def _opens_oblique(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether a relative clause begins at a word whose subject stands in it: "en el que trabajan …"."""
    if text[place].text not in particles("relative", scene.languages):
        return False
    before = text[place - 1] if place else None
    return before is not None and (phrases("article").alone(before, scene.languages) or governs(scene, before))


def _is_grammar(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Whether a word is an article, an auxiliary, a preposition or of "city of": none of these can take part."""
    word = text[place]
    if any(phrases(kind).alone(word, scene.languages) for kind in _GRAMMAR) or is_small(word, scene.languages):
        return True
    if word.text in particles("relative", scene.languages):
        return True
    found = (
        phrases("name-cue", ("City", *INITIATIVES)).at(text, i, scene.languages) for i in {max(0, place - 1), place}
    )
    return any(m.start <= place < m.end for m in found if m)
