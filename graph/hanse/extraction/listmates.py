"""Whether a town behind a body is not where that is but the next of a list: "the Port Agency, Graz and the Union"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.model import Span

__all__ = ["next_listed"]

_JOINT = 2  # words of "and the"


def next_listed(scene: Scene, city: Mention, inside: Sequence[Mention]) -> bool:
    """Whether a town behind a body is the last but one of those who are listed: "the Port Agency, Graz and the Union".

    Not where the last has its own town, too: "the Port Agency, Graz and the Union, Linz".
    """
    behind = [m for m in inside if m.span.start >= city.span.end][:2]
    if _municipal(scene, city):
        return True  # "the Port Agency, Växjö | kommun and …"
    if city.kind != "City" or not behind or behind[0].kind not in {"Organisation", "Network", "City"}:
        return False
    joint = scene.words(Span(city.span.end, behind[0].span.start))
    joined = 0 < len(joint) <= _JOINT and phrases("conjunction").alone(joint[0], scene.languages)
    own = len(behind) > 1 and scene.text[behind[0].span.end : behind[1].span.start] == ", "
    return joined and not own


def _municipal(scene: Scene, city: Mention) -> bool:
    """Whether a word for a municipality stands right behind a town's name."""
    after = scene.words(Span(city.span.end, min(len(scene.text), city.span.end + _WORD)))[:1]
    plain = after and after[0].text.islower() and after[0].start == city.span.end + 1
    return bool(plain) and phrases("name-cue", ("City",)).alone(after[0], (scene.language,))


_WORD = 20  # characters of such a word
