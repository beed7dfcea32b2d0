"""Which programme an initiative belongs to where the document names but one."""

from __future__ import annotations

from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.names import fold

__all__ = ["read"]

_FUNDS = {"european regional development fund", "european social fund", "cohesion fund", "european green deal",
          "urban agenda for the eu", "recovery and resilience facility", "european territorial cooperation"}  # fmt: skip


def read(scene: Scene) -> None:
    """Note the document's one programme for its topic, and for networks that its title or headings bring under it."""
    programme = _only(scene)
    if not programme:
        return
    said = {id(d.subject) for d in scene.drafts if d.predicate == "programme"}
    names = {d.subject.name for d in scene.drafts if d.predicate == "programme" and isinstance(d.subject, Mention)}
    subjects = [scene.topic] if scene.topic else []
    if _heads(scene, programme):
        subjects += [m for m in scene.mentions if m.kind in INITIATIVES and m.score >= 0.85]
    for subject in subjects:
        if id(subject) not in said and subject.name not in names:
            names.add(subject.name)
            scene.say(subject, "programme", programme, scene.sentence_at(programme.span), "funding", 0.75)


def _main(mention: Mention) -> str:
    return fold(mention.aliases[0] if mention.aliases else mention.name)


def _only(scene: Scene) -> Mention | None:
    found = [m for m in (*scene.mentions, *scene.hidden) if m.kind == "Programme" and _main(m) not in _FUNDS]
    names = {_main(m) for m in found}
    return min(found, key=lambda m: m.span) if len(names) == 1 else None


def _heads(scene: Scene, programme: Mention) -> bool:
    """Whether the title names the programme."""
    title = next((f.value for f in scene.document.fields if f.name == "title"), "")
    return fold(programme.name) in fold(title)
