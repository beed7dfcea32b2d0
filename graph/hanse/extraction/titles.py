"""The title that a person bears, and the body that its words name: "Deputy Mayor of Bristol", "its director"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanse.extraction.bodies import BODIES, body_at, body_before, skip_small
from hanse.extraction.charges import charge, covers, second_field
from hanse.extraction.demonyms import of_demonym
from hanse.extraction.employers import body_of, larger_body, owner_before
from hanse.extraction.government import governs
from hanse.extraction.lexicon import Match, contracted, particles, phrases
from hanse.extraction.posts import before_small, is_civic, is_municipal, is_plural, post_at, post_end
from hanse.extraction.rolewords import past_elided
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.tenses import past
from hanse.extraction.ties import tie
from hanse.extraction.townships import town_before
from hanse.extraction.typology import ANALYTIC
from hanse.extraction.words import Word, distinctive, folded
from hanse.model import Span

__all__ = ["Attribute", "after", "before", "unheard_of"]

_LONGEST = 10
_UNHEARD = 4  # words of a title that no cue has
_PARTICIPLE = re.compile(r"(ing|ed|ado|ada|ido|ida|ato|ata|ito|ita|uto|uta|é|ée|it|ite|ant|nte|nd|iert)$")


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said beside a name: a title, a body or both; end counts words."""

    title: Span | None
    body: Mention | None
    end: int
    confidence: float = 0.85
    plural: bool = False
    municipal: bool = False  # a title of a city's head or council
    told: Span | None = None  # the word that tells the body where its name does not: "Lyons Bürgermeister"


def after(scene: Scene, text: Sequence[Word], since: int, bound: int) -> Attribute | None:
    """The title that begins at a word after a name, with its body: "General Director of the Latvian IT Cluster"."""
    found = _role(scene, text, since, bound)
    if found is None or _acted(scene, text, since, found[0]):
        return None
    start, match = found[0], _qualified(scene, text, found[1], bound)
    first = _first(scene, text, start, since)
    body = body_before(scene, text, first) if first > since else None
    last = _last(scene, text, match, start, bound)
    title = Span(text[first].start, text[last - 1].end)
    body = body or next(iter(scene.inside(title, ("Organisation",))), None)  # "Member of the European Parliament"
    named = None if body else body_of(scene, text, match, last, bound)
    end = last
    if named:
        larger = larger_body(scene, text, named, bound)
        last = named.end if larger else max(match.end, min(last, before_small(scene, text, named.begin)))
        body, end = (larger or named).body, (larger or named).end
    last = max(start + 1, before_small(scene, text, max(match.end, last)), post_end(scene, text, match))
    title = _undated(scene, Span(text[first].start, text[last - 1].end))
    return Attribute(title, body, end, 0.88, is_plural(scene, text, match), is_civic(scene, text, match))


def _undated(scene: Scene, title: Span) -> Span:
    """A title without when somebody took it up: "Vice-President | in June 2015"."""
    day = next((when.span.start for when in scene.dates(title)), title.end)
    kept = [word for word in scene.words(title) if word.end <= day]
    while day < title.end and len(kept) > 1 and (governs(scene, kept[-1]) or not kept[-1].folded):
        kept.pop()
    return Span(title.start, kept[-1].end) if kept and day < title.end else title


def _acted(scene: Scene, text: Sequence[Word], since: int, start: int) -> bool:
    """Whether those whom a role names do something of their own: "spoke Anna Holm, | asked teachers", turned around."""
    verbs = [place for place in range(since, start) if past(text, place, scene.language)]
    if scene.language != "en":
        return bool(verbs)
    led = (place for place in verbs if phrases("article").alone(text[place + 1], scene.languages))
    return any(led) or any(not text[place].text.endswith("ed") for place in verbs)  # but "elected president"


def before(scene: Scene, text: Sequence[Word], start: int, match: Match, end: int) -> Attribute | None:
    """The title that stands before a name: "Mayor of Utrecht,", "ICLEI Secretary General", "its director,"."""
    between = Span(text[match.end - 1].end, text[end - 1].end) if end > match.end else None
    bodies = scene.inside(between, BODIES) if between else []
    plain = [w for w in text[match.end : end] if not any(w.span in m.span for m in bodies)]
    if len([w for w in plain if w.folded and not _is_grammar(scene, w)]) > _PLAIN or any(
        w.text in {".", ";", "("} for w in plain
    ):
        return None
    if sum(w.text == "," for w in plain) > (1 if bodies else 0) or _several(bodies):
        return None
    acting = start > 0 and text[start - 1].folded in _AS[scene.language]  # "as mayor of X welcomed | Name"
    if not acting and _says_more(scene, text, match.end, end, bodies):
        return None
    first = _first(scene, text, start, 0)
    last, body = match.end, bodies[0] if bodies else None
    if end > match.end and (named := body_of(scene, text, match, match.end, end)):
        larger = larger_body(scene, text, named, end)
        body, last = (larger or named).body, named.end if larger else before_small(scene, text, named.begin)
    elif end > match.end and not bodies and all(w.folded for w in plain):
        verb = any(phrases("copula").alone(w, scene.languages) for w in plain)
        last = match.end if verb else end  # "deputy mayor for Transport", but "the first president was"
    told = None
    if body is None and is_municipal(match) and (town := town_before(scene, text, first, start)):
        first, body = start, town
    if body is None:
        body = body_before(scene, text, first) or owner_before(scene, text, first)
        made = None if body else of_demonym(scene, text, first, start, civic=is_civic(scene, text, match))
        body, told = made or (body, None)
    first += first < start and told == text[first].span  # "Kiels | Bürgermeisterin", "Grazer | Stadträtin"
    first += first < start and body is not None and text[first].text == f"{body.name}s"
    last = max(start + 1, before_small(scene, text, max(match.end, last)), post_end(scene, text, match))
    title = Span(text[first].start, text[last - 1].end)
    return Attribute(title, body, end, 0.82, is_plural(scene, text, match), is_civic(scene, text, match), told)


_PLAIN = 4  # words between a role and a name that say of what it is


def _says_more(scene: Scene, text: Sequence[Word], start: int, end: int, bodies: Sequence[Mention]) -> bool:
    """Whether the words from a role to a name tell of the one something else than that the other holds it.

    "The president of the network is glad of | Name", "congratulated | Name", "is not | Name"
    """
    own = [i for i in range(start, end) if not any(text[i].span in m.span for m in bodies)]
    if phrases("negation-cue").within([text[i] for i in own], scene.languages):
        return True
    past_body = next((i for i in own if bodies and text[i].start >= bodies[-1].span.end), end)
    verb = next((i + 1 for i in own if phrases("copula").alone(text[i], scene.languages)), end)
    parted = end < len(text) and text[end].text == ","  # "president of X and of the Y, | Name"
    behind = [i for i in own if i >= (verb if parted else min(verb, past_body)) and text[i].folded]
    told = any(not _is_grammar(scene, text[i]) and not _couples(scene, text[i]) for i in behind)
    led = bool(own) and own[-1] == end - 1 and text[end - 1].text in particles("company-preposition", scene.languages)
    return led or told or any(past(text, i, scene.language) for i in own)


def _couples(scene: Scene, word: Word) -> bool:
    return any(phrases(kind).alone(word, scene.languages) for kind in ("copula", "conjunction"))


def _is_grammar(scene: Scene, word: Word) -> bool:
    """Whether a word only leads to a name: "del", "Comune"."""
    kinds = (("genitive", ()), ("article", ()), ("place-preposition", ()), ("name-cue", ("City",)))
    return any(phrases(kind, terms).alone(word, scene.languages) for kind, terms in kinds)


def unheard_of(scene: Scene, text: Sequence[Word], since: int, bound: int) -> Attribute | None:
    """A title of words that no cue has, told by the body behind it: "a bioacoustician at the University of Gdynia"."""
    article = phrases("article").at(text, since, scene.languages)
    start = article.end if article else since
    if (
        start >= bound
        or (scene.language == "en" and not article)
        or _PARTICIPLE.search(text[start].folded)
        or phrases("copula").alone(text[start], scene.languages)
    ):
        return None
    if tie("of").at(text, since, scene.languages):
        return None
    for last in range(start, min(start + _UNHEARD, bound)):
        word = text[last]
        if not word.folded or word.text[0].isupper() or scene.touching(word):
            return None
        if last > start and tie("at").at(text, last, scene.languages):
            found = body_at(scene, text, skip_small(scene, text, last))
            typed = found and (
                found[0].kind == "Organisation" or found[0].span.start > text[skip_small(scene, text, last)].start
            )
            return (
                Attribute(Span(text[start].start, text[last - 1].end), found[0], found[1], 0.8)
                if found and typed
                else None
            )
    return None


def _several(bodies: Sequence[Mention]) -> bool:
    """Whether more than one body stands there; "of the city of X in Y" has one."""
    return any(b.kind not in {"City", "Country", "Region"} for b in bodies[1:])


def _role(scene: Scene, text: Sequence[Word], since: int, bound: int) -> tuple[int, Match] | None:
    """The role among the first words, with articles, capitalised words, a body or one adjective before it."""
    lower = free = 0
    for start in range(since, min(bound, since + 7)):
        word = text[start]
        if start < free:
            continue  # "kulttuuri- ja | liikuntahankkeen koordinaattori"
        if not word.folded or (start == since and _leads_on(scene, text, since)):
            return None
        there = scene.touching(word)
        free = place = past_elided(scene, text, start)
        match = None if there or place >= bound else post_at(scene, text, place)
        if match and word.folded != folded(match.cue.text) and past(text, place, scene.language):
            return None  # "the mayor, and chaired by"
        if word.folded in _INSTEAD:
            return None
        if match:
            apart = lower and scene.language == "en" and (word.text[0].isupper() or is_plural(scene, text, match))
            return None if apart else (start, match)  # "X, targets Mayors" is no title
        small = any(phrases(kind).at([word], 0, scene.languages) for kind in ("article", "conjunction"))
        if there and there[0].kind not in BODIES:
            return None
        if not there and not small and word.text[0].islower() and not word.text.startswith("'"):
            lower += 1
            compound = since > 0 and text[since - 1].text in _OPENING and word.text.isalpha()
            if lower > (2 if compound else 0 if scene.language == "en" else 1):
                return None
    return None


def _leads_on(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether "of the" stands behind the comma after a name, which goes on with others: "of X, Ana Gil, | of the …"."""
    if not index or text[index - 1].text != ",":
        return False
    genitive = phrases("genitive").alone(text[index], scene.languages)
    return genitive and (
        text[index].folded in contracted(scene.language) or not phrases("article").alone(text[index], scene.languages)
    )


_INSTEAD = everywhere("instead")


def _first(scene: Scene, text: Sequence[Word], start: int, since: int) -> int:
    """The first word of a title: its capitalised words before the role, or its one adjective."""
    first = start
    while first > since and (_titular(scene, text[first - 1]) or _compound(scene, text, first - 1, since)):
        first -= 1
    return first


def _qualified(scene: Scene, text: Sequence[Word], match: Match, bound: int) -> Match:
    """A role with the participle behind it in Romance languages, before what it is of: "présidente | déléguée | du"."""
    end = match.end
    if scene.language not in ANALYTIC or scene.language == "en" or end + 1 >= bound:
        return match
    told = text[end].text.islower() and scene.free(text[end]) and _PARTICIPLE.search(text[end].text)
    genitive = told and phrases("genitive").at(text, end + 1, scene.languages)
    return Match(match.start, end + 1, match.cue) if genitive else match


_OPENING = frozenset(",(–—-")


def _compound(scene: Scene, text: Sequence[Word], index: int, since: int) -> bool:
    """Whether a word before a role in English is what it is a role of: ", night manager of", "housing officer"."""
    if scene.language != "en" or not since or text[since - 1].text not in _OPENING:
        return False
    return text[index].text.islower() and scene.free(text[index]) and not _is_grammar(scene, text[index])


def _titular(scene: Scene, word: Word) -> bool:
    return (
        bool(word.folded)
        and word.text[0].isupper()
        and not distinctive(word.text)
        and not scene.touching(word)
        and word.folded not in _AS[scene.language] | _TOO[scene.language]
        and not any(phrases(k).at([word], 0, scene.languages) for k in ("article", "conjunction", "place-preposition"))
    )


_TOO = by_language("too")  # "Ook burgemeester X was er"
_AS = by_language("as")  # "Als Präsident des Netzwerks sprach X"


def _last(scene: Scene, text: Sequence[Word], match: Match, start: int, bound: int) -> int:
    """The end of a title: over "of", "for" and what they bring, to the comma, bracket, verb or body that ends it."""
    last = match.end
    while last < bound and (text[last].folded or text[last].text == "&") and last - start < _LONGEST:
        verb = tie("is").at(text, last, scene.languages) or phrases("copula").alone(text[last], scene.languages)
        there = scene.touching(text[last])
        if "@" in text[last].text or verb or (there and not covers(scene, text[match.end : last + 1], there[0])):
            break
        placed = phrases("place-preposition").at(text, last, scene.languages)
        if placed and placed.end > last + 1:
            break  # "au sein de"
        if last >= match.end and text[last].folded in _ELECTED[scene.language]:
            break  # "als Präsidentin | bestätigt"
        if text[last].folded in _SINCE and text[last + 1 : last + 2] and text[last + 1].text[0].isdigit():
            break  # "président | depuis 2015"
        if text[last].text in particles("relative", scene.languages) or past(text, last, scene.language):
            return match.end  # "presidente ad interim dopo che"
        last += 1
    last = max(match.end, before_small(scene, text, last))
    ended = last == match.end or last >= len(text) or not text[last].folded
    ended = ended or skip_small(scene, text, match.end - 1, 1) == match.end  # "assessora alla | cultura"
    if ended or skip_small(scene, text, match.end, 1) > match.end or text[match.end].text[0].isupper():
        return last
    goes_on = charge(scene, text, match.end) or second_field(scene, text, match)
    return last if goes_on else match.end


_ELECTED = by_language("elected")
_SINCE = everywhere("since")
