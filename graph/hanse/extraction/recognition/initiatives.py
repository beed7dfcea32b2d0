"""Networks, projects, good practices and programmes by the word beside their name: "the X network", "projet X"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import Match, phrases
from hanse.extraction.recognition.ahead import ahead
from hanse.extraction.recognition.bounds import before_place
from hanse.extraction.recognition.chunks import (
    coined,
    foreign,
    quoted,
    run_after,
    span_of,
)
from hanse.extraction.recognition.consortia import is_body, owner
from hanse.extraction.recognition.extents import rightwards
from hanse.extraction.recognition.fullnames import begins_name
from hanse.extraction.recognition.grown import ENDED, HYPHENED, compounds, hyphened
from hanse.extraction.recognition.keeping import is_place, keep
from hanse.extraction.recognition.leagues import league
from hanse.extraction.recognition.misnamed import taken_part_in
from hanse.extraction.recognition.passages import ROMANCE, Passage, opens_at
from hanse.extraction.recognition.presented import presented
from hanse.extraction.recognition.tails import tail_of_called
from hanse.extraction.scene import INITIATIVES, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.typology import BARE_GENITIVE, BARE_NOUNS, HEAD_LAST
from hanse.extraction.words import Word, capitalised, distinctive, folded, known, lemma
from hanse.model import BlockKind
from hanse.vocabulary import pays_for_networks, wording

__all__ = ["recognise"]

_TERMS = (*INITIATIVES, "Programme")


@needs(partial(phrases, "name-cue", _TERMS), HYPHENED, ENDED)
def recognise(scene: Scene, unit: Unit) -> None:
    """Mark what stands beside a cue and is written like a name."""
    text = scene.words(unit.span)
    for match in phrases("name-cue", _TERMS).scan(text, scene.languages):
        if is_body(scene, text, match):
            owner(scene, text, match)
            continue
        if _beside(scene, text, match) or match.cue.term not in INITIATIVES:
            _others(scene, text, match)
            continue
        for start, end in presented(scene, text, match):
            keep(scene, text, start, end, match.cue.term, 0.86)
    hyphened(scene, text)
    for start, end, kind in compounds(scene, text):
        if not is_place(scene, text[start:end]):
            keep(scene, text, start, end, kind, 0.8)


def _beside(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Mark the name right after the cue, or right before it; give back whether there is one."""
    after = match.end
    if after < len(text) and text[after].text == ":":
        after += 1
    inner = quoted(text, after)
    if inner:
        return keep(scene, text, *_before_slogan(text, *inner), match.cue.term, 0.9)
    if _right(scene, text, after, match) or _headed(scene, text, match) or _described(scene, text, match):
        return True
    if match.cue.term == "Network" and (named := league(scene, text, match)):
        return keep(scene, text, *named, "Network", 0.86)
    return (match.cue.language in HEAD_LAST or not match.cue.language) and ahead(scene, text, match)


def _described(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Mark the coined name behind what a network or project is of or about: "red europea de ciudades SKYLARK"."""
    place = match.end
    if scene.language not in (*ROMANCE, *BARE_GENITIVE) or match.cue.term not in ("Network", "Project"):
        return False
    while place < min(len(text), match.end + _DESCRIBING) and text[place].text.islower() and scene.free(text[place]):
        place += 1
    name = text[place] if match.end < place < len(text) else None
    if name is None or not distinctive(name.text) or _ties_apart(scene, text[match.end : place]):
        return False
    return _right(scene, text, place, match)


_DESCRIBING = 5  # words between the word for a network and its name


def _ties_apart(scene: Scene, words: Sequence[Word]) -> bool:
    """Whether words do more than say of what sort a network is: the last ties, or one is no noun, adjective or "of"."""
    of = phrases("genitive")
    others = ("place-preposition", "conjunction", "phrase-end", "copula")
    plain = (w for w in words if not of.alone(w, scene.languages))
    tied = of.alone(words[-1], scene.languages) or phrases("article").alone(words[-1], scene.languages)
    return tied or any(phrases(kind).alone(w, scene.languages) for w in plain for kind in others)


def _before_slogan(text: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """A quoted name without what a sign sets apart from its coined word: "SKYLARK – Birds in towns"."""
    sign = next((i for i in range(start + 1, min(start + _COINED + 1, end)) if text[i].text in _SETTING_APART), 0)
    coined_ = sign and distinctive(text[start].text) and all(capitalised(w.text) for w in text[start:sign])
    return (start, sign) if coined_ and end - sign > _COINED else (start, end)


_COINED = 2  # words of such a name; words of a slogan at the least
_SETTING_APART = frozenset("–—-:.")


def _right(scene: Scene, text: Sequence[Word], after: int, match: Match) -> bool:
    if after >= len(text) or not (capitalised(text[after].text) or distinctive(text[after].text)):
        return False
    role = phrases("role-cue").at(text, match.start, scene.languages)
    if role and role.end > match.end:
        return False  # "the Project Coordinator of the X project"
    towns = match.end - match.start > 1 and capitalised(text[match.end - 1].text)
    if towns and phrases("name-cue", ("City",)).alone(text[match.end - 1], scene.languages):
        return False  # "Sieć Miast Otwartych Podwórek": the towns are of the name
    if match.cue.term == "Programme":
        joined = taken_part_in(scene, text, match, after)
        return joined and keep(scene, text, after, after + 1, "Project", 0.8)
    end = before_place(scene, text, after, run_after(text, after, scene.languages, 7))
    while end > after and not (
        capitalised(text[end - 1].text) or distinctive(text[end - 1].text) or text[end - 1].text.isdigit()
    ):
        end -= 1
    if match.start and phrases("role-cue").alone(text[match.start - 1], scene.languages):
        end = next(
            (i for i in range(after + 1, end) if begins_name(scene, text, i)), end
        )  # "head of network X, Ana Gil"
    if _cue_is_lower(text, match) or _begins(scene, text, match):
        end = tail_of_called(scene, text, after, end)
    chunk = text[after:end]
    if (
        not chunk
        or begins_name(scene, text, after)
        or (len(chunk) == 1 and phrases("name-cue").alone(chunk[0], scene.languages))
        or is_place(scene, chunk)
        or _owns(scene, text, after)
        or scene.touching(span_of(text, after, end))
    ):
        return False
    funded = match.start and any(m.kind == "Programme" for m in scene.touching(text[match.start - 1]))
    paid = any(w[0].isupper() for w in match.cue.text.split())
    funded = funded or (match.end - match.start > 1 and paid and text[match.end - 1].text.islower())
    if not (
        funded
        or any(distinctive(w.text) for w in chunk)
        or (_cue_is_lower(text, match) and (coined(chunk, scene.languages) or _proper(scene, chunk)))
        or ((_begins(scene, text, match) or scene.language == "de") and _proper(scene, chunk))
        or chunk[-1].text.islower()
    ):
        return False
    kind = "Network" if pays_for_networks(match.cue.text) else match.cue.term  # "the URBACT project X"
    return keep(scene, text, after, end, kind, 0.85)


def _others(scene: Scene, text: Sequence[Word], match: Match) -> None:
    """Mark the coined names that are joined to one behind a word in the plural: "the projects SKYLARK and AQUAMAP"."""
    if match.cue.term not in INITIATIVES or not _plural(text, match):
        return
    behind = (m for word in text[match.end : match.end + _PAID] for m in scene.touching(word))
    first = next((m for m in behind if m.kind != "Programme"), None)
    first = first if first and first.kind in INITIATIVES else None
    end = next((i for i, w in enumerate(text) if first and w.start >= first.span.end), len(text))
    while first and (start := _joined(scene, text, end)) is not None:
        end = run_after(text, start, scene.languages, 4)
        while end > start and not distinctive(text[end - 1].text):
            end -= 1
        if end == start or not keep(scene, text, start, end, first.kind, 0.85):
            return


_PAID = 3  # words behind one for initiatives, of a programme and the first of the names


def _plural(text: Sequence[Word], match: Match) -> bool:
    """Whether a word for initiatives stands in the plural, as labels have it."""
    last, language = text[match.end - 1], match.cue.language
    cues = (c for c in wording().get("label-cue", ()) if c.term == match.cue.term and c.language == language)
    return last.folded != folded(lemma(last.text, language)) and any(_last(c.text) == last.folded for c in cues)


@cache
def _last(cue: str) -> str:
    return folded(cue.split()[-1])


def _joined(scene: Scene, text: Sequence[Word], index: int) -> int | None:
    """Where a coined name begins that a comma or "and" joins to what ends at a word, past what stands in brackets."""
    if index < len(text) and text[index].text == "(":
        index = next((i + 1 for i in range(index, min(index + 8, len(text))) if text[i].text == ")"), len(text))
    start = index
    while start < len(text) and start < index + 2 and _joins(scene, text[start]):
        start += 1
    named = index < start < len(text) and distinctive(text[start].text) and scene.free(text[start])
    return start if named else None


def _joins(scene: Scene, word: Word) -> bool:
    return word.text == "," or phrases("conjunction").alone(word, scene.languages)


def _owns(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word for a body or town stands in another case than its own: "projekte | Zaklade Sveučilišta" are its
    own, "projekta | Grada Zadra" too.
    """
    body = phrases("name-cue", ("Organisation",)).at(text, index, scene.languages)
    town = phrases("name-cue", ("City",)).at(text, index, (scene.language,)) if scene.language in BARE_NOUNS else None
    if town and town.end < len(text):
        named = scene.gazetteer.find(text[town.end].text, scene.language)
        body = town if named and named[0].kind == "City" else body
    return body is not None and text[index].folded != folded(body.cue.text.split()[0])


def _begins(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """Whether a word for initiatives begins a sentence where other nouns are written small: "Projekt Cichy Port"."""
    if scene.language in ("de", "en") or match.cue.language != scene.language or not opens_at(scene, text, match.start):
        return False
    unit = scene.layout.unit_at(text[match.start].span)
    return unit is not None and scene.layout.block(unit.block).kind is not BlockKind.HEADING


def _headed(scene: Scene, text: Sequence[Word], match: Match) -> bool:
    """A name that the cue begins, in Romance: "la Red Ciudades del Agua", "le Réseau des villes cyclables"."""
    if text[match.start].folded not in _NETWORKS or match.cue.language not in ROMANCE or match.end >= len(text):
        return False
    if not capitalised(text[match.start].text) or text[match.start].text.isupper():
        return False
    after = text[match.end]
    determined = match.start and phrases("article").alone(text[match.start - 1], scene.languages)
    if capitalised(after.text):
        end = run_after(text, match.end, scene.languages, 7)
        told = determined or not opens_at(scene, text, match.start) or end - match.end > 1
    else:
        passage = Passage(scene, text, match.cue.language)
        end = rightwards(passage, match)
        told = determined or not opens_at(scene, text, match.start)
    if not told or end <= match.end or not any(capitalised(w.text) for w in text[match.end : end]):
        return False
    return keep(scene, text, match.start, end, "Network", 0.86)


_NETWORKS = everywhere("networks")


def _proper(scene: Scene, chunk: Sequence[Word]) -> bool:
    """Two or more words in capitals where only names have them: "projeto Cidade Aberta"; one before a sign."""
    bodies = phrases("name-cue", ("Organisation",)).first(chunk, scene.languages)
    several = sum(len(w.folded) > 2 and capitalised(w.text) for w in chunk) > 1
    written = scene.language != "de" or foreign(chunk, scene.language)
    return written and not bodies and (several or _alone(scene, chunk))


def _alone(scene: Scene, chunk: Sequence[Word]) -> bool:
    """One word in capitals before a sign, where only names have capitals: "het project Tideline."."""
    if scene.language in ("de", "en") or len(chunk) != 1 or len(chunk[0].text) < _LONG:
        return False
    if phrases("name-cue").at(chunk, 0, ()):
        return False
    if scene.language in _LOWER_NOUNS:
        return True
    if known(chunk[0].text, scene.language):
        return False
    return scene.text[chunk[0].end : chunk[0].end + 1] in {".", ",", ")", ";"}


_LONG = 5
_LOWER_NOUNS = ("nl", "sv", "da", "nb")  # languages where a capital inside a sentence is a name's


def _cue_is_lower(text: Sequence[Word], match: Match) -> bool:
    return text[match.start].text[0].islower() or text[match.start].text.isupper()
