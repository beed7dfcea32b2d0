"""Partners that a sentence lists: "The partners are A, B and C", "partenaires : A ; B"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from hanse.extraction.coordination import coordinated
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.lines import Trait
from hanse.extraction.negation import negated
from hanse.extraction.participants import PARTICIPANT, participants
from hanse.extraction.reference import focus
from hanse.extraction.roles import aside, roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.topics import topics_in, whole
from hanse.extraction.words import Word
from hanse.model import BlockKind, Span

__all__ = ["read", "read_bare_themes", "read_themes", "read_themes_beside"]

_LONGEST_LIST = 160  # characters
_BESIDE = 2  # words before the one for partners that may turn its meaning: "former"
_ELIDED = 2  # words between "partners" and the first of them
_FEWEST = 2  # partners of such a list
_REACH = 5  # words between "partners" and the verb or colon that opens the list


@needs(partial(phrases, "label-cue", ("partner",)))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the names of a list that follows a word for partners and a verb such as "are" or "include"."""
    text, label = scene.words(sentence), scene.layout.block(unit.block).label
    led = label if label and "leadPartner" in roles(label.of(scene.text)) else None
    for match in phrases("label-cue", ("partner",)).scan(text, scene.languages):
        if led and text[match.start].span in led:
            continue  # "Lead partner: Graz"
        elided = None if (opening := _opening(scene, sentence, match.end)) else _elided(scene, sentence, match)
        opening = opening or elided
        if opening is None or _turned(scene, text[max(0, match.start - _BESIDE) :], opening):
            continue
        initiative = _initiative(scene, unit, Span(sentence.start, opening))
        span = _list(scene, unit, sentence, opening)
        if (
            initiative
            and not _of_people(scene, span)
            and not negated(scene, scene.words(Span(sentence.start, opening)))
            and (elided or _is_list(scene, span))
        ):
            participants(scene, initiative, (span,), "partner", 0.85, sentence if span in sentence else span)
        return


def _turned(scene: Scene, text: Sequence[Word], opening: int) -> bool:
    """Whether the words before a list tell of others: "former partners", "participants of the workshop were"."""
    before = [w for w in text if w.start < opening]
    return aside(before, scene.languages) or phrases("name-cue", ("Event",)).within(before, scene.languages)


@needs(partial(phrases, "label-cue", ("theme",)))
def read_themes(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the topics that a sentence lists after a word for them: "topics such as circular economy"."""
    text = scene.words(sentence)
    for match in phrases("label-cue", ("theme",)).scan(text, scene.languages):
        opening = _opening(scene, sentence, match.end, copula=True)
        key = sentence.start == unit.span.start and match.start == 0  # a line of tags goes with the page
        about = _initiative if key else _about
        subject = about(scene, unit, Span(sentence.start, opening)) if opening is not None else None
        if subject and subject.span not in unit.span and _only_listed(scene, subject):
            subject = scene.records.get(unit.block)
        if opening is not None and subject and not negated(scene, scene.words(Span(sentence.start, opening))):
            told = scene.text[text[match.end].start] == ":"
            _note_topics(scene, subject, Span(opening, sentence.end), sentence, told=told)


@needs(Trait(lambda word, _: word == ","))
def read_bare_themes(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the topics of a sentence that is nothing but a list of them: "Food heritage, care for the old."."""
    if scene.inside(sentence, INITIATIVES) or not (topics := _nothing_but_topics(scene, sentence)):
        return
    if not any(whole(scene, topic.span) for topic in topics):
        return  # "Behind the station, neighbours plan a market."
    if subject := _about(scene, unit, sentence):
        for topic in topics:
            if kept := scene.add(topic):
                scene.say(subject, "theme", kept, sentence, "list", 0.7)


@needs(kinds=INITIATIVES)
def read_themes_beside(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the topics that stand beside a name: "GreenLoop (food waste)"."""
    for initiative in scene.inside(sentence, INITIATIVES):
        if stretch := _beside(scene, unit, initiative):
            _note_topics(scene, initiative, stretch, Span(initiative.span.start, stretch.end))


def _nothing_but_topics(scene: Scene, sentence: Span) -> list[Mention]:
    """The topics of a sentence that is an enumeration of topics: "Food heritage, care for the old, street art."."""
    written = sentence.of(scene.text)
    if "," not in written or len(written) > _LONGEST_LIST:
        return []
    topics = topics_in(scene, sentence, free=True)
    ended = topics and not written[topics[-1].span.end - sentence.start :].strip(" .*_")
    return topics if ended and len(topics) > 1 else []


def _note_topics(scene: Scene, subject: Mention, stretch: Span, where: Span, *, told: bool = False) -> None:
    for topic in topics_in(scene, stretch, free=True, told=told):
        if kept := scene.add(topic):
            scene.say(subject, "theme", kept, where, "list", 0.75)


def _beside(scene: Scene, unit: Unit, initiative: Mention) -> Span | None:
    """The bracket behind a name, or the rest of a line that begins with it, where that is nothing but topics."""
    start, rest = initiative.span.end, scene.text[initiative.span.end : unit.span.end]
    bracket = re.match(r" \(([^()]{4,70})\)", rest)
    line = re.match(r"(?:, | [–—-] |: )([^\n,.;:()–—]{4,70}?)(?=$|\n|[.;]|,\s| [–—-] )", rest)
    found = bracket or (line if initiative.span.start == unit.span.start else None)
    if not found or not (found[1][0].islower() or bracket is None):
        return None
    stretch = Span(start + found.start(1), start + found.end(1))
    topics = topics_in(scene, stretch, free=found[1][0].islower())  # "GreenLoop: Open questions" has the words of some
    return stretch if topics and topics[-1].span.end == stretch.end else None


def _opening(scene: Scene, sentence: Span, after: int, *, copula: bool = False) -> int | None:
    text = scene.words(sentence)
    for index in range(after, min(len(text), after + _REACH)):
        opens = phrases("list-cue").at(text, index, scene.languages)
        opens = opens or (phrases("copula").at(text, index, scene.languages) if copula else None)
        if opens:
            end = opens.end
            while end < len(text) and text[end].text in {":", ","}:
                end += 1
            return text[end].start if end < len(text) else None
        if text[index].text in {".", ";", ",", "("}:
            return None
    return None


def _elided(scene: Scene, sentence: Span, match: Match) -> int | None:
    """Where a list begins right behind a word for partners whose verb went before: "led by Ghent, partners Oulu, Riga".

    Behind it stand at most an article, "cities", and a particle such as Polish "zaś" after a clause about the lead.
    """
    text = scene.words(sentence)
    after = match.end
    while after < len(text) and after - match.end < _ELIDED and text[after].text.islower() and scene.free(text[after]):
        after += 1
    led = phrases("label-cue", ("leadPartner",)).within(text[: match.start], scene.languages)
    first = next((m for m in scene.touching(text[after]) if m.kind in PARTICIPANT), None) if after < len(text) else None
    if not first or not led or len(coordinated(scene, first, sentence)) < _FEWEST:
        return None
    return first.span.start


def _list(scene: Scene, unit: Unit, sentence: Span, opening: int) -> Span:
    """To the sentence's end; a list with semicolons goes on to the end of its line."""
    rest = Span(opening, unit.span.end)
    line = rest.of(scene.text).split("\n")[0]
    if line.count(";") >= 2:
        return Span(opening, opening + len(line))
    first = Span(opening, sentence.end).of(scene.text).split(";")[0]
    return Span(opening, opening + len(first.rstrip(". ")))


def _of_people(scene: Scene, listed: Span) -> bool:
    """Whether a list begins with a person: "participants include Ana Gil, mayor of Graz, …" tells of an event."""
    first = next((w for w in scene.words(listed) if w.folded), None)
    return first is not None and any(m.kind == "Person" for m in scene.touching(first))


def _is_list(scene: Scene, listed: Span) -> bool:
    """Whether a stretch has commas, or is two names with "and" between: "Vigo y Lyon"."""
    if any(sign in listed.of(scene.text) for sign in ",;"):
        return True
    named = scene.inside(listed, PARTICIPANT)
    joined = coordinated(scene, named[0], listed) if named else []
    return len(joined) >= _FEWEST and joined[-1].span.end == listed.end and _opens(scene, listed, named[0])


def _opens(scene: Scene, listed: Span, first: Mention) -> bool:
    """Whether nothing but an article or "the city of" stands before the first name of a list."""
    before = [w for w in scene.words(listed) if w.end <= first.span.start]
    called = next((m.end for m in phrases("name-cue", ("City",)).scan(before, scene.languages)), 0)
    small = [phrases(kind) for kind in (("article", "genitive") if called else ("article",))]
    return all(any(cue.alone(w, scene.languages) for cue in small) for w in before[called:])


def _about(scene: Scene, unit: Unit, before: Span) -> Mention | None:
    """What topics are listed of: what a stretch or the sentences before speak of, else the section's or page's own."""
    named = scene.inside(before, INITIATIVES)
    return named[-1] if named else focus(scene, before) or scene.subject(unit.block)


def _only_listed(scene: Scene, found: Mention) -> bool:
    """Whether a page names an initiative in items and rows alone: what stands elsewhere is not about it."""
    named = (m for m in scene.mentions.of(found.kind) if m.name.casefold() == found.name.casefold())
    found_in = [block for m in named if (block := scene.layout.innermost(m.span)) is not None]
    around = ((block, *scene.layout.ancestors(block)) for block in found_in)
    return all(any(scene.layout.block(i).kind in _LISTED for i in blocks) for blocks in around)


_LISTED = frozenset((BlockKind.ITEM, BlockKind.ROW))


def _initiative(scene: Scene, unit: Unit, before: Span) -> Mention | None:
    named = scene.inside(before, INITIATIVES)
    return named[-1] if named else scene.subject(unit.block)
