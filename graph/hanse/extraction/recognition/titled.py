"""What a page is about by its title: a coined name that stands there by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from hanse.extraction.headings import untyped
from hanse.extraction.knowledge import register
from hanse.extraction.labels import lists_partners
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.recognition.known import Name
from hanse.extraction.recognition.places import begins_town
from hanse.extraction.roles import roles
from hanse.extraction.scene import INITIATIVES, Mention, Scene
from hanse.extraction.words import Word, capitalised, distinctive, known, numbered, words
from hanse.model import BlockKind, Span

__all__ = ["described", "headlined", "name_sites", "on_programmes_site", "sited", "titled"]

_SEPARATOR = re.compile(r"\s+[|–—»·:-]+\s+|:\s+|\s*\|\s*")


def titled(scene: Scene) -> Iterator[Name]:
    """The names of initiatives that stand alone in the title, in a page that speaks of a project or network."""
    kind = _kind(scene)
    if not kind:
        return
    for text in _segments(scene):
        if _but_shouted(scene, text):
            continue
        found = [w for w in words(text) if w.folded]
        named = all(capitalised(w.text) or distinctive(w.text) for w in found)
        shaped = (any(distinctive(w.text) for w in found) and not _set_in_capitals(scene, text)) or _repeated(
            scene, text
        )
        plain = 0 < len(found) <= 4 and named and shaped and not _typed(scene, text)
        if plain and not numbered(text) and _free(scene, text) and not _called_body(scene, text):
            yield Name(text, kind, score=0.88)


def described(scene: Scene) -> Iterator[Name]:
    """The names that a title says to be an initiative's: "Escadinhas – rede de cidades", "Tideline: a project of …"."""
    for title in (*(f.value for f in scene.document.fields if f.name == "title"), *_heads(scene)):
        for text, rest in pairwise(_SEPARATOR.split(title)):
            found, after = [w for w in words(text) if w.folded], words(rest)
            article = phrases("article").at(after, 0, scene.languages) if after else None
            start = article.end if article else 0
            cue = phrases("name-cue", INITIATIVES).at(after, start, scene.languages) if start < len(after) else None
            written = 0 < len(found) <= _DESCRIBED and all(capitalised(w.text) or distinctive(w.text) for w in found)
            if cue is None or not written or not after[cue.start].text[0].islower() or not _goes_on(scene, after, cue):
                continue
            if _free(scene, text) and not _called_body(scene, text):
                yield Name(text, cue.cue.term, score=0.88)


_DESCRIBED = 5  # words of a name


def _goes_on(scene: Scene, after: Sequence[Word], cue: Match) -> bool:
    """Whether a word says of what or for whom an initiative is: "rede | de cidades"."""
    kinds = (phrases("genitive"), phrases("place-preposition"))
    return cue.end < len(after) and any(kind.at(after, cue.end, scene.languages) for kind in kinds)


def _set_in_capitals(scene: Scene, text: str) -> bool:
    """Whether a title's capitals are but its letters': the text writes the name in lower case as well."""
    if not text.isupper():
        return False
    headline = scene.layout.headline
    below = next(scene.layout.following(headline.block), None) if headline else None
    if below is not None and scene.gazetteer.country(scene.layout.text(below).strip()):
        return True  # a town, over its country
    written = re.compile(rf"\b{re.escape(text.title())}\b")
    return any(written.search(unit.span.of(scene.text)) for unit in scene.units())


def _but_shouted(scene: Scene, text: str) -> bool:
    """Whether a piece of a title all in capitals is in capitals in no other line, so that these tell nothing of it."""
    titles = (span.of(scene.text) for span in scene.layout.headlines)
    if " " not in text or not any(title.isupper() and text in title and title != text for title in titles):
        return False
    lines = (unit.span.of(scene.text) for unit in scene.units())
    return not any(text in line and not line.isupper() for line in lines)


def _called_body(scene: Scene, text: str) -> bool:
    """Whether a sentence says that a name is a body's: "X, an Aragonese cluster of …", "X is an agency"."""
    for unit in scene.layout.body:
        start = unit.span.of(scene.text).find(text)
        if start < 0:
            continue
        end = unit.span.start + start + len(text)
        after = [w for w in scene.words(unit.span) if w.start >= end][:_APPOSED]
        if after and (after[0].text in {",", "("} or phrases("copula", ("organiser",)).at(after, 0, scene.languages)):
            body = phrases("name-cue", ("Organisation",)).first(after, scene.languages)
            cue = phrases("name-cue", INITIATIVES).first(after, scene.languages)
            if body and (cue is None or body.start < cue.start) and after[body.start].text.islower():
                return True
    return False


_APPOSED = 5  # words after a name that may say what it is


def headlined(scene: Scene) -> Iterator[Name]:
    """The coined names inside a headline that sentences of the page tell to be an initiative's: "CityHop sets off"."""
    for text in dict.fromkeys(_coinages(scene)):
        if not _free(scene, text) or any(name.text == text for name in scene.names.names()):
            continue
        found = [u.span for u in scene.layout.body if u.span not in _titles(scene) and text in u.span.of(scene.text)]
        if found and not _of_body(scene, text, found) and _told(scene, text, found):
            yield Name(text, scene.calls_itself(("Network", "Project")) or "Project", score=0.86)


def sited(scene: Scene) -> Iterator[Name]:
    """The name of a network whose site a page is of: "Members | Green Rim Cities", "Agenda - Red Ciudades del Agua".

    The last part of the title or the site's name, with a word for towns in the plural or one for networks.
    """
    for text in dict.fromkeys(_sites(scene)):
        found = [w for w in words(text) if w.folded]
        written = all(capitalised(w.text) or len(w.text) <= _SMALL for w in found)
        if 1 < len(found) <= _SITE and written and not text.isupper() and _of_towns(scene, text):
            yield Name(text, "Network", score=0.86)


_SMALL, _SITE = 3, 7  # letters of a word that names write small; words of a name


def _of_towns(scene: Scene, text: str) -> bool:
    """Whether a name is that of a network by its words, and of no other thing."""
    found = words(text)
    if register().get(text) or scene.gazetteer.find(text, scene.language) or roles(text):
        return False
    if phrases("name-cue", ("Organisation", "Event", "Programme", "Project", "GoodPractice")).first(
        found, scene.languages
    ):
        return False
    towns = phrases("name-cue", ("City",)).scan(found, scene.languages)
    several = any(found[m.start].folded != words(m.cue.text)[0].folded for m in towns)
    networks = phrases("name-cue", ("Network",)).scan(found, scene.languages)
    return several or any(m.end - m.start < len(found) for m in networks)


def name_sites(scene: Scene) -> None:
    """Mark the name of a site's network in the head of the page, where the text does not name it."""
    head = [block.span for block in scene.layout.blocks if block.kind is BlockKind.META]
    for name in sited(scene):
        starts = (scene.text.rfind(name.text, span.start, span.end) for span in head)
        start = next((at for at in starts if at >= 0), None)
        if start is not None and not scene.mentions.named("Network", name.text):
            scene.add(Mention(Span(start, start + len(name.text)), "Network", name.text, name.score))


_COINED = 5  # letters of a coined name
_CAPITALS = 7  # of one in capitals: shorter ones are short for all sorts of things


def _titles(scene: Scene) -> frozenset[Span]:
    return frozenset(scene.layout.headlines)


def _coinages(scene: Scene) -> Iterator[str]:
    """The words of odd shape in a title that is not all in capitals; one in capitals that stands alone."""
    titles = [span.of(scene.text) for span in scene.layout.headlines]
    for title in (*titles, *_heads(scene)):
        for word in words(title):
            capitals = word.text.isupper()
            long = len(word.text) >= (_CAPITALS if capitals else _COINED)
            odd = distinctive(word.text) and not any(known(word.text.lower(), code) for code in scene.languages)
            odd = odd and not phrases("name-cue").alone(word, scene.languages)
            if long and odd and word.text[0].isalpha() and not (capitals and _shouted(title)):
                yield word.text


def _heads(scene: Scene) -> list[str]:
    """What the head of the file gives: its title, the site's name."""
    return [scene.layout.text(i).partition(": ")[2] for i, b in enumerate(scene.layout.blocks) if b.kind == "meta"]


def _sites(scene: Scene) -> list[str]:
    """What may be the name of the site: what the file says it is, the last part of a title."""
    names = [f.value for f in scene.document.fields if f.name == "site"]
    return [*names, *(parts[-1] for head in _heads(scene) if len(parts := _SEPARATOR.split(head)) > 1)]


def _shouted(title: str) -> bool:
    return title.isupper() and " " in title.strip()


def _of_body(scene: Scene, text: str, found: list[Span]) -> bool:
    """Whether a word for bodies or people's titles stands right before a name, or a legal form right after it."""
    for span in found:
        line = scene.words(span)
        for index, word in enumerate(line):
            if word.text != text:
                continue
            before = line[max(0, index - 2) : index]
            kinds = (phrases("descriptor-cue"), phrases("name-cue", ("Organisation", "Event")), phrases("role-cue"))
            if any(kind.first(before, scene.languages) for kind in kinds):
                return True
            if index + 1 < len(line) and phrases("legal-form").at(line, index + 1, ()):
                return True
    return False


def _told(scene: Scene, text: str, found: list[Span]) -> bool:
    """Whether a sentence calls a name a project or network ("X …, a project"), or the site is a programme's."""
    cues = phrases("name-cue", ("Network", "Project"))
    for line in (scene.words(span) for span in found):
        for match in cues.scan(line, scene.languages):
            before = line[max(0, match.start - _AHEAD) : match.start]
            named = next((i for i, w in enumerate(before) if w.text == text), None)
            article = named is not None and any(
                w.text in particles("indefinite", scene.languages) for w in before[named + 1 :]
            )
            if article and not any(w.text in {".", "!", "?"} for w in before[named or 0 :]):
                return True
    return on_programmes_site(scene)


_AHEAD = 14  # words from a name to what it is called


def on_programmes_site(scene: Scene) -> bool:
    """Whether the last part of the page's title, or the site's name, is a programme's: "X | Interreg Europe"."""
    return any(
        found[0] == len(text) and found[1].kind == "Programme"
        for name in _sites(scene)
        if (text := words(name)) and (found := register().at(text, 0, scene.language))
    )


def _typed(scene: Scene, text: str) -> bool:
    """Whether a title in capitals says what kind of page it is: "PROJECT SHEET"."""
    cued = phrases("name-cue", INITIATIVES).first(words(text), scene.languages) if text.isupper() else None
    return cued is not None and not scene.coined(text)


def _repeated(scene: Scene, text: str) -> bool:
    """Whether a page that lists partners names its title's piece at least twice more."""
    if " " not in text or not lists_partners(scene):
        return False
    return sum(u.span.of(scene.text).count(text) for u in scene.units()) > 2


def _segments(scene: Scene) -> Iterator[str]:
    titles = [f.value for f in scene.document.fields if f.name == "title"]
    heads = [scene.layout.text(i) for i, b in enumerate(scene.layout.blocks) if b.kind == "meta" and b.label]
    for title in (*titles, *(h.partition(": ")[2] for h in heads if h.startswith("title"))):
        parts = _SEPARATOR.split(title)
        for place, part in enumerate(parts):
            if place and place == len(parts) - 1 and any(_cued(scene, other) for other in parts[:place]):
                return  # "X leads the SKYLARK project | X"
            if segment := untyped(scene, part.strip(' .,;"“”„«»')):
                yield segment


def _cued(scene: Scene, part: str) -> bool:
    """Whether a part of a title has a word for initiatives and a coined name beside it."""
    found = words(part)
    cues = phrases("name-cue", INITIATIVES).scan(found, scene.languages)
    beside = [found[i] for m in cues for i in (m.start - 1, m.end) if 0 <= i < len(found)]
    return len(found) > _BESIDE and any(distinctive(w.text) for w in beside)


_BESIDE = 3  # words of a part that says more than what it is: not "SKYLARK project"


def _kind(scene: Scene) -> str:
    """Which kind of initiative the page speaks of; one that lists partners and says no more is a project's."""
    return scene.calls_itself() or ("Project" if lists_partners(scene) else "")


def _free(scene: Scene, text: str) -> bool:
    """Whether a title's piece is no programme, body, place or label, and the page itself uses it again."""
    if scene.knows(text) or not scene.nameable(text) or roles(text):
        return False
    found = words(text)
    if phrases("name-cue", ("Organisation", "Event", "Programme")).first(found, scene.languages):
        return False
    if any(register().at(found, i, scene.language) for i in range(len(found))) or begins_town(scene, found):
        return False
    site = any(f.name == "site" and f.value == text for f in scene.document.fields)
    body = sum(u.span.of(scene.text).count(text) for u in scene.units() if scene.layout.block(u.block).kind != "meta")
    return body >= (2 if site else 1)
