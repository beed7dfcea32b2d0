"""Organisations by type words and legal forms: "University of X", "Ajuntament de X", "X GmbH"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.chunks import is_joint, leftward, span_of, trimmed
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.scene import PLACES, Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, known

__all__ = ["recognise"]

_BODIES = ("Organisation", "Network", "Project", "Event", "City", "Region")
_INFLECTED = ("pl", "hr", "el", "ro", "cs", "sk", "sl", "sr", "bs", "bg", "lt", "lv", "et", "fi", "hu")
_TOWN = 20_000
_LONGEST = 16  # words of a name after its type word
_ROMANCE = ("es", "fr", "it", "pt", "ro", "ca", "gl")
_RELATIONAL = re.compile(
    r"(al|ale|ales|ali|aux|el|elle|els|elles|ico|ica|icos|icas|ici|iche|ique|iques|ivo|iva|ivos|ivas|ivi|ive|ifs|ives|"
    r"ible|ibles|ibile|ibili|able|ables|abile|abili|ario|aria|arios|arias|ari|arie|aire|aires|ano|ana|anos|anas|"
    r"eo|ea|eos|eas|ei|ee)$"
)  # endings of adjectives that say what field a noun is of


def recognise(scene: Scene, unit: Unit) -> None:
    """Mark names with a type word or a legal form."""
    text = scene.words(unit.span)
    for match in phrases("name-cue", ("Organisation",)).scan(text, scene.languages):
        _around(scene, text, match)
    for match in phrases("legal-form").scan(text, ()):
        start = _leftwards(scene, text, match.start)
        written = scene.text[text[match.start].start : text[match.end - 1].end].rstrip(".")
        if start < match.start and written == match.cue.text.rstrip("."):
            _keep(scene, text, start, match.end, 0.9)


def _around(scene: Scene, text: Sequence[Word], match: Match) -> None:
    city = phrases("name-cue", ("City",)).at(text, match.start, scene.languages)
    if scene.touching(text[match.start].span) or (city and city.end >= match.end):
        return
    if any(
        (role := phrases("role-cue", ("City",)).at(text, start, scene.languages)) and role.end > match.start
        for start in range(max(0, match.start - 4), match.start)
    ):
        return  # "presidente da Câmara Municipal de Braga"
    if not capitalised(text[match.start].text) or _modifies(scene, text, match):
        return
    end = _rightwards(scene, text, match)
    start = _leftwards(scene, text, match.start)
    if scene.language in _ROMANCE and (start == match.start or end == match.end) and _many(text[match.start], match):
        return
    if start < match.start or end > match.end:
        _keep(scene, text, start, end, 0.85)


def _modifies(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """In English the last noun tells what a thing is: "Cluster Excellence Initiative" is no cluster."""
    if match.cue.language != "en" or match.end >= len(text) or is_joint(text[match.end - 1]):
        return False
    after = text[match.end]
    beside = after.start - text[match.end - 1].end == 1 and after.folded and capitalised(after.text)
    cues = phrases("name-cue", ("Organisation",))
    return bool(beside) and known(after.text, "en") and not (
        distinctive(after.text) or scene.touching(after.span) or cues.at(text, match.end, scene.languages)
        or scene.gazetteer.find(after.text)
    )  # fmt: skip


def _leftwards(scene: Scene, text: Sequence[Word], cue: int) -> int:
    """The start of the name before its type word, without the person, event or role that stands there."""
    start = leftward(text, cue, scene.languages)
    if start < cue and _coordinates(scene, text, start):
        start -= 2
    for index in range(cue - 1, start - 1, -1):
        if (there := scene.touching(text[index].span)) and there[0].kind in {"Person", "Event"}:
            return index + 1
        if role := phrases("role-cue").at(text, index, scene.languages):
            return trimmed(text, min(role.end, cue), cue, scene.languages)
    return start


def _coordinates(scene: Scene, text: Sequence[Word], start: int) -> bool:
    """As in "the Mining and Associated Services Cluster": after an article, two qualities of one body."""
    if start < 3 or not phrases("conjunction").at(text, start - 1, scene.languages):
        return False
    first, article = text[start - 2], phrases("article").at(text, start - 3, scene.languages)
    cues = phrases("name-cue").at(text, start - 2, scene.languages) or phrases("role-cue").at(
        text, start - 2, scene.languages
    )
    return (
        article is not None
        and capitalised(first.text)
        and known(first.text, scene.language)
        and not (cues or scene.touching(first.span))
    )


def _rightwards(scene: Scene, text: Sequence[Word], match: Match) -> int:
    """The end of the name after its type word: capitals and what joins them, lower-case words of one phrase."""
    end = place = match.end
    # "Ministry of …": only a name with a complement goes on after "and"
    complement = is_joint(text[place - 1]) or (scene.language in _INFLECTED and match.end - match.start > 1)
    borne = _after_role(scene, text, match.start)
    while place < min(len(text), match.end + _LONGEST):
        word = text[place]
        if word.text in {"'s", "’s"}:
            break
        if not word.folded:
            after = _series(scene, text, place) if complement else 0
            if not after and word.text != "&" and not (word.text == "." and text[place - 1].text == "ds"):
                break
            place = after or place + 1
            end = max(end, after)
        elif capitalised(word.text) or distinctive(word.text):
            if _lower(text[place - 1]) and place > match.end and not _joins(scene, text, place - 1):
                break
            if borne and begins_name(scene, text, place):
                break
            place = end = _past(scene, text, place)
            complement = complement or scene.language in _INFLECTED
        elif phrases("conjunction").at([word], 0, scene.languages):
            following = _past_joints(scene, text, place + 1)
            if not complement or not _goes_on(scene, text, following):
                break
            place = following
        elif _joins(scene, text, place):
            if end > match.end and _owner(scene, text, place):
                break
            complement = True
            place += 1
        elif scene.language in ("en", "de") or not _follows(scene, text, place):
            break
        else:
            place += 1
    return _tail(scene, text, match, end)


def _after_role(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a role stands right before a body, whose bearer may follow it: "president of the University Ana Gil"."""
    return any(
        role.end <= index and all(_lower(w) for w in text[role.end : index])
        for start in range(max(0, index - 5), index)
        if (role := phrases("role-cue").at(text, start, scene.languages))
    )


def _past(scene: Scene, text: Sequence[Word], place: int) -> int:
    """The word after a word, or after the whole name of a place that it begins: "Castilla y León"."""
    reach = max((m.span.end for m in scene.touching(text[place].span) if m.kind in PLACES), default=text[place].end)
    while place < len(text) and text[place].start < reach:
        place += 1
    return place


def _lower(word: Word) -> bool:
    return bool(word.folded) and word.text[0].islower()


def _joins(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """Words within names: "of", "de la"; in Slavic and Romanian the preposition of place too."""
    if scene.language == "en" and text[place].text in {"in", "at", "with"}:
        return False
    if scene.language in ("hr", "sr", "bs", "sl") and text[place].text == "u":
        return True
    return is_joint(text[place]) or bool(phrases("genitive").at([text[place]], 0, scene.languages))


def _follows(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """A lower-case word of the phrase: after "de la", or an adjective; in Slavic and Greek a genitive."""
    if scene.language not in _ROMANCE:
        return place < 3 or not (
            _lower(text[place - 1]) and _lower(text[place - 2]) and not _joins(scene, text, place - 1)
        )
    return _joins(scene, text, place - 1) or _RELATIONAL.search(text[place].folded) is not None


def _past_joints(scene: Scene, text: Sequence[Word], place: int) -> int:
    """Over a preposition that is said again: "delle Infrastrutture e della Mobilità"; in German over an article."""
    if place < len(text) and (
        phrases("genitive").at(text, place, scene.languages)
        or (scene.language == "de" and phrases("article").at(text, place, ("de",)))
    ):
        return place + 1
    return place


def _owner(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """As in "… of the Government of X", "… del Comune di X": another body, or a place by its title."""
    if scene.language == "en" and text[place + 1 : place + 2] and text[place + 1].text != "the":
        return False
    first = next((i for i in range(place, min(place + 3, len(text))) if not _lower(text[i])), len(text))
    last = first
    while last < len(text) and text[last].folded and not _lower(text[last]):
        last += 1
    if last > first and any(m.kind == "Organisation" for m in scene.touching(span_of(text, first, last))):
        return True
    cues = phrases("name-cue", ("Organisation", "City"))
    found = cues.scan(text[first : last if scene.language == "en" else min(last, first + 1)], scene.languages)
    return any(not _plural(text[first + m.start], m) for m in found)


def _goes_on(scene: Scene, text: Sequence[Word], place: int) -> bool:
    """After "and": neither another body, nor a person or place, nor a new phrase."""
    if place >= len(text) or not capitalised(text[place].text):
        return False
    if there := scene.touching(text[place].span):
        return scene.language == "de" and there[0].kind == "Programme" and _lower(text[place - 1])
    last = place
    while last < len(text) and text[last].folded and capitalised(text[last].text):
        last += 1
    run = text[place:last]
    kinds = _BODIES[:2] if scene.language in _INFLECTED else _BODIES
    found = list(phrases("name-cue", kinds).scan(run, scene.languages))
    places = scene.gazetteer.find(run[0].text, scene.language)
    return all(_plural(run[m.end - 1], m) for m in found) and not (
        places and places[0].population >= _TOWN and not known(run[0].text, scene.language)
    )


def _plural(word: Word, match: Match) -> bool:
    return word.folded.endswith("s") and not match.cue.text.endswith("s")


def _many(word: Word, match: Match) -> bool:
    """Whether a type word is in the plural: "Points de contact nationaux" are no one body."""
    return word.folded.endswith("s") and not match.cue.text.split()[0].endswith("s")


def _series(scene: Scene, text: Sequence[Word], place: int) -> int:
    """The end of ", Industry and Competitiveness" after "Ministry of Economy": ordinary words, the last after "and"."""
    joined = False
    while place + 1 < len(text) and text[place].text == ",":
        place += 1
        if phrases("conjunction").at(text, place, scene.languages):
            joined, place = True, place + 1
        first = place
        while place < len(text) and text[place].folded and capitalised(text[place].text):
            place += 1
        if place == first or not all(_ordinary(scene, w) for w in text[first:place]):
            return 0
        if not joined and place + 1 < len(text) and phrases("conjunction").at(text, place, scene.languages):
            joined, place = True, place + 1
            if not (capitalised(text[place].text) and _ordinary(scene, text[place])):
                return 0
            while place < len(text) and text[place].folded and capitalised(text[place].text):
                place += 1
        if joined:
            return place
    return 0


def _ordinary(scene: Scene, word: Word) -> bool:
    return not scene.touching(word.span) and (
        known(word.text, scene.language) or not scene.gazetteer.find(word.text, scene.language)
    )


def _tail(scene: Scene, text: Sequence[Word], match: Match, end: int) -> int:
    """Adjectives in lower case that end a Romance name: "Mobilità sostenibili", "Coesione territoriale"."""
    last = text[end - 1]
    if scene.language not in _ROMANCE or end == match.end or scene.touching(last.span) or distinctive(last.text):
        return end
    if scene.gazetteer.find(last.text) and not known(last.text, scene.language):
        return end
    while end < len(text) and _lower(text[end]) and _RELATIONAL.search(text[end].folded) and not is_joint(text[end]):
        end += 1
    return end


def _generic(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Two ordinary words ("Research Center") name no one body, unless "the" or "its" says that there is one such."""
    definite = start and phrases("article").at(text, start - 1, scene.languages)
    return not (definite and text[start - 1].folded not in {"a", "an", "un", "una", "une", "ein", "eine"}) and all(
        any(known(w.text, code) for code in scene.languages)
        and not (distinctive(w.text) or scene.gazetteer.find(w.text, scene.language))
        for w in text[start:end]
    )


def _keep(scene: Scene, text: Sequence[Word], start: int, end: int, score: float) -> None:
    span = span_of(text, start, end)
    if end - start < 2 and not distinctive(text[start].text):
        return
    if end - start == 2 and _generic(scene, text, start, end):
        return
    there = scene.touching(span)
    if any(m.span not in span or m.kind in {"Person", "Event"} for m in there):
        return
    if next(phrases("generic-cue").scan(text[start:end], scene.languages), None):
        return
    aliases = _acronym(scene, text, end)
    mention = Mention(span, "Organisation", span.of(scene.text), score, aliases=aliases)
    scene.replace(mention) if there else scene.add(mention)


def _acronym(scene: Scene, text: Sequence[Word], end: int) -> tuple[str, ...]:
    """The acronym in brackets behind a name, which is marked too."""
    if end + 2 >= len(text) or text[end].text != "(" or text[end + 2].text != ")":
        return ()
    short = text[end + 1]
    if not distinctive(short.text) or scene.touching(short.span):
        return ()
    scene.add(Mention(short.span, "Organisation", short.text, 0.85))
    return (short.text,)
