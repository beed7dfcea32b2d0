"""Bodies that a word introduces once, looked for wherever else their names stand: "the association Late Table"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hanse.extraction.recognition.known import Name
from hanse.extraction.scene import Scene
from hanse.extraction.words import distinctive, words

__all__ = ["echoed"]

_SURE = 0.7


def echoed(scene: Scene) -> Iterator[Name]:
    """The names of bodies that stand in more places than were recognised."""
    bodies = scene.mentions.of("Organisation")
    marked = Counter(mention.name for mention in bodies)
    for name, score in dict.fromkeys((m.name, m.score) for m in bodies if m.score >= _SURE):
        if scene.text.count(name) > marked[name] and _is_own(scene, name):
            yield Name(name, "Organisation", score=score)


def _is_own(scene: Scene, name: str) -> bool:
    """Whether a name is nothing else: of several words or odd by its letters, and no place."""
    several = sum(bool(word.folded) for word in words(name)) > 1
    return (several or distinctive(name)) and not scene.gazetteer.find(name, scene.language)
