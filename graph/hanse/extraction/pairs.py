"""Lists of cities with what each does: "Ghent: GreenLink", "Riga (LV): SKYLARK plants trees"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, takewhile

from hanse.extraction.bodies import body_at, skip_small
from hanse.extraction.gates import needs
from hanse.extraction.labels import of_partners
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.negation import negated
from hanse.extraction.recognition.presented import nameable
from hanse.extraction.reference import focus, spoken_of
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import capitalised, distinctive, lemma
from hanse.model import BlockKind, Span

__all__ = ["declare", "declare_begun", "declare_led", "declare_listed", "read"]

_PAIR = re.compile(r"^(?:\d+\.\s*)?([^\n:–(]{2,40}?)\s*(\([^()]{2,30}\))?\s*(?::|\s[–—-])\s+(.{2,})", re.DOTALL)


_ENDS = frozenset(".,(:–—")
_SEVERAL, _WORDS, _SMALL = 3, 5, 4  # items of a list; words of a name; letters of a word that names write small
_LONGEST_ITEM = 600


@dataclass(frozen=True, slots=True)
class Pair:
    """An item: the city, the name beside it, and the whole."""

    item: Span
    city: Span
    name: Span


def _pairs(scene: Scene) -> Iterator[Pair]:
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.LIST and not scene.layout.boilerplate(index):
            found = [p for c in scene.layout.children[index] if (p := _pair(scene, scene.layout.block(c).span))]
            if len(found) >= 3 and len(found) >= 0.7 * len(scene.layout.children[index]):
                yield from found


def _pair(scene: Scene, item: Span) -> Pair | None:
    match = _PAIR.match(item.of(scene.text))
    if not match or not scene.gazetteer.find(match.group(1), scene.language):
        return None
    rest = Span(item.start + match.start(3), item.end)
    text = scene.words(rest)
    end = 0
    while end < len(text) and end < 5 and distinctive(text[end].text):
        end += 1
    whole = rest.of(scene.text)
    name = (
        Span(text[0].start, text[end - 1].end)
        if end
        else rest
        if len(whole.split()) <= 4 and not whole.endswith(".")
        else None
    )
    return Pair(item, Span(item.start + match.start(1), item.start + match.end(1)), name) if name else None


def _headed(scene: Scene) -> Iterator[tuple[int, Pair]]:
    """Headings "Leipzig: Human Power Hub" over a section that lists partners."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        if block.kind is BlockKind.HEADING and (pair := _pair(scene, block.span)) and _lists_partners(scene, index):
            yield index, pair


def _lists_partners(scene: Scene, heading: int) -> bool:
    for index in scene.layout.section(heading):
        stretches = (scene.layout.block(i) for i in scene.layout.within(index))
        labels = (b.label or (b.span if b.kind is BlockKind.CELL else None) for b in stretches)
        if any(of_partners(scene, s) for s in labels if s):
            return True
    return False


def declare(scene: Scene) -> None:
    """Say that the names beside the cities are networks or projects, as the page calls them."""
    kind = scene.calls_itself()
    for index, pair in _headed(scene) if kind else ():
        if scene.nameable(pair.name.of(scene.text)):
            scene.records[index] = scene.replace(Mention(pair.name, kind, pair.name.of(scene.text), 0.88))
    for pair in _pairs(scene) if kind else ():
        if scene.free(pair.name) and scene.nameable(pair.name.of(scene.text)):
            scene.add(Mention(pair.name, kind, pair.name.of(scene.text), 0.85))


_LED = re.compile(r"^[\s•*-]*((?:[^,(–:\n]|:(?=\S)){2,60}?)\s*(?:,[^\n]*?)?\s[-–—,(:]\s?")


def _led(scene: Scene) -> Iterator[tuple[Span, Span, Span]]:
    """Lines "SKYLARK, green roofs - Lead Partner Riga (LV)": the line, its head, what follows the cue."""
    for unit in scene.units():
        start = unit.span.start
        for line in unit.span.of(scene.text).split("\n"):
            span = Span(start, start + len(line))
            start += len(line) + 1
            text = scene.words(span)
            cue = phrases("label-cue", ("leadPartner",)).first(text, scene.languages) if len(line) < 200 else None
            opened = cue is not None and cue.start > 0 and text[cue.start - 1].text == "("
            named = (
                cue is not None and cue.end < len(text) and text[cue.end].text != ")"
            )  # "Riga (lead partner), Ghent"
            if cue and cue.start and named and (opened or not text[cue.end - 1].text.islower()):
                head = _LED.match(scene.text[span.start : text[cue.start].start])
                if head:
                    yield (
                        span,
                        Span(span.start + head.start(1), span.start + head.end(1)),
                        Span(text[cue.end].start, span.end),
                    )


def declare_led(scene: Scene) -> None:
    """Say of the heads of at least two such lines that they are networks or projects, as the page calls them."""
    found = list(_led(scene))
    kind = scene.calls_itself()
    for line, head, _ in found if kind and len(found) > 1 else ():
        if scene.free(head) and scene.nameable(head.of(scene.text)):
            scene.add(Mention(head, _called_above(scene, line) or kind, head.of(scene.text), 0.86))


def _called_above(scene: Scene, line: Span) -> str:
    """What the line before a list calls what is in it: "6 Transfer Networks:"."""
    block = scene.layout.innermost(line)
    whole = scene.layout.nearest(block, BlockKind.LIST) if block is not None else None
    before = scene.layout.before(whole) if whole is not None else None
    return _introduced(scene, scene.layout.block(before).span) if before is not None else ""


def declare_listed(scene: Scene) -> None:
    """Say of coined names in a list what the line before it calls them: "Four projects found the alliance: …"."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is not BlockKind.LIST or (before := scene.layout.before(index)) is None:
            continue
        intro = scene.layout.text(before).strip()
        items = [_headword(scene, scene.layout.block(c).span) for c in scene.layout.children[index]]
        kind = _introduced(scene, scene.layout.block(before).span) if intro.endswith(":") else ""
        if kind and len(items) > 1 and all(_coined(scene, item) for item in items):
            for item in items:
                scene.add(Mention(item, kind, item.of(scene.text), 0.86))


_HEAD = re.compile(r"[^\n:,(–—]{2,60}?(?=\s*(?:[:,(\n]|\s[–—-]\s))")


def _headword(scene: Scene, item: Span) -> Span:
    """What stands before the colon, dash, comma or bracket of an item; all of one that has none."""
    match = _HEAD.match(item.of(scene.text))
    return Span(item.start, item.start + match.end()) if match else item


def declare_begun(scene: Scene) -> None:
    """Say of the names that begin the items of a list, each with places, that they are what the page speaks of.

    As in "1) SKYLARK. Led by Riga, with Ghent", where the page tells of networks or projects chosen.
    """
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is not BlockKind.LIST or scene.layout.boilerplate(index):
            continue
        items = [scene.layout.block(c).span for c in scene.layout.children[index]]
        if len(items) < _SEVERAL or any(item.end - item.start > _LONGEST_ITEM for item in items):
            continue
        found = [name for name in takewhile(bool, (_begun(scene, item) for item in items)) if name]
        kind = scene.calls_itself(("Network", "Project")) if len(found) == len(items) else ""
        for name in found if kind else ():
            if scene.free(name):
                scene.add(Mention(name, kind, name.of(scene.text), 0.86))


def _begun(scene: Scene, item: Span) -> Span | None:
    """The name that begins an item and ends at its first sign, if two places follow it."""
    text = scene.words(item)
    end = next((i for i, w in enumerate(text) if w.text in _ENDS), 0)
    name = text[:end]
    if not 0 < end <= _WORDS or not all(capitalised(w.text) or len(w.text) < _SMALL for w in name if w.folded):
        return None
    span = Span(name[0].start, name[-1].end)
    placed = scene.gazetteer.scan(scene.text[span.end : item.end], scene.language)
    if sum(m.places[0].kind == "City" for m in placed) < 2 or not nameable(scene, text, 0, end):
        return None
    return span


def _introduced(scene: Scene, intro: Span) -> str:
    found = list(phrases("name-cue", INITIATIVES).scan(scene.words(intro), scene.languages))
    text = scene.words(intro)
    several = [
        m for m in found if text[m.end - 1].folded != lemma(text[m.end - 1].text, m.cue.language or scene.language)
    ]
    return several[-1].cue.term if several and len({m.cue.term for m in several}) == 1 else ""


def _coined(scene: Scene, item: Span) -> bool:
    text = scene.words(item)
    return 0 < len(text) <= 4 and any(distinctive(w.text) for w in text) and scene.nameable(item.of(scene.text))


def _read_cards(scene: Scene) -> None:
    """At least two cards with a city as title and one network in the line below: "Agen / réseau Active Citizens"."""
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is not BlockKind.LIST or scene.layout.boilerplate(index):
            continue
        cards = [c for c in (_card(scene, i) for i in scene.layout.children[index]) if c]
        for item, city, name in cards if len(cards) > 1 else ():
            scene.say(name, "partner" if name.kind == "Network" else "implementedIn", city, item, "pair", 0.85)


def _card(scene: Scene, index: int) -> tuple[Span, Mention, Mention] | None:
    item = scene.layout.block(index).span
    first = item.of(scene.text).split("\n")[0].strip()
    cities, names = scene.inside(item, ("City",)), scene.inside(item, INITIATIVES)
    short = item.end - item.start < 140
    fits = short and len(cities) == 1 and len(names) == 1 and cities[0].name == first
    return (item, cities[0], names[0]) if fits else None


def _read_led(scene: Scene) -> None:
    for line, head, rest in _led(scene):
        name = next((m for m in scene.touching(head) if m.kind in INITIATIVES), None)
        lead = next(iter(scene.inside(rest, ("City", "Organisation"))), None)
        if name and lead and lead.span.start - rest.start < 12:
            scene.say(name, "leadPartner", lead, line, "pair", 0.88)


@needs(kinds=("City",))
def read_brackets(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note what a bracket pairs: "Solin (sub>urban)" of a network, "CALICO (Brussels)" of a project."""
    for first, second in pairwise(scene.inside(sentence)):
        if (
            scene.text[first.span.end : second.span.start] != " ("
            or ")" not in scene.text[second.span.end : sentence.end]
        ):
            continue
        bracketed = scene.text[second.span.end : sentence.end].split(")")[0]
        where = Span(first.span.start, second.span.end + len(bracketed) + 1)
        city, name = (first, second) if first.kind == "City" else (second, first)
        if city.kind != "City" or (city is second and bracketed) or not _told(scene, second, bracketed):
            continue
        if name.kind == "Network" and name is second:
            scene.say(name, "partner", city, where, "pair", 0.8)
        elif name.kind in ("Project", "GoodPractice"):
            scene.say(name, "implementedIn", city, where, "pair", 0.8)


@needs(partial(phrases, "label-cue", ("leadPartner",)), kinds=("City", "Organisation"))
def read_leads(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note who leads what a sentence speaks of, told in brackets: "The lead partner (city of Ghent) said"."""
    text = scene.words(sentence)
    for match in phrases("label-cue", ("leadPartner",)).scan(text, scene.languages):
        opened = match.end + 1 < len(text) and text[match.end].text == "("
        found = body_at(scene, text, skip_small(scene, text, match.end + 1)) if opened else None
        if not found or found[1] >= len(text) or text[found[1]].text != ")" or negated(scene, text):
            continue
        start = text[match.start].start
        led = spoken_of(scene, sentence, sentence.end) or focus(scene, sentence)
        if led and led.kind in ("Network", "Project") and found[0].kind in ("City", "Organisation"):
            scene.say(led, "leadPartner", found[0], Span(start, text[found[1]].end), "pair", 0.8)


def _told(scene: Scene, second: Mention, bracketed: str) -> bool:
    """Whether a bracket has the name alone, or with what the name is short for."""
    return not bracketed.strip() or bool(re.match(r"\s*[-–:,]\s", bracketed)) or second.kind == "City"


def read(scene: Scene) -> None:
    """Note that the city takes part in the network, or that the project is carried out there."""
    _read_led(scene)
    _read_cards(scene)
    for pair in _pairs(scene):
        city = next(iter(scene.inside(pair.city, ("City",))), None)
        name = next((m for m in scene.touching(pair.name) if m.kind in INITIATIVES), None)
        if city and name:
            predicate = "partner" if name.kind == "Network" else "implementedIn"
            scene.say(name, predicate, city, pair.item, "pair", 0.85)
