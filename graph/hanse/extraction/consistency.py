"""Facts that contradict each other, the map, or the grammar are not stated: an initiative has two leads at most."""

from __future__ import annotations

import re
from collections import defaultdict

from hanse.extraction.localities import agrees, near, rank
from hanse.extraction.roles import bystanding
from hanse.extraction.scene import PLACES, Draft, Mention, Scene
from hanse.extraction.smallwords import by_language
from hanse.model import Span
from hanse.names import fold

__all__ = ["check"]

_MOST_LEADS = 2
_LOCATIVE = {code: tuple(endings) for code, endings in by_language("locative").items()}


def check(scene: Scene) -> None:
    """Take back what can't be: see those below."""
    _check_leads(scene)
    scene.drafts = [d for d in scene.drafts if d.predicate not in _PARTNERSHIP or not _bystands(scene, d.object)]
    if scene.language in _LOCATIVE:
        _check_cases(scene)
    scene.drafts = [d for d in scene.drafts if d.predicate != "locatedIn" or _nested(d)]


def _bystands(scene: Scene, side: object) -> bool:
    """Whether a bracket behind a name says that it only stands beside a partnership: "Ghent, Riga (observer)"."""
    behind = _BRACKET.match(scene.text, side.span.end) if isinstance(side, Mention) else None
    return behind is not None and bystanding(scene, Span(*behind.span(1)))


_BRACKET = re.compile(r"[ \xa0]?\(([^()\n]{3,60})\)")
_PARTNERSHIP = ("partner", "leadPartner")


def _nested(draft: Draft) -> bool:
    """Whether a place may lie in the other: no region in a city, no country in anything, none in another country, no
    town in one that is farther away than the towns of a province are.
    """
    first, second = draft.subject, draft.object
    if not (isinstance(first, Mention) and isinstance(second, Mention)) or first.kind not in PLACES:
        return True
    nested = rank(first) <= rank(second) and first.kind != "Country" and agrees(first, second)
    return nested and near(first, second) and not _larger(first, second)


def _larger(first: Mention, second: Mention) -> bool:
    """Whether a town has many times the people of the one that it would lie in: "Patras (Vrachneika)"."""
    if first.kind != "City" or second.kind != "City" or first.place is None or second.place is None:
        return False
    return first.place.population > _TIMES * max(second.place.population, 1)


_TIMES = 5


def _check_cases(scene: Scene) -> None:
    """Take back that a city holds an event whose case says that something is in it, "Turussa"; and that an event is in
    one without such a case ("Oulun") if the same sentence has one that does.
    """
    told = {
        (_name(d.subject), d.where)
        for d in scene.drafts
        if d.predicate == "locatedIn" and _is_event(d.subject) and _is_locative(scene, d.object)
    }
    scene.drafts = [
        d
        for d in scene.drafts
        if not (d.predicate == "organiser" and _is_locative(scene, d.object))
        and not (
            d.predicate == "locatedIn" and (_name(d.subject), d.where) in told and not _is_locative(scene, d.object)
        )
    ]


def _is_event(side: object) -> bool:
    return isinstance(side, Mention) and side.kind == "Event"


def _is_locative(scene: Scene, side: object) -> bool:
    """Whether a city has the ending of a case that tells where something is."""
    if not isinstance(side, Mention) or side.kind != "City" or not fold(side.name).endswith(_LOCATIVE[scene.language]):
        return False
    return not scene.gazetteer.find(side.name)


def _check_leads(scene: Scene) -> None:
    """Take back the leads of an initiative that would have too many: they were read off a list of something else."""
    leads: dict[str, set[str]] = defaultdict(set)
    for draft in scene.drafts:
        if (
            draft.predicate == "leadPartner"
            and isinstance(draft.subject, Mention)
            and isinstance(draft.object, Mention)
        ):
            leads[draft.subject.name.casefold()].add(draft.object.name.casefold())
    doubtful = {name for name, found in leads.items() if len(found) > _MOST_LEADS}
    scene.drafts = [d for d in scene.drafts if not (d.predicate == "leadPartner" and _name(d.subject) in doubtful)]


def _name(subject: Mention | str) -> str:
    return subject.name.casefold() if isinstance(subject, Mention) else ""
