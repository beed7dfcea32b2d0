"""People whose role and body stand in the lines below the name, or in the cells beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hanse.extraction import dates, titles
from hanse.extraction.bodies import body_at, skip_small
from hanse.extraction.grids import turned
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.posts import not_now
from hanse.extraction.recognition.chunks import span_of
from hanse.extraction.scene import PLACES, Bearer, Mention, Scene
from hanse.extraction.sequels import following
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import Word
from hanse.model import BlockKind, Span, Value

__all__ = ["read"]

_BY = "card"
_LINES = 4
_SEVERAL = 2  # names with lines of their own under a heading
_LONGEST = 16  # words in a line of a card


def read(scene: Scene) -> None:
    """Note what stands below or beside each name that has a line or a cell for itself."""
    lines = [line for unit in scene.layout.body for line in _lines(scene, unit)]
    named = {index: person for index, line in enumerate(lines) if (person := _alone(scene, line))}
    beside = Counter(scene.layout.headings(lines[index].block) for index in named)
    for index, person in named.items():
        several = beside[scene.layout.headings(lines[index].block)] >= _SEVERAL
        _below(scene, person, lines[index], lines[index + 1 : index + 1 + _LINES], several=several)
        for prose in lines[index + 1 : index + 2]:
            _biography(scene, person, prose)
    sideways = _sideways(scene)
    for index, block in enumerate(scene.layout.blocks):
        if block.kind is BlockKind.ROW and not scene.layout.boilerplate(index) and index not in sideways:
            _row(scene, index)


def _lines(scene: Scene, unit: Unit) -> list[Unit]:
    """A stretch by its lines, if the first is a name: "Anna Holm", and below "glaciologist, University of Graz"."""
    start, matches = unit.span.start, re.finditer(r"[^\n]+", unit.span.of(scene.text))
    found = [Unit(unit.block, Span(start + m.start(), start + m.end())) for m in matches]
    return found if len(found) > 1 and _alone(scene, found[0]) else [unit]


def _sideways(scene: Scene) -> frozenset[int]:
    """The rows of tables each column of which is of another thing: what stands side by side there is not of one."""
    tables = (i for i, block in enumerate(scene.layout.blocks) if block.kind is BlockKind.TABLE)
    rows = ([i for i in scene.layout.children[t] if scene.layout.block(i).kind is BlockKind.ROW] for t in tables)
    return frozenset(row for within in rows if turned(scene, within) for row in within)


def _alone(scene: Scene, unit: Unit) -> Mention | None:
    """The person who fills a line, an honorific or a label apart: "Dr Carlo Rossi", "Author: Anna Holm"."""
    people = scene.inside(unit.span, ("Person",))
    if len(people) != 1 or people[0].span.end != unit.span.end:
        return None
    before = [w for w in scene.words(unit.span) if w.start < people[0].span.start]
    titled = all(phrases("honorific").at([w], 0, scene.languages) or w.text == "." for w in before)
    return people[0] if titled or (before[-1].text == ":" and len(before) < 4) else None


def _below(scene: Scene, person: Mention, unit: Unit, lines: Sequence[Unit], *, several: bool) -> None:
    """Note the title and body in the lines below a name; where several names have such lines, a body alone will do."""
    parent = scene.layout.block(unit.block).parent
    boxed = parent is not None and scene.layout.block(parent).kind in {BlockKind.CELL, BlockKind.ITEM}
    titled = False
    for line in lines:
        block = scene.layout.block(line.block)
        text = scene.words(line.span)
        if block.parent != parent or block.kind is BlockKind.HEADING or len(text) > _LONGEST or _ends(text):
            return
        if scene.inside(line.span, ("Person",)):
            return
        found = titles.after(scene, text, 0, len(text)) or _unheard_of(scene, text)
        bodies = [found.body] if found and found.body else _bodies(scene, text)
        if found and not bodies:
            after = following(scene, text, found.end, len(text), line=True) if found.end < len(text) else []
            bodies = [a.body for a in after if a.body][:1]
        if found and found.title:
            bodies = [*bodies, *(body for body in _after_commas(scene, text, found.end) if body not in bodies)]
        if found is None and not (bodies and (titled or boxed or several)):
            return
        titled = titled or found is not None
        _say(scene, person, line.span, found.title if found else None, bodies)
        if found and found.title and not bodies:
            scene.bearers.append(Bearer(person, found.title, line.span, unit.block, found.municipal, listed=True))


def _after_commas(scene: Scene, text: Sequence[Word], start: int) -> list[Mention]:
    """The bodies right behind commas, no towns that but say where: "project leader of X, | municipality of Y"."""
    found = []
    for index in (i + 1 for i, word in enumerate(text) if i + 1 >= start and word.text == ","):
        there = body_at(scene, text, skip_small(scene, text, index))
        bare = there and there[0].kind in PLACES and there[0].span.start == text[min(index, len(text) - 1)].start
        if there and not bare and (there[1] == len(text) or text[there[1]].text in {",", "("}):
            found.append(there[0])
    return found


def _unheard_of(scene: Scene, text: Sequence[Word]) -> titles.Attribute | None:
    """A title that no list has, in lower case before a comma and a body: "glaciologist, University of Graz".

    It has no word of grammar, as what else is told of somebody has: "who came by train, City of Graz".
    """
    comma = next((i for i, word in enumerate(text) if word.text in {",", "–"}), 0)
    title = text[:comma]
    if not 0 < comma <= _LONGEST_TITLE or not all(scene.free(word) for word in title):
        return None
    other = any(phrases(kind).within(title, scene.languages) for kind in ("name-cue", "unit-cue", "phrase-end"))
    if other or not (scene.language == "de" or all(word.text.islower() for word in title)):
        return None
    body = body_at(scene, text, skip_small(scene, text, comma + 1))
    if body is None or (body[1] < len(text) and text[body[1]].text not in {",", "("}):
        return None
    return titles.Attribute(span_of(text, 0, comma), body[0], body[1])


_LONGEST_TITLE = 6  # words


def _biography(scene: Scene, person: Mention, prose: Unit) -> None:
    """Note the post with which prose below a name begins, if it is not over: "Mayor of Graz since 2011. She …"."""
    text = scene.words(next(iter(scene.sentences(prose)), prose.span))
    if scene.layout.block(prose.block).kind is BlockKind.HEADING or not text or not _ends(text):
        return
    opened = next((i for i, w in enumerate(text) if w.folded not in _CHOSEN[scene.language]), 0)
    found = titles.after(scene, text, opened, len(text)) if opened < len(text) else None
    if found is None or found.title is None or found.title.start != text[opened].start or not_now(scene, found.title):
        return
    told = Span(text[0].start, text[-1].end)
    whens = dates.find(told.of(scene.text), scene.language, years=True)
    over = len(whens) > 1 or any(when.end for when in whens)  # "from 2011 to 2016"
    if over or scene.inside(Span(text[0].start, found.title.end), ("Person",)):
        return
    _say(scene, person, Span(text[0].start, text[found.end - 1].end), found.title, [found.body] if found.body else [])


_CHOSEN = by_language("chosen")


def _ends(text: Sequence[Word]) -> bool:
    return text[-1].text in {".", "!", "?", "…"}


def _bodies(scene: Scene, text: Sequence[Word]) -> list[Mention]:
    """The body that begins a line, and those after semicolons: "University (UNI), Centre; Institute"."""
    starts = [0, *(i + 1 for i, w in enumerate(text) if w.text == ";")]
    found = [body_at(scene, text, start) for start in starts]
    if not found[0] or (found[0][1] < len(text) and text[found[0][1]].text not in {",", "(", ";", "–", "-"}):
        return []
    return [body for body, _ in (f for f in found if f)]


def _row(scene: Scene, row: int) -> None:
    """Note "President | Name" in a box about the subject, and "Mayor Name | City"."""
    cells = [i for i in scene.layout.children[row] if scene.layout.block(i).kind is BlockKind.CELL]
    spans = [scene.layout.block(i).span for i in cells]
    people = scene.inside(scene.layout.block(row).span, ("Person",))
    if len(people) != 1 or len(spans) < 2:
        return
    person = people[0]
    texts = [scene.words(span) for span in spans]
    whole = phrases("role-cue").at(texts[0], 0, scene.languages) if texts[0] else None
    line = Span(spans[0].start, spans[-1].end)
    if whole and whole.end == len(texts[0]) and len(spans) == 2 and person.span.start == spans[1].start:
        body = scene.subject(row)
        _say(scene, person, line, spans[0], [body] if body else [])
        return
    own = next(text for text, span in zip(texts, spans, strict=True) if person.span in span)
    role = phrases("role-cue").first(own, scene.languages)
    wanted = ("Organisation", "City") if role and role.cue.term == "City" else ("Organisation",)
    beside = [body_at(scene, text, 0) for text in texts if text and text is not own]
    bodies = [found[0] for found in beside if found and found[0].kind in wanted]
    if role and len(bodies) == 1:
        _say(scene, person, line, None, bodies)


def _say(scene: Scene, person: Mention, line: Span, title: Span | None, bodies: Sequence[Mention]) -> None:
    where = Span(min(person.span.start, line.start), max(person.span.end, line.end))
    for body in bodies:
        scene.say(person, "affiliation", body, where, _BY, 0.85)
    if title:
        scene.say(person, "roleTitle", Value(title.of(scene.text), "string", scene.language), where, _BY, 0.85)
