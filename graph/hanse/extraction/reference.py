"""What a sentence goes on about without its name: "the project", "it", or nothing at all ("Led by Ghent, …")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, contracted, particles, phrases
from hanse.extraction.nationalities import demonym
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import BARE_NOUNS, DROPPING
from hanse.extraction.words import Word
from hanse.model import BlockKind, Span
from hanse.names import fold

__all__ = ["focus", "occasion_meant", "referred", "spoken_of", "told_before"]

_FAR = 900  # characters back to the sentence that named it
_FAR_UNITS = 6


def referred(scene: Scene, sentence: Span) -> list[tuple[Span, Mention]]:
    """The stretches of a sentence that stand for an initiative named elsewhere, with that initiative."""
    text = scene.words(sentence)
    found = []
    for match in phrases("name-cue", INITIATIVES).scan(text, scene.languages):
        span = Span(text[match.start].start, text[match.end - 1].end)
        taken = any(m.kind != "Programme" for m in scene.touching(span))  # "URBACT network" has one in it
        if taken or _plural(scene, text, match) or _named_beside(scene, text, match):
            continue
        stands_for = _apposed(scene, text, match) or _headed(scene, sentence, text, match)
        if not stands_for and _definite(scene, text, match) and not _described(scene, text, match):
            stands_for = focus(scene, sentence, match.cue.term)
        if stands_for:
            found.append((Span(span.start, _after(scene, text, match.end)), stands_for))
    for match in phrases("pronoun", INITIATIVES).scan(text, scene.languages):
        if stands_for := focus(scene, sentence):
            found.append((Span(text[match.start].start, text[match.end - 1].end), stands_for))
    return sorted(found, key=lambda pair: pair[0])


def occasion_meant(scene: Scene, unit: Unit, sentence: Span) -> tuple[Span, Mention] | None:
    """The pronoun in a sentence about the event that the one before names: "Ausgerichtet wurde | sie | von Graz".

    Where verbs need none, the place where such a sentence begins with one: "| Tuvo lugar en Lugo".
    """
    text, pronouns = scene.words(sentence), _ITS[scene.language]
    pronoun = next((w.span for w in text[:_OPENING] if w.text.lower() in pronouns), None)
    if pronoun is None and scene.language in DROPPING and text[0].folded in _VERBAL[scene.language]:
        pronoun = Span(sentence.start, sentence.start)
    if pronoun is None or scene.inside(sentence, ("Event",)):
        return None
    event = told_before(scene, unit, sentence)
    return (pronoun, event) if event else None


def told_before(scene: Scene, unit: Unit, sentence: Span) -> Mention | None:
    """The only event that the sentence before one in the same paragraph names."""
    before = [other for other in scene.sentences(unit) if other.end <= sentence.start][-1:]
    events = [event for other in before for event in scene.inside(other, ("Event",))]
    return events[-1] if len({fold(m.name) for m in events}) == 1 else None


_ITS = by_language("of-occasions", as_written=True)
_VERBAL = by_language("opening-verbs")
_OPENING = 3  # words of a sentence in which its pronoun stands, before or behind the verb


def spoken_of(scene: Scene, sentence: Span, position: int, kinds: Sequence[str] = INITIATIVES) -> Mention | None:
    """The initiative that a place in a sentence speaks of: the last named before it, the only one named, else the one
    that "the project" or "it" stands for.
    """
    named = scene.inside(sentence, INITIATIVES)
    before = [m for m in named if m.span.end <= position]
    if not named:
        before = [mention for span, mention in referred(scene, sentence) if span.start <= position]
    elif not before and len({fold(m.name) for m in named}) == 1:
        before = named
    return before[-1] if before and before[-1].kind in kinds else None


def _plural(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether a word is in the plural: "the projects", "les réseaux", "los proyectos"."""
    before = text[match.start - 1].folded if match.start else ""
    written, cue = text[match.end - 1].folded, fold(match.cue.text).split(" ")[-1]
    return any(before in _PLURAL[code] for code in scene.languages) or (
        written != cue and written.endswith(("s", "x", "y", "ow")) and not cue.endswith("s")
    )


_PLURAL = by_language("several")


def _named_beside(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether the word belongs to a name beside it: "the GreenLink network", "the project GreenLink"."""
    after = match.end + (match.end < len(text) and text[match.end].text in _QUOTES)
    around = [text[i] for i in (match.start - 1, after) if 0 <= i < len(text)]
    return any(m.kind in INITIATIVES for w in around for m in scene.touching(w))


def _described(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether what it is of says that it is another one: "the alliance of river towns"; not "of the City of Ghent"."""
    after = text[match.end : match.end + _OWNER]
    if len(after) < 2 or after[0].text.lower() not in particles("genitive", scene.languages):
        return False
    owner = list(takewhile(lambda word: word.text.isalpha(), after[1:]))
    return bool(owner) and not any(scene.touching(word) for word in owner)


_OWNER = 5  # words of whose something is: "of the City of Ghent"
_QUOTES = frozenset('"“„«»”‘')


def _definite(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    start = match.start
    if start and (lasting := _LASTING.search(scene.text, text[max(0, start - 5)].start, text[start].start)):
        start = next(i for i, word in enumerate(text) if word.end > lasting.start())  # "the three-year project"
    if start and len(text[start - 1].text) > 1 and text[start - 1].text.casefold() in contracted(scene.language):
        return True  # "au | projet"
    if start and phrases("article").at(text, start - 1, scene.languages):
        return text[start - 1].text.lower() not in particles("indefinite", (scene.language,))
    return scene.language in BARE_NOUNS and match.cue.language == scene.language


_LASTING = re.compile(r"\w+-(?:year|month)s?(?:-long)? $|\w+-?(?:jährige|monatige|jarige|årige|åriga) $")


def _apposed(scene: Scene, text: Sequence[Word], match: Match) -> Mention | None:
    """The initiative before the comma, dash, bracket or "is" that precedes the word, its article and its adjectives:
    "LITTORAL (2021-2024), projet de …", "RIDEWITH is a three-year project", "CoolCourt, an Interreg Euro-MED project".
    """
    index = match.start - 1
    while index >= 0 and match.start - index <= _REACH and _describes(scene, text, index):
        index -= 1
    opened = index > 0 and (text[index].text in {",", "–", "-", "—", "("} or _is_copula(scene, text, index))
    if not opened:
        return None
    index -= 1
    if text[index].text == ")":
        index = next((i - 1 for i in range(index, -1, -1) if text[i].text == "("), -1)
    before = scene.touching(text[index]) if index >= 0 else []
    return before[0] if before and before[0].kind in INITIATIVES else None


def _headed(scene: Scene, sentence: Span, text: Sequence[Word], match: Match) -> Mention | None:
    """The initiative of the heading above a text that begins with what it is: "NETBACK / A project of Riga …"."""
    opened = all(_describes(scene, text, index) for index in range(match.start)) and match.start <= _REACH
    unit = scene.layout.unit_at(sentence) if opened else None
    if unit is None or unit.span.start != sentence.start:
        return None
    before = scene.layout.before(unit.block)
    if before is None or scene.layout.block(before).kind is not BlockKind.HEADING:
        return None
    named = scene.inside(scene.layout.block(before).span, INITIATIVES)
    return named[0] if len(named) == 1 and named[0].kind == match.cue.term else None


_REACH = 5  # words between the comma and the word: articles, adjectives, a programme


def _describes(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word can stand between an article and its noun."""
    if _is_copula(scene, text, index):  # "ist" has the lemma of "sein", which may be an article
        return False
    if phrases("article").at(text, index, scene.languages):
        return True
    there = scene.touching(text[index])
    if there:
        return there[0].kind == "Programme"
    ends = phrases("phrase-end").at(text, index, scene.languages) or phrases("genitive").at(
        text, index, scene.languages
    )
    adjective = text[index].folded in _EUROPEAN or demonym(scene, text[index])
    return (text[index].text[0].islower() or adjective) and not ends


_EUROPEAN = everywhere("european")


def _is_copula(scene: Scene, text: Sequence[Word], index: int) -> bool:
    return phrases("copula").at(text, index, (scene.language,)) is not None


def _after(scene: Scene, text: Sequence[Word], index: int) -> int:
    """The end of what goes with the word: "of the programme" and its name, its number or years, a bracket."""
    end, programmes = index, phrases("name-cue", ("Programme",))
    while index < len(text) and index - end < 3:
        word, there = text[index], scene.touching(text[index])
        if word.text == "(" and index == end:
            index = next((i for i in range(index, min(len(text), index + 12)) if text[i].text == ")"), len(text)) + 1
        elif (there and there[0].kind == "Programme") or word.text.isdigit():
            index += 1
        elif not there and word.text.islower() and (len(word.folded) <= 3 or programmes.alone(word, scene.languages)):
            index += 1
            continue
        else:
            break
        end = min(index, len(text))
    return text[end - 1].end


def focus(scene: Scene, sentence: Span, kind: str = "") -> Mention | None:
    """The initiative that the sentences before go on about: the only one they name, or the page's or section's own."""
    place = scene.layout.place_of(sentence)
    if place is None:
        return None
    subject = scene.subject(scene.layout.units[place].block)
    named = _before(scene, place, sentence.start)
    names = {fold(m.name) for m in named}
    found = named[-1] if len(names) == 1 else None
    if len(names) > 1:
        found = _follower(scene, named) or next(
            (m for m in reversed(named) if subject and fold(m.name) == fold(subject.name)), None
        )
    found = found or ((subject or _sole(scene, sentence.start, place)) if not named else None)
    if not found or not kind or found.kind == kind:
        return found
    if (taking := _follower(scene, named)) and taking.kind == kind:
        return taking  # "X takes over the practice Y. The network …"
    return found if subject and fold(found.name) == fold(subject.name) else None


def _follower(scene: Scene, named: Sequence[Mention]) -> Mention | None:
    """The initiative that is said to follow another of some: what comes next is about it."""
    names = {fold(mention.name) for mention in named}
    for draft in reversed(scene.drafts):
        subject, object_ = draft.subject, draft.object
        if draft.predicate != "follows" or not isinstance(subject, Mention) or not isinstance(object_, Mention):
            continue
        if fold(object_.name) in names and (len(names) == 1 or fold(subject.name) in names):
            return subject
    return None


def _sole(scene: Scene, position: int, place: int) -> Mention | None:
    """The only initiative that a page has named so far, if not as the heading of another section."""
    first, other = scene.mentions.view(_first_two, *INITIATIVES)
    if first is None or first.span.end > position or (other and other.span.end <= position):
        return None
    return None if scene.elsewhere(first, scene.layout.units[place].block) else first


def _first_two(named: Sequence[Mention]) -> tuple[Mention | None, Mention | None]:
    """The first mention, and the first of another name."""
    first = next(iter(named), None)
    return first, next((m for m in named if first and fold(m.name) != fold(first.name)), None)


def _before(scene: Scene, place: int, position: int) -> list[Mention]:
    """The initiatives named just before: in the same paragraph, else in the one before it under the same heading."""
    layout = scene.layout
    block = layout.units[place].block
    parent, headings = layout.block(block).parent, layout.headings(block)
    for unit in reversed(layout.units[max(0, place - _FAR_UNITS) : place + 1]):
        own = layout.block(unit.block)
        if unit.span.start >= position or own.kind is BlockKind.HEADING:
            continue
        if position - unit.span.start > _FAR or own.parent != parent or layout.headings(unit.block) != headings:
            return []
        if named := scene.inside(Span(unit.span.start, min(unit.span.end, position)), INITIATIVES):
            return named
    return []
