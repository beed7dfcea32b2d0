"""Who works for whom: a person, a role and a body beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, known
from hanse.model import Span, Value

__all__ = ["read"]

_BODIES = ("Organisation", "City", "Region", "Network", "Project", "Programme")
_REACH = 130


def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the role and the body of each person in a sentence or line."""
    people = scene.inside(sentence, ("Person",))
    for person in people:
        _expert(scene, unit, person, sentence)
    for number, person in enumerate(people):
        bound = people[number + 1].span.start if number + 1 < len(people) else sentence.end
        since = people[number - 1].span.end if number else sentence.start
        if not (
            _after(scene, person, Span(person.span.end, bound))
            or _before(scene, person, Span(since, person.span.start))
        ):
            _bracketed(scene, person, Span(person.span.end, bound), sentence)


def _expert(scene: Scene, unit: Unit, person: Mention, sentence: Span) -> None:
    """ "The lead expert, Name" of the network that the sentence or page is about."""
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


def _after(scene: Scene, person: Mention, stretch: Span) -> bool:
    """ "Name, role of body"; "Name, role, body"; "Name (role, body)"; "Name - role"."""
    text = _until_stop(scene, scene.words(stretch))
    if len(text) < 2 or text[0].text not in {",", "(", "-", "–", "—", ":", "|"}:
        return False
    role = _role(scene, text, 1, 4)
    if role is None:
        return False
    title = _title(scene, text, role)
    where = Span(person.span.start, title.end)
    body = _body(scene, Span(title.start, min(stretch.end, title.end + _REACH)), title)
    if body:
        where = Span(person.span.start, max(title.end, body.span.end))
        _affiliate(scene, person, body, where, 0.88)
    _entitle(scene, person, title, where)
    return True


def _before(scene: Scene, person: Mention, stretch: Span) -> bool:
    """ "Role of body, Name"; "Mayor Name"."""
    text = scene.words(stretch)
    for start in range(len(text) - 1, max(-1, len(text) - 18), -1):
        if text[start].text in {".", ";", "!", "?"}:
            return False
        match = phrases("role-cue").at(text, start, scene.languages)
        if not match:
            continue
        between = Span(text[match.end - 1].end, person.span.start)
        bodies = scene.inside(between, _BODIES)
        plain = [w for w in scene.words(between) if w.folded and not any(w.span in m.span for m in bodies)]
        if len(plain) > 3 or len(bodies) > 1 and not _nested(scene, bodies):
            return False
        commas = between.of(scene.text).count(",")
        if commas and not bodies and commas > 1:
            return False
        start = _widened(scene, text, start)
        title = Span(text[start].start, text[match.end - 1].end)
        where = Span(title.start, person.span.end)
        if bodies:
            _affiliate(scene, person, bodies[0], where, 0.82)
        _entitle(scene, person, title, where)
        return True
    return False


def _nested(scene: Scene, bodies: Sequence[Mention]) -> bool:
    return all(b.kind in {"City", "Country", "Region"} for b in bodies[1:])


def _bracketed(scene: Scene, person: Mention, stretch: Span, sentence: Span) -> None:
    """ "Name (body)", or a line with nothing but a name and a body."""
    text = scene.words(stretch)
    if len(text) > 2 and text[0].text == "(":
        _named_in_brackets(scene, text)
    bodies = scene.inside(stretch, _BODIES)
    if not bodies or not text:
        return
    first = bodies[0]
    between = scene.text[person.span.end : first.span.start].strip()
    closed = between == "(" and scene.text[first.span.end : first.span.end + 1] in {")", ","}
    line = between in {",", "-", "–", "—", "|", "\n", "<br>"} and person.span.start == sentence.start and len(text) < 14
    line = line and scene.text[first.span.end : sentence.end].strip(" .,;") == ""
    if closed or line:
        _affiliate(scene, person, first, Span(person.span.start, first.span.end), 0.8)


def _named_in_brackets(scene: Scene, text: Sequence[Word]) -> None:
    """A name in brackets after a person is the body that the person belongs to, even one not heard of elsewhere."""
    end = next((i for i, w in enumerate(text[:8]) if w.text == ")"), 0)
    inner = [w for w in text[1:end] if w.folded]
    if (
        inner
        and all(capitalised(w.text) or distinctive(w.text) for w in inner)
        and scene.free(Span(inner[0].start, inner[-1].end))
    ):
        span = Span(inner[0].start, inner[-1].end)
        name = span.of(scene.text)
        if (distinctive(inner[0].text) or len(inner) > 1 or not any(known(name, c) for c in scene.languages)) and len(
            name
        ) > 2:
            if not phrases("role-cue").at(inner, 0, scene.languages):
                scene.add(Mention(span, "Organisation", name, 0.75))


def _until_stop(scene: Scene, text: list[Word]) -> list[Word]:
    end = next((i for i, w in enumerate(text) if w.text in {";", "!", "?"} or (w.text == "." and i > 1)), len(text))
    return text[:end]


def _role(scene: Scene, text: Sequence[Word], since: int, reach: int) -> int | None:
    """Where a role begins, among the first words after a comma or bracket."""
    for start in range(since, min(len(text), since + reach)):
        if phrases("role-cue").at(text, start, scene.languages):
            return start if _leads_in(scene, text[since:start]) else None
        if not text[start].folded:
            return None
    return None


def _leads_in(scene: Scene, before: Sequence[Word]) -> bool:
    """Articles, capitalised words and one adjective may stand before a role."""
    lower = [w for w in before if w.text[0].islower() and not phrases("article").at([w], 0, scene.languages)]
    return not lower or (len(lower) == 1 and scene.language != "en" and len(before) == 1)


def _title(scene: Scene, text: Sequence[Word], start: int) -> Span:
    """The role's words: to the comma, bracket or body that ends them."""
    match = phrases("role-cue").at(text, start, scene.languages)
    assert match is not None
    first = start
    while first > 0 and text[first - 1].folded and text[first - 1].text[0].isupper():
        first -= 1
    if (
        first == start
        and start > 1
        and text[start - 1].folded
        and not phrases("article").at(text, start - 1, scene.languages)
    ):
        first = start - 1
    end = match.end
    last = end
    while last < len(text) and (text[last].folded or text[last].text == "&") and last - start < 10:
        if scene.touching(text[last].span):
            break
        last += 1
    while last > end and _small(scene, text[last - 1]):
        last -= 1
    last = _before_verb(scene, text, end, last)
    return Span(text[first].start, text[last - 1].end)


def _before_verb(scene: Scene, text: Sequence[Word], end: int, last: int) -> int:
    """A role goes on only over "of", "for" and the words they bring."""
    if last == end or last == len(text) or not text[last].folded:
        return last
    return last if _small(scene, text[end]) or text[end].text[0].isupper() else end


def _small(scene: Scene, word: Word) -> bool:
    single = [word]
    return any(
        phrases(kind).at(single, 0, scene.languages)
        for kind in ("article", "genitive", "place-preposition", "conjunction")
    ) or word.text in {
        "at",
        "for",
        "of",
        "in",
        "de",
        "del",
        "der",
        "des",
        "du",
        "da",
        "do",
        "di",
        "w",
        "the",
        "la",
        "by",
    }


def _body(scene: Scene, stretch: Span, title: Span) -> Mention | None:
    bodies = scene.inside(stretch, _BODIES)
    for body in bodies:
        between = scene.text[title.end : body.span.start] if body.span.start >= title.end else ""
        if any(sign in between for sign in ".;(") or between.count(",") > 1 or len(between.split()) > 8:
            return None
        return body
    return None


def _widened(scene: Scene, text: Sequence[Word], start: int) -> int:
    """A role's adjective or compound before it: "deputy", "ad hoc", "UIA"."""
    while (
        start > 0
        and text[start - 1].folded
        and text[start - 1].text[0].isupper()
        and not scene.touching(text[start - 1].span)
    ):
        start -= 1
    return start


def _affiliate(scene: Scene, person: Mention, body: Mention, where: Span, confidence: float) -> None:
    scene.say(person, "affiliation", body, where, "role", confidence)


def _entitle(scene: Scene, person: Mention, title: Span, where: Span) -> None:
    written = title.of(scene.text).strip(" ,.")
    if 2 < len(written) < 90:
        scene.say(person, "roleTitle", Value(written, "string", scene.language), where, "role", 0.85)
