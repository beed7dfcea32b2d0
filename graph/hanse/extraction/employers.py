"""The body that a title is at: named in its words or right behind them, the larger one of a part, or "its"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.extraction.anaphora import referred
from hanse.extraction.bodies import BODIES, body_at, is_unit, next_body, skip_small
from hanse.extraction.charges import covers, led
from hanse.extraction.lexicon import Match, particles, phrases
from hanse.extraction.posts import is_municipal
from hanse.extraction.presided import presided
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import everywhere
from hanse.extraction.ties import tie
from hanse.extraction.typology import BARE_GENITIVE
from hanse.extraction.words import CASELESS, Word, distinctive
from hanse.model import Span

__all__ = ["Named", "body_of", "larger_body", "owner_before"]

_OWNERS = ("Organisation", "Network")


@dataclass(frozen=True, slots=True)
class Named:
    """The body that a title's words name: begin and end count words, "the City of" among them."""

    body: Mention
    begin: int
    end: int


def body_of(scene: Scene, text: Sequence[Word], match: Match, last: int, bound: int) -> Named | None:
    """The body of a title: inside its words, or right behind them."""
    if headed := _headed(scene, text, match, bound):
        return headed
    municipal = is_municipal(match)
    kind = led(scene, text, match)
    place = skip_small(scene, text, match.end)
    aims = particles("aim-preposition", scene.languages)
    aimed = kind == "City" and any(w.text in aims for w in text[match.end : place])  # "Bürgermeisterin für Bau"
    aimed = aimed or any(w.folded in _CHARGED for w in text[match.start : match.end + 1])
    if place < bound and (place > match.end or scene.language in {"pl", "hr", "el", "ro", "de", "cs", "sk", "sl"}):
        named = None if aimed else next_body(scene, text, place, municipal=municipal, kind=kind)
        inner = named or body_at(scene, text, place) or referred(scene, text, place)
        if inner and covers(scene, text[match.end : place + 1], inner[0]):
            return None
        if inner and inner[1] <= bound:
            return Named(inner[0], place, inner[1])
    for index in range(match.end + 1, min(last, bound)):
        if tie("its").at(text, index - 1, scene.languages):
            return None  # "at our office in Turku"
        if skip_small(scene, text, index - 1, 1) == index and text[index].text[0].isupper() and not aimed:
            inner = next_body(scene, text, index, municipal=municipal, kind=kind)
            if inner:
                return Named(inner[0], index, inner[1])
    place = skip_small(scene, text, last)
    found = body_at(scene, text, place) if place < bound and text[place].folded else None
    if found and place == last and found[0].kind in {"Region", "Country"} and scene.language in CASELESS:
        return None  # "chargée de mission Europe"
    begin = next((i for i in range(match.end, last) if _titled(scene, text, i, place)), place)
    if found is None and (body := presided(scene, text, match, bound)):
        return Named(*body)
    return Named(found[0], begin, found[1]) if found else _owned(scene, text, match.end, bound)


def _headed(scene: Scene, text: Sequence[Word], match: Match, bound: int) -> Named | None:
    """The body right behind the title of its head, or an adjective of it: "vicepresidente nazionale | X"."""
    begin = match.end
    if text[match.start].text.lower() not in _HEADS or begin >= bound:
        return None
    begin += begin + 1 < bound and text[begin].text.islower() and not skip_small(scene, text, begin, 1) > begin
    if begin >= bound or not (distinctive(text[begin].text) or scene.touching(text[begin])):
        return None
    found = next_body(scene, text, begin)
    return Named(found[0], begin, found[1]) if found and found[1] <= bound else None


_HEADS = everywhere("heads", as_written=True)


def _owned(scene: Scene, text: Sequence[Word], start: int, bound: int) -> Named | None:
    """The city or body whose genitive a few words of a title lead to: "vedoucí odboru dopravy | města Košice"."""
    for index in range(start, min(start + _FEW, bound)) if scene.language in BARE_GENITIVE else ():
        if not text[index].text.islower() and not (text[index].folded and index > start):
            return None
        found = body_at(scene, text, index)
        if found and found[1] <= bound:
            titled = found[0].kind == "Organisation" or found[0].span.start > text[index].start
            return Named(found[0], index, found[1]) if titled else None
        if not scene.free(text[index]) or skip_small(scene, text, index, 1) > index:
            return None
    return None


_FEW = 4
_CHARGED = everywhere("charged")


def _titled(scene: Scene, text: Sequence[Word], index: int, place: int) -> bool:
    """Whether nothing but "City of" stands between two words."""
    cue = phrases("name-cue", ("City", "Region")).at(text, index, scene.languages)
    return cue is not None and skip_small(scene, text, cue.end) == place


def larger_body(scene: Scene, text: Sequence[Word], named: Named, bound: int) -> Named | None:
    """The body that a part named in a title belongs to: "Head of the Mobility Department, City of Graz"."""
    before = next((w for w in reversed(text[: named.end]) if w.start < named.body.span.start), None)
    of_unit = before is not None and phrases("unit-cue").alone(before, scene.languages)  # "der Stabsstelle EU, Stadt X"
    if named.end >= bound or not (of_unit or is_unit(scene, named.body)):
        return None
    start = named.end + (text[named.end].text in {",", "–", "-", "("})
    place = skip_small(scene, text, start)
    found = body_at(scene, text, place) if place < bound else None
    tied = found and (place > start or found[0].kind == "Organisation" or found[0].span.start > text[place].start)
    return Named(found[0], start, found[1]) if found and tied else None


def owner_before(scene: Scene, text: Sequence[Word], first: int) -> Mention | None:
    """Whose "its director" is: the body before in the sentence."""
    if not first or not tie("its").at(text, first - 1, scene.languages):
        return None
    bodies = scene.inside(Span(text[0].start, text[first - 1].start), BODIES) if first > 1 else []
    return bodies[-1] if bodies else _spoken_of(scene, text[0].span) if first == 1 else None


def _spoken_of(scene: Scene, word: Span) -> Mention | None:
    """The only body that the sentence before the one of a word names, if it names no person."""
    unit = scene.layout.unit_at(word)
    before = [s for s in scene.sentences(unit) if s.end <= word.start] if unit else []
    named = scene.inside(before[-1], (*_OWNERS, "Person")) if before else []
    return named[-1] if named and named[-1].kind in _OWNERS and len({m.name for m in named}) == 1 else None
