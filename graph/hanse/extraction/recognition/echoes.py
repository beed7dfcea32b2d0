"""Bodies that a word introduces once, looked for wherever else their names stand: "the association Late Table"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hanse.extraction.recognition.known import Name
from hanse.extraction.scene import Scene
from hanse.extraction.words import distinctive, known, words

__all__ = ["echoed"]

_SURE = 0.7
_SHORTEST = 4  # letters of a name of one word


def echoed(scene: Scene) -> Iterator[Name]:
    """The names of bodies that stand in more places than were recognised."""
    bodies = scene.mentions.of("Organisation")
    marked = Counter(mention.name for mention in bodies)
    for name, score in dict.fromkeys((m.name, m.score) for m in bodies if m.score >= _SURE):
        if scene.text.count(name) > marked[name] and _is_own(scene, name):
            yield Name(name, "Organisation", score=score)


def _is_own(scene: Scene, name: str) -> bool:
    """Whether a name is nothing else: of several words, or one that is no ordinary word and no place."""
    found = [word for word in words(name) if word.folded]
    if scene.gazetteer.find(name, scene.language):
        return False
    if len(found) > 1:
        return True
    ordinary = any(known(name, code) for code in scene.languages)
    return len(name) >= _SHORTEST and (distinctive(name) or not ordinary)
