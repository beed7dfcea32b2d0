"""Which programme an initiative belongs to by where the page names it: its heading, the title, the only one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hanse.extraction.gates import needs
from hanse.extraction.knowledge import register
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.negation import negated
from hanse.extraction.recognition.titled import on_programmes_site
from hanse.extraction.reference import spoken_of
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, distinctive
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["read", "read_sentence"]

_FUNDS = frozenset((
    "european regional development fund", "european social fund", "cohesion fund", "european green deal",
    "urban agenda for the eu", "recovery and resilience facility", "european territorial cooperation",
))  # fmt: skip


def read(scene: Scene) -> None:
    """Note for each initiative without a programme its heading's or title's; for the topic, the page's only one."""
    said = {subject.name for subject, programme in _stated(scene) if _main(programme) not in _FUNDS}
    told = {draft.subject.name for draft in scene.drafts if isinstance(draft.subject, Mention)}
    for initiative in scene.mentions:
        if initiative.kind in INITIATIVES and initiative.score >= 0.85 and initiative.name not in said:
            programme = _headed(scene, initiative) if initiative.name in told else None
            if programme:
                said.add(initiative.name)
                scene.say(initiative, "programme", programme[0], programme[1], "funding", 0.75)
    _adjacent(scene, said)
    _within(scene, said)
    _introduced(scene, said)
    _at_foot(scene, said)
    only = _only(scene)
    if not only or _taken(scene, only):
        return
    for initiative in _declared(scene) if _in_heading(scene, only) else ():
        if initiative.name not in said and initiative.name in told:
            said.add(initiative.name)
            scene.say(initiative, "programme", only, scene.sentence_at(only.span), "funding", 0.7)
    for initiative in scene.records.values() if _overhead(scene, only) else ():
        if initiative.kind in INITIATIVES and initiative.name not in said and initiative.name in told:
            said.add(initiative.name)
            scene.say(initiative, "programme", only, scene.sentence_at(only.span), "funding", 0.7)
    elsewhere = _apart(scene, only) or _ahead(scene, only) or _coins(scene, _around(scene, only), only)
    edition = scene.topic and fold(only.name).startswith(f"{fold(scene.topic.name)} ")  # "SKYLARK 2024-2026"
    if scene.topic and scene.topic.name not in said and not (elsewhere or edition):
        scene.say(scene.topic, "programme", only, scene.sentence_at(only.span), "funding", 0.75)


def _around(scene: Scene, mention: Mention) -> Sequence[Word]:
    return scene.words(scene.sentence_at(mention.span))


def _apart(scene: Scene, programme: Mention) -> bool:
    """Whether a sentence is about a programme, in a section that does not name the page's topic: "Open calls"."""
    block = scene.layout.innermost(programme.span)
    text = _around(scene, programme)
    opened = [w for w in text if w.start < programme.span.start and not phrases("article").alone(w, scene.languages)]
    if (
        block is None
        or scene.topic is None
        or scene.layout.boilerplate(block)
        or opened
        or not _goes_on(text, programme)
    ):
        return False
    headings = [i for i in scene.layout.headings(block) if scene.layout.block(i).level > 1]
    if not headings:
        return False
    name = fold(scene.topic.name)
    inner = [i for top in scene.layout.section(headings[-1]) for i in scene.layout.within(top)]
    return not any(name in fold(scene.layout.text(i)) for i in (headings[-1], *inner))


def _ahead(scene: Scene, programme: Mention) -> bool:
    """Whether a sentence says before the page names its topic that a programme pays: for what no reader recognised."""
    topic = scene.topic
    sentence = scene.sentence_at(programme.span)
    if topic is None or any(fold(topic.name) in fold(f.value) for f in scene.document.fields if f.name == "title"):
        return False
    named = any(m.span.start < sentence.end and fold(m.name) == fold(topic.name) for m in scene.mentions.of(topic.kind))
    return not named and phrases("fund-cue").within(scene.words(sentence), scene.languages)


def _goes_on(text: Sequence[Word], programme: Mention) -> bool:
    """Whether a word in lower case follows a programme: it is no line of nothing but names."""
    after = next((w for w in text if w.start >= programme.span.end), None)
    return after is not None and after.text.islower()


def _taken(scene: Scene, programme: Mention) -> bool:
    """Whether the text says of another initiative than the page's own that a programme is its."""
    others = {subject.name for subject, said in _stated(scene) if _main(said) == _main(programme)}
    return bool(others) and scene.topic is not None and scene.topic.name not in others


def _stated(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    """The initiatives with a programme, so far."""
    for draft in scene.drafts:
        if draft.predicate == "programme" and isinstance(draft.subject, Mention) and isinstance(draft.object, Mention):
            yield draft.subject, draft.object


@needs(kinds=("Programme",))
def read_sentence(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the programmes of a sentence with a word of paying or an amount: they fund the initiative it is about."""
    programmes = scene.inside(sentence, ("Programme",))
    text = scene.words(sentence) if programmes else []
    for programme in programmes:
        if called := _called(scene, text, programme):
            scene.say(called, "programme", programme, sentence, "funding", 0.75)
    paid = phrases("fund-cue").first(text, scene.languages)
    money = _MONEY.search(sentence.of(scene.text)) if programmes and not paid else None
    if not (paid or money) or (negated(scene, text) and not _inset(scene, text, programmes[0])):
        return
    if _coins(scene, text, programmes[0]):
        return
    initiative = spoken_of(scene, sentence, programmes[0].span.start)
    for programme in programmes if initiative else ():
        if initiative and not _parted(scene, initiative, programme):
            scene.say(initiative, "programme", programme, sentence, "funding", 0.72)


def _inset(scene: Scene, text: Sequence[Word], programme: Mention) -> bool:
    """Whether a clause in commas says who pays, and what is negated or wished for comes behind it."""
    commas = [i for i, word in enumerate(text) if word.text == ","]
    first = max((i for i in commas if text[i].end <= programme.span.start), default=None)
    last = next((i for i in commas if text[i].start >= programme.span.end), None)
    if first is None or last is None or text[first + 1].text not in particles("relative", scene.languages):
        return False
    return phrases("fund-cue").within(text[first:last], scene.languages) and not negated(scene, text[:last])


def _called(scene: Scene, text: Sequence[Word], programme: Mention) -> Mention | None:
    """The initiative that a sentence calls one of a programme: "SKYLARK is a 60-month | Horizon 2020 | project"."""
    first = next(i for i, w in enumerate(text) if w.end > programme.span.start)
    last = next((i for i, w in enumerate(text) if w.start >= programme.span.end), len(text))
    cue = phrases("name-cue", INITIATIVES).at(text, last, scene.languages) if last < len(text) else None
    for index in range(first - 1, max(0, first - _BETWEEN - 1), -1) if cue and text[last].text.islower() else ():
        if phrases("copula").alone(text[index], scene.languages):
            there = scene.touching(text[index - 1])
            return there[0] if there and there[0].kind in INITIATIVES else None
        if not (text[index].folded or text[index].text == "-") or not scene.free(text[index]):
            return None
    return None


_BETWEEN = 6  # words from "is" to a programme: "a 60 - month"


def _coins(scene: Scene, text: Sequence[Word], programme: Mention) -> bool:
    """Whether a sentence that names no initiative has a coined name before a programme: that may be what it pays for.

    "It takes up ideas of REWEAVE, which was financed by LIFE."
    """
    if scene.inside(Span(text[0].start, text[-1].end), INITIATIVES):
        return False
    ahead = (w for w in text if w.end <= programme.span.start and w.text.isupper() and len(w.text) >= _COINED)
    return any(distinctive(word.text) and scene.free(word) for word in ahead)


_COINED = 5  # letters of a name in capitals that is no acronym of a body
_MONEY = re.compile(r"[€£$]\s?\d|\bEUR\b|\b\d[\d.,]*\s?(?:€|M€|EUR|[Ee]ur[oi]s?)")


def _parted(scene: Scene, initiative: Mention, programme: Mention) -> bool:
    """Whether another initiative is named between the two, or another thing that may be what is paid."""
    between = scene.inside(Span(initiative.span.end, programme.span.start), (*INITIATIVES, "Event"))
    return any(fold(m.name) != fold(initiative.name) for m in between)


def _introduced(scene: Scene, said: set[str]) -> None:
    """The programme of the line that introduces a list of initiatives: "All belong to PRO INNO Europe: …"."""
    layout = scene.layout
    for index, block in enumerate(layout.blocks):
        before = layout.before(index) if block.kind is BlockKind.LIST else None
        if before is None or not layout.text(before).rstrip().endswith(":"):
            continue
        intro = scene.sentence_at(Span(layout.block(before).span.end - 1, layout.block(before).span.end))
        programmes = scene.inside(intro, ("Programme",))
        items = [scene.inside(layout.block(c).span, INITIATIVES) for c in layout.children[index]]
        if len({_main(m) for m in programmes}) == 1 and len(items) > 1 and all(items):
            for initiative in [item[0] for item in items if item[0].name not in said]:
                said.add(initiative.name)
                scene.say(initiative, "programme", programmes[0], intro, "funding", 0.75)


def _adjacent(scene: Scene, said: set[str]) -> None:
    """A programme right behind a name, or in one word with its kind: "SKYLARK H2020", "URBACT-Netzwerk TIDE"."""
    for first, second in pairwise(scene.mentions):
        between = scene.text[first.span.end : second.span.start]
        if first.kind == "Programme" and _HYPHENED.fullmatch(between):
            first, second, between = second, first, " "
        if (
            first.kind in INITIATIVES
            and second.kind == "Programme"
            and between in {" ", " ("}
            and first.name not in said
        ):
            said.add(first.name)
            scene.say(first, "programme", second, scene.sentence_at(second.span), "funding", 0.8)


def _within(scene: Scene, said: set[str]) -> None:
    """The programme with which the name of a project begins: "CIVITAS ECCENTRIC"."""
    for programme, project in pairwise(scene.mentions):
        called = project.kind == "Project" and project.name.startswith(f"{programme.name} ")
        if called and programme.kind == "Programme" and project.name not in said:
            said.add(project.name)
            scene.say(project, "programme", programme, scene.sentence_at(project.span), "funding", 0.75)


_HYPHENED = re.compile(r"-\w+ [\"'“„«»]?")


def _at_foot(scene: Scene, said: set[str]) -> None:
    """The programme of the page's own initiative in a sentence of a footer about it: "SKYLARK is funded by LIFE."."""
    topic = scene.topic
    about = topic.name if topic and topic.name not in said else ""
    for unit in scene.units(boilerplate=True) if about else ():
        if not scene.layout.boilerplate(unit.block) or about not in unit.span.of(scene.text):
            continue
        for sentence in (s for s in scene.sentences(unit) if s.of(scene.text).startswith(about)):
            text = scene.words(sentence)
            told = phrases("fund-cue").within(text, scene.languages)
            told = told or phrases("name-cue", INITIATIVES).within(text, scene.languages)
            programme = _known(scene, text) if told and not negated(scene, text) else None
            if topic and programme and about not in said:
                said.add(about)
                scene.say(topic, "programme", programme, sentence, "funding", 0.8)


def _known(scene: Scene, text: Sequence[Word]) -> Mention | None:
    """The first well-known programme that a sentence names where nobody has looked for names."""
    for index in range(len(text)):
        found = register().at(text, index, scene.language)
        if found and found[1].kind == "Programme":
            span = Span(text[index].start, text[found[0] - 1].end)
            return scene.add(Mention(span, "Programme", span.of(scene.text), 0.9))
    return None


def _declared(scene: Scene) -> list[Mention]:
    return [m for m in scene.mentions if m.kind in INITIATIVES and m.score >= 0.85]


def _in_heading(scene: Scene, programme: Mention) -> bool:
    spans = [b.span for b in scene.layout.blocks if b.kind is BlockKind.HEADING]
    return any(_main(m) == _main(programme) for span in spans for m in scene.named(span, ("Programme",)))


def _overhead(scene: Scene, programme: Mention) -> bool:
    """Whether a page is a programme's own, or a line like a headline names it over all that the page lists.

    "Results of the third call of Interreg X", and then a table of projects.
    """
    first = min((m.span.start for m in scene.records.values()), default=0)
    if on_programmes_site(scene):
        return programme.span.start < first
    unit = scene.layout.unit_at(programme.span)
    if unit is None or unit.span.end >= first or len(scene.sentences(unit)) > 1:
        return False
    line = unit.span.of(scene.text).strip()
    return len(line) <= _HEADLINE and line[-1] not in ".:;,!?"


_HEADLINE = 120  # characters of a line that may be a headline


def _headed(scene: Scene, initiative: Mention) -> tuple[Mention, Span] | None:
    """The programme of the nearest heading above, or of the title."""
    for span in _headings(scene, initiative):
        if initiative.span not in span and (found := _programmes(scene, span)):
            return found[0], span
    return None


def _headings(scene: Scene, initiative: Mention) -> Iterator[Span]:
    block = scene.layout.innermost(initiative.span)
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
