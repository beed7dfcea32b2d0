"""Where events are by who has them at home: "Brno hosted the meeting", "Gastgeberin war Weiz", "Hosted by: Graz"."""

from __future__ import annotations

from hanse.extraction.gatherings import hosts, is_remote
from hanse.extraction.scene import Draft, Mention, Scene
from hanse.model import Span, Value
from hanse.names import fold

__all__ = ["settle", "state"]

_BY = "host"


def state(scene: Scene, event: Mention, host: Mention | Value, said: str, where: Span, language: str = "") -> None:
    """Note that an event is in the city that holds it, if the words that say so tell that it is at home there."""
    if not isinstance(host, Mention) or host.kind != "City" or not hosts(said, language or scene.language):
        return
    if not is_remote(scene.words(event.span)) and not is_remote(scene.words(where)):
        scene.say(event, "locatedIn", host, where, _BY, 0.75)


def settle(scene: Scene) -> None:
    """Take back where its host would have an event that is said to be elsewhere: "Ghent hosts the meeting in Riga"."""
    told = {_event(d) for d in scene.drafts if d.predicate == "locatedIn" and d.extractor != _BY}
    scene.drafts = [d for d in scene.drafts if d.extractor != _BY or _event(d) not in told]


def _event(draft: Draft) -> str:
    return fold(draft.subject.name) if isinstance(draft.subject, Mention) else ""
