"""Cities in the words that Germanic languages make of them: "der Jenaer Oberbürgermeister", "Kiels Bürgermeisterin"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, folded
from hanse.model import Span

__all__ = ["of_demonym"]

_ENDINGS = {"de": ("er", "s"), "nl": ("se", "er", "s"), "sv": ("s",), "da": ("s",), "nb": ("s",)}
_DROPPED = ("", "en", "e", "n", "a", "er")  # what a city's name loses before them: "Tübingen", "Zwolle"
_SHORTEST = 3
_SIZE = 50_000  # people of a city that its adjective alone tells


def of_demonym(
    scene: Scene, text: Sequence[Word], first: int, start: int, *, civic: bool
) -> tuple[Mention, Span] | None:
    """The city of which a word before a title is made, and that word: text[first:start], or the word before.

    The page names it, or it is a larger one and the title is ``civic``, one of a city: "die Grazer Stadträtin".
    """
    for word in text[max(0, first - 1) : start]:
        able = capitalised(word.text) and scene.free(word)
        if able and (found := _city(scene, word.text) or (_known(scene, word) if civic else None)):
            return found, word.span
    return None


def _known(scene: Scene, word: Word) -> Mention | None:
    """The city of the gazetteer, of some size, of which a word is made."""
    endings = _ENDINGS.get(scene.language, ())
    ending = next((e for e in {*endings[:1], *endings[-1:]} if word.text.endswith(e)), "")
    stem = word.text.removesuffix(ending) if ending else ""
    names = ([stem] if ending == "s" else [stem, f"{stem}en"]) if len(stem) >= _SHORTEST else []
    places = ((name, place) for name in names for place in scene.gazetteer.find(name, scene.language))
    name, place = next((found for found in places if found[1].kind == "City"), ("", None))
    large = place is not None and place.population >= _SIZE
    return scene.add(Mention(word.span, "City", name, 0.8, place=place)) if large else None


def _city(scene: Scene, written: str) -> Mention | None:
    for ending in _ENDINGS.get(scene.language, ()):
        stem = folded(written.removesuffix(ending)) if written.endswith(ending) else ""
        if len(stem) >= _SHORTEST:
            names = {stem + dropped for dropped in _DROPPED}
            if found := next((m for m in scene.mentions if m.kind == "City" and folded(m.name) in names), None):
                return found
    return None
