"""What follows a person's name: "role of body", "(body)", "– role, body", "who heads body", "of body"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.extraction import titles
from hanse.extraction.bodies import body_at, foreign, is_small, is_unit, next_body, past_place, skip_small, unheard
from hanse.extraction.counts import worded
from hanse.extraction.duties import duty, is_beside, of_unit
from hanse.extraction.lexicon import contracted, particles, phrases
from hanse.extraction.posts import post_at
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.ties import is_strong, tie
from hanse.extraction.titles import Attribute
from hanse.extraction.typology import BARE_NOUNS
from hanse.extraction.words import Word, capitalised
from hanse.model import Span

__all__ = ["DASHES", "following"]

DASHES = ("-", "–", "—", "|")
_SIGNS = (",", "(", ":", *DASHES)
_MOST = 4  # titles and bodies of one person


@dataclass(frozen=True, slots=True)
class Place:
    """Where what is said of a person begins: the sign before it, and whether "who" stands between."""

    sign: str
    index: int
    start: int
    clause: bool


def following(
    scene: Scene, text: Sequence[Word], since: int, bound: int, *, line: bool, inverted: bool = False,
    titled: bool = False,
) -> list[Attribute]:  # fmt: skip
    """All that is said of a person between the end of the name and the next name; line: a list's or card's; inverted:
    after "is": "seit 2020 ist | Name | Bürgermeister"; titled: a title stands before the name. On a card no comma is
    needed: "Ana Gil Alcaldesa de Cork".
    """
    found: list[Attribute] = []
    index = since
    carded = line and since < bound and capitalised(text[since].text) and post_at(scene, text, since)
    if since < bound and (inverted or carded) and (attribute := titles.after(scene, text, since, bound)):
        found.append(attribute)
        index = attribute.end
    while index < bound and len(found) < _MOST:
        place = _tied(scene, text, index, more=bool(found))
        if place is None or place.start >= bound:
            break
        verb = place.clause and tie("of").at(text, place.start, scene.languages)
        attribute = None if verb else titles.after(scene, text, place.start, bound)
        if attribute is None and not found and place.sign and not place.clause:
            attribute = titles.unheard_of(scene, text, place.start, bound)
        tied = not (found or place.sign or place.clause)
        if attribute and tied and _past_joint(scene, text, place, attribute, bound):
            attribute = None  # "the mayor A of Graz and the mayor | B"
        attribute = attribute or _bare(scene, text, place, found, line=line)
        if attribute is None or (attribute.title and _leads_up(scene, text, attribute.end, bound)):
            break  # "…, and the mayor | Name": the next one's
        if found and attribute.title and _of_next(scene, text, place, attribute, bound):
            break  # "Name, mayor of X, and the mayor of Y, | Name"
        if titled and attribute.title and _alike(scene, text, place, attribute, bound):
            break  # "the mayor of X, Name, the mayor of Y, | Name"
        if titled and attribute.title and _others(scene, text, place, attribute):
            break  # "the mayor, Name, three deputies and …"
        if attribute.title and attribute.body and _named_next(scene, text, attribute.end):
            break  # of a name that was not recognised
        found.append(attribute)
        index = attribute.end
        if index < bound and text[index].text == ")":
            if attribute.title is None:
                break  # "Name (body), the director of …" goes on to somebody else
            index += 1
        elif attribute.body and index < bound and text[index].text == "(":
            index = past_place(scene, text, index)
    return found


def _tied(scene: Scene, text: Sequence[Word], index: int, *, more: bool) -> Place | None:
    """Where the words begin that a comma, bracket, dash, "who" or "is" ties to a name; None if nothing does."""
    sign = text[index].text if text[index].text in _SIGNS else ""
    place = index + bool(sign)
    joint = phrases("conjunction").at(text, place, scene.languages) if place < len(text) else None
    if joint:
        if not more or _led_elsewhere(scene, text, joint.end):
            return None
        place = joint.end
    clause = phrases("pronoun", ("Person",)).at(text, place, scene.languages) if place < len(text) else None
    place = clause.end if clause else place
    match = tie("is").at(text, place, scene.languages) if place < len(text) else None
    if match:
        place = match.end
    elif place == index and not tie("of").at(text, index, scene.languages):
        return None
    return Place(sign, index, place, clause is not None)


def _past_joint(scene: Scene, text: Sequence[Word], place: Place, found: Attribute, bound: int) -> bool:
    """Whether "and" stands before a title, and another name behind it, which has that: "A of Graz and the mayor of
    Linz, | B".
    """
    start = found.title.start if found.title else 0
    behind = (w for w in text[place.index :] if w.start < start)
    joined = any(phrases("conjunction").alone(w, scene.languages) for w in behind)
    small = all(not w.folded or is_small(scene, text, i) for i, w in enumerate(text[found.end : bound], found.end))
    return joined and bound < len(text) and small


def _leads_up(scene: Scene, text: Sequence[Word], index: int, bound: int) -> bool:
    """Whether the next one's name follows a title, or only what else of a body stands between them."""
    if bound >= len(text) or (bound and text[bound].start - text[bound - 1].end > 1):
        return False  # another column or item begins
    return all(w.folded and (capitalised(w.text) or is_small(scene, text, i))
               for i, w in enumerate(text[index:bound], index))  # fmt: skip


def _of_next(scene: Scene, text: Sequence[Word], place: Place, found: Attribute, bound: int) -> bool:
    """Whether a role behind "and" and an article ends right before another name: it is whose that is."""
    articles = particles("article", (scene.language,)) | contracted(scene.language)
    first = place.start - (place.clause and text[place.start - 1].text.casefold() in articles)  # "und der", "who" too
    if bound >= len(text) or first < 1 or text[first].text.casefold() not in articles:
        return False
    small = phrases("honorific"), phrases("article")
    index = found.end
    while index < bound:
        match = next((m for kind in small if (m := kind.at(text, index, scene.languages))), None)
        if match is None and text[index].folded:
            return False
        index = match.end if match else index + 1
    return phrases("conjunction").alone(text[first - 1], scene.languages)


def _alike(scene: Scene, text: Sequence[Word], place: Place, found: Attribute, bound: int) -> bool:
    """Whether a title with an article stands in commas right before another name, which it is of as the one before is.

    "La directora del puerto, Ana Gil, el alcalde de Vigo, | Luis Soto"
    """
    articles = particles("article", (scene.language,))
    ends = bound < len(text) and bound == found.end + 1 and text[found.end].text == ","
    return ends and place.sign == "," and text[place.start].text.casefold() in articles


def _others(scene: Scene, text: Sequence[Word], place: Place, found: Attribute) -> bool:
    """Whether those behind a name are more people, without names: ", two vice-presidents", ", the clerk and some |"."""
    first = text[place.start]
    several = worded(first.folded, scene.languages) > 1 or first.text.isdigit()
    article = phrases("article").alone(first, scene.languages)
    joint = found.end < len(text) and phrases("conjunction").at(text, found.end, scene.languages)
    listed = found.end < len(text) and text[found.end].text == "," and scene.language in BARE_NOUNS
    behind = joint.end if joint and article else found.end + 1 if listed else len(text)
    roles = any(post_at(scene, text, i) for i in range(behind, min(behind + 3, len(text))))
    return place.sign == "," and found.body is None and (several or roles)


def _named_next(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether two words like a name's stand right behind a role and its body: ", mayor of Graz | Alija Behmen"."""
    pair = text[index : index + 2]
    if len(pair) < 2 or not index or pair[0].start - text[index - 1].end > 1:
        return False
    return all(w.folded and capitalised(w.text) and w.text[1:].islower() and scene.free(w) for w in pair)


def _led_elsewhere(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether what follows "and" is said of others: "spoke to X, vice-president of Y, and with the delegates of Z"."""
    return index < len(text) and text[index].text in particles("company-preposition", scene.languages)


def _bare(
    scene: Scene, text: Sequence[Word], place: Place, found: Sequence[Attribute], *, line: bool
) -> Attribute | None:
    """A body without a role: in brackets, after a comma or dash, after "of" or "represents"."""
    match = tie("of").at(text, place.start, scene.languages) if place.sign in {"", ","} else None
    strong = match is not None and is_strong(match)
    start = skip_small(scene, text, match.end if match else place.start)
    if place.clause and (not strong or body_at(scene, text, start) is None):
        said = _said(scene, text, place.start)
        if said or not strong:
            return said
    if place.clause and match and is_beside(scene, text, match.end, start):
        return None
    if place.sign == "(" and start == place.start and not (found and found[-1].body):
        _in_brackets(scene, text, start)
    bare_role = bool(found) and found[-1].body is None
    unnamed = (place.sign in DASHES and line) or (match and not found) or (place.sign == "," and bare_role)
    body = (next_body if unnamed else body_at)(scene, text, start)
    if body is None and match and not found and (unit := of_unit(scene, text, start)):
        return Attribute(None, *unit, 0.8)
    if body is None or not _fits(scene, text, place, *body, found, tied=match is not None, line=line):
        return None
    return Attribute(None, *body, 0.8)


def _said(scene: Scene, text: Sequence[Word], start: int) -> Attribute | None:
    """The body that a clause about somebody names: "who heads the waste department of the City of X"."""
    body = duty(scene, text, start)
    return Attribute(None, *body, 0.8) if body else _verb_last(scene, text, start)


def _verb_last(scene: Scene, text: Sequence[Word], start: int) -> Attribute | None:
    """As in ", die das Amt für X leitet": the verb behind the body."""
    body = body_at(scene, text, skip_small(scene, text, start))
    if body is None or body[1] >= len(text):
        return None
    match = tie("of").at(text, body[1], scene.languages)
    return Attribute(None, body[0], match.end, 0.8) if match and is_strong(match) else None


def _fits(
    scene: Scene, text: Sequence[Word], place: Place, body: Mention, end: int, found: Sequence[Attribute], *,
    tied: bool, line: bool,
) -> bool:  # fmt: skip
    """Whether a body beside a name, or beside its role, is the one that the person belongs to."""
    last = end >= len(text)
    following = "" if last else text[end].text
    if place.sign == "(":
        return following in {")", ","} and not (found and found[-1].body)
    if place.sign in DASHES:
        own = found[-1].body if found else None
        larger = own and not is_unit(scene, own) and body.kind in {"Region", "Country"}  # "president of X – Africa"
        return (line and not larger) or body.kind == "Organisation"
    if found and found[-1].body:
        return False
    if place.sign == "," and not tied:
        if body.kind in PLACES and body.span.start == text[place.start].start:
            return (line and last) or (following == ")" and _bracketed_mayor(scene, found))
        if phrases("role-cue").alone(text[end - 1], scene.languages):
            return False  # "the EU Harbour Coordinator"
        return line or last or following in {".", "(", ";"} or not _goes_on(scene, text, end)
    return tied


def _bracketed_mayor(scene: Scene, found: Sequence[Attribute]) -> bool:
    """Whether a city's office opens the bracket behind a name: "Name (Mayor, Riga)"; a journalist is but from there."""
    title = found[-1].title if found and found[-1].municipal else None
    return title is not None and scene.text[title.start - 1 : title.start] == "("


def _goes_on(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether an enumeration of bodies goes on after a word: to "and"; what only commas part is a body and its own."""
    place = index + (text[index].text == ",")
    joint = phrases("conjunction").at(text, place, scene.languages) if place < len(text) else None
    place = skip_small(scene, text, joint.end if joint else place)
    found = body_at(scene, text, place) if place > index else None
    if found is None or joint or found[0].kind != "Organisation":
        return found is not None
    return found[1] < len(text) and text[found[1]].text not in _CLOSING


_CLOSING = frozenset(".;)")


def _in_brackets(scene: Scene, text: Sequence[Word], start: int) -> None:
    """A name in brackets after a person is the body that the person belongs to, even one not heard of elsewhere."""
    end = next((i for i in range(start, min(start + 6, len(text))) if text[i].text in {")", ","}), 0)
    inner = text[start:end]
    if inner and (named := foreign(scene, text, start)) and named[1] == end:
        return
    if not inner or not all(w.folded for w in inner) or not unheard(scene, inner):
        return
    span = Span(inner[0].start, inner[-1].end)
    if scene.free(span) and not phrases("role-cue").at(inner, 0, scene.languages):
        scene.add(Mention(span, "Organisation", span.of(scene.text), 0.75))
