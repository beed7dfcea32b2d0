"""Who takes part beside one who does: "together with Split", "besides Split", "which Ghent leads with Riga"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.coordination import coordinated
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.nationalities import demonym
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word
from hanse.model import Span

__all__ = ["alongside", "following"]

_OPENING = frozenset(",–—")
_TAKING_PART = ("City", "Region", "Organisation")
_ACTING = (*_TAKING_PART, "Person", "Event")
_VERB = 1  # words between the lead and "with": "which Setúbal leads with Évora"
_NEXT = 2  # characters between a name and what is right after it: a space, a comma


def alongside(scene: Scene, initiative: Mention, sentence: Span, led: Mention | None) -> Iterator[Mention]:
    """Who takes part beside one who does: "together with Split and Podgorica", "besides Split"; beside the lead only
    right after it.
    """
    text = scene.words(sentence)
    if led:
        yield from _behind_lead(scene, text, led, sentence)
    for match in phrases("joint-cue", ("partner",)).scan(text, scene.languages):
        if led and not _next(text[match.start], led):
            continue
        if match.end < len(text) and not (match.start and text[match.start].text[0].isupper()):
            after = scene.inside(Span(text[match.end].start, sentence.end), _TAKING_PART)
            between = Span(text[match.end].start, after[0].span.start) if after else None
            if between and len(scene.words(between)) <= 3 and initiative not in scene.inside(between):
                yield from coordinated(scene, after[0], sentence)
    if led:
        yield from _with(scene, text, led, sentence)
        return
    for match in phrases("beside-cue").scan(text, scene.languages):
        if first := following(scene, text, match.end - 1):
            yield from coordinated(scene, first, sentence)


def _behind_lead(scene: Scene, text: Sequence[Word], led: Mention, sentence: Span) -> Iterator[Mention]:
    """Who stands behind the lead with words that say so of nobody else: "Ghent leads the project, flanked by Oulu"."""
    for match in phrases("joint-cue", ("leadPartner",)).scan(text, scene.languages):
        opened = match.start > 0 and (_next(text[match.start], led) or text[match.start - 1].text in _OPENING)
        since = Span(led.span.end, max(led.span.end, text[match.start].start))
        behind = opened and led.span.end <= text[match.start].start and not scene.inside(since, _ACTING)
        if behind and (first := following(scene, text, match.end - 1)):
            yield from coordinated(scene, first, sentence)


def _with(scene: Scene, text: Sequence[Word], led: Mention, sentence: Span) -> Iterator[Mention]:
    """Whom the lead works with: the names right behind "with", where that stands right behind the lead or its verb."""
    behind = next((i for i, word in enumerate(text) if word.start >= led.span.end), len(text))
    for place in range(behind, min(behind + _VERB + 1, len(text))):
        if text[place].text in particles("company-preposition", scene.languages):
            if first := following(scene, text, place):
                yield from coordinated(scene, first, sentence)
            return
        if not text[place].text.islower():
            return


def following(scene: Scene, text: Sequence[Word], place: int) -> Mention | None:
    """The name that a word stands before, but for articles, "the city of" and "the Latvian"."""
    end = text[place].end
    after = next((m for m in scene.inside(Span(end, text[-1].end)) if m.kind in _TAKING_PART), None)
    between = [w for w in text[place + 1 :] if after and w.end <= after.span.start]
    cues = phrases("name-cue", _TAKING_PART).scan(between, scene.languages)
    covered = {index for cue in cues for index in range(cue.start, cue.end)}
    kinds = ("article", "genitive")
    plain = (
        i in covered or any(phrases(kind).alone(w, scene.languages) for kind in kinds) or demonym(scene, w)
        for i, w in enumerate(between)
    )
    return after if all(plain) else None


def _next(word: Word, name: Mention) -> bool:
    return 0 <= word.start - name.span.end <= _NEXT
