"""What the first pass leaves to the second in one process: a document's layout, its words, what its layout declares.

None of that depends on what other documents establish, so that it need not be found out again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hanse.extraction.mentions import Mentions
from hanse.extraction.scene import Scene
from hanse.model import Document

if TYPE_CHECKING:
    from hanse.extraction.knowledge import Knowledge

__all__ = ["copy", "keep", "take"]

_MOST = 500_000  # characters of all documents that wait for the second pass

_waiting: dict[str, Scene] = {}


def copy(scene: Scene) -> Scene:
    """A scene with the same mentions; what is found out about the text itself is shared between the two."""
    return replace(
        scene, mentions=Mentions(scene.mentions), drafts=[*scene.drafts], _bound={*scene._bound}, _told=([], 0, {}),
        runs={}, asked=set(),
        hidden=[*scene.hidden], rows={**scene.rows}, records={**scene.records}, bearers=[*scene.bearers],
    )  # fmt: skip


def keep(scene: Scene) -> None:
    """Keep a scene until its document is read again, or until too much waits."""
    if sum(len(other.text) for other in _waiting.values()) + len(scene.text) > _MOST:
        _waiting.clear()
    if len(scene.text) <= _MOST:
        _waiting[scene.document.identifier] = scene


def take(document: Document, knowledge: Knowledge) -> Scene | None:
    """The scene that waits for a document, which now knows more; it waits no longer."""
    kept = _waiting.pop(document.identifier, None)
    if kept is None or kept.gazetteer is not knowledge.gazetteer or kept.document != document:
        return None
    kept.knowledge = knowledge
    return kept
