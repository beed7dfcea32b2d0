"""What stands before a person's name: "role of body,", "on behalf of body,", "body was represented by", "body: "."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction import titles
from hanse.extraction.bodies import BODIES, before_place, body_at, next_body, skip_small, unheard
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.posts import post_at
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.sequels import DASHES
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.tenses import past
from hanse.extraction.ties import is_strong, tie
from hanse.extraction.titles import Attribute
from hanse.extraction.words import Word, distinctive

__all__ = ["behind_rank", "closing", "host", "preceding", "sender"]

_RANKS = everywhere("ranks")
_FAR = 16  # words from a role to a name
_BODIES = ("Organisation", *PLACES[:2])
_APART = 7  # words between a body and the name of who comes from it


def preceding(scene: Scene, text: Sequence[Word], index: int, since: int) -> tuple[Attribute | None, int]:
    """The title before a name ("role of body,", "Mayor", "body's role", "its role,", "role is"); where it begins."""
    end = before_place(scene, text, _back(scene, text, index))
    if end and phrases("conjunction").alone(text[end - 1], scene.languages):
        return None, _without_honorific(scene, text, index)  # "X, manager of Y, and Prof. Z"
    for start in range(end - 1, max(since - 1, end - _FAR), -1):
        if text[start].text in {".", ";", "!", "?", ")"}:
            break
        match = post_at(scene, text, start)
        if match and match.end <= end and not past(text, start, scene.language):  # "chaired" has the lemma of "chair"
            start, match = _widened(scene, text, start, match)
            if match.end < end and past(text, match.end, scene.language):
                break  # "its president met | Name"
            found = titles.before(scene, text, start, match, end)
            if found and found.title:
                return found, next(i for i, w in enumerate(text) if w.start >= found.title.start)
            break
    return None, _without_honorific(scene, text, index)


def behind_rank(scene: Scene, text: Sequence[Word], end: int, found: Attribute, start: int, since: int) -> Attribute:
    """The post of somebody whose rank stands before the name: "the mayor of Lecce, | engineer Name".

    The name ends before a word. With an article, and with "and" behind the name, it is a list: "the mayor of Lecce, the
    engineer Name and …".
    """
    rank = [w for w in scene.words(found.title) if w.folded] if found.title and not found.body else []
    if len(rank) != 1 or rank[0].folded not in _RANKS or text[start].start != rank[0].start:
        return found
    comma = _back(scene, text, start)
    if comma >= start or text[comma].text != ",":
        return found
    listed = end < len(text) and phrases("conjunction").alone(text[end], scene.languages)
    if listed and comma < start - 1:
        return found
    post, _ = preceding(scene, text, start, since)
    return post if post and post.body and not post.plural and post.end == comma else found


def _widened(scene: Scene, text: Sequence[Word], start: int, match: Match) -> tuple[int, Match]:
    """A role with the words before that make it a longer one, or another: "project officer", "teniente de alcalde |
    delegada".
    """
    for first in range(max(0, start - 4), start):
        before = phrases("role-cue").at(text, first, scene.languages)
        if before and before.end in {start, match.end} and not scene.touching(text[first]):
            return first, Match(first, match.end, before.cue if before.end == match.end else match.cue)
    return start, match


def _without_honorific(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of what stands before the honorific of a name; "professor" is a role as well."""
    while index > 1:
        stopped = text[index - 1].text == "."
        place = index - 1 - stopped
        title = phrases("honorific").at(text, place, scene.languages)
        if title is None or (not stopped and phrases("role-cue").at(text, place, scene.languages)):
            return place + 1 if stopped else index
        index = place
    return index


def _back(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of what stands before a name, without the honorific, article, comma or "is" between."""
    index = _without_honorific(scene, text, index)
    if index > 1 and phrases("article").at([text[index - 1]], 0, scene.languages) and text[index - 2].text == ",":
        index -= 1
    if index and (text[index - 1].text in {",", ":"} or _dashed(scene, text, index - 1)):
        index -= 1
    for start in range(index - 1, max(-1, index - 4), -1):
        if (match := tie("is").at(text, start, scene.languages)) and match.end == index:
            return start
    return index


def _dashed(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a dash with spaces stands right behind a role: "treasurer – | Name"."""
    apart = index > 0 and text[index].text in DASHES and text[index].start > text[index - 1].end
    return apart and phrases("role-cue").alone(text[index - 1], scene.languages)


def sender(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """Whom a person comes from: "from the municipality of Body, | Name", "im Namen von Body dankte | Name", "Body was
    represented by | Name". The index is that of the first word of the name or of its title.
    """
    return _represented(scene, text, index) or _sent(scene, text, index) or _spoken_for(scene, text, index)


def _spoken_for(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """The body for which somebody does what a sentence tells: "For Kaunas, | Name presented …"."""
    if index < _LEAST or text[0].folded not in _FOR[scene.language] or text[index - 1].text != ",":
        return None
    found = body_at(scene, text, skip_small(scene, text, 1))
    return found[0] if found and found[1] == index - 1 else None


_LEAST = 3  # words: "for", a body, a comma
_FOR = by_language("speaking-for")


def _represented(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    for start in range(max(1, index - 4), index):  # "was represented by" before "represented by"
        match = tie("by").at(text, start, scene.languages)
        if match and match.end == index:
            start -= phrases("copula").alone(text[start - 1], scene.languages)
            end = start - (text[start - 1].text == ",")
            there = scene.touching(text[end - 1]) if end else []
            body = there[0] if there and there[0].span.end == text[end - 1].end else None
            if body and body.kind == "Region" and text[end - 1] is text[start - 1]:
                body = _described(scene, text, body)
            return body if body and body.kind in BODIES and not _is_where(scene, text, body) else None
    return None


def _is_where(scene: Scene, text: Sequence[Word], body: Mention) -> bool:
    """Whether a preposition of place stands before a body, at most small words between: "the meeting in Graz"."""
    place = next((i for i, w in enumerate(text) if w.end > body.span.start), 0) - 1
    places, genitives = phrases("place-preposition"), phrases("genitive")
    while place > 0 and (word := text[place]):
        if places.alone(word, scene.languages):
            return not genitives.alone(word, scene.languages)
        if not phrases("article").alone(word, scene.languages):
            return False
        place -= 1
    return False


def _described(scene: Scene, text: Sequence[Word], region: Mention) -> Mention | None:
    """The body that an apposition describes which ends in its region: "Femag, patronal de Asturias | que preside"."""
    start = next((i for i, w in enumerate(text) if w.end > region.span.start), 0)
    comma = next((i for i in range(start - 1, 0, -1) if not text[i].folded), 0)
    there = scene.touching(text[comma - 1]) if comma and text[comma].text == "," else []
    return there[0] if there else None


def _sent(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """The body after "on behalf of" where a clause begins, a comma or a few words in lower case behind it."""
    between = 0
    while between < min(_APART, index) and _is_filler(scene, text[index - 1 - between]):
        between += 1
    comma = index and text[index - 1].text == ","
    end = index - 1 if comma else index - between
    there = scene.touching(text[end - 1]) if end > 0 else []
    if not there or there[0].span.end != text[end - 1].end or there[0].kind not in BODIES:
        return None
    for start in range(end - 2, max(-1, end - 14), -1):
        match = tie("of").at(text, start, scene.languages)
        if not match or scene.touching(text[start]) or match.end >= end or not (comma or is_strong(match)):
            continue
        found = body_at(scene, text, skip_small(scene, text, match.end))
        if found and found[0] is there[0] and (start == 0 or _begins_clause(scene, text, start)):
            return found[0]
    return None


def _is_filler(scene: Scene, word: Word) -> bool:
    return bool(word.folded) and word.text[0].islower() and not scene.touching(word)


def _begins_clause(scene: Scene, text: Sequence[Word], start: int) -> bool:
    before = text[start - 1]
    joint = phrases("conjunction").at(text, start - 1, scene.languages) is not None
    return not before.folded or joint or before.folded in _FELLOWS


_FELLOWS = everywhere("fellows")


def closing(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    """The body after the last dash of a line: "Name, department – Body"."""
    dash = next((i for i in range(len(text) - 2, index, -1) if text[i].text in DASHES), 0)
    found = body_at(scene, text, dash + 1) if dash else None
    return found[0] if found and found[1] == len(text) else None


def host(scene: Scene, unit: Unit, text: Sequence[Word], first: int) -> Mention | None:
    """The body that a line of people begins with: "Body: Name, Name and Name"; first is the word of the first name."""
    colon = next((i for i, w in enumerate(text[:first]) if w.text == ":"), 0)
    if not colon or any(w.folded and w.text[0].islower() for w in _between(scene, text, colon, first)):
        return None
    start = skip_small(scene, text, 0)
    body = body_at(scene, text, start)
    several = len(scene.inside(unit.span, ("Person",))) > 1 or distinctive(text[0].text)
    if body is None and (start or (several and unheard(scene, text[:colon]))):
        body = next_body(scene, text, start)
    if body is None or body[1] != colon or body[0].kind not in _BODIES:
        return None
    return body[0]


def _between(scene: Scene, text: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words of a stretch that belong to no role."""
    covered = {i for m in phrases("role-cue").scan(text[start:end], scene.languages) for i in range(m.start, m.end)}
    return [w for i, w in enumerate(text[start:end]) if i not in covered]
