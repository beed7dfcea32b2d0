"""Bodies that nothing but the title of who presides over them tells: "president of Harbour Towns Worldwide".

Their names are of ordinary words, without one for what they are; who presides does so over a body, not over a field.
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.bodies import skip_small
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import rightward, span_of
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import CASELESS, Word, capitalised

__all__ = ["presided"]

_LONGEST = 6  # words of a name
_FEWEST = 2  # words with a capital
_PRESIDING = by_language("presiding")
_NO_BODIES = (("role-cue", ()), ("unit-cue", ()), ("generic-cue", ()), ("name-cue", ("Event", "Country")))


def presided(scene: Scene, text: Sequence[Word], match: Match, bound: int) -> tuple[Mention, int, int] | None:
    """The body behind a title, where its name begins and where it ends."""
    place = skip_small(scene, text, match.end)
    role = {w.folded for w in text[match.start : match.end]}
    if scene.language not in CASELESS or not role & _PRESIDING[scene.language] or not match.end < place < bound:
        return None
    if scene.language == "en" and "vice" in role:
        return None  # "Vice President of International Relations"
    end = min(rightward(text, place, _LONGEST), bound)
    span = span_of(text, place, end) if end > place else None
    name = text[place:end]
    if span is None or sum(capitalised(w.text) for w in name) < _FEWEST or not capitalised(name[-1].text):
        return None
    if any(m.kind not in PLACES or m.span.start == span.start for m in scene.touching(span)):
        return None
    if any(phrases(kind, terms).alone(w, scene.languages) for kind, terms in _NO_BODIES for w in name):
        return None
    return scene.replace(Mention(span, "Organisation", span.of(scene.text), 0.75)), place, end
