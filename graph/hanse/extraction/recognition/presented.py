"""Initiatives that a sentence presents: "X, a network of cities", "X is a project", "a project called X"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.recognition.bounds import before_place, past_place
from hanse.extraction.recognition.chunks import (
    coined,
    foreign,
    is_small,
    opens,
    quoted,
    quoted_before,
    run_after,
    run_before,
    span_of,
    trimmed,
)
from hanse.extraction.recognition.people import name_at
from hanse.extraction.recognition.tails import cut_off, tail, tail_before
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.typology import ANALYTIC, HEAD_LAST
from hanse.extraction.words import Word, capitalised, distinctive, folded, known

__all__ = [
    "copula_before",
    "heads",
    "modifies",
    "nameable",
    "named_after",
    "named_before",
    "presented",
]

_APART = frozenset({",", "–", "—", "-", ":", "("})
_MODIFIERS = 5  # words between a name's comma and the word for what it is: "a three-year Interreg project"
_COMPOUND = 12  # letters from which a word that dictionaries lack is a German compound rather than a name
_BETWEEN = 9  # words between what a thing is and the verb that gives its name
_AFTER_HEAD = everywhere("after-heads", as_written=True)


def presented(scene: Scene, text: Sequence[Word], match: Match) -> Iterator[tuple[int, int]]:
    """The stretches of words that a word for initiatives is said of."""
    if match.end < len(text) and any(m.kind in INITIATIVES for m in scene.touching(text[match.end])):
        return  # the cue has its own name: "from Riga to Ghent: the network X"
    if heads(scene, text, match) and (found := _before(scene, text, match)):
        yield found
    if found := _called(scene, text, match):
        yield found


def heads(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether the cue is what its phrase is about: "a project", not "a project manager"."""
    if match.end >= len(text):
        return True
    after = text[match.end]
    if not after.folded or after.text.isdigit():
        return after.text != "-"
    if match.cue.language not in HEAD_LAST:
        return True
    if capitalised(after.text):
        return match.cue.language == "de"
    if after.text in _AFTER_HEAD or after.text.endswith(("ed", "ing")):
        return True
    grammar = ("genitive", "place-preposition", "conjunction", "article")
    if any(phrases(kind).at(text, match.end, scene.languages) for kind in grammar):
        return after.text not in {"'s", "’s"}
    return is_small(after, scene.languages)


def _before(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """The name before the phrase that the cue heads: after a comma or the like, or after "is"."""
    place = match.start
    while place > 0 and match.start - place <= _MODIFIERS and modifies(scene, text, place - 1):
        place -= 1
    for at in range(place, match.start + 1):
        before = text[at - 1] if at else None
        if before is None:
            continue
        if before.text in _APART and at - 1 > 0:
            found = _apposed(scene, text, at - 1, at, match.end)
            several = found and _several(text, match)  # "Successivamente, tre progetti …"
            return None if several and found and not distinctive(text[found[0]].text) else found
        copula = copula_before(scene, text, at)
        if copula and copula > 0 and (_undetermined(scene, text, at) or _of_whom(scene, text, match.end)):
            return named_before(scene, text, copula) or _opening(scene, text, copula)
    return None


def _opening(scene: Scene, text: Sequence[Word], end: int) -> tuple[int, int] | None:
    """The words up to a verb that open a sentence, where they stand elsewhere too: "Stad op Adem | is het netwerk"."""
    start = _sentence_start(text, end - 1)
    name = text[start:end]
    small = phrases("article").at(text, start, scene.languages) or opens(text[start], scene.language)
    if small or not 1 < len(name) <= _MODIFIERS or not capitalised(name[0].text) or not all(w.folded for w in name):
        return None
    written = span_of(text, start, end).of(scene.text)
    if scene.text.count(written) < _TWICE or roles(written) or scene.gazetteer.find(written, scene.language):
        return None
    return start, end


_TWICE = 2


def _several(text: Sequence[Word], match: Match) -> bool:
    """Whether a word for initiatives is in the plural, in a language whose nouns have no other forms."""
    first, *_, last = (*match.cue.text.split(), match.cue.text.split()[-1])
    plural = text[match.start].folded != folded(first) or text[match.end - 1].folded != folded(last)
    return plural and match.cue.language in ANALYTIC


def modifies(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word may stand between an article and the cue: an adjective, a number, a programme, the article."""
    word = text[index]
    if not word.folded:
        return False
    if copula_before(scene, text, index + 1) is not None:
        return False
    if scene.touching(word):
        return scene.touching(word)[0].kind in {"Programme", "Country", "Region"}
    if phrases("article").at(text, index, scene.languages) or word.text[0].isdigit():
        return True
    if any(phrases(kind).at(text, index, scene.languages) for kind in ("genitive", "place-preposition", "conjunction")):
        return False
    if (
        phrases("role-cue").at(text, index, scene.languages)
        or opens(word, scene.language)
        or word.text in particles("relative", scene.languages)
    ):
        return False
    return word.text[0].islower() or word.folded in _EUROPEAN


_EUROPEAN = everywhere("european")


def copula_before(scene: Scene, text: Sequence[Word], end: int) -> int | None:
    """Where the word for "is" begins that ends right before a word."""
    for start in (end - 1, end - 2):
        if (
            start > 0
            and (found := phrases("copula", ("organiser",)).at(text, start, scene.languages))
            and found.end == end
        ):
            return start
    return None


def _undetermined(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "a" follows "is", or no article: "X is the project" says which, not what."""
    return text[index].text.lower() not in _DEFINITE[scene.language]


def _of_whom(scene: Scene, text: Sequence[Word], end: int) -> bool:
    """Whether towns or bodies in the plural say whose a network is: "X is the network of small towns"."""
    of = phrases("genitive").at(text, end, scene.languages) if end < len(text) else None
    behind = text[of.end if of else end : (of.end if of else end) + _MODIFIERS]
    first = phrases("name-cue", ("City",)).first(behind, scene.languages)
    return first is not None and behind[first.start].folded != folded(first.cue.text.split()[0])


_DEFINITE = by_language("definite", as_written=True)


def _apposed(scene: Scene, text: Sequence[Word], sign: int, after: int, end: int) -> tuple[int, int] | None:
    """The name before a comma, a dash, a colon or a bracket and what it is."""
    if text[sign].text in "-–—" and text[sign].start == text[sign - 1].end:
        return None
    if text[sign].text != "," and capitalised(text[after].text) and scene.language != "de":
        return None  # "Legacoop - Lega Nazionale …"
    found = named_before(scene, text, sign)
    if not found:
        return None
    chunk = text[found[0] : found[1]]
    definite = not _undetermined(scene, text, after)
    shown = all(distinctive(w.text) for w in chunk) or found[1] != sign
    addressed = any(phrases(kind).at(text, found[0], scene.languages) for kind in ("honorific", "role-cue"))
    told = not addressed and _restricted(scene, text, end) and (len(chunk) > 1 or coined(chunk, scene.languages))
    if definite and not shown and not told:
        return None
    first = _sentence_start(text, found[0])
    if opens(text[first], scene.language) and found[0] - first <= 2 and not all(distinctive(w.text) for w in chunk):
        return None  # "For SKYLARK, a project of this size is new"
    return found


def _restricted(scene: Scene, text: Sequence[Word], end: int) -> bool:
    """Whether a clause says which is meant, right after what a thing is: "X, the network that Ghent set up"."""
    place = end + (end < len(text) and text[end].text == ",")  # as German and the Slavic languages write
    opened = next((i for i in (place, place + 1) if i < len(text) and _relative(scene, text[i])), None)
    return opened == place or (opened is not None and phrases("place-preposition").alone(text[place], scene.languages))


def _relative(scene: Scene, word: Word) -> bool:
    return word.text in particles("relative", scene.languages) or word.text in _THAT[scene.language]


_THAT = by_language("that", as_written=True)


def _sentence_start(text: Sequence[Word], index: int) -> int:
    while index > 0 and text[index - 1].text not in {".", "!", "?", ":", ";", "•"}:
        index -= 1
    return index


def _called(scene: Scene, text: Sequence[Word], match: Match) -> tuple[int, int] | None:
    """The name after "called", where that follows what the thing is: "a project in Ghent called X"."""
    cues = phrases("naming-cue")
    for place in range(match.end, min(len(text), match.end + _BETWEEN)):
        if text[place].text in {".", ";", "!", "?"}:
            return None
        inner = phrases("article").at(text, place, scene.languages)
        if (
            inner
            and place > match.end
            and not is_small(text[place - 1], scene.languages)
            and not cues.at(text, place, scene.languages)
        ):
            return None  # "the project covers an area called …"
        if cue := cues.at(text, place, scene.languages):
            start = cue.end + (cue.end < len(text) and text[cue.end].text == ":")
            found = named_after(scene, text, start)
            return None if found and _goes_on(text, *found) else found
    return None


def _goes_on(text: Sequence[Word], start: int, end: int) -> bool:
    """Whether a colon stands behind ordinary words: their title goes on, "called Living harbours: | a new start"."""
    plain = not any(distinctive(w.text) for w in text[start:end])
    return plain and end < len(text) and text[end].text == ":"


def named_before(scene: Scene, text: Sequence[Word], end: int) -> tuple[int, int] | None:
    """The name that ends before a word, a bracket after it passed over; None if what stands there is no name."""
    if end > 2 and text[end - 1].text == ")":
        opened = next((i for i in range(end - 2, max(0, end - 16), -1) if text[i].text == "("), None)
        if opened is None:
            return None
        end = opened
    while end > 1 and text[end - 1].folded and any(m.kind == "Programme" for m in scene.touching(text[end - 1])):
        end -= 1  # "SKYLARK H2020, a project"
    if inner := quoted_before(text, end):
        return inner if nameable(scene, text, *inner, quoted=True) else None
    start = past_place(scene, text, run_before(text, end, scene.languages), end)
    if role := phrases("role-cue").at(text, start, scene.languages) if start < end else None:
        start = trimmed(text, min(role.end, end), end, scene.languages)  # "Lead Expert of GREENBELTS, the network …"
    start = tail_before(scene, text, end) if start == end else _foreign_part(scene, text, start, end)
    return (start, end) if start < end and nameable(scene, text, start, end) else None


def _foreign_part(scene: Scene, text: Sequence[Word], start: int, end: int) -> int:
    """Without the German nouns before a name in another language: "Partner von Playful Paradigm"."""
    small = [i for i in range(start, end) if not capitalised(text[i].text)] if scene.language == "de" else []
    return small[-1] + 1 if small and foreign(text[small[-1] + 1 : end], "de") else start


def named_after(scene: Scene, text: Sequence[Word], start: int) -> tuple[int, int] | None:
    """The name that begins at a word; None if what stands there is no name."""
    if start >= len(text):
        return None
    if inner := quoted(text, start):
        return inner if nameable(scene, text, *inner, quoted=True) else None
    start = (
        trimmed(text, start, len(text), scene.languages)
        if phrases("article").at(text, start, scene.languages)
        else start
    )
    if start >= len(text) or not (capitalised(text[start].text) or distinctive(text[start].text)):
        return None
    end = tail(scene, text, start, before_place(scene, text, start, run_after(text, start, scene.languages)))
    told = end > start and not cut_off(scene, text, start, end)
    return (start, end) if told and nameable(scene, text, start, end) else None


def nameable(scene: Scene, text: Sequence[Word], start: int, end: int, *, quoted: bool = False) -> bool:
    """Whether words can be an initiative's name: no place, person, body, label or ordinary word."""
    chunk = text[start:end]
    written = span_of(text, start, end).of(scene.text)
    if not 0 < len(chunk) <= 9 or len(written) < 3 or scene.touching(span_of(text, start, end)) or roles(written):
        return False
    if not any(capitalised(w.text) or distinctive(w.text) for w in chunk):
        return False
    if any(m.end - m.start == len(chunk) for m in phrases("name-cue").scan(chunk, scene.languages)):
        return False
    shaped = any(distinctive(w.text) for w in chunk)
    if not shaped and scene.gazetteer.find(written, scene.language):
        return False
    if quoted or all(distinctive(w.text) for w in chunk):
        return len(chunk) > 1 or not scene.knows(written)
    if _is_body(scene, chunk):
        return False
    if (
        any(phrases("legal-form").at(chunk, i, scene.languages) for i in range(len(chunk)))
        or name_at(scene, text, start) >= end
    ):
        return False
    return _proper(scene, text, start, end, shaped=shaped)


def _is_body(scene: Scene, chunk: Sequence[Word]) -> bool:
    """Whether a name has a word for bodies or events, in the form that a body's name would have."""
    found = phrases("name-cue", ("Organisation", "Event")).scan(chunk, scene.languages)
    return any(
        m.cue.text.casefold() == " ".join(w.text for w in chunk[m.start : m.end]).casefold()
        and not (m.cue.term == "Event" and not m.start and m.end < len(chunk) and m.cue.language in HEAD_LAST)
        for m in found
    )


def _proper(scene: Scene, text: Sequence[Word], start: int, end: int, *, shaped: bool) -> bool:
    """Whether capitals tell a name here: not in German, nor in the one ordinary word that opens a sentence."""
    chunk = text[start:end]
    if shaped:
        return True
    inner = _sentence_start(text, start) < start
    if scene.language == "de":
        headed = start and phrases("article").at(text, start - 1, scene.languages)
        named = foreign(chunk, "de") or (coined(chunk, scene.languages) and len(chunk[0].folded) < _COMPOUND)
        return named and not headed
    if sum(capitalised(w.text) for w in chunk if w.folded) == 1:
        return inner or not any(known(chunk[0].text, code) for code in scene.languages)
    return True
