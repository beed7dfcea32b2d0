"""Who becomes what the words before the verb tell: "Zum Präsidenten des Verbands wurde Bürgermeisterin Ana Gil …".

The office stands first, then the verb, then who holds it now, with a title of their own between. In Romance languages
the verb is before both: "Fue elegida presidenta de la red la alcaldesa de Vigo, Ana Gil".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from hanse.extraction import titles
from hanse.extraction.bodies import body_before
from hanse.extraction.gates import needs
from hanse.extraction.layout import Unit
from hanse.extraction.lexicon import contracted, phrases
from hanse.extraction.lines import Trait
from hanse.extraction.negation import negated
from hanse.extraction.origins import preceding
from hanse.extraction.posts import is_plural, not_now, post_at, without_parties
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language, everywhere
from hanse.extraction.titles import Attribute
from hanse.extraction.typology import CASED, GENITIVE_FIRST, VERB_SECOND
from hanse.extraction.words import Word, capitalised, folded
from hanse.model import Span, Value

__all__ = ["read"]

_BY = "role"
_MADE, _NOW, _HELPING = by_language("elected"), by_language("being-now"), by_language("electing-with")
_TO, _AS = by_language("to-office"), by_language("as-office")
_VERBAL = everywhere("elected") | everywhere("being-now")
_MOST = 3  # words of a verb, and of those who elect behind it
_END = 12  # words from a name to the participle that ends its clause
_STOPS = frozenset(",;:.!?()–—")


@needs(Trait(lambda word, _: folded(word) in _VERBAL), kinds=("Person",))
def read(scene: Scene, unit: Unit, sentence: Span) -> None:
    """Note the office, and its body, of the person that a sentence names behind it."""
    people = scene.inside(sentence, ("Person",))
    text = without_parties(scene, scene.words(sentence)) if people else []
    if not people or negated(scene, text):
        return
    first = next((i for i, w in enumerate(text) if w.start >= people[0].span.start), len(text))
    office = _office(scene, text, _own(scene, text, first), first)
    if office and office.title and not not_now(scene, office.title) and not office.plural:
        where = Span(office.title.start, people[0].span.end)
        if office.body:
            scene.say(people[0], "affiliation", office.body, where, _BY, 0.8)
        scene.say(
            people[0], "roleTitle", Value(office.title.of(scene.text), "string", scene.language), where, _BY, 0.85
        )


def _own(scene: Scene, text: Sequence[Word], first: int) -> int:
    """Where what belongs to a name begins: its title, with the article and the town before it; no verb."""
    _, start = preceding(scene, text, first, 0)
    verb = max((i + 1 for i in range(start, first) if text[i].folded in _verbs(scene.language)), default=start)
    start = verb
    while start and _leads(scene, text, start - 1):
        start -= 1
    return start


def _leads(scene: Scene, text: Sequence[Word], index: int) -> bool:
    """Whether a word before a title is an article, a town, or made of one behind an article: "der Grazer |"."""
    if text[index].folded in _verbs(scene.language):
        return False
    if phrases("article").alone(text[index], scene.languages):
        return True
    made = index > 0 and capitalised(text[index].text) and phrases("article").alone(text[index - 1], scene.languages)
    return made or any(m.kind in {"City", "Region"} for m in scene.touching(text[index]))


@cache
def _verbs(language: str) -> frozenset[str]:
    return frozenset().union(*(kind[language] for kind in (_MADE, _NOW, _HELPING)))


def _office(scene: Scene, text: Sequence[Word], start: int, name: int) -> Attribute | None:
    """The office that ends in a verb of making somebody something, before a place in a sentence; or follows one."""
    made, now = _MADE[scene.language], _NOW[scene.language]
    verb = start
    while verb and start - verb < 2 * _MOST and _of_verb(scene, text, verb - 1, start):
        verb -= 1
    said = {w.folded for w in text[verb:start]}
    last = {w.folded for w in text[name : name + _END]} if scene.language in VERB_SECOND else frozenset()
    if said & made or (verb < start and said & now):
        found = _before(scene, text, verb, elected=bool((said | last) & made))
        return found if found and (found.body or (said | last) & made) else None
    return _behind(scene, text, start) if verb == start else None


def _of_verb(scene: Scene, text: Sequence[Word], index: int, start: int) -> bool:
    """Whether a word is part of the verb before a name, or of those who elect between: "wählten die Delegierten |"."""
    word = text[index]
    if word.folded in _verbs(scene.language):
        return True
    chosen = any(w.folded in _MADE[scene.language] for w in text[max(0, index - _MOST) : index])
    plain = bool(word.folded) and word.text not in _STOPS and scene.free(word)
    return start - index <= _MOST and chosen and plain and post_at(scene, text, index) is None


def _before(scene: Scene, text: Sequence[Word], verb: int, *, elected: bool) -> Attribute | None:
    """The office that the words right before a verb tell, at the beginning or behind "to"."""
    for start in range(verb - 1, -1, -1):
        if text[start].text in _STOPS:
            return None
        match = post_at(scene, text, start)
        if match is None or match.end > verb or not scene.free(text[start]):
            continue
        found = titles.after(scene, text, start, verb)
        owner = _owner(scene, text, start)
        lead = _lead(scene, text, start, owner)
        if found is None or found.end < verb or lead is None or (lead in _AS[scene.language] and not elected):
            return None
        body = found.body or owner
        title = Span(text[match.start].start, found.title.end if body and found.title else text[match.end - 1].end)
        return replace(found, title=title, body=body, plural=is_plural(scene, text, match))
    return None


def _owner(scene: Scene, text: Sequence[Word], start: int) -> Mention | None:
    """The body whose genitive stands before an office: "liiton | uudeksi | puheenjohtajaksi"."""
    start -= start > 0 and text[start - 1].folded in _NEW
    return body_before(scene, text, start) if start and scene.language in GENITIVE_FIRST else None


def _lead(scene: Scene, text: Sequence[Word], start: int, owner: Mention | None) -> str | None:
    """The preposition before an office, "" where that begins its sentence; None behind other words."""
    while start:
        before = text[start - 1]
        if before.folded in _TO[scene.language] | _AS[scene.language]:
            return before.folded
        article = phrases("article").alone(before, scene.languages)
        new = before.folded in _NEW or (article and before.text.casefold() not in contracted(scene.language))
        of_owner = owner is not None and before.span in owner.span
        if not new and not of_owner:
            return None
        start -= 1
    return ""


_NEW = everywhere("new-in-office")


def _behind(scene: Scene, text: Sequence[Word], start: int) -> Attribute | None:
    """The office between a verb of electing and who is elected: "fue elegida | presidenta de la red | la alcaldesa"."""
    made = _MADE[scene.language]
    if scene.language in VERB_SECOND | CASED:
        return None
    for verb in range(start - 1, max(-1, start - 2 - _END), -1):
        if text[verb].text in _STOPS:
            return None
        if text[verb].folded in made:
            found = titles.after(scene, text, verb + 1, start)
            return found if found and found.end >= start else None
    return None
