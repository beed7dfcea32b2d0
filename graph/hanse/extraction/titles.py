"""The title that a person bears, and the body that its words name: "Deputy Mayor of Bristol", "its director"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.extraction.bodies import BODIES, body_at, body_before, next_body, referred, skip_small
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.ties import tie
from hanse.extraction.words import Word, distinctive
from hanse.model import Span

__all__ = ["Attribute", "after", "before"]

_PLURALS = frozenset(("en", "es", "fr", "it", "pt", "ca"))  # where another form of a role's word is its plural
_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said beside a name: a title, a body or both; end counts words."""

    title: Span | None
    body: Mention | None
    end: int
    confidence: float = 0.85
    plural: bool = False


def after(scene: Scene, text: Sequence[Word], since: int, bound: int) -> Attribute | None:
    """The title that begins at a word after a name, with its body: "General Director of the Latvian IT Cluster"."""
    found = _role(scene, text, since, bound)
    if found is None:
        return None
    start, match = found
    first = _first(scene, text, start, since)
    body = body_before(scene, text, first) if first > since else None
    last = _last(scene, text, match, start, bound)
    title = Span(text[first].start, text[last - 1].end)
    body = body or next(iter(scene.inside(title, ("Organisation",))), None)  # "Member of the European Parliament"
    named = None if body else _named(scene, text, match, last, bound)
    end = named[1] if named else last
    if named and title.start < named[0].span.start < title.end:
        title = Span(title.start, text[_before_small(scene, text, match.end, named[0].span.start)].end)
    return Attribute(title, body or (named[0] if named else None), end, 0.88, _plural(scene, text, match))


def before(scene: Scene, text: Sequence[Word], start: int, match: Match, end: int) -> Attribute | None:
    """The title that stands before a name: "Mayor of Utrecht,", "ICLEI Secretary General", "its director,"."""
    between = Span(text[match.end - 1].end, text[end - 1].end) if end > match.end else None
    bodies = scene.inside(between, BODIES) if between else []
    plain = [w for w in text[match.end : end] if not any(w.span in m.span for m in bodies)]
    if len([w for w in plain if w.folded]) > 3 or any(w.text in {".", ";", "("} for w in plain):
        return None
    if sum(w.text == "," for w in plain) > (1 if bodies else 0) or _several(bodies):
        return None
    first = _first(scene, text, start, 0)
    body = bodies[0] if bodies else None
    if body is None and end > match.end:
        named = _named(scene, text, match, match.end, end)
        body = named[0] if named else None
    if body is None:
        body = body_before(scene, text, first) or _owner(scene, text, first)
    title = Span(text[first].start, text[match.end - 1].end)
    return Attribute(title, body, end, 0.82, _plural(scene, text, match))


def _several(bodies: Sequence[Mention]) -> bool:
    """Whether more than one body stands there; "of the city of X in Y" has one."""
    return any(b.kind not in {"City", "Country", "Region"} for b in bodies[1:])


def _plural(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    written = " ".join(w.folded for w in text[match.start : match.end])
    cue = " ".join(w for w in match.cue.text.casefold().split())
    return scene.language in _PLURALS and written != cue and written.endswith(("s", "i", "e")) and not cue.endswith("s")


def _role(scene: Scene, text: Sequence[Word], since: int, bound: int) -> tuple[int, Match] | None:
    """The role among the first words, with articles, capitalised words, a body or one adjective before it."""
    lower = 0
    for start in range(since, min(bound, since + 7)):
        word = text[start]
        if not word.folded:
            return None
        there = scene.touching(word.span)
        match = None if there else phrases("role-cue").at(text, start, scene.languages)
        if match:
            return start, match
        small = any(phrases(kind).at([word], 0, scene.languages) for kind in ("article", "conjunction"))
        if there and there[0].kind not in BODIES:
            return None
        if not there and not small and word.text[0].islower() and not word.text.startswith("'"):
            lower += 1
            if lower > 1 or scene.language == "en":
                return None
    return None


def _first(scene: Scene, text: Sequence[Word], start: int, since: int) -> int:
    """The first word of a title: its capitalised words before the role, or its one adjective."""
    first = start
    while first > since and _titular(scene, text[first - 1]):
        first -= 1
    return first


def _titular(scene: Scene, word: Word) -> bool:
    return (
        bool(word.folded)
        and word.text[0].isupper()
        and not distinctive(word.text)
        and not scene.touching(word.span)
        and not phrases("article").at([word], 0, scene.languages)
    )


def _last(scene: Scene, text: Sequence[Word], match: Match, start: int, bound: int) -> int:
    """The end of a title: over "of", "for" and what they bring, to the comma, bracket, verb or body that ends it."""
    last = match.end
    while last < bound and (text[last].folded or text[last].text == "&") and last - start < _LONGEST:
        if "@" in text[last].text or scene.touching(text[last].span) or tie("is").at(text, last, scene.languages):
            break
        last += 1
    while last > match.end and skip_small(scene, text, last - 1, 1) == last:
        last -= 1
    ended = last == match.end or last >= len(text) or not text[last].folded
    if ended or skip_small(scene, text, match.end, 1) > match.end or text[match.end].text[0].isupper():
        return last
    return match.end


def _named(scene: Scene, text: Sequence[Word], match: Match, last: int, bound: int) -> tuple[Mention, int] | None:
    """The body of a title: inside its words, or right behind them."""
    municipal = match.cue.term == "City"
    place = skip_small(scene, text, match.end)
    if place < bound and (place > match.end or scene.language in {"pl", "hr", "el", "ro", "de"}):
        inner = next_body(scene, text, place, municipal=municipal) or referred(scene, text, place)
        if inner and inner[1] <= bound:
            return inner
    for index in range(match.end + 1, min(last, bound)):
        if skip_small(scene, text, index - 1, 1) == index and text[index].text[0].isupper():
            inner = next_body(scene, text, index, municipal=municipal)
            if inner:
                return inner
    place = skip_small(scene, text, last)
    return body_at(scene, text, place) if place < bound and text[place].folded else None


def _before_small(scene: Scene, text: Sequence[Word], first: int, offset: int) -> int:
    """The last word before an offset that is no article or preposition."""
    index = max(i for i, w in enumerate(text) if w.start < offset)
    while index >= first and skip_small(scene, text, index, 1) > index:
        index -= 1
    return index


def _owner(scene: Scene, text: Sequence[Word], first: int) -> Mention | None:
    """Whose "its director" is: the body before in the sentence."""
    if not first or not tie("its").at(text, first - 1, scene.languages):
        return None
    bodies = scene.inside(Span(text[0].start, text[first - 1].start), BODIES) if first > 1 else []
    return bodies[-1] if bodies else None
