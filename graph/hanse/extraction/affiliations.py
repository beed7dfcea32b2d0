"""Who works for whom: a person, a role and a body beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.extraction import titles
from hanse.extraction.bodies import body_at, next_body, skip_small, unheard
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.ties import tie
from hanse.extraction.titles import Attribute
from hanse.extraction.words import Word, distinctive
from hanse.model import Span, Value

__all__ = ["read"]

_BY = "role"
_DASHES = ("-", "–", "—", "|")
_SIGNS = (",", "(", ":", *_DASHES)


@dataclass(frozen=True, slots=True)
class Group:
    """People joined by commas or "and"; start and end count words. What follows them is said of `sharing`."""

    people: tuple[Mention, ...]
    start: int
    end: int
    sharing: tuple[Mention, ...]


def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the role and the body of each person in a sentence or line."""
    text = scene.words(sentence)
    for person in scene.inside(sentence, ("Person",)):
        _expert(scene, unit, person, sentence)
    groups = _groups(scene, text)
    line = bool(groups) and sentence == unit.span and groups[0].start <= 2
    since = 0
    for number, group in enumerate(groups):
        bound = groups[number + 1].start if number + 1 < len(groups) else len(text)
        after = _after(scene, text, group, bound, line=line)
        for attribute in after:
            plural = attribute.title is None or attribute.plural
            _say(scene, sentence, group.sharing if plural else group.sharing[-1:], attribute)
        before = _before(scene, text, group, since)
        if before and (not any(a.title for a in after) or before.body):
            _say(scene, sentence, group.people if before.plural else group.people[:1], before)
        elif (body := _sender(scene, text, group.start)) is not None:
            _say(scene, sentence, group.people, Attribute(None, body, group.end, 0.8))
        if line and not any(a.body for a in after) and (body := _closing(scene, text, group.end)):
            _say(scene, sentence, group.sharing, Attribute(None, body, group.end, 0.8))
        since = group.end
    if groups and sentence.start == unit.span.start:
        _listed(scene, unit, text, groups)


def _say(scene: Scene, sentence: Span, people: Sequence[Mention], found: Attribute) -> None:
    for person in people:
        spans = [person.span, *(s for s in (found.title, found.body and found.body.span) if s and s in sentence)]
        where = Span(min(s.start for s in spans), max(s.end for s in spans))
        if found.body:
            scene.say(person, "affiliation", found.body, where, _BY, found.confidence)
        if found.title:
            written = found.title.of(scene.text).strip(" ,.")
            if 2 < len(written) < 90:
                scene.say(person, "roleTitle", Value(written, "string", scene.language), where, _BY, 0.85)


def _groups(scene: Scene, text: Sequence[Word]) -> list[Group]:
    found: list[Group] = []
    index = 0
    while index < len(text):
        person = _person(scene, text, index)
        if person is None:
            index += 1
            continue
        people, start, joined = [person], index, False
        index = _past(text, index, person)
        while (following := _next_person(scene, text, index)) is not None:
            person, place, joined = following
            people.append(person)
            index = _past(text, place, person)
        found.append(Group(tuple(people), start, index, tuple(people) if joined else (people[-1],)))
    return found


def _person(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    there = scene.touching(text[index].span) if index < len(text) else []
    return there[0] if there and there[0].kind == "Person" else None


def _past(text: Sequence[Word], index: int, mention: Mention) -> int:
    while index < len(text) and text[index].start < mention.span.end:
        index += 1
    return index


def _next_person(scene: Scene, text: Sequence[Word], index: int) -> tuple[Mention, int, bool] | None:
    """The person that a comma or "and" joins to the one before a word, and whether "and" does."""
    comma = index < len(text) and text[index].text == ","
    index += comma
    joint = phrases("conjunction").at(text, index, scene.languages) if index < len(text) else None
    index = joint.end if joint else index
    index = _past_honorific(scene, text, index)
    person = _person(scene, text, index) if comma or joint else None
    return (person, index, joint is not None) if person else None


def _past_honorific(scene: Scene, text: Sequence[Word], index: int) -> int:
    match = phrases("honorific").at(text, index, scene.languages) if index < len(text) else None
    if not match:
        return index
    return match.end + (match.end < len(text) and text[match.end].text == ".")


def _expert(scene: Scene, unit: Unit, person: Mention, sentence: Span) -> None:
    """Note "the lead expert, Name" of the network that the sentence or page is about."""
    for term, kinds in (("leadExpert", ("Network",)), ("expert", ("Network", "Project"))):
        stretch = Span(max(sentence.start, person.span.start - 45), min(sentence.end, person.span.end + 45))
        text = scene.words(stretch)
        for match in phrases("role-cue", (term,)).scan(text, scene.languages):
            before = text[match.end - 1].end <= person.span.start and _close(
                scene, Span(text[match.end - 1].end, person.span.start)
            )
            after = person.span.end <= text[match.start].start and _close(
                scene, Span(person.span.end, text[match.start].start)
            )
            inside = scene.inside(sentence, kinds)
            subject = (
                min(inside, key=lambda m: abs(m.span.start - person.span.start))
                if inside
                else scene.subject(unit.block, kinds)
            )
            if (before or after) and subject:
                scene.say(subject, term, person, sentence, "role", 0.85)
                return


def _close(scene: Scene, between: Span) -> bool:
    """Nothing but "of the network", a comma or the initiative's name between a role and a name."""
    text = scene.words(between)
    plain = [w for w in text if w.folded and not scene.touching(w.span)]
    return (
        len(plain) <= 4
        and not any(w.text in {".", ";", "("} for w in text)
        and not scene.inside(between, ("Person", "City"))
    )


# What follows a name


def _after(scene: Scene, text: Sequence[Word], group: Group, bound: int, *, line: bool) -> list[Attribute]:
    """What follows a name: "role of body", "(body)", "role – body", "of body", "role of body and role of body"."""
    found: list[Attribute] = []
    index = group.end
    while index < bound and len(found) < 4:
        sign = text[index].text if text[index].text in _SIGNS else ""
        start = _past_tie(scene, text, index, bool(sign), bool(found))
        if start is None or start >= bound:
            break
        attribute = titles.after(scene, text, start, bound)
        if attribute:
            found.append(attribute)
        else:
            body = _bare(scene, text, index, start, found, line=line)
            if body is None:
                break
            found.append(body)
        index = found[-1].end
        if index < bound and text[index].text == ")":
            index += 1
    return found


def _past_tie(scene: Scene, text: Sequence[Word], index: int, sign: bool, more: bool) -> int | None:
    """The word after the comma, bracket, dash or "is" that ties a name to what is said of it; None if nothing does."""
    place = index + sign
    joint = phrases("conjunction").at(text, place, scene.languages) if place < len(text) else None
    if joint and more:
        place = joint.end
    elif joint:
        return None
    match = tie("is").at(text, place, scene.languages) if place < len(text) else None
    if match:
        place = match.end
    elif place == index and not tie("of").at(text, index, scene.languages):
        return None
    return place


def _bare(
    scene: Scene, text: Sequence[Word], index: int, start: int, found: Sequence[Attribute], *, line: bool
) -> Attribute | None:
    """A body without a role: in brackets, after a comma or dash, after "of" or "represents"."""
    sign = text[index].text
    if text[index].folded or sign == ",":
        match = tie("of").at(text, start, scene.languages)
        tied = match is not None
        place = skip_small(scene, text, match.end if match else start)
    else:
        tied, place = False, skip_small(scene, text, start)
    if sign == "(" and not found and place == start:
        _in_brackets(scene, text, place)
    bare_role = bool(found) and found[-1].body is None
    strong = (sign in _DASHES and line) or (tied and not found) or (sign == "," and bare_role)
    body = (next_body if strong else body_at)(scene, text, place)
    if body is None:
        return None
    mention, end = body
    if not _fits(scene, text, sign, mention, start, end, found, tied=tied, line=line):
        return None
    return Attribute(None, mention, end, 0.8)


def _fits(
    scene: Scene, text: Sequence[Word], sign: str, body: Mention, start: int, end: int, found: Sequence[Attribute], *,
    tied: bool, line: bool,
) -> bool:  # fmt: skip
    """Whether a body beside a name, or beside its role, is the one that the person belongs to."""
    last = end >= len(text)
    following = "" if last else text[end].text
    place = body.kind in PLACES and body.span.start == text[start].start
    if sign == "(":
        return following in {")", ","} and not (found and found[-1].body)
    if sign in _DASHES:
        return line or body.kind == "Organisation"
    if found and found[-1].body:
        return False
    if sign == ",":
        if place:
            return line and last
        return line or last or following in {".", "(", ";"} or not _goes_on(scene, text, end)
    return tied and not place


def _goes_on(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether an enumeration of bodies goes on after a word."""
    place = index + (text[index].text == ",")
    joint = phrases("conjunction").at(text, place, scene.languages) if place < len(text) else None
    place = skip_small(scene, text, joint.end if joint else place)
    return place > index and body_at(scene, text, place) is not None


def _in_brackets(scene: Scene, text: Sequence[Word], start: int) -> None:
    """A name in brackets after a person is the body that the person belongs to, even one not heard of elsewhere."""
    end = next((i for i in range(start, min(start + 6, len(text))) if text[i].text in {")", ","}), 0)
    inner = text[start:end]
    if not inner or not all(w.folded for w in inner) or not unheard(scene, inner):
        return
    span = Span(inner[0].start, inner[-1].end)
    if scene.free(span) and not phrases("role-cue").at(inner, 0, scene.languages):
        scene.add(Mention(span, "Organisation", span.of(scene.text), 0.75))


# What stands before a name


def _before(scene: Scene, text: Sequence[Word], group: Group, since: int) -> Attribute | None:
    """What stands before it: "role of body,", "Mayor", "body's role", "its role,", "role is"."""
    end = _back(scene, text, group.start)
    for start in range(end - 1, max(since - 1, end - 16), -1):
        if text[start].text in {".", ";", "!", "?", ")"}:
            return None
        match = phrases("role-cue").at(text, start, scene.languages)
        if match and match.end <= end:
            return titles.before(scene, text, start, match, end)
    return None


def _back(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of what stands before a name, without the honorific, comma or "is" between."""
    if index > 1 and text[index - 1].text == ".":
        index -= 1
    if index and phrases("honorific").at(text, index - 1, scene.languages):
        index -= 1
    if index and text[index - 1].text in {",", ":"}:
        index -= 1
    if index and (match := tie("is").at(text, index - 1, scene.languages)) and match.end == index:
        index -= 1
    return index


def _sender(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """Who sends a person: "from the municipality of Body, Name"."""
    if index < 3 or text[index - 1].text != ",":
        return None
    there = scene.touching(text[index - 2].span)
    if not there or there[0].span.end != text[index - 2].end:
        return None
    for start in range(index - 3, max(-1, index - 12), -1):
        if (match := tie("of").at(text, start, scene.languages)) and not scene.touching(text[start].span):
            found = body_at(scene, text, skip_small(scene, text, match.end))
            joint = phrases("conjunction").at(text, max(0, start - 1), scene.languages)
            if found and found[0] is there[0] and (start == 0 or not text[start - 1].folded or joint):
                return found[0]
    return None


def _closing(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """The body after the last dash of a line: "Name, department – Body"."""
    dash = next((i for i in range(len(text) - 2, index, -1) if text[i].text in _DASHES), 0)
    found = body_at(scene, text, dash + 1) if dash else None
    return found[0] if found and found[1] == len(text) else None


# Lists of people


def _listed(scene: Scene, unit: Unit, text: Sequence[Word], groups: Sequence[Group]) -> None:
    """Note the people of a body that a line begins with: "Body: Name, Name and Name"."""
    colon = next((i for i, w in enumerate(text[: groups[0].start]) if w.text == ":"), 0)
    if not colon or any(w.folded and w.text[0].islower() for w in _between(scene, text, colon, groups[0].start)):
        return
    body = body_at(scene, text, skip_small(scene, text, 0))
    several = len(scene.inside(unit.span, ("Person",))) > 1 or distinctive(text[0].text)
    if body is None and several and unheard(scene, text[:colon]):
        body = next_body(scene, text, 0)
    if body is None or body[1] != colon or body[0].kind not in {"Organisation", "City", "Region"}:
        return
    for person in scene.inside(unit.span, ("Person",)):
        scene.say(person, "affiliation", body[0], Span(body[0].span.start, person.span.end), _BY, 0.85)


def _between(scene: Scene, text: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words of a stretch that belong to no role."""
    covered = {i for m in phrases("role-cue").scan(text[start:end], scene.languages) for i in range(m.start, m.end)}
    return [w for i, w in enumerate(text[start:end]) if i not in covered]
