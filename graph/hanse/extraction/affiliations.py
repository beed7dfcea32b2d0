"""Who works for whom: a person, a role and a body beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.extraction.bodies import is_unit, skip_small
from hanse.extraction.coordination import coordinated, parted
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.nationalities import town_nouns
from hanse.extraction.origins import behind_rank, closing, host, preceding, sender
from hanse.extraction.posts import not_now, without_parties
from hanse.extraction.recognition.places import choose
from hanse.extraction.scene import Bearer, Mention, Scene
from hanse.extraction.sequels import DASHES, following
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.ties import tie
from hanse.extraction.titles import Attribute
from hanse.extraction.words import Word, capitalised, known
from hanse.model import Span, Value
from hanse.names import fold

__all__ = ["read"]

_BY = "role"


@dataclass(frozen=True, slots=True)
class Group:
    """People joined by commas or "and"; start and end count words. What follows them is said of `sharing`."""

    people: tuple[Mention, ...]
    start: int
    end: int
    sharing: tuple[Mention, ...]


def _of_others(scene: Scene, text: Sequence[Word], attribute: Attribute) -> bool:
    """Whether a title is of others, who are not named: "Anna Holm, mayor of Graz, and | delegates of the Agency", "with
    | staff of the Agency".
    """
    start = attribute.title.start if attribute.title else None
    place = next((i for i, word in enumerate(text) if word.start == start), 0)
    first = place
    while first > 1 and phrases("article").alone(text[first - 1], scene.languages):
        first -= 1
    if first == 0:
        return False
    with_them = particles("company-preposition", scene.languages) | _BY_WHOM[scene.language]
    joined = phrases("conjunction").alone(text[first - 1], scene.languages)
    several = text[place].folded in _SEVERAL[scene.language] and (joined or text[place].folded not in _EITHER)
    return attribute.plural or several or text[first - 1].text in with_them


_SEVERAL, _BY_WHOM = by_language("those-who-come"), by_language("by-whom", as_written=True)
_EITHER = everywhere("one-or-several")


@needs(kinds=("Person",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the role and the body of each person in a sentence or line."""
    text = without_parties(scene, scene.words(sentence))
    for person in scene.inside(sentence, ("Person",)):
        _expert(scene, unit, person, sentence)
    groups = _groups(scene, text) if any(m.kind == "Person" for m in scene.touching(sentence)) else []
    line = bool(groups) and sentence == unit.span and groups[0].start <= 2
    since, sent = 0, None
    for number, group in enumerate(groups):
        bound = groups[number + 1].start if number + 1 < len(groups) else len(text)
        heirs = groups[number - 1].people if number and _succeeds(scene, text, groups[number - 1].end, group) else ()
        inverted = _is_before(scene, text, group.start)
        before, start = preceding(scene, text, group.start, since)
        if before and len(group.people) == 1:
            before = behind_rank(scene, text, group.end, before, start, since)
        after = following(scene, text, group.end, bound, line=line, inverted=inverted, titled=before is not None)
        if len(group.sharing) == 1 and not heirs:
            after = [attribute for attribute in after if not _of_others(scene, text, attribute)]
        alone = before is not None and before.title is not None and _of_one(scene, before.title)
        for attribute in after:
            plural = (attribute.title is None and not alone) or attribute.plural
            _say(scene, sentence, heirs or (group.sharing if plural else group.sharing[-1:]), attribute)
        labelled = before and _is_label(scene, text, start, group.start)
        if before and (len(group.people) > 1 or not any(a.title for a in after) or before.body or labelled):
            each = before.plural or _one_each(scene, sentence, group.people, before.body)
            _say(scene, sentence, group.people if each else group.people[:1], before)
        other = _other_post(scene, text, start, since) if before and len(group.people) == 1 else None
        towns = [a.body for a in (before, other) if a and a.body and a.body.kind == "City"]
        if other and len(towns) < 2:  # nobody is mayor of two
            _say(scene, sentence, group.people, other)
        sent = (
            None
            if before and before.body
            else sender(scene, text, start) or (sent if _joins(scene, text, start) else None)
        )
        if sent and not any(a.body for a in after):
            _say(scene, sentence, group.people, Attribute(None, sent, group.end, 0.8))
        if line and not any(a.body for a in after) and (body := closing(scene, text, group.end)):
            _say(scene, sentence, group.sharing, Attribute(None, body, group.end, 0.8))
        single = len(group.people) == 1
        for attribute in (*after, *((before,) if before and (single or before.plural) else ())):
            listed = line or any(w.text == ":" for w in text[max(0, group.start - 3) : group.start])
            _bear(
                scene,
                unit,
                sentence,
                group.people if attribute is before else group.people[-1:],
                attribute,
                listed=listed,
            )
        since = max([group.end, *(a.end for a in after)])
    if groups and sentence.start == unit.span.start and (body := host(scene, unit, text, groups[0].start)):
        for person in scene.inside(unit.span, ("Person",)):
            scene.say(person, "affiliation", body, Span(body.span.start, person.span.end), _BY, 0.85)


def _of_one(scene: Scene, title: Span) -> bool:
    """Whether a title is that of one person: who is joined to them has another body, "Mayor A and B of the port"."""
    text = scene.words(title)
    match = next((m for i in range(len(text)) if (m := phrases("role-cue").at(text, i, scene.languages))), None)
    return match is not None and text[match.end - 1].folded == fold(match.cue.text).split(" ")[-1]


def _is_label(scene: Scene, text: Sequence[Word], start: int, name: int) -> bool:
    """Whether an office of a board stands before a name as its label: "President: | Name, mayor of X".

    What else is a label tells what somebody does for a page or an hour: "Contact:", "Chair:".
    """
    sign = text[name - 1].text if name else ""
    opens = start == 0 or text[start - 1].text in _LISTING
    offices = _BOARD[scene.language]
    opens = opens and any(w.folded.split(" ")[-1] in offices for w in text[start : start + 2] if w.folded)
    return opens and (sign == ":" or (sign in DASHES and text[name - 1].start > text[name - 2].end))


_BOARD = by_language("board")
_LISTING = frozenset(":;•*·–—-")


def _succeeds(scene: Scene, text: Sequence[Word], since: int, group: Group) -> bool:
    """Whether somebody takes the place of a name, as "as" behind it tells: "A | succeeds | B as president of X"."""
    verbs = _SUCCEEDING[scene.language]
    between, behind = text[since : group.start], text[group.end : group.end + 2]
    near = 0 < len(between) <= _BETWEEN and not any(w.text == "," for w in between)
    as_office = _AS_OFFICE[scene.language]
    return near and any(w.folded in verbs for w in between) and any(w.folded in as_office for w in behind)


_SUCCEEDING, _AS_OFFICE = by_language("succeeding"), by_language("as-office")
_BETWEEN = 7  # words from one name to the other: "succeeds the long-serving"


def _other_post(scene: Scene, text: Sequence[Word], start: int, since: int) -> Attribute | None:
    """A post of the same person, joined to the one that begins at a word by "and" without an article: "the mayor of
    Riga and president of the network, Name".
    """
    if not _joins(scene, text, start):
        return None
    found, _ = preceding(scene, text, start - 1, since)
    return found if found and found.title and found.end == start - 1 and not found.plural else None


def _joins(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "and" stands before a word: who is named there came with the one before."""
    return index > 0 and phrases("conjunction").alone(text[index - 1], scene.languages)


def _is_before(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "is" stands right before a name."""
    return any(
        match.end == index
        for start in range(max(0, index - 3), index)
        if (match := tie("is").at(text, start, scene.languages))
    )


def _bear(
    scene: Scene, unit: Unit, sentence: Span, people: Sequence[Mention], found: Attribute, *, listed: bool
) -> None:
    """Remember those with a title whose words name no body."""
    if not found.title or not_now(scene, found.title):
        return
    if not (found.body and not is_unit(scene, found.body)) and not _names_some(scene, found.title):
        municipal = not found.body and (found.municipal or _is_of_town(scene, found.title))
        for person in people:
            scene.bearers.append(Bearer(person, found.title, sentence, unit.block, municipal, listed))


def _is_of_town(scene: Scene, title: Span) -> bool:
    """Whether a title ends in a word for a town that was named before: "head of development of the municipality"."""
    text = scene.words(title)
    nouns = (i for i in range(max(1, len(text) - 2), len(text)) if town_nouns().at(text, i, scene.languages))
    place = next(nouns, 0)
    return place > 0 and skip_small(scene, text, place - 1, 1) == place


def _names_some(scene: Scene, title: Span) -> bool:
    """Whether a title has a name that is not known: "vereador de Xyz"."""
    inner = scene.words(title)[1:]
    return any(capitalised(w.text) and not any(known(w.text, code) for code in scene.languages) for w in inner)


def _say(scene: Scene, sentence: Span, people: Sequence[Mention], found: Attribute) -> None:
    if found.title and not_now(scene, found.title):
        return
    for person, body in zip(people, _bodies(scene, sentence, people, found.body), strict=True):
        spans = [person.span, *(s for s in (found.title, found.told, body and body.span) if s and s in sentence)]
        where = Span(min(s.start for s in spans), max(s.end for s in spans))
        if body:
            scene.say(person, "affiliation", _town(scene, body) or body, where, _BY, found.confidence)
        if found.title:
            written = found.title.of(scene.text).split(" (")[0].strip(" ,.")
            if 2 < len(written) < 90:
                scene.say(person, "roleTitle", Value(written, "string", scene.language), where, _BY, 0.85)


def _town(scene: Scene, body: Mention) -> Mention | None:
    """The city that the name of a part of its administration ends in: "Abteilung Stadtplanung in Villach"."""
    unit = scene.layout.unit_at(body.span) if is_unit(scene, body) else None
    for match in scene.places(unit) if unit else ():
        if match.span.end == body.span.end and match.span.start > body.span.start:
            place = choose(scene, unit, match.span, match) if unit else None
            if place and place.kind == "City":
                city = Mention(match.span, "City", match.span.of(scene.text), 0.85, place=place)
                scene.hidden.append(city)
                return city
    return None


def _bodies(scene: Scene, sentence: Span, people: Sequence[Mention], body: Mention | None) -> Sequence[Mention | None]:
    """The body of each of some people: one for all, or as many as they are: "the mayors of Bristol and London"."""
    if each := _one_each(scene, sentence, people, body):
        return each
    several = coordinated(scene, body, sentence) if body and len(people) > 1 and body.span in sentence else ()
    return [body if len(several) < 2 else None] * len(people)


def _one_each(scene: Scene, sentence: Span, people: Sequence[Mention], body: Mention | None) -> Sequence[Mention]:
    """As many bodies as people who share a title, if they do: "die Bürgermeister von Linz und Graz, Ana Gil und …"."""
    if body is None or len(people) < 2 or body.span not in sentence:
        return ()
    several = coordinated(scene, body, sentence)
    return several if len(several) == len(people) and several[0] is body else ()


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
        alike = joined and not parted(scene, people)
        found.append(Group(tuple(people), start, index, tuple(people) if alike else (people[-1],)))
    return found


def _person(scene: Scene, text: Sequence[Word], index: int) -> Mention | None:
    there = scene.touching(text[index]) if index < len(text) else []
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
    article = phrases("article").at(text, index, scene.languages) if joint and index < len(text) else None
    index = _past_honorific(scene, text, article.end if article else index)
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
            behind = Span(person.span.end, max(person.span.end, text[match.start].start))
            joined = phrases("conjunction").within(scene.words(behind), scene.languages)  # "X and the lead expert Y"
            after = person.span.end <= text[match.start].start and not joined and _close(scene, behind)
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
    plain = [w for w in text if w.folded and not scene.touching(w)]
    if [w.text for w in text] == ["("]:
        return True  # "Ana Gil (lead expert)", "the lead expert (Ana Gil)"
    return (
        len(plain) <= 4
        and not any(w.text in {".", ";", "("} for w in text)
        and not scene.inside(between, ("Person", "City"))
    )
