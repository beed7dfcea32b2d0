"""What a page is about by its title: a coined name that stands there by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.extraction.knowledge import register
from hanse.extraction.labels import lists_partners, roles
from hanse.extraction.lexicon import phrases
from hanse.extraction.recognition.known import Name
from hanse.extraction.records import untyped
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.words import capitalised, distinctive, words

__all__ = ["titled"]

_SEPARATOR = re.compile(r"\s+[|–—»·:-]+\s+|:\s+|\s*\|\s*")


def titled(scene: Scene) -> Iterator[Name]:
    """The names of initiatives that stand alone in the title, in a page that speaks of a project or network."""
    kind = _kind(scene)
    if not kind:
        return
    for text in _segments(scene):
        found = [w for w in words(text) if w.folded]
        named = all(capitalised(w.text) or distinctive(w.text) for w in found)
        shaped = any(distinctive(w.text) for w in found) or _repeated(scene, text)
        if 0 < len(found) <= 4 and named and shaped and not _typed(scene, text) and _free(scene, text):
            yield Name(text, kind, score=0.88)


def _typed(scene: Scene, text: str) -> bool:
    """Whether a title in capitals says what kind of page it is: "PROJECT SHEET"."""
    cued = phrases("name-cue", INITIATIVES).first(words(text), scene.languages) if text.isupper() else None
    return cued is not None and not scene.coined(text)


def _repeated(scene: Scene, text: str) -> bool:
    """Whether a page that lists partners names its title's piece at least twice more."""
    if " " not in text or not lists_partners(scene):
        return False
    return sum(u.span.of(scene.text).count(text) for u in scene.units()) > 2


def _segments(scene: Scene) -> Iterator[str]:
    titles = [f.value for f in scene.document.fields if f.name == "title"]
    heads = [scene.layout.text(i) for i, b in enumerate(scene.layout.blocks) if b.kind == "meta" and b.label]
    for title in (*titles, *(h.partition(": ")[2] for h in heads if h.startswith("title"))):
        for segment in _SEPARATOR.split(title):
            if segment := untyped(scene, segment.strip(' .,;"“”„«»')):
                yield segment


def _kind(scene: Scene) -> str:
    """Which kind of initiative the page speaks of; one that lists partners and says no more is a project's."""
    return scene.calls_itself() or ("Project" if lists_partners(scene) else "")


def _free(scene: Scene, text: str) -> bool:
    """Whether a title's piece is no programme, body, place or label, and the page itself uses it again."""
    if scene.knows(text) or not scene.nameable(text) or roles(text):
        return False
    found = words(text)
    if phrases("name-cue", ("Organisation", "Event", "Programme")).first(found, scene.languages):
        return False
    if any(register().at(found, i, scene.language) for i in range(len(found))):
        return False
    site = any(f.name == "site" and f.value == text for f in scene.document.fields)
    body = sum(u.span.of(scene.text).count(text) for u in scene.units() if scene.layout.block(u.block).kind != "meta")
    return body >= (2 if site else 1)
