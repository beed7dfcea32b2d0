"""Themes that a page lists as such: under a label, as tags, in a column."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from hanse.extraction.focus import headlined
from hanse.extraction.labels import Labelled
from hanse.extraction.lexicon import phrases
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, PLACES, Mention, Scene
from hanse.extraction.slots import split
from hanse.extraction.topics import topics_in
from hanse.extraction.words import words
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["state", "themes"]

_NAMED = ("Programme", "Person", "Organisation", *INITIATIVES)


def themes(scene: Scene, subject: Mention | None, values: tuple[Span, ...]) -> None:
    """Note each value as a theme: of the subject, if there is one."""
    for value in values:
        for piece in _tags(scene, value):
            written = piece.of(scene.text).strip(' ."“”#')
            if (
                not written
                or len(written) > 60
                or len(written.split()) > 7
                or any(c.isdigit() for c in written)
                or _is_label(written)
            ):
                continue
            start = piece.start + piece.of(scene.text).index(written)
            span = Span(start, start + len(written))
            there = scene.touching(span)
            if any(_is_name(m, span) for m in there):
                programme = next((m for m in there if m.kind == "Programme"), None)
                if programme and subject:
                    scene.say(subject, "programme", programme, span, "label", 0.85)
                continue
            theme = scene.replace(Mention(span, "Theme", written, 0.85))
            if subject:
                scene.say(subject, "theme", theme, span, "label", 0.85)


def _is_name(mention: Mention, tag: Span) -> bool:
    """Whether a tag is a name, or has a place in it, and so is no topic; an acronym of bodies may be one."""
    whole = mention.span == tag and (mention.kind != "Organisation" or " " in mention.name)
    return mention.kind in PLACES or (mention.kind in _NAMED and whole)


def _is_label(text: str) -> bool:
    found = words(text)
    return bool(roles(text)) or any(
        not m.start for m in phrases("label-cue", ("follows", "partner", "leadPartner")).scan(found, ())
    )


def _tags(scene: Scene, value: Span) -> list[Span]:
    """Tags are marked, or links of their own, or an enumeration."""
    if marked := [m.span for m in scene.document.marks if m.kind == "tag" and m.span in value]:
        return marked
    links = [m.span for m in scene.document.marks if m.kind == "link" and m.span in value]
    covered = sum(s.end - s.start for s in links)
    return links if len(links) > 1 and covered > 0.6 * (value.end - value.start) else _pieces(scene, value)


def _pieces(scene: Scene, value: Span) -> list[Span]:
    inner = value.of(scene.text)
    if inner.count(" / ") and "," not in inner:
        bounds = [-3, *(m.start() for m in re.finditer(" / ", inner)), len(inner)]
        return [Span(value.start + a + 3, value.start + b) for a, b in pairwise(bounds)]
    pair = _pair(scene, value) if inner[:1].islower() and "," not in inner else None
    return list(pair) if pair else split(scene.text, value, scene.languages)


def _pair(scene: Scene, value: Span) -> tuple[Span, Span] | None:
    """The two topics of "youth employment and e-commerce"; "Arts and culture", written as a title, is one."""
    first = topics_in(scene, value, free=True)[:1]
    rest = scene.words(Span(first[0].span.end, value.end)) if first else []
    joint = phrases("conjunction").at(rest, 0, scene.languages) if rest else None
    if not joint or not joint.end < len(rest) < joint.end + 4:
        return None
    return first[0].span, Span(rest[joint.end].start, value.end)


def state(scene: Scene, found: Labelled) -> None:
    """Note the values under a label for themes: of the card's initiative, the section's or the page's."""
    above = _heading_below(scene, found)
    if above is not None:
        subject = next(iter(scene.inside(above, INITIATIVES)), None)
    else:
        subject = _in_card(scene, found.block) or _owner(scene, found.block)
    themes(scene, subject, found.values)


def _owner(scene: Scene, block: int) -> Mention | None:
    """What a line of tags is about: at the very end of a page, after prose, the page; else its section."""
    found = None if _closes(scene, block) else scene.subject(block, INITIATIVES)
    if found is not None and (found is not scene.topic or _among_facts(scene, block)):
        return found
    return scene.topic if _titled(scene) else headlined(scene)


def _among_facts(scene: Scene, block: int) -> bool:
    """Whether labels beside say what only networks and projects have: a running time, who leads, who pays."""
    beside = [*scene.layout.preceding(block, _BESIDE), *islice(scene.layout.following(block), _BESIDE)]
    labels = (scene.layout.block(i).label for i in beside)
    return any(roles(label.of(scene.text), scene.languages) & _FACTS for label in labels if label)


_BESIDE = 6  # lines of a box
_FACTS = frozenset(("temporalCoverage", "leadPartner", "partner", "programme"))


def _titled(scene: Scene) -> bool:
    """Whether the page's topic is named in its title or main heading: tags are not of what is only named often."""
    name = fold(scene.topic.name) if scene.topic else ""
    return bool(name) and any(name in fold(span.of(scene.text)) for span in scene.layout.headlines)


def _closes(scene: Scene, block: int) -> bool:
    """Whether a line is a page's last, and no key line stands before it."""
    layout = scene.layout
    before = layout.before(block)
    own = layout.block(block)
    last = scene.units()[-1].span.start if scene.units() else 0
    if own.kind is not BlockKind.PARAGRAPH or own.span.end < last or before is None:
        return False
    return layout.block(before).kind is BlockKind.PARAGRAPH and not layout.block(before).label


def _heading_below(scene: Scene, found: Labelled) -> Span | None:
    """The heading right below tags that have no label: theirs, on a card behind others."""
    layout = scene.layout
    before = layout.before(found.block)
    if before is None or layout.block(before).kind is not BlockKind.LIST:
        return None
    after = islice(layout.following(found.block), 1)
    heads = [layout.block(i) for i in after if layout.block(i).kind is BlockKind.HEADING and layout.block(i).level > 1]
    tagged = found.values[:1] == (found.label,) and layout.block(found.block).kind is BlockKind.PARAGRAPH
    return heads[0].span if heads and tagged else None


def _in_card(scene: Scene, block: int) -> Mention | None:
    """The initiative that the heading of a card names, in which a block stands."""
    card = scene.layout.nearest(block, BlockKind.ITEM)
    inner = (scene.layout.block(i) for i in scene.layout.within(card)) if card is not None else ()
    headings = (b.span for b in inner if b.kind is BlockKind.HEADING)
    return next((m for span in headings for m in scene.inside(span, INITIATIVES)), None)
