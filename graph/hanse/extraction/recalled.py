"""Where and when an event is that a sentence speaks of again: "The conference took place in Graz".

The heading above, or the text before, has named it: "SKYLARK Final Conference". The word for it must be in that name,
and nothing may say that another one is meant ("the previous conference").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from hanse.extraction import occasions, venues
from hanse.extraction.focus import event_of
from hanse.extraction.gates import needs
from hanse.extraction.gatherings import brings_other
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.matching import matches
from hanse.extraction.negation import negated
from hanse.extraction.patterns import among, candidates, fillable, fits, tokens_of
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.recognition.eventnouns import cues, plural
from hanse.extraction.relations import stand_ins
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.typology import BARE_NOUNS
from hanse.extraction.vetoes import vetoed
from hanse.extraction.words import Word
from hanse.model import Span
from hanse.names import fold

__all__ = ["read"]


@needs(partial(phrases, "name-cue", ("Event",)), kinds=("City",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the town of an event spoken of again, and its day beside, unless the text has told them already."""
    text = scene.words(sentence)
    if scene.inside(sentence, ("Event",)) or negated(scene, text):
        return
    spoken = next(_spoken_of(scene, unit, text), None)
    if spoken is None or fold(spoken[1].name) in _told(scene, "locatedIn"):
        return
    span, event = spoken
    again = replace(event, span=span)
    whens = [w for w in scene.dates(sentence) if w.start.month]
    if not (_held(scene, sentence, again) or (whens and _placed(scene, sentence, again))):
        return
    scene.hidden.append(again)
    if len(whens) == 1 and fold(event.name) not in _told(scene, "startDate"):
        occasions.date(scene, again, whens[0], sentence, scene.published)


def _told(scene: Scene, predicate: str) -> set[str]:
    """The events of which something is told, by their names."""
    told = (d.subject for d in scene.drafts if d.predicate == predicate)
    return {fold(subject.name) for subject in told if isinstance(subject, Mention) and subject.kind == "Event"}


def _held(scene: Scene, sentence: Span, event: Mention) -> bool:
    """Note the town where a pattern has it: "the conference was held in Graz"."""
    patterns = [p for p in candidates(scene.languages, scene.words(sentence)) if p.term == "locatedIn"]
    able = [p for p in patterns if fits(p, _ENDS)]
    tokens = list(stand_ins(tokens_of(scene, sentence), [(event.span, event)])) if able else []
    for pattern in fillable(among(able, tokens, scene.languages), tokens):
        for bound in matches(scene, pattern, tokens):
            town = isinstance(bound.object, Mention) and bound.object.kind == "City" and bound.subject is event
            if town and not vetoed(scene, pattern, bound, sentence):
                scene.say(event, "locatedIn", bound.object, sentence, "pattern", 0.75)
                return True
    return False


def _placed(scene: Scene, sentence: Span, event: Mention) -> bool:
    """Note the town behind the day: "the conference was held on 18 April in Graz"."""
    near = Span(event.span.end, min(sentence.end, event.span.end + _NEAR))
    return not scene.inside(sentence, ("Person",)) and venues.behind(scene, event, near, sentence)


_ENDS = frozenset(("Event", "City"))
_NEAR = 80  # characters from an event to the end of its town


def _spoken_of(scene: Scene, unit: Unit, text: Sequence[Word]) -> Iterator[tuple[Span, Mention]]:
    """The words that stand for an event named before."""
    for match in cues(scene, text):
        span = span_of(text, match.start, match.end)
        if not scene.free(span) or plural(text[match.end - 1], match) or not _definite(scene, text, match):
            continue
        event = event_of(scene, unit.block, span.start)
        if event and event.span.end <= span.start and _is_called(event, text[match.start : match.end]):
            yield span, event


def _definite(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether an article says that an event is known, and nothing that it is another one."""
    before = text[match.start - 1] if match.start else None
    if before and brings_other(before, scene.language):
        return False
    if before and phrases("article").alone(before, scene.languages):
        return before.text.lower() not in particles("indefinite", (scene.language,))
    return match.start == 0 and scene.language in BARE_NOUNS


def _is_called(event: Mention, name: Sequence[Word]) -> bool:
    """Whether an event is named with a word, so that it may be meant by it."""
    own = {word for form in (event.name, *event.aliases) for word in fold(form).split()}
    return all(word.folded in own for word in name)
