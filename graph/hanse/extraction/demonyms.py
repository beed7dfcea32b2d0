"""Cities in the words that German and Dutch make of them: "der Jenaer Oberbürgermeister", "Kiels Bürgermeisterin"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, folded

__all__ = ["of_demonym"]

_ENDINGS = {"de": ("er", "s"), "nl": ("se", "er", "s")}
_DROPPED = ("", "en", "e", "n", "a", "er")  # what a city's name loses before them: "Tübingen", "Zwolle"
_SHORTEST = 3


def of_demonym(scene: Scene, text: Sequence[Word], first: int, start: int) -> Mention | None:
    """The city of which a word before a title is made, if the page names it: text[first:start], or the word before."""
    for word in text[max(0, first - 1) : start]:
        if capitalised(word.text) and scene.free(word) and (city := _city(scene, word.text)):
            return city
    return None


def _city(scene: Scene, written: str) -> Mention | None:
    for ending in _ENDINGS.get(scene.language, ()):
        stem = folded(written.removesuffix(ending)) if written.endswith(ending) else ""
        if len(stem) >= _SHORTEST:
            names = {stem + dropped for dropped in _DROPPED}
            if found := next((m for m in scene.mentions if m.kind == "City" and folded(m.name) in names), None):
                return found
    return None
