"""Whom an honorific or a role tells to be a person: "Ms Gil", "the mayor of Riga, Ana Gil", "Ana Gil, director of"."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.posts import is_party
from hanse.extraction.recognition.fullnames import is_place, name_end, seat_end
from hanse.extraction.recognition.offices import past_grammar
from hanse.extraction.rolewords import compound_role, past_elided
from hanse.extraction.scene import Scene
from hanse.extraction.ties import tie
from hanse.extraction.typology import GENITIVE_FIRST
from hanse.extraction.words import Word, capitalised, distinctive, known

__all__ = ["after_title", "backed", "role_ends", "role_follows", "someones"]


def after_title(scene: Scene, text: Sequence[Word], index: int, *, shaped: bool = True) -> bool:
    """Whether an honorific, a role or a role with its place stands just before a word."""
    if not capitalised(text[index].text) or index == 0:
        return False
    honorifics, roles, languages = phrases("honorific"), phrases("role-cue"), scene.languages
    if not (honorifics.may_begin(text, languages) or roles.may_begin(text, languages)):
        return False
    for start in honorifics.starts(text, max(0, index - 6), index, languages, roles):
        honorific = honorifics.at(text, start, languages)
        if honorific and (honorific.end == index or (honorific.end == index - 1 and text[index - 1].text == ".")):
            return True
        role = roles.at(text, start, languages)
        ended = role and _ends_before(scene, text, role, index)
        if ended and index + 1 < len(text) and capitalised(text[index + 1].text):
            return (not shaped or _name_shaped(scene, text, index)) and not someones(scene, text, start)
    return False


def _ends_before(scene: Scene, text: Sequence[Word], role: Match, index: int) -> bool:
    """Whether a role, or the place behind it, ends before a word, a comma or colon between."""
    if role.end == index or (role.end == index - 1 and text[index - 1].text in {",", ":"}):
        return True
    if role.end >= index:
        return False
    if (verb := tie("is").at(text, role.end, scene.languages)) and verb.end == index:
        return True
    place = past_grammar(scene, text, role.end)
    return place < index and seat_end(scene, text, place) == index


def role_follows(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "…, director of" or "…, the mayor" follows, behind a party's short name in brackets or not."""
    aside = [w.text for w in text[index : index + 3 : 2]] == ["(", ")"] and is_party(scene, text[index + 1])
    index += 3 * aside
    if index + 1 >= len(text) or text[index].text not in {",", "(", "–", "-"}:
        return False
    article = phrases("article").at(text, index + 1, scene.languages)
    place = past_elided(scene, text, article.end if article else index + 1)
    if place >= len(text):
        return False
    compound = compound_role(text[place].text, scene.language)
    return compound is not None or phrases("role-cue").at(text, place, scene.languages) is not None


def role_ends(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a role follows a comma behind the genitives that say of what: ", Suomen Luotsiliitto ry:n johtaja"."""
    if scene.language not in GENITIVE_FIRST or index + 1 >= len(text) or text[index].text != ",":
        return False
    stops = (i for i in range(index + 1, len(text)) if text[i].text == "," or _line_ends(scene, text, i))
    end = next(stops, len(text))
    last = text[end - 1]
    role = compound_role(last.text, scene.language) or phrases("role-cue").alone(last, scene.languages)
    return bool(role) and end - index <= _LONGEST_ROLE


def _line_ends(scene: Scene, text: Sequence[Word], index: int) -> bool:
    return "\n" in scene.text[text[index - 1].end : text[index].start]


_LONGEST_ROLE = 12  # words of a role with what it is of


def backed(scene: Scene, text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a role or an honorific stands beside a name that could be something else."""
    return role_follows(scene, text, end) or after_title(scene, text, start, shaped=False)


def someones(scene: Scene, text: Sequence[Word], role: int) -> bool:
    """Whether a role stands behind a person already: "Ana Gil, director, …"."""
    return role > 1 and any(m.kind == "Person" for m in scene.touching(text[role - 2]))


def _name_shaped(scene: Scene, text: Sequence[Word], index: int) -> bool:
    end = name_end(scene, text, index)
    name = [w for w in text[index:end] if capitalised(w.text)]
    return (
        2 <= end - index <= 4
        and not is_place(scene, text, index, end)
        and not all(_known(scene, w) for w in name)
        and not any(distinctive(w.text) and not w.text.isupper() for w in name)
        and not (distinctive(name[-1].text) and not distinctive(name[0].text) and _known(scene, name[0]))
    )


def _known(scene: Scene, word: Word) -> bool:
    return any(known(word.text, code) for code in scene.languages)
