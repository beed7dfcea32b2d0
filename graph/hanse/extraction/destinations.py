"""Where events are by what stands before them: where people go for them, the town that a line or headline begins with,
that of a clause about them: "travels to Turku for the forum", "Liège, 29 May: City Lab", "In Riga the first forum".
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.extraction.lexicon import particles, phrases
from hanse.extraction.negation import negated
from hanse.extraction.scene import Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.extraction.words import Word
from hanse.model import BlockKind, Span

__all__ = ["before", "reached"]

_SIGNS = frozenset(":|–—-")
_NEAR = 10  # words between a town and the event that people go there for
_BARE = 2  # words between the town of a headline and its event: articles
_LEAD = 2  # words of a preposition and its article


def before(scene: Scene, event: Mention, stretch: Span, sentence: Span, *, dated: bool) -> Mention | None:
    """The one town before an event that is told to be where it is, without a preposition right beside it."""
    cities = scene.inside(stretch, ("City",)) if stretch.start < event.span.start else []
    if len(cities) != 1 or scene.inside(stretch, ("Person", "Event")):
        return None
    city = cities[0]
    lead = scene.words(Span(sentence.start, city.span.start)) if sentence.start < city.span.start else ()
    between = scene.words(Span(city.span.end, event.span.start))
    if negated(scene, scene.words(Span(sentence.start, event.span.start))):
        return None
    if _of_line(scene, lead, between) or (dated and _gone(scene, lead, between)) or _headed(scene, city, lead, between):
        return city
    return city if dated and _opens_clause(scene, lead, between) else None


def _of_line(scene: Scene, lead: Sequence[Word], between: Sequence[Word]) -> bool:
    """Whether a line begins with a town and a day before a sign: "Liège (Belgium), 29-30 May 2024: | City Lab #2"."""
    if any(w.folded for w in lead) or not between or between[-1].text not in _SIGNS:
        return False
    span = Span(between[0].start, between[-1].end)
    whens = [when.span for when in scene.dates(span)]
    taken = [*whens, *(m.span for m in scene.inside(span, ("Country", "Region")))]
    return bool(whens) and all(not w.folded or any(w.span in one for one in taken) for w in between)


def _gone(scene: Scene, lead: Sequence[Word], between: Sequence[Word]) -> bool:
    """Whether people go to a town for something: "travels to | Esbjerg | for the next | conference"."""
    if not lead or lead[-1].folded not in _WHERETO[scene.language] or len(between) > _NEAR:
        return False
    aims = particles("aim-preposition", (scene.language,))
    return any(w.text in aims or w.folded in _AIMS[scene.language] for w in between) and not any(
        w.text in ".;:" for w in between
    )


def _headed(scene: Scene, city: Mention, lead: Sequence[Word], between: Sequence[Word]) -> bool:
    """Whether a headline begins with "In" a town, and the event is right behind it."""
    unit = scene.layout.unit_at(city.span)
    if unit is None or scene.layout.block(unit.block).kind is not BlockKind.HEADING or not 0 < len(lead) <= _LEAD:
        return False
    if not phrases("place-preposition").at(lead, 0, scene.languages):
        return False
    articles = phrases("article")
    return len(between) <= _BARE and all(w.text == "," or articles.alone(w, scene.languages) for w in between)


def _opens_clause(scene: Scene, lead: Sequence[Word], between: Sequence[Word]) -> bool:
    """Whether a sentence begins "In Riga, where X met for the last time, …"."""
    led = 0 < len(lead) <= _LEAD and phrases("place-preposition").at(lead, 0, scene.languages) is not None
    return led and len(between) > 1 and between[0].text == "," and between[1].text in _WHERE[scene.language]


def reached(scene: Scene, event: Mention, between: Sequence[Word], sentence: Span) -> bool:
    """Whether a preposition tells whereto people go "zum" an event: "lud zum Seminar am 14. Mai nach | Görlitz"."""
    ahead = scene.words(Span(sentence.start, event.span.start)) if sentence.start < event.span.start else ()
    goes = bool(between) and between[-1].folded in _WHERETO[scene.language]
    return goes and any(w.folded in _AIMS[scene.language] for w in ahead[-_BARE:])


_WHERETO = by_language("whereto")
_AIMS = by_language("aims")
_WHERE = by_language("where", as_written=True)
