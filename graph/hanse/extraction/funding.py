"""Which programme an initiative belongs to by where the page names it: its heading, the title, the only one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hanse.extraction.relations import negated
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["read"]

_FUNDS = frozenset((
    "european regional development fund", "european social fund", "cohesion fund", "european green deal",
    "urban agenda for the eu", "recovery and resilience facility", "european territorial cooperation",
))  # fmt: skip


def read(scene: Scene) -> None:
    """Note for each initiative without a programme its heading's or title's; for the topic, the page's only one."""
    said = {d.subject.name for d in scene.drafts if d.predicate == "programme" and isinstance(d.subject, Mention)}
    for initiative in scene.mentions:
        if initiative.kind in INITIATIVES and initiative.score >= 0.85 and initiative.name not in said:
            programme = _headed(scene, initiative)
            if programme:
                said.add(initiative.name)
                scene.say(initiative, "programme", programme[0], programme[1], "funding", 0.75)
    _adjacent(scene, said)
    only = _only(scene)
    if not only:
        return
    for initiative in _declared(scene) if _in_heading(scene, only) else ():
        if initiative.name not in said:
            said.add(initiative.name)
            scene.say(initiative, "programme", only, scene.sentence_at(only.span), "funding", 0.7)
    if scene.topic and scene.topic.name not in said:
        scene.say(scene.topic, "programme", only, scene.sentence_at(only.span), "funding", 0.75)


def _adjacent(scene: Scene, said: set[str]) -> None:
    """A programme right behind a name: "SKYLARK H2020"."""
    for first, second in pairwise(scene.mentions):
        between = scene.text[first.span.end : second.span.start]
        if (
            first.kind in INITIATIVES
            and second.kind == "Programme"
            and between in {" ", " ("}
            and first.name not in said
        ):
            said.add(first.name)
            scene.say(first, "programme", second, scene.sentence_at(second.span), "funding", 0.8)


def _declared(scene: Scene) -> list[Mention]:
    return [m for m in scene.mentions if m.kind in INITIATIVES and m.score >= 0.85]


def _in_heading(scene: Scene, programme: Mention) -> bool:
    spans = [b.span for b in scene.layout.blocks if b.kind is BlockKind.HEADING]
    return any(_main(m) == _main(programme) for span in spans for m in scene.named(span, ("Programme",)))


def _headed(scene: Scene, initiative: Mention) -> tuple[Mention, Span] | None:
    """The programme of the nearest heading above, or of the title."""
    for span in _headings(scene, initiative):
        if initiative.span not in span and (found := _programmes(scene, span)):
            return found[0], span
    return None


def _headings(scene: Scene, initiative: Mention) -> Iterator[Span]:
    block = next(
        (i for i in reversed(range(len(scene.layout.blocks))) if initiative.span in scene.layout.block(i).span), None
    )
    if block is not None:
        for heading in reversed(scene.layout.headings(block)):
            yield scene.layout.block(heading).span
    yield from (f.span for f in scene.document.fields if f.name == "title")


def _programmes(scene: Scene, span: Span) -> list[Mention]:
    return [m for m in scene.named(span, ("Programme",)) if _main(m) not in _FUNDS]


def _main(mention: Mention) -> str:
    return fold(mention.aliases[0] if mention.aliases else mention.name)


def _only(scene: Scene) -> Mention | None:
    """The only programme that a page names, where it does not deny it."""
    found = [m for m in (*scene.mentions, *scene.hidden) if m.kind == "Programme" and _main(m) not in _FUNDS]
    if len({_main(m) for m in found}) != 1:
        return None
    said = (
        m for m in sorted(found, key=lambda m: m.span) if not negated(scene, scene.words(scene.sentence_at(m.span)))
    )
    return next(said, None)
