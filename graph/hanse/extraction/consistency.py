"""Facts that contradict each other, or the map, are not stated: an initiative is led by one partner, at most two."""

from __future__ import annotations

from collections import defaultdict

from hanse.extraction.localities import agrees, rank
from hanse.extraction.scene import PLACES, Draft, Mention, Scene

__all__ = ["check"]

_MOST_LEADS = 2


def check(scene: Scene) -> None:
    """Take back what can't be: see the two below."""
    _check_leads(scene)
    scene.drafts = [d for d in scene.drafts if d.predicate != "locatedIn" or _nested(d)]


def _nested(draft: Draft) -> bool:
    """Whether a place may lie in the other: no region in a city, no country in anything, none in another country."""
    first, second = draft.subject, draft.object
    if not (isinstance(first, Mention) and isinstance(second, Mention)) or first.kind not in PLACES:
        return True
    return rank(first) <= rank(second) and first.kind != "Country" and agrees(first, second)


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
